"""Dates with the month in words: ``Sep 14, 2026``, ``14 september 2026``, and ``July 16``."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from babel.dates import get_month_names

from toolkit.readers.dates import Moment, read_moment
from toolkit.readers.findings import Findings
from toolkit.readers.table import Column, write

LOCALES = ("en_US", "en_GB", "nl_NL")

_WORDED = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)?"  # a weekday, which the rest makes needless
    r"(?:(?P<month>[^\W\d]+)\.?\s+(?P<day>[0-9]{1,2})|(?P<day2>[0-9]{1,2})\.?\s+(?P<month2>[^\W\d]+)\.?)"
    r"(?:,?\s+(?P<year>[0-9]{4}))?"
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
    """Read a date whose month is a word of English or Dutch; anything else gives None."""
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


def read_days(column: Column, findings: Findings) -> list[Moment | None]:
    """Read a column of days with the month in words; each cell that is none is a fault.

    A date that begins with its year, or a real date of a workbook, leaves nothing open either.
    """
    moments: list[Moment | None] = []
    for cell, row in zip(column.cells, column.rows, strict=True):
        text = write(cell).strip()
        day = read_worded_date(text)
        if isinstance(cell, dt.datetime):
            moments.append(Moment(cell, timed=False))
        elif day:
            moments.append(Moment(dt.datetime.combine(day, dt.time()), timed=False))
        elif written := read_moment(text, "year-first"):
            moments.append(written)
        else:
            findings.add(
                "This is not a date as this column has them." if text else "The date is missing.",
                row=row,
                column=column.name,
                got=text,
                expected="a date such as Sep 14, 2026",
            )
            moments.append(None)
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
        for number, name in get_month_names(width, locale=locale).items()
    } | {"sept": 9}
