import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.readers.dates import place, read_moment, read_moments, settle_order
from toolkit.readers.findings import Findings
from toolkit.readers.table import Column


def local(text):
    return dt.datetime.fromisoformat(text)


def column(*cells):
    return Column("Date", cells, tuple(range(2, 2 + len(cells))))


@pytest.mark.parametrize(
    ("text", "order", "value"),
    [
        ("01/07/2026 06:02", "month-first", "2026-01-07 06:02"),
        ("01/07/2026", "day-first", "2026-07-01 00:00"),
        ("31-10-2026", "day-first", "2026-10-31 00:00"),
        ("31.10.26", "day-first", "2026-10-31 00:00"),
        ("2026-10-31T08:05:09", "year-first", "2026-10-31 08:05:09"),
        ("20261031", "year-first", "2026-10-31 00:00"),
        ("7/4/2026, 12:30 AM", "month-first", "2026-07-04 00:30"),
        ("7/4/2026 12:30 pm", "month-first", "2026-07-04 12:30"),
        ("2018-02-28 17:58 +0000", "year-first", "2018-02-28 17:58+00:00"),
        ("2018-02-28T17:58Z", "year-first", "2018-02-28 17:58+00:00"),
        ("2018-02-28 17:58 -05:30", "year-first", "2018-02-28 17:58-05:30"),
    ],
)
def test_dates_in_a_known_order(text, order, value):
    assert read_moment(text, order).value == dt.datetime.fromisoformat(value)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("01/14/2026", "day-first"),
        ("14/01/2026", "month-first"),
        ("2026-01-14", "month-first"),
        ("31/02/2026", "day-first"),
        ("01/02-2026", "day-first"),
        ("October 1", "month-first"),
        ("01/02/2026 25:00", "day-first"),
        ("01/02/2026 13:00 PM", "day-first"),
        ("01/02/2026 10:00 +99:00", "day-first"),
        ("45000", "year-first"),
        ("", "year-first"),
    ],
)
def test_what_is_no_date_in_that_order(text, order):
    assert read_moment(text, order) is None


@settings(deadline=None)
@given(
    moment=st.datetimes(local("2000-01-01"), local("2099-12-31")),
    order=st.sampled_from(
        [("day-first", "%d-%m-%Y"), ("month-first", "%m/%d/%Y"), ("year-first", "%Y-%m-%d")]
    ),
)
def test_a_date_written_in_an_order_reads_back(moment, order):
    name, pattern = order
    text = moment.strftime(pattern) + moment.strftime(" %H:%M")
    assert read_moment(text, name).value == moment.replace(second=0, microsecond=0)


@settings(deadline=None)
@given(text=st.text(max_size=30), order=st.sampled_from(["day-first", "month-first", "year-first"]))
def test_no_text_breaks_the_reading_of_dates(text, order):
    moment = read_moment(text, order)
    assert moment is None or isinstance(moment.value, dt.datetime)


def test_a_part_above_twelve_settles_the_order():
    findings = Findings("f.csv")
    assert settle_order(column("03/04/2026", "13/04/2026"), "month-first", "X", findings) == (
        "day-first"
    )
    (decision,) = findings.decisions
    assert "row 3 says 13/04/2026" in decision.evidence


def test_without_evidence_the_documented_order_counts_and_that_is_said():
    findings = Findings("f.csv")
    assert settle_order(column("03/04/2026"), "month-first", "Meta", findings) == "month-first"
    assert "this is how Meta writes dates" in findings.decisions[0].evidence


@pytest.mark.parametrize("cells", [("13/04/2026", "04/13/2026"), ("2026-04-13", "13/04/2026")])
def test_rows_that_contradict_each_other_are_an_error(cells):
    findings = Findings("f.csv")
    settle_order(column("01/02/2026", *cells), "month-first", "X", findings)
    (fault,) = findings.faults
    assert "more than one order" in fault.what
    assert f"{cells[0]} can only be" in fault.got
    assert "(row 3)" in fault.got
    assert "(row 4)" in fault.got
    assert findings.decisions == []


def test_years_that_cannot_be_are_faults():
    findings = Findings("f.csv")
    cells = column("2026-01-01", "1970-01-01", "2206-01-01", "", "soon")
    assert [m is None for m in read_moments(cells, "year-first", findings)] == [False] + [True] * 4
    assert [fault.row for fault in findings.faults] == [3, 4, 5, 6]


def test_the_day_is_that_of_the_client():
    moments = read_moments(column("12/31/2025 20:30", "06/30/2026 11:00"), "month-first",
                           Findings("f"))  # fmt: skip
    when = place(moments, "America/Los_Angeles", "Europe/Amsterdam")
    assert when.published == [
        dt.datetime(2026, 1, 1, 4, 30, tzinfo=dt.UTC),
        dt.datetime(2026, 6, 30, 18, 0, tzinfo=dt.UTC),
    ]
    assert when.day == [local("2026-01-01"), local("2026-06-30")]


def test_a_date_without_time_is_that_day_whatever_the_zone():
    moments = read_moments(column("2026-06-30", "2026-07-01 00:00:00"), "year-first", Findings("f"))
    when = place(moments, "Pacific/Auckland", "Europe/Amsterdam")
    assert when.day == [local("2026-06-30"), local("2026-07-01")]
    assert when.published[0] == dt.datetime(2026, 6, 29, 22, tzinfo=dt.UTC)


def test_an_hour_that_the_clock_skips_or_repeats_is_no_failure():
    moments = read_moments(column("2026-03-29 02:30", "2026-10-25 02:30"), "year-first",
                           Findings("f"))  # fmt: skip
    when = place(moments, "Europe/Amsterdam", "Europe/Amsterdam")
    assert when.published[1] == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)
    assert when.day == [local("2026-03-29"), local("2026-10-25")]


def test_a_day_that_no_calendar_has_is_told_as_such():
    findings = Findings("f.csv")
    read_moments(column("31-02-2026", "29-02-2024", "soon"), "day-first", findings)
    assert [fault.what for fault in findings.faults] == [
        "This day does not exist.",
        "This is not a date as this column has them.",
    ]


def test_dates_that_a_spreadsheet_rewrote_are_not_taken_for_the_makers():
    column = Column("Publish time", ("1-9-2026 10:10", "2-9-2026 10:11"), (2, 3))
    findings = Findings("f.csv")
    settle_order(column, "month-first", "Meta", findings)
    assert [(fault.severity, fault.row) for fault in findings.faults] == [("error", 2)]
    proven = Column("Publish time", ("1-9-2026 10:10", "22-9-2026 10:11"), (2, 3))
    findings = Findings("f.csv")
    assert settle_order(proven, "month-first", "Meta", findings) == "day-first"
    assert findings.faults == []
