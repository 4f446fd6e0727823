"""The workshop: an append-only log of operations, and the answers that they add up to.

The log is the truth. Each operation sets one answer, named by its path (``intake.goals``), to a
value; the state is the fold of all of them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from pydantic import Field, field_validator

from toolkit.model import Model
from toolkit.model.initiative import Choice
from toolkit.model.intake import Intake


class Operation(Model):
    """One change of the answers: at ``time`` (ISO 8601), ``who`` set ``path`` to ``value``."""

    id: int = Field(ge=1)
    time: str
    who: str = ""
    path: str = Field(pattern=r"^(intake|choice)(\.[a-z_]+)+$")
    value: Any = None

    @field_validator("value")
    @classmethod
    def _as_json(cls, value: object) -> object:
        # JSON has no NaN and no infinity, though Python's own reader takes them.
        json.dumps(value, allow_nan=False)
        return value


class Workshop(Model):
    """All answers of the workshop."""

    intake: Intake = Intake()
    choice: Choice = Choice()


class State(Model):
    """The fold of a log: the answers, and the operation at which they were folded."""

    operation: int = Field(ge=0)
    sha256: str
    answers: dict[str, Any]


class MisfitError(ValueError):
    """Raised where operations set something inside an answer that has no inside."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        self.operations = tuple(operations)
        super().__init__(", ".join(one.path for one in self.operations))


def fold(operations: Iterable[Operation]) -> dict[str, Any]:
    """Apply operations in order, the last one on a path winning, and give nested answers.

    Raises
    ------
    MisfitError
        With every operation whose path runs through an answer that is no mapping.
    """
    answers: dict[str, Any] = {}
    misfits: list[Operation] = []
    for operation in operations:
        *parents, last = operation.path.split(".")
        here: Any = answers
        for key in parents:
            here = here.setdefault(key, {}) if isinstance(here, dict) else None
        if isinstance(here, dict):
            here[last] = operation.value
        else:
            misfits.append(operation)
    if misfits:
        raise MisfitError(misfits)
    return answers


def fingerprint(answers: dict[str, Any]) -> str:
    """SHA-256 of the answers in canonical JSON."""
    text = json.dumps(answers, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
