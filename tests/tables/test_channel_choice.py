"""The tables and sentences of the choice of channels, of an invented museum of buttons."""

import datetime as dt

import pandas as pd
import pytest

from toolkit.analysis.benchmark_result import (
    AVERAGE_COLUMNS,
    CHANGE_COLUMNS,
    METRIC_COLUMNS,
    RANK_COLUMNS,
    SIZE_COLUMNS,
    Benchmark,
)
from toolkit.analysis.channel_choice import choose_channels
from toolkit.language import Language
from toolkit.model.channel_register import ChannelEntry, FakeAccount, Register
from toolkit.model.channel_sheets import ChannelSheets
from toolkit.model.client import Budget, Capacity, Client
from toolkit.model.intake import Intake, Medium, SwotPoint
from toolkit.model.listening import Mention
from toolkit.model.posts import POSTS, conform
from toolkit.model.profile_checklist import Checklist, Profile
from toolkit.prose import channel_choice as prose
from toolkit.tables import channel_choice, channel_register, channel_swot, listening

ENGLISH = Language("en")
AS_OF = dt.date(2026, 10, 31)
CLIENT = Client(
    name="Museum of Buttons",
    capacity=Capacity(hours_per_week=10),
    budget=Budget(per_year=1000),
)
INTAKE = Intake(
    media=(
        Medium(name="X", goal="Say <b>hello</b>", owner="Jip", hours_per_week=2, action="remove"),
        Medium(name="TikTok", hours_per_week=1),
    ),
    swot=(SwotPoint(channel="X", kind="threat", what="Nobody <i>answers</i>"),),
)
REGISTER = Register(
    channels=(
        ChannelEntry(
            channel="X", hours_per_week=3, cost_per_year=0, action="keep", decided_by="Bo",
            decided_on=dt.date(2026, 10, 1), reason="Habit",
        ),
    ),
    fakes=(FakeAccount(fake_account="b<u>ttons", platform="x", seen_on=dt.date(2026, 10, 21)),),
)  # fmt: skip
CHECKLIST = Checklist.model_validate(
    {"dated": "2025-01-01", "items": [{"key": "bio", "en": "Bio", "nl": "Bio"}]}
)
USE = pd.DataFrame(
    [("all", "x", 0.05, 0.02, 0.09, 100, 100.0)],
    columns=["segment", "channel", "share", "low", "high", "n", "n_effective"],
)
MENTIONS = (
    Mention(date=AS_OF, about="Museum of Buttons", topic="zips", question=True),
    Mention(date=AS_OF, about="Giant", topic="A wall of zips", case_of="Giant", opportunity="Ours"),
)


@pytest.fixture(scope="module")
def choice():
    return choose()


def choose(participation=None, instrument="modern"):
    metrics = pd.DataFrame(columns=METRIC_COLUMNS)
    nothing = Benchmark(
        CLIENT.name, AS_OF, (), metrics, pd.DataFrame(columns=RANK_COLUMNS), pd.DataFrame(),
        metrics,
        *(pd.DataFrame(columns=names) for names in (AVERAGE_COLUMNS, CHANGE_COLUMNS, SIZE_COLUMNS)),
    )  # fmt: skip
    posts = conform(pd.DataFrame(), POSTS)
    counts = pd.DataFrame(columns=["brand", "platform", "account", "day", "followers"])
    profiles = (Profile(brand=CLIENT.name, platform="x", answers={"bio": "no"}),)
    sheets = ChannelSheets(
        REGISTER, profiles, CHECKLIST, tuple(MENTIONS), "convenience", instrument
    )
    return choose_channels(CLIENT, INTAKE, sheets, posts, counts, nothing, USE, participation)


def rows(exhibit):
    names = [column.name for column in exhibit.bundle.columns]
    return [dict(zip(names, row, strict=True)) for row in exhibit.bundle.rows]


def test_advice_reason_and_decision_stand_side_by_side(choice):
    exhibit = channel_choice.decisions_table(choice, ENGLISH)
    x, tiktok = rows(exhibit)
    assert (x["audience"], x["purpose"], x["advice"]) == ("no, 5%", "yes", "Remove")
    assert x["because"] == "5% of the audience is there; 10% is needed"
    assert x["decision"] == "keep, Bo, 1\xa0Oct\xa02026, against the advice: Habit"
    assert exhibit.bundle.emphasis == (0,)
    assert (tiktok["advice"], tiktok["money"], tiktok["decision"]) == (
        "Cannot be said", "unknown", "open",
    )  # fmt: skip
    assert "what TikTok is for" in tiktok["because"]


