"""What a returned workbook holds, sheet by sheet: cells beside the questions that they answer.

Hidden cells say which question a row is for; where they are gone, the words in the sheet do. Sheets
may have been renamed, and rows and columns moved about or put in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from xlsxwriter.utility import xl_rowcol_to_cell

from toolkit.errors import Fault, InputError, fill
from toolkit.homework import hidden, interview_guide
from toolkit.homework.cells import is_blank
from toolkit.homework.hidden import Hidden
from toolkit.homework.opening import TEXTS, open_text, open_workbook
from toolkit.homework.own_list import (
    EACH_ONCE,
    NAME,
    Misfit,
    OwnList,
    fold_name,
    read_own_list,
)
from toolkit.homework.pages import (
    INITIATIVES,
    Page,
    Question,
    Table,
    in_every_language,
    list_pages,
    name_sheets,
)
from toolkit.homework.writing import (
    ANSWER,
    GOING_ON,
    HEAD,
    INTRODUCTION,
    KEYS,
    LONG_TEXTS,
    TITLE,
)
from toolkit.language import LOCALES, Language
from toolkit.readers.table import Cell, Row, Sheet, write


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands: ``sheet`` by its name, ``cell`` as a spreadsheet says it (B7).

    A text file has a sheet without a name.
    """

    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class FoundCell:
    """A cell that answers a question."""

    content: Cell
    place: Place


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row of a table: its id, empty without one, and its cells by the fields' names."""

    id: str
    cells: Mapping[str, FoundCell]
    place: Place

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return all(is_blank(cell.content) for cell in self.cells.values())


@dataclass(slots=True)
class Found:
    """All that was found in a workbook, by the paths of its questions and tables.

    ``own`` has the sheets that somebody made, by name; ``misfits`` what in them cannot be taken,
    and ``remarks`` what had to be decided to open the file.
    """

    hidden: Hidden | None
    answers: dict[str, FoundCell] = field(default_factory=dict)
    rows: dict[str, list[FoundRow]] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    own: dict[str, OwnList] = field(default_factory=dict)
    misfits: list[tuple[Place, Misfit]] = field(default_factory=list)
    remarks: tuple[Fault, ...] = ()


def find_answers(path: Path, currency: str = "EUR") -> Found:
    """Read a workbook that was made of the intake, or somebody's own list of initiatives.

    Parameters
    ----------
    currency
        The client's, in which a list of somebody's own has its costs.

    Raises
    ------
    InputError
        If it is neither, or cannot be read.
    """
    if path.suffix.lower() in TEXTS:
        sheet, remarks = open_text(path)
        found = Found(None, remarks=remarks)
        _take_own_list(sheet, currency, found)
    else:
        found = _find_in_workbook(open_workbook(path), currency)
    if not found.answers and not found.rows:
        raise InputError(
            Fault(
                "Nothing in this workbook is a question of the intake.",
                path.name,
                expected="a workbook made by koers export SLUG --workshop, or a sheet with a "
                "row an initiative below headers such as Name, Description, Hours and Cost",
            )
        )
    return found


def _find_in_workbook(sheets: Sequence[Sheet], currency: str) -> Found:
    kept = next((hidden.unpack(one) for one in sheets if one.name == hidden.SHEET), None)
    found = Found(kept)
    pages = list_pages()
    names = _names_of(pages)
    long_texts = _long_texts(sheets)
    written = (INTRODUCTION, LONG_TEXTS, interview_guide.TITLE)
    ours = frozenset().union(*map(in_every_language, written)) | {hidden.SHEET}
    for sheet in sheets:
        if sheet.name.casefold() in ours:
            continue
        page = names.get(sheet.name.casefold())
        own = kept is None and not _has_marks(sheet) and _may_be_own(page)
        if own and _take_own_list(sheet, currency, found):
            continue
        if not _Reading(sheet, pages, page, long_texts).into(found) and sheet.rows:
            found.unread.append(sheet.name)
    return found


def _has_marks(sheet: Sheet) -> bool:
    return any(write(row.cells[0]).startswith(f"{KEYS}:") for row in sheet.rows if row.cells)


def _may_be_own(page: Page | None) -> bool:
    return page is None or any(one.path == INITIATIVES for one in page.tables)


def _take_own_list(sheet: Sheet, currency: str, found: Found) -> bool:
    """Put somebody's own list of initiatives into `found`; say whether the sheet is one."""
    tables = (table for page in list_pages() for table in page.tables)
    own = read_own_list(sheet, next(one for one in tables if one.path == INITIATIVES), currency)
    if own is None:
        return False
    found.own[sheet.name] = own

    def place(row: int, column: int) -> Place:
        return Place(sheet.name, xl_rowcol_to_cell(row - 1, column))

    names = {_name_of(row): row.place.sheet for row in found.rows.get(INITIATIVES, ())}
    for row in own.rows:
        at = {name: place(row.number, column) for name, column in own.columns.items()}
        cells = {name: FoundCell(cell, at[name]) for name, cell in row.cells.items()}
        one = FoundRow("", cells, at[NAME])
        found.rows.setdefault(INITIATIVES, []).append(one)
        if there := names.get(_name_of(one)):
            what = fill("This name stood in the sheet “{there}” already.", there=there)
            got = write(cells[NAME].content)
            misfit = Misfit(row.number, own.columns[NAME], NAME, what, got, EACH_ONCE)
            found.misfits.append((at[NAME], misfit))
    found.rows.setdefault(INITIATIVES, [])
    found.misfits.extend((place(one.row, one.column), one) for one in own.misfits)
    return True


