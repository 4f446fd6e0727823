import datetime as dt

import pytest

from toolkit.errors import InputError
from toolkit.readers.findings import Findings
from toolkit.readers.insight_frame import Figures, check_days, make_insights
from toolkit.readers.table import Column

FIRST = dt.datetime(2026, 3, 1, tzinfo=None)  # noqa: DTZ001  days have no zone


def days(*numbers):
    return [number and FIRST + dt.timedelta(days=number - 1) for number in numbers]


def checked(*numbers):
    findings = Findings("file.csv")
    rows = tuple(range(2, 2 + len(numbers)))
    check_days(Column("Date", ("",) * len(numbers), rows), days(*numbers), findings)
    return findings


def test_every_day_once_in_any_order_is_well():
    assert checked(3, 2, 1).faults == []
    assert checked(None, 1, 2).faults == []


def test_a_day_twice_is_an_error_at_its_second_row():
    findings = checked(1, 2, 1)
    (fault,) = findings.faults
    assert (fault.severity, fault.row, fault.column) == ("error", 4, "Date")
    with pytest.raises(InputError):
        findings.settle()


def test_missing_days_are_counted():
    (fault,) = checked(1, 4, 6).faults
    assert (fault.severity, fault.row) == ("warning", 3)
    assert fault.got == "3 missing, the first after 2026-03-01"


def test_a_missing_value_makes_no_row_and_zero_does():
    figures = [Figures("reach", [None, 0], [2, 3], days(1, 2), days(1, 2))]
    frame = make_insights("file.csv", figures, platform="x", account=None)
    assert frame[["row", "value"]].to_numpy().tolist() == [[3, 0.0]]


def test_no_figures_make_an_empty_frame():
    assert make_insights("file.csv", [], account=None).empty
