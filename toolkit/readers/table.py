"""What an opened file is: sheets of numbered rows, and tables with a header in them.

A delimited file has one sheet without a name, whose cells are text as written. A workbook's cells
keep their kind (number, date), so that nothing has to be parsed which its maker stored exactly.
Row numbers are those that a spreadsheet shows: a record whose text runs over several lines is one
row, and a leading ``sep=`` line, which spreadsheets hide, is none.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from toolkit.errors import Fault, InputError, fill
from toolkit.readers.findings import Findings, name_rows
from toolkit.readers.reading import Decision, Export
from toolkit.readers.row_lengths import report_lengths

Cell = str | int | float | dt.datetime
HEADER_WITHIN = 5


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of one record; ``number`` is what a spreadsheet shows beside it."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(write(cell).strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a delimited file (no name), of one in a zip, or of one sheet of a workbook.

    ``closed`` says that its last row came to an end: a file that was cut off does not. ``zipped``
    says that it is a delimited file in a zip, whose rows write every cell; a workbook's do not.
    """

    name: str
    rows: tuple[Row, ...]
    closed: bool = True
    zipped: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """An opened file: what readers recognise and read.

    ``sought`` remembers which headers were looked for, so that a file that nobody knows can be told
    what it lacks.
    """

    export: Export
    sheets: tuple[Sheet, ...]
    decisions: tuple[Decision, ...] = ()
    faults: tuple[Fault, ...] = ()
    sought: list[tuple[tuple[str, ...], ...]] = field(
        default_factory=list, compare=False, repr=False
    )

    @property
    def file(self) -> str:
        """What the user calls it."""
        return self.export.name


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its header as written, its cells, and the row of each."""

    name: str
    cells: tuple[Cell, ...]
    rows: tuple[int, ...]

    @property
    def texts(self) -> list[str]:
        """The cells as trimmed text."""
        return [write(cell).strip() for cell in self.cells]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below a header; blank rows are left out, short ones filled up with blanks.

    It remembers which of its columns were asked for, so that the others can be kept and told.
    """

    file: str
    sheet: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    _asked: set[str] = field(default_factory=set, compare=False, repr=False)

    @property
    def numbers(self) -> list[int]:
        """Row numbers as a spreadsheet shows them."""
        return [row.number for row in self.rows]

    def column(self, *names: str) -> Column | None:
        """Give the first of `names` that is a header here.

        Raises
        ------
        InputError
            If that header stands above two columns.
        """
        keys = [header_key(header) for header in self.headers]
        for name in names:
            key = header_key(name)
            if key not in keys:
                continue
            if keys.count(key) > 1:
                raise InputError(
                    Fault(
                        "Two columns have the same header, so it is not clear which one is meant.",
                        self.file,
                        column=name,
                        remedy="Rename one of them, or export the file anew.",
                    )
                )
            place = keys.index(key)
            self._asked.add(key)
            cells = tuple(row.cells[place] for row in self.rows)
            return Column(self.headers[place], cells, tuple(self.numbers))
        return None

    def without(self, dropped: Iterable[int]) -> Table:
        """Leave out the rows with these numbers."""
        gone = set(dropped)
        kept = tuple(row for row in self.rows if row.number not in gone)
        return Table(self.file, self.sheet, self.headers, kept, self._asked)

    def leftovers(self) -> tuple[str, ...]:
        """Give the headers of columns that nobody asked for and that are not blank throughout."""
        return tuple(
            header
            for place, header in enumerate(self.headers)
            if header
            and header_key(header) not in self._asked
            and any(write(row.cells[place]).strip() for row in self.rows)
        )


