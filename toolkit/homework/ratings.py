"""A sheet on which one rater scores alone: made to be typed in or printed, and taken back hidden.

Initiatives stand down, criteria across, with the steps of each scale between. Hidden cells say
which score is whose; where they are gone, the words in the sheet do. Of what is taken in nobody is
told more than how many scores there are.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from toolkit.clients import ClientFolder
from toolkit.errors import Fault, InputError
from toolkit.files import write_atomically
from toolkit.homework import hidden
from toolkit.homework.cells import is_blank, show_text
from toolkit.homework.found import read_bytes
from toolkit.homework.hidden import Hidden
from toolkit.homework.merging import CORRECT
from toolkit.homework.pages import in_every_language
from toolkit.homework.wanted import stop_on_another_client
from toolkit.homework.writing import look_of
from toolkit.language import Language, mark
from toolkit.model.choice import Choice
from toolkit.model.client import Client
from toolkit.readers.table import Cell, Row, Sheet, write
from toolkit.readers.workbooks import open_xlsx
from toolkit.workshop_log.ledger import Ledger
from toolkit.workshop_log.rating_urn import (
    HIGHEST,
    SCORE,
    RatingUrn,
    Slot,
    find_name,
    is_score,
    merge_ratings,
)

KIND = "ratings"
TITLE, RATER = mark("Scores"), mark("Filled in by (function)")
INITIATIVE, STEPS = mark("Initiative"), mark("Steps of the scale")
HELP = mark(
    "Give each initiative a score from 0 to 5 on each criterion, alone. Leave open what you cannot "
    "say. Name your function, such as marketing, and not yourself."
)
ALLOWED = mark("0, 1, 2, 3, 4 or 5; empty where nobody can say")
FIRST = 1
"""The first column that is shown; the one before it tells rows apart."""
KEYS, RATER_ROW = f"keys:{KIND}", "rater"
# The columns for scores share what a landscape page leaves beside the names.
NAME_WIDTH, PAGE_WIDTH, LEAST_WIDTH = 34, 105, 12


@dataclass(frozen=True, slots=True)
class RatingSheet:
    """What one rater gave.

    Parameters
    ----------
    file
        The workbook's name.
    rater
        The function of who filled it in.
    scores
        By initiative and criterion (keys).
    asked
        How many scores could have been given.
    warnings
        What was left as it is, and why.
    """

    file: str
    rater: str
    scores: Mapping[Slot, int]
    asked: int
    warnings: tuple[Fault, ...] = ()


def write_ratings(path: Path, choice: Choice, client: Client, language: Language) -> Path:
    """Write a sheet for one rater, empty.

    Raises
    ------
    InputError
        If there is nothing to score, or nothing to score it on.
    """
    if not choice.initiatives or not choice.criteria:
        raise InputError(
            Fault(
                mark("There is nothing to score yet."),
                remedy=mark("Name initiatives and criteria first, on the page of the choice."),
            )
        )
    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(data, options)
    title = f"{language.text(TITLE)} {client.name}"
    # The same choice gives the same bytes.
    book.set_properties({"title": title, "created": dt.datetime(2000, 1, 1)})  # noqa: DTZ001
    sheet = book.add_worksheet(language.text(TITLE))
    looks = {
        name: book.add_format(look_of(name)) for name in ("title", "plain", "help", "head", "label")
    }
    score = {**look_of("answer"), "align": "center", "valign": "vcenter", "num_format": "General"}
    looks |= {"answer": book.add_format(look_of("answer")), "score": book.add_format(score)}
    _fill(sheet, choice, title, language, looks)
    names = {
        "initiatives": {one.key: one.name for one in choice.initiatives},
        "criteria": {one.key: one.name for one in choice.criteria},
    }
    kept = book.add_worksheet(hidden.SHEET)
    for row, text in enumerate(hidden.pack(Hidden(KIND, {"choice": names}, client.name))):
        kept.write_string(row, 0, text)
    kept.very_hidden()
    book.close()
    return write_atomically(path, data.getvalue())


def _fill(
    sheet: Worksheet, choice: Choice, title: str, language: Language, looks: Mapping[str, Format]
) -> None:
    say, criteria = language.text, choice.criteria
    _print_on_a4(sheet, title)
    sheet.set_column(0, 0, None, None, {"hidden": True})
    sheet.set_column(FIRST, FIRST, NAME_WIDTH)
    width = max(LEAST_WIDTH, (PAGE_WIDTH - NAME_WIDTH) // len(criteria))
    sheet.set_column(FIRST + 1, FIRST + len(criteria), width)
    sheet.write_string(0, FIRST, show_text(title), looks["title"])
    sheet.merge_range(1, FIRST, 1, FIRST + max(len(criteria), 2), say(HELP), looks["plain"])
    sheet.set_row(1, 34)
    sheet.write_string(2, 0, RATER_ROW)
    sheet.write_string(2, FIRST, say(RATER), looks["label"])
    sheet.write_blank(2, FIRST + 1, None, looks["answer"])
    keys, head, steps, first = 4, 5, 6, 7
    sheet.write_string(keys, 0, KEYS)
    sheet.set_row(keys, None, None, {"hidden": True})
    sheet.write_string(head, FIRST, say(INITIATIVE), looks["head"])
    sheet.write_string(steps, FIRST, say(STEPS), looks["help"])
    for column, criterion in enumerate(criteria, start=FIRST + 1):
        told = "\n".join(f"{step}  {words}" for step, words in enumerate(criterion.anchors))
        sheet.write_string(keys, column, criterion.key)
        sheet.write_string(head, column, show_text(criterion.name), looks["head"])
        sheet.write_string(steps, column, show_text(told), looks["help"])
    for row, initiative in enumerate(choice.initiatives, start=first):
        told = " ".join(initiative.description.split())[:160]
        sheet.write_string(row, 0, initiative.key)
        name = show_text("\n".join(filter(None, (initiative.name, told))))
        sheet.write_string(row, FIRST, name, looks["label"])
        for column in range(FIRST + 1, FIRST + 1 + len(criteria)):
            sheet.write_blank(row, column, None, looks["score"])
    last = first + len(choice.initiatives) - 1
    limit = {
        "validate": "list", "source": [str(step) for step in range(HIGHEST + 1)],
        "error_title": say("This cannot be read"), "error_message": say(ALLOWED),
    }  # fmt: skip
    sheet.data_validation(first, FIRST + 1, last, FIRST + len(criteria), limit)
    sheet.freeze_panes(first, FIRST + 1)
    sheet.repeat_rows(head, steps)


def _print_on_a4(sheet: Worksheet, title: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4)
    sheet.hide_gridlines(2)
    # In a header an ampersand begins a code.
    sheet.set_header(f"&L{title.replace('&', '&&')[:100]}")
    sheet.set_footer("&R&P / &N")


def read_rating_sheets(
    paths: Sequence[Path], folder: ClientFolder, ledger: Ledger
) -> tuple[RatingSheet, ...]:
    """Read the sheets of several raters; nothing is taken yet.

    Returns
    -------
    tuple
        A sheet a file; none if the first file is no such sheet.

    Raises
    ------
    InputError
        With everything in all files that is wrong.
    """
    faults: list[Fault] = []
    opened: list[tuple[str, Hidden | None, Sheet]] = []
    for path in paths:
        try:
            found = _open(path)
        except InputError as error:
            faults.extend(error.faults)
            continue
        if found:
            opened.append(found)
        elif not opened and not faults:
            return ()
        else:
            faults.append(Fault("This is no sheet of scores.", path.name))
    sheets = _read_all(opened, folder, ledger, faults) if opened else ()
    if faults:
        raise InputError(faults)
    return sheets


def take_ratings(sheets: Sequence[RatingSheet], ledger: Ledger) -> bool:
    """Take scores in, and say whether they are shown: before the reveal they stay hidden."""
    ledger.catch_up()
    given = {sheet.rater: sheet.scores for sheet in sheets}
    shown = ledger.workshop().choice.revealed
    if shown:
        merge_ratings(ledger, given)
    else:
        RatingUrn(ledger.folder).put_in(given)
    return shown


def _open(path: Path) -> tuple[str, Hidden | None, Sheet] | None:
    """Open a workbook, and give its name, what it hides, and the sheet of scores if it has one."""
    if path.suffix.lower() in (".yaml", ".yml"):
        return None
    sheets = open_xlsx(read_bytes(path), path.name)
    kept = next((hidden.unpack(one) for one in sheets if one.name == hidden.SHEET), None)
    if kept and kept.kind != KIND:
        return None
    shown = [one for one in sheets if one.name != hidden.SHEET]
    found = next((one for one in shown if any(_mark(row) == KEYS for row in one.rows)), None)
    if found is None and kept and shown:
        # Somebody took the hidden column away.
        found = shown[0]
    return (path.name, kept, found) if found else None


def _read_all(
    opened: Sequence[tuple[str, Hidden | None, Sheet]],
    folder: ClientFolder,
    ledger: Ledger,
    faults: list[Fault],
) -> tuple[RatingSheet, ...]:
    choice, words = ledger.workshop().choice, folder.words()
    known = {*RatingUrn(ledger.folder).sheets, *(one.rater for one in choice.ratings)}
    sheets: dict[str, RatingSheet] = {}
    for file, kept, found in opened:
        try:
            stop_on_another_client(kept, file, folder.client)
            sheet = _Reading(found, file, choice, words).read(known)
        except InputError as error:
            faults.extend(error.faults)
            continue
        same = next((one for one in sheets if one.casefold() == sheet.rater.casefold()), "")
        if same:
            what = "Two sheets are of the same rater."
            remedy = f"Say in one of them who else filled it in; the other is {sheets[same].file}."
            faults.append(Fault(what, file, got=sheet.rater, remedy=remedy))
        sheets.setdefault(sheet.rater, sheet)
    return tuple(sheets.values())


@dataclass(slots=True)
class _Reading:
    """A sheet being read from top to bottom."""

    sheet: Sheet
    file: str
    choice: Choice
    language: Language
    columns: dict[int, str] = field(default_factory=dict)
    rater: str = ""
    scores: dict[Slot, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)

    def read(self, known: set[str]) -> RatingSheet:
        """Read all rows; give the scores."""
        asked = 0
        for row in self.sheet.rows:
            first = _mark(row)
            if first == RATER_ROW or self._is_rater(row):
                self._read_rater(row, known)
            elif first == KEYS:
                self._read_keys(row)
            elif not self.columns:
                self._match_heads(row)
            elif key := self._initiative(row):
                asked += len(self.columns)
                self._read_scores(row, key)
        if not self.columns or not asked:
            what = "This sheet holds no initiative and criterion of this client."
            self._tell(what, self.file, got="", expected=", ".join(self._names()))
        if not self.rater and not self.faults:
            what = "Nobody says who filled this in."
            expected = self.language.text("a function, such as marketing")
            self._tell(what, self._place(2, FIRST + 1), "", expected)
        if self.faults:
            raise InputError(self.faults)
        return RatingSheet(self.file, self.rater, self.scores, asked, tuple(self.warnings))

    def _is_rater(self, row: Row) -> bool:
        return any(write(cell).strip().casefold() in _RATER for cell in row.cells)

    def _read_rater(self, row: Row, known: set[str]) -> None:
        words = (write(cell).strip() for cell in row.cells[1:] if not is_blank(cell))
        name = next((one for one in words if one.casefold() not in _RATER), "")
        if not name:
            return
        self.rater = find_name(name, known)
        if self.rater in known:
            self.warnings.append(
                Fault(
                    "This rater gave scores before; what is filled in here takes their place.",
                    self.file, got=self.rater, severity="warning",
                )
            )  # fmt: skip

    def _read_keys(self, row: Row) -> None:
        criteria = {one.key for one in self.choice.criteria}
        for column, key in enumerate(map(write, row.cells)):
            if key in criteria:
                self.columns[column] = key
            elif column > FIRST and key:
                self._gone(self._place(row.number - 1, column), key)

    def _match_heads(self, row: Row) -> None:
        names = {one.name.strip().casefold(): one.key for one in self.choice.criteria}
        words = [write(cell).strip().casefold() for cell in row.cells]
        if _HEADS & set(words):
            self.columns = {column: names[one] for column, one in enumerate(words) if one in names}

    def _initiative(self, row: Row) -> str:
        known = {one.key: one.name for one in self.choice.initiatives}
        if (key := _mark(row)) in known:
            return key
        words = [
            (column, write(cell).partition("\n")[0].strip())
            for column, cell in enumerate(row.cells) if column not in self.columns
        ]  # fmt: skip
        for _, word in words:
            if found := next((key for key, name in known.items() if name.strip() == word), ""):
                return found
        given = [column for column in self.columns if column < len(row.cells)]
        if all(is_blank(row.cells[column]) for column in given):
            return ""
        named = [(column, word) for column, word in words if word]
        if named and not {word.casefold() for _, word in named} & _HEADS:
            column, word = named[-1]
            self._gone(self._place(row.number - 1, column), word)
        return ""

    def _read_scores(self, row: Row, initiative: str) -> None:
        for column, criterion in self.columns.items():
            cell: Cell = row.cells[column] if column < len(row.cells) else ""
            text = write(cell)
            if not is_score(text):
                place = self._place(row.number - 1, column)
                self._tell("This is no score.", place, text, self.language.text(ALLOWED))
            elif score := SCORE.fullmatch(text):
                self.scores[initiative, criterion] = int(score[1])

    def _gone(self, place: str, name: str) -> None:
        what = "This is not there any more; what stands here is not taken."
        self.warnings.append(Fault(what, place, got=name[:80], severity="warning"))

    def _tell(self, what: str, place: str, got: str, expected: str) -> None:
        remedy = self.language.text(CORRECT)
        self.faults.append(Fault(what, place, got=got[:80], expected=expected, remedy=remedy))

    def _names(self) -> Iterator[str]:
        yield from (one.name for one in self.choice.initiatives[:5])

    def _place(self, row: int, column: int) -> str:
        return self.language.text(
            "{file}, sheet “{sheet}”, cell {cell}",
            file=self.file, sheet=self.sheet.name, cell=xl_rowcol_to_cell(row, column),
        )  # fmt: skip


def _mark(row: Row) -> str:
    return write(row.cells[0]) if row.cells else ""


_RATER = in_every_language(RATER)
_HEADS = in_every_language(INITIATIVE) | in_every_language(STEPS)
