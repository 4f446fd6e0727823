"""The posts that brands are compared on: of one platform, inside the weeks that they share.

What comes before every comparison: replies are left out, and posts younger than seven days, since
what they draw still comes in; each post gets the followers of its day and what was counted of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from toolkit.analysis.audience import followers_on_day
from toolkit.analysis.common_window import FEWEST_POSTS, SETTLED_DAYS, Window, common_window
from toolkit.analysis.public_counts import COUNTS, count_posts

COUNTED = (
    "reactions", "comments", "shares", "interactions", "saves", "clicks", "reach", "impressions",
    "engagements",
)  # fmt: skip


@dataclass(frozen=True)
class ComparedPosts:
    """The posts of one platform inside `window`, of brands whose weeks do not lie ``apart``.

    ``posts`` have the canonical columns, counts as floats, ``followers`` filled from known counts,
    and a column ``count_…`` for each of :data:`toolkit.analysis.public_counts.COUNTS`.
    """

    platform: str
    window: Window
    client: str
    posts: pd.DataFrame
    apart: tuple[str, ...] = ()

    @cached_property
    def feeds(self) -> Mapping[str, pd.DataFrame]:
        """The posts of each brand, the client first."""
        found = {
            str(brand): feed.reset_index(drop=True) for brand, feed in self.posts.groupby("brand")
        }
        ordered = sorted(found, key=lambda brand: (brand != self.client, brand.casefold()))
        return {brand: found[brand] for brand in ordered}

    @property
    def brands(self) -> tuple[str, ...]:
        """All brands, the client first."""
        return tuple(self.feeds)

    def of(self, brand: str) -> pd.DataFrame:
        """Give the posts of one brand; none of one that is not here."""
        if brand in self.feeds:
            return self.feeds[brand]
        return next(iter(self.feeds.values())).iloc[:0]

    @cached_property
    def enough(self) -> tuple[str, ...]:
        """The brands with at least :data:`FEWEST_POSTS` posts."""
        return tuple(brand for brand in self.brands if len(self.of(brand)) >= FEWEST_POSTS)

    @cached_property
    def widest_count(self) -> str:
        """The widest count that all brands publish, such as ``interactions``."""
        for name in COUNTS:
            if all(self.of(brand)[f"count_{name}"].notna().any() for brand in self.brands):
                return name
        return next(iter(COUNTS))


def select_known(posts: pd.DataFrame, as_of: dt.date | None) -> pd.DataFrame:
    """Take the posts of which brand and day are known, up to the day that is spoken from."""
    known = posts[posts["day"].notna() & posts["brand"].notna()]
    return known[known["day"] <= pd.Timestamp(as_of)] if as_of else known


def is_young(days: pd.Series, as_of: dt.date | None, *, dated: bool) -> pd.Series:
    """Say which posts are younger than seven days; one of seven days is old enough.

    Where nobody `dated` the report, its day is the last one in the data, and says nothing of age.
    """
    if as_of is None or not dated:
        return pd.Series(data=False, index=days.index)
    return days > pd.Timestamp(as_of) - pd.Timedelta(days=SETTLED_DAYS)


def gather_compared(
    posts: pd.DataFrame,
    counts: pd.DataFrame,
    client: str,
    as_of: dt.date | None,
    *,
    dated: bool = True,
) -> tuple[ComparedPosts, ...]:
    """Give the posts to compare, platform by platform.

    Parameters
    ----------
    posts
        Canonical posts with brands settled.
    counts
        Follower counts as :func:`toolkit.analysis.audience.gather_counts` gives them.
    client
        The client's name as it stands in ``brand``.
    as_of
        Later posts are left out, and those of the seven days before it.
    dated
        Whether somebody gave that day; else no post is left out for its age.
    """
    known = select_known(posts, as_of)
    answers = known["reply"].fillna(value=False).astype(bool)
    said = known[~(answers | is_young(known["day"], as_of, dated=dated))]
    said = count_posts(said.assign(followers=followers_on_day(said, counts)))
    # Every measure divides them; nullable integers would be turned into floats once for each.
    for column in COUNTED:
        said[column] = said[column].to_numpy(dtype=float, na_value=np.nan)
    found = []
    for platform, here in said.groupby("platform", sort=True):
        window, apart = common_window(here, client)
        inside = here[here["day"].between(window.start, window.end) & ~here["brand"].isin(apart)]
        found.append(ComparedPosts(str(platform), window, client, inside, apart))
    return tuple(found)
