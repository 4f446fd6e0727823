"""What everybody can see of a post, counted for each brand on a platform over the same weeks.

A metric's name carries what it counts and what it is divided by, such as
``interactions_per_1000_followers``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from toolkit.analysis.common_window import FEWEST_POSTS, Window
from toolkit.analysis.weekly_bootstrap import Floats, draw_weeks, interval, weighted_medians

# What can be counted in public, widest first. Each is the sum of its columns for a post.
COUNTS: dict[str, tuple[str, ...]] = {
    "interactions": ("reactions", "comments", "shares"),
    "reactions_comments": ("reactions", "comments"),
    "reactions": ("reactions",),
}
UNITS = ("per_1000_followers", "per_post")
MetricRow = dict[str, object]


@dataclass(frozen=True, slots=True)
class PublicCounts:
    """All brands on one platform.

    ``brands`` has the client first; ``draws`` are the weeks drawn for each brand, ``medians`` the
    medians in these draws by metric and brand, ``weekly`` the sums a week by count and brand;
    ``rows`` have the columns of a benchmark's ``metrics``.
    """

    platform: str
    window: Window
    client: str
    brands: tuple[str, ...]
    n_posts: dict[str, int]
    draws: dict[str, Floats]
    medians: dict[tuple[str, str], Floats]
    weekly: dict[str, dict[str, Floats]]
    rows: tuple[MetricRow, ...]

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
            if not any((f"{name}_{UNITS[0]}", brand) in self.medians for name in COUNTS)
        )

    def values(self, metric: str) -> dict[str, float]:
        """Give the value of each brand that has this metric."""
        return {
            str(row["brand"]): float(str(row["value"]))
            for row in self.rows
            if row["metric"] == metric
        }


def count_posts(posts: pd.DataFrame) -> pd.DataFrame:
    """Add a column ``count_…`` for each of :data:`COUNTS`, missing where a part of it is."""
    counted = posts.copy()
    for name, columns in COUNTS.items():
        first, *others = (counted[column].astype("Float64") for column in columns)
        total = sum(others, first)
        if name == "interactions":
            # A maker's own total stands in only where the parts are not all there.
            total = total.fillna(counted["interactions"].astype("Float64"))
        counted[f"count_{name}"] = total.to_numpy(dtype=float, na_value=np.nan)
    return counted


def measure_brands(posts: pd.DataFrame, platform: str, window: Window, client: str) -> PublicCounts:
    """Measure each brand on a platform.

    Parameters
    ----------
    posts
        Posts of the platform inside `window`, as :func:`count_posts` gives them, with
        ``followers`` on the day of each.
    """
    week = window.week_of(posts["day"])
    brands = sorted(posts["brand"].unique(), key=lambda brand: (brand != client, brand.casefold()))
    draws = {brand: draw_weeks(window.n_weeks, platform, brand) for brand in brands}
    n_posts: dict[str, int] = {}
    medians: dict[tuple[str, str], Floats] = {}
    weekly: dict[str, dict[str, Floats]] = {name: {} for name in COUNTS}
    rows: list[MetricRow] = []
    for brand in brands:
        mine = posts["brand"].eq(brand).to_numpy(bool)
        of_brand, its_weeks = posts[mine], week[mine]
        n_posts[brand] = len(of_brand)
        base = describe(brand, platform, window)
        for metric, values in _values_of_posts(of_brand):
            known = ~np.isnan(values)
            if not known.any():
                continue
            drawn = weighted_medians(values[known], its_weeks[known], draws[brand])
            medians[metric, brand] = drawn
            found = estimate(float(np.median(values[known])), drawn, int(known.sum()), window)
            rows.append(base | {"metric": metric} | found)
        for name in COUNTS:
            count = of_brand[f"count_{name}"].to_numpy(float)
            if not np.isnan(count).all():
                weekly[name][brand] = sum_by_week(count, its_weeks, window)
        # A tally of the last posts says nothing of the weeks before it, nor of how often.
        if not window.long_enough or len(of_brand) < FEWEST_POSTS:
            continue
        per_week = draws[brand] @ sum_by_week(np.ones(len(of_brand)), its_weeks, window)
        found = estimate(
            len(of_brand) / window.weeks, per_week / window.weeks, len(of_brand), window
        )
        rows.append(base | {"metric": "posts_per_week"} | found)
    return PublicCounts(
        platform, window, client, tuple(brands), n_posts, draws, medians, weekly, tuple(rows)
    )


def share_counts(counts: PublicCounts, metric: str) -> tuple[MetricRow, ...]:
    """Give each brand's share of what `metric` counts, among the brands with posts enough.

    Nothing where fewer than two are counted.
    """
    name = metric.removesuffix(f"_{UNITS[0]}").removesuffix(f"_{UNITS[1]}")
    counted = counts.weekly.get(name, {})
    weekly = {brand: counted[brand] for brand in counts.enough if brand in counted}
    known = {row["brand"]: int(str(row["n_posts"])) for row in counts.rows
             if row["metric"] == f"{name}_{UNITS[1]}"}  # fmt: skip
    total = sum(values.sum() for values in weekly.values())
    if len(weekly) < 2 or not total:
        return ()
    drawn = {brand: counts.draws[brand] @ values for brand, values in weekly.items()}
    whole = np.sum(list(drawn.values()), axis=0)
    whole = np.where(whole > 0, whole, np.nan)
    return tuple(
        describe(brand, counts.platform, counts.window)
        | {"metric": f"share_of_{name}"}
        | estimate(float(values.sum() / total), drawn[brand] / whole, known[brand], counts.window)
        for brand, values in weekly.items()
    )


def describe(brand: str, platform: str, window: Window) -> MetricRow:
    """Say whose row of ``metrics`` it is, and over which days."""
    return {
        "brand": brand,
        "platform": platform,
        "start": window.start.date(),
        "end": window.end.date(),
    }


def estimate(value: float, drawn: Floats, n_posts: int, window: Window) -> MetricRow:
    """Give a value with the number of posts behind it, and its interval if the weeks allow one."""
    low, high = interval(drawn) if window.long_enough else (np.nan, np.nan)
    return {"value": value, "low": low, "high": high, "n_posts": n_posts}


def sum_by_week(values: Floats, weeks: npt.NDArray[np.int64], window: Window) -> Floats:
    """Add up values by week, a missing one counting for nothing."""
    return np.bincount(weeks, np.nan_to_num(values), window.n_weeks).astype(float)


def _values_of_posts(posts: pd.DataFrame) -> Iterator[tuple[str, Floats]]:
    for name in COUNTS:
        count = posts[f"count_{name}"].to_numpy(float)
        rate = count / posts["followers"].to_numpy(float) * 1000
        rate[~np.isfinite(rate)] = np.nan
        yield f"{name}_{UNITS[0]}", rate
        yield f"{name}_{UNITS[1]}", count
