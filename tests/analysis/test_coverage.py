"""What intervals promise, tried on invented brands; ``make proof`` tries ten times as often.

A figure passes if a true share inside the bounds could have given it: beyond the bound by more than
one such run in ten thousand would miss, it fails. The percentile bootstrap of weeks, tried in the
same way, has to fail: the tests can tell.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import settings
from scipy.stats import binom

from benchmarks import coverage

pytestmark = pytest.mark.slow
MISS = 1e-4


@pytest.fixture
def trials() -> int:
    """Give as many trials as the profile asks for: 1,000, and 10,000 for a proof."""
    return min(20 * settings().max_examples, 10_000)


@pytest.fixture
def generator() -> np.random.Generator:
    return np.random.default_rng(7)


def at_least(share: float, trials: int) -> int:
    return int(binom.ppf(MISS, trials, share))


def at_most(share: float, trials: int) -> int:
    return int(binom.ppf(1 - MISS, trials, share))


@pytest.mark.parametrize("weeks", coverage.WINDOWS)
@pytest.mark.parametrize("brand", coverage.BRANDS, ids=lambda brand: brand.name)
def test_a_median_s_interval_holds_the_truth_in_93_to_97_percent(
    brand, weeks, trials, generator
) -> None:
    given, held = coverage.cover_median(brand, weeks, trials, generator)
    assert at_least(0.93, given) <= held <= at_most(0.97, given)
    assert given >= 0.95 * trials


@pytest.mark.parametrize("weeks", coverage.WINDOWS)
@pytest.mark.parametrize("brand", coverage.COUNTED, ids=lambda brand: brand.name)
def test_of_whole_counts_it_holds_no_less(brand, weeks, trials, generator) -> None:
    given, held = coverage.cover_median(brand, weeks, trials, generator)
    assert held >= at_least(0.93, given)


@pytest.mark.parametrize("weeks", coverage.WINDOWS)
@pytest.mark.parametrize("brand", coverage.BRANDS + coverage.COUNTED, ids=lambda brand: brand.name)
def test_an_average_s_interval_holds_it_as_seldom_as_the_page_says(
    brand, weeks, trials, generator
) -> None:
    held = coverage.cover_mean(brand, weeks, trials, generator)
    assert at_least(0.78, trials) <= held <= at_most(0.94, trials)


def test_a_percentile_bootstrap_of_weeks_would_not_pass(generator) -> None:
    brand, tries = coverage.BRANDS[2], 2000
    assert coverage.cover_bootstrap(brand, 12, tries, generator) < at_least(0.93, tries)


@pytest.mark.parametrize("weeks", coverage.WINDOWS)
@pytest.mark.parametrize("together", [0.0, 0.8])
@pytest.mark.parametrize("name", coverage.EQUAL)
def test_equals_are_told_apart_in_at_most_5_percent(
    name, together, weeks, trials, generator
) -> None:
    tries = trials * 2 // 5
    told = coverage.tell_apart(coverage.EQUAL[name], weeks, tries, generator, together)
    assert told <= at_most(0.05, tries)


@pytest.mark.parametrize("weeks", [8, *coverage.WINDOWS])
def test_a_brand_that_stays_the_same_seldom_seems_to_change(weeks, trials, generator) -> None:
    told = coverage.tell_periods_apart(coverage.BRANDS[1], weeks, trials, generator)
    assert told <= at_most(0.05, trials)


def test_brands_that_differ_are_told_apart(generator) -> None:
    # The same rule must find something: here a factor of two, over a year and a half.
    double = coverage.Brand("twice as much", level=3.0 + float(np.log(2)))
    pair = (coverage.BRANDS[0], double)
    assert coverage.tell_apart(pair, 78, 100, generator, 0.0) >= 95


@pytest.mark.parametrize("weeks", coverage.WINDOWS)
@pytest.mark.parametrize("name", coverage.RANKED)
def test_a_range_of_ranks_holds_the_true_rank(name, weeks, trials, generator) -> None:
    tries = trials // 10
    held = coverage.keep_ranks(coverage.RANKED[name], weeks, tries, generator, 0.3)
    assert min(held) >= at_least(0.95, tries)


@pytest.mark.parametrize("weeks", coverage.WINDOWS)
def test_posts_a_week_and_posts_with_any_hold_the_truth(weeks, trials, generator) -> None:
    rhythm = coverage.cover_rhythm(coverage.BRANDS[0], weeks, trials, generator)
    assert at_least(0.93, trials) <= rhythm <= at_most(0.97, trials)
    with_any = coverage.cover_any(coverage.COUNTED[2], weeks, trials, generator)
    assert with_any >= at_least(0.93, trials)


@pytest.mark.parametrize("weeks", coverage.WINDOWS)
def test_a_share_of_interactions_holds_the_truth(weeks, trials, generator) -> None:
    held = coverage.cover_share(coverage.share_between(1.5), weeks, trials, generator)
    assert at_least(0.93, trials) <= held <= at_most(0.97, trials)
