"""The roadmap: what to start when, so that it brings the most and fits hours, money and starts.

A mixed integer program with one yes or no for each item and quarter of start (time-indexed;
Pritsker, Watters and Wolfe 1969, Management Science 16, 93-108), solved by HiGHS through ``scipy``
to proven optimality:

- the most benefit, each item's for the quarters in which it runs;
- an item starts once at most, and of the variants of an idea one at most;
- what it depends on is set up before: by each quarter no more has started than what comes before
  is ready, the tight form of Christofides, Alvarez-Valdes and Tamarit (1987, European Journal of
  Operational Research 29, 262-273);
- no more hours of a team, money, or starts than there are, in any quarter.

What starts too late to run within the plan brings nothing yet. A second, small run gives such
starts what room is left: the most benefit that is ready when the plan ends, as early as can be.
Items go in by the alphabet of their keys and the solver draws no lots, so the same problem gives
the same plan. Where a proof takes too long the solver stops after so many nodes of its search tree,
and not after so many seconds, so that this too is the same on every machine; the best plan that it
found is then given with the most that any other could bring.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from toolkit.analysis.roadmap_clashes import Clash, find_clashes, find_required
from toolkit.analysis.roadmap_problem import Limit, Overrun, RoadmapItem, RoadmapProblem

Floats = npt.NDArray[np.float64]
Status = Literal["optimal", "infeasible", "clash", "unproven"]

PROVEN = 1e-6  # relative difference between a plan and the proven bound that counts as none
MOST_NODES = 10_000  # of the search tree; about half a minute for 60 items over 8 quarters
LARGEST = (
    512  # the solver's tolerances are absolute, so that what is wanted is brought to this size
)
IMPOSSIBLE = 2  # status of scipy's `milp` where it is proven that there is no plan


@dataclass(frozen=True, slots=True, eq=False)
class Roadmap:
    """A plan, and how sure it is that there is none better.

    Parameters
    ----------
    status
        ``optimal``: proven; ``infeasible``: the fixed starts do not fit, and `overruns` says by how
        much in the plan that breaks the limits least; ``clash``: fixed starts contradict each other
        or what may be done, as `clashes` says; ``unproven``: the solver gave up.
    starts
        Quarter (from 1) in which each item starts, earliest first.
    benefit
        What the plan brings.
    bound
        The most that any plan could bring, as the solver proved.
    """

    status: Status
    starts: dict[str, int] = field(default_factory=dict)
    benefit: float = 0.0
    bound: float = 0.0
    overruns: tuple[Overrun, ...] = ()
    clashes: tuple[Clash, ...] = ()

    @property
    def gap(self) -> float:
        """How far the bound lies above the benefit, relative to it; 0 is proven best."""
        return max(0.0, self.bound - self.benefit) / self.bound if self.bound > 0 else 0.0

    @property
    def possible_gain(self) -> float:
        """How much more than this plan another could bring at most, as a share of what this brings.

        0 is proven best; infinite where this plan brings nothing and another might.
        """
        if self.gap <= PROVEN:
            return 0.0
        return self.bound / self.benefit - 1 if self.benefit > 0 else float("inf")


@dataclass(frozen=True, slots=True, eq=False)
class _Answer:
    # Without starts: none was found, and none was proven to be impossible.
    starts: dict[str, int] | None
    bound: float


@dataclass(frozen=True, slots=True, eq=False)
class _Program:
    """Variables: one for each item and quarter in which it may start."""

    problem: RoadmapProblem
    places: tuple[tuple[RoadmapItem, int], ...]
    limits: tuple[Limit, ...]
    asked: Floats  # limits by places
    rows: Floats
    most: Floats  # of each row

    @property
    def worth(self) -> Floats:
        """Give what each start brings."""
        return np.array(
            [self.problem.worth(item, start) for item, start in self.places], dtype=np.float64
        )

    def only(self, kept: npt.NDArray[np.bool_]) -> _Program:
        """Give the program with these starts and no others."""
        places = tuple(itertools.compress(self.places, kept))
        return replace(self, places=places, asked=self.asked[:, kept], rows=self.rows[:, kept])

    @property
    def done(self) -> Floats:
        """Give a row for each item, with 1 for each of its starts."""
        keys = np.array([item.key for item, _ in self.places], dtype=object)
        return np.array([keys == key for key in sorted({*keys})], dtype=np.float64)


def solve_roadmap(
    problem: RoadmapProblem,
    other_than: Collection[frozenset[str]] = (),
    most_nodes: int = MOST_NODES,
) -> Roadmap:
    """Find the plan that brings the most.

    Parameters
    ----------
    problem
        What may be done, and what it has to fit.
    other_than
        Sets of items that the plan must not consist of, for the best plan but one.
    most_nodes
        Nodes of the search tree after which it ends with the best plan found.

    Returns
    -------
    Roadmap
        Proven optimal; or, where the search ended before, with how much better another could be; or
        what is wrong with the fixed starts. Without fixed starts there is always a plan, if only
        one that does nothing.

    Examples
    --------
    A knapsack is a plan of one quarter with things that run at once:

    >>> items = [RoadmapItem(key=key, benefit=benefit, hours_once={"us": hours}, quarters=0)
    ...          for key, benefit, hours in [("a", 60, 10), ("b", 100, 20), ("c", 120, 30)]]
    >>> problem = RoadmapProblem(items=tuple(items), quarters=1, hours={"us": (50,)})
    >>> solve_roadmap(problem).starts
    {'b': 1, 'c': 1}
    """
    clashes = find_clashes(problem)
    if clashes:
        return Roadmap("clash", clashes=clashes)
    program = _write_program(problem, other_than)
    # What starts too late to run brings nothing and lets nothing else run, so that it can wait for
    # the second run; unless it has to be done, or tells two sets of items apart.
    early = program if other_than else program.only(_runs_or_has_to(program))
    found = _solve(early, early.worth, most_nodes=most_nodes)
    if found is None:
        return Roadmap("infeasible") if other_than else _overrun_least(problem)
    starts = found.starts
    if starts is None:
        if other_than:
            return Roadmap("unproven", bound=found.bound)
        # What has to be done, and nothing else: a plan, if it breaks no limit.
        least = _overrun_least(problem) if problem.pins else Roadmap("unproven")
        if least.overruns:
            return least
        starts = least.starts
    starts = _fill_up(program, starts, most_nodes)
    benefit = problem.benefit(starts)
    made = Roadmap("optimal", starts, benefit, max(found.bound, benefit))
    return made if made.gap <= PROVEN else replace(made, status="unproven")


def _write_program(problem: RoadmapProblem, other_than: Collection[frozenset[str]]) -> _Program:
    limits = problem.limits()
    pins = dict(problem.pins)
    places, columns = [], []
    for item in sorted(problem.items, key=lambda it: it.key):
        for start in (pins[item.key],) if item.key in pins else problem.possible_starts(item):
            asked = [problem.ask(item, start, limit) for limit in limits]
            alone = all(map(Limit.holds, limits, asked))
            if item.key in pins or alone:
                places.append((item, start))
                columns.append(asked)
    asks = np.array(columns, dtype=np.float64).reshape(len(places), len(limits)).T
    rows, most = _write_rows(problem, places, other_than)
    amounts = np.array([limit.amount for limit in limits])
    rows = np.vstack([rows, asks])
    return _Program(problem, tuple(places), limits, asks, rows, np.concatenate([most, amounts]))


def _write_rows(
    problem: RoadmapProblem,
    places: Sequence[tuple[RoadmapItem, int]],
    other_than: Collection[frozenset[str]],
) -> tuple[Floats, Floats]:
    keys = np.array([item.key for item, _ in places], dtype=object)
    starts = np.array([start for _, start in places], dtype=np.int64)
    known, pins = problem.by_key, dict(problem.pins)
    rows: list[Floats] = []
    most: list[float] = []

    def add(row: npt.NDArray[np.generic], limit: float) -> None:
        rows.append(row.astype(np.float64))
        most.append(limit)

    ideas: dict[str, list[str]] = {}
    for item in known.values():
        # Items without an idea are each their own.
        ideas.setdefault(f"idea {item.idea}" if item.idea else f"item {item.key}", []).append(
            item.key
        )
    for variants in ideas.values():
        add(np.isin(keys, variants), 1)
    for key in pins:
        add(-(keys == key).astype(np.float64), -1)
    for item in known.values():
        for before in item.depends_on:
            if before not in known:
                add(keys == item.key, 0)
                continue
            for quarter in sorted(set(starts[keys == item.key])):
                ready = quarter - known[before].quarters
                started = ((keys == item.key) & (starts <= quarter)).astype(np.float64)
                add(started - ((keys == before) & (starts <= ready)), 0)
    for chosen in other_than:
        inside = np.isin(keys, list(chosen))
        add(np.where(inside, 1.0, -1.0), len(chosen) - 1)
    return np.array(rows).reshape(len(rows), len(places)), np.array(most)


def _pick(places: Sequence[tuple[RoadmapItem, int]], values: Floats) -> dict[str, int]:
    chosen = [place for place, value in zip(places, values, strict=True) if value > 0.5]
    return {item.key: start for item, start in sorted(chosen, key=lambda it: (it[1], it[0].key))}


def _solve(
    program: _Program, wanted: Floats, least: Floats | float = 0.0, *, most_nodes: int
) -> _Answer | None:
    """Find the plan with the most of what is `wanted`, and a bound on that of any plan.

    Parameters
    ----------
    least
        1 for each start that is settled.

    Returns
    -------
    _Answer or None
        ``None`` where it is proven that there is no plan.
    """
    if not program.places:
        return _Answer({}, 0.0) if bool(np.all(program.most >= 0)) else None
    # Whether an item is done at all is a variable too, the sum of its starts: branching on it
    # settles all its starts at once. Limits stay in hours and money, whose whole numbers help; so
    # does a power of two, that changes no digit of what is wanted.
    done = program.done
    rows, most = program.rows, program.most
    quarters = program.problem.quarters
    largest = float(np.abs(wanted).max()) * quarters
    size = quarters * 2.0 ** round(math.log2(LARGEST / largest)) if largest else 1.0
    while True:
        result = milp(
            np.concatenate([-size * wanted, np.zeros(len(done))]),
            integrality=np.ones(len(wanted) + len(done), dtype=np.int64),
            bounds=Bounds(np.concatenate([np.broadcast_to(least, len(wanted)), 0 * done[:, 0]]), 1),
            constraints=[
                LinearConstraint(
                    csr_array(np.hstack([rows, np.zeros((len(rows), len(done)))])), -np.inf, most
                ),
                LinearConstraint(csr_array(np.hstack([done, -np.eye(len(done))])), 0, 0),
            ],
            options={"mip_rel_gap": 0.0, "node_limit": most_nodes},
        )
        # Never more than all items at their best.
        bound = float((done * wanted).max(axis=1).clip(min=0).sum())
        if result.mip_dual_bound is not None:
            bound = min(bound, -float(result.mip_dual_bound) / size)
        if result.x is None:
            return None if result.status == IMPOSSIBLE else _Answer(None, bound)
        values = np.round(result.x[: len(wanted)])
        starts = _pick(program.places, values)
        broken = program.problem.overruns(starts)
        if not broken:
            return _Answer(starts, bound)
        # The solver's tolerance is wider than ours: forbid what breaks a limit by a hair, go on.
        for overrun in broken:
            asks = (program.asked[program.limits.index(overrun.limit)] > 0) & (values > 0)
            rows = np.vstack([rows, asks.astype(np.float64)])
            most = np.append(most, float(asks.sum() - 1))


def _runs_or_has_to(program: _Program) -> npt.NDArray[np.bool_]:
    problem = program.problem
    required = find_required(problem)
    return np.array(
        [
            item.ready(start) <= problem.quarters or item.key in required
            for item, start in program.places
        ],
        dtype=bool,
    )


def _fill_up(program: _Program, starts: dict[str, int], most_nodes: int) -> dict[str, int]:
    """Keep what brings something where it is, and give the room that is left to what comes late."""
    problem = program.problem
    if not program.places:
        return starts
    settled = np.array([starts.get(item.key) == start for item, start in program.places])
    settled &= program.worth > 0
    benefit = np.array([item.benefit for item, _ in program.places])
    late = np.array([start / problem.quarters for _, start in program.places])
    total = sum(item.benefit for item in problem.items) or 1.0
    wanted = benefit / total - 1e-3 * late / max(1, len(problem.items))
    found = _solve(program, wanted, settled.astype(np.float64), most_nodes=most_nodes)
    # Found always, but for a plan that fits the limits by a hair only.
    return starts if found is None or found.starts is None else found.starts


def _overrun_least(problem: RoadmapProblem) -> Roadmap:
    """Place what has to be done so that it breaks the limits least.

    What is lacking counts as a share of all that these items ask of that kind (hours, money,
    starts), so that kinds can be added up.
    """
    required = set(find_required(problem))
    pins = dict(problem.pins)
    places = [
        (item, start)
        for item in sorted(problem.items, key=lambda it: it.key)
        if item.key in required
        for start in ((pins[item.key],) if item.key in pins else problem.possible_starts(item))
    ]
    rows, row_most = _write_rows(problem, places, ())
    limits = problem.limits()
    asked = np.array(
        [[problem.ask(item, start, limit) for item, start in places] for limit in limits]
    )
    totals: dict[str, float] = {}
    for limit, row in zip(limits, asked, strict=True):
        totals[limit.kind] = totals.get(limit.kind, 0.0) + float(row.max(initial=0.0))
    weights = [1 / max(totals[limit.kind], 1e-9) for limit in limits]
    n_places, n_limits = len(places), len(limits)
    scale = np.array([max(limit.amount, 1.0) for limit in limits])
    amounts = np.array([limit.amount for limit in limits])
    must = np.array([[item.key == key for item, _ in places] for key in sorted(required)])
    rows = np.vstack(
        [
            np.hstack([rows, np.zeros((len(rows), n_limits))]),
            np.hstack([-must.astype(np.float64), np.zeros((len(must), n_limits))]),
            np.hstack([asked / scale[:, None], -np.diag(1 / scale)]),
        ]
    )
    most = np.concatenate([row_most, -np.ones(len(must)), amounts / scale])
    result = milp(
        np.concatenate([np.zeros(n_places), weights]),
        integrality=np.repeat([1, 0], [n_places, n_limits]),
        bounds=Bounds(0, np.concatenate([np.ones(n_places), np.full(n_limits, np.inf)])),
        constraints=LinearConstraint(csr_array(rows), -np.inf, most),
        options={"mip_rel_gap": 0.0},
    )
    if result.x is None:
        return Roadmap("infeasible")
    starts = _pick(places, result.x[:n_places])
    return Roadmap("infeasible", starts, problem.benefit(starts), overruns=problem.overruns(starts))
