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
from toolkit.model import (
    Contradiction,
    Decimal,
    Labels,
    Lines,
    Model,
    Name,
    Whole,
    find_repeats,
    stop_on,
)
from toolkit.model.client import LANGUAGE_NAMES
from toolkit.model.codebook_checks import (
    find_contradictory_answers,
    find_unfounded_margins,
    find_unusable_base,
)
from toolkit.model.ladder import (
    INSTRUMENT_NAMES,
    RUNG_NAMES,
    Instrument,
    Rung,
)
from toolkit.model.survey_question import (
    BehaviourQuestion,
    ChannelQuestion,
    Demographic,
    OpenQuestion,
    OtherOption,
    SeveralAnswers,
    WayQuestion,
)

EVERYBODY = "all"
"""The segment that tables of the survey know everybody by."""

SAMPLE_NAMES: dict[str, str] = {
    "probability": mark("drawn by chance from everybody"),
    "convenience": mark("whoever wanted to answer"),
}
Layout = Literal["plain", "qualtrics", "surveymonkey"]
LAYOUT_NAMES: dict[str, str] = {
    "plain": mark("One row of headers"),
    "qualtrics": mark("Qualtrics: three rows"),
    "surveymonkey": mark("SurveyMonkey: two rows"),
}
DECIMAL_NAMES: dict[str, str] = {
    ".": mark("a point, as in 0.85"),
    ",": mark("a comma, as in 0,85"),
}
AnyLayout = Annotated[Layout, Labels(LAYOUT_NAMES)]


class MarginShare(Model):
    """What part of the population has an answer to a demographic question: the aim of weights."""

    model_config = ConfigDict(title=mark("Share in the population"))

    column: Name = Field(title=mark("Column"), description=mark("Its header in the file."))
    label: Name = Field(title=mark("Label"), description=mark("As the question's labels have it."))
    share: Decimal = Field(
        ge=0, title=mark("Share or number"),
        description=mark("A part of 1, a percentage or a number of people: the same for a column."),
    )  # fmt: skip


class BaseShare(Model):
    """The share of a rung among others: what an index sets this survey against."""

    model_config = ConfigDict(title=mark("Share to compare with"))

    rung: Annotated[Literal[Rung, "inactives"], Labels(RUNG_NAMES)] = Field(
        title=mark("What they do")
    )
    share: Decimal = Field(ge=0, le=1, title=mark("Share"), description=mark("A part of 1."))
    n: Whole | None = Field(default=None, ge=1, title=mark("People asked"))


