"""Opening what came back: a workbook, or a text file that a spreadsheet saved.

A formula whose result was never worked out reads as one that came to nothing: its cell is not
blank, and an answer that nobody can see is no answer.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl

from toolkit.errors import Fault, InputError, fill
from toolkit.readers.delimited import open_delimited
from toolkit.readers.findings import Findings
from toolkit.readers.table import Cell, Row, Sheet
from toolkit.readers.workbooks import BROKEN, broken, open_xlsx

LARGEST = 30_000_000
OLD_FORMAT = b"\xd0\xcf\x11\xe0"
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
AS_XLSX = "Save it from the spreadsheet as .xlsx, without a password and without macros."
TEXTS = frozenset({".csv", ".tsv", ".txt"})
TYPED = frozenset({".yaml", ".yml"})
NO_RESULT = "#VALUE!"


def open_workbook(path: Path) -> tuple[Sheet, ...]:
    """Read all sheets of a workbook.

    Raises
    ------
    InputError
        If it cannot be opened, is too large, of the old kind, locked, or may hold macros.
    """
    data = read_bytes(path)
    sheets = open_xlsx(data, path.name)
    if not _has_formulas(data):
        return sheets
    unworked = _find_formulas(data, path.name)
    return tuple(_with_no_result(one, unworked.get(one.name, set())) for one in sheets)


def open_text(path: Path) -> tuple[Sheet, tuple[Fault, ...]]:
    """Read a text file with a delimiter as one sheet, with what had to be decided about it.

    Raises
    ------
    InputError
        If it cannot be opened, is too large, or is no table.
    """
    findings = Findings(path.name)
    sheet = open_delimited(read_bytes(path), findings)
    for one in findings.decisions:
        findings.add(
            fill("Read as {value}.", value=fill(one.taken_as)), severity="note", got=one.evidence
        )
    return sheet, findings.settle()


def read_bytes(path: Path) -> bytes:
    """Read a workbook's bytes.

    Raises
    ------
    InputError
        If it cannot be opened, is too large, of the old kind, locked, or may hold macros.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        what = "The file cannot be opened."
        raise InputError(Fault(what, path.name, got=error.strerror or "")) from error
    if size > LARGEST:
        raise InputError(
            Fault(
                "This workbook is too large.",
                path.name,
                got=fill("{number} MB", number=size // 1_000_000),
                expected=fill("at most {number} MB", number=LARGEST // 1_000_000),
            )
        )
    if data.startswith(OLD_FORMAT) or path.suffix.lower() == ".xls":
        what = "This is a workbook of the old kind (.xls), or one with a password."
        raise InputError(Fault(what, path.name, remedy=AS_XLSX))
    if path.suffix.lower() == ".ods" or OPEN_DOCUMENT in data[:100]:
        what = "This is a workbook of another kind (.ods)."
        raise InputError(Fault(what, path.name, remedy=AS_XLSX))
    if path.suffix.lower() in (".xlsm", ".xlsb", ".xltm") or b"vbaProject.bin" in data:
        what = "This workbook may hold macros; it is not opened."
        raise InputError(Fault(what, path.name, remedy=AS_XLSX))
    return data


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [one for one in archive.namelist() if one.startswith("xl/worksheets/")]
        return any(b"<f" in archive.read(one) for one in names)


def _find_formulas(data: bytes, file: str) -> Mapping[str, set[tuple[int, int]]]:
    """Give where formulas stand, by sheet, in rows and columns counted from 1."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        found: dict[str, set[tuple[int, int]]] = {}
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            cells = (cell for row in sheet.iter_rows() for cell in row)
            found[sheet.title] = {
                (cell.row, cell.column) for cell in cells if cell.data_type == "f"
            }
    except BROKEN as error:
        raise InputError(broken(file, error)) from None
    return found


def _with_no_result(sheet: Sheet, formulas: set[tuple[int, int]]) -> Sheet:
    def cell(row: int, column: int, content: Cell) -> Cell:
        return NO_RESULT if content == "" and (row, column) in formulas else content

    rows = (
        Row(row.number, tuple(cell(row.number, n, one) for n, one in enumerate(row.cells, 1)))
        for row in sheet.rows
    )
    return Sheet(sheet.name, tuple(rows), sheet.closed, sheet.zipped)
