"""What can be undone and redone, worked out from the log alone.

A step is what people see as one change: a sentence that was typed, a row that was added, a file
that was imported. Undoing adds operations that lead back to the answers before the step; nothing
is ever taken out of the log by it, and undoing those is what redo does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit.model.workshop import Operation

PAUSE = dt.timedelta(seconds=15)
"""Typing on in the same answer within this time is one step."""


@dataclass(frozen=True, slots=True)
class Step:
    """Operations that belong together, by the ids of the first and the last."""

    first: int
    last: int
    undoes: int | None
    path: str
    time: str
    back_to: int | None = None


def list_steps(operations: Sequence[Operation]) -> tuple[Step, ...]:
    """Give the steps of a log in order; what was taken out for good is none."""
    steps: list[Step] = []
    for one in operations:
        if one.kind == "redacted":
            continue
        step = one.step or one.id
        if steps and steps[-1].first == step:
            steps[-1] = replace(steps[-1], last=one.id, path=one.path, time=one.time)
        else:
            steps.append(Step(step, one.id, one.undoes, one.path, one.time, one.back_to))
    return tuple(steps)


def find_undoable(
    operations: Sequence[Operation],
) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """Give the steps that can be taken back, and those that can be brought back, the last first."""
    done: list[Step] = []
    undone: list[Step] = []
    for step in list_steps(operations):
        if step.undoes is None:
            done.append(step)
            undone.clear()
        elif _take(done, step.undoes):
            undone.append(step)
        elif _take(undone, step.undoes):
            done.append(step)
    return tuple(reversed(done)), tuple(reversed(undone))


def _take(steps: list[Step], first: int) -> bool:
    # Steps after it that came to nothing, such as a letter typed and taken away, go with it.
    places = [place for place, step in enumerate(steps) if step.first == first]
    if places:
        del steps[places[-1] :]
    return bool(places)


def goes_on(last: Operation | None, path: str, kind: str, who: str, time: str) -> bool:
    """Say whether a change continues the typing that the last operation was part of."""
    if last is None or not time or not last.time:
        return False
    if last.undoes is not None or last.back_to is not None:
        return False
    typing = {kind, last.kind} <= {"set", "draft", "clear"}
    if not typing or (last.path, last.who) != (path, who):
        return False
    try:
        pause = dt.datetime.fromisoformat(time) - dt.datetime.fromisoformat(last.time)
    except (ValueError, TypeError):
        # Another program wrote a time in its own way.
        return False
    return dt.timedelta(0) <= pause <= PAUSE


def earlier_states(operations: Sequence[Operation]) -> Iterator[Step]:
    """Give the steps of a log, the latest first: each is a moment to go back to."""
    yield from reversed(list_steps(operations))
