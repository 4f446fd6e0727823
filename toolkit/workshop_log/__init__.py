"""The workshop's folder: a log to which answers are only added, and the state that it adds up to.

``files`` reads and writes the two; ``answers`` folds operations into a tree; ``differences`` finds
the changes between two trees, on which ``history`` (undo), imports and previews rest; ``ledger`` is
the log open for changes; ``redaction`` takes an answer out for good. ``judging`` says at which
answer a fault stands, and ``left_out`` names what does not count.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from toolkit.errors import Fault, InputError
from toolkit.model.workshop import Workshop
from toolkit.readers.documents import validate, write_place
from toolkit.workshop_log.files import LOG, add_up, find_foreign_state, read_log
from toolkit.workshop_log.judging import path_of, place_of
from toolkit.workshop_log.left_out import find_left_out
from toolkit.workshop_log.unfinished import Place, leave_out_unfinished


def read_workshop(folder: Path) -> Workshop:
    """Read the workshop's answers: the fold of its log, without rows that are not finished.

    Raises
    ------
    InputError
        If the log is damaged, if answers are not valid, or if the state is not the log's.
    """
    finished, _ = _read(folder)
    return validate(finished, Workshop, f"{folder.name}/{LOG}")


def find_unfinished(folder: Path) -> tuple[Fault, ...]:
    """Warn of rows that are left out for want of a name, and of text that is no answer yet.

    Raises
    ------
    InputError
        If the log is damaged, or if the state is not the log's.
    """
    name = f"{folder.name}/{LOG}"
    _, lacking = _read(folder)
    answers = add_up(read_log(folder), folder)
    known = {one.path: one for one in find_left_out(answers)}
    rows = []
    for place, field in lacking.items():
        row = known.get(path_of(place, answers.tree))
        fault = Fault(
            "This row is not finished; it is left out.",
            file=name,
            column=write_place(place),
            got=f"{row.kind} “{row.about}”" if row and row.about else "",
            expected=field,
            severity="warning",
        )
        rows.append(fault)
    drafts = [
        Fault(
            "What was typed here is no answer yet; it is left out.",
            file=name,
            column=write_place(place_of(path, answers.tree)),
            got=text[:80],
            severity="warning",
        )
        for path, text in answers.drafts.items()
    ]
    return (*rows, *drafts)


def _read(folder: Path) -> tuple[dict[str, Any], dict[Place, str]]:
    operations = read_log(folder)
    answers = add_up(operations, folder)
    if foreign := find_foreign_state(folder, operations):
        raise InputError(foreign.fault)
    return leave_out_unfinished(answers.plain(), Workshop)
