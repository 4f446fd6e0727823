"""Words beside points on a plane, so that none covers another, nor a point.

Each label tries places around its point, near ones first; the one that covers nothing is taken. The
most crowded points choose first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    dots = [(x - radius, y - radius, x + radius, y + radius) for x, y in points]
    placed: dict[int, tuple[Box, bool]] = {}
    for index in sorted(range(len(points)), key=lambda i: (-_crowd(points, i), i)):
        obstacles = [
            *taken,
            *dots[:index],
            *dots[index + 1 :],
            *(box for box, _ in placed.values()),
        ]
        for box, far in _candidates(points[index], sizes[index], radius):
            inside = (
                box[0] >= bounds[0] and box[1] >= bounds[1]
                and box[2] <= bounds[2] and box[3] <= bounds[3]
            )  # fmt: skip
            if inside and not any(overlap(box, other) for other in obstacles):
                placed[index] = (box, far)
                break
        else:
            return None
    return [Label(placed[i][0][0], placed[i][0][1], placed[i][1]) for i in range(len(points))]


def _crowd(points: Sequence[tuple[float, float]], index: int) -> float:
    x, y = points[index]
    return sum(1 / (1 + abs(x - a) + 2 * abs(y - b)) for a, b in points)


def _candidates(
    point: tuple[float, float], size: tuple[float, float], radius: float
) -> list[tuple[Box, bool]]:
    (x, y), (width, height) = point, size
    found = []
    for step in range(8):
        away = radius + 5 + 13 * step
        rise = 9.0 * step
        right, left = x + away, x - away - width
        for start, top in (
            (right, y - height / 2 - rise),
            (right, y - height / 2 + rise),
            (left, y - height / 2 - rise),
            (left, y - height / 2 + rise),
            (x - width / 2, y - away - height),
            (x - width / 2, y + away),
            (right - radius, y - away - height),
            (right - radius, y + away),
            (left + radius, y - away - height),
            (left + radius, y + away),
        ):
            found.append(((start, top, start + width, top + height), step > 1))
    return found
