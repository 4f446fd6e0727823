from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.roadmap import invent_problem as invent_large_problem
from tests.analysis.roadmap_checker import find_breaches, invent_problem, try_all, value
from toolkit.analysis.roadmap import solve_roadmap
from toolkit.analysis.roadmap_clashes import Clash
from toolkit.analysis.roadmap_problem import RoadmapItem, RoadmapProblem

# A hundred instances, and a thousand where laws are tried in full.
INSTANCES = settings(max_examples=1000 if settings.default.max_examples > 100 else 100)


def item(key, benefit=10.0, hours=0.0, **more):
    once = {"us": hours} if hours else {}
    return RoadmapItem(**{"key": key, "benefit": benefit, "hours_once": once, **more})


def problem(*items, quarters=4, hours=100, **more):
    return RoadmapProblem(
        items=items, quarters=quarters, hours={"us": (float(hours),) * quarters}, **more
    )


def test_a_published_knapsack():
    # P01 of Kreher and Stinson's Combinatorial Algorithms: items 1 to 4 and 6.
    weights = (23, 31, 29, 44, 53, 38, 63, 85, 89, 82)
    values = (92, 57, 49, 68, 60, 43, 67, 84, 87, 72)
    items = [
        item(f"{number:02d}", benefit, hours, quarters=0)
        for number, (benefit, hours) in enumerate(zip(values, weights, strict=True), 1)
    ]
    found = solve_roadmap(problem(*items, quarters=1, hours=165))
    assert found.status == "optimal"
    assert found.benefit == pytest.approx(309)
    assert list(found.starts) == ["01", "02", "03", "04", "06"]
    assert found.gap == 0


@INSTANCES
@given(st.integers(0, 10**6), st.integers(1, 12), st.integers(1, 8))
def test_a_plan_never_breaks_a_limit(seed, items, quarters):
    asked = invent_problem(seed, items, quarters)
    found = solve_roadmap(asked)
    assert found.status in {"optimal", "infeasible", "clash"}
    breaches = find_breaches(asked, found.starts)
    if found.status == "optimal":
        assert breaches == []
        assert found.benefit == pytest.approx(float(value(asked, found.starts)))
    else:
        assert asked.pins
        assert found.overruns or found.clashes


@INSTANCES
@given(st.integers(0, 10**6), st.integers(1, 4), st.integers(1, 3))
def test_no_plan_is_better(seed, items, quarters):
    asked = invent_problem(seed, items, quarters)
    found = solve_roadmap(asked)
    plans = list(try_all(asked))
    assert (found.status == "optimal") == bool(plans)
    if plans:
        best = max(float(value(asked, plan)) for plan in plans)
        assert found.benefit == pytest.approx(best, abs=1e-6)
        other = solve_roadmap(asked, other_than=(frozenset(found.starts),))
        rest = [plan for plan in plans if set(plan) != set(found.starts)]
        assert (other.status == "optimal") == bool(rest)
        if rest:
            assert set(other.starts) != set(found.starts)
            assert find_breaches(asked, other.starts) == []
            second = max(float(value(asked, plan)) for plan in rest)
            assert other.benefit == pytest.approx(second, abs=1e-6)


def test_benefit_counts_for_the_quarters_in_which_it_runs():
    # Both take the whole team for a quarter; what runs first runs three quarters out of four.
    found = solve_roadmap(problem(item("a", 40, 100), item("b", 80, 100)))
    assert found.starts == {"b": 1, "a": 2}
    assert found.benefit == pytest.approx(80 * 3 / 4 + 40 * 2 / 4)


def test_setting_up_is_spread_and_running_goes_on():
    one = item("a", 10, 60, hours_monthly={"us": 10.0}, quarters=2, cost_once=900, cost_monthly=5)
    asked = problem(one, money_per_quarter=1000)
    load = {(limit.kind, limit.first): amount for limit, amount in asked.load({"a": 2}).items()}
    assert [load["hours", quarter] for quarter in (1, 2, 3, 4)] == [0, 30, 30, 30]
    assert [load["money", quarter] for quarter in (1, 2, 3, 4)] == [0, 450, 450, 15]


