import datetime as dt

import openpyxl
import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.readers.running_totals import is_running


@pytest.mark.parametrize(
    ("counts", "running"),
    [
        ([0, 1, 0, 2, 0, 0, 3, 1, 0, 0, 1], False),
        ([500, 500, 501, 501, 503, 504, 504, 504, 510, 511], True),
        ([500] * 10, True),
        ([3, *range(3, 16)], True),  # it rises on twelve days
        ([0] * 30, False),
        ([], False),
        # A quiet page wins one now and then.
        ([0] * 29 + [1], None),
        ([1] * 30, None),
        ([0] * 20 + [1] * 20 + [2] * 3, None),
        (list(range(3, 15)), None),
        ([1, 2, 3], None),
        ([500, 501, 502], None),
    ],
)
def test_a_running_total_never_falls_and_shows_itself(counts, running):
    assert is_running(counts)[0] is running


def test_a_running_total_gives_followers_not_gains(make_workbook, read_file, tmp_path):
    rows = [["Date", "Organic followers", "Total followers"]]
    # Newest first: the days count, not the order of the rows.
    rows += [[f"03/{day}/2026", 1, 400 + day] for day in range(25, 12, -1)]
    (reading,) = read_file(make_workbook(tmp_path / "f.xlsx", {"New followers": rows}))
    assert reading.frame["gained"].isna().all()
    assert reading.frame["followers"].max() == 425
    assert any("from 413 to 425" in decision.evidence for decision in reading.decisions)


def test_what_settles_nothing_is_read_as_gains_with_a_warning(make_workbook, read_file, tmp_path):
    rows = [["Date", "Organic followers", "Total followers"]]
    rows += [[f"03/{day}/2026", "", 1] for day in range(1, 29)]
    reading, _ = read_file(make_workbook(tmp_path / "f.xlsx", {"New followers": rows}))
    assert reading.frame["followers"].isna().all()
    assert reading.frame["gained"].sum() == 28
    (warning,) = reading.faults
    assert (warning.severity, warning.column) == ("warning", "Total followers")


def test_somebody_who_says_what_the_column_counts_is_believed(
    make_workbook, read_file, tmp_path, make_profile
):
    rows = [["Date", "Organic followers", "Total followers"]]
    rows += [[f"03/{day}/2026", "", 1] for day in range(1, 29)]
    path = make_workbook(tmp_path / "f.xlsx", {"New followers": rows})
    said = make_profile("answers: [{match: 'f*', followers: running}]")
    (reading,) = read_file(path, profile=said)
    assert reading.frame["gained"].isna().all()
    assert set(reading.frame["followers"]) == {1}
    assert reading.faults == ()


def test_parts_that_add_up_settle_that_the_total_is_of_the_day(make_workbook, read_file, tmp_path):
    # By its path alone this would be a running total: it begins above a hundred and never falls.
    rows = [["Date", "Sponsored followers", "Organic followers", "Auto-invited followers",
             "Total followers"]]  # fmt: skip
    rows += [[f"03/{day}/2026", 10, 100 + day, 1, 111 + day] for day in range(1, 29)]
    reading, _ = read_file(make_workbook(tmp_path / "f.xlsx", {"New followers": rows}))
    assert reading.frame["followers"].isna().all()
    assert reading.frame["gained"].iloc[0] == 112
    assert reading.faults == ()


def test_a_total_that_is_not_its_parts_together_is_refused(make_workbook, read_file, tmp_path):
    rows = [["Date", "Sponsored followers", "Organic followers", "Auto-invited followers",
             "Total followers"],
            ["03/13/2026", 0, 4, 0, 4], ["03/14/2026", 0, 2, 0, 20],
            ["03/15/2026", 0, 3, 0, 3]]  # fmt: skip
    with pytest.raises(InputError) as refused:
        read_file(make_workbook(tmp_path / "f.xlsx", {"New followers": rows}))
    errors = [one for one in refused.value.faults if one.severity == "error"]
    assert [(one.row, one.column) for one in errors] == [(3, "Total followers")]


def test_a_name_that_stands_there_twice_is_refused(make_workbook, read_file, tmp_path):
    rows = [["Industry", "Total followers"], ["Retail", 3], ["retail ", 4]]
    with pytest.raises(InputError, match="twice") as refused:
        read_file(make_workbook(tmp_path / "f.xlsx", {"Industry": rows}))
    assert refused.value.faults[0].row == 3


def test_a_size_that_a_spreadsheet_made_a_date_is_refused(make_workbook, read_file, tmp_path):
    rows = [["Company size", "Total followers"], [dt.date(2026, 10, 2), 3]]
    with pytest.raises(InputError, match="into a date"):
        read_file(make_workbook(tmp_path / "f.xlsx", {"Company size": rows}))


def test_the_real_export(shared_data, read_file):
    (path,) = shared_data("linkedin").glob("*followers*.xlsx")
    reading, parts = read_file(path)
    assert len(reading.frame) == 365
    book = openpyxl.load_workbook(path)
    for sheet, dimension in zip(
        book.worksheets[1:],
        ("city", "job function", "seniority", "industry", "company size"),
        strict=True,
    ):
        rows = [[str(name), float(count)] for name, count in sheet.iter_rows(2, values_only=True)]
        frame = parts.frame[parts.frame["dimension"] == dimension]
        assert frame[["member", "value"]].to_numpy().tolist() == rows
    of_all = parts.frame[parts.frame["metric"] == "followers"]
    assert set(of_all["end"]) == {pd.Timestamp(2025, 2, 10)}
    ways = parts.frame[parts.frame["metric"] == "follows"]
    assert ways["value"].sum() == reading.frame["gained"].sum()
    # The competitors sheet of the same day counts the followers that this page won in that year.
    (other,) = shared_data("linkedin").glob("*competitor*.xlsx")
    pages = read_file(other)[0].frame
    slug = path.name.split("_")[0]
    own = pages[pages["brand"].str.lower().str.replace(" ", "-") == slug]
    assert reading.frame["gained"].sum() == own["gained"].item()


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
def test_the_real_export_as_an_old_workbook(shared_data, read_file, make_workbook, tmp_path):
    (path,) = shared_data("linkedin").glob("*followers*.xlsx")
    book = openpyxl.load_workbook(path)
    sheets = {one.title: list(one.iter_rows(values_only=True)) for one in book.worksheets}
    old = make_workbook(tmp_path / "followers.xls", sheets)
    for new, again in zip(read_file(path), read_file(old), strict=True):
        assert again.frame.drop(columns="file").equals(new.frame.drop(columns="file"))
