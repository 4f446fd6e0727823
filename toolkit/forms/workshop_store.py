"""The answers of a workshop, as a form sees them: changed at once, on the disk a moment later.

What is typed is gathered for a fraction of a second, so that a sentence is not one operation a
letter; then it is added to the log. Rows and moves are written at once.
"""

from __future__ import annotations

import asyncio
import atexit
import datetime as dt
import threading
import weakref
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from toolkit.clients import ClientFolder
from toolkit.errors import Fault, InputError
from toolkit.forms.locks import locked_fault
from toolkit.forms.places import field_at
from toolkit.forms.store import key_of
from toolkit.forms.wording import NoAnswerError, read_text, tell, write_value
from toolkit.language import Language
from toolkit.model.workshop import Operation, Workshop
from toolkit.workshop_log.answers import Answers, MisfitError, Rows, find, fold, plain
from toolkit.workshop_log.differences import NEW, Change
from toolkit.workshop_log.finished import LOCKED, locked_block
from toolkit.workshop_log.judging import Wrong, judge, list_unfinished, row_of
from toolkit.workshop_log.ledger import GONE, Ledger, now
from toolkit.workshop_log.left_out import LeftOut, find_left_out
from toolkit.workshop_log.removal import remove_with_all, rename_with_all

PAUSE = 0.2
"""Seconds after the last keystroke at which an answer is written."""

WHO = "workshop"


