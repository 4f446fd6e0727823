"""What the columns of a table of Google Analytics 4 are: points in time, parts, figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from toolkit.readers.ga4_words import (
    FIGURES,
    GRAND_TOTAL,
    SEVERAL,
    find_dimension,
    find_step,
    is_code,
)
from toolkit.readers.table import Row, Sheet, Table, header_key, write


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of a table by what they are.

    ``figures`` gives the header of each metric; ``times`` is the header above points in time and
    ``step`` what they are; ``parts`` are the headers of what the rows are parts of; ``several``
    says that rows of several periods or groups stand below each other.
    """

    figures: dict[str, str]
    times: str | None
    parts: tuple[str, ...]
    several: bool

    @property
    def step(self) -> str | None:
        """``date``, or the number of a ``day``, ``week`` or ``month``; None without times."""
        return find_step(header_key(self.times)) if self.times else None

    @property
    def dimension(self) -> str | None:
        """The kind of part, ``other`` for one that is not known, None for the whole."""
        kinds = {find_dimension(header_key(part)) or "other" for part in self.parts}
        return kinds.pop() if len(kinds) == 1 else "other" if kinds else None

    @property
    def kind(self) -> tuple[object, ...]:
        """What two tables have in common that cut a figure in the same way."""
        cut = self.parts if self.dimension == "other" else (self.dimension,)
        return (*cut, self.step)


def find_shape(table: Table) -> Shape:
    """Find out what the columns are; those before the first known figure are parts or times.

    The first of them is one in any case, others where their cells are no numbers, for an unknown
    figure may stand there too.
    """
    keys = {header_key(header): header for header in table.headers if header}
    figures = {}
    for metric, names in FIGURES.items():
        found = [keys[header_key(name)] for name in names if header_key(name) in keys]
        if found:
            figures[metric] = found[0]
    # Other names of the same figures are figures too.
    known = {header_key(name) for names in FIGURES.values() for name in names}
    leading: list[str] = []
    for place, header in enumerate(table.headers):
        if header_key(header) in known:
            break
        if place == 0 or _names_something(table, place):
            leading.append(header)
    times = next((one for one in leading if find_step(header_key(one))), None)
    several = bool(SEVERAL & set(keys))
    parts = tuple(one for one in leading if one != times)
    return Shape(figures, times, parts, several)


def _names_something(table: Table, place: int) -> bool:
    key = header_key(table.headers[place])
    if find_step(key) or find_dimension(key):
        return True
    cells = [write(row.cells[place]).strip() for row in table.rows]
    return any(not cell.replace(".", "", 1).isdigit() for cell in cells if cell)


def has_codes(sheet: Sheet) -> bool:
    """Say whether the rows of a table are named by codes, such as those of countries."""
    return bool(sheet.rows[0].cells) and is_code(header_key(write(sheet.rows[0].cells[0])))


def split_grand_total(sheet: Sheet) -> tuple[Sheet, Row | None]:
    """Give the table without its grand total, and that row.

    The total says what it is in its first cell, or in one more cell than the header has; or its
    first cell is blank (what is not set, Google says in words) and it is the sum of the others, or
    more than that.
    """
    header, *rows = sheet.rows
    width = _width(header)
    for row in rows:
        last = _width(row)
        first = write(row.cells[0]).strip().casefold()
        beyond = write(row.cells[last - 1]).strip().casefold() if last > width else ""
        if first in GRAND_TOTAL or beyond in GRAND_TOTAL or (not first and _adds_up(row, rows)):
            kept = tuple(one for one in rows if one is not row)
            total = replace(row, cells=("", *row.cells[1:width]))
            return replace(sheet, rows=(header, *kept)), total
    return sheet, None


def _adds_up(row: Row, rows: list[Row]) -> bool:
    # The first figure decides: users, which may come later, are fewer together than one by one.
    others = [one for one in rows if one is not row]
    if len(others) < 2 or len(row.cells) < 2:
        return False
    try:
        parts = [float(write(one.cells[1])) for one in others if len(one.cells) > 1]
        return float(write(row.cells[1])) >= sum(parts) > 0
    except ValueError:
        return False


def _width(row: Row) -> int:
    width = len(row.cells)
    while width and not write(row.cells[width - 1]).strip():
        width -= 1
    return width


def name_members(table: Table, shape: Shape) -> Sequence[str]:
    """Name the part that each row is; one of an unknown kind with its header before it."""
    columns = [column for part in shape.parts if (column := table.column(part))]
    told = [
        [text or "(not set)" for text in column.texts]
        if shape.dimension != "other"
        else [f"{column.name}: {text or '(not set)'}" for text in column.texts]
        for column in columns
    ]
    return [" / ".join(texts) for texts in zip(*told, strict=True)]