def test_what_comes_too_late_to_run_gets_the_room_that_is_left():
    # One start a quarter: the third runs in the last quarter only, the fourth not within the plan.
    items = [item(key, benefit) for key, benefit in (("a", 40), ("b", 30), ("c", 20), ("d", 10))]
    found = solve_roadmap(problem(*items, most_starts=1))
    assert found.starts == {"a": 1, "b": 2, "c": 3, "d": 4}
    assert found.benefit == pytest.approx(30 + 15 + 5)
    # In a plan of one quarter nothing runs at all, and it still does what brings most.
    short = solve_roadmap(problem(item("a", 60, 10), item("b", 100, 20), item("c", 120, 30),
                                  quarters=1, hours=50))  # fmt: skip
    assert short.starts == {"b": 1, "c": 1}
    assert short.benefit == 0


def test_of_an_idea_one_variant_and_prerequisites_first():
    items = (
        item("hub", 0, 10),
        item("build", 90, 10, idea="club", depends_on=("hub",), quarters=2),
        item("join", 50, 10, idea="club"),
    )
    # Built, it runs one quarter of four after hub and two quarters of work; joined, three.
    assert solve_roadmap(problem(*items)).starts == {"join": 1}
    # In eight quarters five of 90 are more than seven of 50.
    assert solve_roadmap(problem(*items, quarters=8)).starts == {"hub": 1, "build": 2}
    without = problem(*items[1:2], quarters=8)
    assert solve_roadmap(without).starts == {}


def test_the_reserve_and_the_shorter_year_hold_for_money_too():
    asked = problem(item("a"), quarters=6, money_per_year=1000, reserve=0.1)
    money = {(limit.first, limit.last): limit.amount for limit in asked.limits()
             if limit.kind == "money"}  # fmt: skip
    assert money == {(1, 4): pytest.approx(900), (5, 6): pytest.approx(450)}


def test_what_fits_exactly_fits():
    # Three times 0.1 is more than 0.3 to the machine.
    items = [item(key, 10, 0.1) for key in "abc"]
    assert len(solve_roadmap(problem(*items, hours=0.3)).starts) == 3


def test_what_is_too_much_by_a_hair_does_not_fit():
    # Less than the solver's own tolerance, and more than the rounding of decimals.
    found = solve_roadmap(problem(item("a", 5, 1e-7), item("b", 6, 1), quarters=2, hours=1))
    assert found.starts == {"b": 1, "a": 2}


def test_it_says_which_limit_fixed_starts_break_and_by_how_much():
    asked = problem(
        item("a", hours=70, cost_once=500), item("b", hours=60, cost_once=700), item("c", 99, 10),
        money_per_year=1000, most_starts=1, pins=(("a", 1), ("b", 1)), reserve=0.1,
    )  # fmt: skip
    found = solve_roadmap(asked)
    assert found.status == "infeasible"
    assert found.starts == {"a": 1, "b": 1}  # what is not fixed is left out
    assert [
        (one.limit.kind, one.limit.team, one.limit.first, one.limit.last, round(one.over, 6))
        for one in found.overruns
    ] == [("hours", "us", 1, 1, 40), ("money", "", 1, 4, 300), ("starts", "", 1, 1, 1)]


def test_what_fixed_starts_need_is_placed_where_it_breaks_least():
    asked = RoadmapProblem(
        items=(item("hub", hours=50), item("a", hours=10, depends_on=("hub",))),
        quarters=4, hours={"us": (20.0, 45.0, 0.0, 45.0)}, pins=(("a", 4),),
    )  # fmt: skip
    found = solve_roadmap(asked)
    assert found.starts == {"hub": 2, "a": 4}
    assert [(one.limit.first, one.over) for one in found.overruns] == [(2, 5)]


def test_a_team_without_hours_is_named():
    found = solve_roadmap(
        RoadmapProblem(items=(item("a", hours=8), item("b", hours=8)), quarters=1, pins=(("a", 1),))
    )
    assert [(one.limit.team, one.limit.amount, one.over) for one in found.overruns] == [
        ("us", 0, 8)
    ]


