"""What only the client can see of its own posts: reach, views and clicks."""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.analysis.common_window import Window
from toolkit.analysis.public_counts import MetricRow, describe, estimate, sum_by_week
from toolkit.analysis.weekly_bootstrap import draw_weeks, weighted_medians

SEEN = ("reach", "impressions")


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
        ``reach_per_post``, ``impressions_per_post`` and ``clicks_per_post`` (medians), and
        ``clicks_per_reach`` (a fraction), or per impression where no reach is known.
    """
    week = window.week_of(posts["day"])
    drawn = draw_weeks(window.n_weeks, platform, client)
    base = describe(client, platform, window)
    rows: list[MetricRow] = []
    for column in (*SEEN, "clicks"):
        values = posts[column].to_numpy(dtype=float, na_value=np.nan)
        known = ~np.isnan(values)
        if not known.any():
            continue
        medians = weighted_medians(values[known], week[known], drawn)
        found = estimate(float(np.median(values[known])), medians, int(known.sum()), window)
        rows.append(base | {"metric": f"{column}_per_post"} | found)
    for seen in SEEN:
        both = (posts["clicks"].notna() & posts[seen].notna()).to_numpy(bool)
        total = float(posts.loc[both, seen].sum())
        if not total:
            continue
        clicks = sum_by_week(posts.loc[both, "clicks"].to_numpy(float), week[both], window)
        views = drawn @ sum_by_week(posts.loc[both, seen].to_numpy(float), week[both], window)
        rates = drawn @ clicks / np.where(views > 0, views, np.nan)
        found = estimate(float(clicks.sum() / total), rates, int(both.sum()), window)
        rows.append(base | {"metric": f"clicks_per_{seen}"} | found)
        break
    return tuple(rows)
