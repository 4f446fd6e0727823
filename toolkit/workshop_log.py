"""The workshop's folder: a log to which answers are only added, and the state that it adds up to.

The log is the truth. The state stands beside it for people and other programs to read, and names
the last operation that is in it; a state that disagrees with the log stops everything.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from toolkit.errors import Fault, InputError
from toolkit.model.workshop import MisfitError, Operation, State, Workshop, fingerprint, fold
from toolkit.readers.documents import explain, read_text, read_yaml, validate

LOG = "log.jsonl"
STATE = "state.json"


def read_log(folder: Path) -> tuple[Operation, ...]:
    """Read the workshop's log: one operation in JSON a line; no file, no operations.

    Raises
    ------
    InputError
        With every line that is not an operation, and every number out of order.
    """
    path, name = folder / LOG, f"{folder.name}/{LOG}"
    if not path.is_file():
        return ()
    faults: list[Fault] = []
    operations: list[Operation] = []
    # Answers may hold other line ends than this one, such as U+2028.
    lines = read_text(path, name).split("\n")
    for row, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            operation = Operation.model_validate_json(line)
        except ValidationError as error:
            # Every line that was written to its end is followed by another, if an empty one.
            cut = row == len(lines)
            faults.append(_damaged(error, name, row, line, cut=cut))
            continue
        if operation.id != row:
            faults.append(
                Fault(
                    "An operation is missing or stands twice.",
                    file=name,
                    row=row,
                    got=f"number {operation.id}",
                    expected=f"number {row}",
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
            remedy="Remove this row, and give the answer in it again.",
        )
    what, expected = explain(error.errors(include_url=False)[0], Operation)
    return Fault(what, file=name, row=row, got=line[:80], expected=expected)


def _add_up(operations: Iterable[Operation], name: str) -> dict[str, Any]:
    try:
        return fold(operations)
    except MisfitError as error:
        raise InputError(
            Fault(
                "This operation sets a part of an answer that has no parts.",
                file=name,
                # Numbers were held to rows when the log was read.
                row=one.id,
                got=one.path,
                expected="the path of a whole answer, such as intake.goals",
                remedy="Koers writes no such line: put the log back as it was before.",
            )
            for one in error.operations
        ) from None


def read_workshop(folder: Path) -> Workshop:
    """Read the workshop's answers: the fold of its log, with which its state must agree.

    Raises
    ------
    InputError
        If the log is damaged, if answers are not valid, or if the state is not the log's.
    """
    operations = read_log(folder)
    answers = _add_up(operations, f"{folder.name}/{LOG}")
    state_path, state_name = folder / STATE, f"{folder.name}/{STATE}"
    if state_path.is_file():
        try:
            data = json.loads(read_text(state_path, state_name))
        except (ValueError, RecursionError) as error:
            row = error.lineno if isinstance(error, json.JSONDecodeError) else None
            remedy = "Remove state.json; it is made anew from the log."
            raise InputError(
                Fault("This is not valid JSON.", file=state_name, row=row, remedy=remedy)
            ) from error
        state = validate(data, State, state_name)
        if state.operation != len(operations) or state.sha256 != fingerprint(answers):
            raise InputError(
                Fault(
                    "The state is not what the log adds up to; the log is the truth.",
                    file=state_name,
                    got=f"a state after {state.operation} operations",
                    expected=f"the state after {len(operations)} operations of the log",
                    remedy="If you changed state.json by hand, take the change in with "
                    "koers import; then remove state.json, and it is made anew from the log.",
                )
            )
    return validate(answers, Workshop, f"{folder.name}/{LOG}")


def record(folder: Path, answers: dict[str, Any], *, who: str, time: str) -> int:
    """Add to the log what `answers` change, write the state, and give the number of changes.

    Parameters
    ----------
    folder
        The workshop's folder; it is made if it is not there.
    answers
        Nested answers as in :class:`toolkit.model.workshop.Workshop`; what they leave out stays.
    who, time
        Written beside each operation; `time` in ISO 8601.

    Raises
    ------
    InputError
        If the answers are not valid; nothing is written then.
    """
    known = read_log(folder)
    operations = list(known)
    before = _add_up(operations, f"{folder.name}/{LOG}")
    wanted = before | {part: before.get(part, {}) | fields for part, fields in answers.items()}
    validate(wanted, Workshop, "answers")
    for part, fields in answers.items():
        for field, value in fields.items():
            if before.get(part, {}).get(field) != value:
                operations.append(
                    Operation(
                        id=len(operations) + 1,
                        time=time,
                        who=who,
                        path=f"{part}.{field}",
                        value=value,
                    )
                )
    after = fold(operations)
    added = operations[len(known) :]
    folder.mkdir(exist_ok=True)
    log = folder / LOG
    ended = not log.is_file() or log.read_bytes()[-1:] in (b"", b"\n")
    with log.open("a", encoding="utf-8", newline="\n") as file:
        file.write("" if ended else "\n")
        file.writelines(operation.model_dump_json() + "\n" for operation in added)
    state = State(operation=len(operations), sha256=fingerprint(after), answers=after)
    text = json.dumps(state.model_dump(mode="json"), ensure_ascii=False, indent=1)
    temporary = folder / f"{STATE}.tmp"
    temporary.write_text(text + "\n", encoding="utf-8", newline="\n")
    temporary.replace(folder / STATE)
    return len(added)


def find_foreign_segments(
    workshop: Workshop, segments: Collection[str], name: str
) -> tuple[Fault, ...]:
    """Find target groups that name a segment which the codebook does not have."""
    return tuple(
        Fault(
            "A target group names a segment that the codebook does not have.",
            file=name,
            column=f"intake → target_groups {number} → segment",
            got=group.segment,
            expected="one of: " + ", ".join(segments),
        )
        for number, group in enumerate(workshop.intake.target_groups, start=1)
        if segments and group.segment and group.segment not in segments
    )


def import_answers(
    folder: Path, file: Path, *, who: str = "import", segments: Collection[str] = ()
) -> int:
    """Take the answers of a YAML file into the log; give the number of answers changed.

    Parameters
    ----------
    segments
        Keys of the codebook's segments, which target groups may name; none where there is no
        codebook to hold them against.

    Raises
    ------
    InputError
        If the file cannot be read or an answer is not valid; nothing is written then.
    """
    workshop = read_yaml(file, file.name, Workshop)
    if faults := find_foreign_segments(workshop, segments, file.name):
        raise InputError(faults)
    answers = workshop.model_dump(mode="json", exclude_unset=True)
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    return record(folder, answers, who=who, time=now)
