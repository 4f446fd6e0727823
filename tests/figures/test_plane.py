"""Points on a plane: those at one place are drawn beside each other, and none leaves the plane."""

from __future__ import annotations

import math
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from toolkit.figures.plane import APART, RADIUS, spread_points

AREA = (54.0, 8.0, 700.0, 438.0)
INSIDE = st.tuples(st.floats(66, 688), st.floats(20, 426))


@given(st.lists(INSIDE, max_size=30), st.integers(0, 25))
def test_no_point_covers_another_and_none_leaves_the_plane(
    points: list[tuple[float, float]], copies: int
) -> None:
    points = [*points, *points[:1] * copies]
    found = spread_points(points, AREA)
    assert len(found) == len(points)
    assert found[:1] == points[:1]
    for one, other in combinations(found, 2):
        assert math.dist(one, other) > 2 * RADIUS + 4
    for x, y in found:
        assert AREA[0] + RADIUS <= x <= AREA[2] - RADIUS
        assert AREA[1] + RADIUS <= y <= AREA[3] - RADIUS
    assert spread_points(points, AREA) == found


def test_points_that_have_room_stay_where_they_are() -> None:
    points = [(100.0, 100.0), (100.0 + APART, 100.0), (600.0, 400.0)]
    assert spread_points(points, AREA) == points
