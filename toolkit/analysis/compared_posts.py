"""The posts that brands are compared on: of one platform, inside the weeks that they share.

What the comparison of brands does first, for measures that stand beside it: replies are left out,
each post gets the followers of its day and what was counted of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from toolkit.analysis.audience import followers_on_day
from toolkit.analysis.common_window import FEWEST_POSTS, Window, common_window
from toolkit.analysis.public_counts import COUNTS, count_posts


@dataclass(frozen=True, slots=True)
class ComparedPosts:
    """The posts of one platform inside `window`, of brands whose weeks do not lie apart.

    ``feeds`` are the posts of each brand, the client first, with the canonical columns,
    ``followers`` filled from known counts, and a column ``count_…`` for each of
    :data:`toolkit.analysis.public_counts.COUNTS`.
    """

    platform: str
    window: Window
    client: str
    feeds: Mapping[str, pd.DataFrame]

    @property
    def brands(self) -> tuple[str, ...]:
        """All brands, the client first."""
        return tuple(self.feeds)

    def of(self, brand: str) -> pd.DataFrame:
        """Give the posts of one brand; none of one that is not here."""
        if brand in self.feeds:
            return self.feeds[brand]
        return next(iter(self.feeds.values())).iloc[:0]

    @property
    def enough(self) -> tuple[str, ...]:
        """The brands with at least :data:`FEWEST_POSTS` posts."""
        return tuple(brand for brand in self.brands if len(self.of(brand)) >= FEWEST_POSTS)

    @property
    def widest_count(self) -> str:
        """The widest count that all brands publish, such as ``interactions``."""
        for name in COUNTS:
            if all(self.of(brand)[f"count_{name}"].notna().any() for brand in self.brands):
                return name
        return next(iter(COUNTS))


def gather_compared(
    posts: pd.DataFrame, counts: pd.DataFrame, client: str, as_of: dt.date | None
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
        Later posts are left out.
    """
    known = posts[posts["day"].notna() & posts["brand"].notna()]
    known = known[known["day"] <= pd.Timestamp(as_of)] if as_of else known
    said = known[~known["reply"].fillna(value=False).astype(bool)].copy()
    said["followers"] = followers_on_day(said, counts)
    said = count_posts(said)
    found = []
    for platform in sorted(said["platform"].unique()):
        here = said[said["platform"].eq(platform)]
        window, apart = common_window(here, client)
        inside = here[here["day"].between(window.start, window.end) & ~here["brand"].isin(apart)]
        feeds = {str(brand): feed.reset_index(drop=True) for brand, feed in inside.groupby("brand")}
        ordered = sorted(feeds, key=lambda brand: (brand != client, brand.casefold()))
        found.append(
            ComparedPosts(str(platform), window, client, {name: feeds[name] for name in ordered})
        )
    return tuple(found)
