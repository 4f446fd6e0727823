"""The workshop's log, open for changes: what forms, imports and commands write through.

Every change is added to the log, on the disk, before anybody is told that it was saved. What
another program added to the log meanwhile is taken in first; a state file that another program
changed is left as it is, and ours is kept beside it until somebody chooses.
"""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from filelock import FileLock

from toolkit.errors import Fault, InputError
from toolkit.files import write_atomically
from toolkit.language import mark
from toolkit.model.workshop import Operation, Workshop
from toolkit.readers.documents import validate
from toolkit.workshop_log.answers import Answers, MisfitError, fold, sound
from toolkit.workshop_log.differences import NEW, Change, find_changes, take_in
from toolkit.workshop_log.files import (
    LOG,
    STATE,
    ForeignState,
    add_up,
    append,
    as_state,
    clear_away,
    find_foreign_state,
    parse_log,
    put_torn_line_aside,
    read_log,
    refuse_links,
    write_state,
)
from toolkit.workshop_log.finished import find_refused, leave_finished
from toolkit.workshop_log.history import Step, find_undoable, goes_on
from toolkit.workshop_log.unfinished import leave_out_unfinished
from toolkit.workspace import CACHE, MARKER

VOTES = "intake.discipline_votes"
GONE = mark("What this changes is not there any more.")

OURS = "state.ours.json"
"""Where our state is kept while another's stands in its place."""


def now() -> str:
    """Give the time of day as the log writes it; it is never read by a report."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def lock_of(folder: Path) -> FileLock:
    """Give the lock under which a workshop's files are changed."""
    # Beside the log it would be a file of the client; it is the workspace's, so that whoever
    # shares the workspace shares it.
    here = folder.resolve()
    root = next((one for one in here.parents if (one / MARKER).is_file()), None)
    place = root / CACHE / "locks" if root else Path(tempfile.gettempdir())
    place.mkdir(parents=True, exist_ok=True)
    name = sha256(str(here.relative_to(root) if root else here).encode()).hexdigest()[:16]
    return FileLock(place / f"koers-{name}.lock", timeout=10)


