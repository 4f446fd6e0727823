"""Quarters of a plan in words: by the calendar where they are its quarters, else by their month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from babel.dates import format_date

from toolkit.language import Language


def is_of_the_calendar(day: dt.date) -> bool:
    """Say whether a quarter that begins on a day is one of the calendar's."""
    return day.day == 1 and day.month % 3 == 1


def write_quarter(days: Sequence[dt.date], number: int, language: Language) -> str:
    """Write a quarter of a plan, such as ``Q1 2027``.

    Parameters
    ----------
    days
        First day of each quarter; empty while nobody knows.
    number
        The quarter, counted from 1.
    """
    if not days:
        return language.text("quarter {n}", n=number)
    day = days[number - 1]
    if is_of_the_calendar(day):
        # In Dutch too: people who plan write Q1, where the calendar's own K1 is hardly known.
        return f"{_short(day)} {day.year}"
    return language.text("quarter from {day}", day=language.short_date(day))


def write_tick(days: Sequence[dt.date], number: int, language: Language) -> tuple[str, str]:
    """Write a quarter on an axis: in short, and the year below it where that begins."""
    if not days:
        return str(number), ""
    day = days[number - 1]
    year = str(day.year) if number == 1 or days[number - 2].year != day.year else ""
    if is_of_the_calendar(day):
        return _short(day), year
    return format_date(day, "MMM", locale=language.locale).rstrip("."), year


def _short(day: dt.date) -> str:
    return f"Q{(day.month + 2) // 3}"
