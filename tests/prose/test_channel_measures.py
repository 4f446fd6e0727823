"""The smaller measures in sentences: no claim beyond the verdict, every number in its cell."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from tests.analysis.channel_posts import compare, make_posts
from tests.figures.test_channel_measures import GROWTH, MIX, RATES, RHYTHM, TIMES
from toolkit import bundle
from toolkit.analysis.content_mix import measure_mix
from toolkit.analysis.response_time import measure_response
from toolkit.analysis.rhythm import measure_rhythm
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.prose import audience
from toolkit.prose import channel_measures as prose
from toolkit.tables import channel_measures as tables
from toolkit.tables import engagement_rates as rate_tables

EN = Language("en")
KINDS = ["photo"] * 40 + ["video"] * 20
LOUD = measure_mix(
    compare(make_posts(n=60, kind=KINDS, reactions=[10] * 40 + [80] * 20)), {}
)  # fmt: skip


def text(made: Exhibit) -> str:
    assert isinstance(made.bundle, bundle.Text)
    return " ".join(sentence.text for sentence in made.bundle.sentences)


def check_cells(made: Exhibit, table: Exhibit | None) -> int:
    """Hold each number of a text against the cell that it names; give how many there were."""
    assert isinstance(made.bundle, bundle.Text)
    assert table is not None
    assert isinstance(table.bundle, bundle.Table)
    names = [column.name for column in table.bundle.columns]
    checked = 0
    for sentence in made.bundle.sentences:
        for number in sentence.numbers:
            assert number.table == table.bundle.name
            cell = table.bundle.rows[number.row][names.index(number.column)]
            digits = float(number.text.strip("%").replace(",", ""))
            value = float(str(cell)) * (100 if number.text.endswith("%") else 1)
            assert digits == pytest.approx(value, abs=0.5)
            checked += 1
    return checked


def test_the_translator_names_the_lowest_and_the_highest_of_a_post() -> None:
    made = prose.translator(RATES, EN)
    assert check_cells(made, rate_tables.translator_table(RATES, EN)) == 2
    title = prose.translator_title(RATES, EN)
    per_post = RATES[RATES["value"].notna() & (RATES["aggregation"] != "per day")]["value"]
    assert EN.share(per_post.min(), 1) in title
    assert EN.share(per_post.max(), 1) in title
    assert "60 posts" in title


def test_a_sort_is_said_to_draw_more_only_where_the_difference_says_so() -> None:
    assert "“video” draws more" in prose.mix_title(LOUD, "Ours", "kind", EN)
    assert check_cells(prose.mix(LOUD, "Ours", EN), tables.mix_table(LOUD, "Ours", EN)) == 4
    equal = MIX.assign(verdict="unclear")
    assert prose.mix_title(equal, "Ours", "theme", EN).startswith("No theme clearly")
    assert "no difference is clear" in text(prose.mix(equal, "Ours", EN))


def test_without_themes_the_page_says_where_to_name_them() -> None:
    assert "themes in client.yaml" in text(prose.mix(LOUD, "Ours", EN))
    assert "client.yaml" not in text(prose.mix(MIX, "Ours", EN))


def test_a_silence_is_told_with_its_days() -> None:
    posts = make_posts(n=60).drop(index=range(30, 50)).reset_index(drop=True)
    rhythm = measure_rhythm(compare(posts))
    made = prose.silences(rhythm, "Ours", EN)
    assert "once on Facebook (62 days, from 30 March 2026)" in text(made)
    assert check_cells(made, tables.rhythm_table(rhythm, "Ours", EN)) == 1
    assert prose.silence_title(rhythm, "Ours", EN) == "Your longest silence: 62 days on Facebook"
    assert "never silent" in text(prose.silences(RHYTHM, "Ours", EN))


def test_growth_is_told_of_the_client_and_its_absence_of_anybody() -> None:
    made = audience.growth(GROWTH, "Ours", EN)
    assert "from 1,000 to 1,059 on Facebook (5.9% more)" in text(made)
    assert check_cells(made, tables.growth_table(GROWTH, "Ours", EN)) == 3
    unknown = GROWTH.assign(follower_growth=float("nan"))
    assert "too few counts" in text(audience.growth(unknown, "Ours", EN))
    assert audience.growth_title(unknown, "Ours", EN) == "Growth of followers"


def test_no_time_is_named_that_does_not_stand_out() -> None:
    assert prose.times_title(TIMES, EN) == "No time stands out"
    assert "no more between times than chance" in text(prose.times(TIMES, EN))
    cells = TIMES.cells.assign(verdict=["better", *TIMES.cells["verdict"].iloc[1:]])
    told = dataclasses.replace(TIMES, cells=cells)
    assert prose.times_title(told, EN).startswith("On Facebook posts draw more")


def test_what_no_file_holds_is_said_and_nothing_else() -> None:
    nothing = pd.DataFrame()
    assert "no log of mentions" in text(prose.voice(nothing, EN))
    assert "no log of messages" in text(prose.response(nothing, EN))
    assert "data/messages" in text(prose.response(nothing, EN))
    assert text(prose.voice(pd.DataFrame({"brand": ["A"]}), EN)) == ""


def test_response_times_are_told_by_channel_and_few_messages_are_not() -> None:
    asked = pd.Timestamp("2026-03-02 09:00", tz="UTC")
    hours = {"facebook": [1.0, 3.0, 30.0] * 4, "x": [2.0, None] * 6, "linkedin": [1.0]}
    messages = pd.DataFrame(
        [
            (platform, asked, asked + pd.Timedelta(hours=h) if h else pd.NaT)
            for platform, waits in hours.items()
            for h in waits
        ],
        columns=["platform", "received", "answered"],
    )
    response = measure_response(messages)
    made = prose.response(response, EN)
    assert isinstance(made.bundle, bundle.Text)
    facebook, x, few = (sentence.text for sentence in made.bundle.sentences)
    assert "the 12 messages had their answer within 3.0 hours, 67% within 24" in facebook
    assert "half or more of the 12 messages got no answer: 50% did" in x
    assert few.endswith("LinkedIn.")
    assert check_cells(made, tables.response_table(response, EN)) == 7
