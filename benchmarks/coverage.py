"""Measure whether intervals hold what they promise, on invented brands whose truth is known.

Run ``python -m benchmarks.coverage`` (some minutes), or with a number of trials behind it. What a
post draws has heavy tails, posts of a week share a week's luck, and weeks hold uneven numbers of
posts. The tests run the same functions at fewer trials.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
from scipy import stats

from benchmarks.weekly_bootstrap import draw_weeks, interval, weighted_medians
from toolkit.analysis.brand_ranks import find_differences, rank_brands
from toolkit.analysis.common_window import FEWEST_POSTS, Window
from toolkit.analysis.public_counts import PublicCounts
from toolkit.analysis.weekly_intervals import (
    Floats,
    Weeks,
    difference_interval,
    estimate_median,
    estimate_proportion,
    estimate_ratio,
    estimate_rhythm,
)

WINDOWS = (12, 26, 78)
METRIC = "interactions_per_1000_followers"
Generator = np.random.Generator


@dataclass(frozen=True, slots=True)
class Brand:
    """A brand of which everything is known.

    ``posts`` a week on average, the more uneven the smaller ``evenness`` (the size of a negative
    binomial; 0 for Poisson); ``tail`` is the spread of the logarithm of what a post draws, ``luck``
    that of a week's. With ``counts`` a post draws a negative binomial number of size ``counts``.
    """

    name: str
    posts: float = 3.0
    evenness: float = 0.0
    tail: float = 1.0
    luck: float = 0.5
    counts: float = 0.0
    level: float = 3.0

    @property
    def median(self) -> float:
        """The true median of what a post draws."""
        return _median_of_counts(self) if self.counts else float(np.exp(self.level))


BRANDS = (
    Brand("tail 1.0, 3 posts a week"),
    Brand("tail 1.5, 2.5 posts, uneven", posts=2.5, evenness=1.5, tail=1.5),
    Brand("tail 1.2, 6 posts, in bursts", posts=6, evenness=1, tail=1.2),
    Brand("tail 1.5, 5 posts, strong weeks", posts=5, evenness=3, tail=1.5, luck=1.0),
)
COUNTED = (
    Brand("counts around 70", posts=3, counts=0.9, level=4.6),
    Brand("counts around 12", posts=4, evenness=2, counts=0.7),
    Brand("counts around 3", posts=4, evenness=2, counts=0.5, level=1.8),
)


@cache
def _median_of_counts(brand: Brand) -> float:
    points, weights = np.polynomial.hermite_e.hermegauss(80)
    means = np.exp(brand.level + brand.luck * points)
    values = np.arange(3000)
    below = stats.nbinom.cdf(values[:, None], brand.counts, brand.counts / (brand.counts + means))
    return float(values[np.argmax(below @ (weights / weights.sum()) >= 0.5)])


def draw_posts(
    brand: Brand, weeks: int, generator: Generator, shared: Floats | None = None
) -> tuple[Floats, Weeks]:
    """Invent what the posts of a brand draw, and the week of each; at least 20 posts."""
    while True:
        size = brand.evenness
        by_week = (
            generator.negative_binomial(size, size / (size + brand.posts), weeks)
            if size
            else generator.poisson(brand.posts, weeks)
        )
        if by_week.sum() >= FEWEST_POSTS:
            break
    week = np.repeat(np.arange(weeks), by_week)
    luck = generator.normal(0, brand.luck, weeks) if shared is None else shared
    level = brand.level + luck[week]
    if brand.counts:
        odds = brand.counts / (brand.counts + np.exp(level))
        return generator.negative_binomial(brand.counts, odds).astype(float), week
    return np.exp(level + generator.normal(0, brand.tail, len(week))), week


def cover_median(brand: Brand, weeks: int, trials: int, generator: Generator) -> tuple[int, int]:
    """Count how often a median has an interval, and how often that holds the truth."""
    given = held = 0
    for _ in range(trials):
        low, high = estimate_median(*draw_posts(brand, weeks, generator), weeks).interval()
        if np.isfinite(high - low):
            given += 1
            held += low <= brand.median <= high
    return given, held


def cover_bootstrap(brand: Brand, weeks: int, trials: int, generator: Generator) -> int:
    """Count the same for the percentile bootstrap of weeks, to compare with."""
    held = 0
    for trial in range(trials):
        values, week = draw_posts(brand, weeks, generator)
        drawn = draw_weeks(weeks, str(trial), draws=400)
        low, high = interval(weighted_medians(values, week, drawn))
        held += low <= brand.median <= high
    return held


def cover_rhythm(brand: Brand, weeks: int, trials: int, generator: Generator) -> int:
    """Count how often the interval of posts a week holds the truth; the last week is broken."""
    lengths = np.ones(weeks)
    lengths[-1] = 3 / 7
    held = 0
    for _ in range(trials):
        posts = np.bincount(draw_posts(brand, weeks, generator)[1], minlength=weeks).astype(float)
        posts[-1] = generator.binomial(int(posts[-1]), lengths[-1])
        low, high = estimate_rhythm(posts, lengths).interval()
        held += low <= brand.posts <= high
    return held


def cover_share(brands: Sequence[Brand], weeks: int, trials: int, generator: Generator) -> int:
    """Count how often the interval of the first brand's share of all interactions does."""
    means = [brand.posts * np.exp((brand.tail**2 + brand.luck**2) / 2) for brand in brands]
    truth = means[0] / sum(means)
    held = 0
    for _ in range(trials):
        sums = []
        for brand in brands:
            values, week = draw_posts(brand, weeks, generator)
            sums.append(np.bincount(week, values, weeks))
        low, high = estimate_ratio(sums[0], np.sum(sums, axis=0), 1.0).interval()
        held += low <= truth <= high
    return held


