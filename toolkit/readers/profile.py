"""``data/channels/profile.yaml``: what the columns of another maker's table mean.

Nothing is guessed. The order of dates, the decimal sign and, for times, their zone have to be
declared; each cell is then held against that.
"""

from __future__ import annotations

import datetime as dt
from fnmatch import fnmatchcase
from typing import Annotated, Literal, Self

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Field,
    field_validator,
    model_serializer,
    model_validator,
)

from toolkit.language import mark
from toolkit.model import Labels, Model, Name, Whole
from toolkit.model.client import PLATFORM_NAMES, Platform, time_zones
from toolkit.model.content import KIND_NAMES
from toolkit.model.insight import DIMENSIONS, METRIC_UNITS
from toolkit.readers.counts import NumberStyle
from toolkit.readers.file_answers import FileAnswers
from toolkit.readers.reading import Contents, Export
from toolkit.readers.table import header_key
from toolkit.readers.vocabulary import PLATFORMS

FOLDER = "data/channels/"
CONTENTS_NAMES: dict[str, str] = {
    "posts": mark("a row for each post"),
    "followers": mark("a row for each day, with followers"),
    "totals": mark("a row for each period, with totals"),
    "insights": mark("other figures of an account, by day or period"),
}
ORDER_NAMES: dict[str, str] = {
    "year-first": mark("year first: 2026-05-31"),
    "day-first": mark("day first: 31-05-2026"),
    "month-first": mark("month first: 05-31-2026"),
    "in-words": mark("month in words: 31 May 2026"),
}
SIGN_NAMES: dict[str, str] = {
    ".": mark("point"),
    ",": mark("comma"),
    " ": mark("space"),
    "'": mark("apostrophe"),
}

Written = Literal["year-first", "day-first", "month-first", "in-words"]

SAME = "="
"""How a form writes, in place of a column, what is the same in every row: ``= tiktok``."""


class Always(Model):
    """The same value in every row, instead of a column."""

    always: str = Field(min_length=1)

    @model_serializer
    def _as_typed(self) -> str:
        return f"{SAME} {self.always}"


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _column_or_always(value: object) -> object:
    if isinstance(value, str) and value.startswith(SAME) and value[1:].strip():
        return Always(always=value[1:].strip())
    if isinstance(value, str) and value.strip(f"{SAME} "):
        return value
    if isinstance(value, dict) and set(value) == {"always"}:
        always = value["always"]
        if isinstance(always, str | int | dt.date) and str(always).strip():
            return Always(always=str(always))
    if isinstance(value, Always):
        return value
    raise ValueError("this has to be a column's header, or {always: …} with the value of all rows")


Given = Annotated[str | Always, BeforeValidator(_column_or_always)]
Columns = Annotated[tuple[str, ...], BeforeValidator(_listed), Field(min_length=1)]
COUNTS: dict[Contents, tuple[str, ...]] = {
    "posts": (
        "reactions", "comments", "shares", "interactions", "saves", "clicks", "reach",
        "impressions", "followers",
    ),
    "followers": ("followers", "gained"),
    "totals": ("posts", "interactions", "followers", "gained"),
    "insights": (),
}  # fmt: skip
DATES: dict[Contents, tuple[str, ...]] = {
    "posts": ("date",),
    "followers": ("date",),
    "totals": ("start", "end"),
    "insights": ("date", "start", "end"),
}
Kind = Annotated[
    Literal["photo", "video", "link", "text", "carousel", "story", "other"], Labels(KIND_NAMES)
]
POST_FIELDS = ("post_id", "text", "url", "kind", "reply", "boosted")
INSIGHT_FIELDS = ("metrics", "dimension", "member")


