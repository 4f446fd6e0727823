import pytest

from benchmarks.roadmap import invent_problem
from toolkit.analysis.roadmap import solve_roadmap
from toolkit.analysis.roadmap_explained import (
    LeftOut,
    add_a_day,
    explain_left_out,
    find_full,
    find_next_best,
)
from toolkit.analysis.roadmap_problem import RoadmapItem, RoadmapProblem


def item(key, benefit, hours=0.0, **more):
    once = {"us": hours} if hours else {}
    return RoadmapItem(**{"key": key, "benefit": benefit, "hours_once": once, **more})


def problem(*items, hours=50.0, quarters=1, **more):
    return RoadmapProblem(items=items, quarters=quarters, hours={"us": (hours,) * quarters}, **more)


# A knapsack of 50 hours: b and c bring 220, a and c 180, a and b 160.
THREE = (item("a", 60, 10, quarters=0), item("b", 100, 20, quarters=0),
         item("c", 120, 30, quarters=0))  # fmt: skip


def test_the_next_best_plan_does_other_things():
    asked = problem(*THREE)
    other = find_next_best(asked, solve_roadmap(asked))
    assert other.roadmap.benefit == pytest.approx(180)
    assert (other.without, other.instead) == (("b",), ("a",))
    assert other.loss == pytest.approx(40)


def test_where_all_is_fixed_there_is_no_next_best():
    asked = problem(item("a", 10, quarters=0), pins=(("a", 1),))
    assert find_next_best(asked, solve_roadmap(asked)) is None


def test_a_day_more_a_week_is_104_hours_a_quarter():
    # With 154 hours all three fit: 60 more.
    asked = problem(*THREE)
    found = add_a_day(asked, solve_roadmap(asked), "us")
    assert found.gain == pytest.approx(60)
    assert (found.comes_in, found.drops_out, found.earlier) == (("a",), (), ())
    # Of the day a tenth is kept too: 45 + 93.6 hours hold 138, and no more.
    large = problem(item("d", 10, 138.6, quarters=0), reserve=0.1)
    assert add_a_day(large, solve_roadmap(large), "us").comes_in == ("d",)
    larger = problem(item("d", 10, 138.7, quarters=0), reserve=0.1)
    assert add_a_day(larger, solve_roadmap(larger), "us").comes_in == ()


def test_a_day_more_can_bring_a_start_forward():
    asked = problem(item("a", 40, 50), item("b", 80, 50), quarters=4)
    found = add_a_day(asked, solve_roadmap(asked), "us")
    # From the second quarter to the first: a quarter of 40.
    assert found.gain == pytest.approx(10)
    assert found.earlier == ("a",)


def test_why_each_thing_is_left_out():
    asked = problem(
        item("join", 50, 10, idea="club"), item("build", 40, 10, idea="club"),
        item("shop", 30, 5, depends_on=("till",)), item("long", 20, quarters=5),
        item("huge", 15, 60), item("small", 5, 30), item("nothing", 0, 1),
        item("best", 90, 40), quarters=4, most_starts=1,
        hours=50,
    )  # fmt: skip
    starts = {"best": 1, "join": 2}
    found = {one.item: one for one in explain_left_out(asked, starts)}
    assert list(found) == ["build", "shop", "long", "huge", "small", "nothing"]
    assert found["build"] == LeftOut("build", "variant", ("join",))
    assert found["shop"] == LeftOut("shop", "prerequisite", ("till",))
    assert found["long"] == LeftOut("long", "too_long")
    assert found["huge"].reason == "too_large"
    assert [(one.limit.kind, one.over) for one in found["huge"].lacking] == [("hours", 10)]
    assert found["nothing"].reason == "no_benefit"


def test_what_is_crowded_out_names_the_limits_that_bind():
    asked = problem(item("a", 80, 40), item("b", 70, 45), item("c", 10, 20), quarters=2)
    roadmap = solve_roadmap(asked)
    assert roadmap.starts == {"a": 1, "b": 2}
    left_out = explain_left_out(asked, roadmap.starts)
    # In the first quarter, where it would still run, c lacks 10 hours of the 10 that are left.
    assert [(one.item, one.reason, one.start) for one in left_out] == [("c", "crowded_out", 1)]
    assert [(one.limit.first, one.over) for one in left_out[0].lacking] == [(1, 10)]
    assert [(one.kind, one.team, one.first) for one in find_full(asked, left_out)] == [
        ("hours", "us", 1)
    ]


@pytest.mark.slow
def test_what_lies_around_a_plan_says_whether_it_is_proven():
    asked = invent_problem(8, 25)
    roadmap = solve_roadmap(asked)
    # What is not proven best has no next best.
    assert find_next_best(asked, solve_roadmap(asked, most_nodes=1)) is None
    assert find_next_best(asked, roadmap, most_nodes=1).roadmap.status == "unproven"
    early = add_a_day(asked, roadmap, "technicians", most_nodes=0)
    known = add_a_day(asked, roadmap, "technicians")
    assert known.proven
    assert not early.proven
    assert 0 <= early.gain <= known.gain
