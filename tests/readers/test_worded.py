"""Dates in words, of both languages."""

from collections import defaultdict

import pytest
from babel.dates import get_month_names

from toolkit.readers.worded import LOCALES, WordedDay, place_years, read_worded, read_worded_moment


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sep 14, 2026", WordedDay(9, 14, 2026)),
        ("Sept. 14, 2026", WordedDay(9, 14, 2026)),
        ("14 september 2026", WordedDay(9, 14, 2026)),
        ("14 mrt. 2026", WordedDay(3, 14, 2026)),
        ("Tue, Jul 14, 2026", WordedDay(7, 14, 2026)),
        ("dinsdag 14 juli 2026", WordedDay(7, 14, 2026)),
        ("February 29", WordedDay(2, 29)),
        ("February 30", None),
        ("Feb 29, 2026", None),
        ("14/07/2026", None),
        ("Sep", None),
        ("14 de jul. de 2026", WordedDay(7, 14, 2026)),
        ("15 mars 2026", WordedDay(3, 15, 2026)),
        ("1er févr. 2026", WordedDay(2, 1, 2026)),
        ("15. März 2026", WordedDay(3, 15, 2026)),
        ("25 de março de 2023", WordedDay(3, 25, 2023)),
        ("3 ago 2025", WordedDay(8, 3, 2025)),
        ("5 gennaio 2026", WordedDay(1, 5, 2026)),
        ("12 września 2026", WordedDay(9, 12, 2026)),
        ("3-Mar-2026", WordedDay(3, 3, 2026)),
        ("", None),
    ],
)
def test_a_date_is_read_or_is_none(text, day):
    assert read_worded(text) == day


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("15 mars 2026 à 14:30", 14, 30),
        ("15 mars 2026 14h30", 14, 30),
        ("15. März 2026, 14:30 Uhr", 14, 30),
        ("15 mar. 2026, 14.30", 14, 30),
        ("Mar 15, 2026, 2:30 PM", 14, 30),
        ("March 15, 2026 at 12:05 a.m.", 0, 5),
        ("15 maart 2026 om 14:30 uur", 14, 30),
    ],
)
def test_a_time_may_stand_behind_a_date_in_words(text, hour, minute):
    moment = read_worded_moment(text)
    assert moment is not None
    assert moment.timed
    assert moment.value.isoformat() == f"2026-03-15T{hour:02d}:{minute:02d}:00"


@pytest.mark.parametrize("text", ["15 mars 2026 à 25:00", "Mar 15, 2026, 13:30 PM", "15 maart"])
def test_an_hour_that_no_clock_has_is_no_date(text):
    assert read_worded_moment(text) is None


def test_no_month_of_one_language_is_another_month_of_another():
    meanings = defaultdict(set)
    for locale in LOCALES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, locale).items():
                    meanings[name.casefold().rstrip(".")].add(number)
    assert {name: found for name, found in meanings.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (["30 december", "31 december", "1 januari"], ["2025-12-30", "2025-12-31", "2026-01-01"]),
        (["1. Januar", "31. Dezember"], ["2026-01-01", "2025-12-31"]),
        (["3 mars", "2 mars"], ["2026-03-03", "2026-03-02"]),
        (["29 febbraio"], [None]),
        ([], []),
    ],
)
def test_days_without_a_year_stand_in_the_order_of_time(texts, days):
    found = place_years(texts, 2026)
    assert [day and day.isoformat() for day in found] == days
