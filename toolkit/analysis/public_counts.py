"""What everybody can see of a post, counted for each brand on a platform over the same weeks.

A metric's name carries what it counts and what it is divided by, such as
``interactions_per_1000_followers``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from toolkit.analysis.common_window import FEWEST_POSTS, Window
from toolkit.analysis.weekly_intervals import (
    Estimate,
    Floats,
    Weeks,
    estimate_median,
    estimate_proportion,
    estimate_ratio,
    estimate_rhythm,
)

# What can be counted in public, widest first. Each is the sum of its columns for a post.
COUNTS: dict[str, tuple[str, ...]] = {
    "interactions": ("reactions", "comments", "shares"),
    "reactions_comments": ("reactions", "comments"),
    "reactions": ("reactions",),
}
UNITS = ("per_1000_followers", "per_post")
RHYTHM = "posts_per_week"
MetricRow = dict[str, object]


@dataclass(frozen=True, slots=True)
class PublicCounts:
    """All brands on one platform.

    ``brands`` has the client first; ``estimates`` holds by metric and brand what was measured and
    ``known`` the number of posts behind it; ``weekly`` the sums a week by count and brand;
    ``sizes`` the followers behind a brand's middle post, missing where they are not known.
    """

    platform: str
    window: Window
    client: str
    brands: tuple[str, ...]
    n_posts: dict[str, int]
    sizes: dict[str, float]
    estimates: dict[tuple[str, str], Estimate]
    known: dict[tuple[str, str], int]
    weekly: dict[str, dict[str, Floats]]

    @property
    def enough(self) -> tuple[str, ...]:
        """The brands with posts enough to rank."""
        return tuple(brand for brand in self.brands if self.n_posts[brand] >= FEWEST_POSTS)

    @property
    def no_followers(self) -> tuple[str, ...]:
        """The brands of which nothing is known per follower."""
        return tuple(
            brand
            for brand in self.brands
            if not any((f"{name}_{UNITS[0]}", brand) in self.estimates for name in COUNTS)
        )

    @property
    def rows(self) -> tuple[MetricRow, ...]:
        """What was measured, with the columns of a benchmark's ``metrics``, brand by brand."""
        return tuple(
            describe(brand, self.platform, self.window)
            | {"metric": metric}
            | state(self.estimates[metric, brand], self.known[metric, brand], self.window)
            for brand in self.brands
            for metric, whose in self.estimates
            if whose == brand
        )

    def values(self, metric: str) -> dict[str, float]:
        """Give the value of each brand that has this metric."""
        return {
            brand: self.estimates[metric, brand].value
            for brand in self.brands
            if (metric, brand) in self.estimates
        }


def count_posts(posts: pd.DataFrame) -> pd.DataFrame:
    """Add a column ``count_…`` for each of :data:`COUNTS`, missing where a part of it is."""
    counted = {}
    for name, columns in COUNTS.items():
        first, *others = (posts[column].astype("Float64") for column in columns)
        total = sum(others, first)
        if name == "interactions":
            # A maker's own total stands in only where the parts are not all there.
            total = total.fillna(posts["interactions"].astype("Float64"))
        counted[f"count_{name}"] = total.to_numpy(dtype=float, na_value=np.nan)
    return posts.assign(**counted)


def measure_brands(
    feeds: Mapping[str, pd.DataFrame],
    platform: str,
    window: Window,
    client: str,
    names: Iterable[str] = tuple(COUNTS),
) -> PublicCounts:
    """Measure each brand on a platform.

    Parameters
    ----------
    feeds
        The posts of each brand inside `window`, the client first, with what :func:`count_posts`
        adds and ``followers`` on the day of each.
    names
        Which of :data:`COUNTS` are measured.
    """
    estimates: dict[tuple[str, str], Estimate] = {}
    known: dict[tuple[str, str], int] = {}
    weekly: dict[str, dict[str, Floats]] = {name: {} for name in names}
    for brand, mine in feeds.items():
        weeks, followers = window.week_of(mine["day"]), mine["followers"].to_numpy(float)
        for name, sums in weekly.items():
            count = mine[f"count_{name}"].to_numpy(float)
            if np.isnan(count).all():
                continue
            sums[brand] = sum_by_week(count, weeks, window)
            for unit, values in zip(UNITS, (_divide(count, followers), count), strict=True):
                there = ~np.isnan(values)
                if there.any():
                    metric = f"{name}_{unit}"
                    estimates[metric, brand] = estimate_median(
                        values[there], weeks[there], window.n_weeks
                    )
                    known[metric, brand] = int(there.sum())
        # A tally of the last posts says nothing of the weeks before it, nor of how often.
        if window.long_enough and len(mine) >= FEWEST_POSTS:
            estimates[RHYTHM, brand] = estimate_rhythm(
                sum_by_week(np.ones(len(mine)), weeks, window), window.lengths
            )
            known[RHYTHM, brand] = len(mine)
    return PublicCounts(
        platform=platform,
        window=window,
        client=client,
        brands=tuple(feeds),
        n_posts={brand: len(mine) for brand, mine in feeds.items()},
        sizes={brand: _size(mine) for brand, mine in feeds.items()},
        estimates=estimates,
        known=known,
        weekly=weekly,
    )


