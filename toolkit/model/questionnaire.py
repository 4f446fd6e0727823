"""A questionnaire that can be asked as it stands, and what each of its questions counts as.

Its name says whose it is, of which year, in which language and which version of it: the same name
is always the same words, so that a file made with it needs no guesses. The questions are data
(``templates/questionnaires``). What a form's maker joins answers with stands in no option.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from toolkit.language import mark
from toolkit.model import Contradiction, Model, Name, find_repeats, stop_on
from toolkit.model.client import Platform
from toolkit.model.ladder import Instrument, Rung, list_rungs
from toolkit.model.survey_question import Way

Kind = Literal["grid", "one", "several", "open"]
Meaning = Literal["permission", "channels", "behaviours", "ways", "group", "who", "open"]
JOINERS = re.compile(r"[,;|\n]")
CLIENT = "{client}"
"""Stands in a question for the name of whose survey it is."""


class Statement(Model):
    """A row of a grid: a channel, or something that people do, with how often counts for its rung.

    ``often`` is how often at least: most of the ladder asks monthly, joining the talk weekly.
    """

    wording: Name
    channel: Platform | None = None
    rung: Rung | None = None
    often: Literal["weekly", "monthly"] = "monthly"


class Option(Model):
    """An answer that can be chosen."""

    wording: Name
    way: Way | None = None


class Question(Model):
    """A question with all that its builder needs.

    ``asked`` says who gets it, ``help`` what to mind while building it, ``name`` what the report
    calls it. A grid has statements, whose answers are those of the questionnaire; choices have
    options, but for the one about target groups, whose options are the client's.
    """

    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    kind: Kind
    meaning: Meaning
    wording: Name
    name: str = ""
    asked: Name
    required: bool = True
    help: str = ""
    statements: tuple[Statement, ...] = ()
    options: tuple[Option, ...] = ()


class Questionnaire(Model):
    """All questions, in the order in which they are asked.

    ``answers`` are those of every grid, most often first; ``weekly`` and ``monthly`` the ones that
    are at least as often. No two statements have the same words, and every rung of the ladder has
    one.
    """

    name: str = Field(pattern=r"^[a-z]+-[0-9]{4}-(nl|en)-[0-9]+$")
    language: Literal["nl", "en"]
    instrument: Instrument
    dated: dt.date
    title: Name
    introduction: Name
    answers: tuple[Name, ...] = Field(min_length=3)
    weekly: tuple[Name, ...] = Field(min_length=1)
    monthly: tuple[Name, ...] = Field(min_length=1)
    yes: Name
    questions: tuple[Question, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        stop_on(self._contradictions())
        return self

    @property
    def statements(self) -> Iterator[Statement]:
        """All rows of all grids."""
        return (row for question in self.questions for row in question.statements)

    def counting(self, often: Literal["weekly", "monthly"]) -> tuple[str, ...]:
        """Give the answers that are at least as often."""
        return self.weekly if often == "weekly" else self.monthly

    def _contradictions(self) -> Iterator[Contradiction]:
        keys = [one.key for one in self.questions]
        yield from find_repeats("questions", keys, "This key is taken", "key")
        for field in ("weekly", "monthly"):
            for number, answer in enumerate(getattr(self, field)):
                if answer not in self.answers:
                    yield Contradiction((field, number), mark("No grid has this answer."), answer)
        counts = Counter(row.wording.casefold() for row in self.statements)
        for number, question in enumerate(self.questions):
            here = ("questions", number)
            if (question.kind == "grid") != bool(question.statements):
                yield Contradiction(
                    (*here, "statements"), mark("A grid has statements, and only a grid.")
                )
            for place, row in enumerate(question.statements):
                if counts[row.wording.casefold()] > 1:
                    where = (*here, "statements", place)
                    yield Contradiction(where, mark("These words stand there twice."), row.wording)
            for place, option in enumerate(question.options):
                if question.kind == "several" and JOINERS.search(option.wording):
                    what = mark("Forms put such a sign between answers: leave it out.")
                    yield Contradiction((*here, "options", place), what, option.wording)
        asked = {row.rung for row in self.statements if row.rung}
        for rung in list_rungs(self.instrument, asked):
            if rung not in asked:
                yield Contradiction(("questions",), mark("Nothing is asked of this rung."), rung)
