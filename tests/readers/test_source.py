import codecs
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import InputError, ToolkitError
from toolkit.readers import workbooks
from toolkit.readers.reading import Export
from toolkit.readers.source import open_source

ROWS = [("Náme", "Text"), ("a", 'one, "two"; three'), ("b", "over\ntwo lines"), ("c", "last")]


@pytest.fixture
def open_bytes(tmp_path):
    def open_them(data):
        path = tmp_path / "file"
        path.write_bytes(data)
        return open_source(Export(path, "data/channels/file"))

    return open_them


def quoted(delimiter, end):
    lines = [delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in ROWS]
    return end.join(lines) + end


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
        lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
        lambda text: text.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16-le", "utf-16-be", "cp1252"],
)
def test_every_writing_of_a_table_gives_the_same_rows(open_bytes, end, delimiter, encode):
    (sheet,) = open_bytes(encode(quoted(delimiter, end))).sheets
    assert [row.cells for row in sheet.rows] == ROWS
    assert [row.number for row in sheet.rows] == [1, 2, 3, 4]


def test_windows_letters_are_a_decision_with_evidence(open_bytes):
    source = open_bytes("name,n\nCafé,1\n".encode("cp1252"))
    (decision,) = source.decisions
    assert "Windows-1252" in decision.taken_as
    assert "line 2 has the byte E9" in decision.evidence
    assert source.sheets[0].rows[1].cells == ("Café", "1")


def test_the_announcement_of_the_delimiter_is_no_row(open_bytes):
    (sheet,) = open_bytes(b"sep=;\r\na;b,c\r\n1;2,5\r\n").sheets
    assert [(row.number, row.cells) for row in sheet.rows] == [(1, ("a", "b,c")), (2, ("1", "2,5"))]


def test_a_blank_line_keeps_its_number(open_bytes):
    (sheet,) = open_bytes(b"a,b\n\n1,2\n").sheets
    assert [row.number for row in sheet.rows if not row.blank] == [1, 3]


def test_decimal_commas_do_not_pass_for_delimiters(open_bytes):
    (sheet,) = open_bytes(b"day;rate\n1;0,5\n2;0,7\n3;0,9\n").sheets
    assert {len(row.cells) for row in sheet.rows} == {2}


def test_broken_letters_are_warned_of_and_left(open_bytes):
    source = open_bytes("name,n\nCafÃ© â€“ bar,1\n".encode())
    (fault,) = source.faults
    assert fault.severity == "warning"
    assert fault.row == 2
    assert source.sheets[0].rows[1].cells[0] == "CafÃ© â€“ bar"


def test_right_letters_are_not_called_broken(open_bytes):
    assert open_bytes("naam\nÀ bientôt, crème brûlée: ü «ß» Ã\n".encode()).faults == ()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b"\n\n , \n", "empty"),
        (b"a,b\x00c\n", "not a text file"),
        (b"\xff\xfea", "not a text file"),
        (b"name\n\x81\x8d\n", "not a text file"),
        (b"%PDF-1.7 ...", "not a text file"),
        (b"<html><table></table></html>", "not a text file"),
        (b'a,b\n1,2\n"3,4\n5,6\n', "quotes"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "damaged"),
    ],
)
def test_what_is_no_table_is_one_error_that_names_the_file(open_bytes, data, what):
    with pytest.raises(InputError, match=what) as caught:
        open_bytes(data)
    assert caught.value.faults[0].file == "data/channels/file"


def test_quotes_that_do_not_add_up_name_their_row(open_bytes):
    with pytest.raises(InputError) as caught:
        open_bytes(b'a,b\n1,2\n"3,4\n5,6\n')
    assert caught.value.faults[0].row == 3


def test_a_cell_without_end_is_told_as_such_by_its_row(open_bytes):
    with pytest.raises(InputError, match="longer than any text") as caught:
        open_bytes(b"a,b\n1,2\n3," + b"x" * 140_000 + b"\n")
    assert caught.value.faults[0].row == 3


def test_a_zip_file_without_tables_says_to_unpack_it(tmp_path):
    path = tmp_path / "Content.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Table data.pdf", "a,b\n")
    with pytest.raises(InputError, match="Unpack"):
        open_source(Export(path, "Content.zip"))


def test_a_file_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(InputError, match="cannot be opened"):
        open_source(Export(tmp_path / "gone.csv", "gone.csv"))


@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
def test_workbooks_give_the_same_rows(tmp_path, make_workbook, suffix):
    sheets = {"One": [["a", "b"], ["x", 1.5], [], ["y", 12]], "Two": [["è"]]}
    path = make_workbook(tmp_path / f"book{suffix}", sheets)
    one, two = open_source(Export(path, path.name)).sheets
    assert [(row.number, row.cells) for row in one.rows] == [
        (1, ("a", "b")),
        (2, ("x", 1.5)),
        (4, ("y", 12)),
    ]
    assert (two.name, two.rows[0].cells) == ("Two", ("è",))


