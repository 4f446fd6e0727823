"""Answers as a tree: fields within fields, and rows that keep their id wherever they move.

In JSON a table is a list of mappings. Here it is :class:`Rows`, by ids, so that two people can
change two rows at once, and a change finds its row after others were added or moved. Everything
here is pure: operations in, answers out.
"""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from toolkit.model.workshop import Operation

Tree: TypeAlias = Any
"""Plain JSON, a mapping of fields, or :class:`Rows`."""

CUT = "$redacted"
"""Stands where a row of a list was taken out for good, so that the others keep their ids."""


class Rows(dict[str, Any]):
    """The rows of a table by their ids, in order."""

    def put(self, key: str, value: object, place: int | None) -> None:
        """Place a row, new or old, at `place` (default: at the end)."""
        self.pop(key, None)
        items = list(self.items())
        items.insert(len(items) if place is None else place, (key, value))
        self.clear()
        self.update(items)


@dataclass
class Answers:
    """What operations add up to.

    Parameters
    ----------
    tree
        Fields by name, each plain JSON, a mapping of fields, or :class:`Rows`.
    drafts
        Text that was typed but is no answer yet, by path.
    """

    tree: dict[str, Any] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """Give the answers as JSON has them: rows as lists, without ids and drafts."""
        return dict(plain(self.tree))

    def copy(self) -> Answers:
        """Give a copy that can be changed alone."""
        return Answers(copy.deepcopy(self.tree), dict(self.drafts))


class MisfitError(ValueError):
    """Raised where operations change something that is not there, or has no inside."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        self.operations = tuple(operations)
        super().__init__(", ".join(self.paths))

    @property
    def paths(self) -> tuple[str, ...]:
        """What they would have changed."""
        return tuple(one.path for one in self.operations)


def grow(value: object, seed: str) -> Tree:
    """Turn JSON into a tree; rows get ids made of `seed` and their place."""
    if isinstance(value, Mapping):
        return {key: grow(one, seed) for key, one in value.items()}
    if isinstance(value, list | tuple):
        if all(isinstance(one, Mapping) for one in value):
            rows = {f"{seed}-{place}": grow(one, seed) for place, one in enumerate(value)}
            return Rows((key, row) for key, row in rows.items() if CUT not in row)
        return list(value)
    return value


def plain(tree: Tree) -> Tree:
    """Turn a tree into JSON: rows become lists."""
    if isinstance(tree, Rows):
        return [plain(row) for row in tree.values()]
    if isinstance(tree, dict):
        return {key: plain(one) for key, one in tree.items()}
    return list(tree) if isinstance(tree, list) else tree


def find(tree: Tree, path: str) -> Tree:
    """Give what stands at `path` in a tree.

    Raises
    ------
    KeyError
        If nothing stands there.
    """
    here = tree
    for part in path.split("."):
        if not isinstance(here, dict):
            raise KeyError(path)
        here = here[part]
    return here


def fold(operations: Iterable[Operation], start: Answers | None = None) -> Answers:
    """Apply operations in order, the last one on a path winning.

    Parameters
    ----------
    start
        Answers to go on from; they are not changed.

    Raises
    ------
    MisfitError
        With every operation that changes something that is not there.
    """
    answers = start.copy() if start else Answers()
    misfits = [one for one in operations if not _apply(answers, one)]
    if misfits:
        raise MisfitError(misfits)
    return answers


def sound(value: Tree) -> Tree:
    """Give JSON in which all text can be written: half of a pair, as a browser can send, is not."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, Mapping):
        return {sound(key): sound(one) for key, one in value.items()}
    return [sound(one) for one in value] if isinstance(value, list | tuple) else value


def fingerprint(answers: Mapping[str, Any]) -> str:
    """SHA-256 of plain answers in canonical JSON."""
    text = json.dumps(answers, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _apply(answers: Answers, operation: Operation) -> bool:
    if operation.kind == "redacted":
        return True
    *parents, last = operation.path.split(".")
    here: Any = answers.tree
    for number, key in enumerate(parents):
        if not isinstance(here, dict):
            return False
        if key not in here:
            if isinstance(here, Rows):
                return False
            makes_rows = operation.kind == "add" and number == len(parents) - 1
            here[key] = Rows() if makes_rows else {}
        here = here[key]
    fits = isinstance(here, dict) and _change(here, last, operation)
    if fits and operation.kind == "draft":
        _draft(answers, operation)
    elif fits and operation.kind in {"set", "clear", "remove"}:
        below = f"{operation.path}."
        for path in [p for p in answers.drafts if p == operation.path or p.startswith(below)]:
            del answers.drafts[path]
    return fits


def _change(here: dict[str, Any], last: str, operation: Operation) -> bool:
    rows = isinstance(here, Rows)
    match operation.kind:
        case "set":
            if rows and last not in here:
                return False
            here[last] = grow(operation.value, f"r{operation.id}")
        case "clear":
            if rows:
                return False
            here.pop(last, None)
        case "draft":
            return last in here if rows else True
        case "add":
            if not isinstance(here, Rows) or last in here:
                return False
            here.put(last, grow(operation.value or {}, f"r{operation.id}"), operation.place)
        case "remove" | "move":
            if not isinstance(here, Rows) or last not in here:
                return False
            if operation.kind == "remove":
                del here[last]
            else:
                here.put(last, here[last], operation.place)
    return True


def _draft(answers: Answers, operation: Operation) -> None:
    if operation.value is None:
        answers.drafts.pop(operation.path, None)
    else:
        answers.drafts[operation.path] = str(operation.value)
