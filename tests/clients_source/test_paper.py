"""Workbooks written part by part open like any other."""

import openpyxl

from clients._source.paper import write_csv, write_workbook


def test_a_workbook_holds_what_was_written(tmp_path):
    rows = [["a & b", 1, None, 0.25], ["<“é” 📚>", " room ", 3, "two\nlines"]]
    path = tmp_path / "deep" / "book.xlsx"
    write_workbook(path, {"First & last": rows, "Second": [["x"]]})
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["First & last", "Second"]
    assert [list(row) for row in book["First & last"].iter_rows(values_only=True)] == rows


def test_a_table_keeps_line_breaks_and_quotes(tmp_path):
    path = tmp_path / "table.csv"
    write_csv(path, [["a", "b"], ['say "x"', "one\ntwo"], [None, 1]], delimiter=";", bom=True)
    text = '\ufeffa;b\n"say ""x""";"one\ntwo"\n;1\n'
    assert path.read_bytes() == text.encode()
