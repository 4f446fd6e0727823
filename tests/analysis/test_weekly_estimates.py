"""Estimates over weeks: the fast median beside the plain one, ratios and differences by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.analysis.common_window import Window
from toolkit.analysis.weekly_bootstrap import draw_weeks, weighted_medians
from toolkit.analysis.weekly_estimates import (
    draw_medians,
    estimate_difference,
    estimate_median,
    estimate_ratio,
)

YEAR = Window(pd.Timestamp("2026-01-01"), pd.Timestamp("2026-12-30"))


def spread(n: int) -> pd.Series:
    return pd.Series(pd.date_range("2026-01-01", "2026-12-30", periods=n).normalize())


@given(st.lists(st.integers(0, 60), min_size=1, max_size=80), st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_the_median_of_a_draw_is_the_plain_one(values: list[int], seed: int) -> None:
    weeks = np.random.default_rng(seed).integers(0, 12, len(values))
    drawn = draw_weeks(12, str(seed), draws=50)
    plain = weighted_medians(np.array(values, float), weeks, drawn)
    np.testing.assert_array_equal(draw_medians(np.array(values, float), weeks, drawn), plain)


def test_many_values_are_rounded_by_less_than_a_rank_in_a_hundred() -> None:
    random = np.random.default_rng(1)
    values, weeks = random.lognormal(3, 1, 5000), random.integers(0, 52, 5000)
    drawn = draw_weeks(52, "x", draws=100)
    fast, plain = draw_medians(values, weeks, drawn), weighted_medians(values, weeks, drawn)
    order = np.sort(values)
    ranks = np.searchsorted(order, fast) - np.searchsorted(order, plain)
    assert np.abs(ranks).max() <= 50


def test_a_ratio_is_the_sum_over_the_sum_of_posts_that_have_both() -> None:
    parts = np.array([1.0, 2, np.nan, 5] * 10)
    wholes = np.array([10.0, 10, 10, np.nan] * 10)
    found = estimate_ratio(parts, wholes, spread(40), YEAR, "x")
    assert found.value == pytest.approx(30 / 200)
    assert found.n_posts == 20
    assert found.low <= found.value <= found.high


def test_a_constant_has_no_width_and_nothing_has_no_value() -> None:
    same = estimate_median(np.full(40, 7.0), spread(40), YEAR, "x")
    assert (same.value, same.low, same.high) == (7, 7, 7)
    assert not estimate_median(np.full(4, np.nan), spread(4), YEAR, "x").known
    assert not estimate_ratio(np.ones(3), np.zeros(3), spread(3), YEAR, "x").known


def test_a_short_window_has_no_interval() -> None:
    week = Window(pd.Timestamp("2026-01-01"), pd.Timestamp("2026-01-14"))
    days = pd.Series(pd.date_range("2026-01-01", periods=14))
    found = estimate_median(np.arange(14.0), days, week, "x")
    assert found.value == 6.5
    assert np.isnan(found.low)


def test_a_difference_is_told_where_it_is_and_not_where_it_is_not() -> None:
    random = np.random.default_rng(4)
    inside = np.arange(120) % 3 == 0
    noise = random.lognormal(3, 0.5, 120)
    same = estimate_difference(noise, inside, spread(120), YEAR, "x")
    assert same.low <= 0 <= same.high
    apart = estimate_difference(noise + 60 * inside, inside, spread(120), YEAR, "x")
    assert apart.low > 0
    assert apart.n_posts == 40
