"""Fixed starts that cannot all be kept, whatever hours and money there are: found before solving.

A fixed start pulls in all that it depends on. So a clash may lie between two starts that were both
fixed, or between one of them and what another one needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from toolkit.analysis.roadmap_problem import RoadmapProblem

ClashKind = Literal["unknown", "twice", "too_late", "variants", "prerequisite_out", "too_early"]


@dataclass(frozen=True, slots=True)
class Clash:
    """Why a fixed start cannot be kept.

    Parameters
    ----------
    kind
        ``unknown``: the item may not be done at all; ``twice``: it is fixed in two quarters;
        ``too_late``: its quarter lies outside the plan; ``variants``: two variants of one idea have
        to be done; ``prerequisite_out``: what it depends on may not be done; ``too_early``: what it
        depends on cannot be ready by then.
    item
        The item that is fixed.
    other
        The item that it clashes with; empty where there is none.
    quarter
        The quarter in which it is fixed.
    earliest
        The first quarter in which it could start, where it is fixed too early; otherwise 0.
    """

    kind: ClashKind
    item: str
    other: str = ""
    quarter: int = 0
    earliest: int = 0


def find_required(problem: RoadmapProblem) -> dict[str, tuple[str, ...]]:
    """Give all items that have to be done, each with the fixed items that ask for it."""
    known = problem.by_key
    required: dict[str, list[str]] = {}
    for key, _ in problem.pins:
        waiting, seen = [key], set[str]()
        while waiting:
            one = waiting.pop()
            if one in seen or one not in known:
                continue
            seen.add(one)
            waiting.extend(known[one].depends_on)
            askers = required.setdefault(one, [])
            if key not in askers:
                askers.append(key)
    return {key: tuple(askers) for key, askers in required.items()}


def find_clashes(problem: RoadmapProblem) -> tuple[Clash, ...]:
    """Find every fixed start that cannot be kept for another reason than hours, money or starts."""
    return tuple(
        dict.fromkeys((*_bad_places(problem), *_variants(problem), *_bad_prerequisites(problem)))
    )


def drop_clashing_pins(problem: RoadmapProblem) -> tuple[RoadmapProblem, tuple[Clash, ...]]:
    """Leave out the fixed starts that cannot be kept, and say which these are.

    Of two that clash with each other the one that was fixed first stays.
    """
    dropped: list[Clash] = []
    while clashes := find_clashes(problem):
        pins = list(problem.pins)
        clash = clashes[0]
        both = [pin for pin in pins if pin[0] in {clash.item, clash.other}]
        mine = [pin for pin in both if pin[0] == clash.item and pin[1] == clash.quarter]
        gone = both[-1] if clash.kind == "variants" else (mine or both)[-1]
        pins.reverse()
        pins.remove(gone)
        dropped.append(clash)
        problem = replace(problem, pins=tuple(reversed(pins)))
    return problem, tuple(dropped)


def _bad_places(problem: RoadmapProblem) -> Iterator[Clash]:
    known = problem.by_key
    first: dict[str, int] = {}
    for key, quarter in problem.pins:
        if key not in known:
            yield Clash("unknown", key, quarter=quarter)
        elif not 1 <= quarter <= problem.quarters:
            yield Clash("too_late", key, quarter=quarter)
        elif first.setdefault(key, quarter) != quarter:
            yield Clash("twice", key, quarter=quarter)


def _variants(problem: RoadmapProblem) -> Iterator[Clash]:
    known, required = problem.by_key, find_required(problem)
    taken: dict[str, str] = {}
    for key in sorted(required):
        idea = known[key].idea
        if idea and taken.setdefault(idea, key) != key:
            one, other = required[taken[idea]][0], required[key][0]
            # An item that needs two variants of one idea clashes with what it needs.
            names = (one, other) if one != other else (one, key)
            yield Clash("variants", names[0], names[1], dict(problem.pins)[names[0]])


def _bad_prerequisites(problem: RoadmapProblem) -> Iterator[Clash]:
    known, pins = problem.by_key, dict(problem.pins)
    for key, quarter in problem.pins:
        if key not in known:
            continue
        for other in _all_before(problem, key):
            if other not in known:
                yield Clash("prerequisite_out", key, other, quarter)
        for other in known[key].depends_on:
            if other in known:
                ready = known[other].ready(_earliest(problem, other, pins))
                if ready > quarter:
                    yield Clash("too_early", key, other, quarter, ready)


def _all_before(problem: RoadmapProblem, key: str) -> list[str]:
    known = problem.by_key
    found: dict[str, None] = {}
    waiting = list(known[key].depends_on)
    while waiting:
        one = waiting.pop(0)
        if one not in found:
            found[one] = None
            waiting.extend(known[one].depends_on if one in known else ())
    return list(found)


def _earliest(
    problem: RoadmapProblem, key: str, pins: dict[str, int], before: frozenset[str] = frozenset()
) -> int:
    """Give the first quarter in which an item can start after all that it depends on."""
    if key in pins:
        return pins[key]
    known = problem.by_key
    needed = (one for one in known[key].depends_on if one in known and one not in before)
    ready = (known[one].ready(_earliest(problem, one, pins, before | {key})) for one in needed)
    return max((1, *ready))
