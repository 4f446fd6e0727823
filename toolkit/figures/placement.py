"""Words beside points on a plane, so that none covers another, nor a point.

Each label tries places around its point, near ones first; the first that covers nothing is taken.
The most crowded points choose first; whoever finds no place then chooses first the next time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

STEPS = 28  # rings of candidates around a point
TRIES = 40
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Label:
    """Where a label's box stands, and whether it is so far off that a line must lead to it."""

    left: float
    top: float
    line: bool


def overlap(one: Box, two: Box) -> float:
    """Give the area that two boxes share."""
    width = min(one[2], two[2]) - max(one[0], two[0])
    height = min(one[3], two[3]) - max(one[1], two[1])
    return max(0.0, width) * max(0.0, height)


def place_labels(
    points: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    radius: float,
    bounds: Box,
    taken: Sequence[Box] = (),
) -> list[Label] | None:
    """Find a place for each label, or ``None`` if some label finds none.

    Parameters
    ----------
    points
        Centres of the points, in pixels from the left and the top.
    sizes
        Width and height of each label.
    radius
        Of the points.
    bounds
        The plane; no label leaves it.
    taken
        Boxes that hold words already.
    """
    order = sorted(range(len(points)), key=lambda i: (-_crowd(points, i), i))
    for _ in range(TRIES):
        placed, stuck = _place_in_order(order, points, sizes, radius, bounds, taken)
        if stuck is None:
            return placed
        order.remove(stuck)
        order.insert(0, stuck)
    return None


def _place_in_order(
    order: Sequence[int],
    points: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    radius: float,
    bounds: Box,
    taken: Sequence[Box],
) -> tuple[list[Label], int | None]:
    dots = [(x - radius, y - radius, x + radius, y + radius) for x, y in points]
    placed: dict[int, tuple[Box, bool]] = {}
    lines: list[Box] = []
    for index in order:
        words = [*taken, *(box for box, _ in placed.values())]
        others = [*dots[:index], *dots[index + 1 :]]
        for box, far in _candidates(points[index], sizes[index], radius):
            inside = (
                box[0] >= bounds[0] and box[1] >= bounds[1]
                and box[2] <= bounds[2] and box[3] <= bounds[3]
            )  # fmt: skip
            line = _line(points[index], box, radius) if far else []
            if (
                inside
                and not _covers([box], [*words, *dots, *lines])
                and not _covers(line, [*words, *others, *lines])
            ):
                placed[index] = (box, far)
                lines += line
                break
        else:
            return [], index
    labels = [Label(placed[i][0][0], placed[i][0][1], placed[i][1]) for i in range(len(points))]
    return labels, None


def nearest(point: tuple[float, float], box: Box) -> tuple[float, float]:
    """Give the place in a box that is nearest to a point: there its line ends."""
    return min(max(point[0], box[0]), box[2]), min(max(point[1], box[1]), box[3])


def _line(point: tuple[float, float], box: Box, radius: float) -> list[Box]:
    """Give the line from a point to its label as a row of small boxes."""
    (x, y), (a, b) = point, nearest(point, box)
    length = max(abs(a - x), abs(b - y), 1.0)
    steps = [step / length for step in range(int(radius) + 1, int(length), 3)]
    places = [(x + (a - x) * part, y + (b - y) * part) for part in steps]
    return [(left - 1, top - 1, left + 1, top + 1) for left, top in places]


def _covers(boxes: Sequence[Box], obstacles: Sequence[Box]) -> bool:
    return any(overlap(box, other) for box in boxes for other in obstacles)


def _crowd(points: Sequence[tuple[float, float]], index: int) -> float:
    x, y = points[index]
    return sum(1 / (1 + abs(x - a) + 2 * abs(y - b)) for a, b in points)


def _candidates(
    point: tuple[float, float], size: tuple[float, float], radius: float
) -> list[tuple[Box, bool]]:
    (x, y), (width, height) = point, size
    found = []
    for step in range(STEPS):
        away = radius + 4 + 9 * step
        # Beside the point first, as people read; then above and below; far off all the way round.
        corners = [(x + away, y - height / 2), (x - away - width, y - height / 2)]
        corners += [(x - width / 2, y - away - height), (x - width / 2, y + away)]
        for rise in (0.35, 0.7, 1.0):
            side = away * (1.1 - 0.6 * rise)
            for left in (x + side, x - side - width):
                corners += [(left, y - height / 2 - rise * (away + height / 2)),
                            (left, y - height / 2 + rise * (away + height / 2))]  # fmt: skip
        found += [((left, top, left + width, top + height), step > 0) for left, top in corners]
    return found
