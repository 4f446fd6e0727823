"""Which sheet of a workbook holds the answers: the one named, or the one that looks like them."""

from __future__ import annotations

from toolkit.errors import Fault, InputError, fill
from toolkit.readers.findings import name_columns
from toolkit.readers.table import Row, Sheet, Source, header_key, write

FEWEST_HEADERS = 2


def find_sheet(source: Source, name: str | None) -> Sheet:
    """Give the sheet of this name; the first without one.

    Raises
    ------
    InputError
        If no sheet has this name.
    """
    if name is None:
        return source.sheets[0]
    for sheet in source.sheets:
        if header_key(sheet.name) == header_key(name):
            return sheet
    raise InputError(
        Fault(
            "The codebook names a sheet that this workbook does not have.",
            source.file,
            got=name,
            expected=fill(
                "one of: {names}", names=name_columns(sheet.name for sheet in source.sheets)
            ),
            remedy="Correct sheet in codebook.yaml; a file of text has no sheets.",
        )
    )


def choose_sheet(source: Source) -> Sheet:
    """Give the sheet that looks most like answers: the most cells below a row of headers.

    A list of codes has many rows as well, but few columns; a cover has neither. The first goes
    before others of the same size.
    """
    return max(source.sheets, key=_count_cells)


def _count_cells(sheet: Sheet) -> int:
    rows = [row for row in sheet.rows if not row.blank]
    if not rows:
        return 0
    headers = _filled(rows[0])
    if headers < FEWEST_HEADERS:
        return 0
    return sum(min(_filled(row), headers) for row in rows[1:])


def _filled(row: Row) -> int:
    return sum(bool(write(cell).strip()) for cell in row.cells)
