"""Taking an answer out of the log for good, and leaving a mark that something was there.

An answer stands in the log more than once: as it was typed, as it was changed, in rows and tables
that held it, in what was undone. Operations of the answer itself become ``redacted``: they keep
their number and their place, and nothing else. From an operation that held more than the answer,
only the answer is cut. The log still adds up, and nothing else in it changes.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from toolkit.errors import Fault, InputError, UsageError, fill
from toolkit.files import write_atomically
from toolkit.model.workshop import Operation, Workshop
from toolkit.readers.documents import validate
from toolkit.workshop_log.answers import CUT, Answers, find
from toolkit.workshop_log.files import (
    LOG,
    STATE,
    add_up,
    as_lines,
    as_state,
    find_foreign_state,
    put_torn_line_aside,
    read_log,
    write_state,
)
from toolkit.workshop_log.ledger import OURS, lock_of
from toolkit.workshop_log.unfinished import leave_out_unfinished

ROW_ID = re.compile(r"r[0-9]+(-[0-9]+)*")
# What may lie beside log and state, and hold answers too: also files that answers came from.
BESIDE = ("unfinished.jsonl", OURS, "state.other-*.json", "log.other-*.jsonl", ".log-*", ".state*",
          "*.xlsx", "*.yaml", "*.yml")  # fmt: skip


def redact(folder: Path, path: str) -> int:
    """Take the answer at `path` out of a workshop's log for good, and make its state anew.

    Parameters
    ----------
    folder
        The workshop's folder.
    path
        Of an answer, a row or a table: ``intake.goals.r3.owner``. See :func:`find_paths`.

    Returns
    -------
    int
        How many operations held it.

    Raises
    ------
    UsageError
        If no operation ever held an answer there.
    InputError
        If the log is damaged, or if what is left would not be valid, such as a goal without its
        name; nothing is changed then.
    """
    with lock_of(folder):
        put_torn_line_aside(folder)
        before = read_log(folder)
        if find_foreign_state(folder, before):
            raise InputError(
                Fault(
                    "Another program changed the answers; nothing is taken out before you chose.",
                    file=f"{folder.name}/{STATE}",
                    remedy="Open the workshop and choose which answers to keep.",
                )
            )
        answers = add_up(before, folder)
        paths = (path, *_find_gone_copies(before, path, answers))
        after = tuple(_without(one, paths) for one in before)
        touched = sum(old != new for old, new in zip(before, after, strict=True))
        if not touched:
            what = "No answer was ever given there, or it was taken out before."
            raise UsageError(Fault(what, got=path, expected="the path of an answer"))
        left = add_up(after, folder)
        _check(answers, left, path)
        lines = as_lines(after)
        _replace_log(folder, lines)
        write_state(folder, as_state(after, left, lines))
        for one in find_beside(folder):
            one.unlink()
    return touched


def find_beside(folder: Path) -> tuple[Path, ...]:
    """Find the files beside log and state that may hold answers; redaction takes them away."""
    return tuple(sorted(one for name in BESIDE for one in folder.glob(name)))


def find_paths(folder: Path, text: str = "") -> dict[str, str]:
    """Find where answers stand that contain `text`, now or earlier: each path with what it held.

    Raises
    ------
    InputError
        If the log is damaged.
    """
    found: dict[str, str] = {}
    for operation in read_log(folder):
        for path, value in _leaves(operation.value, operation.path, operation):
            if value is not None and text.casefold() in str(value).casefold():
                found[path] = str(value)
    return found


def _find_gone_copies(
    operations: Sequence[Operation], path: str, answers: Answers
) -> tuple[str, ...]:
    """Find the same answer in rows of earlier tables, which had other ids and are gone."""
    held = {
        (_without_ids(place), str(value))
        for operation in operations
        for place, value in _leaves(operation.value, operation.path, operation)
        if _reaches(path, place)
    }
    copies = (
        place
        for operation in operations
        for place, value in _leaves(operation.value, operation.path, operation)
        if (_without_ids(place), str(value)) in held
        and not _reaches(path, place)
        and not _stands(answers, place)
    )
    return tuple(dict.fromkeys(copies))


def _without(operation: Operation, paths: Collection[str]) -> Operation:
    if operation.kind == "redacted":
        return operation
    if any(_reaches(path, operation.path) for path in paths):
        return _mark(operation)
    below = [path for path in paths if path.startswith(f"{operation.path}.")]
    if not below or operation.value is None:
        return operation
    if operation.kind == "draft":
        # Text that was no answer yet has no parts.
        return _mark(operation)
    value = copy.deepcopy(operation.value)
    cut = [_cut(value, path[len(operation.path) + 1 :].split("."), operation) for path in below]
    return operation.model_copy(update={"value": value, "cut": True}) if any(cut) else operation


def _replace_log(folder: Path, lines: bytes) -> None:
    written = write_atomically(folder / LOG, lines)
    if written.name != LOG:
        written.unlink()
        what = "Another program has the log open, so nothing could be taken out."
        raise InputError(Fault(what, f"{folder.name}/{LOG}", remedy="Close it, and try again."))


def _mark(operation: Operation) -> Operation:
    kept = operation.model_dump(include={"id", "time", "path", "step", "undoes", "back_to"})
    return Operation(**kept, kind="redacted")


def _cut(value: Any, parts: Sequence[str], operation: Operation) -> bool:  # noqa: ANN401 - any JSON
    """Cut what stands at `parts` from a value; say whether anything stood there."""
    first, *rest = parts
    if isinstance(value, list):
        places = [place for place in range(len(value)) if _row_id(operation, place) == first]
        if not places or not isinstance(value[places[0]], dict):
            return False
        if rest:
            return _cut(value[places[0]], rest, operation)
        if CUT in value[places[0]]:
            return False
        # What stays in its place keeps the ids of the rows behind it.
        value[places[0]] = {CUT: True}
        return True
    if not isinstance(value, dict) or first not in value:
        return False
    if rest:
        return _cut(value[first], rest, operation)
    del value[first]
    return True


def _leaves(value: object, path: str, operation: Operation) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        for key, one in value.items():
            if key != CUT:
                yield from _leaves(one, f"{path}.{key}", operation)
    elif isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
        for place, one in enumerate(value):
            yield from _leaves(one, f"{path}.{_row_id(operation, place)}", operation)
    elif isinstance(value, list) and value:
        yield path, ", ".join(map(str, value))
    elif value not in (None, []):
        yield path, value


def _row_id(operation: Operation, place: int) -> str:
    # As a fold gives them.
    return f"r{operation.id}-{place}"


def _reaches(path: str, place: str) -> bool:
    return place == path or place.startswith(f"{path}.")


def _without_ids(path: str) -> str:
    return ".".join("*" if ROW_ID.fullmatch(part) else part for part in path.split("."))


def _stands(answers: Answers, path: str) -> bool:
    try:
        find(answers.tree, path)
    except KeyError:
        return path in answers.drafts
    return True


def _check(before: Answers, after: Answers, path: str) -> None:
    _, lacked = leave_out_unfinished(before.plain(), Workshop)
    finished, lacks = leave_out_unfinished(after.plain(), Workshop)
    problem = ""
    if len(lacks) > len(lacked):
        problem = path
    else:
        try:
            validate(finished, Workshop, LOG)
        except InputError as error:
            problem = error.faults[0].column or path
    if problem:
        raise InputError(
            Fault(
                "Without this answer its row could not stand.",
                got=path,
                remedy=fill("Take the whole row out: {path}", path=path.rpartition(".")[0]),
            )
        )