def test_a_damaged_workbook_is_an_error_wherever_it_is_cut(tmp_path, make_workbook):
    for suffix in (".xlsx", ".xls"):
        path = make_workbook(tmp_path / f"book{suffix}", {"One": [["a", "b"], ["x", 1.5]]})
        data = path.read_bytes()
        for cut in range(1, len(data), 97):
            path.write_bytes(data[:cut])
            with suppress(ToolkitError):
                open_source(Export(path, path.name))


@settings(deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_open_or_give_an_error(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("bytes") / "file"
    path.write_bytes(data)
    try:
        source = open_source(Export(path, "file"))
    except ToolkitError:
        return
    numbers = [row.number for row in source.sheets[0].rows]
    # A run of blank lines is one blank row, whose number is that of the first.
    assert numbers == sorted(set(numbers))
    assert numbers[0] >= 1


def test_an_archive_that_is_all_air_is_refused_before_it_is_unpacked(tmp_path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Table data.csv", b"a,b\n" * 6_000_000)
    with pytest.raises(InputError, match="too large"):
        open_source(Export(path, path.name))


@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
def test_a_workbook_of_more_cells_than_can_be_read_in_time_is_refused(
    tmp_path, make_workbook, monkeypatch, suffix
):
    monkeypatch.setattr(workbooks, "CELLS_AT_MOST", 30)
    fits = {"One": [[n, n] for n in range(10)], "Two": [["a"] * 10]}
    path = make_workbook(tmp_path / f"fits{suffix}", fits)
    assert len(open_source(Export(path, path.name)).sheets) == 2
    # A cell far from the others takes all blank cells before it along.
    path = make_workbook(tmp_path / f"far{suffix}", {**fits, "Two": [[""] * 10 + ["x"]]})
    with pytest.raises(InputError, match="too large"):
        open_source(Export(path, path.name))


def test_a_workbook_of_too_many_texts_is_refused_before_it_is_parsed(
    tmp_path, make_workbook, monkeypatch
):
    path = make_workbook(tmp_path / "texts.xlsx", {"One": [["a", "b"], ["x", "y"]]})
    monkeypatch.setattr(workbooks, "ELEMENTS_AT_MOST", 10)
    monkeypatch.setattr(workbooks.openpyxl, "load_workbook", None)
    with pytest.raises(InputError, match="too large"):
        open_source(Export(path, path.name))


def test_a_text_that_no_cell_holds_is_refused(tmp_path):
    path = tmp_path / "long.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in one_text("x" * 32_768).items():
            archive.writestr(name, text)
    with pytest.raises(InputError, match="longer than any text") as caught:
        open_source(Export(path, path.name))
    assert [fault.row for fault in caught.value.faults] == [1]


def one_text(text):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    cell = f'<c r="A1" t="inlineStr"><is><t>{text}</t></is></c>'
    return {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="One" sheetId="1" r:id="b"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="b" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData><row r="1">{cell}</row>'
        "</sheetData></worksheet>",
    }


def test_a_workbook_that_declares_entities_is_refused(tmp_path, make_workbook):
    plain = make_workbook(tmp_path / "plain.xlsx", {"One": [["a", "b"], ["x", "y"]]})
    path = tmp_path / "entities.xlsx"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.endswith("sheet1.xml"):
                text = b'<!DOCTYPE x [<!ENTITY a "aa">]>' + text
            new.writestr(name, text)
    with pytest.raises(InputError, match="cannot be opened"):
        open_source(Export(path, path.name))


def test_a_row_of_more_cells_than_a_spreadsheet_has_is_refused(tmp_path):
    path = tmp_path / "wide.csv"
    path.write_text("a,b\n" + "," * 16_384, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        open_source(Export(path, path.name))
    assert [fault.row for fault in caught.value.faults] == [2]


HALF = "sep=,\r\nReach\r\nDate,Primary\r\n2026-08-01T00:00:00,20\r\n2026-08-02T"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE), ("utf-16-le", b"")],
)
def test_half_a_letter_is_half_a_file(open_bytes, encoding, mark):
    with pytest.raises(InputError) as caught:
        open_bytes(mark + HALF.encode(encoding)[:-1])
    (fault,) = caught.value.faults
    assert "half a file" in fault.what
    # The last letter, T, is the one of which half is gone.
    assert "“2026-08-02”" in fault.got
    assert "in full" in fault.remedy


def test_a_file_that_ends_in_a_sign_of_two_halves_is_half_a_file(open_bytes):
    with pytest.raises(InputError, match="half a file"):
        open_bytes(codecs.BOM_UTF16_LE + "a,b\n1,🚲".encode("utf-16-le")[:-2])


def test_a_file_that_ends_in_quotes_was_cut_off(open_bytes):
    with pytest.raises(InputError, match="was cut off") as caught:
        open_bytes(b'a,b\n1,2\n3,"4')
    assert [fault.row for fault in caught.value.faults] == [3]
