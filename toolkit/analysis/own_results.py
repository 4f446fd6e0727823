"""What only the client can see of its own posts: reach and views, and what came of them."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd

from toolkit.analysis.common_window import Window
from toolkit.analysis.public_counts import MetricRow, describe, state, sum_by_week
from toolkit.analysis.weekly_intervals import estimate_median, estimate_ratio

SEEN = ("reach", "impressions")
PARTS = ("clicks", "shares")


def measure_own(
    posts: pd.DataFrame, platform: str, window: Window, client: str
) -> tuple[MetricRow, ...]:
    """Measure the client's own posts on a platform.

    Parameters
    ----------
    posts
        The client's posts inside `window`.

    Returns
    -------
    tuple of rows
        ``reach_per_post``, ``impressions_per_post`` and ``clicks_per_post`` (medians);
        click-through ``clicks_per_reach`` and ``clicks_per_impressions``, and virality
        ``shares_per_reach`` and ``shares_per_impressions``, each a ratio of sums (a fraction) over
        the posts that have both.
    """
    week = window.week_of(posts["day"])
    base = describe(client, platform, window)
    rows: list[MetricRow] = []
    for column in (*SEEN, "clicks"):
        values = posts[column].to_numpy(dtype=float, na_value=np.nan)
        known = ~np.isnan(values)
        if not known.any():
            continue
        median = estimate_median(values[known], week[known], window.n_weeks)
        found = state(median, int(known.sum()), window)
        rows.append(base | {"metric": f"{column}_per_post"} | found)
    for part, seen in product(PARTS, SEEN):
        both = (posts[part].notna() & posts[seen].notna()).to_numpy(bool)
        if not posts.loc[both, seen].sum():
            continue
        parts = sum_by_week(posts.loc[both, part].to_numpy(float), week[both], window)
        views = sum_by_week(posts.loc[both, seen].to_numpy(float), week[both], window)
        found = state(estimate_ratio(parts, views), int(both.sum()), window)
        rows.append(base | {"metric": f"{part}_per_{seen}"} | found)
    return tuple(rows)
