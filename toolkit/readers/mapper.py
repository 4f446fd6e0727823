"""Any other table: ``data/channels/profile.yaml`` says what its columns mean.

Nothing is guessed. The order of dates, the decimal sign and, for times, their zone have to be
declared, and each cell is held against that. Columns that the profile does not name are left out
and listed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Annotated, Literal, Self
from zoneinfo import available_timezones

import yaml
from pydantic import BeforeValidator, Field, ValidationError, field_validator, model_validator

from toolkit.errors import Fault, InputError
from toolkit.model import Model
from toolkit.model.client import Platform
from toolkit.model.posts import FRAMES
from toolkit.readers.counts import NumberStyle, read_counts, read_ids, read_texts
from toolkit.readers.dates import Order, place, read_moments
from toolkit.readers.findings import Findings
from toolkit.readers.frame import make_frame
from toolkit.readers.reading import Contents, Export, Reading, Settings
from toolkit.readers.table import Column, Sheet, Source, Table, header_key, read_table
from toolkit.readers.vocabulary import read_kinds, read_platforms

FOLDER = "data/channels/"


class Always(Model):
    """The same value in every row, instead of a column."""

    always: str = Field(min_length=1)

    @field_validator("always", mode="before")
    @classmethod
    def _as_text(cls, value: object) -> object:
        return str(value) if isinstance(value, int | dt.date) else value


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Given = Annotated[str, Field(min_length=1)] | Always
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

    match: str = Field(min_length=1)
    contents: Contents = "posts"
    sheet: str | None = None
    header_row: int = Field(default=1, ge=1)
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
    platforms: dict[str, Platform] = {}
    skip_rows_where: dict[str, str] = {}
    missing: tuple[str, ...] = ("",)

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


def parse_profile(text: str, file: str = FOLDER + "profile.yaml") -> Profile:
    """Read the text of ``profile.yaml``.

    Raises
    ------
    InputError
        With every fault in it.
    """
    try:
        data = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError(
            Fault(
                "This file is not written as YAML asks.",
                file,
                row=mark.line + 1 if mark else None,
                got=getattr(error, "problem", None) or "",
                remedy="Look at indentation, colons and quotes around this line.",
            )
        ) from None
    try:
        return Profile.model_validate({} if data is None else data)
    except ValidationError as error:
        raise InputError(
            Fault(
                problem["msg"].removeprefix("Value error, ").rstrip(".") + ".",
                file,
                column=" → ".join(_step(step) for step in problem["loc"]),
                got=_brief(problem["input"]),
            )
            for problem in error.errors()
        ) from None


def _step(step: int | str) -> str:
    return f"entry {step + 1}" if isinstance(step, int) else step


def _brief(value: object) -> str:
    return "" if isinstance(value, Mapping | list | tuple) or value is None else str(value)[:80]


def read_mapped(source: Source, entry: FileProfile, settings: Settings) -> Reading:
    """Read a file as its profile says.

    Raises
    ------
    InputError
        With all that does not fit: columns that are not there, cells that are not as declared.
    """
    findings = Findings(source.file)
    table = read_table(_sheet(source, entry), entry.header_row, findings)
    report_columns(table, entry, findings)
    findings.settle()
    table = without_skipped(table, entry)
    n = len(table.rows)
    values: dict[str, list[object]] = {}
    for name in COUNTS[entry.contents]:
        values[name] = list(_counts(table, getattr(entry, name), entry.style, findings))
    for name in DATES[entry.contents]:
        values |= _dates(table, name, entry, settings, findings)
    values["brand"] = list(_texts(table, entry.brand))
    values["account"] = list(_account(table, entry.account, findings))
    if isinstance(entry.brand, str):
        check_brands(table.column(entry.brand), findings)
    platform = _given(table, entry.platform)
    values["platform"] = list(read_platforms(platform, findings, entry.platforms))
    if entry.contents == "posts":
        values["post_id"] = list(read_ids(_column(table, entry.post_id), findings, n))
        values["text"] = list(read_texts(_column(table, entry.text), n))
        values["url"] = list(read_texts(_column(table, entry.url), n))
        values["kind"] = list(read_kinds(_column(table, entry.kind), findings, n))
        for name in ("reply", "boosted"):
            values[name] = list(read_yesno(_column(table, getattr(entry, name)), findings, n))
    frame = make_frame(FRAMES[entry.contents], source.file, table.numbers, **values)
    faults = findings.settle()
    return Reading("mapper", entry.contents, frame, tuple(findings.decisions), faults)


def _sheet(source: Source, entry: FileProfile) -> Sheet:
    if entry.sheet is None and len(source.sheets) == 1:
        return source.sheets[0]
    for sheet in source.sheets:
        if sheet.name == entry.sheet:
            return sheet
    raise InputError(
        Fault(
            "profile.yaml has to name one of the sheets of this workbook.",
            source.file,
            got=entry.sheet or "no sheet named",
            expected=", ".join(sheet.name for sheet in source.sheets if sheet.name) or "no sheet",
            remedy="Write sheet: and its name in profile.yaml.",
        )
    )


def named_columns(entry: FileProfile) -> dict[str, str]:
    """Give each column that the profile names, with the field that names it."""
    named: dict[str, str] = {}
    for field in ("brand", "account", "platform", "date", "start", "end", *POST_FIELDS):
        value = getattr(entry, field)
        if isinstance(value, str):
            named[value] = field
    for field in dict.fromkeys(name for names in COUNTS.values() for name in names):
        value = getattr(entry, field)
        for column in (value,) if isinstance(value, str) else value or ():
            named[column] = field
    return named | dict.fromkeys(entry.skip_rows_where, "skip_rows_where")


def report_columns(table: Table, entry: FileProfile, findings: Findings) -> None:
    """Say which named columns the file lacks, and which of its columns nobody named."""
    keys = {header_key(header) for header in table.headers}
    named = named_columns(entry)
    for column, field in named.items():
        if header_key(column) not in keys:
            findings.add(
                f"profile.yaml names this column ({field}), but the file does not have it.",
                column=column,
                expected="one of " + ", ".join(header for header in table.headers if header),
                remedy="Correct the name, or header_row, in profile.yaml.",
            )
    used = {header_key(column) for column in named}
    unused = [header for header in table.headers if header and header_key(header) not in used]
    if unused:
        findings.add(
            "Columns that profile.yaml does not name were left out.",
            severity="note",
            expected=", ".join(unused),
        )


def without_skipped(table: Table, entry: FileProfile) -> Table:
    """Leave out the rows that the profile calls total rows or the like."""
    dropped: set[int] = set()
    for name, value in entry.skip_rows_where.items():
        column = table.column(name)
        if column is not None:
            wanted = zip(column.texts, column.rows, strict=True)
            dropped |= {row for text, row in wanted if text == value.strip()}
    return table.without(dropped)


def check_brands(column: Column | None, findings: Findings) -> None:
    """Report rows without a brand."""
    if column is not None:
        for text, row in zip(column.texts, column.rows, strict=True):
            if not text:
                findings.add("The brand is missing.", row=row, column=column.name)


def _column(table: Table, name: str | None) -> Column | None:
    return table.column(name) if name else None


def _given(table: Table, given: Given) -> Column:
    if isinstance(given, Always):
        return Column("", (given.always,) * len(table.rows), tuple(table.numbers))
    column = table.column(given)
    assert column is not None  # noqa: S101  report_columns() looked
    return column


def _texts(table: Table, given: Given | None) -> list[str | None]:
    return read_texts(_given(table, given) if given else None, len(table.rows))


def _account(table: Table, given: Given | None, findings: Findings) -> list[str | None]:
    return read_ids(_given(table, given) if given else None, findings, len(table.rows))


def _counts(
    table: Table, names: str | tuple[str, ...] | None, style: NumberStyle, findings: Findings
) -> list[int | None]:
    columns = (names,) if isinstance(names, str) else names or ()
    if not columns:
        return [None] * len(table.rows)
    read = [read_counts(table.column(name), style, findings, len(table.rows)) for name in columns]
    # A sum lacking one of its parts is not that sum.
    return [
        None if None in parts else sum(part for part in parts if part is not None)
        for parts in zip(*read, strict=True)
    ]


def _dates(
    table: Table, name: str, entry: FileProfile, settings: Settings, findings: Findings
) -> dict[str, list[object]]:
    given = getattr(entry, name)
    column = _given(table, given)
    # A date in the profile itself is written as YAML writes dates.
    order = "year-first" if isinstance(given, Always) else entry.dates
    moments = read_moments(column, order, findings)
    timed = any(m is not None and m.timed and m.value.tzinfo is None for m in moments)
    if timed and entry.time_zone is None:
        findings.add(
            "These dates carry times, and profile.yaml does not say in which time zone.",
            column=column.name,
            remedy="Add time_zone to this entry of profile.yaml, for example time_zone: "
            f"{settings.time_zone}",
        )
    when = place(moments, entry.time_zone or settings.time_zone, settings.time_zone)
    if entry.contents == "posts":
        return {"published": list(when.published), "day": list(when.day)}
    return {"day" if name == "date" else name: list(when.day)}


YES = {"yes", "ja", "true", "waar", "1", "y", "j"}
NO = {"no", "nee", "false", "onwaar", "0", "n"}


def read_yesno(column: Column | None, findings: Findings, length: int) -> list[bool | None]:
    """Read a column of yes and no, in English or Dutch; blank is missing."""
    if column is None:
        return [None] * length
    values: list[bool | None] = []
    for text, row in zip(column.texts, column.rows, strict=True):
        word = text.casefold()
        if word and word not in YES | NO:
            findings.add(
                "This should be yes or no.",
                row=row,
                column=column.name,
                got=text,
                expected="yes, no, ja, nee, true, false, 1 or 0",
            )
        values.append(word in YES if word in YES | NO else None)
    return values
