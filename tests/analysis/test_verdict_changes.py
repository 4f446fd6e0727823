import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.analysis.verdict import apply_rules
from toolkit.analysis.verdict_changes import find_changes, list_changes
from toolkit.model.choice import Choice
from toolkit.model.client import Capacity
from toolkit.model.initiative import Community, Initiative, Place, Rules
from toolkit.model.intake import Fit

RULES = Rules(audience_share=0.1, community_members=100)
FITS = (
    Fit(discipline="customer_intimacy", objective="supporting", score=3),
    Fit(discipline="customer_intimacy", objective="talking", score=0),
)
SUPPORTING = Place(discipline="customer_intimacy", objective="supporting")
TALKING = Place(discipline="customer_intimacy", objective="talking")
WEIGHTS = {"customer_intimacy": 1.0}
ROOM = Capacity(hours_per_week=6)  # 26 hours a month
BASE = {
    "key": "forum",
    "name": "Forum",
    "places": (SUPPORTING,),
    "audience_share": 0.4,
    "brand_affinity": "high",
    "data_ownership": True,
    "hours_running": 20,
    "community": Community(name="none"),
}


def change(capacity=ROOM, taken=0, rules=RULES, **parts):
    initiative = Initiative(**BASE | parts)
    found = find_changes(initiative, rules, FITS, WEIGHTS, capacity, taken)
    return {(one.fact, one.side): one for one in found}


def told(found):
    return {key: (one.found, one.needed, one.verdict) for key, one in found.items()}


def test_what_would_undo_an_own_place():
    assert told(change()) == {
        ("audience_share", "below"): (0.4, 0.1, "ignore"),
        ("priority", "no"): (None, None, "ignore"),
        ("community_members", "at_least"): (None, 100, "join"),
        ("brand_affinity", "no"): (None, None, "partner"),
        ("hours_running", "above"): (20, pytest.approx(26), "partner"),
        # Six hours a month are left, over twelve months.
        ("hours_setup", "above"): (0, pytest.approx(72), "partner"),
        ("hours_left", "below"): (pytest.approx(26), 20, "partner"),
        ("data_ownership", "no"): (None, None, "partner"),
    }


def test_too_small_an_audience_hides_everything_but_itself():
    assert told(change(audience_share=0.08)) == {
        ("audience_share", "at_least"): (0.08, 0.1, "build")
    }


def test_two_things_wrong_are_mended_by_no_single_change():
    assert change(audience_share=0.08, places=(TALKING,)) == {}


def test_too_many_hours_need_fewer_or_more_room():
    found = change(hours_running=30, hours_organisational=24)  # 2 a month to set it up
    assert told(found)["hours_running", "at_most"] == (30, pytest.approx(24), "build")
    assert told(found)["hours_left", "at_least"] == (pytest.approx(26), 32, "build")
    assert ("brand_affinity", "no") not in found  # it would stay with a partner
    # Where setting it up alone takes more than there is, fewer hours to run it do not help.
    over = change(hours_running=1, hours_organisational=400)
    assert ("hours_running", "at_most") not in over
    assert ("hours_left", "at_least") in over


def test_a_change_may_leave_the_verdict_open():
    found = change(audience_share=0.02, brand_affinity=None)["audience_share", "at_least"]
    assert (found.before, found.verdict, found.rule) == ("ignore", None, None)


def test_hours_that_are_taken_count():
    found = change(taken=10)
    assert told(found)["hours_running", "at_most"] == (20, pytest.approx(16), "build")
    assert told(found)["hours_left", "at_least"] == (pytest.approx(16), 20, "build")


def test_a_community_that_dies_no_longer_lets_one_join():
    found = change(community=Community(name="Neighbours", members=400, alive=True))
    assert told(found)["community_alive", "no"] == (None, None, "build")
    dead = change(community=Community(name="Neighbours", members=400, alive=False))
    assert told(dead)["community_alive", "yes"] == (None, None, "join")
    small = change(community=Community(name="Neighbours", members=40, alive=True))
    assert told(small)["community_members", "at_least"] == (40, 100, "join")


def test_what_is_unknown_is_tried_on_either_side():
    found = change(audience_share=None)
    assert told(found) == {
        ("audience_share", "at_least"): (None, 0.1, "build"),
        ("audience_share", "below"): (None, 0.1, "ignore"),
    } | {("priority", "no"): (None, None, "ignore")}
    assert all(one.before is None for one in found.values())
    room = change(capacity=Capacity())
    assert told(room)["hours_left", "at_least"] == (None, 20, "build")
    assert told(room)["hours_left", "below"] == (None, 20, "partner")
    members = change(community=Community(name="Neighbours", alive=True))
    assert told(members)["community_members", "at_least"] == (None, 100, "join")
    assert told(members)["community_members", "below"] == (None, 100, "build")
    nothing = change(community=None)
    assert told(nothing)["community_members", "at_least"] == (None, 100, "join")
    assert told(nothing)["community_members", "below"] == (None, 100, "build")
    alive = change(community=Community(name="Neighbours", members=400))
    assert told(alive)["community_alive", "yes"] == (None, None, "join")
    assert told(alive)["community_alive", "no"] == (None, None, "build")


def test_what_the_rules_do_not_ask_for_changes_nothing():
    rules = RULES.model_copy(update={"affinity_needed": False, "ownership_needed": False})
    facts = {fact for fact, _ in change(rules=rules)}
    assert facts.isdisjoint({"brand_affinity", "data_ownership"})


