"""Finished blocks: their answers stand until somebody opens them again, whatever road comes in."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from toolkit.errors import Fault
from toolkit.language import mark
from toolkit.model.intake import Block, Intake, block_of
from toolkit.workshop_log.answers import Answers
from toolkit.workshop_log.differences import Change

LOCKED = "meeting.locked"
"""Which blocks are finished, by their keys."""

FINISHED = mark("This block is finished; its answers stand.")
OPEN_FIRST = mark("Open the block in the workshop first, if it should change.")


def locked_block(path: str, locked: Collection[str]) -> Block | None:
    """Give the finished block that an answer belongs to; None if it may be changed."""
    part, _, rest = path.partition(".")
    field = rest.partition(".")[0]
    if part != "intake" or field not in Intake.model_fields:
        return None
    block = block_of(field)
    return block if block and block.key in locked else None


def list_locked(answers: Answers) -> tuple[str, ...]:
    """Give the keys of the blocks that are finished."""
    meeting = answers.tree.get("meeting")
    return tuple(meeting.get("locked") or ()) if isinstance(meeting, dict) else ()


def leave_finished(changes: Iterable[Change], answers: Answers) -> tuple[Change, ...]:
    """Leave out what would change answers of finished blocks, or which blocks are finished."""
    locked = list_locked(answers)
    return tuple(
        one for one in changes if one.path != LOCKED and locked_block(one.path, locked) is None
    )


def find_refused(changes: Iterable[Change], answers: Answers) -> tuple[Fault, ...]:
    """Say of each finished block that changes would touch that it stands; drafts touch none."""
    locked = list_locked(answers)
    blocks = (locked_block(one.path, locked) for one in changes if one.kind != "draft")
    titles = dict.fromkeys(block.title for block in blocks if block)
    return tuple(Fault(FINISHED, column=title, remedy=OPEN_FIRST) for title in titles)
