"""Answers from a file: what they would change, and taking them into the log."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from toolkit.errors import Fault, InputError, fill
from toolkit.model.choice import Choice
from toolkit.model.choice_slips import find_double_decisions, find_unknown_teams
from toolkit.model.workshop import Workshop
from toolkit.readers.documents import read_yaml, write_place
from toolkit.workshop_log.ledger import Ledger, now


def read_answers_file(file: Path, *, segments: Collection[str] = ()) -> dict[str, Any]:
    """Read workshop answers from a YAML file, as plain answers.

    Parameters
    ----------
    segments
        Keys of the codebook's segments, which target groups may name; none where there is no
        codebook to hold them against.

    Raises
    ------
    InputError
        If the file cannot be read or an answer is not valid.
    """
    workshop = read_yaml(file, file.name, Workshop)
    if faults := find_foreign_segments(workshop, segments, file.name):
        raise InputError(faults)
    return workshop.model_dump(mode="json", exclude_unset=True)


def import_answers(
    folder: Path, file: Path, *, who: str = "import", segments: Collection[str] = ()
) -> int:
    """Take the answers of a YAML file into the log; give the number of operations added.

    Raises
    ------
    InputError
        If the file cannot be read or an answer is not valid; nothing is written then.
    """
    wanted = read_answers_file(file, segments=segments)
    return len(Ledger(folder).take(wanted, who=who, time=now()))


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
            expected=fill("one of: {names}", names=", ".join(segments)),
        )
        for number, group in enumerate(workshop.intake.target_groups, start=1)
        if segments and group.segment and group.segment not in segments
    )


def find_choice_slips(choice: Choice, name: str, before: Choice | None = None) -> tuple[Fault, ...]:
    """Find teams that the plan does not have, and variants of one idea that are both decided on.

    Parameters
    ----------
    before
        What was there before an import: slips of it are not the file's, and left out; a team that
        the file brings and the plan has not is an error then.
    """
    known = [] if before is None else [
        (one.what, one.got)
        for one in (*find_unknown_teams(before), *find_double_decisions(before))
    ]  # fmt: skip
    teams = [one for one in find_unknown_teams(choice) if (one.what, one.got) not in known]
    doubles = [one for one in find_double_decisions(choice) if (one.what, one.got) not in known]
    errors = {id(one) for one in teams} if before is not None else set()
    return tuple(
        Fault(
            one.what,
            name,
            column=write_place(("choice", *one.place)),
            got=one.got,
            expected=fill("one of: {names}", names=one.expected) if one.expected else "",
            severity="error" if id(one) in errors else "warning",
        )
        for one in (*teams, *doubles)
    )
