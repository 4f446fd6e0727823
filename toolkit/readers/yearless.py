"""Days without a year, such as ``October 1``: they run on from a year that somebody gives.

From one row to the next the days go on by one, so that after ``December 31`` a new year begins;
only the year of the last one is open. A date that carries its year settles it. Nothing else in a
file does: 29 February only leaves years four apart, and the file's name is not trusted, so the
reader asks, and holds the answer against the calendar.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from itertools import pairwise

from toolkit.errors import fill, join
from toolkit.readers.dates import FIRST_YEAR, LAST_YEAR, read_moment
from toolkit.readers.day_steps import report_gaps
from toolkit.readers.findings import Findings
from toolkit.readers.table import Column, write
from toolkit.readers.worded import WordedDay, read_worded

HALF_A_YEAR = 183
EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class _Entry:
    """A day of the file, where and how it is written, and how many years after the first."""

    at: int
    row: int
    text: str
    day: WordedDay
    years_on: int = 0


def read_running_days(
    column: Column, year: int | None, findings: Findings, *, repeated: bool = False
) -> list[dt.datetime | None]:
    """Read days that follow each other, with years or without; a cell that is none is a fault.

    Parameters
    ----------
    year
        Of the last day, as somebody answered; None where nobody did.
    repeated
        Whether a day may stand in several rows, as in a table by hour.

    Returns
    -------
    list
        One day for each row, None where it is not known; oldest first or last as in the file.
    """
    days: list[dt.datetime | None] = [None] * len(column.cells)
    entries = _read_entries(column, findings)
    if entries and any(entry.day.year is None for entry in entries):
        faults = len(findings.faults)
        entries = _count_years(entries, column, findings)
        first_year = _settle_year(entries, year, column, findings)
        if first_year is None or len(findings.faults) > faults:
            return days
    else:
        first_year = FIRST_YEAR
    for entry in entries:
        of = first_year + entry.years_on
        day = entry.day.in_year(of)
        if day is None:
            findings.add(
                fill("There is no such day in {of}.", of=of),
                row=entry.row,
                column=column.name,
                got=entry.text,
                expected="another year of the last date, or another day",
                remedy="Correct the year under answers in data/channels/profile.yaml.",
            )
        else:
            days[entry.at] = dt.datetime.combine(day, dt.time())
    report_gaps(days, column, findings, repeated=repeated)
    return days


def _read_entries(column: Column, findings: Findings) -> list[_Entry]:
    entries = []
    for at, (cell, row) in enumerate(zip(column.cells, column.rows, strict=True)):
        text = write(cell).strip()
        written = cell if isinstance(cell, dt.datetime) else None
        if written is None and (moment := read_moment(text, "year-first")):
            written = moment.value
        day = WordedDay(written.month, written.day, written.year) if written else read_worded(text)
        if day is None:
            what = "This is not a date as this column has them." if text else "The date is missing."
            expected = "a day such as October 1, or 2026/10/01"
        elif day.year is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            what, expected = "No figure can be of this year.", f"{FIRST_YEAR} to {LAST_YEAR}"
        else:
            entries.append(_Entry(at, row, text, day))
            continue
        findings.add(what, row=row, column=column.name, got=text, expected=expected)
    return entries


def _count_years(entries: list[_Entry], column: Column, findings: Findings) -> list[_Entry]:
    """Put the days in the order of time, and count the new years between the first and each."""
    steps = [_days_on(earlier.day, later.day) for earlier, later in pairwise(entries)]
    if sum(step > HALF_A_YEAR for step in steps) > sum(0 < step <= HALF_A_YEAR for step in steps):
        entries = entries[::-1]
    counted: list[_Entry] = []
    years = 0
    for entry in entries:
        earlier = counted[-1] if counted else entry
        if _days_on(earlier.day, entry.day) > HALF_A_YEAR:
            findings.add(
                "The dates do not run on here, so that their years cannot be told.",
                row=entry.row,
                column=column.name,
                got=fill("{text} after {other_text}", text=entry.text, other_text=earlier.text),
                expected="one day after the other",
                remedy="Export the file anew and do not sort it.",
            )
        if (entry.day.month, entry.day.day) < (earlier.day.month, earlier.day.day):
            years += 1
        counted.append(_Entry(entry.at, entry.row, entry.text, entry.day, years))
    return counted


def _days_on(earlier: WordedDay, later: WordedDay) -> int:
    """Count the days from one to the next other, 0 to 365, in a year that has every day."""
    leap = 2000
    place = [dt.date(leap, day.month, day.day).toordinal() for day in (earlier, later)]
    return (place[1] - place[0]) % 366


def _settle_year(
    entries: list[_Entry], answered: int | None, column: Column, findings: Findings
) -> int | None:
    """Give the year of the first day, by a date that carries its own, else as answered."""
    last = entries[-1]
    dated = [entry for entry in entries if entry.day.year is not None]
    firsts = {(entry.day.year or 0) - entry.years_on: entry for entry in dated}
    if len(firsts) > 1:
        one, other, *_ = firsts.values()
        findings.add(
            "The years in this column contradict each other.",
            row=other.row,
            column=column.name,
            got=fill(
                "{text} in row {row}, {other_text} in row {other_row}",
                text=one.text,
                row=one.row,
                other_text=other.text,
                other_row=other.row,
            ),
            remedy="Export the file anew.",
        )
        return None
    for first, proof in firsts.items():
        findings.decide(
            column.name,
            fill("the last day, {text}, is of {year}", text=last.text, year=first + last.years_on),
            fill("row {row} says {text}, and the days run on", row=proof.row, text=proof.text),
        )
        return first
    if answered is not None:
        findings.decide(
            column.name,
            fill("the last day, {text}, is of {year}", text=last.text, year=answered),
            "answered",
        )
        return answered - last.years_on
    named = sorted(set(re.findall(r"(?<![0-9])20[0-9]{2}(?![0-9])", findings.file)))
    seen = [
        fill("{first} to {last}, {n} rows", first=entries[0].text, last=last.text, n=len(entries))
    ]
    if named:
        message = "the name of the file holds {years}, which proves nothing"
        seen.append(fill(message, years=", ".join(named)))
    findings.ask(
        "year",
        "The dates in this file have no year. Of which year is the last one?",
        column=column.name,
        got=join(seen, "; "),
        expected=_possible_years(entries),
    )
    return None


def _possible_years(entries: list[_Entry]) -> str:
    leap = next((e for e in entries if (e.day.month, e.day.day) == (2, 29)), None)
    if leap is None:
        return "a year such as 2025"
    back = entries[-1].years_on - leap.years_on
    years = [str(year + back) for year in range(2016, LAST_YEAR) if calendar.isleap(year)]
    return f"a year in which row {leap.row} exists: {', '.join(years[:EXAMPLES])}, …"
