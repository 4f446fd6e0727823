import openpyxl
import pandas as pd
import pytest

from toolkit.errors import InputError

HEADER = ["Page", "Total Followers", "New Followers", "Total post engagements", "Total posts"]


def test_without_its_period_the_sheet_is_refused(make_workbook, read_file, tmp_path):
    path = make_workbook(tmp_path / "c.xlsx", {"C": [HEADER, ["Shop", 1, 2, 3, 4]]})
    with pytest.raises(InputError, match="period should stand above"):
        read_file(path)


def test_a_period_that_ends_before_it_starts_is_refused(make_workbook, read_file, tmp_path):
    rows = [["3/12/2026", "2/12/2026"], HEADER, ["Shop", 1, 2, 3, 4]]
    with pytest.raises(InputError, match="ends before it starts"):
        read_file(make_workbook(tmp_path / "c.xlsx", {"C": rows}))


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
def test_the_real_export(shared_data, read_file):
    (path,) = shared_data("linkedin").glob("*competitor*.xlsx")
    (reading,) = read_file(path)
    # The file declares a size of one cell; read in full it has all of its rows.
    sheet = openpyxl.load_workbook(path).worksheets[0]
    first, last = (cell.value.split("/") for cell in sheet[1][:2])
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    frame = reading.frame
    assert len(rows) == 10
    names = ["brand", "followers", "gained", "interactions", "posts"]
    assert frame[names].to_numpy().tolist() == rows
    for day, written in (("start", first), ("end", last)):
        month, number, year = (int(part) for part in written)
        assert set(frame[day]) == {pd.Timestamp(year, month, number)}


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
def test_the_real_export_as_an_old_workbook(shared_data, read_file, make_workbook, tmp_path):
    (path,) = shared_data("linkedin").glob("*competitor*.xlsx")
    book = openpyxl.load_workbook(path)
    sheets = {one.title: list(one.iter_rows(values_only=True)) for one in book.worksheets}
    (old,) = read_file(make_workbook(tmp_path / "competitors.xls", sheets))
    (new,) = read_file(path)
    assert old.frame.drop(columns="file").equals(new.frame.drop(columns="file"))
