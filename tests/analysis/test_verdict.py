import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.verdict import apply_rules
from toolkit.model.client import Capacity
from toolkit.model.initiative import RULE_ORDER_NAMES, Community, Initiative, Place, Rules
from toolkit.model.intake import Fit

RULES = Rules(audience_share=0.1, community_members=100)
FITS = (
    Fit(discipline="customer_intimacy", objective="supporting", score=3),
    Fit(discipline="customer_intimacy", objective="talking", score=0),
)
SUPPORTING = Place(discipline="customer_intimacy", objective="supporting")
TALKING = Place(discipline="customer_intimacy", objective="talking")
LISTENING = Place(discipline="customer_intimacy", objective="listening")  # no fit was given
WEIGHTS = {"customer_intimacy": 0.6, "product_leadership": 0.4, "operational_excellence": 0.0}
CAPACITY = Capacity(hours_per_week=12)  # 52 hours a month


def rule(**parts):
    base = {
        "key": "forum",
        "name": "Forum",
        "places": (SUPPORTING,),
        "audience_share": 0.4,
        "brand_affinity": "high",
        "data_ownership": True,
        "hours_running": 20,
        "community": Community(name="none"),
    }
    capacity, rules = parts.pop("capacity", CAPACITY), parts.pop("rules", RULES)
    return apply_rules(Initiative(**base | parts), rules, FITS, WEIGHTS, capacity)


def community(members, *, alive=True):
    return Community(name="Neighbours", members=members, alive=alive)


@pytest.mark.parametrize(
    ("parts", "verdict", "decided_by"),
    [
        ({"audience_share": 0.09}, "ignore", "audience_too_small"),
        ({"places": (TALKING,)}, "ignore", "no_priority"),
        ({"places": ()}, "ignore", "no_priority"),
        ({"community": community(100)}, "join", "living_community"),
        ({}, "build", "own_place"),
        ({"community": community(99)}, "build", "own_place"),
        ({"community": community(5000, alive=False)}, "build", "own_place"),
        ({"brand_affinity": "middle"}, "partner", "none_of_these"),
        ({"data_ownership": False}, "partner", "none_of_these"),
        ({"hours_running": 53}, "partner", "none_of_these"),
        ({"hours_running": 52}, "build", "own_place"),
        ({"audience_share": 0.1}, "build", "own_place"),
        ({"places": (TALKING, SUPPORTING)}, "build", "own_place"),
    ],
)
def test_the_first_rule_that_applies_decides(parts, verdict, decided_by):
    found = rule(**parts)
    assert (found.verdict, found.rule) == (verdict, decided_by)
    assert found.trail[-1].rule == decided_by
    assert found.unknown == ()


@pytest.mark.parametrize(
    ("parts", "possible", "unknown"),
    [
        ({"audience_share": None}, ("ignore", "build"), ("audience_share",)),
        ({"places": (LISTENING,)}, ("ignore", "build"), ("priority",)),
        # Large enough it is joined, too small an own place is built: with a partner never.
        ({"community": community(None)}, ("join", "build"), ("community_members",)),
        # Nobody said whether there is one, or whether it is alive.
        ({"community": None}, ("join", "build"), ("community_alive", "community_members")),
        ({"community": community(900, alive=None)}, ("join", "build"), ("community_alive",)),
        ({"brand_affinity": None}, ("build", "partner"), ("brand_affinity",)),
        ({"capacity": Capacity()}, ("build", "partner"), ("hours_running",)),
    ],
)  # fmt: skip
def test_an_unknown_that_matters_is_named_and_leaves_the_verdict_open(parts, possible, unknown):
    found = rule(**parts)
    assert (found.verdict, found.rule) == (None, None)
    assert found.possible == possible
    assert found.unknown == unknown


