"""How fast messages are answered, and how many are at all.

A median over answered messages alone gets better the more are left lying. Here a message without an
answer counts as one that takes longer than any other, so the median says what somebody who writes
may expect; where half are never answered there is none.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

RESPONSE_COLUMNS = [
    "platform", "messages", "share_answered", "response_hours_median", "first", "last",
]  # fmt: skip


def measure_response(messages: pd.DataFrame) -> pd.DataFrame:
    """Measure the client's answers on each platform.

    Parameters
    ----------
    messages
        One row a message that asked for an answer: ``platform, received, answered``, both moments,
        ``answered`` missing where there was no answer.

    Returns
    -------
    DataFrame
        Columns :data:`RESPONSE_COLUMNS`: ``share_answered`` is a fraction of all messages,
        ``response_hours_median`` is in hours of the clock, missing where half or more of the
        messages have no answer.
    """
    rows = []
    known = messages[messages["received"].notna() & messages["platform"].notna()]
    for platform, here in known.groupby("platform", sort=True):
        hours = (here["answered"] - here["received"]).dt.total_seconds().to_numpy(float) / 3600
        # An answer before its question is a slip of the file, not a fast answer.
        hours = np.where(np.isnan(hours), np.inf, hours)
        hours = hours[hours >= 0]
        if not len(hours):
            continue
        ordered = np.sort(hours)
        upper = ordered[len(ordered) // 2]
        middle = float(np.median(ordered)) if np.isfinite(upper) else float("nan")
        rows.append(
            {
                "platform": platform,
                "messages": len(hours),
                "share_answered": float(np.isfinite(hours).mean()),
                "response_hours_median": middle,
                "first": here["received"].min().date(),
                "last": here["received"].max().date(),
            }
        )
    return pd.DataFrame(rows, columns=RESPONSE_COLUMNS)