def add_shares(counts: PublicCounts, metric: str) -> PublicCounts:
    """Add each brand's share of what `metric` counts, among the brands with posts enough.

    Nothing where fewer than two are counted.
    """
    name = count_of(metric)
    counted = counts.weekly.get(name, {})
    weekly = {brand: counted[brand] for brand in counts.enough if brand in counted}
    whole = np.sum(list(weekly.values()), axis=0) if weekly else np.zeros(1)
    if len(weekly) < 2 or not whole.sum():
        return counts
    share = f"share_of_{name}"
    found = {(share, brand): estimate_ratio(sums, whole, 1.0) for brand, sums in weekly.items()}
    known = {(share, brand): counts.known[f"{name}_{UNITS[1]}", brand] for brand in weekly}
    return replace(counts, estimates=counts.estimates | found, known=counts.known | known)


def add_silent_posts(
    counts: PublicCounts, feeds: Mapping[str, pd.DataFrame], metric: str
) -> PublicCounts:
    """Add the share of posts that draw anything of what `metric` counts, and the median of those.

    Where many posts draw nothing, one median tells neither how often a post is answered nor how
    much an answered one draws: a hurdle, then the rest.
    """
    name = count_of(metric)
    if name not in COUNTS:
        return counts
    found: dict[tuple[str, str], Estimate] = {}
    known: dict[tuple[str, str], int] = {}
    for brand, mine in feeds.items():
        count = mine[f"count_{name}"].to_numpy(float)
        there, some = ~np.isnan(count), count > 0
        if not there.any():
            continue
        weeks, n_weeks = counts.window.week_of(mine["day"]), counts.window.n_weeks
        hurdle, rest = f"posts_with_{name}", f"{name}_per_post_with_any"
        found[hurdle, brand] = estimate_proportion(some[there], weeks[there], n_weeks)
        known[hurdle, brand] = int(there.sum())
        if some.any():
            found[rest, brand] = estimate_median(count[some], weeks[some], n_weeks)
            known[rest, brand] = int(some.sum())
    return replace(counts, estimates=counts.estimates | found, known=counts.known | known)


def count_of(metric: str) -> str:
    """Name what a metric counts: its name without what it is divided by."""
    return metric.removesuffix(f"_{UNITS[0]}").removesuffix(f"_{UNITS[1]}")


def describe(brand: str, platform: str, window: Window) -> MetricRow:
    """Say whose row of ``metrics`` it is, and over which days."""
    return {
        "brand": brand,
        "platform": platform,
        "start": window.start.date(),
        "end": window.end.date(),
    }


def state(estimate: Estimate, n_posts: int, window: Window) -> MetricRow:
    """Give a value with the number of posts behind it, and its interval if the weeks allow one."""
    low, high = estimate.interval() if window.long_enough else (math.nan, math.nan)
    if math.isinf(low) or math.isinf(high):
        low = high = math.nan
    return {"value": estimate.value, "low": low, "high": high, "n_posts": n_posts}


def sum_by_week(values: Floats, weeks: Weeks, window: Window) -> Floats:
    """Add up values by week, a missing one counting for nothing."""
    return np.bincount(weeks, np.nan_to_num(values), window.n_weeks).astype(float)


def _size(posts: pd.DataFrame) -> float:
    followers = posts["followers"].to_numpy(float)
    followers = followers[followers > 0]
    return float(np.median(followers)) if len(followers) else math.nan


def _divide(count: Floats, followers: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        rate: Floats = count / followers * 1000
    rate[~np.isfinite(rate)] = np.nan
    return rate