class Classes(Model):
    """Groups that are found in the answers, not asked for: which columns make them, and how many.

    The same answers and the same ``seed`` give the same groups.
    """

    columns: Annotated[tuple[str, ...], Lines()] = Field(
        default=(), title=mark("Columns that make the groups"),
        description=mark("Empty: what people do, and the channels that they use."),
    )  # fmt: skip
    most: Whole = Field(default=6, ge=2, le=10, title=mark("At most so many groups"))
    seed: Whole = Field(
        default=1, ge=0, le=10**6, title=mark("Seed"),
        description=mark("Leave it as it is: with another number, other groups can be found."),
    )  # fmt: skip


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
    language: Annotated[Literal["nl", "en"], Labels(LANGUAGE_NAMES)] = Field(
        default="nl", title=mark("Language of the answers"),
        description=mark("In which open answers are read."),
    )  # fmt: skip
    population: Name = Field(
        title=mark("Whom they stand for"),
        description=mark("In a few words, such as: Readers of the newsletter."),
    )  # fmt: skip
    fieldwork_start: dt.date = Field(title=mark("First day of the survey"))
    fieldwork_end: dt.date = Field(title=mark("Last day of the survey"))
    layout: AnyLayout | None = Field(
        default=None, title=mark("Rows above the answers"),
        description=mark("Empty: seen from the file."),
    )  # fmt: skip
    sheet: Name | None = Field(
        default=None, title=mark("Sheet of the workbook"), description=mark("Empty: the first.")
    )
    missing: Annotated[tuple[str, ...], Lines()] = Field(
        default=(), title=mark("Words for an empty cell"),
        description=mark("What the file has where nothing was answered, such as NA."),
    )  # fmt: skip
    instrument: Annotated[Instrument, Labels(INSTRUMENT_NAMES)] = Field(
        default="modern", title=mark("Ladder of participation")
    )
    questionnaire: str = Field(
        default="", title=mark("Questionnaire"),
        description=mark("Its name and version, such as koers-2026-nl-1."),
    )  # fmt: skip
    weight: Name | None = Field(
        default=None, title=mark("Column with weights"), description=mark("Empty without weights.")
    )
    weight_guessed: bool = Field(
        default=False, title=mark("Weights guessed"),
        description=mark("Drafted from the file; say no once somebody has looked at it."),
    )  # fmt: skip
    not_weights: Annotated[tuple[str, ...], Lines()] = Field(
        default=(), title=mark("Columns that do not weigh"),
        description=mark("They look like weights, and are none or should not count."),
    )  # fmt: skip
    weight_decimal: Annotated[Literal[".", ","], Labels(DECIMAL_NAMES)] | None = Field(
        default=None, title=mark("What divides decimals in weights"),
        description=mark("Only where the file does not tell: 1.034 can be read in two ways."),
    )  # fmt: skip
    margins: tuple[MarginShare, ...] = Field(
        default=(), title=mark("What the population looks like"),
        description=mark("Weights are made so that the answers look like this."),
    )  # fmt: skip
    margins_source: str = Field(default="", title=mark("Where that comes from"))
    lightest: Decimal = Field(
        default=0.3, gt=0, le=1, title=mark("Least weight"),
        description=mark(
            "No weight is below it, where the mean is 1: weights go to the nearest within the "
            "limits, with the same sum, and back to the shares."
        ),
    )  # fmt: skip
    heaviest: Decimal = Field(
        default=3.0, ge=1, le=100, title=mark("Most weight"),
        description=mark(
            "No weight is above it, where the mean is 1: weights go to the nearest within the "
            "limits, with the same sum, and back to the shares."
        ),
    )  # fmt: skip
    segment_column: Name | None = Field(
        default=None, title=mark("Column that divides into groups"),
        description=mark("Its header in the file."),
    )  # fmt: skip
    segment_missing: Annotated[tuple[str, ...], Lines()] = Field(
        default=(), title=mark("Answers that are no group"),
        description=mark("Such as unknown: of who gave one of these no group is known."),
    )  # fmt: skip
    segments: tuple[Segment, ...] = Field(default=(), title=mark("Groups"))
    classes: Classes | None = Field(
        default=None, title=mark("Look for groups in the answers"),
        description=mark(
            "Only where no column divides people into groups; whether any hold stands in the "
            "report."
        ),
    )  # fmt: skip
    demographics: tuple[Demographic, ...] = Field(
        default=(), title=mark("Questions about who somebody is")
    )
    several: tuple[SeveralAnswers, ...] = Field(
        default=(), title=mark("Columns with several answers in a cell")
    )
    channels: tuple[ChannelQuestion, ...] = Field(
        default=(), title=mark("Questions about channels"),
        description=mark("Each column that asks how often somebody uses a channel."),
    )  # fmt: skip
    behaviours: tuple[BehaviourQuestion, ...] = Field(
        default=(), title=mark("Questions about what people do"),
        description=mark("Each column that asks how often somebody does something."),
    )  # fmt: skip
    ways: tuple[WayQuestion, ...] = Field(default=(), title=mark("Questions about ways of use"))
    other_options: tuple[OtherOption, ...] = Field(
        default=(), title=mark("Other options of questions"),
        description=mark("Such as “none of these”, where a question is spread over columns."),
    )  # fmt: skip
    open_questions: tuple[OpenQuestion, ...] = Field(default=(), title=mark("Open questions"))
    base: tuple[BaseShare, ...] = Field(
        default=(), title=mark("What others do"),
        description=mark("For the index; empty: everybody who answered."),
    )  # fmt: skip
    base_source: str = Field(
        default="", title=mark("Where that comes from"),
        description=mark("Who, how many, when: printed below the index."),
    )  # fmt: skip
    base_year: Whole | None = Field(
        default=None, ge=1990, le=2100, title=mark("Year in which they were asked")
    )
    base_instrument: Annotated[Instrument, Labels(INSTRUMENT_NAMES)] = Field(
        default="modern", title=mark("Ladder with which they were asked")
    )
    personal: Annotated[tuple[str, ...], Lines()] = Field(
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
            what = mark("Segments are given, but segment_column does not say where to look.")
            yield Contradiction(("segment_column",), what)
        keys = [one.key for one in self.segments]
        for number, key in enumerate(keys):
            if key == EVERYBODY:
                what = mark("“all” means everybody in the tables; choose another key.")
                yield Contradiction(("segments", number, "key"), what, key)
        yield from find_repeats("segments", keys, mark("This key is taken"), "key")
        yield from find_contradictory_answers(self)
        for field in ("demographics", "several", "other_options", "open_questions"):
            columns = [one.column for one in getattr(self, field)]
            yield from find_repeats(
                field, columns, mark("This column stands here already"), "column"
            )
        yield from find_repeats(
            "base", [one.rung for one in self.base], mark("This rung stands here already"), "rung"
        )
        yield from find_unusable_base(self)
        yield from self._one_of_two()
        yield from find_unfounded_margins(self)

    def _one_of_two(self) -> Iterator[Contradiction]:
        if self.segment_column and self.classes:
            what = mark(
                "Groups are either asked for in a column or found in the answers, not both."
            )
            yield Contradiction(("classes",), what)
        if self.weight and self.margins:
            what = mark("Weights are either in a column or made from shares, not both.")
            yield Contradiction(("margins",), what)
