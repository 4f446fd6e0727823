"""Totals of a period, as some exports give them instead of posts: averages, and nothing per post.

LinkedIn's competitors sheet is one: followers, posts and engagements of each page over a period. An
average post is not the middle post, so these stand apart from the comparison of posts.
"""

from __future__ import annotations

import pandas as pd

COLUMNS = [
    "platform", "brand", "start", "end", "posts", "interactions", "followers", "gained",
    "posts_per_week", "mean_interactions_per_post", "follower_growth",
]  # fmt: skip


def summarise_totals(totals: pd.DataFrame) -> pd.DataFrame:
    """Compute what totals of a period allow to compute.

    Parameters
    ----------
    totals
        Canonical totals with brands settled.

    Returns
    -------
    DataFrame
        One row a platform, period and brand: ``posts_per_week``, ``mean_interactions_per_post``
        (interactions over posts) and ``follower_growth`` (followers won over followers at the
        start, a fraction); missing where the sheet does not give the parts.
    """
    weeks = ((totals["end"] - totals["start"]).dt.days + 1) / 7
    posts, followers = totals["posts"].astype("Float64"), totals["followers"].astype("Float64")
    gained = totals["gained"].astype("Float64")
    before = followers - gained
    found = totals.assign(
        posts_per_week=posts / weeks,
        mean_interactions_per_post=totals["interactions"] / posts.where(posts > 0),
        follower_growth=gained / before.where(before > 0),
    )
    ordered = found.sort_values(
        ["platform", "start", "followers", "brand"], ascending=[True, True, False, True]
    )
    return ordered[COLUMNS].reset_index(drop=True)