@pytest.mark.parametrize(
    ("parts", "verdict"),
    [
        ({"audience_share": None, "places": (TALKING,)}, "ignore"),
        ({"community": community(None, alive=False)}, "build"),
        ({"community": community(99, alive=None)}, "build"),
        ({"community": community(0, alive=None)}, "build"),
        ({"community": Community(name="Geen")}, "build"),
        ({"community": community(500), "brand_affinity": None}, "join"),
        ({"brand_affinity": "low", "data_ownership": None}, "partner"),
        ({"places": (LISTENING, SUPPORTING)}, "build"),
    ],
)
def test_an_unknown_that_changes_nothing_holds_nothing_up(parts, verdict):
    assert rule(**parts).verdict == verdict


@pytest.mark.parametrize(
    ("changed", "parts", "verdict"),
    [
        ({"audience_share": 0.5}, {}, "ignore"),
        ({"community_members": 50}, {"community": community(99)}, "join"),
        ({"affinity": "middle"}, {"brand_affinity": "middle"}, "build"),
        ({"affinity": "middle"}, {"brand_affinity": "low"}, "partner"),
        ({"affinity_needed": False}, {"brand_affinity": None}, "build"),
        ({"ownership_needed": False}, {"data_ownership": False}, "build"),
        # 20 hours a month and 396 to set up: over 12 months 53 a month, of 52; over 24 less.
        ({}, {"hours_organisational": 396}, "partner"),
        ({"running_months": 24}, {"hours_organisational": 396}, "build"),
        ({"running_months": 1}, {"hours_organisational": 32}, "build"),
        ({"running_months": 1}, {"hours_organisational": 33}, "partner"),
        ({}, {"hours_technical": 5000}, "build"),
    ],
)
def test_what_the_client_asks_for_decides(changed, parts, verdict):
    rules = RULES.model_copy(update=changed)
    assert rule(rules=rules, **parts).verdict == verdict


def test_what_the_client_does_not_ask_for_is_not_looked_at():
    rules = RULES.model_copy(update={"affinity_needed": False, "ownership_needed": False})
    own = rule(rules=rules).trail[-1]
    assert [check.condition for check in own.checks] == ["no_good_community", "hours_running"]


def test_failed_rules_carry_their_numbers():
    found = rule(hours_running=60)
    own = found.failed[-1]
    assert own.rule == "own_place"
    check = next(check for check in own.checks if check.holds is False)
    assert (check.condition, check.found, check.needed) == ("hours_running", 60, pytest.approx(52))


def test_a_discipline_without_points_gives_no_priority():
    place = Place(discipline="operational_excellence", objective="supporting")
    fits = (Fit(discipline="operational_excellence", objective="supporting", score=3),)
    thing = Initiative(key="faq", name="Answers", places=(place,), audience_share=0.5)
    assert apply_rules(thing, RULES, fits, WEIGHTS, CAPACITY).verdict == "ignore"
    assert apply_rules(thing, RULES, fits, {}, CAPACITY).rule != "no_priority"


def test_while_no_cell_is_scored_priority_is_unknown():
    found = apply_rules(Initiative(key="a", name="A", audience_share=0.5), RULES, (), {}, CAPACITY)
    assert "priority" in found.unknown


initiatives = st.builds(
    Initiative,
    key=st.just("forum"),
    name=st.just("Forum"),
    places=st.lists(st.sampled_from([SUPPORTING, TALKING, LISTENING]), max_size=2).map(tuple),
    audience_share=st.none() | st.floats(0, 1),
    brand_affinity=st.sampled_from([None, "low", "high"]),
    data_ownership=st.sampled_from([None, True, False]),
    hours_running=st.sampled_from([0, 50, 90]),
    community=st.none() | st.builds(
        Community, name=st.just("N"), members=st.none() | st.integers(0, 200),
        alive=st.none() | st.booleans(),
    ),
)  # fmt: skip