def test_who_was_not_drawn_by_chance_speaks_for_nobody_else(choice):
    note = channel_choice.audience_table(choice, ENGLISH).bundle.note
    assert "not drawn by chance" in note


def test_what_people_do_is_named_as_their_survey_asked_it():
    rungs = pd.DataFrame(
        [("all", "collectors", 0.4), ("all", "spectators", 0.7), ("all", "creators", 0.1)],
        columns=["segment", "rung", "share"],
    )
    asked = {
        "forrester": "spectators (read, watch, listen) (70%) and collectors (RSS, tags, votes)",
        "modern": "watch and read (70%) and save and pass on",
    }
    for instrument, words in asked.items():
        found = rows(channel_choice.audience_table(choose(rungs, instrument), ENGLISH))
        assert found[0]["way"] == f"in general: {words} (40%)"


def test_gates_are_published_with_the_columns_that_others_rely_on(choice):
    exhibit = channel_choice.gates_table(choice, ENGLISH)
    assert exhibit.bundle.published
    assert {"channel", "gate", "passed", "value", "threshold", "verdict", "decision"} <= set(
        rows(exhibit)[0]
    )
    hours = next(r for r in rows(exhibit) if (r["channel"], r["gate"]) == ("X", "hours"))
    assert (hours["value"], hours["threshold"], hours["found"], hours["needed"]) == (
        3.0, 10.0, "3", "10",
    )  # fmt: skip


def test_where_two_sources_differ_both_are_told_in_words(choice):
    found = rows(channel_register.conflicts_table(choice, ENGLISH))
    assert [(r["field"], r["workshop"], r["register"]) for r in found] == [
        ("Hours a week", "2", "3"), ("Action", "remove", "keep"),
    ]  # fmt: skip


def test_a_fake_account_that_nobody_reported_is_counted_in_days(choice):
    (fake,) = rows(channel_register.fakes_table(choice, ENGLISH))
    assert (fake["reported_on"], fake["outcome"]) == (None, "not reported for 10 days")


def test_draft_and_decided_stand_together_and_neither_is_lost(choice):
    found = rows(channel_swot.swot_table(choice, ENGLISH))
    assert {r["origin"] for r in found} == {"drafted", "decided"}
    assert "Only 5% of the audience is there." in [r["point"] for r in found]
    assert "Nobody <i>answers</i>" in [r["point"] for r in found]


def test_points_stand_in_four_quarters_and_words_from_outside_stay_words(choice):
    html = channel_swot.swot_table(choice, ENGLISH).html
    assert html.count('role="group"') == 4
    threats = html[html.index("Threats") :]
    # The team's own point comes before what the figures say.
    assert "Nobody &lt;i&gt;answers&lt;/i&gt;" in threats
    assert threats.index("answers") < threats.index("Only 5% of the audience is there.")
    assert threats.count("<small>from the figures</small>") == 2
    assert "none noted" in html[: html.index("Weaknesses")]


def test_what_passed_every_gate_needs_no_further_reason(choice):
    x, tiktok = rows(channel_choice.decisions_table(choice, ENGLISH))
    assert (x["passed"], tiktok["passed"]) == ("3 of 4", "1 of 4")


def test_sentences_say_it_and_an_old_checklist_says_its_date(choice):
    told = [s.text for s in prose.decisions(choice, ENGLISH).bundle.sentences]
    assert "To remove, by the four gates: X." in told
    assert "Decided against that advice: X." in told
    profiles = prose.profiles(choice, ENGLISH).bundle.sentences
    assert "1 January 2025" in profiles[-1].text
    assert profiles[0].numbers[0].table == "profiles"


def test_what_is_asked_is_what_nobody_has_decided_or_done(choice):
    told = [one.text for one in prose.asks(choice, ENGLISH)]
    # X is decided upon, and of TikTok nothing can be said yet.
    assert told == ["The fake account b<u>ttons, to X."]


def test_a_case_is_on_the_board_and_nowhere_else(choice):
    (case,) = rows(listening.cases_table(choice, ENGLISH))
    assert (case["leader"], case["case"], case["idea"]) == ("Giant", "A wall of zips", "Ours")
    assert [r["topic"] for r in rows(listening.topics_table(choice, ENGLISH))] == ["zips"]


@pytest.mark.parametrize("code", ["en", "nl"])
def test_words_from_outside_are_escaped(choice, code):
    words = Language(code)
    made = [
        channel_swot.swot_table(choice, words).html,
        channel_register.register_table(choice, words).html,
        channel_register.fakes_table(choice, words).html,
    ]
    for html, written in zip(made, ("<i>", "<b>", "<u>"), strict=True):
        assert written not in html
        assert written.replace("<", "&lt;").replace(">", "&gt;") in html
