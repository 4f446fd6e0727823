"""Intervals of weeks: each against the test that it inverts, done by scipy, and by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from toolkit.analysis.weekly_intervals import (
    UNKNOWN,
    difference_interval,
    estimate_median,
    estimate_proportion,
    estimate_ratio,
    estimate_rhythm,
    t_quantile,
)

POSTS = st.lists(
    st.tuples(st.integers(0, 12).map(float), st.integers(0, 7)), min_size=2, max_size=60
)


def arrays(posts: list[tuple[float, int]]) -> tuple[np.ndarray, np.ndarray]:
    values, weeks = zip(*posts, strict=True)
    return np.array(values), np.array(weeks)


def try_all(values: np.ndarray, weeks: np.ndarray, level: float) -> tuple[float, float]:
    # Between any two values that posts have, a median there is tested by scipy's own t-test.
    points = np.unique(values)
    between = [points[0] - 1, *((points[1:] + points[:-1]) / 2), points[-1] + 1]
    used = np.unique(weeks)
    too_low, too_high = [], []
    for place, median in enumerate(between):
        sums = [float(np.sign(values[weeks == week] - median).sum()) for week in used]
        if np.std(sums) == 0:
            refused = sums[0] != 0
        else:
            refused = stats.ttest_1samp(sums, 0).pvalue < 1 - level
        if refused:
            (too_low if sum(sums) > 0 else too_high).append(place)
    low = points[too_low[-1]] if too_low else -math.inf
    high = points[too_high[0] - 1] if too_high else math.inf
    return float(low), float(high)


@given(POSTS, st.sampled_from([0.8, 0.95, 0.99]))
def test_a_median_s_interval_holds_what_a_t_test_of_weeks_does_not_refuse(
    posts: list[tuple[float, int]], level: float
) -> None:
    values, weeks = arrays(posts)
    assume(len(set(weeks)) > 1)
    assert estimate_median(values, weeks, 8).interval(level) == try_all(values, weeks, level)


def test_a_median_s_interval_by_hand() -> None:
    # One post in each of eight weeks: the sums are signs. With k of eight below, the t of the signs
    # is (2k - 8) / 8 * sqrt(7) / sqrt(1 - ((2k - 8) / 8)^2): at k = 1 it is -3.0, past the 2.365 of
    # seven degrees; at k = 2 it is -1.53. So the second lowest post is the lower end.
    values, weeks = np.arange(1.0, 9.0), np.arange(8)
    found = estimate_median(values, weeks, 8)
    assert found.value == 4.5
    assert found.interval() == (2.0, 7.0)


def test_posts_of_one_week_set_no_bound() -> None:
    assert estimate_median(np.arange(30.0), np.zeros(30, int), 12).interval() == UNKNOWN


def test_posts_that_are_all_alike_leave_no_doubt() -> None:
    found = estimate_median(np.full(12, 7.0), np.arange(12) % 6, 6)
    assert found.interval() == (7.0, 7.0)


@given(POSTS, st.randoms(use_true_random=False))
def test_neither_the_order_of_posts_nor_a_rising_scale_changes_anything(posts, random) -> None:
    values, weeks = arrays(posts)
    shuffled = list(posts)
    random.shuffle(shuffled)
    found = estimate_median(values, weeks, 8).interval()
    assert estimate_median(*arrays(shuffled), 8).interval() == found
    squared = estimate_median(values**2, weeks, 8).interval()
    assert squared == tuple(end if math.isinf(end) else end**2 for end in found)


@given(POSTS)
def test_a_higher_level_gives_no_shorter_interval_and_both_hold_the_median(
    posts: list[tuple[float, int]],
) -> None:
    found = estimate_median(*arrays(posts), 8)
    (low, high), (lower, higher) = found.interval(0.8), found.interval(0.99)
    assert lower <= low <= found.value <= high <= higher


@given(st.lists(st.tuples(st.floats(0, 50), st.floats(0.5, 100)), min_size=3, max_size=30))
def test_a_ratio_s_ends_are_where_a_t_test_of_weeks_is_at_its_bound(
    weeks: list[tuple[float, float]],
) -> None:
    part, whole = (np.array(side) for side in zip(*weeks, strict=True))
    low, high = estimate_ratio(part, whole).interval()
    assume(np.isfinite(high) and low > 1e-6)
    for end in (low, high):
        rest = part - end * whole
        assume(rest.std() > 1e-6)
        assert stats.ttest_1samp(rest, 0).pvalue == pytest.approx(0.05, rel=1e-3)


def test_a_share_stays_between_nothing_and_everything() -> None:
    part, whole = np.array([0.0, 0, 0, 0, 0, 9]), np.array([10.0, 10, 10, 11, 10, 9])
    low, high = estimate_ratio(part, whole, 1.0).interval()
    assert low == 0
    assert high <= 1


def test_a_rhythm_by_hand() -> None:
    # Sums 4, 2, 3, 3: 3 a week, spread 0.8165, error 0.8165 / 2 = 0.408; t of three degrees 3.182.
    low, high = estimate_rhythm(np.array([4.0, 2, 3, 3]), np.ones(4)).interval()
    factor = math.exp(3.182446 * 0.4082483 / 3)
    assert (low, high) == pytest.approx((3 / factor, 3 * factor))


def test_a_broken_last_week_counts_for_its_part() -> None:
    found = estimate_rhythm(np.array([3.0, 3, 3, 1.5]), np.array([1, 1, 1, 0.5]))
    assert found.value == 3
    assert found.interval() == pytest.approx((3, 3))


def test_a_proportion_of_weeks_alike_is_wilson_s_with_the_weeks_t() -> None:
    # Two posts in each of twelve weeks, one with any: weeks never differ, so all 24 are effective,
    # less the factor (1.960 / 2.201)^2 for twelve weeks: 19.03.
    weeks = np.repeat(np.arange(12), 2)
    low, high = estimate_proportion(np.tile([True, False], 12), weeks, 12).interval()
    # Wilson at 0.5 with n = 19.03: half is 1.96 * sqrt(0.25 / n + 1.96^2 / 4n^2) / (1 + 1.96^2/n).
    assert (low, high) == pytest.approx((0.2951, 0.7049), abs=2e-4)


def test_posts_that_all_draw_something_still_leave_a_doubt() -> None:
    low, high = estimate_proportion(np.ones(30, bool), np.arange(30) % 10, 10).interval()
    assert high == 1
    assert 0.8 < low < 0.9


def test_a_difference_of_other_weeks_joins_both_ends_by_squares() -> None:
    values, weeks = np.arange(1.0, 9.0), np.arange(8)
    first, second = estimate_median(values * 10, weeks, 8), estimate_median(values, weeks, 8)
    # 45 (20 to 70) less 4.5 (2 to 7): 40.5, and the root of 25^2 + 2.5^2 on either side.
    reach = math.hypot(25, 2.5)
    found = difference_interval(first, second, same_weeks=False)
    assert found == pytest.approx((40.5 - reach, 40.5 + reach))


def test_what_weeks_do_to_both_falls_out_of_their_difference() -> None:
    values, weeks = np.arange(1.0, 9.0), np.arange(8)
    first, second = estimate_median(values + 1, weeks, 8), estimate_median(values, weeks, 8)
    assert difference_interval(first, second, same_weeks=True) == pytest.approx((1, 1))
    low, high = difference_interval(first, second, same_weeks=False)
    assert low < 0 < high


def test_a_difference_with_what_has_no_bound_has_none() -> None:
    one = estimate_median(np.arange(30.0), np.zeros(30, int), 8)
    other = estimate_median(np.arange(1.0, 9.0), np.arange(8), 8)
    assert difference_interval(one, other, same_weeks=True) == UNKNOWN


def test_t_is_that_of_the_tables() -> None:
    assert t_quantile(11, 0.95) == pytest.approx(2.200985)
    assert t_quantile(77, 0.95) == pytest.approx(1.991254)
