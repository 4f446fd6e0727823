"""What a benchmark found: who differs on each platform, and tidy tables of what was measured."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

METRIC_COLUMNS = ["brand", "platform", "metric", "value", "low", "high", "n_posts", "start", "end"]
RANK_COLUMNS = ["platform", "metric", "brand", "rank", "rank_low", "rank_high", "verdict"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A competitor's median minus the client's, with its 95% interval."""

    competitor: str
    value: float
    low: float
    high: float

    @property
    def verdict(self) -> str:
        """``ahead`` or ``behind`` (of the client) where the interval excludes zero."""
        return "ahead" if self.low > 0 else "behind" if self.high < 0 else "unclear"


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

    @property
    def weeks(self) -> float:
        """Length of the window in weeks."""
        return ((self.end - self.start).days + 1) / 7


@dataclass(frozen=True, slots=True)
class Benchmark:
    """All platforms, with tidy tables.

    ``metrics`` and ``ranks`` have the columns :data:`METRIC_COLUMNS` and :data:`RANK_COLUMNS`;
    ``coverage`` says for each brand and platform which posts there are (``brand, platform, posts,
    first, last, in_window, replies, boosted``); ``own`` holds the client's reach and clicks
    (columns of ``metrics``).
    """

    client: str
    as_of: dt.date | None
    platforms: tuple[PlatformComparison, ...]
    metrics: pd.DataFrame
    ranks: pd.DataFrame
    coverage: pd.DataFrame
    own: pd.DataFrame

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