def test_all_clashes_of_fixed_starts_are_found_at_once():
    asked = problem(
        item("build", idea="club"), item("join", idea="club"), item("hub", quarters=2),
        item("app", depends_on=("hub",)), item("shop", depends_on=("till",)),
        pins=(("build", 1), ("join", 2), ("app", 2), ("shop", 1), ("gone", 1), ("hub", 9)),
    )  # fmt: skip
    found = solve_roadmap(asked)
    assert found.status == "clash"
    assert set(found.clashes) == {
        Clash("variants", "build", "join", 1),
        Clash("too_early", "app", "hub", 2, 11),
        Clash("prerequisite_out", "shop", "till", 1),
        Clash("unknown", "gone", quarter=1),
        Clash("too_late", "hub", quarter=9),
    }


def test_a_start_before_what_it_depends_on_can_be_ready_clashes():
    asked = problem(
        item("one"), item("two", depends_on=("one",), quarters=2),
        item("three", depends_on=("two",)),
        pins=(("three", 3),),
    )  # fmt: skip
    assert solve_roadmap(asked).clashes == (Clash("too_early", "three", "two", 3, 4),)
    twice = problem(item("one"), pins=(("one", 1), ("one", 2)))
    assert solve_roadmap(twice).clashes == (Clash("twice", "one", quarter=2),)


def test_the_order_of_the_items_changes_nothing():
    asked = invent_problem(7, 12, 6)
    turned = RoadmapProblem(
        items=asked.items[::-1], quarters=6, hours=dict(reversed(asked.hours.items())),
        money_per_year=asked.money_per_year, money_per_quarter=asked.money_per_quarter,
        most_starts=asked.most_starts, reserve=asked.reserve, pins=asked.pins,
    )  # fmt: skip
    first, second = solve_roadmap(asked), solve_roadmap(turned)
    assert list(first.starts.items()) == list(second.starts.items())
    assert first.starts


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"items": (item("a"), item("a"))}, "“a” stands twice"),
        ({"hours": {"us": (1.0,)}}, "hours for 1 quarters"),
        ({"reserve": 1.5}, "a share"),
        ({"quarters": 0, "hours": {}}, "at least one quarter"),
        ({"items": (item("a", -1),)}, "benefit of “a” cannot be -1"),
        ({"money_per_year": float("nan")}, "money a year cannot be nan"),
    ],
)
def test_a_problem_that_contradicts_itself_is_refused(parts, words):
    with pytest.raises(ValueError, match=words):
        RoadmapProblem(**{"items": (), "quarters": 2, "hours": {"us": (1.0, 2.0)}, **parts})


@pytest.mark.slow
@pytest.mark.parametrize("nodes", [0, 1])
def test_a_search_that_ends_early_gives_a_plan_and_how_much_better_another_could_be(nodes):
    asked = invent_large_problem(8, 25)
    best = solve_roadmap(asked)
    found = solve_roadmap(asked, most_nodes=nodes)
    assert (best.status, found.status) == ("optimal", "unproven")
    assert find_breaches(asked, found.starts) == []
    assert found.benefit == pytest.approx(float(value(asked, found.starts)))
    assert found.benefit <= best.benefit <= found.bound < float("inf")
    if found.benefit:
        assert best.benefit / found.benefit - 1 <= found.possible_gain < 0.1
    assert best.possible_gain == 0 < found.possible_gain
    assert list(solve_roadmap(asked, most_nodes=nodes).starts) == list(found.starts)


def test_fixed_starts_are_kept_or_their_lack_is_told_however_early_the_search_ends():
    asked = replace(invent_large_problem(8, 25), pins=(("i03", 2), ("i21", 8)))
    found = solve_roadmap(asked, most_nodes=0)
    assert found.status == "unproven"
    assert find_breaches(asked, found.starts) == []
    none = replace(asked, hours=dict.fromkeys(asked.hours, (0.0,) * 8))
    assert solve_roadmap(none, most_nodes=0).overruns


@pytest.mark.parametrize("unit", [1e-9, 1e-4, 1e7])
def test_the_unit_of_benefit_changes_nothing(unit):
    # The solver takes differences of a millionth for none, whatever the unit.
    asked = invent_large_problem(2, 20)
    items = tuple(replace(one, benefit=one.benefit * unit) for one in asked.items)
    found = solve_roadmap(replace(asked, items=items))
    assert found.status == "optimal"
    assert found.benefit / unit == pytest.approx(solve_roadmap(asked).benefit)
