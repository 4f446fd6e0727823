"""Register, gates and SWOT of an invented museum of buttons; expected values worked out by hand."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.benchmark_result import (
    AVERAGE_COLUMNS,
    CHANGE_COLUMNS,
    METRIC_COLUMNS,
    RANK_COLUMNS,
    SIZE_COLUMNS,
    Benchmark,
    Difference,
    PlatformComparison,
)
from toolkit.analysis.channel_gates import Standing, judge_channels, tabulate_gates
from toolkit.analysis.channel_register import Channel, merge_channels, platform_of
from toolkit.analysis.channel_swot import draft_swot
from toolkit.analysis.hours_taken import measure_hours_taken
from toolkit.analysis.profile_audit import ITEM_COLUMNS, SCORE_COLUMNS, Audit
from toolkit.model.channel_register import ChannelEntry, FakeAccount, Register
from toolkit.model.client import Account, Budget, Capacity
from toolkit.model.gate_rules import GateRules
from toolkit.model.intake import Goal, Medium, TargetGroup

RULES = GateRules(audience_share=0.10)


def use(**shares):
    rows = []
    for key, (share, low, high) in shares.items():
        segment, channel = key.split("__")
        rows.append((segment, channel, share, low, high, 100, 100))
    columns = ["segment", "channel", "share", "low", "high", "n", "n_effective"]
    return pd.DataFrame(rows, columns=columns)


def channel(name, **known):
    base = {
        "platform": platform_of(name), "objective": "to show buttons", "hours_per_week": 2.0,
        "cost_per_year": 0.0, "action": "keep",
    }  # fmt: skip
    return Channel(name, **(base | known))


def judge(channels, shares, *, hours=10.0, money=1000.0, groups=(), goals=(), standings=()):
    found = judge_channels(
        channels, shares, groups, goals, Capacity(hours_per_week=hours), Budget(per_year=money),
        RULES, standings,
    )  # fmt: skip
    return {one.channel.name: one for one in found}


def test_the_platform_stands_in_the_name():
    assert platform_of("Facebook (main page)") == "facebook"
    assert platform_of("Twitter for questions") == "x"
    assert platform_of("Posters in the hall") is None


def test_inventory_register_and_accounts_become_one_list():
    media = (
        Medium(name="Facebook", owner="Desk", goal="News", hours_per_week=3, action="keep"),
        Medium(name="Facebook Harbour", owner="Harbour"),
        Medium(name="Poster", online=False),
    )
    register = Register(
        channels=(
            ChannelEntry(channel="facebook ", owner="desk", hours_per_week=4, action="keep"),
            ChannelEntry(channel="Films", platform="youtube", handle="buttonfilms"),
        ),
        fakes=(FakeAccount(fake_account="buttons_win", platform="instagram"),),
    )
    accounts = (
        Account(platform="facebook", handle="buttons"),
        Account(platform="facebook", handle="buttonsharbour", branch="Harbour"),
        Account(platform="youtube", handle="@ButtonFilms"),
        Account(platform="linkedin", handle="button-museum"),
    )
    merged = merge_channels(media, register, accounts)
    assert [(one.name, one.handle) for one in merged.channels] == [
        ("Facebook", "buttons"),
        ("Facebook Harbour", "buttonsharbour"),
        ("Poster", ""),
        ("Films", "buttonfilms"),
        ("LinkedIn", "button-museum"),
    ]
    main = merged.channels[0]
    assert main.origins == ("workshop", "register", "client")
    # Case is no conflict; hours are, and the register's count.
    assert [(c.channel, c.field, c.workshop, c.register) for c in merged.conflicts] == [
        ("Facebook", "hours_per_week", 3, 4)
    ]
    assert (main.hours_per_week, main.objective) == (4, "News")
    assert merged.channels[4].origins == ("client",)
    assert [fake.fake_account for fake in merged.unreported] == ["buttons_win"]


@given(st.lists(st.sampled_from(["Facebook", "X", "Radio", "Newsletter"]), unique=True))
def test_a_register_that_is_the_inventory_changes_nothing(names):
    media = [Medium(name=name, owner="Desk", goal="News", hours_per_week=1) for name in names]
    same = Register(
        channels=tuple(
            ChannelEntry(channel=n, owner="Desk", objective="News", hours_per_week=1) for n in names
        )
    )
    merged = merge_channels(media, same, ())
    assert merged.conflicts == ()
    assert [one.name for one in merged.channels] == names


def test_gaps_are_told_and_of_what_goes_only_the_owner_matters():
    assert channel("X", owner=None, controller=None, frequency=None).gaps == (
        "owner", "controller", "frequency",
    )  # fmt: skip
    assert channel("X", action="remove", hours_per_week=None).gaps == ("owner",)


def test_a_website_takes_none_of_the_hours_for_social_media():
    media = [Medium(name="Website", hours_per_week=6), Medium(name="X", hours_per_week=1)]
    assert measure_hours_taken(media) == pytest.approx(52 / 12)


def test_the_whole_interval_decides_about_the_audience():
    shares = use(
        all__facebook=(0.50, 0.40, 0.60),
        all__x=(0.05, 0.02, 0.09),
        all__tiktok=(0.12, 0.08, 0.17),
        all__linkedin=(float("nan"), float("nan"), float("nan")),
    )
    names = ("Facebook", "X", "TikTok", "LinkedIn", "YouTube")
    found = judge([channel(name) for name in names], shares)
    assert {name: one.verdict for name, one in found.items()} == {
        "Facebook": "keep", "X": "remove", "TikTok": None, "LinkedIn": None, "YouTube": None,
    }  # fmt: skip
    asked = {name: [gate.asks for gate in one.unknown] for name, one in found.items()}
    assert asked["TikTok"] == ["wide"]
    assert asked["LinkedIn"] == ["withheld"]
    assert asked["YouTube"] == ["use"]
    assert found["X"].failed == ("audience",)


def test_without_any_survey_nothing_is_said_of_the_audience():
    found = judge([channel("X")], None)["X"]
    assert found.verdict is None
    assert [gate.asks for gate in found.unknown] == ["use"]


def test_the_audience_is_the_channels_own_target_group():
    shares = use(all__x=(0.5, 0.4, 0.6), makers__x=(0.03, 0.01, 0.08))
    groups = [TargetGroup(name="Button makers", segment="makers")]
    found = judge([channel("X", target_group="button makers")], shares, groups=groups)["X"]
    assert (found.gates[0].segment, found.gates[0].value, found.verdict) == (
        "makers", 0.03, "remove",
    )  # fmt: skip


def test_a_purpose_is_an_objective_or_a_goal_that_names_the_channel():
    shares = use(all__x=(0.5, 0.4, 0.6))
    bare = channel("X", objective=None)
    assert judge([bare], shares)["X"].unknown[0].asks == "purpose"
    goals = [Goal(name="More finds", channels=("x",))]
    assert judge([bare], shares, goals=goals)["X"].verdict == "keep"
    assert judge([channel("X", objective="none")], shares)["X"].failed == ("purpose",)
    # With two accounts on a platform, a goal for the platform is nobody's own.
    two = [channel("Facebook main", objective=None), channel("Facebook shop", objective=None)]
    goals = [Goal(name="More finds", channels=("Facebook",))]
    everywhere = use(all__facebook=(0.5, 0.4, 0.6))
    assert {one.verdict for one in judge(two, everywhere, goals=goals).values()} == {None}


def test_hours_go_first_to_what_is_there_and_to_most_of_the_audience():
    shares = use(
        all__facebook=(0.6, 0.5, 0.7), all__x=(0.3, 0.2, 0.4), all__whatsapp=(0.9, 0.8, 0.95)
    )
    channels = [
        channel("WhatsApp", action="create", hours_per_week=3.0),
        channel("X", hours_per_week=4.0),
        channel("Facebook", hours_per_week=5.0),
    ]
    found = judge(channels, shares, hours=10)
    hours = {name: (one.gates[2].value, one.gates[2].threshold) for name, one in found.items()}
    assert list(found) == ["Facebook", "X", "WhatsApp"]
    assert hours == {"Facebook": (5, 10), "X": (4, 5), "WhatsApp": (3, 1)}
    assert found["WhatsApp"].verdict == "leave"
    # A channel that is to go leaves its hours to the others.
    channels[1] = channel("X", hours_per_week=4.0, action="remove")
    assert judge(channels, shares, hours=10)["WhatsApp"].verdict == "add"


def test_money_is_spent_once_and_nothing_costs_nothing():
    shares = use(all__facebook=(0.6, 0.5, 0.7), all__x=(0.3, 0.2, 0.4))
    channels = [channel("Facebook", cost_per_year=800.0), channel("X", cost_per_year=300.0)]
    assert judge(channels, shares, money=1000)["X"].failed == ("money",)
    free = [channel("Facebook", cost_per_year=0.0)]
    assert judge(free, shares, money=None)["Facebook"].verdict == "keep"
    paid = [channel("Facebook", cost_per_year=1.0)]
    assert judge(paid, shares, money=None)["Facebook"].unknown[0].asks == "budget"


def test_one_gate_that_fails_settles_it_whatever_is_unknown():
    shares = use(all__x=(0.05, 0.02, 0.09))
    unknown = channel("X", objective=None, hours_per_week=None, cost_per_year=None)
    assert judge([unknown], shares)["X"].verdict == "remove"


def test_a_channel_that_passes_is_improved_where_something_is_wrong_with_it():
    shares = use(all__x=(0.5, 0.4, 0.6))
    wrong = [Standing("x", "", behind=True, silent=True)]
    found = judge([channel("X")], shares, standings=wrong)["X"]
    assert (found.verdict, found.improve) == ("improve", ("behind", "silent"))
    # One that is not there yet has nothing to improve.
    assert judge([channel("X", action="create")], shares, standings=wrong)["X"].verdict == "add"


@pytest.mark.parametrize(
    ("action", "against"),
    [("keep", True), ("update", True), ("remove", False), (None, False)],
)
def test_a_decision_against_the_advice_is_told(action, against):
    shares = use(all__x=(0.05, 0.02, 0.09))
    found = judge([channel("X", action=action)], shares)["X"]
    assert (found.verdict, found.against) == ("remove", against)


def test_only_social_channels_go_through_the_gates():
    found = judge([channel("Newsletter"), channel("Website"), channel("X")], None)
    assert list(found) == ["X"]


@given(
    low=st.floats(0, 1), high=st.floats(0, 1), hours=st.floats(0, 20), room=st.floats(0, 20)
)  # fmt: skip
def test_more_of_anything_never_turns_a_yes_into_a_no(low, high, hours, room):
    low, high = sorted((low, high))
    shares = use(all__x=(low, low, high))
    before = judge([channel("X", hours_per_week=hours)], shares, hours=room)["X"]
    more = use(all__x=(high, high, 1.0))
    after = judge([channel("X", hours_per_week=hours)], more, hours=room + 1)["X"]
    for one, two in zip(before.gates, after.gates, strict=True):
        assert not (one.passed is True and two.passed is not True)
        assert not (two.passed is False and one.passed is not False)


def test_the_published_table_has_a_row_for_each_gate():
    shares = use(all__x=(0.05, 0.02, 0.09), all__facebook=(0.6, 0.5, 0.7))
    found = tuple(judge([channel("X"), channel("Facebook", hours_per_week=None)], shares).values())
    table = tabulate_gates(found)
    assert len(table) == 8
    x = table[table["channel"].eq("X")].set_index("gate")
    assert x.loc["audience", ["value", "threshold"]].tolist() == [0.05, 0.10]
    assert x["passed"].tolist() == [False, True, True, True]
    assert table["passed"].isna().sum() == 1
    assert set(x["verdict"]) == {"remove"}
    assert x["against"].all()


def benchmark(*differences):
    metrics = pd.DataFrame(
        [("Buttons", "x", "interactions_per_post", 4.0, 3.0, 5.0, 40, None, None)],
        columns=METRIC_COLUMNS,
    )
    compared = PlatformComparison(
        "x", dt.date(2026, 1, 1), dt.date(2026, 6, 30), "interactions_per_post",
        ("Buttons", "Zips"), (), (), (), long_enough=True, differences=differences,
        size_slope=None,
    )  # fmt: skip
    nothing = pd.DataFrame(columns=RANK_COLUMNS)
    return Benchmark(
        "Buttons", dt.date(2026, 7, 1), (compared,), metrics, nothing, pd.DataFrame(), metrics[:0],
        *(pd.DataFrame(columns=names) for names in (AVERAGE_COLUMNS, CHANGE_COLUMNS, SIZE_COLUMNS)),
    )  # fmt: skip


EMPTY_AUDIT = Audit(
    pd.DataFrame(columns=ITEM_COLUMNS),
    pd.DataFrame(columns=SCORE_COLUMNS),
    dt.date(2026, 1, 1),
    old=False,
)


def drafted(*, differences=(), channels=(), shares=None, fakes=(), **more):
    register = merge_channels(
        [Medium(name=one, owner="Desk") for one in channels], Register(fakes=fakes), ()
    )
    found = draft_swot(
        benchmark(*differences), register, EMPTY_AUDIT, shares, RULES, **more
    )  # fmt: skip
    return [(point.kind, point.rule) for point in found]


def test_a_draft_speaks_only_where_the_interval_does():
    assert drafted(differences=[Difference("Zips", -2.0, -3.0, -1.0, across=False)]) == [
        ("strength", "ahead_of")
    ]
    assert drafted(differences=[Difference("Zips", 2.0, 1.0, 3.0, across=False)]) == [
        ("weakness", "behind")
    ]
    assert drafted(differences=[Difference("Zips", 2.0, -0.1, 3.0, across=False)]) == []
    both = [
        Difference("Zips", 2.0, 1.0, 3.0, across=False),
        Difference("Bows", -2.0, -3.0, -1.0, across=False),
    ]
    assert drafted(differences=both) == []


def test_the_audience_is_a_chance_where_the_client_is_not_and_a_threat_where_it_is_in_vain():
    shares = use(
        all__x=(0.05, 0.02, 0.09), all__tiktok=(0.6, 0.55, 0.65), all__reddit=(0.52, 0.47, 0.57)
    )
    assert drafted(channels=["X"], shares=shares) == [
        ("opportunity", "audience_elsewhere"),
        ("threat", "audience_absent"),
    ]


def test_losses_silences_and_fakes_are_facts():
    counts = pd.DataFrame(
        [
            ("Buttons", "x", "1", "2026-01-01", 100), ("Buttons", "x", "1", "2026-06-01", 90),
            ("Buttons", "x", "2", "2026-01-01", 10), ("Buttons", "x", "2", "2026-06-01", 15),
            ("Buttons", "tiktok", "3", "2026-01-01", 10),
            ("Buttons", "tiktok", "3", "2026-06-01", 11),
            ("Zips", "x", "9", "2026-01-01", 100), ("Zips", "x", "9", "2026-06-01", 1),
        ],
        columns=["brand", "platform", "account", "day", "followers"],
    )  # fmt: skip
    counts["day"] = pd.to_datetime(counts["day"])
    found = drafted(
        fakes=(FakeAccount(fake_account="buttons_win", platform="x"),),
        counts=counts,
        silences={("x", "buttons"): dt.date(2026, 2, 1)},
    )
    assert found == [
        ("weakness", "followers_fell"),
        ("weakness", "silent"),
        ("threat", "fake_account"),
    ]
