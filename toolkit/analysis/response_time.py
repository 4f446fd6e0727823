"""How fast messages are answered, and how many are at all.

A median over answered messages alone gets better the more are left lying. Here a message without an
answer counts as one that takes longer than any other, so the median says what somebody who writes
may expect; where half are never answered there is none. The shares within an hour and a day are of
all messages for the same reason. Hours are those of the clock: whoever writes on Saturday waits
through Sunday, so weekends stand apart rather than being taken off.
"""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from toolkit.model.message import NEEDS_NO_ANSWER

RESPONSE_COLUMNS = [
    "platform", "part", "messages", "share_answered", "share_within_hour", "share_within_day",
    "response_hours_median", "first", "last",
]  # fmt: skip
SATURDAY = 5


def measure_response(
    messages: pd.DataFrame, time_zone: str = "UTC", as_of: dt.date | None = None
) -> pd.DataFrame:
    """Measure the client's answers on each platform.

    Parameters
    ----------
    messages
        One row a message: ``platform, received, answered``, both moments in UTC, ``answered``
        missing where there was no answer; and ``kind``, if known. Compliments ask for no answer,
        and are left out.
    time_zone
        Zone in which days are counted.
    as_of
        Last day that counts; an answer after it had not been given yet.

    Returns
    -------
    DataFrame
        Columns :data:`RESPONSE_COLUMNS`, a row for each platform and ``part``: ``all``, and
        ``week`` and ``weekend`` where messages came on both. Shares are fractions of all messages
        of the row: answered, and within 1 or 24 hours of the clock. ``response_hours_median`` is in
        hours, missing where half or more of the messages have no answer.
    """
    known = messages[messages["received"].notna() & messages["platform"].notna()]
    if "kind" in known:
        known = known[~known["kind"].isin(NEEDS_NO_ANSWER)]
    if known.empty:
        return pd.DataFrame(columns=RESPONSE_COLUMNS)
    # An answer before its question is a slip of the file, not a fast answer.
    known = known[~known["answered"].lt(known["received"])]
    local = known["received"].dt.tz_convert(time_zone)
    answered = known["answered"]
    if as_of:
        end = pd.Timestamp(as_of, tz=time_zone) + pd.Timedelta(days=1)
        known, local = known[local < end], local[local < end]
        answered = known["answered"].where(known["answered"].lt(end))
    wait = (answered - known["received"]).dt.total_seconds() / 3600
    told = pd.DataFrame(
        {
            "platform": known["platform"],
            "hours": wait.fillna(np.inf),
            "day": local.dt.date,
            "weekend": local.dt.day_of_week >= SATURDAY,
        }
    )
    rows = []
    for platform, here in told.groupby("platform", sort=True):
        rows.append(_measure(str(platform), "all", here))
        if here["weekend"].nunique() == 2:
            rows.append(_measure(str(platform), "week", here[~here["weekend"]]))
            rows.append(_measure(str(platform), "weekend", here[here["weekend"]]))
    return pd.DataFrame(rows, columns=RESPONSE_COLUMNS)


def _measure(platform: str, part: str, told: pd.DataFrame) -> dict[str, object]:
    hours = np.sort(told["hours"].to_numpy(float))
    upper = hours[len(hours) // 2]
    return {
        "platform": platform,
        "part": part,
        "messages": len(hours),
        "share_answered": float(np.isfinite(hours).mean()),
        "share_within_hour": float((hours <= 1).mean()),
        "share_within_day": float((hours <= 24).mean()),
        "response_hours_median": float(np.median(hours)) if np.isfinite(upper) else float("nan"),
        "first": told["day"].min(),
        "last": told["day"].max(),
    }
