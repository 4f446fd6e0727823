"""Estimates over weeks: medians, ratios and differences by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from toolkit.analysis.common_window import Window
from toolkit.analysis.weekly_estimates import (
    estimate_difference,
    estimate_median,
    estimate_ratio,
)
from toolkit.analysis.weekly_intervals import Weeks

YEAR = Window(pd.Timestamp("2026-01-01"), pd.Timestamp("2026-12-30"))


def spread(n: int) -> Weeks:
    """Give the weeks of posts that are spread evenly over the year."""
    days = pd.Series(pd.date_range("2026-01-01", "2026-12-30", periods=n).normalize())
    return YEAR.week_of(days)


def test_a_ratio_is_the_sum_over_the_sum_of_posts_that_have_both() -> None:
    parts = np.array([1.0, 2, np.nan, 5] * 10)
    wholes = np.array([10.0, 10, 10, np.nan] * 10)
    found = estimate_ratio(parts, wholes, spread(40), YEAR)
    assert found.value == pytest.approx(30 / 200)
    assert found.n_posts == 20
    assert found.low <= found.value <= found.high


def test_a_constant_has_no_width_and_nothing_has_no_value() -> None:
    same = estimate_median(np.full(40, 7.0), spread(40), YEAR)
    assert (same.value, same.low, same.high) == (7, 7, 7)
    assert not estimate_median(np.full(4, np.nan), spread(4), YEAR).known
    assert not estimate_ratio(np.ones(3), np.zeros(3), spread(3), YEAR).known


def test_a_short_window_has_no_interval() -> None:
    week = Window(pd.Timestamp("2026-01-01"), pd.Timestamp("2026-01-14"))
    days = pd.Series(pd.date_range("2026-01-01", periods=14))
    found = estimate_median(np.arange(14.0), week.week_of(days), week)
    assert found.value == 6.5
    assert np.isnan(found.low)


def test_a_difference_is_told_where_it_is_and_not_where_it_is_not() -> None:
    random = np.random.default_rng(4)
    inside = np.arange(120) % 3 == 0
    noise = random.lognormal(3, 0.5, 120)
    same = estimate_difference(noise, inside, spread(120), YEAR)
    assert same.low <= 0 <= same.high
    apart = estimate_difference(noise + 60 * inside, inside, spread(120), YEAR)
    assert apart.low > 0
    assert apart.n_posts == 40
