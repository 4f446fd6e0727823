"""Days without a year: what runs on comes back whole, and what does not is named."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.readers.findings import Findings
from toolkit.readers.table import Column
from toolkit.readers.yearless import read_running_days

FIRST = dt.date(2001, 1, 1)


def read(texts, year=None, *, file="data/channels/file.csv", repeated=False):
    findings = Findings(file)
    column = Column("Date", tuple(texts), tuple(range(2, len(texts) + 2)))
    days = read_running_days(column, year, findings, repeated=repeated)
    return [day and day.date() for day in days], findings


@given(
    start=st.dates(FIRST, dt.date(2090, 1, 1)),
    length=st.integers(1, 800),
    newest_first=st.booleans(),
)
def test_days_that_run_on_come_back_from_the_year_of_the_last(start, length, newest_first):
    days = [start + dt.timedelta(days=step) for step in range(length)]
    written = days[::-1] if newest_first and length > 1 else days
    read_back, findings = read([f"{day:%B} {day.day}" for day in written], days[-1].year)
    assert read_back == written
    assert not findings.faults
    assert [one.evidence for one in findings.decisions] == ["answered"]


def test_without_an_answer_it_asks_and_shows_what_the_name_holds():
    days, findings = read(
        ["December 31", "January 1"], file="data/channels/Overview_2024-01-01_2024-12-31.csv"
    )
    assert days == [None, None]
    (fault,) = findings.faults
    assert (fault.asks, fault.severity) == ("year", "error")
    assert "December 31 to January 1" in fault.got
    assert "2024, which proves nothing" in fault.got


def test_one_date_with_its_year_settles_all_of_them():
    days, findings = read(["December 30", "Dec 31, 2025", "January 1"])
    assert days == [dt.date(2025, 12, 30), dt.date(2025, 12, 31), dt.date(2026, 1, 1)]
    assert "row 3 says Dec 31, 2025" in findings.decisions[0].evidence


def test_what_the_file_says_goes_before_an_answer():
    days, _ = read(["Dec 31, 2025", "January 1"], 2020)
    assert days[1] == dt.date(2026, 1, 1)


def test_years_that_contradict_each_other_are_an_error():
    days, findings = read(["Dec 31, 2025", "January 1", "Jan 2, 2027"])
    assert days == [None] * 3
    assert [fault.row for fault in findings.faults] == [4]


def test_the_29th_of_february_narrows_the_years_in_question():
    _, findings = read(["February 28", "February 29", "March 1"])
    assert "2016, 2020, 2024" in findings.faults[0].expected
    _, findings = read([f"December {day}" for day in range(1, 32)] + ["February 29"])
    # The gap is told only once the year is known; the last date is that day itself.
    assert findings.faults[0].asks == "year"


def test_an_answer_in_which_a_day_does_not_exist_is_an_error():
    days, findings = read(["February 28", "February 29", "March 1"], 2026)
    assert days[1] is None
    (fault, *_) = findings.faults
    assert (fault.row, fault.got, fault.severity) == (3, "February 29", "error")


def test_a_leap_day_that_is_left_out_is_told():
    _, findings = read(["February 28", "March 1"], 2024)
    assert [(one.severity, one.row) for one in findings.faults] == [("warning", 3)]
    _, findings = read(["February 28", "March 1"], 2026)
    assert not findings.faults


def test_a_date_that_jumps_back_is_an_error_and_a_gap_a_warning():
    days, findings = read(["May 1", "May 2", "April 30", "May 3"], 2026)
    assert days == [None] * 4
    assert findings.faults[0].row == 4
    days, findings = read(["May 1", "May 2", "May 5"], 2026)
    assert days[-1] == dt.date(2026, 5, 5)
    assert [(one.severity, one.row, one.got) for one in findings.faults] == [
        ("warning", 4, "2 after 2026-05-02")
    ]


def test_a_day_that_stands_twice_is_an_error_unless_the_table_is_by_hour():
    _, findings = read(["May 1", "May 1"], 2026)
    assert [one.severity for one in findings.faults] == ["error"]
    days, findings = read(["May 1", "May 1", "May 2"], 2026, repeated=True)
    assert days[2] == dt.date(2026, 5, 2)
    assert not findings.faults


@pytest.mark.parametrize("text", ["", "13/05", "1.234", "February 30", "1850-01-01", "Total"])
def test_a_cell_that_is_no_day_is_named(text):
    _, findings = read(["May 1", text, "May 3"], 2026)
    assert (findings.faults[0].row, findings.faults[0].column) == (3, "Date")
    assert findings.faults[0].severity == "error"
