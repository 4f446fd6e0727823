import pandas as pd
import pytest

from toolkit.analysis.channel_register import Channel
from toolkit.analysis.persona_channels import match_channels
from toolkit.analysis.personas import describe_personas
from toolkit.analysis.respondents import gather_respondents
from toolkit.model.persona import Interview, Persona, Research

USE = pd.DataFrame(
    [
        ("family", "facebook", 0.60, 0.50, 0.70, 90),
        ("family", "tiktok", 0.50, 0.40, 0.60, 90),
        ("family", "x", 0.03, 0.01, 0.08, 90),
        ("single", "facebook", 0.30, 0.20, 0.40, 60),
        ("single", "tiktok", 0.20, 0.12, 0.35, 60),
        ("single", "x", 0.02, 0.01, 0.09, 60),
    ],
    columns=["segment", "channel", "share", "low", "high", "n"],
)
WAYS = pd.DataFrame(
    [
        ("family", "facebook", "talk", 0.7, 0.6),
        ("family", "facebook", "look", 0.8, 0.7),
        ("family", "facebook", "buy", 0.4, 0.3),
        ("family", "any", "search", 0.9, 0.8),
    ],
    columns=["segment", "channel", "way", "share", "low"],
)
CHANNELS = [
    Channel("Facebook", "facebook"),
    Channel("X", "x", hours_per_week=2.0, target_group="Parents"),
    Channel("Instagram", "instagram", action="remove"),
]


@pytest.fixture
def personas(make_codebook):
    answers = pd.DataFrame({"Ticket": ["Family"] * 90 + ["Single"] * 60})
    research = Research.model_validate(
        {
            "personas": [
                {"name": "Parents", "segment": "family"},
                {"name": "Lookers", "segment": "single"},
                {"name": "Buyers"},
                {"name": "Passers-by", "channels": [{"channel": "snapchat"}]},
            ],
            "interviews": [
                {
                    "code": "I1",
                    "persona": "Buyers",
                    "channels": [{"channel": "linkedin", "way": "work"}],
                }
            ],
        }
    )
    return describe_personas(research, (), gather_respondents(answers, make_codebook()))


def findings(found):
    return found.table.set_index(["persona", "channel"])["finding"]


def test_gaps_and_wastes_are_told_only_where_the_interval_leaves_no_doubt(personas):
    found = match_channels(personas, USE, WAYS, CHANNELS, few=0.10)
    by = findings(found)
    assert by[("Parents", "facebook")] == "reached"
    assert by[("Parents", "tiktok")] == "gap"
    assert by[("Lookers", "tiktok")] == "open"  # from 12 to 35%: perhaps one in three
    assert by[("Parents", "x")] == "waste"
    assert [(gap.channel, gap.personas) for gap in found.gaps] == [
        ("linkedin", ("Buyers",)),
        ("tiktok", ("Parents",)),
        ("snapchat", ("Passers-by",)),
    ]


def test_what_nobody_named_in_an_interview_is_no_waste(personas):
    found = match_channels(personas, USE, WAYS, CHANNELS, few=0.10)
    assert findings(found)[("Buyers", "x")] == "open"
    # So X is a waste only for those for whom it is kept.
    assert [(one.channel, one.aimed_at, one.hours) for one in found.wastes] == [
        ("x", "Parents", 2.0)
    ]


def test_ways_of_the_channel_itself_come_before_those_of_all_channels(personas):
    table = match_channels(personas, USE, WAYS, CHANNELS, few=0.10).table
    ways = table.set_index(["persona", "channel"])["ways"]
    assert ways[("Parents", "facebook")] == "look;talk"  # buying: from 30%, perhaps fewer
    assert ways[("Parents", "tiktok")] == "search"
    assert ways[("Buyers", "linkedin")] == "work"


def test_a_channel_that_goes_counts_as_gone(personas):
    found = match_channels(personas, USE, None, CHANNELS, few=0.10)
    assert "instagram" not in set(found.table["channel"])


def test_withheld_cells_say_nothing(personas):
    hidden = USE.assign(share=float("nan"), low=float("nan"), high=float("nan"))
    found = match_channels(personas, hidden, None, CHANNELS, few=0.10)
    assert findings(found)[("Parents", "x")] == "open"
    assert not found.wastes


def test_without_a_survey_people_speak(make_codebook):
    research = Research(personas=(Persona(name="Buyers"),), interviews=(Interview(code="I1"),))
    found = match_channels(describe_personas(research, ()), None, None, CHANNELS, few=0.10)
    assert set(found.table["finding"]) == {"open"}


def test_where_no_channel_of_the_client_is_known_nothing_is_missing(personas):
    found = match_channels(personas, USE, WAYS, [], few=0.10)
    assert found.channels_unknown
    assert found.table["present"].isna().all()
    assert set(found.table["finding"]) == {"open"}
    assert not found.gaps
    assert not found.wastes


def test_one_channel_is_enough_to_know_where_the_client_is_not(personas):
    newsletter = [Channel("Newsletter", None)]
    found = match_channels(personas, USE, WAYS, newsletter, few=0.10)
    assert not found.channels_unknown
    assert "tiktok" in {gap.channel for gap in found.gaps}
