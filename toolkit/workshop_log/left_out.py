"""What does not count in the workshop's answers, by the names that people know it by.

A row that lacks what every row of its kind must have is left out whole; text that is no answer is
left out alone. Both stay in the log, and whoever typed them has to hear of it: on the page, from a
check, and in the report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from toolkit.language import Language
from toolkit.model.fields import Field, describe, name_of_row
from toolkit.model.workshop import Workshop
from toolkit.workshop_log.answers import Answers, Rows, Tree, find, plain
from toolkit.workshop_log.files import add_up, read_log
from toolkit.workshop_log.judging import list_unfinished, row_of

NAMES = ("name", "what", "channel", "platform", "initiative", "criterion", "key")
"""What a row is known by, in this order."""

KEYED = ("initiatives", "criteria")
"""Tables of the choice whose rows others name by their keys."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An answer, or a row of answers, that does not count.

    Parameters
    ----------
    path
        Of the row, or of the field where it stands in none.
    kind
        What the row, or the field, is called: a message of the catalogue.
    about
        The name of the row, or of what it is about; empty while it has none.
    lacks
        The label of the field without an answer, a message of the catalogue.
    typed
        What was typed there and is no answer.
    whole
        Whether the row does not count at all; otherwise only that field does not.
    """

    path: str
    kind: str
    about: str
    lacks: str
    typed: str
    whole: bool

    def tell(self, language: Language) -> str:
        """Say it in one sentence."""
        values = {
            "row": language.text(self.kind),
            "about": self.about,
            "field": language.text(self.lacks),
            "typed": self.typed,
        }
        if self.whole and self.typed:
            message = "{row} “{about}” does not count yet: “{typed}” is no answer to “{field}”."
        elif self.whole:
            message = "{row} “{about}” does not count yet: “{field}” is missing."
        elif self.about:
            message = "{row} “{about}”: “{typed}” is no answer to “{field}”, and does not count."
        else:
            message = "“{typed}” is no answer to “{field}”, and does not count."
        if self.whole and not self.about:
            message = "A row of “{row}” does not count yet: “{field}” is missing."
        text = language.text(message, **values)
        return text[:1].upper() + text[1:]


def read_left_out(folder: Path) -> tuple[LeftOut, ...]:
    """Find what does not count in the workshop of a folder.

    Raises
    ------
    InputError
        If the log is damaged.
    """
    return find_left_out(add_up(read_log(folder), folder))


def find_left_out(answers: Answers) -> tuple[LeftOut, ...]:
    """Find what does not count: unfinished rows in their order, then text that is no answer.

    A row without anything in it is left to whoever just added it.
    """
    rows = list_unfinished(answers)
    found = [
        _describe(answers, row, f"{row}.{field}", whole=True)
        for row, field in rows.items()
        if _is_filled(find(answers.tree, row)) or _has_drafts(answers, row)
    ]
    for path in answers.drafts:
        row = row_of(path, answers.tree)
        if row not in rows:
            found.append(_describe(answers, row or path, path, whole=False))
    return tuple(found)


def _describe(answers: Answers, path: str, field_path: str, *, whole: bool) -> LeftOut:
    table = _field_at(path.rpartition(".")[0]) if path != field_path else None
    field = _field_at(field_path)
    lacks = field.label if field else field_path.rpartition(".")[2]
    kind = name_of_row(table.model) if table and table.model else lacks
    typed = answers.drafts.get(field_path, "")
    about = _name_of(answers, path) if path != field_path else ""
    return LeftOut(path, kind, about, lacks, typed[:80], whole)


def _name_of(answers: Answers, path: str) -> str:
    row: Mapping[str, Any] = plain(find(answers.tree, path))
    typed = (answers.drafts.get(f"{path}.{name}") for name in NAMES)
    given = (row.get(name) for name in NAMES)
    name = next((str(one) for one in (*given, *typed) if one), "")
    return _names_by_key(answers.tree).get(name, name)[:80]


def _names_by_key(tree: Tree) -> dict[str, str]:
    choice = tree.get("choice", {})
    rows = [row for table in KEYED for row in choice.get(table, {}).values()]
    return {str(row["key"]): str(row["name"]) for row in rows if row.get("key") and row.get("name")}


def _has_drafts(answers: Answers, row: str) -> bool:
    return any(path.startswith(f"{row}.") for path in answers.drafts)


def _is_filled(row: Tree) -> bool:
    values = plain(row).values() if isinstance(row, dict) and not isinstance(row, Rows) else ()
    return any(value not in (None, "", [], {}) for value in values)


def _field_at(path: str) -> Field | None:
    here: type[BaseModel] | None = Workshop
    field: Field | None = None
    for part in path.split("."):
        known = next((one for one in describe(here) if one.name == part), None) if here else None
        # A row's id is no field: what stands in it are the fields of the same model.
        if known is not None:
            field, here = known, known.model
    return field
