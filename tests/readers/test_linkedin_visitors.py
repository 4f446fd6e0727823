import pytest

from toolkit.errors import InputError

HEADER = ["Date", "Total page views (desktop)", "Total page views (mobile)",
          "Total page views (total)", "Total unique visitors (total)"]  # fmt: skip


def test_views_that_are_not_those_of_the_devices_are_refused(make_workbook, read_file, tmp_path):
    rows = [HEADER, ["06/14/2026", 3, 4, 7, 5], ["06/15/2026", 3, 4, 70, 5]]
    with pytest.raises(InputError) as refused:
        read_file(make_workbook(tmp_path / "v.xls", {"Visitor metrics": rows}))
    assert [fault.row for fault in refused.value.faults] == [3]


def test_parts_alone_are_of_no_known_period(make_workbook, read_file, tmp_path):
    rows = [["Locatie", "Totaal aantal weergaven"], ["Utrecht", 4]]
    (reading,) = read_file(make_workbook(tmp_path / "v.xlsx", {"Locatie": rows}))
    assert reading.reader == "linkedin_visitors"
    assert reading.frame["value"].tolist() == [4.0]
    assert reading.frame[["start", "end"]].isna().all(axis=None)


def test_what_is_wrong_is_named_with_its_row(make_workbook, read_file, tmp_path):
    rows = [HEADER, ["06/14/2026", 3, 4, 7, "x"], ["06/31/2026", 3, 4, 7, 5]]
    with pytest.raises(InputError) as refused:
        read_file(make_workbook(tmp_path / "v.xlsx", {"Visitor metrics": rows}))
    assert {(fault.row, fault.column) for fault in refused.value.faults} == {
        (2, "Total unique visitors (total)"),
        (3, "Date"),
    }


def test_a_wide_table_of_somebody_else_is_no_sheet_of_parts(read_bytes):
    with pytest.raises(InputError, match="No reader knows this file"):
        read_bytes("Sector,Page,Posts,Total views\nRetail,Shop,4,5\n")
