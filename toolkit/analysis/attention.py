"""Which attention a post gets: applause, conversation, amplification, a post and by followers.

After Avinash Kaushik's three rates as True Social Metrics computes them: shares, comments or likes
divided by posts, and the same for 1,000 followers. Shares are rare, so that the middle post often
has none: these are averages, and their names say so.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from toolkit.analysis.benchmark_result import METRIC_COLUMNS
from toolkit.analysis.compared_posts import ComparedPosts
from toolkit.analysis.public_counts import describe
from toolkit.analysis.weekly_estimates import estimate_ratio

KINDS = {"reactions": "applause", "comments": "conversation", "shares": "amplification"}


def measure_attention(compared: Iterable[ComparedPosts]) -> pd.DataFrame:
    """Measure applause, conversation and amplification of each brand with posts enough.

    Returns
    -------
    DataFrame
        Columns of a benchmark's ``metrics``. ``shares_per_post_mean`` is Σ shares ÷ posts,
        ``shares_per_1000_followers_mean`` the mean over posts of shares ÷ followers × 1,000; so for
        comments and reactions. Nothing where a brand does not publish a count, or its followers.
    """
    rows = []
    for one in compared:
        for brand in one.enough:
            posts = one.of(brand)
            followers = posts["followers"].to_numpy(float)
            followers = np.where(followers > 0, followers, np.nan)
            ones, weeks = np.ones(len(posts)), one.window.week_of(posts["day"])
            for column in KINDS:
                count = posts[column].to_numpy(dtype=float, na_value=np.nan)
                measured = {
                    f"{column}_per_post_mean": count,
                    f"{column}_per_1000_followers_mean": count / followers * 1000,
                }
                for metric, values in measured.items():
                    found = estimate_ratio(values, ones, weeks, one.window)
                    if found.known:
                        base = describe(brand, one.platform, one.window)
                        rows.append(base | {"metric": metric} | found._asdict())
    return pd.DataFrame(rows, columns=METRIC_COLUMNS)
