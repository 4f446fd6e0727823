"""What lies between two sets of answers, as changes that lead from the one to the other.

Undo, going back to an earlier state, an import and its preview are all this one thing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.model.workshop import Kind
from toolkit.workshop_log.answers import Answers, Rows, Tree, find, grow, plain

NEW = "+"
"""How the id of a row begins that has none yet; it gets one when it is recorded."""

ROW = "$row"
"""Where a wanted row may say which row of the answers it is."""

# What a row is known by, in this order; without any, only an equal row is the same row.
IDENTITY = ("key", "name", "what", "platform", "id", "discipline", "objective", "rater",
            "initiative", "criterion", "column", "date")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """An operation not recorded yet; see :class:`toolkit.model.workshop.Operation`."""

    kind: Kind
    path: str
    value: Any = None
    place: int | None = None


def find_changes(before: Answers, after: Answers) -> tuple[Change, ...]:
    """Give the changes that make `after` of `before`, in an order in which they can be applied."""
    changes: list[Change] = []
    for part in dict.fromkeys((*before.tree, *after.tree)):
        here, there = before.tree.get(part, {}), after.tree.get(part, {})
        changes.extend(_compare(part, here, there))
    for path in before.drafts:
        if path not in after.drafts and not any(_clears(one, path) for one in changes):
            changes.append(Change("draft", path))
    for path, text in after.drafts.items():
        if not _stands(path, after.tree):
            continue
        lost = any(_clears(one, path) for one in changes)
        if before.drafts.get(path) != text or lost:
            changes.append(Change("draft", path, text))
    return tuple(changes)


def align(wanted: object, here: Tree) -> Tree:
    """Turn wanted answers (JSON) into a tree whose rows are those of the tree `here`.

    A row is the one that it names under ``$row``, else an equal one, else the one of the same key
    or name; a row that is none of these is new. What a mapping leaves out is left out here too.
    """
    if isinstance(wanted, Mapping):
        known = here if isinstance(here, dict) and not isinstance(here, Rows) else {}
        return {key: align(one, known.get(key)) for key, one in wanted.items() if key != ROW}
    if isinstance(wanted, list | tuple) and all(isinstance(one, Mapping) for one in wanted):
        return _align_rows(wanted, here if isinstance(here, Rows) else Rows())
    return list(wanted) if isinstance(wanted, list | tuple) else wanted


def take_in(wanted: Mapping[str, Any], answers: Answers) -> Answers:
    """Lay wanted answers over `answers`: every field they name is replaced, all others stay."""
    after = answers.copy()
    for part, fields in wanted.items():
        here = after.tree.setdefault(part, {})
        for name, value in fields.items():
            now = align(value, here.get(name))
            old = here.get(name)
            here[name] = old | now if _has_fields(old) and _has_fields(now) else now
    for path in tuple(after.drafts):
        # What was typed there and taken for no answer has one now.
        if _value_at(path, after.tree) not in {None, _value_at(path, answers.tree)}:
            del after.drafts[path]
    return after


def _value_at(path: str, tree: Tree) -> str | None:
    # Equal answers are written the same; what is not given, and what nobody knows, is no answer.
    try:
        value = plain(find(tree, path))
    except KeyError:
        return None
    return None if value is None else json.dumps(value, sort_keys=True)


def _stands(path: str, tree: Tree) -> bool:
    # Text in a row that is gone has gone with it.
    here = tree
    for part in path.split("."):
        if isinstance(here, Rows) and part not in here:
            return False
        here = here.get(part) if isinstance(here, dict) else None
    return True


def _clears(change: Change, path: str) -> bool:
    reaches = change.path == path or path.startswith(f"{change.path}.")
    return reaches and change.kind in {"set", "clear", "remove"}


def _compare(path: str, before: Tree, after: Tree) -> Iterator[Change]:
    if isinstance(before, Rows) and isinstance(after, Rows):
        yield from _compare_rows(path, before, after)
    elif _has_fields(before) and _has_fields(after):
        yield from (Change("clear", f"{path}.{key}") for key in before if key not in after)
        for key, value in after.items():
            place = f"{path}.{key}"
            yield from _compare(place, before[key], value) if key in before else _give(place, value)
    elif plain(before) != plain(after) or isinstance(before, Rows) != isinstance(after, Rows):
        yield from _give(path, after)


def _has_fields(value: Tree) -> bool:
    return isinstance(value, dict) and not isinstance(value, Rows)


def _give(path: str, value: Tree) -> Iterator[Change]:
    known = isinstance(value, Rows) and any(not key.startswith(NEW) for key in value)
    if known and isinstance(value, Rows):
        # Rows that come back keep their ids.
        yield Change("set", path, [])
        yield from _compare_rows(path, Rows(), value)
    else:
        yield Change("set", path, plain(value))


def _compare_rows(path: str, before: Rows, after: Rows) -> Iterator[Change]:
    order = [key for key in before if key in after]
    yield from (Change("remove", f"{path}.{key}") for key in before if key not in after)
    for place, (key, row) in enumerate(after.items()):
        if key not in before:
            yield Change("add", f"{path}.{key}", plain(row), place)
            order.insert(place, key)
        elif order[place] != key:
            yield Change("move", f"{path}.{key}", place=place)
            order.remove(key)
            order.insert(place, key)
    for key, row in after.items():
        if key in before:
            yield from _compare(f"{path}.{key}", before[key], row)


def _align_rows(wanted: Sequence[Mapping[str, Any]], here: Rows) -> Rows:
    free = dict(here)
    found: dict[int, str] = {}
    rules = (_named_row, _equal_row, _row_of_the_same_name)
    for rule in rules:
        for number, row in enumerate(wanted):
            key = None if number in found else rule(row, free)
            if key is not None:
                found[number] = key
                del free[key]
    rows = Rows()
    for number, row in enumerate(wanted):
        key = found.get(number)
        rows[key or f"{NEW}{number}"] = align(row, here[key]) if key else _without_id(row)
    return rows


def _without_id(row: Mapping[str, Any]) -> Tree:
    return grow({key: value for key, value in row.items() if key != ROW}, NEW)


def _named_row(row: Mapping[str, Any], free: Mapping[str, Any]) -> str | None:
    key = row.get(ROW)
    return key if isinstance(key, str) and key in free else None


def _equal_row(row: Mapping[str, Any], free: Mapping[str, Any]) -> str | None:
    return next((key for key, one in free.items() if plain(one) == row), None)


def _row_of_the_same_name(row: Mapping[str, Any], free: Mapping[str, Any]) -> str | None:
    if row.get(ROW):
        return None
    mine = _identity(row)
    if not mine:
        return None
    return next((key for key, one in free.items() if _identity(one) == mine), None)


def _identity(row: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    key = row.get("key") or row.get("name") or row.get("what")
    if key:
        return (("", str(key).strip().casefold()),)
    parts = ((part, row.get(part)) for part in IDENTITY)
    return tuple((part, str(value)) for part, value in parts if value not in (None, ""))