def cover_mean(brand: Brand, weeks: int, trials: int, generator: Generator) -> int:
    """Count how often the interval of what a post draws on average does, heavy tail and all."""
    spread = brand.luck**2 + (0 if brand.counts else brand.tail**2)
    truth = np.exp(brand.level + spread / 2)
    held = 0
    for _ in range(trials):
        values, week = draw_posts(brand, weeks, generator)
        posts, sums = np.bincount(week, minlength=weeks), np.bincount(week, values, weeks)
        low, high = estimate_ratio(sums, posts.astype(float)).interval()
        held += low <= truth <= high
    return held


def cover_any(brand: Brand, weeks: int, trials: int, generator: Generator) -> int:
    """Count how often the interval of the share of posts with any interaction does."""
    points, weights = np.polynomial.hermite_e.hermegauss(80)
    odds = brand.counts / (brand.counts + np.exp(brand.level + brand.luck * points))
    truth = 1 - float(odds**brand.counts @ (weights / weights.sum()))
    held = 0
    for _ in range(trials):
        values, week = draw_posts(brand, weeks, generator)
        low, high = estimate_proportion(values > 0, week, weeks).interval()
        held += low <= truth <= high
    return held


def share_between(tail: float) -> tuple[Brand, ...]:
    """Give four brands that post more and less often."""
    return tuple(Brand(f"{posts} posts", posts=posts, tail=tail) for posts in (3, 3, 5, 2))


def tell_apart(
    brands: tuple[Brand, Brand], weeks: int, trials: int, generator: Generator, together: float
) -> int:
    """Count how often two brands with one median are told apart.

    `together` is the part of the weeks' luck that both share.
    """
    return sum(
        any(one.verdict != "unclear" for one in find_differences(counts, METRIC))
        for counts in (_lay_side_by_side(brands, weeks, generator, together) for _ in range(trials))
    )


def tell_periods_apart(brand: Brand, weeks: int, trials: int, generator: Generator) -> int:
    """Count how often a brand that does not change is told to have changed."""
    told = 0
    for _ in range(trials):
        now, before = (
            estimate_median(*draw_posts(brand, weeks, generator), weeks) for _ in range(2)
        )
        low, high = difference_interval(now, before, same_weeks=False)
        told += low > 0 or high < 0
    return told


def keep_ranks(
    brands: tuple[Brand, ...], weeks: int, trials: int, generator: Generator, together: float
) -> list[int]:
    """Count for each brand how often its range holds its rank; of equals, all that they share."""
    medians = [brand.median for brand in brands]
    best = [1 + sum(other > own for other in medians) for own in medians]
    worst = [sum(other >= own for other in medians) for own in medians]
    held = [0] * len(brands)
    for _ in range(trials):
        rows = rank_brands(_lay_side_by_side(brands, weeks, generator, together))
        for place, row in enumerate(rows):
            low, high = int(str(row["rank_low"])), int(str(row["rank_high"]))
            held[place] += low <= best[place] and worst[place] <= high
    return held


