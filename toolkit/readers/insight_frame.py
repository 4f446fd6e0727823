"""From the figures of an account, as columns or as lists of parts, to the frame of insights."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from toolkit.model.posts import INSIGHTS
from toolkit.readers.findings import Findings, name_rows
from toolkit.readers.frame import make_frame
from toolkit.readers.table import Column

Day = dt.datetime | None


@dataclass(frozen=True, slots=True)
class Figures:
    """One metric: a value for each row, by day or of a period, of the whole account or of parts.

    ``rows`` are numbers as a spreadsheet shows them; ``starts`` and ``ends`` are first and last
    days. ``members`` name the parts, one a row, where there is a ``dimension``.
    """

    metric: str
    values: Sequence[float | None]
    rows: Sequence[int]
    starts: Sequence[Day]
    ends: Sequence[Day]
    dimension: str | None = None
    members: Sequence[str | None] | None = None
    platform: str | None = None


def check_days(column: Column, days: Sequence[Day], findings: Findings) -> None:
    """Refuse a table by day that has a day twice, and warn of days that are missing in between."""
    first: dict[dt.datetime, int] = {}
    twice: list[int] = []
    for day, row in zip(days, column.rows, strict=True):
        if day is not None and first.setdefault(day, row) != row:
            twice.append(row)
    if twice:
        findings.add(
            f"This table has a day twice ({name_rows(twice)}).",
            row=twice[0],
            column=column.name,
            remedy="Export the file anew and leave it as it came.",
        )
    known = sorted(first)
    gaps = [
        (earlier, later)
        for earlier, later in pairwise(known)
        if later - earlier > dt.timedelta(days=1)
    ]
    if gaps:
        missing = sum((later - earlier).days - 1 for earlier, later in gaps)
        earlier, later = gaps[0]
        findings.add(
            "Days are missing in this table.",
            severity="warning",
            row=first[later],
            column=column.name,
            got=f"{missing} missing, the first after {earlier.date().isoformat()}",
            expected="a row for every day",
            remedy="If rows were taken out, export the file anew.",
        )


def make_insights(
    file: str, figures: Sequence[Figures], *, platform: str | None = None, account: str | None
) -> pd.DataFrame:
    """Give the canonical frame of insights; a value that is missing makes no row.

    Parameters
    ----------
    platform
        That of all figures which do not say their own.
    account
        Number or name of the account, where somebody has said it.
    """
    records = [
        (one.metric, one.dimension, member, value, start, end, row, one.platform or platform)
        for one in figures
        for value, row, start, end, member in zip(
            one.values,
            one.rows,
            one.starts,
            one.ends,
            one.members or [None] * len(one.rows),
            strict=True,
        )
        if value is not None
    ]
    metric, dimension, member, value, start, end, row, whose = (
        zip(*records, strict=True) if records else [()] * 8
    )
    return make_frame(
        INSIGHTS,
        file,
        [int(str(number)) for number in row],
        account=[account] * len(records),
        platform=whose,
        start=start,
        end=end,
        metric=metric,
        dimension=dimension,
        member=member,
        value=value,
    )
