"""Invented posts of channels, and what a benchmark makes of them."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from toolkit.analysis.audience import gather_counts
from toolkit.analysis.benchmark_result import Benchmark
from toolkit.analysis.channel_benchmark import compare_channels
from toolkit.model.client import Client
from toolkit.model.posts import FOLLOWERS, POSTS, TOTALS, conform

AS_OF = dt.date(2026, 12, 31)
NONE = gather_counts(
    Client(name="Ours"), conform(pd.DataFrame(), FOLLOWERS), conform(pd.DataFrame(), TOTALS)
)


def make_posts(
    brand: str,
    first: str,
    n: int,
    *,
    every: int = 3,
    platform: str = "facebook",
    **values: object,
) -> pd.DataFrame:
    days = pd.date_range(first, periods=n, freq=f"{every}D")
    data = {"brand": brand, "platform": platform, "day": days, "followers": 1000}
    counts = {"reactions": [10 + i % 7 for i in range(n)], "comments": 2, "shares": 1}
    return conform(pd.DataFrame({**data, **counts, **values}), POSTS)


def compare(*frames: pd.DataFrame) -> Benchmark:
    return compare_channels(pd.concat(frames, ignore_index=True), NONE, "Ours", AS_OF)
