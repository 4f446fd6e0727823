"""Meta's tables of days: a title that says the figure, then a date and a value for each day.

Several may stand below each other, and a table may have a column for each platform. Which account
it is the file never says, and which platform only in some titles. A day is Meta's day, as written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from toolkit.model.posts import FOLLOWERS as FOLLOWERS_COLUMNS
from toolkit.readers.blocks import Block, filled
from toolkit.readers.counts import read_counts, settle_grouping
from toolkit.readers.dates import read_moments, settle_order, split_date
from toolkit.readers.file_answers import FOLLOWER_COUNTS
from toolkit.readers.findings import Findings, name_rows
from toolkit.readers.frame import make_frame
from toolkit.readers.insight_frame import Day, Figures
from toolkit.readers.meta_titles import (
    FIGURES,
    FOLLOWERS,
    NET,
    Titled,
    read_title,
)
from toolkit.readers.reading import Settings
from toolkit.readers.running_totals import is_running
from toolkit.readers.table import Column, Row, Table, header_key, read_table

DATE = {"date", "datum"}
MAIN = {
    "primary", "primair", "primaire", "primaire periode", "current period", "huidige periode",
    "value", "waarde",
}  # fmt: skip
EARLIER = {
    "comparison", "comparison period", "previous period", "secondary", "vergelijking",
    "vergelijkingsperiode", "vorige periode", "secundair", "secundaire periode",
}  # fmt: skip


@dataclass(slots=True)
class Gathered:
    """What the tables of a file gave so far."""

    figures: list[Figures] = field(default_factory=list)
    followers: list[pd.DataFrame] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DayTable:
    """A table of days with the titles above it."""

    titles: tuple[str, ...]
    block: Block

    @property
    def told(self) -> Titled:
        """What its titles say, the first that names a figure before the others."""
        read = [read_title(title) for title in self.titles]
        return next((one for one in read if one.metric), read[-1] if read else Titled())

    @property
    def headers(self) -> tuple[str, ...]:
        """Its headers but the first, which is that of the date."""
        return filled(self.block.rows[0])[1:]

    @property
    def known(self) -> bool:
        """Whether it is Meta's beyond doubt: by its title, or by how its columns are called."""
        columns = [read_title(header) for header in self.headers]
        return (
            self.told.metric is not None
            or any(header_key(header) in MAIN for header in self.headers)
            or any(column.metric and column.platform for column in columns)
        )


def is_title(row: Row, above: Row | None) -> bool:  # noqa: ARG001
    """Say whether a row is a title: one cell with words, and not a date cut off from its value."""
    cells = filled(row)
    return (
        len(cells) == 1
        and any(sign.isalpha() for sign in cells[0])
        and split_date(cells[0]) is None
        and not cells[0][:4].isdecimal()
    )


def is_day_table(block: Block) -> bool:
    """Say whether a block has a header that begins with the date."""
    cells = filled(block.rows[0]) if block.rows else ()
    return len(cells) > 1 and header_key(cells[0]) in DATE


def find_day_tables(blocks: Sequence[Block]) -> tuple[DayTable, ...]:
    """Find the tables of days, each with all titles that stand right above it."""
    found: list[DayTable] = []
    titles: tuple[str, ...] = ()
    for block in blocks:
        titles += (block.title,) if block.title else ()
        if is_day_table(block):
            found.append(DayTable(titles, block))
        titles = titles if not block.rows else ()
    return tuple(found)


def platforms_in(found: Sequence[DayTable]) -> set[str]:
    """Give the platforms that titles and headers name."""
    said = (read_title(text).platform for one in found for text in (*one.titles, *one.headers))
    return {platform for platform in said if platform}


def leave_open(found: Sequence[DayTable]) -> bool:
    """Say whether one of the tables names no platform."""
    return any(
        one.told.platform is None
        and not all(
            read_title(header).platform or header_key(header) in EARLIER for header in one.headers
        )
        for one in found
    )


def read_day_tables(
    found: Sequence[DayTable], platform: str | None, settings: Settings, findings: Findings
) -> Gathered:
    """Read tables of days; one whose figure is not known is kept and told.

    Parameters
    ----------
    platform
        That of tables which do not name theirs.
    """
    gathered = Gathered()
    for one in found:
        _read_one(one, platform, settings, findings, gathered)
    report_doubles(gathered.figures, findings)
    return gathered


