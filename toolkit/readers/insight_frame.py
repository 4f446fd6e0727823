"""From the figures of an account, as columns or as lists of parts, to the frame of insights."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from toolkit.errors import fill
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
            fill("This table has a day twice ({rows}).", rows=name_rows(twice)),
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
            got=fill(
                "{missing} missing, the first after {day}",
                missing=missing,
                day=earlier.date().isoformat(),
            ),
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


def make_insights_by_row(
    file: str,
    rows: Sequence[int],
    figures: Mapping[str, Sequence[float | None]],
    *,
    platform: str,
    account: str | None = None,
    start: Sequence[Day] = (),
    end: Sequence[Day] = (),
    dimension: str | None = None,
    members: Sequence[str | None] = (),
) -> pd.DataFrame:
    """Give the figures of a table in the order of its rows; one that is missing makes no row.

    Parameters
    ----------
    rows
        Row numbers as a spreadsheet shows them.
    figures
        By metric (:data:`toolkit.model.insight.METRIC_UNITS`), one value a row of the table.
    start, end
        First and last day of each row; not given, they are missing; without `end` a row is a day.
    dimension, members
        What each row is a part of, and which; not given, the figures are of the whole account.
    """
    first = start or (None,) * len(rows)
    made = [
        Figures(metric, values, rows, first, end or first, dimension, members or None)
        for metric, values in figures.items()
    ]
    frame = make_insights(file, made, platform=platform, account=account)
    frame["dimension"] = frame["dimension"].where(frame["member"].notna())
    return frame.sort_values("row", kind="stable", ignore_index=True)
