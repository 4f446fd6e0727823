"""The steps from one row's date to the next: gaps, days that stand twice, weeks and months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from toolkit.errors import fill
from toolkit.readers.dates import FIRST_YEAR, LAST_YEAR
from toolkit.readers.findings import Findings
from toolkit.readers.table import Column, Table

MOST_DAYS = (dt.date(LAST_YEAR + 1, 1, 1) - dt.date(FIRST_YEAR, 1, 1)).days


def refuse_endless(table: Table, findings: Findings) -> None:
    """Stop at once where a table with one row a day has more rows than there are days.

    Raises
    ------
    InputError
        Saying so; each of its faults would be one too many.
    """
    if len(table.rows) > MOST_DAYS:
        findings.add(
            "This table by day has more rows than there are days.",
            row=table.numbers[MOST_DAYS],
            got=fill("{n} rows", n=f"{len(table.rows):,}"),
            expected=fill(
                "{most_days} days at most, those of {first_year} to {last_year}",
                most_days=f"{MOST_DAYS:,}",
                first_year=FIRST_YEAR,
                last_year=LAST_YEAR,
            ),
            remedy="Export the file anew.",
        )
        findings.settle()


def report_gaps(
    days: Sequence[dt.datetime | None], column: Column, findings: Findings, *, repeated: bool
) -> None:
    """Name days that stand in two rows (an error), and days that are left out (a warning)."""
    known = sorted(
        (day, row) for day, row in zip(days, column.rows, strict=True) if day is not None
    )
    for (earlier, _), (later, row) in pairwise(known):
        missing = (later - earlier).days - 1
        if missing < 0 and not repeated:
            findings.add(
                "This day stands in the file twice.",
                row=row,
                column=column.name,
                got=f"{later:%Y-%m-%d}",
                remedy="Export the file anew, or take one of the rows out.",
            )
        elif missing > 0:
            findings.add(
                "Days are missing before this one.",
                severity="warning",
                row=row,
                column=column.name,
                got=fill(
                    "{missing} after {earlier}", missing=missing, earlier=f"{earlier:%Y-%m-%d}"
                ),
                remedy="If they were not left out on purpose, export the file anew.",
            )


def period_of(days: Sequence[dt.datetime | None]) -> str:
    """Say whether rows stand for days, weeks or months, by the steps between their dates."""
    known = sorted({day for day in days if day is not None})
    steps = {(later - earlier).days for earlier, later in pairwise(known)}
    if steps == {7}:
        return "week"
    if steps and steps <= {28, 29, 30, 31} and all(day.day == 1 for day in known):
        return "month"
    return "day"


def end_periods(
    days: Sequence[dt.datetime | None], date: Column, findings: Findings, *, repeated: bool
) -> list[dt.datetime | None]:
    """Give the last day of each row's day, week or month; gaps between days are reported."""
    period = period_of(days)
    if period == "day":
        report_gaps(days, date, findings, repeated=repeated)
        return list(days)
    findings.decide(
        date.name,
        fill("each date begins a {period}", period=fill(period)),
        fill("all dates are one {period} from the next", period=fill(period)),
    )
    if period == "week":
        return [day and day + dt.timedelta(days=6) for day in days]
    return [
        day and (day + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1) for day in days
    ]
