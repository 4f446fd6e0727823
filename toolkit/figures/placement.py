"""Words beside points on a plane, each at its own point and at no other.

Each label tries places right beside its point; the first that covers nothing, and that lies nearer
to its own point than to any other, is taken. The most crowded points choose first; whoever finds no
place then chooses first the next time. What still finds none is left without: a word that stands
elsewhere, with a line to lead the eye, is read as that of the point that it happens to lie at.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

TRIES = 40
GAP = 4.0  # pixels between a point and its words
CLEAR = 5.0  # pixels by which words lie nearer to their own point than to any other
Point = tuple[float, float]
Size = tuple[float, float]  # width, height
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Label:
    """Where a label's box stands, and which of its sizes it has."""

    left: float
    top: float
    size: int = 0


def overlap(one: Box, two: Box) -> float:
    """Give the area that two boxes share."""
    width = min(one[2], two[2]) - max(one[0], two[0])
    height = min(one[3], two[3]) - max(one[1], two[1])
    return max(0.0, width) * max(0.0, height)


def place_labels(
    points: Sequence[Point],
    sizes: Sequence[Sequence[Size]],
    radius: float,
    bounds: Box,
    taken: Sequence[Box] = (),
) -> list[Label | None]:
    """Find a place for as many labels as can stand at their own points.

    Parameters
    ----------
    points
        Centres of the points, in pixels from the left and the top.
    sizes
        Of each label the sizes that it can have, in the order in which they are tried.
    radius
        Of the points.
    bounds
        The plane; no label leaves it.
    taken
        Boxes that hold words already.
    """
    order = sorted(range(len(points)), key=lambda i: (-_crowd(points, i), i))
    best: dict[int, tuple[Label, Box]] = {}
    for _ in range(TRIES):
        placed = _place_in_order(order, points, sizes, radius, bounds, taken)
        if len(placed) > len(best):
            best = placed
        stuck = [index for index in order if index not in placed]
        if not stuck:
            break
        order.remove(stuck[0])
        order.insert(0, stuck[0])
    return [best[index][0] if index in best else None for index in range(len(points))]


def measure_distance(point: Point, box: Box) -> float:
    """Give how far a point lies from the nearest place in a box."""
    x, y = point
    return math.hypot(max(box[0] - x, 0, x - box[2]), max(box[1] - y, 0, y - box[3]))


def _place_in_order(
    order: Sequence[int],
    points: Sequence[Point],
    sizes: Sequence[Sequence[Size]],
    radius: float,
    bounds: Box,
    taken: Sequence[Box],
) -> dict[int, tuple[Label, Box]]:
    placed: dict[int, tuple[Label, Box]] = {}
    for index in order:
        words = [*taken, *(box for _, box in placed.values())]
        others = [*points[:index], *points[index + 1 :]]
        for size, box in _list_places(points[index], sizes[index], radius):
            inside = (
                box[0] >= bounds[0] and box[1] >= bounds[1]
                and box[2] <= bounds[2] and box[3] <= bounds[3]
            )  # fmt: skip
            near = measure_distance(points[index], box) + CLEAR
            if (
                inside
                and not any(overlap(box, other) for other in words)
                and all(measure_distance(other, box) >= near for other in others)
            ):
                placed[index] = (Label(box[0], box[1], size), box)
                break
    return placed


def _crowd(points: Sequence[Point], index: int) -> float:
    x, y = points[index]
    return sum(1 / (1 + abs(x - a) + 2 * abs(y - b)) for a, b in points)


def _list_places(point: Point, sizes: Sequence[Size], radius: float) -> Iterator[tuple[int, Box]]:
    (x, y), away = point, radius + GAP
    for number, (width, height) in enumerate(sizes):
        # Beside the point first, as people read; then above and below; then at its corners.
        places = [(x + away, y - height / 2), (x - away - width, y - height / 2)]
        places += [(x - width / 2, y - away - height), (x - width / 2, y + away)]
        for rise in (0.35, 0.7, 1.0):
            side = away * (1.1 - 0.6 * rise)
            for left in (x + side, x - side - width):
                places += [(left, y - height / 2 - rise * (away + height / 2)),
                           (left, y - height / 2 + rise * (away + height / 2))]  # fmt: skip
        for left, top in places:
            yield number, (left, top, left + width, top + height)
