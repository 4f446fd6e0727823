"""A figure with its interval, straight from posts and their weeks: a median, a rate, a difference.

All intervals of the smaller measures are made here, from :mod:`toolkit.analysis.weekly_intervals`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from toolkit.analysis import weekly_intervals
from toolkit.analysis.common_window import Window
from toolkit.analysis.public_counts import sum_by_week
from toolkit.analysis.weekly_intervals import LEVEL, Floats, Weeks, difference_interval


class Estimate(NamedTuple):
    """A value, its interval (missing where the weeks do not allow one) and the posts behind it."""

    value: float
    low: float
    high: float
    n_posts: int

    @property
    def known(self) -> bool:
        """Whether there is a value at all."""
        return not np.isnan(self.value)


UNKNOWN = Estimate(np.nan, np.nan, np.nan, 0)


def estimate_median(values: Floats, weeks: Weeks, window: Window) -> Estimate:
    """Give the median post with a 95% interval over weeks.

    Parameters
    ----------
    values
        One a post; missing ones are left out.
    weeks
        The week of each post, as :meth:`Window.week_of` gives it.
    """
    known = ~np.isnan(values)
    if not known.any():
        return UNKNOWN
    median = weekly_intervals.estimate_median(values[known], weeks[known], window.n_weeks)
    return Estimate(median.value, *_ends(median.interval(), window), int(known.sum()))


def estimate_ratio(parts: Floats, wholes: Floats, weeks: Weeks, window: Window) -> Estimate:
    """Give the sum of `parts` over the sum of `wholes`, with a 95% interval over weeks.

    With ``wholes`` all one it is the mean. Posts that lack either are left out.
    """
    known = ~(np.isnan(parts) | np.isnan(wholes))
    if float(wholes[known].sum()) <= 0:
        return UNKNOWN
    here = weeks[known]
    ratio = weekly_intervals.estimate_ratio(
        sum_by_week(parts[known], here, window), sum_by_week(wholes[known], here, window)
    )
    return Estimate(ratio.value, *_ends(ratio.interval(), window), int(known.sum()))


def estimate_difference(
    values: Floats,
    inside: npt.NDArray[np.bool_],
    weeks: Weeks,
    window: Window,
    level: float = LEVEL,
) -> Estimate:
    """Give the median post inside a group minus the median post outside it.

    What a busy week does it does to both, so that their correlation over weeks counts.

    Parameters
    ----------
    inside
        Which posts are in the group.
    level
        Of the interval; higher where several groups are looked at.
    """
    known = ~np.isnan(values)
    mine, others = known & inside, known & ~inside
    if not mine.any() or not others.any():
        return UNKNOWN
    first, second = (
        weekly_intervals.estimate_median(values[some], weeks[some], window.n_weeks)
        for some in (mine, others)
    )
    ends = difference_interval(first, second, level, same_weeks=True)
    return Estimate(first.value - second.value, *_ends(ends, window), int(mine.sum()))


def _ends(ends: tuple[float, float], window: Window) -> tuple[float, float]:
    return ends if window.long_enough and np.isfinite(ends).all() else (np.nan, np.nan)
