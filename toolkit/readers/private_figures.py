"""Figures that only the owner of an account sees, and that are confidential for that reason."""

from __future__ import annotations

import pandas as pd

PRIVATE = ("clicks", "reach")
# Some platforms show everybody how often a post was seen, and kept.
PRIVATE_UNLESS_SHOWN = ("impressions", "saves")
SHOWN_TO_ALL = {"x", "tiktok", "youtube"}
PUBLIC_METRICS = {
    "followers", "posts", "interactions", "reactions", "comments", "shares", "engagement_rate",
    "video_views",
}  # fmt: skip


def find_private(frame: pd.DataFrame) -> pd.Series:
    """Say of each row of a canonical frame whether it holds such a figure.

    Parameters
    ----------
    frame
        Posts, followers, totals or insights (:mod:`toolkit.model.posts`).

    Returns
    -------
    Series of bool
        True for reach and clicks; for impressions and saves where the platform does not show them
        to all; for insights that are no public count, and for any part of an audience.
    """
    found = pd.Series(data=False, index=frame.index)
    for name in PRIVATE:
        if name in frame:
            found |= frame[name].notna()
    hidden = ~frame["platform"].isin(SHOWN_TO_ALL)
    for name in PRIVATE_UNLESS_SHOWN:
        if name in frame:
            found |= frame[name].notna() & hidden
    if "metric" in frame:
        found |= ~frame["metric"].isin(PUBLIC_METRICS) | frame["dimension"].notna()
    return found
