"""The survey's codebook: what each column of the answers means.

Nothing about a column is guessed when it is read: a column that the codebook does not name is left
out, and personal columns never leave the reader.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, Self

from pydantic import Field, model_validator

from toolkit.language import mark
from toolkit.model import Model
from toolkit.model.client import Platform

Rung = Literal["creators", "conversationalists", "critics", "collectors", "joiners", "spectators"]
RUNGS: tuple[Rung, ...] = (
    "creators",
    "conversationalists",
    "critics",
    "collectors",
    "joiners",
    "spectators",
)
RUNG_NAMES: dict[str, str] = {
    "creators": mark("Make things themselves (stories, video, blogs)"),
    "conversationalists": mark("Join the talk (posts, messages)"),
    "critics": mark("Respond and review"),
    "collectors": mark("Save and pass on"),
    "joiners": mark("Keep a profile"),
    "spectators": mark("Watch and read"),
    "inactives": mark("Do none of these"),
}

Blank = Literal["not_asked", "no"]


class ChannelQuestion(Model):
    """A column that says whether, or how often, a respondent uses a channel.

    ``use`` lists the answers that count as use. ``blank`` says what an empty cell means:
    ``not_asked`` (left out of the base) or ``no`` (routed past because the answer follows: a
    non-user).
    """

    column: str
    channel: Platform
    use: tuple[str, ...] = Field(min_length=1)
    blank: Blank = "not_asked"


class BehaviourQuestion(Model):
    """A column that says how often a respondent does something, and the rung that it counts for.

    ``counts`` lists the answers that are often enough for the rung.
    """

    column: str
    rung: Rung
    counts: tuple[str, ...] = Field(min_length=1)
    blank: Blank = "not_asked"


class Segment(Model):
    """A group of respondents: those whose answer in the codebook's segment column is listed."""

    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    answers: tuple[str, ...] = Field(min_length=1)


class Codebook(Model):
    """What the answers mean, whom they speak of, and how they were gathered.

    ``smallest_base`` is the number of respondents below which a cell is withheld (at least 5).
    """

    file: str = Field(min_length=1)
    sample: Literal["probability", "convenience"]
    population: str
    fieldwork_start: dt.date
    fieldwork_end: dt.date
    weight: str | None = None
    segment_column: str | None = None
    segments: tuple[Segment, ...] = ()
    channels: tuple[ChannelQuestion, ...] = ()
    behaviours: tuple[BehaviourQuestion, ...] = ()
    personal: tuple[str, ...] = ()
    smallest_base: int = Field(default=10, ge=5)

    @model_validator(mode="after")
    def _segments_need_a_column(self) -> Self:
        if self.segments and not self.segment_column:
            raise ValueError("segments are given, but segment_column does not say where to look")
        seen: set[str] = set()
        for segment in self.segments:
            twice = seen.intersection(segment.answers)
            if twice:
                raise ValueError(f"the answer “{min(twice)}” stands in two segments")
            seen.update(segment.answers)
        return self
