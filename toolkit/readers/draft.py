"""An entry of ``profile.yaml`` while it is being made: what each column is, as far as said.

The columns are kept by their headers, so that a form can show one choice above each; the entry that
comes of it names the columns by field, as the file has them.
"""

from __future__ import annotations

import glob
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from toolkit.model.insight import METRIC_UNITS
from toolkit.readers.profile import (
    COUNTS,
    DATES,
    POST_FIELDS,
    Always,
    FileProfile,
)
from toolkit.readers.reading import Contents
from toolkit.readers.table import header_key

# A short number, and a month as exports are named by it.
_PART = (
    r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[-_. ])?(?<![0-9])[0-9]{1,8}(?![0-9])"
)
VARYING = re.compile(rf"{_PART}(?:[-_. :]*{_PART})*")

FIELDS: dict[Contents, tuple[str, ...]] = {
    contents: (
        *DATES[contents], "brand", "account", "platform",
        *(POST_FIELDS if contents == "posts" else ()),
        *COUNTS[contents],
        *(("member", *METRIC_UNITS) if contents == "insights" else ()),
    )
    for contents in COUNTS
}  # fmt: skip
"""What a column can be, by what a row is; for insights the names of figures too."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been said of a file so far; what is empty is not said.

    ``columns`` gives the field of each header, nothing for those that are only kept. ``brand``,
    ``account``, ``platform``, ``start`` and ``end`` hold what is the same in every row.
    """

    match: str
    contents: Contents
    columns: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    header_row: int = 1
    brand: str = ""
    account: str = ""
    platform: str = ""
    start: str = ""
    end: str = ""
    dates: str = ""
    decimal: str = ""
    thousands: str = ""
    shorthand: bool = False
    year: str = ""
    time_zone: str = ""
    missing: tuple[str, ...] = ("",)
    skip: Mapping[str, str] = field(default_factory=dict)
    dimension: str = ""
    platforms: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)

    def named(self, name: str) -> tuple[str, ...]:
        """Give the headers of the columns that are said to be `name`."""
        return tuple(header for header, role in self.columns.items() if role == name)

    def twice(self) -> dict[str, tuple[str, ...]]:
        """Give the fields that several columns are said to be; only parts are added up."""
        found = {role: self.named(role) for role in dict.fromkeys(self.columns.values()) if role}
        return {
            role: headers
            for role, headers in found.items()
            if len(headers) > 1 and not (role == "interactions" and self.contents == "posts")
        }

    def become(self, contents: Contents) -> Draft:
        """Take the rows for something else; columns that cannot be in it are only kept."""
        allowed = {*FIELDS[contents]}
        kept = {}
        for header, role in self.columns.items():
            other = same_figure(role, contents)
            kept[header] = other if other in allowed else ""
        return replace(self, contents=contents, columns=kept)

    def as_entry(self) -> dict[str, object]:
        """Give the entry as it stands in ``profile.yaml``; what is not said stays away."""
        entry: dict[str, object] = {"match": self.match, "contents": self.contents}
        if self.sheet:
            entry["sheet"] = self.sheet
        if self.header_row != 1:
            entry["header_row"] = self.header_row
        for name in ("brand", "account", "platform", "start", "end"):
            headers = self.named(name)
            always = getattr(self, name)
            if headers:
                entry[name] = headers[0]
            elif always and (name not in ("start", "end") or name in DATES[self.contents]):
                entry[name] = {"always": always}
        if headers := self.named("date"):
            entry["date"] = headers[0]
        if any(self.named(name) for name in ("date", "start", "end")):
            entry |= {"dates": self.dates, "time_zone": self.time_zone}
            if self.year.isdecimal() and self.dates == "in-words":
                entry["year"] = int(self.year)
        entry |= {"decimal": self.decimal or ".", "thousands": self.thousands}
        if self.shorthand:
            entry["shorthand"] = True
        entry |= self._figures()
        if self.named("member"):
            entry |= {"dimension": self.dimension or "other", "member": self.named("member")[0]}
        if set(self.missing) != {""}:
            entry["missing"] = list(self.missing)
        if self.named("kind"):
            entry["kinds"] = dict(self.kinds)
        entry |= {"platforms": dict(self.platforms), "skip_rows_where": dict(self.skip)}
        return {name: value for name, value in entry.items() if value not in ("", {}, None)}

    def _figures(self) -> dict[str, object]:
        if self.contents == "insights":
            metrics = {name: self.named(name)[0] for name in METRIC_UNITS if self.named(name)}
            return {"metrics": metrics}
        found: dict[str, object] = {}
        for name in (*POST_FIELDS, *COUNTS[self.contents]):
            headers = self.named(name)
            if headers:
                several = name == "interactions" and len(headers) > 1
                found[name] = list(headers) if several else headers[0]
        return found


def same_figure(role: str, contents: Contents) -> str:
    """Give what a figure is called among posts, or among insights."""
    if contents == "insights":
        return {"gained": "follows"}.get(role, role)
    if contents == "posts" and role == "video_views":
        return "impressions"
    return {"follows": "gained"}.get(role, role)


def draft_of(entry: FileProfile, headers: Iterable[str]) -> Draft:
    """Give an entry as a draft, for a file with these headers."""
    by_key = {header_key(header): header for header in headers}
    columns: dict[str, str] = dict.fromkeys(by_key.values(), "")
    always: dict[str, str] = {}

    def put(role: str, *named: str | None) -> None:
        for header in named:
            if header and header_key(header) in by_key:
                columns[by_key[header_key(header)]] = role

    for role in (*DATES[entry.contents], "brand", "account", "platform", *POST_FIELDS):
        value = getattr(entry, role)
        if isinstance(value, Always):
            always[role] = value.always
        else:
            put(role, value)
    for role in COUNTS[entry.contents]:
        value = getattr(entry, role)
        put(role, *((value,) if isinstance(value, str) else value or ()))
    put("member", entry.member)
    for metric, header in entry.metrics.items():
        put(metric, header)
    return Draft(
        match=entry.match,
        contents=entry.contents,
        columns=columns,
        sheet=entry.sheet or "",
        header_row=entry.header_row,
        dates=entry.dates or "",
        decimal=entry.decimal,
        thousands=entry.thousands or "",
        shorthand=entry.shorthand,
        year=str(entry.year or ""),
        time_zone=entry.time_zone or "",
        missing=entry.missing,
        skip=entry.skip_rows_where,
        dimension=entry.dimension or "",
        platforms=entry.platforms,
        kinds=entry.kinds,
        **always,
    )


def suggest_match(name: str) -> str:
    """Make a pattern that fits this file and the same export of another day or period.

    Dates and other short numbers, with what joins them and the months before them, become ``*``; a
    number of nine digits or more is an account's, and stays. A name of which too little would be
    left stays as it is, so that no pattern takes in files that it is not about.
    """
    path = PurePosixPath(name)
    suffix = path.suffix if not re.search("[0-9]", path.suffix) else ""
    stem = path.name.removesuffix(suffix)
    parts = VARYING.split(stem)
    kept = "".join(parts)
    tells = sum(letter.isalpha() for letter in kept) >= 3 or re.search("[0-9]{9}", kept)
    if len(parts) == 1 or not tells:
        return glob.escape(path.name)
    return "*".join(glob.escape(part) for part in parts) + suffix
