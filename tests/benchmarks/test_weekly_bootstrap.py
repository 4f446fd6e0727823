"""The bootstrap of weeks: medians by hand, laws of ranks and intervals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.weekly_bootstrap import draw_weeks, interval, weighted_medians


def test_a_draw_holds_as_many_weeks_as_the_window() -> None:
    drawn = draw_weeks(12, "facebook", "A", draws=50)
    assert drawn.shape == (50, 12)
    assert (drawn.sum(axis=1) == 12).all()


def test_the_same_words_give_the_same_draws_and_others_do_not() -> None:
    assert (draw_weeks(9, "x", "A") == draw_weeks(9, "x", "A")).all()
    assert (draw_weeks(9, "x", "A") != draw_weeks(9, "x", "B")).any()


def test_medians_by_hand() -> None:
    values, weeks = np.array([5.0, 1.0, 3.0, 100.0]), np.array([0, 0, 1, 2])
    drawn = np.array([[1.0, 1, 1], [2, 1, 0], [0, 0, 3], [0, 2, 1], [1, 0, 0]])
    # All four: (3 + 5) / 2. Week 0 twice, week 1 once: 1 1 3 5 5. Week 2 alone: 100.
    # Week 1 twice, week 2 once: 3 3 100. Week 0 alone: (1 + 5) / 2.
    assert weighted_medians(values, weeks, drawn).tolist() == [4.0, 3.0, 100.0, 3.0, 3.0]


def test_a_draw_without_a_post_has_no_median() -> None:
    medians = weighted_medians(np.array([2.0]), np.array([1]), np.array([[2.0, 0.0], [1.0, 1.0]]))
    assert np.isnan(medians[0])
    assert medians[1] == 2.0


@given(
    st.lists(st.tuples(st.floats(0, 1e6), st.integers(0, 5)), min_size=1, max_size=40),
    st.lists(st.integers(0, 3), min_size=6, max_size=6),
)
def test_a_median_is_that_of_the_posts_repeated_as_drawn(
    posts: list[tuple[float, int]], drawn: list[int]
) -> None:
    values = np.array([value for value, _ in posts])
    weeks = np.array([week for _, week in posts])
    repeated = np.repeat(values, np.array(drawn)[weeks])
    found = weighted_medians(values, weeks, np.array([drawn], dtype=float))[0]
    if len(repeated):
        assert found == pytest.approx(np.median(repeated))
    else:
        assert np.isnan(found)


def test_an_interval_leaves_out_draws_without_a_value() -> None:
    draws = np.array([np.nan, *range(101)], dtype=float)
    assert interval(draws) == pytest.approx((2.5, 97.5))
    assert all(np.isnan(edge) for edge in interval(np.array([np.nan])))
