"""How evenly a brand posts: posts a week, weeks with a post, gaps, silences.

Evenness is told in two ways that anybody can check on a calendar: the share of weeks with a post,
and how much the gaps between days with a post vary (standard deviation ÷ mean). A gap variation of
0 is clockwork, about 1 is what pure chance gives, above 1 is bursts and silences (Goh and Barabási
2008, *EPL* 81, 48002, whose burstiness is a function of it).
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pandas as pd

from toolkit.analysis.common_window import Window
from toolkit.analysis.compared_posts import ComparedPosts

LONG_SILENCE = 14  # days
RHYTHM_COLUMNS = [
    "brand", "platform", "n_posts", "posts_per_week", "share_of_weeks_with_post", "gap_variation",
    "longest_silence_days", "silence_start", "silence_end", "silences_over_14_days",
    "start", "end",
]  # fmt: skip


def find_silences(days: pd.Series, window: Window) -> pd.DataFrame:
    """Give the runs of days without a post inside `window`, the days at its ends included.

    Returns
    -------
    DataFrame
        ``start, end`` (both without a post) and ``days``, in order of time.
    """
    day = np.timedelta64(1, "D")
    outside = np.array([window.start.to_datetime64() - day, window.end.to_datetime64() + day])
    edges = np.union1d(outside, _days_with_post(days))
    lengths = np.diff(edges) // day - 1
    silent = lengths > 0
    starts, ends = edges[:-1][silent] + day, edges[1:][silent] - day
    return pd.DataFrame({"start": starts, "end": ends, "days": lengths[silent]})


def vary_gaps(days: pd.Series) -> float:
    """Give standard deviation ÷ mean of the days between days with a post; missing below three."""
    gaps = np.diff(_days_with_post(days)) / np.timedelta64(1, "D")
    return float(gaps.std() / gaps.mean()) if len(gaps) > 1 else float("nan")


def measure_rhythm(compared: Iterable[ComparedPosts]) -> pd.DataFrame:
    """Measure the rhythm of each brand with posts enough, where the window has weeks enough.

    A brand with few posts may be known by a tally of its last ones, of which no silence follows.

    Returns
    -------
    DataFrame
        Columns :data:`RHYTHM_COLUMNS`. Of the longest silence the latest one counts where several
        are as long; without any day of silence the dates are missing.
    """
    rows = []
    for one in compared:
        if not one.window.long_enough:
            continue
        # Only whole weeks: in a broken one at the end a post may yet come.
        whole = int(one.window.weeks)
        for brand in one.enough:
            days = one.of(brand)["day"]
            silences = find_silences(days, one.window)
            longest = (
                silences.sort_values("days", kind="stable").iloc[-1] if len(silences) else None
            )
            weeks = np.unique(one.window.week_of(days))
            rows.append(
                {
                    "brand": brand,
                    "platform": one.platform,
                    "n_posts": len(days),
                    "posts_per_week": len(days) / one.window.weeks,
                    "share_of_weeks_with_post": float((weeks < whole).sum() / whole),
                    "gap_variation": vary_gaps(days),
                    "longest_silence_days": 0 if longest is None else int(longest["days"]),
                    "silence_start": None if longest is None else longest["start"].date(),
                    "silence_end": None if longest is None else longest["end"].date(),
                    "silences_over_14_days": int((silences["days"] > LONG_SILENCE).sum()),
                    "start": one.window.start.date(),
                    "end": one.window.end.date(),
                }
            )
    return pd.DataFrame(rows, columns=RHYTHM_COLUMNS)


def _days_with_post(days: pd.Series) -> npt.NDArray[np.datetime64]:
    return np.unique(days.to_numpy("datetime64[us]"))
