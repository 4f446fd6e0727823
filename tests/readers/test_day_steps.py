import datetime as dt

import pytest

from toolkit.readers.day_steps import end_periods, period_of
from toolkit.readers.findings import Findings
from toolkit.readers.table import Column


def day(month, number, year=2026):
    return dt.datetime.combine(dt.date(year, month, number), dt.time())


@pytest.mark.parametrize(
    ("days", "period"),
    [
        ([day(1, 30), day(1, 31), day(2, 1)], "day"),
        ([day(3, 2), day(3, 9), day(3, 16)], "week"),
        ([day(3, 2), day(3, 9), day(3, 17)], "day"),
        ([day(1, 1), day(2, 1), day(3, 1)], "month"),
        ([day(1, 2), day(2, 2), day(3, 2)], "day"),
        ([day(1, 1), None], "day"),
        ([], "day"),
    ],
)
def test_the_steps_say_what_a_row_stands_for(days, period):
    assert period_of(days) == period


def test_a_week_and_a_month_end_on_their_last_day_and_that_is_a_decision():
    findings = Findings("file.csv")
    column = Column("Date", ("a", "b"), (2, 3))
    weeks = [day(12, 21), day(12, 28)]
    assert end_periods(weeks, column, findings, repeated=False) == [
        day(12, 27), day(1, 3, 2027),
    ]  # fmt: skip
    assert end_periods([day(1, 1), day(2, 1)], column, findings, repeated=False) == [
        day(1, 31), day(2, 28),
    ]  # fmt: skip
    assert [one.taken_as for one in findings.decisions] == [
        "each date begins a week", "each date begins a month",
    ]  # fmt: skip
    assert not findings.faults