class WorkshopStore:
    """Implements :class:`toolkit.forms.store.Store` for a client's workshop.

    Parameters
    ----------
    folder
        The client's folder.
    language
        In which troubles are told.
    """

    model: type[BaseModel] = Workshop

    def __init__(self, folder: ClientFolder, language: Language) -> None:
        self.key = key_of(folder, "workshop")
        self.language = language
        self.ledger = Ledger(folder.workshop_folder)
        self.saved_at = ""
        self.unsaved = ""
        self._waiting: dict[str, Change] = {}
        self._shown = self.ledger.answers
        self._watchers: list[Callable[[], None]] = []
        self._timer: asyncio.TimerHandle | None = None
        # JupyterLab lets a form be heard beside a cell that takes long, in a thread of its own.
        self._turn = threading.RLock()
        _flush_at_exit(self)

    def value(self, path: str) -> Any:  # noqa: ANN401 - any JSON
        """Give the plain value at `path`; None where nothing is known."""
        try:
            return plain(find(self._shown.tree, path))
        except KeyError:
            return None

    def is_given(self, path: str) -> bool:
        """Say whether anything was answered at `path`, be it that nobody knows."""
        try:
            find(self._shown.tree, path)
        except KeyError:
            return False
        return True

    def draft(self, path: str) -> str | None:
        """Give the text that was typed at `path` but is no answer yet."""
        return self._shown.drafts.get(path)

    def drafts(self) -> Mapping[str, str]:
        """Give all text that was typed but is no answer yet, by path."""
        return dict(self._shown.drafts)

    def left_out(self) -> tuple[LeftOut, ...]:
        """Give what was typed and does not count, by the names that people know it by."""
        return find_left_out(self._shown)

    def rows(self, path: str) -> tuple[str, ...]:
        """Give the ids of the rows of the table at `path`, in order."""
        try:
            rows = find(self._shown.tree, path)
        except KeyError:
            return ()
        return tuple(rows) if isinstance(rows, Rows) else ()

    @property
    def is_saved(self) -> bool:
        """Whether everything that was given is on the disk."""
        return not self._waiting

    @property
    def locked(self) -> Collection[str]:
        """Keys of the blocks that are finished."""
        return self.value(LOCKED) or ()

    def is_locked(self, path: str) -> bool:
        """Say whether the block that `path` is asked in is finished."""
        return locked_block(path, self.locked) is not None

    def give(self, path: str, value: object) -> tuple[Fault, ...]:
        """Set an answer; None says that nobody knows. Give what is wrong, if it was not taken."""
        change = Change("set", path, value)
        changes = rename_with_all(self._shown, change)
        return self._try(change) if len(changes) == 1 else self.change(changes)

    def change(self, changes: Sequence[Change]) -> tuple[Fault, ...]:
        """Make changes in one step, all or none; give what is wrong, if they were not taken."""
        for one in changes:
            if fault := locked_fault(one.path, self.locked, self.language):
                return (fault,)
        try:
            after = fold(_operations(changes, self.ledger), self._shown)
        except MisfitError:
            return (Fault(GONE),)
        if wrong := judge(after):
            return tuple(one.fault for one in wrong)
        with self._turn:
            self._flush()
            self._record(changes)
        return ()

    def why_not(self, path: str, value: object) -> tuple[Fault, ...]:
        """Say what would be wrong if `value` were the answer at `path`, and change nothing."""
        after = self._after(Change("set", path, value))
        return (Fault(GONE),) if after is None else tuple(one.fault for one in judge(after))

    def clear(self, path: str) -> tuple[Fault, ...]:
        """Take an answer away, as if it had never been asked."""
        return self._try(Change("clear", path))

    def keep_draft(self, path: str, text: str | None) -> None:
        """Keep text that is no answer yet; None forgets it."""
        if self.draft(path) != text and not self.is_locked(path):
            self._await(Change("draft", path, text))

    def add(self, path: str, value: object = None, place: int | None = None) -> str:
        """Add a row to the table at `path` and give its id; empty if the block is finished."""
        added = self._record([Change("add", f"{path}.{NEW}", value or {}, place)])
        return added[0].path.rpartition(".")[2] if added else ""

    def remove(self, path: str) -> None:
        """Remove the row at `path`, and whatever names it."""
        with self._turn:
            self._flush()
            self._record(remove_with_all(self.ledger.answers, path))

    def move(self, path: str, place: int) -> None:
        """Move the row at `path` to `place`, counted from 0."""
        self._record([Change("move", path, place=place)])

    def undo(self) -> None:
        """Take the last step back."""
        self.change_log(lambda: self.ledger.undo(who=WHO, time=now()))

    def redo(self) -> None:
        """Bring the last undone step back."""
        self.change_log(lambda: self.ledger.redo(who=WHO, time=now()))

    def watch(self, told: Callable[[], None]) -> None:
        """Call `told` after every change of the answers, or of whether they are saved."""
        self._watchers.append(told)

    def flush(self) -> None:
        """Save now what is not saved yet."""
        with self._turn:
            self._flush()

    def catch_up(self) -> None:
        """Take in what others wrote meanwhile; asked again and again while a form is shown."""
        with self._turn:
            try:
                if self.ledger.catch_up():
                    self._show()
            except (InputError, OSError) as error:
                self._tell_trouble(error)
                self._show()

    def _flush(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
        waiting, self._waiting = self._waiting, {}
        self.unsaved = ""
        for path, change in waiting.items():
            try:
                self.ledger.record([change], who=WHO, time=now())
            except InputError as error:
                # One answer that is not taken, since another window changed what it goes with,
                # holds up no other: it is kept as text that is no answer yet.
                self._keep_refused(change, error)
            except OSError as error:
                # What could not be written is tried again with the next change.
                self._waiting.setdefault(path, change)
                self._tell_trouble(error)
        if waiting and not self.unsaved:
            self._take_what_fits_now()
            self.saved_at = f"{dt.datetime.now().astimezone():%H:%M}"
        self._show()

    def _take_what_fits_now(self) -> None:
        """Make answers of text that was refused for what stood elsewhere, and is right now."""
        fitting = [one for one in self._typed_answers() if self._fits([one])]
        if not self._fits(fitting):
            return
        try:
            self.ledger.record(fitting, who=WHO, time=now())
        except (InputError, OSError) as error:
            self._tell_trouble(error)

    def _typed_answers(self) -> Iterator[Change]:
        for path, text in self.ledger.answers.drafts.items():
            field = field_at(Workshop, path)
            if field is None or not text.strip() or self.is_locked(path):
                continue
            try:
                yield Change("set", path, read_text(text, field, self.language))
            except NoAnswerError:
                continue

    def _fits(self, changes: Sequence[Change]) -> bool:
        after = fold(_operations(changes, self.ledger), self.ledger.answers)
        # A row that lacks something is not looked at, so nothing speaks for what stands in it.
        lacking = list_unfinished(after)
        whole = all(row_of(one.path, after.tree) not in lacking for one in changes)
        return whole and not judge(after)

    def _keep_refused(self, change: Change, error: InputError) -> None:
        self._tell_trouble(error)
        if change.kind == "set" and change.value is not None:
            draft = Change("draft", change.path, str(change.value))
            try:
                self.ledger.record([draft], who=WHO, time=now())
            except (InputError, OSError) as trouble:
                # The row itself is gone, or the client is.
                self._tell_trouble(trouble)

    def _tell_trouble(self, error: InputError | OSError) -> None:
        if isinstance(error, InputError):
            self.unsaved = " ".join(tell(fault, self.language) for fault in error.faults[:2])
        else:
            what = self.language.text("This file cannot be written.")
            self.unsaved = f"{what} ({error.strerror or type(error).__name__})"

    def change_log(self, do: Callable[[], object]) -> None:
        """Do something with the log itself once all is saved, and tell whoever watches."""
        with self._turn:
            self._flush()
            try:
                do()
            except (InputError, OSError) as error:
                self._tell_trouble(error)
            else:
                self.saved_at = f"{dt.datetime.now().astimezone():%H:%M}"
            self._show()

    def _try(self, change: Change) -> tuple[Fault, ...]:
        if fault := locked_fault(change.path, self.locked, self.language):
            return (fault,)
        after = self._after(change)
        if after is None:
            return (Fault(GONE),)
        wrong = judge(after)
        if wrong and self._lay_aside(change, wrong):
            return ()
        if wrong:
            return tuple(one.fault for one in wrong)
        if after != self._shown:
            self._await(change)
        return ()

    def _after(self, change: Change) -> Answers | None:
        """Give the answers as a change would make them; None if what it changes is gone."""
        try:
            return fold(_operations([change], self.ledger), self._shown)
        except MisfitError:
            return None

    def _lay_aside(self, change: Change, wrong: Sequence[Wrong]) -> bool:
        """Take an answer that is right and keep as text what it shows to be wrong in its row.

        The answer that makes a row whole is not the one at fault, and none of it is lost.
        """
        row = row_of(change.path, self._shown.tree)
        paths = {one.path for one in wrong}
        beside = row and all(
            path != change.path and path.startswith(f"{row}.") and self.is_given(path)
            for path in paths
        )
        if change.kind != "set" or not beside:
            return False
        texts = {path: self._as_typed(path) for path in sorted(paths)}
        changes = [change]
        for path, text in texts.items():
            changes = [Change("clear", path), Change("draft", path, text), *changes]
        return bool(self._record(changes))

    def _as_typed(self, path: str) -> str:
        field, value = field_at(Workshop, path), self.value(path)
        return write_value(value, field, self.language) if field else str(value)

    def _await(self, change: Change) -> None:
        with self._turn:
            self._waiting.pop(change.path, None)
            self._waiting[change.path] = change
            self.unsaved = ""
            self._show()
            if self._timer:
                self._timer.cancel()
            self._timer = _run_later(PAUSE, self.flush)
            if self._timer is None:
                self.flush()

    def _record(self, changes: Iterable[Change]) -> tuple[Operation, ...]:
        changes = tuple(changes)
        if any(self.is_locked(change.path) for change in changes):
            return ()
        done: list[Operation] = []
        self.change_log(lambda: done.extend(self.ledger.record(changes, who=WHO, time=now())))
        return tuple(done)

    def _show(self) -> None:
        shown = self.ledger.answers
        for path, change in list(self._waiting.items()):
            try:
                shown = fold(_operations([change], self.ledger), shown)
            except MisfitError:
                # Another window removed the row that this was typed in.
                del self._waiting[path]
                self.unsaved = self.language.text(GONE)
        self._shown = shown
        for told in tuple(self._watchers):
            told()


def _operations(changes: Iterable[Change], ledger: Ledger) -> Iterable[Operation]:
    first = len(ledger.operations) + 1
    for number, change in enumerate(changes, start=first):
        yield Operation(
            id=number, kind=change.kind, path=change.path, value=change.value, place=change.place
        )


def _run_later(seconds: float, do: Callable[[], None]) -> asyncio.TimerHandle | None:
    # Without a loop, as in a script, there is nobody to wait for.
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return None
    return loop.call_later(seconds, do)


def _flush_at_exit(store: WorkshopStore) -> None:
    reference = weakref.ref(store)

    def flush() -> None:
        if (known := reference()) is not None:
            known.flush()

    atexit.register(flush)