def _names_of(pages: Sequence[Page]) -> dict[str, Page]:
    names: dict[str, Page] = {}
    for code in LOCALES:
        for page, name in zip(pages, name_sheets(pages, Language(code)), strict=True):
            names[name.casefold()] = page
            names[Language(code).text(page.block.title).casefold()] = page
    return names


def _name_of(row: FoundRow) -> str:
    return fold_name(write(row.cells[NAME].content))


def _long_texts(sheets: Iterable[Sheet]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for sheet in sheets:
        if sheet.name.casefold() in in_every_language(LONG_TEXTS):
            for row in sheet.rows:
                number, _, *parts = (*map(write, row.cells), "", "")
                texts[number] = "".join(parts)
    return texts


class _Reading:
    """A sheet being read from top to bottom."""

    def __init__(
        self, sheet: Sheet, pages: Sequence[Page], page: Page | None, long_texts: Mapping[str, str]
    ) -> None:
        self._sheet = sheet
        self._long_texts = long_texts
        self._questions = {one.path: one for page in pages for one in page.questions}
        self._tables = {one.path: one for page in pages for one in page.tables}
        self._page = page
        self._table: Table | None = None
        self._columns: dict[int, str] = {}
        self._answer_column: int | None = None
        self._read_any = False

    def into(self, found: Found) -> bool:
        """Put what the sheet holds into `found`; say whether it held anything of the intake."""
        for row in self._sheet.rows:
            self._read(row, found)
        return self._read_any or self._page is not None

    def _read(self, row: Row, found: Found) -> None:
        mark = write(row.cells[0]) if row.cells else ""
        kind, _, path = mark.partition(":")
        if kind == TITLE and path in self._tables:
            self._table = None
        elif kind == KEYS and path in self._tables:
            self._begin(self._tables[path], found)
            names = {one.name for one in self._tables[path].columns}
            cells = enumerate(map(write, row.cells))
            self._columns = {column: name for column, name in cells if name in names}
        elif self._is_head(row):
            self._table = self._table if mark == HEAD else None
        elif mark in self._questions:
            column = self._answer_column if self._answer_column is not None else 3
            self._take(self._questions[mark], row, column, found)
        elif self._table and self._columns and not self._is_title(row):
            self._take_row(self._table, row, mark, found)
        elif self._page:
            self._read_by_name(self._page, row, found)

    def _begin(self, table: Table, found: Found) -> None:
        self._table = table
        self._read_any = True
        found.rows.setdefault(table.path, [])

    def _is_head(self, row: Row) -> bool:
        words = [write(cell).strip().casefold() for cell in row.cells]
        column = next((n for n, word in enumerate(words) if word in _ANSWERS), None)
        if column is not None and sum(bool(word) for word in words) > 1 and not self._table:
            self._answer_column = column
            return True
        # With keys above it, a header was read already.
        return bool(words) and words[0] == HEAD

    def _is_title(self, row: Row) -> bool:
        words = [write(cell).strip().casefold() for cell in row.cells if not is_blank(cell)]
        tables = self._page.tables if self._page else ()
        if len(words) == 1 and any(words[0] in _labels(one) for one in tables):
            self._table, self._columns = None, {}
            return True
        return False

    def _read_by_name(self, page: Page, row: Row, found: Found) -> None:
        words = {n: write(cell).strip().casefold() for n, cell in enumerate(row.cells)}
        for table in page.tables:
            columns = _match_columns(table, words)
            if len(columns) >= min(2, len(table.columns)):
                self._begin(table, found)
                self._columns = columns
                return
        for question in page.questions:
            at = next((n for n, word in words.items() if word in _names(question)), None)
            if at is not None:
                column = self._answer_column
                if column is None:
                    column = at + 1 + (words.get(at + 1, "") in {"", *_helps(question)})
                self._take(question, row, column, found)
                return

    def _take(self, question: Question, row: Row, column: int, found: Found) -> None:
        self._read_any = True
        found.answers[question.path] = self._cell(row, column)

    def _take_row(self, table: Table, row: Row, mark: str, found: Found) -> None:
        cells = {name: self._cell(row, column) for column, name in self._columns.items()}
        first = min(self._columns)
        place = Place(self._sheet.name, xl_rowcol_to_cell(row.number - 1, first))
        # A first column that is shown holds an answer, and no id.
        id_ = "" if 0 in self._columns else mark
        one = FoundRow(id_, cells, place)
        if id_ or not one.blank:
            found.rows[table.path].append(one)

    def _cell(self, row: Row, column: int) -> FoundCell:
        content = row.cells[column] if column < len(row.cells) else ""
        if isinstance(content, str) and (more := GOING_ON.search(content)):
            rest = self._long_texts.get(more["number"])
            content = content if rest is None else content[: more.start()] + rest
        return FoundCell(
            content, Place(self._sheet.name, xl_rowcol_to_cell(row.number - 1, column))
        )


def _names(question: Question) -> frozenset[str]:
    return in_every_language(question.field.label)


def _helps(question: Question) -> frozenset[str]:
    return in_every_language(question.field.help) if question.field.help else frozenset()


def _labels(table: Table) -> frozenset[str]:
    return in_every_language(table.field.label)


def _match_columns(table: Table, words: Mapping[int, str]) -> dict[int, str]:
    def match() -> Iterator[tuple[int, str]]:
        free = dict(words)
        for one in table.columns:
            known = in_every_language(one.label) | {one.name}
            at = next((n for n, word in free.items() if word in known), None)
            if at is not None:
                del free[at]
                yield at, one.name

    return dict(match())


_ANSWERS = in_every_language(ANSWER)
