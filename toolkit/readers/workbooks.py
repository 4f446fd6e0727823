"""Workbooks: .xlsx through openpyxl, old .xls through xlrd, both into the same sheets.

A workbook from outside can be broken in more ways than its libraries foresee; whatever they raise
on it becomes one error that names the file.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence

import xlrd

# openpyxl then reads with the parser of the standard library, which is four times as fast.
os.environ.setdefault("OPENPYXL_DEFUSEDXML", "False")
import openpyxl

from toolkit.errors import Fault, InputError, fill
from toolkit.readers.table import Cell, Row, Sheet

LAST_ROW = 1_048_576
# So many cells take some eight seconds and 250 MB, from opening the file to the frames.
CELLS_AT_MOST = 250_000
ELEMENTS_AT_MOST = 3 * CELLS_AT_MOST
ROWS_AT_MOST = 3_000_000
UNPACKED_AT_MOST = 50_000_000
# A cell of a spreadsheet holds no more characters.
LONGEST_TEXT = 32_767
CHUNK = 1_000_000
BROKEN = (
    xlrd.XLRDError,
    xlrd.compdoc.CompDocError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    NameError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)


def open_xlsx(data: bytes, file: str) -> tuple[Sheet, ...]:
    """Read all sheets of an .xlsx workbook; formulas give the value that was stored with them.

    Raises
    ------
    InputError
        If it is not a workbook, or too large to be one that a person exported.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            size = sum(member.file_size for member in members)
            workbook = "xl/workbook.xml" in archive.namelist()
            if workbook and size > UNPACKED_AT_MOST:
                raise InputError(
                    _too_large(
                        file,
                        fill("{n} MB unpacked", n=size // 1_000_000),
                        fill("at most {number} MB", number=UNPACKED_AT_MOST // 1_000_000),
                    )
                )
            if workbook:
                _weigh(archive, file)
    except BROKEN as error:
        raise InputError(broken(file, error)) from None
    if not workbook:
        raise InputError(
            Fault(
                "This is a zip file, not a workbook.",
                file,
                remedy="Unpack it and put the files that are in it here.",
            )
        )
    try:
        # openpyxl remarks on missing styles, which say nothing about the data.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            return tuple(_xlsx_sheets(book, file))
    except BROKEN as error:
        raise InputError(broken(file, error)) from None


def _weigh(archive: zipfile.ZipFile, file: str) -> None:
    """Refuse what would take too long, or declares entities, before anything is parsed.

    Time goes by elements: a cell has two, or three with its text, and a text that cells share two.
    No workbook has a document type, where entities are declared; without one the standard library's
    parser is safe.
    """
    elements = 0
    for member in archive.infolist():
        if not member.filename.endswith((".xml", ".rels")):
            continue
        with archive.open(member) as opened:
            last = b""
            while part := opened.read(CHUNK).replace(b"\0", b""):
                if not last and b"<!DOCTYPE" in part[:4096].upper():
                    raise InputError(broken(file, ValueError("it declares entities")))
                # An end may lie across two parts.
                elements += (last + part).count(b"</") + (last + part).count(b"/>")
                last = part[-1:]
            if elements > ELEMENTS_AT_MOST:
                raise InputError(_too_many_cells(file))


def _too_many_cells(file: str) -> Fault:
    return _too_large(
        file,
        fill(
            "more than {n} cells, or as much in texts; blank ones in between count",
            n=f"{CELLS_AT_MOST:,}",
        ),
        fill("at most {n} cells", n=f"{CELLS_AT_MOST:,}"),
    )


def _too_large(file: str, got: str, expected: str) -> Fault:
    return Fault(
        "This workbook is too large.",
        file,
        got=got,
        expected=expected,
        remedy="Export a shorter period, or save the sheet with the figures as .csv, which may be "
        "larger.",
    )


def _xlsx_sheets(book: openpyxl.Workbook, file: str) -> Iterator[Sheet]:
    # A cell far from the others takes all blank cells and rows before it along.
    cells = rows = 0
    for sheet in book.worksheets:
        # Some makers (LinkedIn) declare a size of one cell: read on to the real end.
        sheet.reset_dimensions()
        kept: list[Row] = []
        for number, values in enumerate(
            sheet.iter_rows(values_only=True, max_row=LAST_ROW), start=1
        ):
            rows, cells = rows + 1, cells + len(values)
            if cells > CELLS_AT_MOST or rows > ROWS_AT_MOST:
                raise InputError(_too_many_cells(file))
            if any(value is not None for value in values):
                _want_short(values, number, file)
                kept.append(Row(number, tuple(_cell(value) for value in values)))
        yield Sheet(sheet.title, tuple(kept))


def _want_short(values: Sequence[object], row: int, file: str) -> None:
    if any(isinstance(value, str) and len(value) > LONGEST_TEXT for value in values):
        raise InputError(
            Fault(
                "A cell in this row is longer than any text that a spreadsheet holds.",
                file,
                row,
                expected=fill(
                    "at most {longest_text} characters in a cell", longest_text=f"{LONGEST_TEXT:,}"
                ),
                remedy="Export it anew.",
            )
        )


def _cell(value: object) -> Cell:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float | dt.datetime):
        return value
    if isinstance(value, dt.date):
        return dt.datetime.combine(value, dt.time())
    return str(value)


def open_xls(data: bytes, file: str) -> tuple[Sheet, ...]:
    """Read all sheets of an old binary .xls workbook.

    Raises
    ------
    InputError
        If it is not such a workbook.
    """
    sheets: list[Sheet] = []
    left = CELLS_AT_MOST
    try:
        # A sheet is read when it is asked for: a file may name one large sheet many times.
        with xlrd.open_workbook(
            file_contents=data, logfile=io.StringIO(), on_demand=True, ragged_rows=True
        ) as book:
            for index in range(book.nsheets):
                sheet = book.sheet_by_index(index)
                left -= sum(map(sheet.row_len, range(sheet.nrows)))
                if left < 0:
                    raise InputError(_too_many_cells(file))
                sheets.append(_xls_sheet(sheet, book.datemode))
                book.unload_sheet(index)
    except BROKEN as error:
        raise InputError(broken(file, error)) from None
    return tuple(sheets)


def _xls_sheet(sheet: xlrd.sheet.Sheet, datemode: int) -> Sheet:
    rows: list[Row] = []
    for index in range(sheet.nrows):
        cells = tuple(_xls_cell(cell, datemode) for cell in sheet.row(index))
        if any(cell != "" for cell in cells):
            rows.append(Row(index + 1, cells))
    return Sheet(sheet.name, tuple(rows))


def _xls_cell(cell: xlrd.sheet.Cell, datemode: int) -> Cell:
    if cell.ctype == xlrd.XL_CELL_DATE and cell.value >= 1:
        moment: dt.datetime = xlrd.xldate.xldate_as_datetime(cell.value, datemode)
        return moment
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return float(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return str(bool(cell.value)).upper()
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    return str(cell.value)


def broken(file: str, error: Exception) -> Fault:
    """Say that a workbook cannot be opened."""
    return Fault(
        "This workbook cannot be opened; it is damaged, or protected by a password.",
        file,
        got=type(error).__name__,
        remedy="Export it anew, or save it from a spreadsheet as .xlsx without a password.",
    )
