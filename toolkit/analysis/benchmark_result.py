"""What a benchmark found: who differs on each platform, and tidy tables of what was measured."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from toolkit.analysis.compared_posts import ComparedPosts

METRIC_COLUMNS = ["brand", "platform", "metric", "value", "low", "high", "n_posts", "start", "end"]
RANK_COLUMNS = ["platform", "metric", "brand", "rank", "rank_low", "rank_high", "verdict"]


AVERAGE_COLUMNS = ["platform", "metric", "average", "value", "brands"]
CHANGE_COLUMNS = [
    "platform", "brand", "metric", "before", "now", "change", "low", "high", "n_before", "n_now",
    "verdict", "before_start", "now_start", "now_end",
]  # fmt: skip
SIZE_COLUMNS = ["platform", "brand", "followers", "band", "across", "for_its_size"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A competitor's median minus the client's.

    The interval is at 95% over all competitors on the platform together; an end without a bound is
    infinite. ``across`` says whether the two are in other bands of size; None where a size is
    not known.
    """

    competitor: str
    value: float
    low: float
    high: float
    across: bool | None

    @property
    def verdict(self) -> str:
        """``ahead`` or ``behind`` (of the client) where the interval excludes zero."""
        return "ahead" if self.low > 0 else "behind" if self.high < 0 else "unclear"


@dataclass(frozen=True, slots=True)
class SizeSlope:
    """What a post draws against followers, both as logarithms, over the brands of a platform.

    ``value`` below 1 says that a post draws less for each follower where there are more of them.
    """

    brands: int
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PlatformComparison:
    """One platform: its window, the metric that brands are compared on, and who differs.

    ``headline`` is the metric's name, such as ``interactions_per_1000_followers``; ``few`` are the
    brands with too few posts to rank, ``no_followers`` those of which nothing is known per
    follower, ``apart`` those whose posts cover other weeks. Where the window is not
    ``long_enough``, nothing is compared.
    """

    platform: str
    start: dt.date
    end: dt.date
    headline: str
    brands: tuple[str, ...]
    few: tuple[str, ...]
    no_followers: tuple[str, ...]
    apart: tuple[str, ...]
    long_enough: bool
    differences: tuple[Difference, ...]
    size_slope: SizeSlope | None

    @property
    def weeks(self) -> float:
        """Length of the window in weeks."""
        return ((self.end - self.start).days + 1) / 7


@dataclass(frozen=True, slots=True)
class Benchmark:
    """All platforms, with tidy tables.

    ``metrics`` and ``ranks`` have the columns :data:`METRIC_COLUMNS` and :data:`RANK_COLUMNS`;
    ``coverage`` says for each brand and platform which posts there are (``brand, platform, posts,
    first, last, in_window, replies, boosted, young``); ``own`` holds the client's reach and clicks
    (columns of ``metrics``).

    ``averages`` (:data:`AVERAGE_COLUMNS`) holds the mean of the brands' values, with ``average``
    ``competitors`` (without the client) or ``landscape`` (with it). ``changes``
    (:data:`CHANGE_COLUMNS`) lays the last weeks beside as many before them. ``sizes``
    (:data:`SIZE_COLUMNS`) gives each brand's band of followers, whether it is another one than the
    client's, and what its middle post draws as a multiple of what brands of that size do.
    ``compared`` are the posts themselves, one entry a platform.
    """

    client: str
    as_of: dt.date | None
    platforms: tuple[PlatformComparison, ...]
    metrics: pd.DataFrame
    ranks: pd.DataFrame
    coverage: pd.DataFrame
    own: pd.DataFrame
    averages: pd.DataFrame
    changes: pd.DataFrame
    sizes: pd.DataFrame
    compared: tuple[ComparedPosts, ...] = ()

    def posts_compared(self, brand: str, platform: str) -> int:
        """Count the posts of a brand on a platform inside the window."""
        rows = self.coverage["brand"].eq(brand) & self.coverage["platform"].eq(platform)
        return int(self.coverage.loc[rows, "in_window"].sum())

    def value(self, brand: str, platform: str, metric: str) -> pd.Series | None:
        """Give one row of ``metrics``, or None."""
        found = self.metrics[
            self.metrics["brand"].eq(brand)
            & self.metrics["platform"].eq(platform)
            & self.metrics["metric"].eq(metric)
        ]
        return None if found.empty else found.iloc[0]
