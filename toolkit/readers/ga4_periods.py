"""Of which property and period a table of Google Analytics 4 is, and of which days its rows are."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.errors import fill
from toolkit.readers.dates import FIRST_YEAR, LAST_YEAR, read_moment
from toolkit.readers.findings import Findings
from toolkit.readers.ga4_words import END, PROPERTY, RANGE, START
from toolkit.readers.stacked import read_comment
from toolkit.readers.table import Column, Row
from toolkit.readers.worded import read_worded_date

Day = dt.datetime | None
SUNDAY = 6
BOTH_DAYS = re.compile(r"([0-9]{8})\s*[-–]\s*([0-9]{8})")
BEFORE = "This row is of a day outside the period that stands above the table."


@dataclass(frozen=True, slots=True)
class Facts:
    """What the comments above a table say: whose it is, and its first and last day.

    ``spoilt`` is said where a period stands there, but cannot be read, which has been told.
    """

    property: str | None = None
    start: Day = None
    end: Day = None
    spoilt: bool = False


def read_facts(comments: Sequence[Row], before: Facts, findings: Findings) -> Facts:
    """Read the comments above a table; what they do not say is as for the table `before`."""
    whose, start, end = before.property, before.start, before.end
    known = len(findings.faults)
    for row in comments:
        name, _, text = read_comment(row).partition(":")
        key, value = name.strip().casefold(), text.strip()
        both = BOTH_DAYS.fullmatch(value if key in RANGE else read_comment(row))
        if key in PROPERTY and value:
            whose = value
        elif key in START:
            start = read_comment_day(value, row, findings)
        elif key in END:
            end = read_comment_day(value, row, findings)
        elif both:
            start, end = (read_comment_day(day, row, findings) for day in both.groups())
    if start and end and end < start:
        findings.add(
            "The period above this table ends before it begins.",
            row=comments[-1].number if comments else None,
            got=fill("{start} to {end}", start=f"{start:%Y-%m-%d}", end=f"{end:%Y-%m-%d}"),
        )
        start = end = None
    return Facts(whose, start, end, spoilt=len(findings.faults) > known)


def read_comment_day(text: str, row: Row, findings: Findings) -> Day:
    """Read a day of a comment, ``20260901``; anything else is a fault."""
    day = read_day(text)
    if day is None:
        findings.add(
            "This is not a date.", row=row.number, got=text, expected="a day such as 20260901"
        )
    return day


def read_day(text: str) -> Day:
    """Read a day that leaves nothing open: ``20260901``, ``2026-09-01``, ``Sep 1, 2026``."""
    moment = read_moment(text, "year-first")
    worded = moment.value.date() if moment else read_worded_date(text)
    if worded is None or not FIRST_YEAR <= worded.year <= LAST_YEAR:
        return None
    return dt.datetime.combine(worded, dt.time())


def place_rows(
    step: str, column: Column, facts: Facts, findings: Findings
) -> tuple[list[Day], list[Day]]:
    """Give the first and the last day of each row.

    Parameters
    ----------
    step
        What the column holds: ``date``, or the number of a ``day``, ``week`` or ``month`` of the
        period, 0 for the first. Weeks begin on Sunday, months on the first day, and the period
        cuts the first and the last of them.
    """
    if step != "date" and facts.start is None:
        if not facts.spoilt:
            findings.add(
                "These rows are counted from a first day that the file does not name.",
                row=column.rows[0] if column.rows else None,
                column=column.name,
                expected="a comment above the table such as # Start date: 20260901",
                remedy="Export the file anew, and leave the lines with # in it.",
            )
        return [None] * len(column.rows), [None] * len(column.rows)
    if step == "week" and facts.start and facts.start.weekday() != SUNDAY:
        findings.decide(
            column.name,
            "weeks from Sunday to Saturday, the first one cut by the period",
            "Google Analytics begins its weeks on Sunday; the file has only their numbers",
        )
    starts: list[Day] = []
    ends: list[Day] = []
    for text, row in zip(column.texts, column.rows, strict=True):
        start, end = _read_step(step, text, facts.start)
        if start is None or end is None:
            findings.add(
                "This is not a point in time as this column has them.",
                row=row,
                column=column.name,
                got=text,
                expected="20260901" if step == "date" else "a number such as 0000",
            )
        elif (facts.start and end < facts.start) or (facts.end and start > facts.end):
            findings.add(BEFORE, row=row, column=column.name, got=f"{start:%Y-%m-%d}")
            start = None
        starts.append(start)
        ends.append(min(end, facts.end) if start and end and facts.end else start and end)
    return starts, ends


def _read_step(step: str, text: str, first: Day) -> tuple[Day, Day]:
    if step == "date":
        day = read_day(text)
        return day, day
    if first is None or re.fullmatch("[0-9]{1,4}", text) is None:
        return None, None
    number = int(text)
    if step == "day":
        day = first + dt.timedelta(days=number)
        return day, day
    if step == "week":
        sunday = first - dt.timedelta(days=(first.weekday() + 1) % 7)
        start = sunday + dt.timedelta(weeks=number)
        return max(start, first), start + dt.timedelta(days=6)
    months = first.year * 12 + first.month - 1 + number
    year, month = divmod(months, 12)
    start = first.replace(year=year, month=month + 1, day=1)
    return max(start, first), start.replace(day=calendar.monthrange(year, month + 1)[1])