def write(cell: Cell) -> str:
    """Write a cell as a spreadsheet with 15 digits would; dates as ISO 8601."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, dt.datetime):
        timed = cell.time() != dt.time()
        return cell.isoformat(sep=" ") if timed else cell.date().isoformat()
    if math.isnan(cell):
        return "NaN"
    if abs(cell) >= 1e15:
        # A workbook keeps 15 digits of a number: more would feign an id that is lost.
        return f"{cell:.14E}"
    if cell == int(cell):
        return str(int(cell))
    return repr(cell)


@lru_cache(maxsize=50_000)
def header_key(header: str) -> str:
    """Reduce a header to what makes it the same: case, spaces and curly quotes do not.

    Nor do signs that nobody sees, such as the soft hyphens of YouTube.
    """
    seen = "".join(sign for sign in header if unicodedata.category(sign) != "Cf")
    plain = unicodedata.normalize("NFKC", seen).replace("’", "'").casefold()
    return re.sub(r"\s+", " ", plain).strip()


def locate(source: Source, *required: tuple[str, ...]) -> tuple[Sheet, int] | None:
    """Find the sheet and the row number of a header that has one of each required names.

    Only the first five rows of a sheet are looked at: exports put at most a title, a description
    or a date range above their header.
    """
    source.sought.append(required)
    wanted = [{header_key(name) for name in names} for names in required]
    for sheet in source.sheets:
        for row in sheet.rows[:HEADER_WITHIN]:
            keys = {header_key(write(cell)) for cell in row.cells}
            if all(names & keys for names in wanted):
                return sheet, row.number
    return None


def read_table(
    sheet: Sheet, header_row: int, findings: Findings, *, by_hand: bool = False
) -> Table:
    """Take the rows below `header_row`; a row that is wider than the header is a fault.

    So is one that is narrower, for a platform writes every cell of a row. A table that people typed
    or saved (`by_hand`) may end its rows early, which is told in a warning.
    """
    header = next((row for row in sheet.rows if row.number == header_row), None)
    if header is None or header.blank:
        findings.add("There is no header in this row.", row=header_row)
        return Table(findings.file, sheet.name, (), ())
    headers = tuple(" ".join(write(cell).split()) for cell in header.cells)
    while headers and not headers[-1]:
        headers = headers[:-1]
    width = len(headers)
    rows: list[Row] = []
    below = [row for row in sheet.rows if row.number > header_row and not row.blank]
    below = _without_repeats(header, below, findings)
    for row in below:
        if any(write(cell).strip() for cell in row.cells[width:]):
            findings.add(
                "This row has more cells than the header.",
                row=row.number,
                got=fill("{n} cells", n=len(row.cells)),
                expected=fill("{width} cells", width=width),
                remedy="A delimiter inside a text without quotes does this: export the file anew.",
            )
            continue
        filled = row.cells[:width] + ("",) * (width - len(row.cells))
        rows.append(Row(row.number, filled))
    wider = all(len(row.cells) > len(header.cells) for row in below)
    if wider and not sheet.name and 0 < len(below) == len(rows):
        findings.add(
            "Every row has a cell more than the header, and it is blank: a header may be missing.",
            severity="warning",
            row=header_row,
            got=fill("{n} headers", n=len(header.cells)),
            expected="as many headers as cells",
            remedy="Compare the figures of one row with the platform.",
        )
    if below and (sheet.zipped or not sheet.name):
        lines = {row.number: [write(cell) for cell in row.cells] for row in below}
        report_lengths(
            lines, headers, findings, closed=sheet.closed, by_hand=by_hand, zipped=sheet.name
        )
    return Table(findings.file, sheet.name, headers, tuple(rows))


def _without_repeats(header: Row, below: list[Row], findings: Findings) -> list[Row]:
    names = _names(header)
    first = _begin(header)
    alike = [row for row in below if _begin(row) == first] if len(names) > 1 else []
    again = [row.number for row in alike if _names(row) == names]
    if again:
        findings.add(
            "The header stands in the file again: exports were put below each other.",
            row=again[0],
            got=name_rows(again),
            expected="one header, above all rows",
            remedy="Put each export here in a file of its own, as it came: where they hold the "
            "same post or day, the file tells which one is the later.",
        )
    return [row for row in below if row.number not in again]


def _begin(row: Row) -> str:
    return write(row.cells[0]).strip().casefold() if row.cells else ""


def _names(row: Row) -> list[str]:
    return [key for cell in row.cells if (key := header_key(write(cell)))]


def read_located(source: Source, findings: Findings, *required: tuple[str, ...]) -> Table:
    """Read the table whose header has one of each required names; see :func:`locate`.

    The reader has identified the file by these names before.
    """
    found = locate(source, *required)
    assert found is not None  # noqa: S101  identify() said so
    return read_table(*found, findings)
