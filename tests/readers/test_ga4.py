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


@pytest.mark.parametrize(
    ("table", "column"),
    [
        # A view has one page: 11 views are never 10.
        ("Page path,Views\n/a,9\n/b,2\nEindtotaal,10", "Views"),
        # All 30 events stand in the rows, so all views do.
        ("Page path,Views,Event count\n/a,6,20\n/b,4,10\nGrand total,100,30", "Views"),
        ("Page path,Total revenue,Event count\n/a,6,20\n/b,4,10\nGrand total,1,30",
         "Total revenue"),
        # Nobody of a country is no user of the whole.
        ("Country,Active users\nBelgium,400\nFrance,30\nGrand total,43", "Active users"),
        # Nor does every second session go on past midnight.
        ("Date,Sessions\n20260901,400\n20260902,300\nGrand total,350", "Sessions"),
        # A session has one source; an estimate is 10% off at most.
        ("Session source,Sessions\na,400\nb,300\nGrand total,600", "Sessions"),
    ],
)  # fmt: skip
def test_a_grand_total_that_its_rows_contradict_is_an_error(read_bytes, table, column):
    with pytest.raises(InputError) as caught:
        read_bytes(f"{HEAD}{table}\n")
    (fault,) = caught.value.faults
    assert (fault.row, fault.column) == (8, column)
    assert "contradicts" in fault.what


@pytest.mark.parametrize("total", ["90", "20"])
def test_a_total_of_days_that_are_all_there_is_held_against_them(read_bytes, total):
    head = HEAD.replace("20260930", "20260902")
    with pytest.raises(InputError, match="contradicts"):
        read_bytes(f"{head}Nth day,Views\n0000,20\n0001,30\nGrand total,{total}\n")


@pytest.mark.parametrize(
    "table",
    [
        # Who comes from two countries, or on two pages, is counted in each row, once in all.
        "Country,Active users\nBelgium,40\nFrance,30\nGrand total,55",
        "Page path,Sessions\n/a,400\n/b,300\nGrand total,420",
        # Somebody may be in several audiences.
        "Audience name,Views\nAll,100\nBuyers,20\nGrand total,100",
        # Estimates, and the rounding of samples.
        "Session source,Sessions\na,400\nb,300\nGrand total,680",
        "Page path,Views\n/a,5000\n/b,3001\nGrand total,8000",
        # What was paid back.
        "Page path,Total revenue\n/a,50.25\n/b,-10.25\nGrand total,40",
    ],
)
def test_totals_that_differ_from_their_rows_as_google_counts_are_right(read_bytes, table):
    (reading,) = read_bytes(f"{HEAD}{table}\n")
    assert reading.faults == ()
    whole = reading.frame[reading.frame["dimension"].isna()]
    assert whole["value"].tolist() == [float(table.rpartition(",")[2])]


@pytest.mark.parametrize(
    "table",
    [
        # Who stays past midnight has a session on either day.
        "Date,Sessions\n20260901,400\n20260902,300\nGrand total,640",
        # Who comes every day is one user.
        "Date,Active users\n20260901,400\n20260902,400\nGrand total,400",
    ],
)
def test_days_may_come_to_more_than_their_total(read_bytes, table):
    (reading,) = read_bytes(f"{HEAD}{table}\n")
    assert reading.faults == ()
    assert reading.frame["value"].tolist()[-1] == float(table.rpartition(",")[2])


def test_a_blank_figure_at_the_end_of_a_row_is_what_a_lost_cell_leaves(read_bytes):
    table = "Nth day,Active users,New users\n0000,499,299\n0001,276,\n0002,225,135\n"
    with pytest.raises(InputError, match="slipped") as caught:
        read_bytes(HEAD + table)
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [(7, "New users")]


def test_another_blank_figure_is_told_and_not_counted_as_zero(read_bytes):
    table = "Nth day,Active users,New users\n0000,499,299\n0001,,120\n0002,225,135\n"
    (reading,) = read_bytes(HEAD + table)
    assert [(one.severity, one.row) for one in reading.faults] == [("warning", 7)]
    users = reading.frame[reading.frame["metric"].eq("users")]
    assert users["value"].tolist() == [499.0, 225.0]


def test_rows_below_their_total_are_the_first_of_more_or_the_total_was_changed(read_bytes):
    table = "Page path,Views,Event count\n/a,9,20\n/b,2,10\nGrand total,100,300\n"
    (reading,) = read_bytes(HEAD + table)
    (fault,) = reading.faults
    assert (fault.severity, fault.row) == ("warning", 8)
    assert (fault.column, fault.got) == ("Views, Event count", "11 of 100, 30 of 300 in 2 rows")
    assert reading.frame["dimension"].notna().all()
    assert reading.frame["value"].sum() == 41


@pytest.mark.parametrize(
    ("active", "everybody"),
    [("Active users", "Total users"), ("Actieve gebruikers", "Totaal aantal gebruikers")],
)
def test_active_users_are_not_all_users(read_bytes, active, everybody):
    (reading,) = read_bytes(f"{HEAD}Nth day,{active},{everybody}\n0000,40,47\n")
    figures = dict(zip(reading.frame["metric"], reading.frame["value"], strict=True))
    assert figures == {"users": 40.0, "total_users": 47.0}


def test_a_total_without_a_name_above_the_sum_of_the_rows_is_no_part(read_bytes):
    (reading,) = read_bytes(f"{HEAD}Session source,Sessions\na,3\nb,4\n,70\n")
    assert reading.frame["value"].tolist() == [3.0, 4.0]
    assert [fault.severity for fault in reading.faults] == ["warning"]


def test_a_file_that_names_no_property_says_what_to_write(read_bytes, make_profile):
    text = HEAD.replace("# Property: Shop\n", "") + "Country,Users\nBelgium,4\n"
    (reading,) = read_bytes(text, name="site.csv")
    (fault,) = reading.faults
    assert 'answers: {match: "site.csv", account: "NAME"}' in fault.remedy
    assert '- {platform: website, id: "NAME"}' in fault.remedy
    said = make_profile("answers: [{match: site.csv, account: Shop}]")
    (reading,) = read_bytes(text, name="site.csv", profile=said)
    assert reading.faults == ()
    assert set(reading.frame["account"]) == {"Shop"}


def test_a_file_that_was_cut_in_its_tables_or_comments_is_told(read_bytes):
    tables = "Country,Users\nBelgium,4\n\n# Start date: 20260901\n# End date: 20260930\nCity,Users"
    with pytest.raises(InputError, match="cut off"):
        read_bytes(HEAD + "Country,Users,Sessions\nBelgium,4,5\nFrance,3")
    (reading,) = read_bytes(HEAD + tables.partition("0930")[0])
    assert [fault.severity for fault in reading.faults] == ["warning"]


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
