"""How a task ended, as the build takes it: as what was expected of this very task, or not at all.

A notebook's process may have sent any data for its end.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from toolkit.batch.jobs import Job, Outcome
from toolkit.batch.pool import overwritten
from toolkit.batch.tasks import Done
from toolkit.bundle import Sources
from toolkit.errors import RunError

Stamp = tuple[int, int, int]


def take_end(finished: Done, expected: type) -> Done:
    """Give a task with a value of the kind that it ends with; another kind fails it."""
    if finished.error:
        return finished
    try:
        return replace(finished, value=_adapter(expected).validate_python(finished.value))
    except ValueError:
        return refuse(finished)


def take_outcome(finished: Done, job: Job, before: Stamp | None) -> Done:
    """Give a chapter with its outcome; what tells of another report, or of none, fails it.

    Parameters
    ----------
    before
        The stamp of the executed notebook before the chapter ran.
    """
    finished = take_end(finished, Outcome)
    if finished.error:
        return finished
    outcome: Outcome = finished.value
    if (outcome.client, outcome.notebook) != (job.client, job.notebook):
        return refuse(finished)
    return refuse(finished) if outcome.ok and not _is_real(outcome, job, before) else finished


def _is_real(outcome: Outcome, job: Job, before: Stamp | None) -> bool:
    try:
        if outcome.sources:
            Sources.model_validate(outcome.sources)
    except ValueError:
        return False
    return stamp_of(job.output) not in (None, before)


def refuse(finished: Done) -> Done:
    """Fail a task whose end cannot be what it sent."""
    return replace(finished, value=None, error=RunError(overwritten(finished.task.key)))


def stamp_of(path: Path) -> Stamp | None:
    """Say which version of a file is there, without reading it; None where there is none."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_ino, state.st_mtime_ns, state.st_size


@cache
def _adapter(expected: type) -> TypeAdapter[Any]:
    return TypeAdapter(expected)
