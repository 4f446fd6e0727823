"""A sheet on which several tables stand below each other, each with lines of comment above it.

A comment is a row whose first cell begins with ``#``. A table ends at a blank row or at the next
comment; one that has no comments of its own goes on with those of the table before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.readers.table import Row, Sheet, write

SIGN = "#"


@dataclass(frozen=True, slots=True)
class Block:
    """A table with its comments: ``sheet`` has the header as its first row, then the data."""

    comments: tuple[Row, ...]
    sheet: Sheet


def cut_blocks(sheet: Sheet) -> Iterator[Block]:
    """Cut a sheet into its tables; comments below the last one are left out."""
    comments: list[Row] = []
    rows: list[Row] = []
    closed = False
    for row in sheet.rows:
        comment = is_comment(row) and not _is_data(row, rows)
        if rows and (row.blank or comment):
            yield Block(tuple(comments), Sheet(sheet.name, tuple(rows)))
            rows, closed = [], True
        if comment:
            comments = [row] if closed else [*comments, row]
            closed = False
        elif not row.blank:
            rows.append(row)
    if rows:
        yield Block(tuple(comments), Sheet(sheet.name, tuple(rows), sheet.closed))


def is_comment(row: Row) -> bool:
    """Say whether a row begins as a comment does."""
    return bool(row.cells) and write(row.cells[0]).lstrip().startswith(SIGN)


def _is_data(row: Row, rows: list[Row]) -> bool:
    # The page “#1 in bikes” is a row of its table: no cell of it is blank.
    width = sum(bool(write(cell).strip()) for cell in rows[0].cells) if rows else 0
    return width > 1 and sum(bool(write(cell).strip()) for cell in row.cells) >= width


def read_comment(row: Row) -> str:
    """Give the words of a comment, which may have been cut at the delimiters in them."""
    cells = [write(cell) for cell in row.cells]
    while cells and not cells[-1].strip():
        cells.pop()
    return ",".join(cells).strip().lstrip(SIGN).strip(" -\t")
