"""Moments that numbers of posts hold, held against printed times that X itself exported."""

import csv
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.readers.id_times import falls_on, tiktok_moment, x_moment

SECONDS = st.integers(1_300_000_000, 4_000_000_000)


def test_a_number_of_x_holds_its_millisecond():
    # The example of Wikipedia's article “Snowflake ID”: 16:07:40.105 UTC.
    assert x_moment(1541815603606036480) == dt.datetime(2022, 6, 28, 16, 7, 40, tzinfo=dt.UTC)


def test_early_numbers_of_x_tell_nothing():
    assert x_moment(20) is None


@given(SECONDS, st.integers(0, 2**32 - 1))
def test_a_number_of_tiktok_holds_its_second(seconds, rest):
    assert tiktok_moment((seconds << 32) + rest) == dt.datetime.fromtimestamp(seconds, dt.UTC)


@pytest.mark.parametrize("number", [0, 7, 2**70, 2**100])
def test_a_number_of_no_post_tells_nothing(number):
    assert tiktok_moment(number) is None


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("July 16", True),
        ("16 juli", True),
        ("Thu, Jul 17, 2025", True),
        ("Jul 15, 2025", True),
        ("Jul 16, 2024", False),
        ("July 19", False),
        ("16 de jul.", True),
        ("19 de jul.", False),
        ("", False),
    ],
)
def test_a_day_is_the_same_give_or_take_a_day(text, same):
    assert falls_on(dt.datetime(2025, 7, 16, 10, 21, 48, tzinfo=dt.UTC), text) is same


def test_new_year_lies_between_two_days_that_are_next_to_each_other():
    assert falls_on(dt.datetime(2025, 12, 31, 23, 30, tzinfo=dt.UTC), "January 1")


def test_the_real_exports_of_x_print_the_minute_that_the_number_holds(shared_data):
    told = 0
    for path in sorted(shared_data("x_classic").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                printed = dt.datetime.strptime(row["time"], "%Y-%m-%d %H:%M %z")
                held = x_moment(int(row["Tweet id"]))
                assert held.replace(second=0) == printed
                told += 1
    assert told == 431
