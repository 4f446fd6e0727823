"""What does not add up in files that can be read: held against themselves, and each other.

Each check is a pure function from canonical frames to faults. What cannot be so (a total that its
parts contradict in one row, likes above views in most rows) is an error; what can be, but is
seldom so (exactly 500 rows), is a warning; what the reader of a report has to know is a note.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import pandas as pd

from toolkit.errors import Fault
from toolkit.model.client import Client
from toolkit.readers.consistency.brands import find_name_twins, find_total_rows
from toolkit.readers.consistency.exports import (
    find_falling_totals,
    find_paid_posts,
    find_round_counts,
)
from toolkit.readers.consistency.figures import (
    find_gaps,
    find_impossible_figures,
    find_misplaced_texts,
    find_slipped_days,
)
from toolkit.readers.consistency.followers import find_impossible_gains, find_jumps
from toolkit.readers.consistency.rates import find_wrong_rates
from toolkit.readers.consistency.sums import find_wrong_sums
from toolkit.readers.consistency.times import find_late_days, find_young_posts
from toolkit.readers.consistency.videos import find_other_periods, find_videos_above_channel
from toolkit.readers.reading import Reading

__all__ = ["check_readings", "check_together"]


def check_readings(readings: Iterable[Reading]) -> tuple[Fault, ...]:
    """Hold each file against itself, as it was read."""
    faults: list[Fault] = []
    for reading in readings:
        if reading.frame.empty:
            continue
        if reading.contents == "posts":
            faults += find_wrong_sums(reading.frame)
            faults += find_wrong_rates(reading.frame, reading.kept)
            faults += find_impossible_figures(reading.frame)
            faults += find_misplaced_texts(reading.frame)
            faults += find_gaps(reading.frame)
            if reading.reader != "tally":
                faults += find_round_counts(reading.frame)
        elif reading.contents == "insights":
            faults += find_slipped_days(reading.frame)
        elif reading.contents in ("followers", "totals"):
            faults += find_impossible_gains(reading.frame)
    return tuple(faults)


def check_together(
    frames: Mapping[str, pd.DataFrame], client: Client, as_of: dt.date | None
) -> tuple[Fault, ...]:
    """Hold all files against each other.

    Parameters
    ----------
    frames
        Canonical frames by their contents, brands settled, nothing taken out yet.
    as_of
        The day that the report speaks from; without one nothing is too young or too late.
    """
    posts, followers = frames["posts"], frames["followers"]
    faults = [
        *find_total_rows(frames),
        *find_name_twins(frames, client),
        *find_falling_totals(posts),
        *find_paid_posts(posts, client.name),
        *find_videos_above_channel(frames["insights"]),
        *find_other_periods(posts, frames["insights"]),
        *find_jumps(followers),
        *find_jumps(posts),
    ]
    if as_of is not None:
        faults += find_late_days(frames, as_of)
        faults += find_young_posts(posts, as_of)
    return tuple(faults)