@given(initiatives)
def test_whatever_an_unknown_turns_out_to_be_the_verdict_was_possible(initiative):
    before = apply_rules(initiative, RULES, FITS, WEIGHTS, CAPACITY)
    for share in (0.05, 0.5):
        for affinity in ("low", "high"):
            for owned in (True, False):
                known = initiative.model_copy(
                    update={
                        "audience_share": share
                        if initiative.audience_share is None
                        else initiative.audience_share,
                        "brand_affinity": initiative.brand_affinity or affinity,
                        "data_ownership": owned
                        if initiative.data_ownership is None
                        else initiative.data_ownership,
                    }
                )
                after = apply_rules(known, RULES, FITS, WEIGHTS, CAPACITY)
                assert set(after.possible) <= set(before.possible)
                if before.verdict:
                    assert after.verdict == before.verdict


def rule_by_hand(initiative, order):
    """Give the verdict where everything is known, by the rules as they are told in words."""
    cells = {("customer_intimacy", "supporting")}
    good = initiative.community
    good = good is not None and good.alive and good.members >= 100
    join_first = order.index("join") < order.index("build")
    applies = {
        "ignore": initiative.audience_share < 0.1
        or not any((one.discipline, one.objective) in cells for one in initiative.places),
        "join": good,
        "build": initiative.brand_affinity == "high"
        and initiative.data_ownership
        and initiative.hours_running <= 52
        and not (join_first and good),
    }
    return next((name for name in order.split("_") if applies[name]), "partner")


@given(initiatives, st.sampled_from(sorted(RULE_ORDER_NAMES)))
def test_in_any_order_just_the_verdicts_that_can_follow_are_possible(initiative, order):
    rules = RULES.model_copy(update={"order": order})
    found = apply_rules(initiative, rules, FITS, WEIGHTS, CAPACITY)
    there = initiative.community
    # Where nobody named a community there may be one, of any size, or none.
    members = (there.members,) if there and there.members is not None else (0, 500)
    alive = (there.alive,) if there and there.alive is not None else (True, False)
    outcomes = set()
    for share, love, owned, size, lives, cell in itertools.product(
        (0.05, 0.5) if initiative.audience_share is None else (initiative.audience_share,),
        ("low", "high") if initiative.brand_affinity is None else (initiative.brand_affinity,),
        (True, False) if initiative.data_ownership is None else (initiative.data_ownership,),
        members,
        alive,
        # Nobody scored the cell of listening: it may fit, and it may not.
        (SUPPORTING, TALKING) if LISTENING in initiative.places else (None,),
    ):
        known = {"audience_share": share, "brand_affinity": love, "data_ownership": owned}
        known["community"] = Community(name="N", members=size, alive=lives)
        known["places"] = tuple(cell if one == LISTENING else one for one in initiative.places)
        outcomes.add(rule_by_hand(initiative.model_copy(update=known), order))
    assert set(found.possible) == outcomes
    assert found.verdict == (next(iter(outcomes)) if len(outcomes) == 1 else None)


@pytest.mark.parametrize(
    ("order", "verdict"),
    [
        ("ignore_join_build", "ignore"), ("ignore_build_join", "ignore"),
        ("join_ignore_build", "join"), ("join_build_ignore", "join"),
        ("build_ignore_join", "build"), ("build_join_ignore", "build"),
    ],
)  # fmt: skip
def test_where_all_three_apply_the_clients_order_decides(order, verdict):
    rules = RULES.model_copy(update={"order": order})
    found = rule(rules=rules, audience_share=0.05, community=community(500))
    assert found.verdict == verdict
    assert rule(rules=rules, brand_affinity="low").verdict == "partner"


def test_build_before_join_builds_beside_a_community_of_others():
    rules = RULES.model_copy(update={"order": "ignore_build_join"})
    found = rule(rules=rules, community=community(500))
    assert found.verdict == "build"
    assert "no_good_community" not in [check.condition for check in found.trail[-1].checks]
    assert rule(rules=rules, community=community(500), hours_running=60).verdict == "join"
