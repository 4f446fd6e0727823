import datetime as dt
from dataclasses import replace

import pytest

from toolkit.errors import InputError
from toolkit.readers.findings import Findings
from toolkit.readers.reading import Export
from toolkit.readers.table import Row, Sheet, Source, header_key, locate, read_table, write


def sheet(*rows, name=""):
    return Sheet(name, tuple(Row(number, cells) for number, cells in enumerate(rows, start=1)))


def test_a_header_is_found_below_a_description(tmp_path):
    source = Source(
        Export(tmp_path, "f"),
        (sheet(("x",), name="Other"), sheet(("About",), ("Datum", "Likes"), name="Posts")),
    )
    found = locate(source, ("Date", "datum"), ("likes",))
    assert found is not None
    assert (found[0].name, found[1]) == ("Posts", 2)
    assert locate(source, ("Date",), ("likes",)) is None


@pytest.mark.parametrize("header", ["Foto's", "FOTO’S ", "foto's", "\u00a0Foto's"])
def test_case_spaces_and_curly_quotes_make_no_other_header(header):
    assert header_key(header) == "foto's"


def test_rows_keep_their_numbers_and_short_ones_typed_by_hand_are_warned_of():
    findings = Findings("f.csv")
    rows = sheet(("a", "b"), ("1", "2"), ("", ""), ("3",))
    table = read_table(rows, 1, findings, by_hand=True)
    assert [(row.number, row.cells) for row in table.rows] == [(2, ("1", "2")), (4, ("3", ""))]
    assert [(fault.row, fault.severity) for fault in findings.faults] == [(4, "warning")]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ((("1", "2"), ("3", "4")), []),
        ((("1", "2"), ("3", "")), [("warning", 3)]),
        ((("1", "25"), ("3", "4")), [("warning", 3)]),
        ((("1", "2"), ("3",)), [("error", 3)]),
        ((("1",), ("3",), ("4",)), [("error", 4)]),
    ],
)
def test_a_file_that_does_not_end_may_have_been_cut_off(rows, found):
    findings = Findings("f.csv")
    read_table(replace(sheet(("a", "b"), *rows), closed=False), 1, findings)
    assert [(fault.severity, fault.row) for fault in findings.faults] == found


def test_every_row_of_another_length_than_the_header_is_told():
    findings = Findings("f.csv")
    read_table(sheet(("a", "b"), ("1",), ("3",)), 1, findings)
    read_table(sheet(("a", "b"), ("1", "2", ""), ("3", "4", "")), 1, findings)
    assert [(fault.severity, fault.row) for fault in findings.faults] == [
        ("error", 2),
        ("warning", 1),
    ]


def test_a_row_wider_than_the_header_is_a_fault():
    findings = Findings("f.csv")
    table = read_table(sheet(("a", "b"), ("1", "2", ""), ("1", "2", "3")), 1, findings)
    assert table.numbers == [2]
    assert [(fault.row, fault.severity) for fault in findings.faults] == [(3, "error")]


def test_a_platforms_row_of_another_length_is_a_fault():
    findings = Findings("f.csv")
    full, short, long = ("1", "2", "3"), ("1", "3"), ("1", "", "2", "")
    read_table(sheet(("a", "b", "c"), full, short, full, long, full), 1, findings)
    assert [(fault.row, fault.column, fault.severity) for fault in findings.faults] == [
        (5, "", "error"), (3, "c", "error"),
    ]  # fmt: skip


def test_a_header_that_stands_twice_cannot_be_asked_for():
    table = read_table(sheet(("a", "A "), ("1", "2")), 1, Findings("f.csv"))
    with pytest.raises(InputError, match="same header"):
        table.column("a")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("x", "x"),
        (12.0, "12"),
        (12.5, "12.5"),
        (122158041234567000, "1.22158041234567E+17"),
        (dt.datetime.fromisoformat("2026-01-31"), "2026-01-31"),
        (dt.datetime.fromisoformat("2026-01-31 08:30"), "2026-01-31 08:30:00"),
    ],
)
def test_cells_are_written_without_feigned_digits(cell, text):
    assert write(cell) == text


def test_a_header_that_stands_again_is_one_fault_and_no_row():
    findings = Findings("f.csv")
    rows = (("Day", "Likes"), ("1", "2"), ("day ", "LIKES"), ("3", "4"), ("Day", "Likes"))
    table = read_table(sheet(*rows), 1, findings)
    assert table.numbers == [2, 4]
    (fault,) = findings.faults
    assert (fault.severity, fault.row, fault.got) == ("error", 3, "rows 3, 5")
    assert "put below each other" in fault.what


def test_a_cell_like_its_header_is_no_header():
    findings = Findings("f.csv")
    assert read_table(sheet(("Day", "Likes"), ("Day", "2")), 1, findings).numbers == [2]
    assert read_table(sheet(("Name",), ("Name",)), 1, findings).numbers == [2]
    assert findings.faults == []
