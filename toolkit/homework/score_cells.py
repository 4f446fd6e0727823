"""Which score on a returned sheet is whose: by hidden marks, held against the words that are shown.

A person who sorts what is to be seen, or moves a column, leaves hidden marks where they were. So
the sheet carries the names that it was made with: where a row shows the name of another initiative
than its mark says, the name holds. What fits nothing is told, and never taken for what it might be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xlsxwriter.utility import xl_rowcol_to_cell

from toolkit.errors import Fault, InputError
from toolkit.homework.cells import FAILED, as_read, is_blank, show_text
from toolkit.homework.hidden import Hidden
from toolkit.homework.merging import CORRECT
from toolkit.homework.pages import in_every_language
from toolkit.language import Language, mark
from toolkit.model.choice import Choice
from toolkit.readers.table import Cell, Row, Sheet, write
from toolkit.workshop_log.rating_urn import SCORE, Slot, find_name, is_score

KIND = "ratings"
RATER = mark("Filled in by (function)")
INITIATIVE, STEPS = mark("Initiative"), mark("Steps of the scale")
ALLOWED = mark("0, 1, 2, 3, 4 or 5; empty where nobody can say")
FIRST = 1
"""The first column that is shown; the one before it tells rows apart."""
KEYS, RATER_ROW = f"keys:{KIND}", "rater"


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
        How many scores could be given today.
    warnings
        What was left as it is, and why.
    """

    file: str
    rater: str
    scores: Mapping[Slot, int]
    asked: int
    warnings: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """What things are called: today, and when the sheet was made, by key."""

    today: Mapping[str, str]
    then: Mapping[str, str]

    def read(self, key: str, words: str) -> tuple[str, str]:
        """Give the key of what is meant, empty without, and what is doubtful about it.

        Parameters
        ----------
        key
            The hidden mark; empty without one.
        words
            What is shown.
        """
        shown = fold(words)
        marked = key in self.today or key in self.then
        names = self.then if marked and self.then else self.today
        if marked and fold(names.get(key, self.today.get(key, ""))) == shown:
            return key, ""
        same = [one for one, name in names.items() if shown and fold(name) == shown]
        if not same and names is not self.today:
            same = [one for one, name in self.today.items() if shown and fold(name) == shown]
        if len(same) == 1:
            return same[0], ""
        if marked:
            return key, CHANGED if shown else ""
        return "", TWICE_CALLED if same else ""


CHANGED = "The sheet was made with other words here; the scores count for what stood here."
TWICE_CALLED = "More than one is called this, so it is not clear which one is meant."


def fold(words: str) -> str:
    """Give what makes a name in a cell the same: its first line, without case and spare spaces."""
    return " ".join(as_read(show_text(words)).partition("\n")[0].split()).casefold()


def mark_of(row: Row) -> str:
    """Give the hidden cell of a row."""
    return write(row.cells[0]) if row.cells else ""


