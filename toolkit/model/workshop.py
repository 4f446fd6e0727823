"""The workshop: an append-only log of operations, and the answers that they add up to.

The log is the truth. Each operation changes one answer, named by its path: ``intake.offer.market``,
or ``intake.goals.r12.owner``, where ``r12`` is the id of a row, which stays with it wherever it
moves.
"""

from __future__ import annotations

import json
from typing import Any, Literal

from pydantic import Field, field_validator

from toolkit.model import Model
from toolkit.model.choice import Choice
from toolkit.model.intake import Intake
from toolkit.model.meeting import Meeting
from toolkit.model.persona import Research

Kind = Literal["set", "clear", "add", "remove", "move", "draft", "redacted"]

# No answer lies as deep as this; deeper ones could not even be compared.
PATH = r"^(intake|research|choice|meeting)(\.[a-z0-9_-]+){1,16}$"


class Operation(Model):
    """One change of the answers: at ``time`` (ISO 8601), ``who`` did something to ``path``.

    ``set`` gives an answer (null: nobody knows), ``clear`` takes it away. ``add``, ``remove`` and
    ``move`` are of rows: ``place`` counts from 0, and without one a row is added at the end.
    ``draft`` keeps text that was typed where it is no answer yet. ``redacted`` is what stays of an
    operation that was taken out for good; ``cut`` marks one of which a part was.

    Operations that belong together share a ``step``, the id of the first; ``undoes`` names the
    step that this one takes back, and ``back_to`` the operation after which the answers were as
    this one leads back to. Of a hidden vote neither ``time`` nor ``who`` is kept.
    """

    id: int = Field(ge=1)
    time: str = ""
    who: str = ""
    kind: Kind = "set"
    path: str = Field(pattern=PATH)
    value: Any = None
    place: int | None = Field(default=None, ge=0)
    step: int | None = Field(default=None, ge=1)
    undoes: int | None = Field(default=None, ge=1)
    back_to: int | None = Field(default=None, ge=1)
    cut: bool = False

    @field_validator("value")
    @classmethod
    def _as_json(cls, value: object) -> object:
        # JSON has no NaN and no infinity, though Python's own reader takes them.
        json.dumps(value, allow_nan=False)
        return value


class Workshop(Model):
    """All answers of the workshop, and how it was held."""

    intake: Intake = Intake()
    research: Research = Research()
    choice: Choice = Choice()
    meeting: Meeting = Meeting()


class State(Model):
    """The fold of a log: the answers, and the last operation in them.

    ``sha256`` is that of the answers, ``log_sha256`` that of the log up to and with that operation.
    """

    operation: int = Field(ge=0)
    sha256: str
    log_sha256: str = ""
    answers: dict[str, Any]