def test_all_changes_stand_in_one_table():
    choice = Choice(
        initiatives=(Initiative(**BASE), Initiative(**BASE | {"key": "app", "audience_share": 0})),
        rules=RULES,
    )
    table = list_changes(choice, FITS, WEIGHTS, ROOM)
    assert table["initiative"].tolist() == ["forum"] * 8 + ["app"]
    assert table.iloc[-1][["fact", "side", "before", "verdict"]].tolist() == [
        "audience_share", "at_least", "ignore", "build",
    ]  # fmt: skip
    assert list_changes(Choice(), (), {}, Capacity()).empty


def test_fewer_members_or_hours_than_are_known_are_told_too():
    found = change(community=Community(name="Neighbours", members=400))
    assert told(found)["community_members", "below"] == (400, 100, "build")
    over = change(hours_running=20, hours_organisational=120)  # 30 a month, of 26
    assert told(over)["hours_setup", "at_most"] == (120, pytest.approx(72), "build")
    assert told(over)["hours_running", "at_most"] == (20, pytest.approx(16), "build")


initiatives = st.builds(
    Initiative,
    key=st.just("forum"),
    name=st.just("Forum"),
    places=st.lists(st.sampled_from([SUPPORTING, TALKING]), max_size=2).map(tuple),
    audience_share=st.none() | st.floats(0, 1),
    brand_affinity=st.sampled_from([None, "low", "middle", "high"]),
    data_ownership=st.sampled_from([None, True, False]),
    hours_running=st.integers(0, 60),
    hours_organisational=st.integers(0, 500),
    community=st.none() | st.builds(
        Community, name=st.just("N"), members=st.none() | st.integers(0, 200),
        alive=st.none() | st.booleans(),
    ),
)  # fmt: skip


@settings(max_examples=60)
@given(initiatives, st.sampled_from([Capacity(), ROOM, Capacity(hours_per_week=0)]))
def test_numbers_that_are_told_do_lead_where_it_says(initiative, capacity):
    before = apply_rules(initiative, RULES, FITS, WEIGHTS, capacity).verdict
    for one in find_changes(initiative, RULES, FITS, WEIGHTS, capacity):
        assert one.before == before != one.verdict
        if one.fact == "audience_share":
            share = one.needed if one.side == "at_least" else math.nextafter(one.needed, 0)
            changed = initiative.model_copy(update={"audience_share": share})
        elif one.fact == "hours_running":
            more = 0 if one.side == "at_most" else 0.01
            changed = initiative.model_copy(update={"hours_running": one.needed + more})
        else:
            continue
        assert apply_rules(changed, RULES, FITS, WEIGHTS, capacity).verdict == one.verdict


def test_changes_follow_the_clients_order():
    rules = RULES.model_copy(update={"order": "build_join_ignore"})
    # Built in any case: an audience that is too small, or a community to join, comes too late.
    assert {fact for fact, _ in change(rules=rules)} == {
        "brand_affinity", "hours_running", "hours_setup", "hours_left", "data_ownership",
    }  # fmt: skip
    first = change(rules=rules, audience_share=0.02, brand_affinity="middle")
    assert list(told(first).items()) == [
        (("brand_affinity", "yes"), (None, None, "build")),
        (("community_members", "at_least"), (None, 100, "join")),
        (("audience_share", "at_least"), (0.02, 0.1, "partner")),
    ]


SIDES = {
    "at_least": lambda value, needed: value >= needed - 1e-6,
    "above": lambda value, needed: value > needed - 1e-6,
    "at_most": lambda value, needed: value <= needed + 1e-6,
    "below": lambda value, needed: value < needed + 1e-6,
}


@settings(max_examples=60)
@given(
    initiatives,
    st.sampled_from([Capacity(), ROOM, Capacity(hours_per_week=0)]),
    st.sampled_from(["ignore_join_build", "build_join_ignore", "ignore_build_join"]),
)
def test_no_number_that_turns_the_verdict_is_left_untold(initiative, capacity, order):
    # By trying: wherever one number alone gives another verdict, a change says so.
    rules = RULES.model_copy(update={"order": order})
    changes = find_changes(initiative, rules, FITS, WEIGHTS, capacity)
    before = apply_rules(initiative, rules, FITS, WEIGHTS, capacity).verdict
    tried = [("audience_share", n / 20, {"audience_share": n / 20}, None) for n in range(21)]
    tried += [("hours_running", n, {"hours_running": n}, None) for n in range(0, 61, 4)]
    tried += [("hours_setup", n, {"hours_organisational": n}, None) for n in range(0, 1000, 60)]
    tried += [("hours_left", n * 52 / 12, {}, n) for n in range(0, 30, 3)]
    there = initiative.community
    if there is not None and there.alive:
        tried += [
            ("community_members", n, {"community": there.model_copy(update={"members": n})}, None)
            for n in range(0, 201, 20)
        ]
    for fact, value, parts, hours in tried:
        if fact in {"hours_running", "hours_setup"} and capacity.hours_per_week is None:
            continue
        room = capacity if hours is None else Capacity(hours_per_week=hours)
        changed = initiative.model_copy(update=parts)
        after = apply_rules(changed, rules, FITS, WEIGHTS, room).verdict
        if after != before:
            said = [one for one in changes if one.fact == fact and one.verdict == after]
            assert any(SIDES[one.side](value, one.needed) for one in said), (fact, value, after)
