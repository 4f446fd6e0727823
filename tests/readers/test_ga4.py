"""Google Analytics: each table of the stack by its own period, and nothing counted twice."""

import csv

import pandas as pd
import pytest

from toolkit.errors import InputError

HEAD = "# Report\n# Property: Shop\n# Start date: 20260901\n# End date: 20260930\n"


def test_a_number_of_a_day_needs_the_first_day(read_bytes):
    with pytest.raises(InputError) as caught:
        read_bytes("# Report\n# Property: Shop\nNth day,Users\n0000,3\n")
    (fault,) = caught.value.faults
    assert (fault.row, fault.column) == (4, "Nth day")
    assert "# Start date" in fault.expected


@pytest.mark.parametrize("cell", ["0030", "-1", "x", "", "99999"])
def test_a_day_outside_the_period_is_an_error(read_bytes, cell):
    with pytest.raises(InputError) as caught:
        read_bytes(f"{HEAD}Nth day,Users\n{cell},3\n")
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [(6, "Nth day")]


def test_months_are_cut_by_the_period(read_bytes):
    head = HEAD.replace("20260901", "20260815")
    (reading,) = read_bytes(f"{head}Nth month,Sessions\n0000,3\n0001,4\n")
    days = reading.frame[["start", "end"]].map(lambda day: f"{day:%m-%d}").to_numpy().tolist()
    assert days == [["08-15", "08-31"], ["09-01", "09-30"]]


def test_dates_are_read_as_they_are(read_bytes):
    (reading,) = read_bytes(f"{HEAD}Date,Country,Sessions\n20260902,Belgium,4\n")
    (row,) = reading.frame.itertuples()
    assert (row.start, row.end) == (pd.Timestamp(2026, 9, 2),) * 2
    assert (row.dimension, row.member) == ("country", "Belgium")


def test_a_period_in_one_comment_is_read_too(read_bytes):
    (reading,) = read_bytes(
        "# Free-form\n# Property: Shop\n# 20260901-20260930\n\nCity,Users\nGent,3\n"
    )
    assert reading.frame["end"].tolist() == [pd.Timestamp(2026, 9, 30)]


def test_two_parts_become_one_member_that_names_them(read_bytes):
    (reading,) = read_bytes(f"{HEAD}Country,Audience name,Users\nBelgium,,4\nBelgium,Buyers,2\n")
    row, _ = reading.frame.itertuples()
    assert (row.dimension, row.member) == ("other", "Country: Belgium / Audience name: (not set)")


def test_the_second_table_of_one_figure_by_one_kind_of_part_is_not_used(read_bytes):
    stack = "Session source,Sessions\na,3\n\nSession medium,Sessions\nb,3\n"
    (reading,) = read_bytes(HEAD + stack)
    assert reading.frame["member"].tolist() == ["a"]
    assert [(fault.severity, fault.row) for fault in reading.faults] == [("note", 8)]
    assert "b" in reading.kept.to_numpy()


def test_a_table_of_several_periods_is_kept_and_warned_of(read_bytes):
    (reading,) = read_bytes(f"{HEAD}Country,Date range,Users\nBelgium,September,4\n")
    assert reading.frame.empty
    assert [fault.severity for fault in reading.faults] == ["warning"]
    assert len(reading.kept) == 1


def test_rows_that_come_to_more_than_the_grand_total_are_warned_of(read_bytes):
    (reading,) = read_bytes(f"{HEAD}Page path,Views\n/a,9\n/b,2\nEindtotaal,10\n")
    assert [(fault.severity, fault.row) for fault in reading.faults] == [("warning", 8)]
    whole = reading.frame[reading.frame["dimension"].isna()]
    assert whole["value"].tolist() == [10.0]


def test_what_is_wrong_is_named_with_row_and_column(read_bytes):
    rows = "a,-1,1.2,2\nb,1.5,0.5,x\nc,1,0.5,1,9\n"
    with pytest.raises(InputError) as caught:
        read_bytes(f"{HEAD}Session source,Sessions,Engagement rate,Total revenue\n{rows}")
    assert {(fault.row, fault.column) for fault in caught.value.faults} == {
        (6, "Sessions"), (7, "Sessions"), (6, "Engagement rate"), (7, "Total revenue"), (8, ""),
    }  # fmt: skip


@pytest.mark.parametrize("day", ["20261301", "soon", ""])
def test_a_period_that_is_no_date_is_an_error(read_bytes, day):
    with pytest.raises(InputError) as caught:
        read_bytes(f"{HEAD.replace('20260901', day)}Country,Users\nBelgium,4\n")
    assert caught.value.faults[0].row == 3


def test_a_period_that_ends_before_it_begins_is_an_error(read_bytes):
    with pytest.raises(InputError, match="ends before it begins"):
        read_bytes(f"{HEAD.replace('20260930', '20260830')}Country,Users\nBelgium,4\n")


