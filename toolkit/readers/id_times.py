"""Moments that the numbers of posts hold: X and TikTok number their posts by the clock.

An export prints days without a time, or even without a year; the number of the post says to the
second when it was made. A printed day that is another shows that a file was mixed up.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence

from toolkit.errors import fill
from toolkit.readers.dates import FIRST_YEAR, LAST_YEAR, Moment
from toolkit.readers.findings import Findings
from toolkit.readers.table import Column
from toolkit.readers.worded import read_worded, read_worded_date

X_EPOCH = 1_288_834_974_657
"""Milliseconds since 1970 from which X counts (Twitter, “Announcing Snowflake”, 2010)."""

MomentOf = Callable[[int], dt.datetime | None]


def x_moment(number: int) -> dt.datetime | None:
    """Give when a post of X was made: its number without the last 22 bits counts milliseconds.

    Numbers from before November 2010 were given one by one, and tell nothing: None.
    """
    milliseconds = number >> 22
    return _moment((milliseconds + X_EPOCH) // 1000) if milliseconds > 0 else None


def tiktok_moment(number: int) -> dt.datetime | None:
    """Give when a video of TikTok was made: its number without the last 32 bits counts seconds.

    After R. Benson, “Tinkering with TikTok Timestamps” (dfir.blog, 2020).
    """
    return _moment(number >> 32)


def place_by_ids(
    dates: Column, ids: Sequence[str | None], moment_of: MomentOf, maker: str, findings: Findings
) -> list[Moment | None]:
    """Give the moments of posts from their numbers, held against the days that are printed.

    Parameters
    ----------
    ids
        The number of each post as text; a post without one is placed by its printed day, which
        then needs a year.
    maker
        Whose numbers they are, for the decision.
    """
    moments: list[Moment | None] = []
    agreeing = told = 0
    for text, row, number in zip(dates.texts, dates.rows, ids, strict=True):
        held = moment_of(int(number)) if number and re.fullmatch("[0-9]{1,20}", number) else None
        if held is None:
            moments.append(_printed(text, row, dates.name, findings))
            continue
        told += 1
        if falls_on(held, text):
            agreeing += 1
        else:
            findings.add(
                "The day in this row is not the day that the number of the post holds.",
                row=row,
                column=dates.name,
                got=text,
                expected=fill("{day}, give or take a day", day=f"{held:%Y-%m-%d}"),
                remedy="A column may have been shifted or sorted by itself: export the file anew.",
            )
        moments.append(Moment(held, timed=True))
    if told:
        findings.decide(
            dates.name,
            "the moment that the number of the post holds (UTC)",
            fill(
                "{maker} numbers posts by the clock; on {agreeing} of {told} rows "
                "that moment falls on the printed day, give or take a day for the "
                "time zone",
                maker=maker,
                agreeing=agreeing,
                told=told,
            ),
        )
    return moments


def falls_on(moment: dt.datetime, text: str) -> bool:
    """Say whether a moment falls on a day as it is written, give or take a day."""
    near = [(moment + dt.timedelta(days=days)).date() for days in (-1, 0, 1)]
    worded = read_worded(text)
    if worded is not None:
        return any(worded.in_year(day.year) == day for day in near)
    # A month in another language, or in figures whose order nothing tells: the day is there.
    numbers = {int(number) for number in re.findall("[0-9]+", text)}
    return any(day.day in numbers for day in near)


def _printed(text: str, row: int, column: str, findings: Findings) -> Moment | None:
    day = read_worded_date(text)
    if day is None:
        findings.add(
            "It is not known in which year this was: the date has none, and no number of the post "
            "tells it.",
            row=row,
            column=column,
            got=text,
            expected="the address of the post, or a date such as Sep 14, 2026",
            remedy="Export the file anew, with the column of addresses or numbers left in it.",
        )
        return None
    return Moment(dt.datetime.combine(day, dt.time()), timed=False)


def _moment(seconds: int) -> dt.datetime | None:
    try:
        moment = dt.datetime.fromtimestamp(seconds, dt.UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if FIRST_YEAR <= moment.year <= LAST_YEAR else None
