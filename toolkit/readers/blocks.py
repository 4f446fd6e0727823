"""Cut a sheet on which several tables stand below each other, each under a title of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from toolkit.readers.table import Row, Sheet, write


@dataclass(frozen=True, slots=True)
class Block:
    """A title and the rows below it, blank ones left out; ``row`` is where the title stands.

    ``closed`` is said of the sheet: whether its last row came to an end.
    """

    title: str
    row: int
    rows: tuple[Row, ...]
    closed: bool = True

    def as_sheet(self) -> Sheet:
        """Give its rows as a sheet, to be read as a table."""
        return Sheet("", self.rows, self.closed)


def filled(row: Row) -> tuple[str, ...]:
    """Give the cells of a row as trimmed text, without the blank ones behind the last."""
    cells = [write(cell).strip() for cell in row.cells]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def cut_blocks(sheet: Sheet, is_title: Callable[[Row, Row | None], bool]) -> tuple[Block, ...]:
    """Cut a sheet at its titles; rows above the first one make a block with a blank title.

    Parameters
    ----------
    is_title
        Whether a row begins a block; it gets the row and the one above it, blank ones left out.
    """
    blocks: list[Block] = []
    title, number, rows = "", 1, list[Row]()
    above: Row | None = None
    for row in sheet.rows:
        if row.blank:
            continue
        if is_title(row, above):
            if title or rows:
                blocks.append(Block(title, number, tuple(rows)))
            title, number, rows = filled(row)[0], row.number, []
        else:
            rows.append(row)
        above = row
    if title or rows:
        blocks.append(Block(title, number, tuple(rows), sheet.closed))
    return tuple(blocks)
