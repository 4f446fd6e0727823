"""How an audience grew: followers at the end against followers at the start, and by month.

Counts lie far apart; between two of them the number is taken to change evenly, and beyond the first
and the last nothing is claimed: growth is measured over the days that the counts reach, and the row
says which these are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from toolkit.analysis.audience import COUNT_COLUMNS, Floats, interpolate
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


@dataclass(frozen=True, slots=True)
class _Followed:
    """The accounts of a brand on a platform, each with its counts in order of time."""

    platform: str
    brand: str
    window: Window
    accounts: list[pd.DataFrame]

    @property
    def known(self) -> Window:
        # All accounts of a brand must be known: their sum is what grows.
        first = max(one["day"].iloc[0] for one in self.accounts)
        last = min(one["day"].iloc[-1] for one in self.accounts)
        return self.window.shared_with(Window(first, last))

    @property
    def covers_enough(self) -> bool:
        known = self.known
        return known.end > known.start and known.weeks >= LEAST_COVERED * self.window.weeks

    @property
    def n_counts(self) -> int:
        return sum(
            int(one["day"].between(self.window.start, self.window.end).sum())
            for one in self.accounts
        )

    def on(self, days: list[pd.Timestamp]) -> Floats:
        found: Floats = np.sum([interpolate(one, days) for one in self.accounts], axis=0)
        return found


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
    for one in _follow(days, windows):
        known, window = one.known, one.window
        row: dict[str, object] = {
            "brand": one.brand,
            "platform": one.platform,
            "followers_start": np.nan,
            "followers_end": np.nan,
            "follower_growth": np.nan,
            "follower_growth_per_month": np.nan,
            "n_counts": one.n_counts,
            "reaches": False,
            "start": known.start.date(),
            "end": known.end.date(),
        }
        if one.covers_enough:
            first, last = one.on([known.start, known.end])
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
    for one in _follow(days, windows):
        if not one.covers_enough:
            continue
        start, end = one.known
        points = sorted({start, *pd.date_range(start, end, freq="MS"), end})
        followers = one.on(points)
        if followers[0] > 0:
            rows += [
                (one.brand, one.platform, day, value, value / followers[0] * 100)
                for day, value in zip(points, followers, strict=True)
            ]
    return pd.DataFrame(rows, columns=MONTH_COLUMNS)


def windows_of(compared: Iterable[ComparedPosts]) -> dict[str, Window]:
    """Give the window of each platform."""
    return {one.platform: one.window for one in compared}


def _follow(days: pd.DataFrame, windows: Mapping[str, Window]) -> Iterator[_Followed]:
    here = days[days["platform"].isin(list(windows))]
    accounts: dict[tuple[str, str], list[pd.DataFrame]] = {}
    for (platform, brand, _), one in here.groupby(["platform", "brand", "account"], sort=True):
        accounts.setdefault((str(platform), str(brand)), []).append(one)
    for (platform, brand), found in accounts.items():
        yield _Followed(platform, brand, windows[platform], found)
