"""The days over which brands can be compared, and the weeks in them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

FEWEST_POSTS = 20


class Window(NamedTuple):
    """First and last day of a comparison, both included."""

    start: pd.Timestamp
    end: pd.Timestamp

    @property
    def weeks(self) -> float:
        """Length in weeks, broken ones in parts."""
        return ((self.end - self.start).days + 1) / 7

    @property
    def n_weeks(self) -> int:
        """Number of weeks that begin in it."""
        return int((self.end - self.start).days // 7 + 1)

    def week_of(self, days: pd.Series) -> npt.NDArray[np.int64]:
        """Give the week of each day: 0 to ``n_weeks - 1``."""
        return np.asarray((days - self.start).dt.days // 7, dtype=np.int64)


def common_window(posts: pd.DataFrame) -> Window:
    """Give the days over which brands can be compared.

    From the latest first post to the earliest last post of the brands with at least
    :data:`FEWEST_POSTS` posts; a brand with fewer does not shorten it. Where no brand has that
    many, or the brands do not overlap, all posts count.
    """
    sizes = posts["brand"].value_counts()
    enough = posts[posts["brand"].isin(sizes[sizes >= FEWEST_POSTS].index)]
    spans = (enough if len(enough) else posts).groupby("brand")["day"].agg(["min", "max"])
    start, end = spans["min"].max(), spans["max"].min()
    if start > end:
        start, end = posts["day"].min(), posts["day"].max()
    return Window(start, end)
