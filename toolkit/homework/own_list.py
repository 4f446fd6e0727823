"""Somebody's own list of initiatives, as people keep one: a row each, below headers of their own.

The header may stand under a title; sums at the end are left out if they add up. What a cell says in
a plain way (``40 uur``, ``€ 1.200,50``, ``25%``, ``x``) is put as the workbook of Koers would have
it; what would have to be guessed, such as how many hours a day has, is told cell by cell.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.errors import fill
from toolkit.homework.cells import FAILED, NO, YES, is_blank
from toolkit.homework.own_words import (
    ALSO_CALLED,
    LEVELS,
    NAMES_ALONE,
    TOTALS,
    YES_OR_NO,
    plain_header,
)
from toolkit.homework.pages import Table, in_every_language
from toolkit.homework.plain_amounts import BadAmountError, read_amount, read_share
from toolkit.language import mark
from toolkit.readers.table import Cell, Row, Sheet, write

HEADER_WITHIN = 20
NAME = "name"
TURNED = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Signs that nobody sees and that turn the rest of a line around, also that of a report."""
ONE_OF_BOTH = mark("a header of its own, or none")
SUM_OF_ABOVE = mark("the sum of the rows above; or another name, if it is an initiative")
EACH_ONCE = mark("each initiative once")


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row of the list: its number in the sheet, and its cells by the fields' names."""

    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Misfit:
    """A cell that cannot be taken as it is: where it stands, what is wrong, what was expected."""

    row: int
    column: int
    field: str
    what: str
    got: str
    expected: str = ""


@dataclass(frozen=True, slots=True)
class OwnList:
    """What a sheet with such a list holds.

    Parameters
    ----------
    columns
        Columns (from 0) by the names of the fields.
    ignored
        Headers that mean nothing here.
    totals
        Rows (as a spreadsheet counts them) that were left out because they add up the others.
    """

    columns: Mapping[str, int]
    rows: tuple[OwnRow, ...]
    ignored: tuple[str, ...] = ()
    totals: tuple[int, ...] = ()
    misfits: tuple[Misfit, ...] = ()


def read_own_list(sheet: Sheet, table: Table, currency: str) -> OwnList | None:
    """Read a sheet as somebody's own list of initiatives; None if it is none.

    Parameters
    ----------
    table
        The initiatives, as the workbook of Koers asks them.
    currency
        The client's: an amount in another one is not taken.
    """
    header = _find_header(sheet, table)
    return _Reading(header, sheet, table, currency).read() if header else None


def fold_name(name: str) -> str:
    """Give what makes a name the same, whatever its case and spaces."""
    return " ".join(name.split()).casefold()


def _find_header(sheet: Sheet, table: Table) -> Row | None:
    first = sheet.rows[:HEADER_WITHIN]
    for row in first:
        found = {name for _, name in _match(row, table)}
        if NAME in found and len(found) > 1:
            return row
    # A list may be names and nothing else.
    alone = (row for row in first if {plain_header(write(one)) for one in row.cells} & NAMES_ALONE)
    return next((row for row in alone if row is not sheet.rows[-1]), None)


def _match(row: Row, table: Table) -> Iterator[tuple[int, str]]:
    known = {
        one.name: {plain_header(word) for word in in_every_language(one.label) | {one.name}}
        | ALSO_CALLED.get(one.name, frozenset())
        for one in table.columns
    }
    for column, cell in enumerate(row.cells):
        header = plain_header(write(cell))
        name = next((name for name, words in known.items() if header and header in words), "")
        if name:
            yield column, name


