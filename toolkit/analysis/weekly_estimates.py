"""A figure with its interval, from posts that come in weeks: a median, a rate, a difference.

All intervals of the smaller measures are made here, so that a better way of making them has one
place to go to.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from toolkit.analysis.common_window import Window
from toolkit.analysis.public_counts import sum_by_week
from toolkit.analysis.weekly_bootstrap import LEVEL, Floats, draw_weeks, interval

# Draws behind an interval, and the most values that are told apart in it.
DRAWS, LEVELS = 1000, 400


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


def estimate_median(values: Floats, days: pd.Series, window: Window, *seed: str) -> Estimate:
    """Give the median post with a 95% interval over weeks.

    Parameters
    ----------
    values
        One a post; missing ones are left out.
    days
        The day of each post, inside `window`.
    seed
        Words that name the draw, such as platform and brand.
    """
    known = ~np.isnan(values)
    if not known.any():
        return UNKNOWN
    drawn = draw_medians(values[known], window.week_of(days)[known], _draw(window.n_weeks, *seed))
    return Estimate(float(np.median(values[known])), *_edges(drawn, window), int(known.sum()))


def estimate_ratio(
    parts: Floats, wholes: Floats, days: pd.Series, window: Window, *seed: str
) -> Estimate:
    """Give the sum of `parts` over the sum of `wholes`, with a 95% interval over weeks.

    With ``wholes`` all one it is the mean. Posts that lack either are left out.
    """
    known = ~(np.isnan(parts) | np.isnan(wholes))
    total = float(wholes[known].sum())
    if total <= 0:
        return UNKNOWN
    weeks, drawn = window.week_of(days)[known], _draw(window.n_weeks, *seed)
    below = drawn @ sum_by_week(wholes[known], weeks, window)
    above = drawn @ sum_by_week(parts[known], weeks, window)
    rates = above / np.where(below > 0, below, np.nan)
    value = float(parts[known].sum()) / total
    return Estimate(value, *_edges(rates, window), int(known.sum()))


def estimate_difference(
    values: Floats,
    inside: npt.NDArray[np.bool_],
    days: pd.Series,
    window: Window,
    *seed: str,
    level: float = LEVEL,
) -> Estimate:
    """Give the median post inside a group minus the median post outside it.

    Both come from the same draws of weeks, since what a busy week does it does to both.

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
    weeks, drawn = window.week_of(days), _draw(window.n_weeks, *seed)
    apart = draw_medians(values[mine], weeks[mine], drawn) - draw_medians(
        values[others], weeks[others], drawn
    )
    value = float(np.median(values[mine]) - np.median(values[others]))
    return Estimate(value, *_edges(apart, window, level), int(mine.sum()))


def draw_medians(values: Floats, weeks: npt.NDArray[np.int64], drawn: Floats) -> Floats:
    """Median of `values` in each draw of weeks; missing where a draw caught no post.

    The same as :func:`toolkit.analysis.weekly_bootstrap.weighted_medians`, for counts that take few
    values: posts of a week with the same value are counted once. Beyond :data:`LEVELS` different
    values each is taken as the nearest of as many quantiles.
    """
    levels, place = np.unique(values, return_inverse=True)
    if len(levels) > LEVELS:
        levels = np.unique(np.quantile(values, np.linspace(0, 1, LEVELS), method="nearest"))
        place = np.searchsorted((levels[1:] + levels[:-1]) / 2, values)
    shape = (drawn.shape[1], len(levels))
    counts = np.bincount(weeks * shape[1] + place, minlength=shape[0] * shape[1]).reshape(shape)
    reached = drawn @ counts.cumsum(axis=1).astype(float)
    total = reached[:, -1]
    lower = (reached >= np.ceil(total / 2)[:, None]).argmax(axis=1)
    upper = (reached >= (np.floor(total / 2) + 1)[:, None]).argmax(axis=1)
    medians: Floats = (levels[lower] + levels[upper]) / 2
    medians[total == 0] = np.nan
    return medians


@lru_cache(maxsize=64)
def _draw(n_weeks: int, *seed: str) -> Floats:
    return draw_weeks(n_weeks, *seed, draws=DRAWS)


def _edges(drawn: Floats, window: Window, level: float = LEVEL) -> tuple[float, float]:
    return interval(drawn, level) if window.long_enough else (np.nan, np.nan)
