"""Personas and the interviews behind them, in the consultant's words.

What is counted is never written here: a persona names the segment of the survey, or the interviews,
that it rests on, and size, channels and distinctions are measured from those each time. A persona
that rests on neither is an assumption, and prints as a proto-persona.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import ConfigDict, Field, model_validator

from toolkit.language import mark
from toolkit.model import Contradiction, Labels, Lines, Model, Name, Prose, find_repeats, stop_on
from toolkit.model.client import PLATFORM_NAMES, Platform
from toolkit.model.survey_question import AnyWay

AnyPlatform = Annotated[Platform, Labels(PLATFORM_NAMES)]
Several = Annotated[tuple[str, ...], Lines()]
ENOUGH_INTERVIEWS = 8
"""Below this many interviews in all, themes are still coming up; Guest, G., Bunce, A. and Johnson,
L. (2006), How many interviews are enough?, Field Methods 18, 59–82: most of them within twelve,
the basic ones within six."""

_RULED = "(?:makers|responders|watchers|nothing)"
FOUND_SEGMENT = rf"group_[1-9][0-9]*|{_RULED}(?:_or_{_RULED})*"
"""Keys of groups that are found in the answers, or, where those are few, made by a rule."""


class UsedChannel(Model):
    """A channel that somebody uses, in which way, and when."""

    model_config = ConfigDict(title=mark("Channel in use"))

    channel: AnyPlatform = Field(title=mark("Channel"))
    way: AnyWay | None = Field(default=None, title=mark("Way of use"))
    moment: str = Field(
        default="", title=mark("Moment"), description=mark("When, where, on which device.")
    )


class Told(Model):
    """What people say of themselves; shared by an interview and a persona."""

    jobs: Several = Field(
        default=(), title=mark("What they want to get done"),
        description=mark("Each on a line of its own."),
    )  # fmt: skip
    pains: Several = Field(
        default=(), title=mark("What stands in their way"),
        description=mark("Each on a line of its own."),
    )  # fmt: skip
    needs: Several = Field(
        default=(), title=mark("What they need"), description=mark("Each on a line of its own.")
    )
    likes: Several = Field(
        default=(), title=mark("What they like"), description=mark("Each on a line of its own.")
    )
    dislikes: Several = Field(
        default=(), title=mark("What they dislike"), description=mark("Each on a line of its own.")
    )
    trusts: Several = Field(
        default=(), title=mark("Whom they believe"), description=mark("Each on a line of its own.")
    )
    words: Several = Field(
        default=(), title=mark("Words that they use"),
        description=mark("Single words and turns of phrase; whole sentences are quotes."),
    )  # fmt: skip


class Interview(Told):
    """A conversation with one person, who is known by a code and never by a name."""

    model_config = ConfigDict(title=mark("Interview"))

    code: str = Field(
        pattern=r"^[A-Za-z]{0,3}[0-9]{1,3}$", title=mark("Code"),
        description=mark("Such as I1: never a name. Who it was is kept elsewhere."),
    )  # fmt: skip
    day: dt.date | None = Field(default=None, title=mark("Date"))
    persona: str = Field(
        default="", title=mark("Persona"), description=mark("The persona that this person fits.")
    )
    role: str = Field(
        default="", title=mark("Role"),
        description=mark("So broad that nobody can be recognised, such as: buyer, small company."),
    )  # fmt: skip
    channels: tuple[UsedChannel, ...] = Field(default=(), title=mark("Channels"))
    surprise: Prose = Field(default="", title=mark("What you did not expect"))


class Persona(Told):
    """People for whom something is made, as the consultant names and describes them.

    ``segment`` is the key of a segment of the survey, asked for or found; ``made_of`` marks the
    answers in which a found segment was found, and ``known_by`` keeps what its people answered
    (:mod:`toolkit.analysis.known_groups`), so that a name is not kept for other people.
    ``group`` is the target group of the intake that this persona takes the place of.
    """

    model_config = ConfigDict(title=mark("Persona"))

    name: Name = Field(title=mark("Name"), description=mark("A type, not a person: no portrait."))
    group: str = Field(
        default="", title=mark("Target group"),
        description=mark("Of the intake; what is left empty here is taken from it."),
    )  # fmt: skip
    segment: str = Field(
        default="", title=mark("Group of the survey"),
        description=mark("Its short name; empty for a persona from interviews, or an assumption."),
    )  # fmt: skip
    made_of: str = Field(default="", title=mark("Mark of the answers"))
    known_by: str = Field(default="", title=mark("By what the group is known again"))
    line: str = Field(
        default="", title=mark("In one line"),
        description=mark("What they would say of themselves."),
    )  # fmt: skip
    channels: tuple[UsedChannel, ...] = Field(
        default=(), title=mark("Channels"),
        description=mark("What interviews or team know; what a survey measured comes by itself."),
    )  # fmt: skip
    moments: Several = Field(
        default=(), title=mark("Moments"), description=mark("Each on a line of its own.")
    )
    content: Several = Field(
        default=(), title=mark("What they want to see"),
        description=mark("Each on a line of its own."),
    )  # fmt: skip
    help: Prose = Field(default="", title=mark("What we do for them"))
    dated: dt.date | None = Field(
        default=None, title=mark("Date"),
        description=mark("Of an assumption; a survey and interviews have their own."),
    )  # fmt: skip


class Quote(Model):
    """Words of one person that may be printed: without names, and released by somebody."""

    model_config = ConfigDict(title=mark("Quote"))

    text: Prose = Field(
        min_length=1, title=mark("Quote"),
        description=mark("Without names, places and whatever else tells who it was."),
    )  # fmt: skip
    question: str = Field(
        default="", title=mark("Open question"), description=mark("Empty for an interview.")
    )
    theme: str = Field(default="", title=mark("Theme"))
    persona: str = Field(default="", title=mark("Persona"))
    released_by: Name = Field(title=mark("Released by"))
    released_on: dt.date | None = Field(default=None, title=mark("Released on"))


class Research(Model):
    """What was found out about people beside what a survey counts.

    Names of personas and codes of interviews are given once; what interviews and quotes name
    exists.
    """

    personas: tuple[Persona, ...] = Field(
        default=(), title=mark("Personas"), description=mark("Two to five; more nobody remembers.")
    )
    interviews: tuple[Interview, ...] = Field(
        default=(), title=mark("Interviews"),
        description=mark("Eight to twelve, one by one, without names."),
    )  # fmt: skip
    quotes: tuple[Quote, ...] = Field(
        default=(), title=mark("Quotes"),
        description=mark("What stands here is printed in the report."),
    )  # fmt: skip

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        stop_on(self._contradictions())
        return self

    def _contradictions(self) -> Iterator[Contradiction]:
        names = [one.name for one in self.personas]
        yield from find_repeats("personas", names, "This name is taken", "name")
        for field in ("group", "segment"):
            taken: set[tuple[str, str]] = set()
            for number, persona in enumerate(self.personas):
                value = getattr(persona, field)
                # In other answers the same key is another group.
                one = (value, persona.made_of if field == "segment" else "")
                if value and one in taken:
                    what = mark("Another persona takes this one already.")
                    yield Contradiction(("personas", number, field), what, value)
                taken.add(one)
        codes = [one.code.casefold() for one in self.interviews]
        yield from find_repeats("interviews", codes, "This code is taken", "code")
        for field in ("interviews", "quotes"):
            for number, one in enumerate(getattr(self, field)):
                if one.persona and one.persona not in names:
                    what = mark("There is no persona of this name.")
                    yield Contradiction((field, number, "persona"), what, one.persona)
