"""How many followers an account had on a day, from counts that are far apart.

Sources differ: a file may give followers with each post, a total now and then, or only the
followers won each day. All become a series of known totals for each brand, platform and account;
between two known days the number is taken to change evenly, before the first and after the last it
stands still.
"""

from __future__ import annotations

from typing import cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from toolkit.model.client import Client

COUNT_COLUMNS = ["brand", "platform", "account", "day", "followers"]
KEY = ["brand", "platform"]

Floats = npt.NDArray[np.float64]


def gather_counts(client: Client, followers: pd.DataFrame, totals: pd.DataFrame) -> pd.DataFrame:
    """Put all known follower totals below each other.

    Parameters
    ----------
    client
        Whose accounts, and competitors' accounts, may carry counts of their own.
    followers, totals
        Canonical frames.

    Returns
    -------
    DataFrame
        ``brand, platform, account, day, followers``; ``account`` is empty where it is not known.
    """
    holders = [(client.name, client.accounts)]
    holders += [(competitor.name, competitor.accounts) for competitor in client.competitors]
    typed = [
        (name, account.platform, account.key, count.date, count.followers)
        for name, accounts in holders
        for account in accounts
        for count in account.followers
    ]
    known = pd.DataFrame(typed, columns=COUNT_COLUMNS)
    known["day"] = pd.to_datetime(known["day"]).astype("datetime64[us]")
    parts = [
        known,
        followers.loc[followers["followers"].notna(), COUNT_COLUMNS],
        totals.rename(columns={"end": "day"}).loc[totals["followers"].notna().to_numpy()][
            COUNT_COLUMNS
        ],
    ]
    parts.append(_from_gains(followers, pd.concat([p for p in parts if len(p)] or [known])))
    found = pd.concat([part for part in parts if len(part)] or [known], ignore_index=True)
    found["account"] = found["account"].astype("string").fillna("").str.casefold()
    found["followers"] = found["followers"].astype("Int64")
    return found.drop_duplicates([*KEY, "account", "day"], keep="first").reset_index(drop=True)


def followers_on_day(posts: pd.DataFrame, counts: pd.DataFrame) -> pd.Series:
    """Give the followers behind each post: the file's own figure, else one from `counts`.

    Returns
    -------
    Series
        Float, with the index of `posts`; missing where the account's followers are not known. An
        account of several (branches) uses its own counts where it has any, else the sum of all.
    """
    result = posts["followers"].astype("Float64").to_numpy(dtype=float, na_value=np.nan).copy()
    # Each post is looked up once by its key: comparing all names for each account takes seconds.
    keys = posts[KEY].assign(account=posts["account"].fillna("").str.casefold())
    places = keys.groupby([*KEY, "account"], sort=False).indices
    series_of = dict(iter(counts.groupby(KEY, sort=True)))
    days = posts["day"].to_numpy()
    for key, rows in places.items():
        brand, platform, name = cast("tuple[str, str, str]", key)
        series = series_of.get((brand, platform))
        unknown = np.asarray(rows)[np.isnan(result[rows])]
        if series is None or not len(unknown):
            continue
        own = series[series["account"].eq(name)]
        when = pd.Series(days[unknown])
        result[unknown] = interpolate(own, when) if len(own) else _sum_of(series, when)
    return pd.Series(result, posts.index, name="followers")


def interpolate(series: pd.DataFrame, days: pd.Series | list[pd.Timestamp]) -> Floats:
    """Give the followers of one account on `days`: even change between its counts, none beyond."""
    known = series.sort_values("day")
    followers = known["followers"].to_numpy(dtype=float)
    found: Floats = np.interp(_moments(days), _moments(known["day"]), followers)
    return found


def _sum_of(series: pd.DataFrame, days: pd.Series) -> Floats:
    parts = [interpolate(one, days) for _, one in series.groupby("account", sort=True)]
    total: Floats = np.sum(parts, axis=0)
    return total


def _moments(days: pd.Series | pd.Index | list[pd.Timestamp]) -> Floats:
    # One unit for all: pandas keeps days in several.
    moments = pd.DatetimeIndex(days).as_unit("us").asi8
    return np.asarray(moments, dtype=np.float64)


def _from_gains(followers: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    # A file of daily gains has no level of its own: it is hung on the total that is known best.
    gains = followers[followers["gained"].notna() & followers["followers"].isna()]
    found = []
    for (brand, platform), series in gains.groupby(KEY, sort=True):
        anchors = known[known["brand"].eq(str(brand)) & known["platform"].eq(str(platform))]
        if anchors.empty:
            continue
        days = series.groupby("day")["gained"].sum().astype(float).cumsum()
        anchor = anchors.sort_values("day").iloc[-1]
        won = np.interp(_moments([anchor["day"]]), _moments(days.index), days.to_numpy())
        level = float(anchor["followers"]) - float(won[0])
        found.append(
            pd.DataFrame(
                {
                    "brand": brand,
                    "platform": platform,
                    "account": anchor["account"],
                    "day": days.index,
                    "followers": (days.to_numpy() + level).round(),
                }
            )
        )
    return pd.concat(found) if found else known.iloc[:0][COUNT_COLUMNS]
