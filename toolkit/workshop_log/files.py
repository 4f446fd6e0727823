"""The two files of a workshop: a log to which lines are only added, and the state beside it.

The log is the truth. The state stands beside it for people and other programs to read. A state that
is behind its log is no harm: writing was broken off between the two. A state that the log never
added up to was changed by somebody else.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from toolkit.errors import Fault, InputError, fill
from toolkit.files import write_atomically
from toolkit.model.workshop import Operation, State
from toolkit.readers.documents import explain, read_text, validate
from toolkit.workshop_log.answers import Answers, MisfitError, fingerprint, fold

LOG = "log.jsonl"
STATE = "state.json"


def read_log(folder: Path) -> tuple[Operation, ...]:
    """Read the workshop's log: one operation in JSON a line; no file, no operations.

    Raises
    ------
    InputError
        With every line that is not an operation, and every number out of order.
    """
    path = folder / LOG
    return parse_log(read_text(path, _name(folder)), folder) if path.is_file() else ()


def parse_log(text: str, folder: Path, after: int = 0) -> tuple[Operation, ...]:
    """Take the lines of a log apart; see :func:`read_log`.

    Parameters
    ----------
    folder
        The workshop's folder, after which faults are named.
    after
        How many operations stand before these lines.
    """
    faults: list[Fault] = []
    operations: list[Operation] = []
    # Answers may hold other line ends than this one, such as U+2028.
    lines = text.split("\n")
    for row, line in enumerate(lines, start=after + 1):
        if not line.strip():
            continue
        try:
            operation = Operation.model_validate_json(line)
        except ValidationError as error:
            # Every line that was written to its end is followed by another, if an empty one.
            cut = row == after + len(lines)
            faults.append(_damaged(error, _name(folder), row, line, cut=cut))
            continue
        if operation.id != row:
            faults.append(
                Fault(
                    "An operation is missing or stands twice.",
                    file=_name(folder),
                    row=row,
                    got=fill("number {id}", id=operation.id),
                    expected=fill("number {row}", row=row),
                )
            )
        operations.append(operation)
    if faults:
        raise InputError(faults)
    return tuple(operations)


def _damaged(error: ValidationError, name: str, row: int, line: str, *, cut: bool) -> Fault:
    if cut:
        return Fault(
            "The last line of the log is incomplete; writing it was broken off.",
            file=name,
            row=row,
            got=line[:80],
            expected="an operation in JSON, and the end of the line",
            remedy="Open the workshop: it puts this line aside, and shows it, so that the answer "
            "can be given again.",
        )
    what, expected = explain(error.errors(include_url=False)[0], Operation)
    return Fault(what, file=name, row=row, got=line[:80], expected=expected)


def add_up(operations: Iterable[Operation], folder: Path) -> Answers:
    """Fold operations; what does not fit is a fault of its row in the log.

    Raises
    ------
    InputError
        With every operation that changes something that is not there.
    """
    try:
        return fold(operations)
    except MisfitError as error:
        raise InputError(
            Fault(
                "This operation changes a part of an answer that has no such part.",
                file=_name(folder),
                # Numbers were held to rows when the log was read.
                row=one.id,
                got=one.path,
                expected="the path of a whole answer, such as intake.goals",
                remedy="Koers writes no such line: put the log back as it was before.",
            )
            for one in error.operations
        ) from None


def as_lines(operations: Iterable[Operation]) -> bytes:
    """Write operations as the log has them."""
    lines = (one.model_dump_json(exclude_defaults=True) + "\n" for one in operations)
    return "".join(lines).encode()


def append(folder: Path, operations: Iterable[Operation]) -> None:
    """Add operations to the log; they are on the disk when this returns."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOG).open("ab") as file:
        file.write(as_lines(operations))
        file.flush()
        os.fsync(file.fileno())


