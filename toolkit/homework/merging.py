"""A returned workbook laid over the answers there are now.

Three things are held against each other: what the workbook showed when it was written, what it
shows now, and what the answers are now. Only what differs between the first two is a change; what
happened to the answers meanwhile stays. A workbook that no longer knows what it showed is held
against the answers of now, and then takes nothing away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ValidationError

from toolkit.errors import Fault
from toolkit.homework.cells import ABSENT, BadCellError, is_blank, read_cell, show, still_shows
from toolkit.homework.found import Found, FoundCell, FoundRow, Place
from toolkit.homework.pages import CLIENT, INITIATIVES, NESTED, Table, list_pages
from toolkit.homework.references import Initiatives
from toolkit.homework.writing import look_up
from toolkit.language import Language, mark
from toolkit.model.fields import Field
from toolkit.model.initiative import key_from_name
from toolkit.readers.documents import explain
from toolkit.workshop_log.answers import Answers, Rows, plain
from toolkit.workshop_log.differences import NEW, align

KEY = "key"
NAMED = 8
"""So many names are told where one of them was expected."""
CORRECT = mark("Correct this cell, save the workbook, and import it again.")
CORRECT_ALL = mark("Correct these cells, save the workbook, and import it again.")


class Merging:
    """Lays what was found over answers, and gathers what cannot be read.

    Parameters
    ----------
    found
        What the workbook holds.
    file
        What the user calls it.
    language
        In which cells are read.

    Attributes
    ----------
    faults
        Every cell that holds no answer to its question.
    means
        New answers of ``client.yaml``, by part and field.
    """

    def __init__(self, found: Found, file: str, language: Language) -> None:
        self.faults: list[Fault] = []
        self._places: list[Place] = []
        self.means: dict[tuple[str, str], Any] = {}
        self._found = found
        self._file = file
        self._language = language
        self._keys: dict[str, set[str]] = {}
        self._knows = found.hidden is not None
        self._before: Mapping[str, Any] = found.hidden.tree if found.hidden else {}
        self._shown = self._named = Initiatives()
        self._references: list[tuple[FoundCell, Field, object]] = []

    def over(self, answers: Answers, means: Mapping[str, Any]) -> Answers:
        """Give the answers with what the workbook changes.

        Parameters
        ----------
        answers
            Of the workshop, as they are now; they are not changed.
        means
            Hours and money as ``client.yaml`` has them now.
        """
        after = answers.copy()
        now = {**answers.tree, CLIENT: means}
        self._shown = Initiatives(self._before if self._knows else now)
        self._tell_misfits()
        for page in list_pages():
            for question in page.questions:
                cell = self._found.answers.get(question.path)
                if cell:
                    self._answer(question.path, question.field, cell, now, after)
            for table in page.tables:
                if table.path in self._found.rows:
                    self._named = Initiatives(after.tree, now, self._before)
                    self._table(table, now, after)
        self._check_references(Initiatives(after.tree))
        return after

    def _answer(
        self, path: str, field: Field, cell: FoundCell, now: Mapping[str, Any], after: Answers
    ) -> None:
        before = look_up(self._before if self._knows else now, path)
        value = self._read(cell, before, field)
        if value is before:
            return
        *parents, last = path.split(".")
        if parents[0] == CLIENT:
            self.means[parents[-1], last] = None if value is ABSENT else value
            return
        here = after.tree
        for part in parents:
            here = here.setdefault(part, {})
        if value is ABSENT:
            here.pop(last, None)
        else:
            here[last] = value

    def _read(self, cell: FoundCell, before: object, field: Field) -> object:
        """Give the answer in a cell: `before` itself where it was not changed."""
        if still_shows(cell.content, self._shown.show(before, field), field, self._language):
            return before
        if is_blank(cell.content):
            gone = self._knows and before is not ABSENT
            return ABSENT if gone else before
        try:
            value = read_cell(cell.content, field, self._language)
        except BadCellError as error:
            self._tell(error.what, cell.place, field, cell.content, error.expected)
            return before
        self._references.append((cell, field, value))
        kept = self._named.keep(value, field)
        return before if kept == before else kept

    def _table(self, table: Table, now: Mapping[str, Any], after: Answers) -> None:
        here = _rows(look_up(now, table.path))
        before = _rows(look_up(self._before, table.path)) if self._knows else here
        sheet = self._claim(table, before, here)
        typed = (found.cells.get(KEY) for _, found in sheet)
        self._keys[table.path] = {
            *(str(row.get(KEY, "")) for row in (*here.values(), *before.values())),
            *(str(cell.content).strip() for cell in typed if cell),
        }
        rows = Rows()
        for number, (key, found) in enumerate(sheet):
            row = self._row(table, found, key, before, here)
            if row is not None:
                rows[key if key in here else f"{NEW}{number}"] = row
        claimed = {key for key, _ in sheet}
        gone = {key for key in before if key not in claimed} if self._knows else set()
        left = {key: row for key, row in here.items() if key not in gone}
        order = [key for key in rows if key in before]
        if order == [key for key in before if key in rows]:
            together = _put_among(left, rows)
        else:
            together = Rows({**rows, **{key: one for key, one in left.items() if key not in rows}})
        if together or (table.path in self._found.rows and look_up(now, table.path) is not ABSENT):
            place = after.tree
            *parents, last = table.path.split(".")
            for part in parents:
                place = place.setdefault(part, {})
            place[last] = together

    def _claim(self, table: Table, before: Rows, here: Rows) -> list[tuple[str, FoundRow]]:
        """Say which row each one is: by its id, else by its name; an empty key is a new row."""
        known = {**here, **before}
        keys: dict[int, str] = {}
        found = self._found.rows[table.path]
        for number, row in enumerate(found):
            if row.id not in known or row.id in keys.values():
                continue
            if not row.blank or self._is_untouched(row, known[row.id], table):
                keys[number] = row.id
        free = [key for key in known if key not in keys.values()]
        for number, row in enumerate(found):
            if number not in keys and (key := self._recognise(row, table, known, free)):
                keys[number] = key
                free.remove(key)
        return [
            (keys.get(number, ""), row)
            for number, row in enumerate(found)
            if number in keys or not row.blank
        ]

    def _recognise(
        self, row: FoundRow, table: Table, known: Mapping[str, Any], free: Sequence[str]
    ) -> str:
        """Give which row one without an id is: by its key, else by its name."""
        typed = row.cells.get(KEY)
        if typed and not is_blank(typed.content):
            word = str(typed.content).strip()
            if same := next((one for one in free if known[one].get(KEY) == word), ""):
                return same
        name = self._name(row, table)
        alike = [
            one for one in free if name and _name_of(known[one], table, self._language) == name
        ]
        if len(alike) > 1 and table.path == INITIATIVES and not self._knows:
            what = "More than one initiative is called this; the key says which one is meant."
            cell = row.cells["name"]
            keys = ", ".join(str(known[one].get(KEY, "")) for one in alike)
            self._tell(what, cell.place, _naming(table)[0], cell.content, keys)
        return next(iter(alike), "")

    def _row(
        self, table: Table, found: FoundRow, key: str, before: Rows, here: Rows
    ) -> dict[str, Any] | None:
        old = before.get(key, here.get(key, {}))
        row = dict(here.get(key, old))
        changed = not key
        for field in table.columns:
            cell = found.cells.get(field.name)
            if cell is None:
                continue
            was = old.get(field.name, ABSENT)
            value = self._read(cell, was, field)
            if value is was:
                continue
            if value is ABSENT and field.name == KEY:
                # What others name it by stays, also where somebody took it out of sight.
                continue
            changed = True
            if value is ABSENT:
                row.pop(field.name, None)
            elif field.kind in NESTED:
                row[field.name] = align(value, row.get(field.name))
            else:
                row[field.name] = value
        if changed and row.get("name") and not row.get(KEY) and _has_key(table):
            row[KEY] = key_from_name(str(row["name"]), self._keys[table.path])
            self._keys[table.path].add(row[KEY])
        if changed:
            self._check(table, found, row, old)
        # A row that somebody took away meanwhile comes back only if it was worked on.
        return row if changed or key in here else None

    def _check(
        self, table: Table, found: FoundRow, row: Mapping[str, Any], old: Mapping[str, Any]
    ) -> None:
        model = table.field.model
        told = {fault.file for fault in self.faults}
        fields = {field.name: field for field in table.columns}
        try:
            (model or BaseModel).model_validate(plain(dict(row)))
        except ValidationError as error:
            for problem in error.errors(include_url=False):
                name = str(problem["loc"][0]) if problem["loc"] else ""
                lacked_before = problem["type"] == "missing" and name not in old and bool(old)
                cell = found.cells.get(name)
                place = cell.place if cell else found.place
                # A key is made of the name: whoever lacks the name is told of that alone.
                made = name == KEY and not row.get("name")
                if lacked_before or made or self._file_of(place) in told:
                    continue
                what, expected = explain(problem, model or BaseModel)
                content = cell.content if cell else ""
                self._tell(what, place, fields.get(name), content, expected)

    def _check_references(self, known: Initiatives) -> None:
        for cell, field, value in self._references:
            wrong, several = known.find_wrong(value, field) or ("", False)
            if several:
                what = "More than one initiative is called this; the key says which one is meant."
                expected = ", ".join(known.keys_called(wrong))
                self._tell(what, cell.place, field, wrong, expected)
            elif wrong:
                what, names = "There is no such initiative.", known.names
                expected = ", ".join(names[:NAMED]) + (", …" if len(names) > NAMED else "")
                self._tell(what, cell.place, field, wrong, expected)

    def _tell_misfits(self) -> None:
        tables = (table for page in list_pages() for table in page.tables)
        columns = next(one.columns for one in tables if one.path == INITIATIVES)
        fields = {field.name: field for field in columns}
        for place, one in self._found.misfits:
            expected = self._language.text(one.expected)
            self._tell(one.what, place, fields[one.field], one.got, expected)

    def gather_faults(self) -> tuple[Fault, ...]:
        """Give the faults, those of one kind in one column as one that names all its cells."""
        alike: dict[tuple[str, ...], list[int]] = {}
        for number, (place, one) in enumerate(zip(self._places, self.faults, strict=True)):
            kind = (place.sheet, one.column, one.what, one.expected)
            alike.setdefault(kind, []).append(number)
        return tuple(self._gather(numbers) for numbers in alike.values())

    def _gather(self, numbers: Sequence[int]) -> Fault:
        first = self.faults[numbers[0]]
        if len(numbers) == 1:
            return first
        places = [self._places[number] for number in numbers]
        got = list(dict.fromkeys(self.faults[number].got for number in numbers))
        cells = self._language.listing(one.cell for one in places)
        return replace(
            first,
            file=self._file_of(Place(places[0].sheet, cells), several=True),
            got=", ".join(got[:NAMED]) + (", …" if len(got) > NAMED else ""),
            remedy=self._language.text(CORRECT_ALL),
        )

    def _tell(
        self, what: str, place: Place, field: Field | None, content: object, expected: str
    ) -> None:
        self._places.append(place)
        self.faults.append(
            Fault(
                what,
                file=self._file_of(place),
                column=self._language.text(field.label) if field else "",
                got=str(content)[:80],
                expected=expected,
                remedy=self._language.text(CORRECT),
            )
        )

    def _file_of(self, place: Place, *, several: bool = False) -> str:
        message = "{file}, sheet “{sheet}”, cell {cell}"
        if several:
            message = "{file}, sheet “{sheet}”, cells {cell}"
        if not place.sheet:
            message = "{file}, cells {cell}" if several else "{file}, cell {cell}"
        values = {"sheet": place.sheet} if place.sheet else {}
        return self._language.text(message, file=self._file, cell=place.cell, **values)

    def _is_untouched(self, row: FoundRow, old: Mapping[str, Any], table: Table) -> bool:
        return all(
            still_shows(cell.content, old.get(field.name, ABSENT), field, self._language)
            for field in table.columns
            if (cell := row.cells.get(field.name))
        )

    def _name(self, row: FoundRow, table: Table) -> tuple[str, ...]:
        named = _naming(table)
        cells = [row.cells.get(field.name) for field in named]
        words = tuple(str(cell.content).strip().casefold() if cell else "" for cell in cells)
        return words if any(words) else ()


def _rows(value: object) -> Rows:
    return value if isinstance(value, Rows) else Rows()


def _naming(table: Table) -> list[Field]:
    # What has a name is known by it: a key may be left empty, and a weight changes.
    required = [field for field in table.columns if field.required]
    return [field for field in required if field.name == "name"] or required


def _has_key(table: Table) -> bool:
    return any(field.name == KEY for field in table.columns)


def _name_of(row: Mapping[str, Any], table: Table, language: Language) -> tuple[str, ...]:
    shown = (show(row.get(field.name, ABSENT), field, language) for field in _naming(table))
    return tuple(str(one).strip().casefold() for one in shown)


def _put_among(left: Mapping[str, Any], rows: Rows) -> Rows:
    """Keep the order of now; what is new stands behind the row that it stood behind."""
    together = Rows({key: rows.get(key, row) for key, row in left.items()})
    behind = ""
    for key, row in rows.items():
        if key not in together:
            keys = list(together)
            together.put(key, row, keys.index(behind) + 1 if behind in together else _start(rows))
        behind = key
    return together


def _start(rows: Rows) -> int | None:
    # Without a known row above it a new row stands first, if known ones follow it.
    return 0 if any(not key.startswith(NEW) for key in rows) else None
