"""Posts for tests of the channel measures: invented, one call a set."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from toolkit.analysis.audience import gather_counts
from toolkit.analysis.compared_posts import ComparedPosts, gather_compared
from toolkit.model.client import Client
from toolkit.model.posts import FOLLOWERS, POSTS, TOTALS, conform

NO_COUNTS = gather_counts(
    Client(name="Ours"), conform(pd.DataFrame(), FOLLOWERS), conform(pd.DataFrame(), TOTALS)
)


def make_posts(
    brand: str = "Ours",
    n: int = 60,
    *,
    first: str = "2026-01-01",
    every: int = 3,
    platform: str = "facebook",
    **values: object,
) -> pd.DataFrame:
    """Make posts that are `every` so many days apart; `values` are columns."""
    days = pd.date_range(first, periods=n, freq=f"{every}D")
    given = {"followers": 1000, "reactions": 10, "comments": 2, "shares": 1} | values
    data = {"brand": brand, "platform": platform, "day": days, **given}
    return conform(pd.DataFrame(data), POSTS)


def compare(*frames: pd.DataFrame, client: str = "Ours") -> tuple[ComparedPosts, ...]:
    """Gather the posts of all platforms as the measures take them."""
    posts = pd.concat(frames, ignore_index=True)
    return gather_compared(posts, NO_COUNTS, client, dt.date(2027, 12, 31))
