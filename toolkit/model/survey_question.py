"""What a question of a survey says: which column it stands in, and what its answers count as.

Nothing about a column is guessed when it is read. Where a codebook was drafted from a file, each
question that was guessed says so until somebody has looked at it.

Answers are listed as they stand in the file; a range of numbers (``18..29``) stands for all in it
(:mod:`toolkit.model.listed_answers`).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from toolkit.language import mark
from toolkit.model import Labels, Lines, Model, Name
from toolkit.model.client import PLATFORM_NAMES, Platform
from toolkit.model.ladder import RUNG_NAMES, RUNGS, Rung

Blank = Literal["not_asked", "no", "unchosen"]
BLANK_NAMES: dict[str, str] = {
    "not_asked": mark("was not asked this"),
    "no": mark("does not do this"),
    "unchosen": mark("did not choose this, if anything of the question was chosen"),
}
AnyBlank = Annotated[Blank, Labels(BLANK_NAMES)]
"""What an empty cell means: ``not_asked`` leaves the base; ``no`` was led past because the answer
follows; ``unchosen`` is one option of a question that is spread over columns, and a no for those
who chose another."""

Way = Literal["look", "search", "follow", "talk", "share", "buy", "service", "work"]
WAY_NAMES: dict[str, str] = {
    "look": mark("to look and pass the time"),
    "search": mark("to look things up"),
    "follow": mark("to follow organisations or makers"),
    "talk": mark("to talk with friends and family"),
    "share": mark("to show something of their own"),
    "buy": mark("to choose or buy something"),
    "service": mark("to ask an organisation something"),
    "work": mark("for work or study"),
}
Missing = Annotated[tuple[str, ...], Lines()]
AnyWay = Annotated[Way, Labels(WAY_NAMES)]

JOINED = "\n"
"""What stands between the answers of one cell in the canonical frame, whatever it was in the file;
no answer holds it, for the reader makes one line of each."""

ASKED_RUNGS = {rung: RUNG_NAMES[rung] for rung in RUNGS}

_COLUMN = Field(title=mark("Column"), description=mark("Its header in the file."))
_QUESTION = Field(
    default="", title=mark("Part of the question"),
    description=mark("The same words for each column of one question with several answers."),
)  # fmt: skip
_GUESSED = Field(
    default=False, title=mark("Guessed"),
    description=mark("Drafted from the file; say no once somebody has looked at it."),
)  # fmt: skip
_MISSING = Field(
    default=(), title=mark("Answers that leave the base"),
    description=mark(
        "Such as do not know or a code: who gave one of these is not counted in this question, "
        "whatever an empty cell means."
    ),
)  # fmt: skip


class AskedOf(Model):
    """Whom a question was put to: those with one of these answers in another column.

    Everybody else was not asked, whatever stands in the question's own column. Who has no answer in
    the other column was not asked either.
    """

    model_config = ConfigDict(title=mark("Asked of"))

    column: Name = Field(
        title=mark("Column that says it"), description=mark("Its header in the file.")
    )
    answers: tuple[str, ...] = Field(
        min_length=1, title=mark("Answers of those who were asked"),
        description=mark("As they stand in the file."),
    )  # fmt: skip


_ASKED_OF = Field(
    default=None, title=mark("Asked of a part"),
    description=mark("Empty: everybody. Within the part an empty cell means what is said there."),
)  # fmt: skip


class ChannelQuestion(Model):
    """A column that says whether, or how often, a respondent uses a channel.

    ``use`` lists the answers that count as use; in a column with several answers, each of them that
    does. ``question`` is the same for the columns over which one question is spread.
    """

    model_config = ConfigDict(title=mark("Question about a channel"))

    column: Name = _COLUMN
    channel: Annotated[Platform, Labels(PLATFORM_NAMES)] = Field(title=mark("Channel"))
    use: tuple[str, ...] = Field(
        min_length=1, title=mark("Answers that count as use"),
        description=mark("As they stand in the file."),
    )  # fmt: skip
    blank: AnyBlank = Field(default="not_asked", title=mark("Who left it empty"))
    missing: Missing = _MISSING
    asked_of: AskedOf | None = _ASKED_OF
    question: str = _QUESTION
    guessed: bool = _GUESSED


class WayQuestion(Model):
    """A column that says in which way a channel is used; without a channel, all of them."""

    model_config = ConfigDict(title=mark("Question about a way of use"))

    column: Name = _COLUMN
    channel: Annotated[Platform, Labels(PLATFORM_NAMES)] | None = Field(
        default=None, title=mark("Channel")
    )
    way: AnyWay = Field(title=mark("Way of use"))
    counts: tuple[str, ...] = Field(
        min_length=1, title=mark("Answers that count"),
        description=mark("As they stand in the file."),
    )  # fmt: skip
    blank: AnyBlank = Field(default="not_asked", title=mark("Who left it empty"))
    missing: Missing = _MISSING
    asked_of: AskedOf | None = _ASKED_OF
    question: str = _QUESTION
    guessed: bool = _GUESSED


class BehaviourQuestion(Model):
    """A column that says how often a respondent does something, and the rung that it counts for.

    ``counts`` lists the answers that are often enough for the rung.
    """

    model_config = ConfigDict(title=mark("Question about what people do"))

    column: Name = _COLUMN
    rung: Annotated[Rung, Labels(ASKED_RUNGS)] = Field(title=mark("Counts for"))
    counts: tuple[str, ...] = Field(
        min_length=1, title=mark("Answers that are often enough"),
        description=mark("As they stand in the file."),
    )  # fmt: skip
    blank: AnyBlank = Field(default="not_asked", title=mark("Who left it empty"))
    missing: Missing = _MISSING
    asked_of: AskedOf | None = _ASKED_OF
    question: str = _QUESTION
    guessed: bool = _GUESSED


class Demographic(Model):
    """A column that says who a respondent is: age, region, how they know the client.

    ``answers`` gives each answer of the file its label; several may have the same, so that classes
    can be joined and spellings brought together. Without it every answer is its own label. An
    answer that is not listed is left out and told, never guessed at.
    """

    model_config = ConfigDict(title=mark("Question about who somebody is"))

    column: Name = _COLUMN
    name: Name = Field(title=mark("Name"), description=mark("As the report prints it."))
    answers: dict[str, str] = Field(
        default={}, title=mark("Labels of the answers"),
        description=mark("Answer as in the file: label in the report."),
    )  # fmt: skip
    order: tuple[str, ...] = Field(
        default=(), title=mark("Order of the labels"),
        description=mark("Empty: as they come first in the list above, or in the file."),
    )  # fmt: skip
    blank: Annotated[Literal["not_asked"], Labels(BLANK_NAMES)] = Field(
        default="not_asked", title=mark("Who left it empty")
    )
    missing: Missing = _MISSING
    guessed: bool = _GUESSED


class SeveralAnswers(Model):
    """A column in which one cell holds several answers.

    ``options`` lists answers that hold the separator themselves, so that they are not cut in two.
    ``missing`` and ``asked_of`` hold for every question about the column; who gave another answer
    beside one of ``missing`` stays.
    """

    model_config = ConfigDict(title=mark("Column with several answers in a cell"))

    column: Name = _COLUMN
    separator: str = Field(
        default=";", min_length=1, max_length=3, title=mark("What stands between the answers")
    )
    options: Annotated[tuple[str, ...], Lines()] = Field(
        default=(), title=mark("All answers that can be chosen"),
        description=mark("Needed only where an answer itself holds what stands between them."),
    )  # fmt: skip
    missing: Missing = _MISSING
    asked_of: AskedOf | None = _ASKED_OF
    guessed: bool = _GUESSED


class OpenQuestion(Model):
    """A column in which people wrote what they liked.

    Its answers are never printed. ``themes`` names what they speak of, with the words that show it:
    an answer is about a theme when it holds one of them, in any of its forms.
    """

    model_config = ConfigDict(title=mark("Open question"))

    column: Name = _COLUMN
    name: Name = Field(title=mark("Name"), description=mark("As the report prints it."))
    themes: dict[str, str] = Field(
        default={}, title=mark("Themes"),
        description=mark("Theme: the words that show it, with commas between."),
    )  # fmt: skip
    guessed: bool = _GUESSED


class OtherOption(Model):
    """A column of a question that is spread over columns, whose option counts for nothing here.

    Such as “none of these”: who chose only that was asked, and is a no for the others.
    """

    model_config = ConfigDict(title=mark("Other option of a question"))

    column: Name = _COLUMN
    question: Name = Field(
        title=mark("Part of the question"),
        description=mark("The same words for each column of one question with several answers."),
    )  # fmt: skip
    guessed: bool = _GUESSED