@dataclass(slots=True)
class ScoreReading:
    """A sheet being read from top to bottom."""

    sheet: Sheet
    file: str
    kept: Hidden | None
    choice: Choice
    language: Language
    rater: str = ""
    scores: dict[Slot, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    _columns: dict[int, str] = field(default_factory=dict)
    _name_column: int | None = None
    _first_rows: dict[str, int] = field(default_factory=dict)

    def read(self, known: set[str]) -> RatingSheet:
        """Read all rows; give the scores.

        Raises
        ------
        InputError
            With every cell that is wrong.
        """
        for row in self.sheet.rows:
            first = mark_of(row)
            if first == RATER_ROW or self._is_rater(row):
                self._read_rater(row, known)
            elif first == KEYS:
                self._read_keys(row)
            elif self._is_head(row):
                self._read_heads(row)
            elif self._columns and (key := self._initiative(row)):
                self._read_scores(row, key)
        if not self._first_rows:
            what = "This sheet holds no initiative and criterion of this client."
            expected = ", ".join(one.name for one in self.choice.initiatives[:5])
            self._tell(what, self.file, "", expected)
        if not self.rater and not self.faults:
            what = "Nobody says who filled this in."
            expected = self.language.text("a function, such as marketing")
            self._tell(what, self._place(2, FIRST + 1), "", expected)
        if self.faults:
            raise InputError(self.faults)
        if not self.scores:
            what = "No score is filled in on this sheet."
            self.warnings.append(Fault(what, self.file, got=self.rater, severity="warning"))
        asked = len(self.choice.initiatives) * len(self.choice.criteria)
        return RatingSheet(self.file, self.rater, self.scores, asked, tuple(self.warnings))

    def _is_rater(self, row: Row) -> bool:
        return any(_rater_in(write(cell)) is not None for cell in row.cells)

    def _read_rater(self, row: Row, known: set[str]) -> None:
        name = ""
        for column, cell in enumerate(row.cells):
            words = write(cell).strip()
            in_label = _rater_in(words)
            given = words if in_label is None else in_label
            if not given or (column == 0 and given == RATER_ROW) or name:
                continue
            if given in FAILED:
                what = "The formula in this cell came to nothing."
                expected = self.language.text("a function, such as marketing")
                self._tell(what, self._place(row.number - 1, column), given, expected)
            name = given
        if not name:
            return
        self.rater = find_name(name, known)
        if self.rater in known:
            self.warnings.append(
                Fault(
                    "This rater gave scores before; what is filled in here takes their place.",
                    self.file, got=self.rater, severity="warning",
                    remedy="If this is somebody else, give one of them another name on the sheet.",
                )
            )  # fmt: skip

    def _read_keys(self, row: Row) -> None:
        criteria = {one.key for one in self.choice.criteria}
        for column, key in enumerate(map(write, row.cells)):
            if key in criteria:
                self._columns[column] = key
            elif column > FIRST and key:
                self._gone(self._place(row.number - 1, column), key)

    def _is_head(self, row: Row) -> bool:
        if self._name_column is not None:
            return False
        words = {write(cell).strip().casefold() for cell in row.cells}
        return bool(words & in_every_language(INITIATIVE))

    def _read_heads(self, row: Row) -> None:
        today = {one.key: one.name for one in self.choice.criteria}
        names = Names(today, _names_then(self.kept, "criteria"))
        marks, self._columns = self._columns, {}
        for column, cell in enumerate(row.cells):
            words, place = write(cell).strip(), self._place(row.number - 1, column)
            if words.casefold() in in_every_language(INITIATIVE):
                self._name_column = column
                continue
            key, doubt = names.read(marks.get(column, ""), words)
            if doubt:
                self._doubt(doubt, place, words, stops=not key)
            if key in self._columns.values():
                self._tell("This stands on the sheet twice.", place, words, "")
            elif key in today:
                self._columns[column] = key

    def _initiative(self, row: Row) -> str:
        today = {one.key: one.name for one in self.choice.initiatives}
        names = Names(today, _names_then(self.kept, "initiatives"))
        column = FIRST if self._name_column is None else self._name_column
        words = write(row.cells[column]).strip() if column < len(row.cells) else ""
        if not mark_of(row) and fold(words) in map(fold, in_every_language(STEPS)):
            return ""
        # Without the column of marks, names may stand in it.
        key, doubt = names.read(mark_of(row) if column else "", words)
        blank = all(is_blank(row.cells[one]) for one in self._columns if one < len(row.cells))
        if blank and not key:
            return ""
        place = self._place(row.number - 1, column)
        if doubt and not blank:
            self._doubt(doubt, place, words, stops=not key)
        elif key not in today:
            self._gone(place, words.partition("\n")[0] or key)
        if key not in today:
            return ""
        if key in self._first_rows and not blank:
            self._tell("This stands on the sheet twice.", place, words.partition("\n")[0], "")
            return ""
        self._first_rows.setdefault(key, row.number)
        return key

    def _read_scores(self, row: Row, initiative: str) -> None:
        for column, criterion in self._columns.items():
            cell: Cell = row.cells[column] if column < len(row.cells) else ""
            text = write(cell)
            if not is_score(text):
                place = self._place(row.number - 1, column)
                self._tell("This is no score.", place, text, self.language.text(ALLOWED))
            elif score := SCORE.fullmatch(text):
                self.scores[initiative, criterion] = int(score[1])

    def _doubt(self, what: str, place: str, got: str, *, stops: bool) -> None:
        if stops:
            self._tell(what, place, got, "")
        else:
            self.warnings.append(Fault(what, place, got=got[:80], severity="warning"))

    def _gone(self, place: str, name: str) -> None:
        what = "This is not there any more; what stands here is not taken."
        self.warnings.append(Fault(what, place, got=name[:80], severity="warning"))

    def _tell(self, what: str, place: str, got: str, expected: str) -> None:
        remedy = self.language.text(CORRECT)
        self.faults.append(Fault(what, place, got=got[:80], expected=expected, remedy=remedy))

    def _place(self, row: int, column: int) -> str:
        return self.language.text(
            "{file}, sheet “{sheet}”, cell {cell}",
            file=self.file, sheet=self.sheet.name, cell=xl_rowcol_to_cell(row, column),
        )  # fmt: skip


def _names_then(kept: Hidden | None, part: str) -> dict[str, str]:
    choice = kept.tree.get("choice") if kept else None
    names = choice.get(part) if isinstance(choice, Mapping) else None
    return {key: str(name) for key, name in names.items()} if isinstance(names, Mapping) else {}


def _rater_in(words: str) -> str | None:
    """Give what somebody typed behind the question in its own cell; None in another cell."""
    for label in in_every_language(RATER):
        if words.strip().casefold().startswith(label):
            return words.strip()[len(label) :].lstrip(": ").strip()
    return None
