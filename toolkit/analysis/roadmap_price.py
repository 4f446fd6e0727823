"""What fixed starts and decisions cost: how much more the plan would bring without them.

Each price is the difference between two plans that are both the best there is, so that it is never
below zero for a fixed start. A decision can also be worth something: it may bring in what was
advised against.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from toolkit.analysis.roadmap import Roadmap, solve_roadmap
from toolkit.analysis.roadmap_problem import RoadmapItem, RoadmapProblem

PriceKind = Literal["pin", "pins", "decisions"]


@dataclass(frozen=True, slots=True)
class Price:
    """What one thing that was fixed costs.

    Parameters
    ----------
    kind
        ``pin``: a fixed start; ``pins``: all of them together, where there are several;
        ``decisions``: all that was decided, and the fixed starts, against a plan of what is
        advised.
    items
        The initiatives that are fixed; empty for decisions.
    benefit, without
        What the plan brings, and what it would bring without.
    earlier, later
        Initiatives that would start earlier, or later, without.
    comes_in, drops_out
        Initiatives that the plan would then do, and those that it would no longer do.
    """

    kind: PriceKind
    items: tuple[str, ...]
    benefit: float
    without: float
    earlier: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    comes_in: tuple[str, ...] = ()
    drops_out: tuple[str, ...] = ()

    @property
    def loss(self) -> float:
        """How much less the plan brings for it; below zero where it brings more."""
        return self.without - self.benefit


def price_pins(problem: RoadmapProblem, roadmap: Roadmap) -> tuple[Price, ...]:
    """Price each fixed start of a plan, and all together; nothing where there is no plan."""
    if roadmap.status != "optimal" or not problem.pins:
        return ()
    sets: list[tuple[PriceKind, tuple[tuple[str, int], ...]]]
    sets = [("pin", (pin,)) for pin in problem.pins]
    if len(problem.pins) > 1:
        sets.append(("pins", problem.pins))
    found = []
    for kind, pins in sets:
        kept = tuple(pin for pin in problem.pins if pin not in pins)
        other = solve_roadmap(replace(problem, pins=kept))
        keys = tuple(key for key, _ in pins)
        found.append(_compare(kind, keys, roadmap, other))
    return tuple(found)


def price_choice(
    problem: RoadmapProblem, roadmap: Roadmap, advised: Sequence[RoadmapItem]
) -> tuple[Price, ...]:
    """Price what was chosen against the best plan of what is advised, with nothing fixed.

    Parameters
    ----------
    problem, roadmap
        What was chosen, and the plan of it.
    advised
        All that is advised, whatever was decided about it.
    """
    if roadmap.status != "optimal":
        return ()
    other = solve_roadmap(replace(problem, items=tuple(advised), pins=()))
    if other.status != "optimal" or (
        {item.key for item in advised} == set(problem.by_key) and not problem.pins
    ):
        return ()
    return (_compare("decisions", (), roadmap, other),)


def _compare(kind: PriceKind, items: tuple[str, ...], roadmap: Roadmap, other: Roadmap) -> Price:
    now, then = roadmap.starts, other.starts
    both = [key for key in now if key in then]
    return Price(
        kind,
        items,
        roadmap.benefit,
        other.benefit,
        earlier=tuple(key for key in both if then[key] < now[key]),
        later=tuple(key for key in both if then[key] > now[key]),
        comes_in=tuple(key for key in then if key not in now),
        drops_out=tuple(key for key in now if key not in then),
    )
