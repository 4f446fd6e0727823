"""Changes of the answers in plain words: which question, and what was done to it.

For the history of a workshop, and for the difference between two states of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.forms.places import ROWS, field_at
from toolkit.forms.wording import write_value
from toolkit.language import Language
from toolkit.model.intake import BLOCKS
from toolkit.model.workshop import Operation, Workshop
from toolkit.workshop_log.answers import CUT
from toolkit.workshop_log.differences import Change
from toolkit.workshop_log.history import Step, list_steps

LONGEST = 90
# What a row is called by, in this order.
NAMES = ("name", "what", "channel", "key", "block", "initiative")
VOTES = "intake.discipline_votes"
LOCKED = "meeting.locked"
# How the meeting goes is no answer that anybody would want forgotten.
STAYING = (LOCKED, "meeting.agenda")
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
    several
        Whether it changed more than one answer; :func:`tell_answers` names them.
    """

    operation: int
    path: str
    time: str
    question: str
    done: str
    several: bool = False

    @property
    def may_go(self) -> bool:
        """Whether its answer can be taken out for good."""
        return _may_go(self.path)


@dataclass(frozen=True, slots=True)
class ToldAnswer:
    """One answer of a step in words."""

    path: str
    question: str
    done: str


def tell_steps(
    steps: Iterable[Step], operations: Sequence[Operation], language: Language
) -> tuple[Told, ...]:
    """Tell steps in the order in which they are given."""
    names = name_rows(operations)
    again = _find_redone(operations)
    return tuple(_tell(step, operations, names, again, language) for step in steps)


def tell_answers(
    last: int, operations: Sequence[Operation], language: Language
) -> tuple[ToldAnswer, ...]:
    """Tell each answer that the step which ends with operation `last` gave or took."""
    one = operations[last - 1]
    names = name_rows(operations)
    told: dict[str, ToldAnswer] = {}
    for operation in operations[(one.step or one.id) - 1 : last]:
        if operation.kind == "redacted" or not _may_go(operation.path):
            continue
        question = ask(operation.path, names, language)
        told[operation.path] = ToldAnswer(operation.path, question, _say(operation, language))
        for path, value in _within(operation):
            done = f"“{write(path, value, language)}”"
            told[path] = ToldAnswer(path, ask(path, names, language), done)
    return tuple(told.values())


def tell_time(time: str) -> str:
    """Write a moment of the log as a clock on the wall here shows it."""
    if not time:
        return ""
    try:
        moment = dt.datetime.fromisoformat(time).astimezone()
    except ValueError:
        # A log that was written by hand may tell time in its own way.
        return time
    return f"{moment:%d-%m %H:%M}"


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
    step: Step,
    operations: Sequence[Operation],
    names: Mapping[str, str],
    again: frozenset[int],
    language: Language,
) -> Told:
    last = operations[step.last - 1]
    held = [one for one in operations[step.first - 1 : step.last] if one.kind != "redacted"]
    more = len({one.path for one in held}) - 1
    several = more > 0 or any(True for one in held for _ in _within(one))
    question = ask(last.path, names, language)
    others = language.plural("and {n} other answer", "and {n} other answers", more)
    if step.back_to is not None:
        question = language.text("All answers")
        done = language.text("back to {time}", time=_time_at(operations, step.back_to))
    elif step.undoes is not None:
        now = _say(last, language)
        if step.first in again:
            done = language.text("done again; now: {answer}", answer=now)
        else:
            done = language.text("undone; now: {answer}", answer=now)
        done = f"{done} · {others}" if more > 0 else done
    else:
        done = others if more > 0 else _say(last, language)
    return Told(step.last, last.path, step.time, question, done, several)


def _find_redone(operations: Sequence[Operation]) -> frozenset[int]:
    """Find the steps that bring back what was undone: those that undo an undoing."""
    turns: dict[int, int] = {}
    for step in list_steps(operations):
        if step.undoes is not None:
            turns[step.first] = turns.get(step.undoes, 0) + 1
    return frozenset(step for step, turn in turns.items() if turn % 2 == 0)


def _time_at(operations: Sequence[Operation], number: int) -> str:
    # Of a hidden vote no time is kept.
    times = (tell_time(one.time) for one in reversed(operations[:number]))
    return next((time for time in times if time), f"#{number}")


def _within(operation: Operation) -> Iterator[tuple[str, object]]:
    """Give the rows and fields in what an operation holds; votes only as a whole."""
    if operation.path != VOTES and not operation.path.startswith(f"{VOTES}."):
        yield from _parts(operation.path, operation.value, operation)


def _parts(path: str, value: object, operation: Operation) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        inner = [(f"{path}.{key}", one) for key, one in value.items() if key != CUT]
    elif isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
        # The ids that a fold gives.
        numbered = enumerate(value)
        inner = [(f"{path}.r{operation.id}-{number}", one) for number, one in numbered if one]
    else:
        return
    for place, one in inner:
        if one not in ([], {}, {CUT: True}):
            yield place, one
            yield from _parts(place, one, operation)


def _may_go(path: str) -> bool:
    return not any(f"{path}.".startswith(f"{one}.") for one in STAYING)


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