def as_state(operations: Sequence[Operation], answers: Answers, log: bytes) -> bytes:
    """Write the state after `operations`, whose bytes in the log are `log`."""
    plain = answers.plain()
    state = State(
        operation=len(operations),
        sha256=fingerprint(plain),
        log_sha256=hashlib.sha256(log).hexdigest(),
        answers=plain,
    )
    text = json.dumps(state.model_dump(mode="json"), ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def write_state(folder: Path, content: bytes) -> None:
    """Put a state in the place of the one that is there, whole or not at all."""
    write_atomically(folder / STATE, content)


@dataclass(frozen=True, slots=True)
class ForeignState:
    """A state that the log never added up to: another program changed it.

    ``answers`` are what it holds, or None where it cannot be read; ``fault`` says what is wrong.
    """

    content: bytes
    answers: dict[str, object] | None
    fault: Fault


def find_foreign_state(folder: Path, operations: Sequence[Operation]) -> ForeignState | None:
    """Find out whether the state beside a log is another's; None if it is the log's, or absent.

    Raises
    ------
    InputError
        If the log's operations do not fit each other.
    """
    path, name = folder / STATE, f"{folder.name}/{STATE}"
    if not path.is_file():
        return None
    content = path.read_bytes()
    remedy = (
        "Open the workshop: it shows what differs, and keeps both. Or remove state.json; it is "
        "made anew from the log."
    )
    try:
        state = validate(json.loads(content.decode("utf-8-sig")), State, name)
    except (ValueError, RecursionError) as error:
        row = error.lineno if isinstance(error, json.JSONDecodeError) else None
        fault = Fault("This is not valid JSON.", file=name, row=row, remedy=remedy)
        return ForeignState(content, None, fault)
    except InputError as error:
        return ForeignState(content, None, error.faults[0])
    if state.operation <= len(operations):
        then = add_up(operations[: state.operation], folder)
        if state.sha256 == fingerprint(then.plain()) == fingerprint(state.answers):
            return None
    fault = Fault(
        "The state is not what the log adds up to; the log is the truth.",
        file=name,
        got=fill("a state after {operation} operations", operation=state.operation),
        expected=fill("the state after at most {n} operations of the log", n=len(operations)),
        remedy=remedy,
    )
    return ForeignState(content, state.answers, fault)


def refuse_links(folder: Path) -> None:
    """Fail where the workshop's folder or a file of it leads outside the client's folder.

    Raises
    ------
    InputError
        With each link; nothing of another client is read or written through it.
    """
    client = folder.parent.resolve()
    names = (folder, folder / LOG, folder / STATE)
    led = [one for one in names if one.is_symlink() and not one.resolve().is_relative_to(client)]
    if led:
        raise InputError(
            Fault(
                "This is a link to a file outside the client folder; it is not read.",
                file=one.name if one == folder else f"{folder.name}/{one.name}",
                remedy="Put the file itself here.",
            )
            for one in led
        )


def clear_away(folder: Path) -> None:
    """Remove what a kill in the middle of writing left behind; what it was written for is whole."""
    for name in (LOG, STATE):
        for one in folder.glob(f".{Path(name).stem}-*{Path(name).suffix}"):
            one.unlink(missing_ok=True)


def put_torn_line_aside(folder: Path) -> str:
    """Take a last line that was never written to its end out of the log; give what it held.

    It is kept in ``unfinished.jsonl``. Nobody was told that it was saved.
    """
    path = folder / LOG
    content = path.read_bytes() if path.is_file() else b""
    whole, _, torn = content.rpartition(b"\n")
    if not torn.strip():
        return ""
    try:
        Operation.model_validate_json(torn)
    except ValidationError:
        with (folder / "unfinished.jsonl").open("ab") as file:
            file.write(torn + b"\n")
        write_atomically(path, whole + b"\n" if whole else b"")
        return torn.decode("utf-8", "replace")
    # The line is whole; only its end is missing.
    write_atomically(path, content + b"\n")
    return ""


def _name(folder: Path) -> str:
    return f"{folder.name}/{LOG}"
