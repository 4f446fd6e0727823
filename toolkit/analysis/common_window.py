"""The days over which brands can be compared, the weeks in them, and the period before."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

FEWEST_POSTS = 20
# Below this the weeks are too few to be cases, and one busy day would make a busy year.
FEWEST_WEEKS = 8
# Interactions of younger posts still come in.
SETTLED_DAYS = 7
# Longer periods than this are not laid beside each other, so that what is new is not averaged away.
LONGEST_PERIOD = 26


class Window(NamedTuple):
    """First and last day of a comparison, both included."""

    start: pd.Timestamp
    end: pd.Timestamp

    @property
    def weeks(self) -> float:
        """Length in weeks, broken ones in parts."""
        return ((self.end - self.start).days + 1) / 7

    @property
    def long_enough(self) -> bool:
        """Whether the weeks are enough to compare brands, and to speak of a week at all."""
        return self.weeks >= FEWEST_WEEKS

    def shared_with(self, other: Window) -> Window:
        """Give the days that both hold; less than none where they do not meet."""
        return Window(max(self.start, other.start), min(self.end, other.end))

    @property
    def n_weeks(self) -> int:
        """Number of weeks that begin in it."""
        return int((self.end - self.start).days // 7 + 1)

    @property
    def lengths(self) -> npt.NDArray[np.float64]:
        """Length of each week, 1 but for the last one, which may be a part of a week."""
        lengths = np.ones(self.n_weeks)
        lengths[-1] = self.weeks - (self.n_weeks - 1)
        return lengths

    def last_periods(self) -> tuple[Window, Window] | None:
        """Give the last whole weeks and as many before them; None where these are too few.

        The window is as long as the brands' posts allow, so what comes before it is not known of
        all of them: both periods lie within it, each half of it or :data:`LONGEST_PERIOD` weeks.
        """
        weeks = min(LONGEST_PERIOD, int(self.weeks // 2))
        if weeks < FEWEST_WEEKS:
            return None
        middle = self.end - pd.Timedelta(days=weeks * 7 - 1)
        start = middle - pd.Timedelta(days=weeks * 7)
        return Window(start, middle - pd.Timedelta(days=1)), Window(middle, self.end)

    def week_of(self, days: pd.Series) -> npt.NDArray[np.int64]:
        """Give the week of each day: 0 to ``n_weeks - 1``."""
        week = np.timedelta64(7, "D")
        return (days.to_numpy("datetime64[us]") - self.start.to_datetime64()) // week


def common_window(posts: pd.DataFrame, client: str) -> tuple[Window, tuple[str, ...]]:
    """Give the days over which brands can be compared, and the brands whose days lie apart.

    From the latest first post to the earliest last post of the brands with at least
    :data:`FEWEST_POSTS` posts; a brand with fewer does not shorten it. The client's days come
    first, then those of the brand that leaves most of them; a brand that would leave fewer than
    :data:`FEWEST_WEEKS` weeks where there were more lies apart.

    Parameters
    ----------
    posts
        Posts of one platform with ``brand`` and ``day``.
    client
        The client's name.
    """
    days = posts.groupby("brand")["day"].agg(["size", "min", "max"])
    enough = days[days["size"] >= FEWEST_POSTS]
    known = enough if len(enough) else days
    spans = {
        str(brand): Window(first, last)
        for brand, first, last in zip(known.index, known["min"], known["max"], strict=True)
    }
    longest = max(spans, key=lambda brand: (brand == client, spans[brand].weeks, brand))
    window = spans.pop(longest)
    apart: list[str] = []
    while spans:
        shared = {brand: window.shared_with(span) for brand, span in spans.items()}
        brand = max(shared, key=lambda name: (shared[name].weeks, name))
        del spans[brand]
        narrower = shared[brand]
        if narrower.weeks <= 0 or (window.long_enough and not narrower.long_enough):
            apart.append(brand)
        else:
            window = narrower
    return window, tuple(sorted(apart))
