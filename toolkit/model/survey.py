"""The survey's codebook: what each column of the answers means.

Nothing about a column is guessed when it is read: a column that the codebook does not name is left
out, and personal columns never leave the reader.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from toolkit.language import mark
from toolkit.model import Contradiction, Labels, Model, Name, Whole, find_repeats, stop_on
from toolkit.model.client import PLATFORM_NAMES, Platform

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
BLANK_NAMES: dict[str, str] = {
    "not_asked": mark("was not asked this"),
    "no": mark("does not do this"),
}
SAMPLE_NAMES: dict[str, str] = {
    "probability": mark("drawn by chance from everybody"),
    "convenience": mark("whoever wanted to answer"),
}
ASKED_RUNGS = {rung: RUNG_NAMES[rung] for rung in RUNGS}
AnyBlank = Annotated[Blank, Labels(BLANK_NAMES)]


class ChannelQuestion(Model):
    """A column that says whether, or how often, a respondent uses a channel.

    ``use`` lists the answers that count as use. ``blank`` says what an empty cell means:
    ``not_asked`` (left out of the base) or ``no`` (routed past because the answer follows: a
    non-user).
    """

    model_config = ConfigDict(title=mark("Question about a channel"))

    column: Name = Field(title=mark("Column"), description=mark("Its header in the file."))
    channel: Annotated[Platform, Labels(PLATFORM_NAMES)] = Field(title=mark("Channel"))
    use: tuple[str, ...] = Field(
        min_length=1, title=mark("Answers that count as use"),
        description=mark("As they stand in the file."),
    )  # fmt: skip
    blank: AnyBlank = Field(default="not_asked", title=mark("Who left it empty"))


class BehaviourQuestion(Model):
    """A column that says how often a respondent does something, and the rung that it counts for.

    ``counts`` lists the answers that are often enough for the rung.
    """

    model_config = ConfigDict(title=mark("Question about what people do"))

    column: Name = Field(title=mark("Column"), description=mark("Its header in the file."))
    rung: Annotated[Rung, Labels(ASKED_RUNGS)] = Field(title=mark("Counts for"))
    counts: tuple[str, ...] = Field(
        min_length=1, title=mark("Answers that are often enough"),
        description=mark("As they stand in the file."),
    )  # fmt: skip
    blank: AnyBlank = Field(default="not_asked", title=mark("Who left it empty"))


class Segment(Model):
    """A group of respondents: those whose answer in the codebook's segment column is listed."""

    model_config = ConfigDict(title=mark("Segment"))

    key: str = Field(
        pattern=r"^[a-z][a-z0-9_]*$", title=mark("Short name"),
        description=mark("Small letters, digits and _, such as reading_club."),
    )  # fmt: skip
    name: Name = Field(title=mark("Name"), description=mark("As the report prints it."))
    answers: tuple[str, ...] = Field(
        min_length=1, title=mark("Answers of this group"),
        description=mark("As they stand in the file."),
    )  # fmt: skip


class Codebook(Model):
    """What the answers mean, whom they speak of, and how they were gathered.

    ``smallest_base`` is the number of respondents below which a cell is withheld (at least 5).
    Keys of segments are given once, an answer is of one segment, and a column counts once for a
    channel or rung.
    """

    file: Name = Field(
        title=mark("File"), description=mark("The file with the answers, such as responses.csv.")
    )
    sample: Annotated[Literal["probability", "convenience"], Labels(SAMPLE_NAMES)] = Field(
        title=mark("Who answered")
    )
    population: Name = Field(
        title=mark("Whom they stand for"),
        description=mark("In a few words, such as: Readers of the newsletter."),
    )  # fmt: skip
    fieldwork_start: dt.date = Field(title=mark("First day of the survey"))
    fieldwork_end: dt.date = Field(title=mark("Last day of the survey"))
    weight: Name | None = Field(
        default=None, title=mark("Column with weights"), description=mark("Empty without weights.")
    )
    segment_column: Name | None = Field(
        default=None, title=mark("Column that divides into groups"),
        description=mark("Its header in the file."),
    )  # fmt: skip
    segments: tuple[Segment, ...] = Field(default=(), title=mark("Groups"))
    channels: tuple[ChannelQuestion, ...] = Field(
        default=(), title=mark("Questions about channels"),
        description=mark("Each column that asks how often somebody uses a channel."),
    )  # fmt: skip
    behaviours: tuple[BehaviourQuestion, ...] = Field(
        default=(), title=mark("Questions about what people do"),
        description=mark("Each column that asks how often somebody does something."),
    )  # fmt: skip
    personal: tuple[str, ...] = Field(
        default=(), title=mark("Personal columns"),
        description=mark("Names, addresses and the like: these are never read."),
    )  # fmt: skip
    smallest_base: Whole = Field(
        default=10, ge=5, le=10**6, title=mark("Smallest group shown"),
        description=mark("Shares of fewer respondents are withheld; at least 5."),
    )  # fmt: skip

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
