"""Days later than the report's own, and posts too young to have gathered their reactions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pandas as pd

from toolkit.errors import Fault, fill
from toolkit.readers.findings import name_rows

RIPE = dt.timedelta(days=7)
DAYS = {"posts": "day", "followers": "day", "totals": "end", "insights": "end"}


def find_late_days(frames: Mapping[str, pd.DataFrame], as_of: dt.date) -> tuple[Fault, ...]:
    """Find rows of a day after the one that the report speaks from.

    Parameters
    ----------
    frames
        Canonical frames by their contents.
    """
    faults = []
    for contents, column in DAYS.items():
        frame = frames[contents]
        late = frame[frame[column] > pd.Timestamp(as_of)]
        for file, group in late.groupby("file", sort=True):
            numbers = [int(row) for row in group["row"]]
            faults.append(
                Fault(
                    "Some days lie after the date of the report.",
                    str(file),
                    numbers[0],
                    "date",
                    fill(
                        "{day}, in {n} of {all} rows ({rows})",
                        day=f"{group[column].iloc[0]:%Y-%m-%d}",
                        n=len(group),
                        all=int(frame["file"].eq(file).sum()),
                        rows=name_rows(numbers),
                    ),
                    fill("{as_of} at the latest", as_of=as_of),
                    "Look whether day and month have changed places; or give the report a later "
                    "date (as_of).",
                    "warning",
                )
            )
    return tuple(faults)


def find_young_posts(posts: pd.DataFrame, as_of: dt.date) -> tuple[Fault, ...]:
    """Find posts of the last seven days, which still gather reactions.

    Parameters
    ----------
    posts
        Canonical posts.
    """
    last = pd.Timestamp(as_of)
    young = posts[(posts["day"] > last - RIPE) & (posts["day"] <= last)]
    return tuple(
        Fault(
            "Posts younger than seven days still gather reactions.",
            str(file),
            int(group["row"].iloc[0]),
            got=f"{len(group)} ({name_rows(int(row) for row in group['row'])})",
            severity="note",
        )
        for file, group in young.groupby("file", sort=True)
    )