class _Reading:
    """A list being read below its header."""

    def __init__(self, header: Row, sheet: Sheet, table: Table, currency: str) -> None:
        self._header = header
        self._below = [row for row in sheet.rows if row.number > header.number]
        self._kinds = {one.name: one.kind for one in table.columns}
        self._currency = currency
        self._misfits: list[Misfit] = []
        self._columns: dict[str, int] = {}
        matched = dict(_match(header, table))
        for column, name in matched.items():
            if name in self._columns:
                what = "Two columns are about the same, so it is not clear which one is meant."
                self._tell(header, column, name, what, ONE_OF_BOTH)
            else:
                self._columns[name] = column
        self._ignored = tuple(
            write(cell)
            for column, cell in enumerate(header.cells)
            if not is_blank(cell) and column not in matched
        )

    def read(self) -> OwnList:
        """Read all rows."""
        rows: list[OwnRow] = []
        totals: list[int] = []
        section: list[OwnRow] = []
        names: dict[str, int] = {}
        for row in self._below:
            told = {name: self._cell(row, column) for name, column in self._columns.items()}
            if all(map(is_blank, told.values())) or self._is_header(row):
                continue
            name = fold_name(write(told[NAME]))
            cells = {one: self._plain(row, one, cell) for one, cell in told.items()}
            if self._is_total(row, name, cells, (rows, section)):
                totals.append(row.number)
                section = []
                continue
            if name and name in names:
                what = fill("This name stood in row {row} already.", row=names[name])
                self._tell(row, self._columns[NAME], NAME, what, EACH_ONCE)
                continue
            names[name] = row.number
            rows.append(OwnRow(row.number, cells))
            section.append(rows[-1])
        # What is said of a row that was left out, nobody has to mend.
        misfits = tuple(one for one in self._misfits if one.row not in totals)
        return OwnList(self._columns, tuple(rows), self._ignored, tuple(totals), misfits)

    def _cell(self, row: Row, column: int) -> Cell:
        cell = row.cells[column] if column < len(row.cells) else ""
        return cell.translate(TURNED) if isinstance(cell, str) else cell

    def _is_header(self, row: Row) -> bool:
        # Long lists repeat it on every page.
        here = [plain_header(write(cell)) for cell in row.cells]
        there = [plain_header(write(cell)) for cell in self._header.cells]
        return [one for one in here if one] == [one for one in there if one]

    def _is_total(
        self, row: Row, name: str, cells: Mapping[str, Cell], sections: Sequence[Sequence[OwnRow]]
    ) -> bool:
        """Say whether a row adds up others: by its name, or without one by its numbers."""
        said = name.rstrip(" :.") in TOTALS
        if name and not said:
            return False
        sums = {
            one: it
            for one, it in cells.items()
            if one.startswith(("hours_", "cost")) and isinstance(it, int | float)
        }
        right = any(
            all(_adds_up(it, one, section) for one, it in sums.items()) for section in sections
        )
        if said and not right:
            what = "This looks like a row of sums, and does not add up the rows above it."
            self._tell(row, self._columns[NAME], NAME, what, SUM_OF_ABOVE)
        return right and (said or (bool(sums) and len(sections[0]) > 1))

    def _plain(self, row: Row, name: str, cell: Cell) -> Cell:
        """Give a cell as the workbook of Koers would have it."""
        text = write(cell).strip()
        if not text or text in FAILED or not isinstance(cell, str):
            return cell
        try:
            return self._put(name, text) if self._kinds[name] != "line" else cell
        except BadAmountError as error:
            self._tell(row, self._columns[name], name, str(error), error.expected)
            return ""

    def _put(self, name: str, text: str) -> Cell:
        if name.startswith("hours_"):
            return read_amount(text, monthly=name == "hours_running")
        if name.startswith("cost"):
            return read_amount(text, monthly=name == "cost_running", currency=self._currency)
        if name == "audience_share":
            return read_share(text)
        if self._kinds[name] == "choice":
            return LEVELS.get(text.casefold(), text)
        if self._kinds[name] == "yes_no" and text.casefold() in YES_OR_NO:
            return YES if YES_OR_NO[text.casefold()] else NO
        return text

    def _tell(self, row: Row, column: int, name: str, what: str, expected: str) -> None:
        got = write(self._cell(row, column))
        one = Misfit(row.number, column, name, what, got, expected)
        if what and one not in self._misfits:
            self._misfits.append(one)


def _adds_up(number: float, column: str, above: Sequence[OwnRow]) -> bool:
    numbers = (row.cells[column] for row in above)
    total = sum(one for one in numbers if isinstance(one, int | float))
    return math.isclose(number, total, rel_tol=1e-9, abs_tol=0.005)


__all__ = ["EACH_ONCE", "NAME", "Misfit", "OwnList", "OwnRow", "fold_name", "read_own_list"]
