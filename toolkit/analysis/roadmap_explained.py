"""What lies around a roadmap: the next best one, what more hours buy, why the rest is left out.

All three come from solving the same problem again, changed in one thing, or from putting one more
item into the plan that was found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from toolkit.analysis.roadmap import Roadmap, solve_roadmap
from toolkit.analysis.roadmap_problem import (
    WEEKS_A_QUARTER,
    Limit,
    Overrun,
    RoadmapItem,
    RoadmapProblem,
)

HOURS_A_DAY = 8
NODES_BESIDE = 3_000  # of the search; there are several of these questions, beside the plan itself

LeftOutReason = Literal[
    "decided_no", "decided_later", "undecided", "advised_against", "advice_open", "unknown_hours",
    "variant", "prerequisite", "too_long", "too_large", "crowded_out", "no_benefit", "unrated",
]  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class NextBest:
    """The best plan that does not do the same things.

    Parameters
    ----------
    roadmap
        That plan.
    without, instead
        Items that it leaves out, and those that it does in their place.
    loss
        How much less it brings. Where the plan's status is ``unproven`` another set of items may
        come closer.
    """

    roadmap: Roadmap
    without: tuple[str, ...]
    instead: tuple[str, ...]
    loss: float


@dataclass(frozen=True, slots=True, eq=False)
class ExtraDay:
    """What one more day a week of a team would change.

    Parameters
    ----------
    team
        Whose day it is.
    gain
        How much more the plan would bring; at least so much, where that is not proven.
    comes_in, drops_out
        Items that the plan would then do, and those that it would no longer do.
    earlier
        Items that both plans do, and that would start earlier.
    proven
        Whether no plan with that day brings more.
    """

    team: str
    gain: float
    comes_in: tuple[str, ...]
    drops_out: tuple[str, ...]
    earlier: tuple[str, ...]
    proven: bool = True


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why a plan does not do an item.

    Parameters
    ----------
    reason
        ``variant``: another variant of the idea is done; ``prerequisite``: something that it
        depends on is not done; ``too_long``: it would not be ready when the plan ends;
        ``too_large``: it does not fit if nothing else is done; ``crowded_out``: it does not fit
        beside what brings more; ``no_benefit``: it brings nothing; ``unrated``: nobody knows what
        it brings. Of what was never in the plan's choice: ``decided_no``, ``decided_later``,
        ``undecided`` while others are decided; before any decision ``advised_against`` and
        ``advice_open``; ``unknown_hours``: of a team that it needs nobody gave the hours.
    others
        The variant that is done, the prerequisites that are not, or the teams.
    start
        The quarter in which it would lack least, where something is lacking; otherwise 0.
    lacking
        The limits that it would break in that quarter.
    """

    item: str
    reason: LeftOutReason
    others: tuple[str, ...] = ()
    start: int = 0
    lacking: tuple[Overrun, ...] = ()


def find_next_best(
    problem: RoadmapProblem, roadmap: Roadmap, most_nodes: int = NODES_BESIDE
) -> NextBest | None:
    """Find the best plan with another set of items.

    ``None`` if there is no other; and for a plan that is not proven best itself, since what comes
    next to it may be better.
    """
    if roadmap.status != "optimal":
        return None
    chosen = frozenset(roadmap.starts)
    other = solve_roadmap(problem, (chosen,), most_nodes)
    if other.status not in {"optimal", "unproven"}:
        return None
    return NextBest(
        other,
        without=tuple(key for key in roadmap.starts if key not in other.starts),
        instead=tuple(key for key in other.starts if key not in chosen),
        loss=max(0.0, roadmap.benefit - other.benefit),
    )


def add_a_day(
    problem: RoadmapProblem, roadmap: Roadmap, team: str, most_nodes: int = NODES_BESIDE
) -> ExtraDay:
    """Find what a team's day more a week (8 hours, 13 weeks a quarter) would change.

    The reserve for experiments is kept of these hours too.

    Parameters
    ----------
    roadmap
        The plan as it is, proven best.
    """
    more = HOURS_A_DAY * WEEKS_A_QUARTER
    hours = {**problem.hours, team: tuple(one + more for one in problem.hours[team])}
    other = solve_roadmap(replace(problem, hours=hours), most_nodes=most_nodes)
    if other.benefit < roadmap.benefit:  # not proven, and what there was fits with more hours too
        other = replace(other, starts=roadmap.starts, benefit=roadmap.benefit)
    both = [key for key in other.starts if key in roadmap.starts]
    return ExtraDay(
        team,
        gain=max(0.0, other.benefit - roadmap.benefit),
        comes_in=tuple(key for key in other.starts if key not in roadmap.starts),
        drops_out=tuple(key for key in roadmap.starts if key not in other.starts),
        earlier=tuple(key for key in both if other.starts[key] < roadmap.starts[key]),
        proven=other.status == "optimal",
    )


def explain_left_out(problem: RoadmapProblem, starts: Mapping[str, int]) -> tuple[LeftOut, ...]:
    """Say of each item that a plan does not do why that is, the most benefit first."""
    rest = [item for item in problem.items if item.key not in starts]
    rest.sort(key=lambda item: (-item.benefit, item.key))
    return tuple(_explain(problem, starts, item) for item in rest)


def _explain(problem: RoadmapProblem, starts: Mapping[str, int], item: RoadmapItem) -> LeftOut:
    known = problem.by_key
    variants = tuple(key for key in starts if item.idea and known[key].idea == item.idea)
    if variants:
        return LeftOut(item.key, "variant", variants)
    undone = tuple(key for key in item.depends_on if key not in starts)
    if undone:
        return LeftOut(item.key, "prerequisite", undone)
    possible = problem.possible_starts(item)
    if not possible:
        return LeftOut(item.key, "too_long")
    alone = _lack_least(problem, {}, item, possible)
    if alone.lacking:
        return replace(alone, reason="too_large")
    free = max((1, *(known[key].ready(starts[key]) for key in item.depends_on)))
    # Where it would also run within the plan, if it can.
    running = range(free, possible.stop - 1 if item.quarters else possible.stop)
    beside = _lack_least(problem, starts, item, running or range(free, possible.stop))
    if not beside.start:  # what it depends on is ready too late in this plan
        return LeftOut(item.key, "crowded_out", item.depends_on)
    return beside if beside.lacking else LeftOut(item.key, "no_benefit")


def _lack_least(
    problem: RoadmapProblem, starts: Mapping[str, int], item: RoadmapItem, possible: range
) -> LeftOut:
    """Put an item into a plan where it lacks least, as a share of each limit."""
    best = LeftOut(item.key, "crowded_out")
    least = float("inf")
    for start in possible:
        lacking = problem.overruns({**starts, item.key: start})
        share = sum(one.over / max(one.limit.amount, 1.0) for one in lacking)
        if share < least:
            best, least = replace(best, start=start, lacking=lacking), share
    return best


def find_full(problem: RoadmapProblem, left_out: tuple[LeftOut, ...]) -> tuple[Limit, ...]:
    """List the limits that keep something out that would fit by itself: those that bind."""
    lacking = {
        overrun.limit for one in left_out if one.reason == "crowded_out" for overrun in one.lacking
    }
    return tuple(limit for limit in problem.limits() if limit in lacking)