class FileProfile(Model):
    """What the columns of one kind of file mean.

    Parameters
    ----------
    match
        File name pattern inside ``data/channels``, such as ``posts*.csv``.
    contents
        ``posts`` (one row a post), ``followers`` (one row a day), ``totals`` (one row a period),
        ``insights`` (figures of an account).
    brand, platform
        A column, or ``{always: …}``.
    date, start, end
        The day of a post or count; the first and last day of a period. Posts may do without: they
        take part in no comparison over time then. Insights have either a day or a period.
    dates
        How dates are written; needed where a column has them.
    year
        Of the latest date, where dates in words have no year.
    time_zone
        Zone of the times; needed where dates carry times without an offset.
    decimal, thousands
        Signs inside numbers.
    interactions
        A column with a total that the maker computed, or several to add up.
    metrics
        Of insights: our name of a figure, and the column that holds it.
    dimension, member
        Of insights: what the account's figures are parted by, and the column with the parts.
    platforms
        Names of platforms that the file uses, each with ours.
    kinds
        Words for kinds of posts that the file uses, each with ours.
    skip_rows_where
        Rows to leave out: column and value, such as ``{Brand: Total}``.
    missing
        What stands in a cell without a value.
    header_row, sheet
        Where the header stands, as a spreadsheet counts; which sheet of a workbook.
    """

    model_config = ConfigDict(title=mark("Description of files"))

    match: Name = Field(
        title=mark("Which files"), description=mark("The name, * for any part: posts*.csv.")
    )
    contents: Annotated[Contents, Labels(CONTENTS_NAMES)] = Field(
        default="posts", title=mark("What is in them")
    )
    sheet: str | None = Field(
        default=None, title=mark("Sheet"), description=mark("Of a workbook with several.")
    )
    header_row: Whole = Field(default=1, ge=1, title=mark("Row with the headers"))
    brand: Given | None = Field(default=None, title=mark("Brand"))
    account: Given | None = Field(default=None, title=mark("Account"))
    platform: Given = Field(title=mark("Platform"))
    date: str | None = Field(default=None, title=mark("Date of the post or count"))
    start: Given | None = Field(default=None, title=mark("First day of the period"))
    end: Given | None = Field(default=None, title=mark("Last day of the period"))
    dates: Annotated[Written, Labels(ORDER_NAMES)] | None = Field(
        default=None, title=mark("How dates are written")
    )
    year: Whole | None = Field(
        default=None, ge=2000, le=2099, title=mark("Year"),
        description=mark("Of the last date in the file, where its dates have no year."),
    )  # fmt: skip
    time_zone: str | None = Field(
        default=None, title=mark("Time zone"),
        description=mark("Where dates have a time too, such as Europe/Amsterdam."),
    )  # fmt: skip
    decimal: Annotated[Literal[".", ","], Labels(SIGN_NAMES)] = Field(
        title=mark("Sign before decimals")
    )
    thousands: Annotated[Literal[".", ",", " ", "'"], Labels(SIGN_NAMES)] | None = Field(
        default=None, title=mark("Sign between thousands")
    )
    shorthand: bool = Field(
        default=False, title=mark("Numbers in short"), description=mark("Such as 1.2K.")
    )
    post_id: str | None = Field(default=None, title=mark("Number of the post"))
    text: str | None = Field(default=None, title=mark("Text of the post"))
    url: str | None = Field(default=None, title=mark("Address of the post"))
    kind: str | None = Field(default=None, title=mark("Kind of post"))
    reply: str | None = Field(default=None, title=mark("Whether it is a reply"))
    boosted: str | None = Field(default=None, title=mark("Whether it was paid for"))
    reactions: str | None = Field(default=None, title=mark("Reactions or likes"))
    comments: str | None = Field(default=None, title=mark("Comments"))
    shares: str | None = Field(default=None, title=mark("Shares"))
    interactions: Columns | None = Field(
        default=None, title=mark("Interactions in total"),
        description=mark("A column that the maker added up, or several to add up."),
    )  # fmt: skip
    saves: str | None = Field(default=None, title=mark("Saves"))
    clicks: str | None = Field(default=None, title=mark("Clicks"))
    reach: str | None = Field(default=None, title=mark("Reach"))
    impressions: str | None = Field(default=None, title=mark("Impressions"))
    followers: str | None = Field(default=None, title=mark("Followers"))
    gained: str | None = Field(default=None, title=mark("Followers gained"))
    posts: str | None = Field(default=None, title=mark("Number of posts"))
    metrics: dict[str, str] = Field(
        default_factory=dict, title=mark("Other figures"),
        description=mark("Our name and the column, such as profile_views: Page visits."),
    )  # fmt: skip
    dimension: str | None = Field(
        default=None, title=mark("Parted by"),
        description=mark("Such as country, where other figures are not of the whole account."),
    )  # fmt: skip
    member: str | None = Field(
        default=None, title=mark("Column with the parts"),
        description=mark("The one that names the country, the age, the page."),
    )  # fmt: skip
    platforms: dict[str, Platform] = Field(
        default_factory=dict, title=mark("Names of platforms"),
        description=mark("The file’s name and ours, such as Facebook Page: facebook."),
    )  # fmt: skip
    kinds: dict[str, Kind] = Field(
        default_factory=dict, title=mark("Names of kinds of posts"),
        description=mark("The file’s word and ours, such as Karussell: carousel."),
    )  # fmt: skip
    skip_rows_where: dict[str, str] = Field(
        default_factory=dict, title=mark("Rows to leave out"),
        description=mark("Column and value, such as Brand: Total."),
    )  # fmt: skip
    missing: tuple[str, ...] = Field(
        default=("",), title=mark("What stands in a cell without a value")
    )

    @field_validator("platform")
    @classmethod
    def _known_platform(cls, value: str | Always) -> str | Always:
        if isinstance(value, Always) and header_key(value.always) not in PLATFORMS:
            raise ValueError(f"“{value.always}” is not one of {', '.join(sorted(PLATFORM_NAMES))}")
        return value

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str | None) -> str | None:
        if value is not None and value not in time_zones():
            raise ValueError(f"“{value}” is not a time zone such as Europe/Amsterdam")
        return value

    @field_validator("metrics")
    @classmethod
    def _known_metrics(cls, value: dict[str, str]) -> dict[str, str]:
        for name in value:
            if name not in METRIC_UNITS:
                raise ValueError(f"“{name}” is not one of {', '.join(METRIC_UNITS)}")
        return value

    @field_validator("dimension")
    @classmethod
    def _known_dimension(cls, value: str | None) -> str | None:
        if value is not None and value not in DIMENSIONS:
            raise ValueError(f"“{value}” is not one of {', '.join(DIMENSIONS)}")
        return value

    @model_validator(mode="after")
    def _complete(self) -> Self:
        needed = self._needed_dates()
        absent = [name for name in needed if getattr(self, name) is None]
        if absent:
            raise ValueError(f"{self.contents} need {' and '.join(absent)}")
        if self.brand is None and self.account is None:
            raise ValueError("either brand or account has to be given")
        counts = COUNTS[self.contents] or ("metrics",)
        if not any(getattr(self, name) for name in counts):
            raise ValueError(f"at least one of {', '.join(counts)} has to be given")
        if self.dates is None and any(
            isinstance(getattr(self, name), str) for name in ("date", "start", "end")
        ):
            raise ValueError(f"dates has to be one of {', '.join(ORDER_NAMES)}")
        if (self.dimension is None) != (self.member is None):
            raise ValueError("dimension and member go together")
        if self.thousands == self.decimal:
            raise ValueError("decimal and thousands cannot be the same sign")
        every = {
            name
            for names in (*COUNTS.values(), *DATES.values(), POST_FIELDS, INSIGHT_FIELDS)
            for name in names
        }
        allowed = {*COUNTS[self.contents], *DATES[self.contents]}
        if self.contents == "posts":
            allowed |= {*POST_FIELDS}
        if self.contents == "insights":
            allowed |= {*INSIGHT_FIELDS}
        if self.kinds and self.kind is None:
            raise ValueError("kinds go with kind, the column that has them")
        foreign = sorted(name for name in every - allowed if getattr(self, name) not in (None, {}))
        if foreign:
            raise ValueError(f"{self.contents} have no {', '.join(foreign)}")
        return self

    def _needed_dates(self) -> tuple[str, ...]:
        if self.contents == "posts":
            return ()
        if self.contents == "insights":
            return ("date",) if self.start is None and self.end is None else ("start", "end")
        return DATES[self.contents]

    @property
    def style(self) -> NumberStyle:
        """How numbers are written in it."""
        return NumberStyle(
            self.decimal,
            self.thousands or "",
            frozenset(text.strip() for text in self.missing),
            self.shorthand,
        )


class Profile(Model):
    """``data/channels/profile.yaml``: tables of other makers, and answers about known ones."""

    files: tuple[FileProfile, ...] = Field(default=(), title=mark("Kinds of files"))
    answers: tuple[FileAnswers, ...] = Field(default=(), title=mark("Answers about files"))

    def entries(self, export: Export) -> tuple[FileProfile, ...]:
        """Give the entries whose pattern fits a file's name or its path in ``data/channels``."""
        return tuple(entry for entry in self.files if _fits(entry.match, export))

    def answers_about(self, export: Export) -> FileAnswers:
        """Give what was said of a file; where two entries fit it, the later one's answer counts."""
        said: dict[str, object] = {}
        for entry in self.answers:
            if _fits(entry.match, export):
                said |= entry.model_dump(exclude_none=True)
        return FileAnswers.model_validate(said)


def _fits(pattern: str, export: Export) -> bool:
    inside = export.name.removeprefix(FOLDER)
    return any(fnmatchcase(name, pattern) for name in (inside, inside.rsplit("/", 1)[-1]))
