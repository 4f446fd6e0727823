"""Dates with the month in words: ``Sep 14, 2026``, ``14 september 2026``, and ``July 16``.

Months are known in eight languages. No name of a month means another month in another of them, so
the language need not be known.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from babel.dates import get_month_names

from toolkit.readers.dates import Moment, read_moment
from toolkit.readers.findings import Findings
from toolkit.readers.table import Column, write

LOCALES = (
    "en_US", "en_GB", "nl_NL", "de_DE", "de_AT", "fr_FR", "fr_CA", "es_ES", "es_MX", "pt_BR",
    "pt_PT", "it_IT", "pl_PL",
)  # fmt: skip
HALF_A_YEAR = 6

_BETWEEN = r"(?:\s+|[-/])(?:de\s+)?"  # Spanish and Portuguese put a word between
_WORDED = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)?"  # a weekday, which the rest makes needless
    r"(?:(?P<month>[^\W\d]+)\.?\s+(?P<day>[0-9]{1,2})"
    rf"|(?P<day2>[0-9]{{1,2}})(?:er|\.|º|°)?{_BETWEEN}(?P<month2>[^\W\d]+)\.?)"
    rf"(?:,?{_BETWEEN}(?P<year>[0-9]{{4}}))?"
)
_TIMED = re.compile(
    r"(?P<day>.+?[0-9]{4}\.?),?\s+(?:[^\W\d]{1,3}\s+|[-–·]\s*)?"  # à, um, at, om, las, alle
    r"(?P<hour>[0-9]{1,2})[:.h](?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    r"(?:\s*(?P<half>[AaPp])\.?\s?[Mm]\.?)?(?:\s+(?:Uhr|uur|h))?"
)


@dataclass(frozen=True, slots=True)
class WordedDay:
    """A day as it is written; ``year`` is None where none stands beside it."""

    month: int
    day: int
    year: int | None = None

    def in_year(self, year: int) -> dt.date | None:
        """Give the day in its own year, or else in `year`; None where there is no such day."""
        try:
            return dt.date(self.year or year, self.month, self.day)
        except ValueError:
            return None


def read_worded(text: str) -> WordedDay | None:
    """Read a date whose month is a word; anything else gives None."""
    found = _WORDED.fullmatch(text.strip())
    month = find_month(found["month"] or found["month2"]) if found else None
    if found is None or month is None:
        return None
    day = WordedDay(
        month, int(found["day"] or found["day2"]), int(found["year"]) if found["year"] else None
    )
    # Without a year the 29th of February is a day of some year.
    return day if day.in_year(2000) else None


def read_worded_date(text: str) -> dt.date | None:
    """Read a date in words with its year; one without it gives None too."""
    worded = read_worded(text)
    return worded.in_year(worded.year) if worded and worded.year else None


def read_worded_moment(text: str) -> Moment | None:
    """Read a date in words with its year, and with a time or without; anything else gives None."""
    timed = _TIMED.fullmatch(text.strip())
    day = read_worded_date(timed["day"].rstrip(".") if timed else text)
    if day is None:
        return None
    if timed is None:
        return Moment(dt.datetime.combine(day, dt.time()), timed=False)
    hour = int(timed["hour"])
    if timed["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if timed["half"] in "Pp" else 0)
    try:
        time = dt.time(hour, int(timed["minute"]), int(timed["second"] or 0))
    except ValueError:
        return None
    return Moment(dt.datetime.combine(day, time), timed=True)


def read_worded_moments(
    column: Column, findings: Findings, year: int | None = None
) -> list[Moment | None]:
    """Read a column of dates in words that may have times; each cell that is none is a fault.

    Parameters
    ----------
    year
        Of the latest date, where dates have no year; see :func:`place_years`.
    """
    if year is not None:
        column = _with_years(column, year)
    moments = _read_cells(column, findings, read_worded_moment)
    if all(one is None or (one.value.time() == dt.time() and not one.timed) for one in moments):
        return moments
    return [one and Moment(one.value, timed=True) for one in moments]


def _with_years(column: Column, last: int) -> Column:
    bare = {
        at: text
        for at, text in enumerate(column.texts)
        if (day := read_worded(text)) and day.year is None
    }
    cells = list(column.cells)
    for at, placed in zip(bare, place_years([*bare.values()], last), strict=True):
        if placed is not None:
            cells[at] = placed.isoformat()
    return Column(column.name, tuple(cells), column.rows)


def place_years(texts: Sequence[str], last: int) -> list[dt.date | None]:
    """Give days that are written without a year theirs.

    The rows stand in the order of time, either way round, so a step of more than half a year from
    one to the next is a turn of the year.

    Parameters
    ----------
    texts
        Days in words, all without a year.
    last
        The year of the latest of them.
    """
    days = [read_worded(text) for text in texts]
    turns = [0]
    for before, day in pairwise(days):
        step = (day.month - before.month) if before and day else 0
        turns.append(turns[-1] + (1 if step < -HALF_A_YEAR else -1 if step > HALF_A_YEAR else 0))
    first = last - max(turns)
    return [
        day.in_year(first + turn) if day else None for day, turn in zip(days, turns, strict=False)
    ]


def read_days(column: Column, findings: Findings) -> list[Moment | None]:
    """Read a column of days with the month in words; each cell that is none is a fault.

    A date that begins with its year, or a real date of a workbook, leaves nothing open either.
    """

    def read_day(text: str) -> Moment | None:
        day = read_worded_date(text)
        return Moment(dt.datetime.combine(day, dt.time()), timed=False) if day else None

    return _read_cells(column, findings, read_day)


def _read_cells(
    column: Column, findings: Findings, read: Callable[[str], Moment | None]
) -> list[Moment | None]:
    moments: list[Moment | None] = []
    for cell, row in zip(column.cells, column.rows, strict=True):
        text = write(cell).strip()
        if isinstance(cell, dt.datetime):
            moment: Moment | None = Moment(cell, timed=cell.time() != dt.time())
        else:
            moment = read(text) or read_moment(text, "year-first")
        if moment is None:
            findings.add(
                "This is not a date as this column has them." if text else "The date is missing.",
                row=row,
                column=column.name,
                got=text,
                expected="a date such as Sep 14, 2026",
            )
        moments.append(moment)
    return moments


def find_month(word: str) -> int | None:
    """Give the number of a month by its name, in full or abbreviated."""
    return _months().get(word.casefold().rstrip("."))


@cache
def _months() -> dict[str, int]:
    return {
        name.casefold().rstrip("."): number
        for locale in LOCALES
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for number, name in get_month_names(width, context=context, locale=locale).items()
    } | {"sept": 9}
