"""What the intake still leaves open.

Unknown is an honest answer, so it is counted and listed and never filled in; a question that nobody
put yet is another thing, and is counted apart. The questions are read off the models: whatever a
field may leave unknown is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Literal

from pydantic import BaseModel

from toolkit.analysis.discipline import DISCIPLINES, OBJECTIVES
from toolkit.language import mark
from toolkit.model.client import Client
from toolkit.model.fields import Field, describe
from toolkit.model.intake import AGREEMENTS, MEANS, Block, Intake

State = Literal["known", "unknown", "not_asked"]

FEWEST_GOALS = 3

STATE_NAMES: dict[str, str] = {
    "unknown": mark("nobody knows"),
    "not_asked": mark("not answered yet"),
}
_MEANS_QUESTIONS = {
    "capacity.hours_per_week": (
        mark("Hours a week"),
        mark("How many hours a week are there?"),
    ),
    "budget.per_year": (mark("Money a year"), mark("How much money a year is there?")),
}
# A target group is whole without a segment of the survey: there may be no survey.
_EXTRAS = {"target_groups.segment"}
_EVIDENCE = "_evidence"


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the intake.

    Parameters
    ----------
    key
        The path of its field, without rows: ``goals.owner``.
    label, text
        The name of what is asked for, and the question itself if there is one; in English, for the
        catalogue.
    block
        The title of the block in which it is asked; in English, for the catalogue.
    about
        The target group, goal or medium that it asks about; for a fit, discipline and objective.
    state
        Whether it has an answer; if not, whether nobody knows or nobody was asked.
    """

    key: str
    label: str
    text: str
    block: str
    about: tuple[str, ...]
    state: State

    @property
    def part(self) -> str:
        """The part of the intake that it belongs to: ``offer``, ``goals`` and so on."""
        return self.key.split(".")[0]


@dataclass(frozen=True, slots=True)
class Completeness:
    """All questions of an intake, answered or open."""

    questions: tuple[Question, ...]

    @property
    def unknown(self) -> tuple[Question, ...]:
        """Questions to which nobody knows the answer."""
        return tuple(one for one in self.questions if one.state == "unknown")

    @property
    def not_asked(self) -> tuple[Question, ...]:
        """Questions that nobody was asked yet."""
        return tuple(one for one in self.questions if one.state == "not_asked")

    @property
    def open(self) -> tuple[Question, ...]:
        """Questions without an answer, first those that were asked."""
        return self.unknown + self.not_asked

    @property
    def untouched(self) -> bool:
        """Whether nothing was answered at all."""
        return not any(one.state == "known" for one in self.questions)

    def count(self, part: str) -> tuple[int, int]:
        """Count open questions, and all questions, of a part."""
        ours = [question for question in self.questions if question.part == part]
        return sum(question.state != "known" for question in ours), len(ours)


def check_completeness(intake: Intake, client: Client) -> Completeness:
    """List every question of the intake, and whether it has an answer."""
    found: list[Question] = []
    for field in describe(type(intake)):
        found.extend(_ask(intake, field, find_block(intake, field.name)))
    for key, (label, text) in _MEANS_QUESTIONS.items():
        part, _, name = key.partition(".")
        state = find_state(getattr(client, part), name)
        found.append(Question(key, label, text, MEANS.title, (), state))
    return Completeness(tuple(found))


def find_state(model: BaseModel, name: str) -> State:
    """Tell whether a field is answered; ``None`` that was set means that nobody knows."""
    value = getattr(model, name)
    if value is None:
        return "unknown" if name in model.model_fields_set else "not_asked"
    blank = not value.strip() if isinstance(value, str) else value == ()
    return "not_asked" if blank else "known"


def find_block(intake: Intake, name: str) -> Block | None:
    """Give the block in which a field of this intake is asked."""
    marks = type(intake).model_fields[name].metadata
    return next((one for one in marks if isinstance(one, Block)), None)


def name_row(row: BaseModel) -> str:
    """Give what a row is called: what stands in the first field that it must have."""
    name = next((one.name for one in describe(type(row)) if one.required), "")
    return str(getattr(row, name)) if name else ""


def _ask(intake: Intake, field: Field, block: Block | None) -> Iterator[Question]:
    value = getattr(intake, field.name)
    title = block.title if block else field.label
    text = _question(field)
    if field.name == "fits":
        given = {(fit.discipline, fit.objective) for fit in intake.fits}
        for cell in product(DISCIPLINES, OBJECTIVES):
            state: State = "known" if cell in given else "not_asked"
            yield Question(field.name, field.label, text, title, cell, state)
    elif isinstance(value, BaseModel):
        yield from _ask_fields(value, field.name, title, ())
    elif field.model is not None:
        # What comes up in a workshop is noted, not asked for: there may be no parking lot.
        if block != AGREEMENTS:
            enough = len(value) >= (FEWEST_GOALS if field.name == "goals" else 1)
            state = "known" if enough else "not_asked"
            yield Question(field.name, field.label, text, title, (), state)
        for row in value:
            yield from _ask_fields(row, field.name, title, (name_row(row),))
    elif _can_be_open(field):
        state = find_state(intake, field.name)
        yield Question(field.name, field.label, text, title, (), state)


def _ask_fields(
    model: BaseModel, part: str, title: str, about: tuple[str, ...]
) -> Iterator[Question]:
    for field in describe(type(model)):
        key = f"{part}.{field.name}"
        # What shows an answer can be asked once there is one.
        shown = field.name.removesuffix(_EVIDENCE)
        early = shown != field.name and getattr(model, shown, None) is None
        if _can_be_open(field) and key not in _EXTRAS and not early:
            state = find_state(model, field.name)
            yield Question(key, field.label, _question(field), title, about, state)


def _can_be_open(field: Field) -> bool:
    return not field.required and (field.nullable or field.kind == "words")


def _question(field: Field) -> str:
    # Other help says how to fill a field in, which is no question.
    return field.help if field.help.endswith("?") else field.label
