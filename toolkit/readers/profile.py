"""``data/channels/profile.yaml``: what the columns of another maker's table mean.

Nothing is guessed. The order of dates, the decimal sign and, for times, their zone have to be
declared; each cell is then held against that.
"""

from __future__ import annotations

import datetime as dt
from fnmatch import fnmatchcase
from typing import Annotated, Literal, Self
from zoneinfo import available_timezones

from pydantic import BeforeValidator, Field, field_validator, model_serializer, model_validator

from toolkit.model import Model, Name, Whole
from toolkit.model.client import PLATFORM_NAMES, Platform
from toolkit.readers.counts import NumberStyle
from toolkit.readers.dates import Order
from toolkit.readers.reading import Contents, Export
from toolkit.readers.table import header_key
from toolkit.readers.vocabulary import PLATFORMS

FOLDER = "data/channels/"


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
}  # fmt: skip
DATES: dict[Contents, tuple[str, ...]] = {
    "posts": ("date",),
    "followers": ("date",),
    "totals": ("start", "end"),
}
POST_FIELDS = ("post_id", "text", "url", "kind", "reply", "boosted")


class FileProfile(Model):
    """What the columns of one kind of file mean.

    Parameters
    ----------
    match
        File name pattern inside ``data/channels``, such as ``posts*.csv``.
    contents
        ``posts`` (one row a post), ``followers`` (one row a day), ``totals`` (one row a period).
    brand, platform
        A column, or ``{always: …}``.
    date, start, end
        The day of a post or count; the first and last day of a period.
    dates
        The order in which dates are written.
    time_zone
        Zone of the times; needed where dates carry times without an offset.
    decimal, thousands
        Signs inside numbers.
    interactions
        A column with a total that the maker computed, or several to add up.
    platforms
        Names of platforms that the file uses, each with ours.
    skip_rows_where
        Rows to leave out: column and value, such as ``{Brand: Total}``.
    missing
        What stands in a cell without a value.
    header_row, sheet
        Where the header stands, as a spreadsheet counts; which sheet of a workbook.
    """

    match: Name
    contents: Contents = "posts"
    sheet: str | None = None
    header_row: Whole = Field(default=1, ge=1)
    brand: Given | None = None
    account: Given | None = None
    platform: Given
    date: str | None = None
    start: Given | None = None
    end: Given | None = None
    dates: Order
    time_zone: str | None = None
    decimal: Literal[".", ","]
    thousands: Literal[".", ",", " ", "'"] | None = None
    shorthand: bool = False
    post_id: str | None = None
    text: str | None = None
    url: str | None = None
    kind: str | None = None
    reply: str | None = None
    boosted: str | None = None
    reactions: str | None = None
    comments: str | None = None
    shares: str | None = None
    interactions: Columns | None = None
    saves: str | None = None
    clicks: str | None = None
    reach: str | None = None
    impressions: str | None = None
    followers: str | None = None
    gained: str | None = None
    posts: str | None = None
    platforms: dict[str, Platform] = Field(default_factory=dict)
    skip_rows_where: dict[str, str] = Field(default_factory=dict)
    missing: tuple[str, ...] = ("",)

    @field_validator("platform")
    @classmethod
    def _known_platform(cls, value: str | Always) -> str | Always:
        if isinstance(value, Always) and header_key(value.always) not in PLATFORMS:
            raise ValueError(f"“{value.always}” is not one of {', '.join(sorted(PLATFORM_NAMES))}")
        return value

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str | None) -> str | None:
        if value is not None and value not in available_timezones():
            raise ValueError(f"“{value}” is not a time zone such as Europe/Amsterdam")
        return value

    @model_validator(mode="after")
    def _complete(self) -> Self:
        needed = DATES[self.contents]
        absent = [name for name in needed if getattr(self, name) is None]
        if absent:
            raise ValueError(f"{self.contents} need {' and '.join(absent)}")
        if self.brand is None and self.account is None:
            raise ValueError("either brand or account has to be given")
        if not any(getattr(self, name) for name in COUNTS[self.contents]):
            raise ValueError(f"at least one of {', '.join(COUNTS[self.contents])} has to be given")
        if self.thousands == self.decimal:
            raise ValueError("decimal and thousands cannot be the same sign")
        every = {
            name for names in (*COUNTS.values(), *DATES.values(), POST_FIELDS) for name in names
        }
        allowed = {*COUNTS[self.contents], *DATES[self.contents]}
        if self.contents == "posts":
            allowed |= {*POST_FIELDS}
        foreign = sorted(name for name in every - allowed if getattr(self, name) is not None)
        if foreign:
            raise ValueError(f"{self.contents} have no {', '.join(foreign)}")
        return self

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
    """``data/channels/profile.yaml``: one entry for each kind of file of another maker."""

    files: tuple[FileProfile, ...] = ()

    def entries(self, export: Export) -> tuple[FileProfile, ...]:
        """Give the entries whose pattern fits a file's name or its path in ``data/channels``."""
        inside = export.name.removeprefix(FOLDER)
        names = {inside, inside.rsplit("/", 1)[-1]}
        return tuple(
            entry for entry in self.files if any(fnmatchcase(name, entry.match) for name in names)
        )