def _lay_side_by_side(
    brands: Sequence[Brand], weeks: int, generator: Generator, together: float
) -> PublicCounts:
    shared = generator.normal(0, 1, weeks)
    start = pd.Timestamp("2026-01-05")
    names = tuple(f"{place:02d} {brand.name}" for place, brand in enumerate(brands))
    drawn = {}
    for name, brand in zip(names, brands, strict=True):
        own = generator.normal(0, 1, weeks)
        luck = brand.luck * (np.sqrt(together) * shared + np.sqrt(1 - together) * own)
        drawn[name] = draw_posts(brand, weeks, generator, luck)
    n_posts = {name: len(values) for name, (values, _) in drawn.items()}
    return PublicCounts(
        platform="facebook",
        window=Window(start, start + pd.Timedelta(days=weeks * 7 - 1)),
        client=names[0],
        brands=names,
        n_posts=n_posts,
        sizes=dict.fromkeys(names, 1000.0),
        estimates={
            (METRIC, name): estimate_median(values, week, weeks)
            for name, (values, week) in drawn.items()
        },
        known={(METRIC, name): n_posts[name] for name in names},
        weekly={},
    )


EQUAL = {
    "alike": (BRANDS[0], BRANDS[0]),
    "one posts more, and unevenly": (BRANDS[0], BRANDS[2]),
    "one has the heavier tail": (BRANDS[0], BRANDS[1]),
    "counts around 12": (COUNTED[1], COUNTED[1]),
}
RANKED = {
    "five alike": (BRANDS[0],) * 5,
    "five, close together": tuple(
        Brand(f"level {level}", level=level, tail=1.2, evenness=2)
        for level in (3.0, 3.2, 3.4, 3.6, 3.8)
    ),
}


def measure(trials: int) -> None:
    """Print all that is measured, a line each, with the three windows beside each other."""
    generator = np.random.default_rng(20261122)
    print(f"{trials} trials a figure; the error of a share near 95% is "
          f"{100 * np.sqrt(0.95 * 0.05 / trials):.1f} points")  # fmt: skip
    _head("truth inside, %")
    for brand in BRANDS + COUNTED:
        found = [cover_median(brand, weeks, trials, generator) for weeks in WINDOWS]
        _line(f"median: {brand.name}", [trials * held / given for given, held in found], trials)
        if any(given < trials for given, _ in found):
            _line("    for so many there is an interval", [given for given, _ in found], trials)
    fewer = max(trials // 10, 1)
    for brand in BRANDS:
        found_by_draws = [cover_bootstrap(brand, weeks, fewer, generator) for weeks in WINDOWS]
        _line(f"bootstrap of weeks: {brand.name}", found_by_draws, fewer)
    for brand in BRANDS[:3]:
        rhythm = [cover_rhythm(brand, weeks, trials, generator) for weeks in WINDOWS]
        _line(f"posts a week: {brand.name}", rhythm, trials)
    for tail in (1.0, 1.5):
        shares = [cover_share(share_between(tail), weeks, trials, generator) for weeks in WINDOWS]
        _line(f"share of interactions among four: tail {tail}", shares, trials)
    for brand in BRANDS + COUNTED:
        means = [cover_mean(brand, weeks, trials, generator) for weeks in WINDOWS]
        _line(f"average post: {brand.name}", means, trials)
    for brand in COUNTED:
        any_at_all = [cover_any(brand, weeks, trials, generator) for weeks in WINDOWS]
        _line(f"posts with any: {brand.name}", any_at_all, trials)
    _head("equals told apart, %")
    for name, pair in EQUAL.items():
        for together in (0.0, 0.8):
            told = [tell_apart(pair, weeks, trials, generator, together) for weeks in WINDOWS]
            _line(f"{name}; luck shared {together:.0%}", told, trials)
    for brand in BRANDS[:2]:
        changed = [tell_periods_apart(brand, weeks, trials, generator) for weeks in (8, *WINDOWS)]
        _line(f"two periods alike (8, 12, 26, 78): {brand.name}", changed, trials)
    _head("true rank inside, the worst brand, %")
    for name, several in RANKED.items():
        kept = [min(keep_ranks(several, weeks, fewer, generator, 0.3)) for weeks in WINDOWS]
        _line(name, kept, fewer)


def _head(what: str) -> None:
    print(f"\n{what:58}" + "".join(f"{weeks:>8}" for weeks in WINDOWS) + "   weeks")


def _line(name: str, found: Sequence[float], trials: int) -> None:
    print(f"{name:58}" + "".join(f"{100 * hits / trials:8.1f}" for hits in found), flush=True)


if __name__ == "__main__":
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
