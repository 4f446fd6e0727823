"""The workshop's folder: a log to which answers are only added, and the state that it adds up to.

The log is the truth. The state stands beside it for people and other programs to read, and names
the last operation that is in it; a state that disagrees with the log stops everything.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from toolkit.errors import Fault, InputError
from toolkit.model.workshop import Operation, State, Workshop, fingerprint, fold
from toolkit.readers.documents import as_sentence, read_text, read_yaml, validate

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
    for row, line in enumerate(read_text(path, name).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            operation = Operation.model_validate_json(line)
        except ValidationError as error:
            what = as_sentence(error.errors(include_url=False)[0]["msg"])
            faults.append(Fault(what, file=name, row=row, got=line[:80]))
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


def read_workshop(folder: Path) -> Workshop:
    """Read the workshop's answers: the fold of its log, with which its state must agree.

    Raises
    ------
    InputError
        If the log is damaged, if answers are not valid, or if the state is not the log's.
    """
    operations = read_log(folder)
    answers = fold(operations)
    state_path, state_name = folder / STATE, f"{folder.name}/{STATE}"
    if state_path.is_file():
        try:
            data = json.loads(read_text(state_path, state_name))
        except json.JSONDecodeError as error:
            raise InputError(
                Fault("This is not valid JSON.", file=state_name, row=error.lineno)
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
    before = fold(operations)
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
    validate(after, Workshop, "answers")
    added = operations[len(known) :]
    folder.mkdir(exist_ok=True)
    with (folder / LOG).open("a", encoding="utf-8", newline="\n") as file:
        file.writelines(operation.model_dump_json() + "\n" for operation in added)
    state = State(operation=len(operations), sha256=fingerprint(after), answers=after)
    text = json.dumps(state.model_dump(mode="json"), ensure_ascii=False, indent=1)
    temporary = folder / f"{STATE}.tmp"
    temporary.write_text(text + "\n", encoding="utf-8", newline="\n")
    temporary.replace(folder / STATE)
    return len(added)


def import_answers(folder: Path, file: Path, *, who: str = "import") -> int:
    """Take the answers of a YAML file into the log; give the number of answers changed.

    Raises
    ------
    InputError
        If the file cannot be read or an answer is not valid; nothing is written then.
    """
    answers = read_yaml(file, file.name, Workshop).model_dump(mode="json", exclude_unset=True)
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    return record(folder, answers, who=who, time=now)