class Ledger:
    """One workshop's log and answers.

    Parameters
    ----------
    folder
        The workshop's folder; it is made with the first change.

    Raises
    ------
    InputError
        If the log is damaged, or the folder or a file of it is a link to somewhere else.

    Attributes
    ----------
    answers
        What the log adds up to.
    foreign
        A state that another program put beside the log, as long as nobody has chosen.
    torn
        What stood in a last line that was never written to its end, if there was one.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # To read all answers as a model takes long, and several pieces of a page ask for it.
        self._read: tuple[Answers, Workshop] | None = None
        self._of_a_client = folder.parent.is_dir()
        refuse_links(folder)
        with self._lock():
            clear_away(folder)
            self.torn = put_torn_line_aside(folder)
            self._operations = list(read_log(folder))
            self._log = self._bytes()
            self.answers = add_up(self._operations, folder)
            self.foreign = find_foreign_state(folder, self._operations)
            self._state = b"" if self.foreign else self._state_bytes()

    @property
    def operations(self) -> tuple[Operation, ...]:
        """All operations so far."""
        return tuple(self._operations)

    def workshop(self) -> Workshop:
        """Give the answers as a model, without rows that are not finished."""
        answers = self.answers
        if self._read is None or self._read[0] is not answers:
            self._read = (answers, _read(answers, f"{self.folder.name}/{LOG}"))
        return self._read[1]

    def catch_up(self) -> bool:
        """Take in what others wrote since; say whether the answers or the state changed."""
        with self._lock():
            return self._catch_up()

    def record(
        self,
        changes: Iterable[Change],
        *,
        who: str = "",
        time: str = "",
        undoes: int | None = None,
        back_to: int | None = None,
    ) -> tuple[Operation, ...]:
        """Add changes to the log, all or none, and write the state.

        Parameters
        ----------
        who, time
            Written beside each operation; `time` in ISO 8601, empty for what must not be traced.
        undoes
            The step that these changes take back.
        back_to
            The operation that these changes lead back to.

        Returns
        -------
        tuple of Operation
            What was added; changes that change nothing are left out.

        Raises
        ------
        InputError
            If the answers would not be valid, or a finished block would change; nothing is
            written then.
        """
        changes = tuple(changes)
        with self._lock():
            self._catch_up()
            # Undo takes the finishing of a block back before anything that was answered in it.
            if undoes is None and (faults := find_refused(changes, self.answers)):
                raise InputError(faults)
            try:
                added, after = self._prepare(changes, who, time, undoes, back_to)
            except MisfitError as error:
                raise InputError(Fault(GONE, got=path) for path in error.paths) from None
            if not added:
                return ()
            workshop = _read(after, "answers")
            self._append(added)
            self._operations.extend(added)
            self._log = self._bytes()
            self.answers = after
            self._read = (after, workshop)
            self._save_state()
        return added

    def take(self, wanted: Mapping[str, Any], *, who: str, time: str = "") -> tuple[Operation, ...]:
        """Record all that differs between wanted plain answers and the answers there are.

        Raises
        ------
        InputError
            If the wanted answers are not valid, each row of them finished; nothing is written then.
        """
        validate(wanted, Workshop, "answers")
        return self.record(self.compare(wanted), who=who, time=time)

    def compare(self, wanted: Mapping[str, Any]) -> tuple[Change, ...]:
        """Say what taking wanted answers in would change; what they leave out stays."""
        return find_changes(self.answers, take_in(wanted, self.answers))

    @property
    def undoable(self) -> Step | None:
        """The step that undo takes back."""
        return next(iter(find_undoable(self._operations)[0]), None)

    @property
    def redoable(self) -> Step | None:
        """The undone step that redo brings back."""
        return next(iter(find_undoable(self._operations)[1]), None)

    def undo(self, *, who: str = "", time: str = "") -> tuple[Operation, ...]:
        """Take the last step back that was not taken back yet."""
        self.catch_up()
        return self._take_back(find_undoable(self._operations)[0], who, time)

    def redo(self, *, who: str = "", time: str = "") -> tuple[Operation, ...]:
        """Bring the last step back that was undone."""
        self.catch_up()
        return self._take_back(find_undoable(self._operations)[1], who, time)

    def go_back_to(self, operation: int, *, who: str = "", time: str = "") -> tuple[Operation, ...]:
        """Bring the answers back that were there after `operation`; later ones stay in the log.

        A block that is finished stays finished, and its answers stay as they are.
        """
        self.catch_up()
        changes = find_changes(self.answers, self.answers_at(operation))
        changes = leave_finished(changes, self.answers)
        return self.record(changes, who=who, time=time, back_to=operation)

    def answers_at(self, operation: int) -> Answers:
        """Give the answers as they were after `operation`."""
        return add_up(self._operations[:operation], self.folder)

    def keep_ours(self) -> None:
        """Put our state back; the other is kept under a name of its own."""
        if self.foreign:
            for content in {self.foreign.content, self._state_bytes()}:
                if content and content != self._state:
                    digest = sha256(content).hexdigest()[:8]
                    (self.folder / f"state.other-{digest}.json").write_bytes(content)
            self._settle()

    def take_theirs(self, *, who: str, time: str = "") -> tuple[Operation, ...]:
        """Take the answers of the other state into the log.

        Raises
        ------
        InputError
            If they cannot be read, or are not valid; nothing changes then.
        """
        if not self.foreign or self.foreign.answers is None:
            return ()
        now_there = find_foreign_state(self.folder, self._operations)
        if now_there and now_there.content != self.foreign.content:
            # It was changed once more since it was shown: that has to be shown first.
            self.foreign = now_there
            return ()
        wanted = validate(self.foreign.answers, Workshop, f"{self.folder.name}/{STATE}")
        theirs = wanted.model_dump(mode="json", exclude_unset=True)
        added = self.take(theirs, who=who, time=time)
        self._settle()
        return added

    def _take_back(self, steps: Iterable[Step], who: str, time: str) -> tuple[Operation, ...]:
        for step in steps:
            then = self.answers_at(step.first - 1)
            if changes := find_changes(self.answers, then):
                return self.record(changes, who=who, time=time, undoes=step.first)
        return ()

    def _append(self, added: Iterable[Operation]) -> None:
        try:
            append(self.folder, added)
        except OSError:
            # Half of it may be there, as on a full disk: nobody was told that it was saved.
            if (self.folder / LOG).is_file():
                os.truncate(self.folder / LOG, len(self._log))
            raise

    def _prepare(
        self,
        changes: Sequence[Change],
        who: str,
        time: str,
        undoes: int | None,
        back_to: int | None,
    ) -> tuple[tuple[Operation, ...], Answers]:
        added: list[Operation] = []
        after = self.answers
        step: int | None = None
        for change in changes:
            number = len(self._operations) + len(added) + 1
            last = self._operations[-1] if self._operations and not added else None
            if step is None:
                path, kind = change.path, change.kind
                typed = undoes is None and back_to is None
                on = typed and goes_on(last, path, kind, who, time)
                step = (last.step or last.id) if on and last else number
            place, _, key = change.path.rpartition(".")
            path = f"{place}.r{number}" if key.startswith(NEW) else change.path
            # A hidden vote keeps neither name nor time, whatever road it takes.
            secret = change.path.startswith(VOTES)
            operation = Operation(
                id=number, time="" if secret else time, who="" if secret else who,
                kind=change.kind, path=path,
                value=sound(change.value), place=change.place,
                step=None if step == number else step, undoes=undoes,
                back_to=back_to,
            )  # fmt: skip
            then = fold((operation,), after)
            # Equal mappings can still be in another order.
            if then != after or list(_orders(then.tree)) != list(_orders(after.tree)):
                added.append(operation)
                after = then
            elif step == number:
                step = None
        return tuple(added), after

    def _catch_up(self) -> bool:
        # Where an answer was taken out for good, there are as many operations as before.
        if self._of_a_client and not self.folder.parent.is_dir():
            raise InputError(Fault("This client was removed; nothing is saved any more."))
        before = (self._log, self.foreign)
        log = self._bytes()
        if log != self._log:
            if not log.startswith(self._log) and not self._was_redacted():
                self._put_log_back(log)
                return True
            if log.startswith(self._log):
                text = log[len(self._log) :].decode("utf-8", "replace")
                more = parse_log(text, self.folder, after=len(self._operations))
                self._operations.extend(more)
            else:
                self._operations = list(read_log(self.folder))
            self._log = log
            self.answers = add_up(self._operations, self.folder)
        if self._state_bytes() != self._state:
            self.foreign = find_foreign_state(self.folder, self._operations)
            self._state = self._state_bytes() if self.foreign is None else self._state
        return (self._log, self.foreign) != before

    def _was_redacted(self) -> bool:
        # Taking an answer out for good is the one thing that changes what was written before.
        try:
            there = read_log(self.folder)
        except InputError:
            return False
        return len(there) >= len(self._operations) and all(
            new == old or (new.id == old.id and (new.kind == "redacted" or new.cut))
            for new, old in zip(there, self._operations, strict=False)
        )

    def _put_log_back(self, other: bytes) -> None:
        name = f"log.other-{sha256(other).hexdigest()[:8]}.jsonl"
        if other:
            (self.folder / name).write_bytes(other)
        self.folder.mkdir(parents=True, exist_ok=True)
        write_atomically(self.folder / LOG, self._log)
        try:
            answers: dict[str, Any] | None = fold(
                parse_log(other.decode("utf-8", "replace"), self.folder)
            ).plain()
        except (InputError, MisfitError):
            answers = None
        fault = Fault("Another program put an older or another log here.", file=name)
        self.foreign = ForeignState(other, answers, fault)

    def _save_state(self) -> None:
        content = as_state(self._operations, self.answers, self._log)
        if self.foreign:
            (self.folder / OURS).write_bytes(content)
            return
        write_state(self.folder, content)
        self._state = content

    def _settle(self) -> None:
        self.foreign = None
        self._save_state()
        (self.folder / OURS).unlink(missing_ok=True)

    def _bytes(self) -> bytes:
        path = self.folder / LOG
        return path.read_bytes() if path.is_file() else b""

    def _state_bytes(self) -> bytes:
        path = self.folder / STATE
        return path.read_bytes() if path.is_file() else b""

    def _lock(self) -> FileLock:
        return lock_of(self.folder)


def _orders(tree: object) -> Iterable[str]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield key
            yield from _orders(value)


def _read(answers: Answers, source: str) -> Workshop:
    finished, _ = leave_out_unfinished(answers.plain(), Workshop)
    return validate(finished, Workshop, source)