def _read_one(
    one: DayTable,
    platform: str | None,
    settings: Settings,
    findings: Findings,
    gathered: Gathered,
) -> None:
    table = read_table(one.block.as_sheet(), one.block.rows[0].number, findings)
    gathered.tables.append(table)
    date = table.column(table.headers[0])
    assert date is not None  # noqa: S101
    order = settle_order(date, "month-first", "Meta", findings)
    days: list[Day] = [
        dt.datetime.combine(moment.value.date(), dt.time()) if moment else None
        for moment in read_moments(date, order, findings)
    ]
    for header in choose_columns(one, table, findings):
        column = table.column(header)
        assert column is not None  # noqa: S101
        told, titled = read_title(header), one.told
        metric = told.metric or titled.metric
        if metric is None:
            continue
        whole = Titled(
            metric,
            told.platform or titled.platform or platform,
            told.distribution or titled.distribution,
        )
        _take(whole, column, days, settings, findings, gathered)


def choose_columns(one: DayTable, table: Table, findings: Findings) -> list[str]:
    """Choose the columns that hold the figures of the dates beside them.

    Those of an earlier period are left out: their dates are not in the file.
    """
    headers = [header for header in table.headers[1:] if header]
    if one.told.metric is None and not any(read_title(header).metric for header in headers):
        findings.add(
            "The title of this table says no figure that is known here; it is not used.",
            severity="warning",
            row=one.block.row,
            got=" ".join(one.titles),
            expected="one of: " + ", ".join(spellings[0] for spellings in FIGURES.values()),
        )
        return []
    chosen = [
        header for header in headers if header_key(header) in MAIN or read_title(header) != Titled()
    ]
    earlier = [header for header in headers if header_key(header) in EARLIER]
    unclear = [header for header in headers if header not in chosen and header not in earlier]
    if not chosen and len(unclear) == 1:
        findings.decide(unclear[0], "figures of the days", "it is the only column beside the date")
        return unclear
    if unclear:
        findings.add(
            "What these columns count is not clear; they are not used."
            if chosen
            else "Which of these columns holds the figures is not clear.",
            severity="warning" if chosen else "error",
            row=one.block.rows[0].number,
            got=", ".join(unclear),
            expected="Primary (Dutch: Primair), or the name of a platform",
        )
    if earlier:
        findings.add(
            "The figures of an earlier period are not used: their dates are not in the file.",
            severity="note",
            row=one.block.rows[0].number,
            got=", ".join(earlier),
        )
    return chosen


def _take(
    whole: Titled,
    column: Column,
    days: Sequence[Day],
    settings: Settings,
    findings: Findings,
    gathered: Gathered,
) -> None:
    style = replace(settle_grouping([column], findings), negatives=whole.metric == NET)
    counts = read_counts(column, style, findings, len(days))
    metric, contents = whole.metric or "", ""
    if metric == FOLLOWERS:
        contents = "followers" if _is_total(column, counts, settings, findings) else ""
        metric = "follows"
    elif metric == NET:
        contents = "gained"
    if contents:
        gathered.followers.append(
            make_frame(
                FOLLOWERS_COLUMNS,
                findings.file,
                column.rows,
                account=[settings.answers.account] * len(days),
                platform=[whole.platform] * len(days),
                day=days,
                **{contents: counts},
            )
        )
        return
    spread = whole.distribution
    gathered.figures.append(
        Figures(
            metric,
            counts,
            column.rows,
            days,
            days,
            "distribution" if spread else None,
            [spread] * len(days) if spread else None,
            whole.platform,
        )
    )


def _is_total(
    column: Column, counts: Sequence[int | None], settings: Settings, findings: Findings
) -> bool:
    if settings.answers.followers:
        running: bool | None = settings.answers.followers == "running"
        evidence = "data/channels/profile.yaml says so"
    else:
        running, evidence = is_running(counts)
    findings.decide(
        column.name,
        FOLLOWER_COUNTS["running" if running else "gained"],
        evidence,
    )
    if running is None:
        findings.add(
            "It is not certain whether this column holds the followers won on each day or all "
            "followers up to that day; it was read as followers won.",
            severity="warning",
            column=column.name,
            got=evidence,
            remedy="Say it in data/channels/profile.yaml under answers, with followers: gained or "
            "running.",
        )
    return bool(running)


def report_doubles(figures: Sequence[Figures], findings: Findings) -> None:
    """Refuse a file that gives the same figure of the same day twice, and not alike.

    Two accounts in one file do so; which is which nobody can see.
    """
    met: dict[tuple[object, ...], float] = {}
    rows: list[int] = []
    for one in figures:
        kind = (one.metric, one.platform, one.members[0] if one.members else None)
        for value, day, row in zip(one.values, one.starts, one.rows, strict=True):
            if value is None or day is None:
                continue
            if met.setdefault((*kind, day), value) != value:
                rows.append(row)
    if rows:
        findings.add(
            f"The same figure of the same day stands in the file twice, and not alike "
            f"({name_rows(rows)}).",
            row=rows[0],
            remedy="If the tables are of two accounts, export each into a file of its own.",
        )
