"""The survey's codebook: what each column of the answers means.

Nothing about a column is guessed when it is read: a column that the codebook does not name is left
out, and personal columns never leave the reader.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from toolkit.language import mark
from toolkit.model import Contradiction, Model, Name, Whole, find_repeats, stop_on
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

EVERYBODY = "all"
"""The segment that tables of the survey know everybody by."""

Blank = Literal["not_asked", "no"]


class ChannelQuestion(Model):
    """A column that says whether, or how often, a respondent uses a channel.

    ``use`` lists the answers that count as use. ``blank`` says what an empty cell means:
    ``not_asked`` (left out of the base) or ``no`` (routed past because the answer follows: a
    non-user).
    """

    column: Name
    channel: Platform
    use: tuple[str, ...] = Field(min_length=1)
    blank: Blank = "not_asked"


class BehaviourQuestion(Model):
    """A column that says how often a respondent does something, and the rung that it counts for.

    ``counts`` lists the answers that are often enough for the rung.
    """

    column: Name
    rung: Rung
    counts: tuple[str, ...] = Field(min_length=1)
    blank: Blank = "not_asked"


class Segment(Model):
    """A group of respondents: those whose answer in the codebook's segment column is listed."""

    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: Name
    answers: tuple[str, ...] = Field(min_length=1)


class Codebook(Model):
    """What the answers mean, whom they speak of, and how they were gathered.

    ``smallest_base`` is the number of respondents below which a cell is withheld (at least 5).
    Keys of segments are given once, an answer is of one segment, and a column counts once for a
    channel or rung.
    """

    file: Name
    sample: Literal["probability", "convenience"]
    population: Name
    fieldwork_start: dt.date
    fieldwork_end: dt.date
    weight: Name | None = None
    segment_column: Name | None = None
    segments: tuple[Segment, ...] = ()
    channels: tuple[ChannelQuestion, ...] = ()
    behaviours: tuple[BehaviourQuestion, ...] = ()
    personal: tuple[str, ...] = ()
    smallest_base: Whole = Field(default=10, ge=5, le=10**6)

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        stop_on(self._contradictions())
        return self

    def _contradictions(self) -> Iterator[Contradiction]:
        if self.segments and not self.segment_column:
            what = "segments are given, but segment_column does not say where to look"
            yield Contradiction(("segment_column",), what)
        keys = [one.key for one in self.segments]
        for number, key in enumerate(keys):
            if key == EVERYBODY:
                what = f"“{EVERYBODY}” means everybody in the tables; choose another key"
                yield Contradiction(("segments", number, "key"), what, key)
        yield from find_repeats("segments", keys, "This key is taken", "key")
        owners: dict[str, int] = {}
        for number, segment in enumerate(self.segments):
            for answer in dict.fromkeys(one.strip() for one in segment.answers):
                first = owners.setdefault(answer, number)
                if first != number:
                    what = f"This answer stands in two segments, also in segments {first + 1}"
                    yield Contradiction(("segments", number, "answers"), what, answer)
        asked = "This column counts for the same already"
        channels = [(one.column, one.channel) for one in self.channels]
        yield from find_repeats("channels", channels, asked)
        behaviours = [(one.column, one.rung) for one in self.behaviours]
        yield from find_repeats("behaviours", behaviours, asked)
