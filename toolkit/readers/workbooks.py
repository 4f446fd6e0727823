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

import xlrd

# openpyxl then reads with the parser of the standard library, which is four times as fast.
os.environ.setdefault("OPENPYXL_DEFUSEDXML", "False")
import openpyxl

from toolkit.errors import Fault, InputError
from toolkit.readers.table import Cell, Row, Sheet

LAST_ROW = 1_048_576
UNPACKED_AT_MOST = 500_000_000
SMALL, PACKED_AT_MOST = 20_000_000, 60
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


def open_xlsx(data: bytes, file: str, *, at_most: int = UNPACKED_AT_MOST) -> tuple[Sheet, ...]:
    """Read all sheets of an .xlsx workbook; formulas give the value that was stored with them.

    Parameters
    ----------
    at_most
        Bytes that it may come to when it is unpacked.

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
            entities = workbook and size <= at_most and any(_declares(archive, m) for m in members)
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
    if entities:
        raise InputError(broken(file, ValueError("it declares entities")))
    if size > at_most or is_bomb(size, len(data)):
        raise InputError(
            Fault(
                "This workbook is too large.",
                file,
                got=f"{size // 1_000_000} MB unpacked",
                expected=f"at most {at_most // 1_000_000} MB",
            )
        )
    try:
        # openpyxl remarks on missing styles, which say nothing about the data.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            return tuple(_xlsx_sheet(sheet) for sheet in book.worksheets)
    except BROKEN as error:
        raise InputError(broken(file, error)) from None


def is_bomb(unpacked: int, packed: int) -> bool:
    """Say whether an archive comes to far more than texts and figures are packed from."""
    return unpacked > UNPACKED_AT_MOST or unpacked > max(SMALL, PACKED_AT_MOST * packed)


def _declares(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Say whether an XML file has a document type, where entities are declared.

    No workbook has one. Without them the standard library's parser is safe.
    """
    if not member.filename.endswith((".xml", ".rels")):
        return False
    with archive.open(member) as file:
        start = file.read(4096)
    return b"<!DOCTYPE" in start.replace(b"\0", b"").upper()


def _xlsx_sheet(sheet: openpyxl.worksheet._read_only.ReadOnlyWorksheet) -> Sheet:
    # Some makers (LinkedIn) declare a size of one cell: read on to the real end.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True, max_row=LAST_ROW)
    return Sheet(
        sheet.title,
        tuple(
            Row(number, tuple(_cell(value) for value in values))
            for number, values in enumerate(rows, start=1)
            if any(value is not None for value in values)
        ),
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
    try:
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO())
        return tuple(_xls_sheet(sheet, book.datemode) for sheet in book.sheets())
    except BROKEN as error:
        raise InputError(broken(file, error)) from None


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
