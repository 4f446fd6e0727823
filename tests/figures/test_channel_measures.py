"""Figures and tables of the smaller measures: words, numbers, nothing where nothing is known."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

from tests.analysis.channel_posts import NO_COUNTS, compare, make_posts
from toolkit.analysis import (
    account_insights,
    attention,
    best_times,
    content_mix,
    engagement_rates,
    follower_growth,
    rhythm,
    share_of_voice,
)
from toolkit.exhibit import Exhibit
from toolkit.figures import channel_measures as figures
from toolkit.figures.strips import Strip, StripPanel, draw_strips
from toolkit.language import Language
from toolkit.model.posts import INSIGHTS, conform
from toolkit.tables import channel_measures as tables
from toolkit.tables import engagement_rates as rate_tables

BOTH = pytest.mark.parametrize("language", [Language("en"), Language("nl")], ids=["en", "nl"])
HOURS = pd.date_range("2026-01-01 09:07", periods=60, freq="75h", tz="UTC")
OURS = make_posts(
    n=60, kind=["photo", "video", "link"] * 20, reach=300, text="<b>read</b> #books", clicks=4,
    reactions=[5 + i % 9 for i in range(60)], followers=list(range(1000, 1060)), published=HOURS,
)  # fmt: skip
THEIRS = make_posts("<i>Theirs</i> & Co", n=60, shares=None, followers=5000)
COMPARED = compare(OURS, THEIRS)
DAYS = follower_growth.follower_days(pd.concat([OURS, THEIRS]), NO_COUNTS)
WINDOWS = follower_growth.windows_of(COMPARED)
RATES = engagement_rates.translate_rates(COMPARED)
RHYTHM = rhythm.measure_rhythm(COMPARED)
GROWTH = follower_growth.measure_growth(DAYS, WINDOWS)
MIX = content_mix.measure_mix(COMPARED, {"Reading": ["read"]})
TIMES = best_times.find_times(COMPARED, "Ours", "Europe/Amsterdam")


def insights() -> pd.DataFrame:
    days = pd.date_range("2025-01-01", "2026-06-30")
    flow = pd.DataFrame({"metric": "profile_views", "start": days, "end": days, "value": 3.0})
    part = pd.DataFrame(
        {"metric": "followers", "dimension": "country", "member": ["NL", "<BE>"],
         "start": days[-1], "end": days[-1], "value": [30.0, 10.0]}
    )  # fmt: skip
    made = pd.concat([flow, part], ignore_index=True).assign(brand="Ours", platform="facebook")
    return conform(made, INSIGHTS)


MONTHS = account_insights.sum_months(insights(), "Ours")
AUDIENCE = account_insights.compose_audience(insights(), "Ours")


def all_figures(language: Language) -> list[Exhibit]:
    months = follower_growth.follow_months(DAYS, WINDOWS)
    found = [
        figures.translator_figure(RATES, language, "Title"),
        figures.attention_figure(
            attention.measure_attention(COMPARED), "Ours", language, "Title"
        ),
        figures.silence_figure(COMPARED, RHYTHM, "Ours", language, "Title"),
        figures.growth_figure(months, GROWTH, "Ours", language, "Title"),
        *(figures.mix_figure(MIX, "Ours", sort, language, "Title")
          for sort in ("kind", "theme", "hashtag")),
        figures.times_figure(TIMES, "Europe/Amsterdam", language, "Title"),
        figures.months_figure(MONTHS, language, "Title"),
        figures.audience_figure(AUDIENCE, language, "Title"),
    ]  # fmt: skip
    assert all(found)
    return [one for one in found if one]


@pytest.mark.slow
@BOTH
def test_each_figure_has_words_numbers_and_two_pictures(language: Language) -> None:
    made = all_figures(language)
    for one in made:
        figure = one.bundle
        assert figure.measure, figure.name
        assert any(sign.isdigit() for sign in figure.alt), figure.name
        assert figure.data.rows, figure.name
        assert set(figure.data.shown) <= {column.name for column in figure.data.columns}
        assert one.html.count("<svg") == 2
        # Names come from outside.
        assert "<i>" not in one.html
        assert "<BE>" not in one.html
    assert len({one.bundle.name for one in made}) == len(made)


def test_what_cannot_be_computed_says_why_in_its_place() -> None:
    made = figures.translator_figure(RATES, Language("en"), "Title")
    assert made is not None
    assert "no impressions in the files" in made.html
    assert "impressions" not in made.bundle.alt.lower()


def test_without_anything_known_there_are_no_figures() -> None:
    language = Language("en")
    empty = RATES.assign(value=np.nan)
    assert figures.translator_figure(empty, language, "Title") is None
    assert figures.silence_figure(COMPARED, RHYTHM.iloc[:0], "Ours", language, "Title") is None
    assert figures.mix_figure(MIX, "Nobody", "kind", language, "Title") is None
    nothing = dataclasses.replace(TIMES, cells=TIMES.cells.iloc[:0])
    assert figures.times_figure(nothing, "UTC", language, "Title") is None
    assert figures.months_figure(MONTHS.iloc[:0], language, "Title") is None
    assert figures.audience_figure(AUDIENCE.iloc[:0], language, "Title") is None


def test_growth_has_a_panel_for_each_platform_and_says_how_others_grew() -> None:
    months = follower_growth.follow_months(DAYS, WINDOWS)
    made = figures.growth_figure(months, GROWTH, "Ours", Language("en"), "Title")
    assert made is not None
    assert made.html.count(">Facebook</text>") == 2  # a wide picture and a narrow one
    assert "+5.9%" in made.html


def test_what_stands_beside_the_question_is_folded() -> None:
    folded = {one.bundle.name for one in all_figures(Language("en")) if one.bundle.folded}
    assert "channel-benchmark-mix-theme" in folded
    assert not {"channel-benchmark-growth", "channel-benchmark-mix-kind"} & folded


def test_a_broken_month_is_not_drawn() -> None:
    broken = MONTHS.assign(complete=MONTHS["month"] < pd.Timestamp("2026-02-01"))
    made = figures.months_figure(broken, Language("en"), "Title")
    assert made is not None
    places = [column.name for column in made.bundle.data.columns]
    months = {row[places.index("month")] for row in made.bundle.data.rows}
    assert max(months) == "2026-01-01"


def test_a_strip_has_a_stroke_for_each_day_and_a_line_for_its_silence() -> None:
    strip = Strip("Ours", (0.1, 0.2, 0.9), (0.2, 0.9), "three days")
    picture = draw_strips([StripPanel("X", (strip,), ("a", "b"))])(760)
    (strokes,) = picture.axes[0].collections
    ends = [[tuple(end) for end in stroke] for stroke in strokes.get_segments()]
    assert [top[0] for top, _ in ends] == [bottom[0] for _, bottom in ends]
    assert sorted(top[0] / 760 for top, _ in ends) == pytest.approx([0.1, 0.2, 0.9])
    lines = picture.axes[0].lines
    spans = [tuple(float(x) / 760 for x in line.get_xdata()) for line in lines]
    assert any(span == pytest.approx((0.2, 0.9)) for span in spans)


@BOTH
def test_tables_keep_english_names_and_escape_what_comes_from_outside(language: Language) -> None:
    made = [
        tables.attention_table(attention.measure_attention(COMPARED), "Ours", language),
        tables.rhythm_table(RHYTHM, "Ours", language),
        tables.growth_table(GROWTH, "Ours", language),
        tables.mix_table(MIX, "Ours", language),
        tables.times_table(TIMES, language),
        tables.months_table(MONTHS, language),
        tables.audience_table(AUDIENCE, language),
        tables.voice_table(
            share_of_voice.share_of_voice(
                pd.DataFrame({"brand": ["<i>A</i>"], "day": [pd.Timestamp("2026-01-01")], "n": [3]})
            ),
            "Ours",
            language,
        ),
        rate_tables.translator_table(RATES, language),
        rate_tables.brand_rates_table(engagement_rates.rate_brands(COMPARED), "Ours", language),
        rate_tables.dictionary_table(language),
    ]
    for one in made:
        assert one is not None
        names = [column.name for column in one.bundle.columns]
        assert len(names) == len(set(names))
        assert set(one.bundle.shown) <= set(names)
        assert "<i>" not in one.html
        assert one.bundle.rows


def test_growth_that_its_counts_do_not_reach_says_so() -> None:
    partly = GROWTH.assign(reaches=False)
    made = tables.growth_table(partly, "Ours", Language("en"))
    assert made is not None
    assert "counts do not reach the whole window" in made.html
    none = tables.growth_table(partly.assign(follower_growth=np.nan), "Ours", Language("en"))
    assert none is not None
    assert "counts too far apart" in none.html
