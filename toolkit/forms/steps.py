"""Changes of the answers in plain words: which question, and what was done to it.

For the history of a workshop, and for the difference between two states of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.forms.places import ROWS, field_at
from toolkit.forms.wording import write_value
from toolkit.language import Language
from toolkit.model.intake import BLOCKS
from toolkit.model.workshop import Operation, Workshop
from toolkit.workshop_log.differences import Change
from toolkit.workshop_log.history import Step

LONGEST = 90
# What a row is called by, in this order.
NAMES = ("name", "what", "channel", "key", "block", "initiative")
VOTES = "intake.discipline_votes"
LOCKED = "meeting.locked"
TITLES: dict[str, str] = {block.key: block.title for block in BLOCKS}


@dataclass(frozen=True, slots=True)
class Told:
    """A step in words.

    Parameters
    ----------
    operation
        The id of its last operation: the state to go back to.
    path
        Of the answer that it changed.
    time
        ISO 8601; empty where none is kept.
    question, done
        Which question, and what was done.
    """

    operation: int
    path: str
    time: str
    question: str
    done: str


def tell_steps(
    steps: Iterable[Step], operations: Sequence[Operation], language: Language
) -> tuple[Told, ...]:
    """Tell steps in the order in which they are given."""
    names = name_rows(operations)
    return tuple(_tell(step, operations, names, language) for step in steps)


def name_rows(operations: Iterable[Operation | Change]) -> dict[str, str]:
    """Give the names that rows have, or had before they were removed, by their paths."""
    names: dict[str, str] = {}
    for one in operations:
        owner, _, field = one.path.rpartition(".")
        if one.kind == "add" or (one.kind == "set" and isinstance(one.value, Mapping)):
            if name := _name_of(one.value):
                names[one.path] = name
        elif one.kind == "set" and isinstance(one.value, list) and isinstance(one, Operation):
            for place, row in enumerate(one.value):
                if name := _name_of(row):
                    names[f"{one.path}.r{one.id}-{place}"] = name
        elif one.kind == "set" and field in NAMES and isinstance(one.value, str):
            names[owner] = one.value
    return names


def ask(path: str, names: Mapping[str, str], language: Language) -> str:
    """Name the question that a path leads to: ``Goals › More visitors › Owner``."""
    words: list[str] = []
    parts = path.split(".")
    # The parts of the workshop itself are no question.
    for end in range(2, len(parts) + 1):
        here = ".".join(parts[:end])
        above = field_at(Workshop, ".".join(parts[: end - 1]))
        if above is not None and above.kind in ROWS:
            words.append(_short(names.get(here, ""), 40))
        else:
            field = field_at(Workshop, here)
            words.append(language.text(field.label) if field else parts[end - 1].replace("_", " "))
    return " › ".join(word for word in words if word)


def write(path: str, value: object, language: Language) -> str:
    """Write an answer as people read it, in one short line."""
    if path == VOTES:
        count = len(value) if isinstance(value, list) else 0
        return language.plural("{n} vote", "{n} votes", count)
    if path == LOCKED and isinstance(value, list):
        titles = [language.text(TITLES.get(str(key), str(key))) for key in value]
        return _short(language.listing(titles)) or language.text("none")
    if isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
        return language.plural("{n} row", "{n} rows", len(value))
    if isinstance(value, Mapping):
        return _short(_name_of(value) or _write_row(path, value, language))
    field = field_at(Workshop, path)
    if value is None:
        return language.text("nobody knows")
    return _short(write_value(value, field, language) if field else str(value))


def _tell(
    step: Step, operations: Sequence[Operation], names: Mapping[str, str], language: Language
) -> Told:
    first, last = operations[step.first - 1], operations[step.last - 1]
    question = ask(last.path, names, language)
    more = len({one.path for one in operations[step.first - 1 : step.last]}) - 1
    if step.undoes is not None:
        done = language.text("undone, or done again")
    elif more > 0:
        done = language.plural("and {n} other answer", "and {n} other answers", more)
    else:
        done = _say(first if last.kind == "redacted" else last, language)
    return Told(step.last, last.path, step.time, question, done)


def _say(one: Operation, language: Language) -> str:
    match one.kind:
        case "set" if one.value is None:
            return language.text("nobody knows")
        case "set":
            return f"“{write(one.path, one.value, language)}”"
        case "draft" if one.value is not None:
            return language.text("typed, no answer yet: “{text}”", text=_short(str(one.value)))
        case "add" if isinstance(one.value, Mapping) and one.value and not _name_of(one.value):
            return language.text("added: {row}", row=write(one.path, one.value, language))
        case "add":
            return language.text("added")
        case "remove":
            return language.text("removed")
        case "move":
            return language.text("moved")
        case "redacted":
            return language.text("taken out for good")
        case _:
            return language.text("made empty")


def _write_row(path: str, row: Mapping[str, Any], language: Language) -> str:
    written = (write(f"{path}.{name}", value, language) for name, value in row.items())
    return ", ".join(one for one in written if one)


def _name_of(row: Any) -> str:  # noqa: ANN401 - any JSON
    if not isinstance(row, Mapping):
        return ""
    return next((str(row[name]) for name in NAMES if row.get(name)), "")


def _short(text: str, longest: int = LONGEST) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"
