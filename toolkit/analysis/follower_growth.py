"""How an audience grew: followers at the end against followers at the start, and by month.

Counts lie far apart; between two of them the number is taken to change evenly, and beyond the first
and the last nothing is claimed: growth is measured over the days that the counts reach, and the row
says which these are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from toolkit.analysis.audience import COUNT_COLUMNS
from toolkit.analysis.common_window import Window
from toolkit.analysis.compared_posts import ComparedPosts

GROWTH_COLUMNS = [
    "brand", "platform", "followers_start", "followers_end", "follower_growth",
    "follower_growth_per_month", "n_counts", "reaches", "start", "end",
]  # fmt: skip
MONTH_COLUMNS = ["brand", "platform", "day", "followers", "index"]
# Counts that stop this many days before an end of the window still speak for it.
NEAR = 14
# Growth over less of the window than this would be another period's.
LEAST_COVERED = 0.5
DAYS_PER_MONTH = 365.25 / 12


def follower_days(posts: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """Put known counts and those that stand with posts below each other.

    Parameters
    ----------
    posts
        Canonical posts; ``followers`` as the files give it.
    counts
        What :func:`toolkit.analysis.audience.gather_counts` gives.

    Returns
    -------
    DataFrame
        ``brand, platform, account, day, followers``, one row an account and day. Where some counts
        of a brand name an account and others do not, those without are left out: they may be of
        the same one.
    """
    told = posts.loc[posts["followers"].notna() & posts["day"].notna(), COUNT_COLUMNS]
    told = told.assign(account=told["account"].fillna("").str.casefold())
    key = ["brand", "platform", "account", "day"]
    told = told.groupby(key)["followers"].max().reset_index()
    parts = [part for part in (counts[COUNT_COLUMNS], told) if len(part)]
    found = pd.concat(parts or [told], ignore_index=True)
    found = found.drop_duplicates(key).sort_values(key, ignore_index=True)
    named = found["account"].ne("")
    some = named.groupby([found["brand"], found["platform"]]).transform("any")
    return found[named | ~some].reset_index(drop=True)


def measure_growth(days: pd.DataFrame, windows: Mapping[str, Window]) -> pd.DataFrame:
    """Measure how each brand's followers grew over each platform's window.

    Parameters
    ----------
    days
        What :func:`follower_days` gives.
    windows
        The window of each platform.

    Returns
    -------
    DataFrame
        Columns :data:`GROWTH_COLUMNS`: ``follower_growth`` is (end − start) ÷ start, a fraction;
        ``follower_growth_per_month`` the same rate for a month of 30.4 days, compounded. ``start``
        and ``end`` are the days that are spoken of; ``reaches`` says whether these are the
        window's (counts within 14 days of its ends). Where counts reach less than half of the
        window, both growths are missing.
    """
    rows = []
    for platform, window in sorted(windows.items()):
        here = days[days["platform"].eq(platform)]
        for brand, series in here.groupby("brand", sort=True):
            known = _inside(series, window)
            row: dict[str, object] = {
                "brand": brand,
                "platform": platform,
                "followers_start": np.nan,
                "followers_end": np.nan,
                "follower_growth": np.nan,
                "follower_growth_per_month": np.nan,
                "n_counts": int(series["day"].between(window.start, window.end).sum()),
                "reaches": False,
                "start": known.start.date(),
                "end": known.end.date(),
            }
            covered = known.weeks / window.weeks
            if covered >= LEAST_COVERED and known.end > known.start:
                first, last = _followers(series, [known.start, known.end])
                months = (known.end - known.start).days / DAYS_PER_MONTH
                row["followers_start"], row["followers_end"] = first, last
                if first > 0:
                    row["follower_growth"] = (last - first) / first
                    row["follower_growth_per_month"] = (last / first) ** (1 / months) - 1
                row["reaches"] = (known.start - window.start).days <= NEAR and (
                    window.end - known.end
                ).days <= NEAR
            rows.append(row)
    return pd.DataFrame(rows, columns=GROWTH_COLUMNS)


def follow_months(days: pd.DataFrame, windows: Mapping[str, Window]) -> pd.DataFrame:
    """Give followers at the start of each month, and on the first and the last day known.

    Returns
    -------
    DataFrame
        Columns :data:`MONTH_COLUMNS`: ``index`` is followers ÷ those of the brand's first row ×
        100. Only days of the window that lie between known counts.
    """
    rows = []
    for platform, window in sorted(windows.items()):
        here = days[days["platform"].eq(platform)]
        for brand, series in here.groupby("brand", sort=True):
            known = _inside(series, window)
            if known.end <= known.start or known.weeks < LEAST_COVERED * window.weeks:
                continue
            months = pd.date_range(known.start, known.end, freq="MS")
            points = sorted({known.start, *months, known.end})
            followers = _followers(series, points)
            if not followers[0] > 0:
                continue
            rows.append(
                pd.DataFrame(
                    {
                        "brand": brand,
                        "platform": platform,
                        "day": points,
                        "followers": followers,
                        "index": followers / followers[0] * 100,
                    }
                )
            )
    return pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=MONTH_COLUMNS)


def windows_of(compared: Iterable[ComparedPosts]) -> dict[str, Window]:
    """Give the window of each platform."""
    return {one.platform: one.window for one in compared}


def _inside(series: pd.DataFrame, window: Window) -> Window:
    # All accounts of a brand must be known: their sum is what grows.
    spans = series.groupby("account")["day"].agg(["min", "max"])
    return window.shared_with(Window(spans["min"].max(), spans["max"].min()))


def _followers(series: pd.DataFrame, days: list[pd.Timestamp]) -> np.ndarray:
    moments = pd.DatetimeIndex(days).as_unit("us").asi8.astype(float)
    total = np.zeros(len(moments))
    for _, one in series.groupby("account"):
        ordered = one.sort_values("day")
        known = pd.DatetimeIndex(ordered["day"]).as_unit("us").asi8.astype(float)
        total += np.interp(moments, known, ordered["followers"].to_numpy(float))
    return total