def test_a_file_of_endless_tables_is_refused(read_bytes):
    with pytest.raises(InputError, match="more tables below each other"):
        read_bytes(HEAD + "Country,Users\nBelgium,4\n\n" * 301)


def totals(path, metrics):
    """Sum the columns of the only table of a file, with nothing but the csv module."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(line for line in lines if line and not line.startswith("#")))
    return len(rows), {name: sum(float(row[name]) for row in rows) for name in metrics}


def test_the_real_report_of_pages(shared_data, read_file):
    path = shared_data("ga4/DanielTheC_Pages_and_screens_Page_path_and_screen_class.csv")
    names = {
        "Views": "impressions",
        "Active users": "users",
        "Event count": "events",
        "Key events": "key_events",
        "Total revenue": "revenue",
        "Average engagement time per active user": "engagement_time",
    }
    n, sums = totals(path, names)
    (reading,) = read_file(path)
    frame = reading.frame
    assert len(frame) == n * len(names)
    read = frame.groupby("metric")["value"].sum()
    for header, metric in names.items():
        assert read[metric] == pytest.approx(sums[header])
    assert set(frame["account"]) == {"GA4 - awningdepot.co.uk"}
    assert set(frame["dimension"]) == {"page"}
    assert set(frame["start"]) == {pd.Timestamp(2025, 1, 1)}
    assert set(frame["end"]) == {pd.Timestamp(2025, 12, 31)}
    assert list(reading.kept.columns) == ["Views per active user"]


def stacked_totals(path):
    """Sum the last column of each table of two columns, with nothing but the csv module."""
    sums, header = {}, None
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        cells = next(csv.reader([line]), [])
        if not cells or line.startswith("#"):
            header = None
        elif header is None:
            header = tuple(cells)
            sums[header] = 0.0
        elif len(cells) == 2:
            sums[header] += float(cells[1])
    return sums


def test_the_real_snapshot(shared_data, read_file):
    path = shared_data("ga4/LilyHe_data-export.csv")
    sums = stacked_totals(path)
    (reading,) = read_file(path)
    frame = reading.frame
    read = {
        ("Nth day", "Users"): ("users", None),
        ("Nth day", "New users"): ("new_users", None),
        ("Nth day", "Average engagement time"): ("engagement_time", None),
        ("First user default channel group", "New users"): ("new_users", "source"),
        ("Session default channel group", "Sessions"): ("sessions", "source"),
        ("Country", "Users"): ("users", "country"),
        ("Page title and screen class", "Views"): ("impressions", "page"),
        ("Event name", "Event count"): ("events", "event"),
    }
    for header, (metric, dimension) in read.items():
        rows = frame["metric"].eq(metric) & frame["dimension"].fillna("").eq(dimension or "")
        assert frame.loc[rows, "value"].sum() == sums[header], header
    assert len(frame.groupby(["metric", "dimension"], dropna=False)) == len(read)
    days = frame[frame["dimension"].isna()]
    assert (days["start"].min(), days["start"].max()) == (
        pd.Timestamp(2023, 4, 24), pd.Timestamp(2023, 5, 21),
    )  # fmt: skip
    assert {fault.severity for fault in reading.faults} == {"note"}
    assert "Week 5" in reading.kept.columns


def test_a_spoilt_copy_of_the_real_snapshot_gives_no_wrong_number(shared_data, read_bytes):
    text = shared_data("ga4/LilyHe_data-export.csv").read_text(encoding="utf-8")
    (whole,) = read_bytes(text)
    half = "".join(text.splitlines(keepends=True)[:105])
    (reading,) = read_bytes(half)
    assert reading.frame.equals(whole.frame.iloc[: len(reading.frame)])
    for good, bad, row in (
        ("0027,1\n", "x,0027,1\n", 37),
        ("Direct,3\n", "Direct,3.5\n", 119),
        ("scroll,14\n", "scroll,fourteen\n", 189),
        ("# Start date: 20230424\n", "# Start date: 20231324\n", 7),
    ):
        with pytest.raises(InputError) as caught:
            read_bytes(text.replace(good, bad, 1))
        assert {one.row for one in caught.value.faults if one.severity == "error"} == {row}
    (returns,) = read_bytes(text.replace("\n", "\r"))
    assert returns.frame.equals(whole.frame)


def test_a_row_without_a_name_that_is_the_sum_of_the_others_is_the_total(read_bytes):
    rows = "Session source,Sessions\na,3\nb,4\n,7\n"
    (reading,) = read_bytes(HEAD + rows)
    parts = reading.frame[reading.frame["dimension"].notna()]
    assert parts["member"].tolist() == ["a", "b"]
    assert parts["value"].sum() == 7


def test_a_row_without_a_name_that_is_no_sum_is_a_part(read_bytes):
    (reading,) = read_bytes(HEAD + "Session source,Sessions\na,3\nb,4\n,2\n")
    assert reading.frame["value"].sum() == 9
