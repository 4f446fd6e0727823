"""A store over a ledger that saves at once: the least that a control needs to be tried out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from toolkit.errors import Fault, InputError
from toolkit.model.workshop import Workshop
from toolkit.workshop_log.answers import MisfitError, Rows, find, plain
from toolkit.workshop_log.differences import NEW, Change
from toolkit.workshop_log.finished import locked_block
from toolkit.workshop_log.judging import judge
from toolkit.workshop_log.ledger import Ledger


class OpenStore:
    model = Workshop
    unsaved = ""
    saved_at = ""
    is_saved = True

    def __init__(self, folder: Path) -> None:
        self.key = folder.parent.name
        self.ledger = Ledger(folder)
        self._watchers: list[Callable[[], None]] = []

    def value(self, path: str) -> Any:
        try:
            return plain(find(self.ledger.answers.tree, path))
        except KeyError:
            return None

    def is_given(self, path: str) -> bool:
        try:
            find(self.ledger.answers.tree, path)
        except KeyError:
            return False
        return True

    def draft(self, path: str) -> str | None:
        return self.ledger.answers.drafts.get(path)

    def rows(self, path: str) -> tuple[str, ...]:
        try:
            found = find(self.ledger.answers.tree, path)
        except KeyError:
            return ()
        return tuple(found) if isinstance(found, Rows) else ()

    def catch_up(self) -> None:
        self.ledger.catch_up()

    def give(self, path: str, value: object) -> tuple[Fault, ...]:
        return self._record(Change("set", path, value))

    def why_not(self, path: str, value: object) -> tuple[Fault, ...]:
        try:
            _, after = self.ledger._prepare([Change("set", path, value)], "", "", None, None)
        except MisfitError as error:
            return (Fault(str(error)),)
        return tuple(one.fault for one in judge(after))

    def clear(self, path: str) -> tuple[Fault, ...]:
        return self._record(Change("clear", path))

    def keep_draft(self, path: str, text: str | None) -> None:
        self._record(Change("draft", path, text))

    def add(self, path: str, value: object = None, place: int | None = None) -> str:
        self._record(Change("add", f"{path}.{NEW}", value, place))
        return self.ledger.operations[-1].path.rpartition(".")[2]

    def remove(self, path: str) -> None:
        self._record(Change("remove", path))

    def move(self, path: str, place: int) -> None:
        self._record(Change("move", path, place=place))

    def watch(self, told: Callable[[], None]) -> None:
        self._watchers.append(told)

    def flush(self) -> None:
        pass

    def is_locked(self, path: str) -> bool:
        return bool(locked_block(path, self.value("meeting.locked") or ()))

    def change_log(self, do: Callable[[], object]) -> None:
        do()
        self._tell()

    def _tell(self) -> None:
        for told in self._watchers:
            told()

    def _record(self, change: Change) -> tuple[Fault, ...]:
        try:
            self.ledger.record([change], who="Anna", time="2026-10-06T13:00:00+00:00")
        except InputError as error:
            return error.faults
        self._tell()
        return ()
