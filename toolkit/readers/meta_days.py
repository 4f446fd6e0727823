"""Meta's tables of days: a title that says the figure, then a date and a value for each day.

Several may stand below each other, and a table may have a column for each platform. Which account
it is the file never says, and which platform only in some titles. A day is Meta's day, as written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from toolkit.errors import fill
from toolkit.model.posts import FOLLOWERS as FOLLOWERS_COLUMNS
from toolkit.readers.blocks import filled
from toolkit.readers.counts import NumberStyle, read_counts
from toolkit.readers.dates import read_moments, settle_order
from toolkit.readers.file_answers import FOLLOWER_COUNTS
from toolkit.readers.findings import Findings, name_rows
from toolkit.readers.frame import make_frame
from toolkit.readers.grouping import settle_grouping
from toolkit.readers.insight_frame import Day, Figures, check_days
from toolkit.readers.meta_tables import EARLIER, MAIN, DayTable
from toolkit.readers.meta_titles import (
    FIGURES,
    FOLLOWERS,
    NET,
    Titled,
    read_title,
)
from toolkit.readers.reading import Settings
from toolkit.readers.running_totals import is_running
from toolkit.readers.table import Column, Table, header_key, read_table


@dataclass(slots=True)
class Gathered:
    """What the tables of a file gave so far; ``titles`` say which table gave which figure."""

    figures: list[Figures] = field(default_factory=list)
    titles: dict[Titled, str] = field(default_factory=dict)
    followers: list[pd.DataFrame] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


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
    style = _settle_style(found, settings, findings)
    for one in found:
        _read_one(one, platform, style, settings, findings, gathered)
    report_doubles(gathered.figures, findings)
    return gathered


def _settle_style(found: Sequence[DayTable], settings: Settings, findings: Findings) -> NumberStyle:
    # Tables of one file were written, and saved, in one way.
    columns: list[Column] = []
    dutch = False
    for one in found:
        header, *rows = one.block.rows
        dutch = dutch or header_key(filled(header)[0]) == "datum"
        for at, name in enumerate(one.headers, start=1):
            full = [row for row in rows if len(row.cells) > at]
            columns.append(
                Column(
                    name,
                    tuple(row.cells[at] for row in full),
                    tuple(row.number for row in full),
                )
            )
    return settle_grouping(columns, findings, settings.answers, language="nl" if dutch else "en")


def _read_one(
    one: DayTable,
    platform: str | None,
    style: NumberStyle,
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
    check_days(date, days, findings)
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
        if not _is_said_twice(whole, one, findings, gathered):
            _take(whole, column, days, style, settings, findings, gathered)


def _is_said_twice(whole: Titled, one: DayTable, findings: Findings, gathered: Gathered) -> bool:
    # While Meta renames a figure it gives both: reach and viewers, impressions and views.
    title = " ".join(one.titles)
    first = gathered.titles.setdefault(whole, title)
    if header_key(first) == header_key(title):
        return False
    findings.add(
        fill(
            "This figure is taken from “{first}”, which counts the same; this table is not used.",
            first=first,
        ),
        severity="note",
        row=one.block.row,
        got=title,
    )
    return True


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
            expected=fill(
                "one of: {names}", names=", ".join(spellings[0] for spellings in FIGURES.values())
            ),
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
    style: NumberStyle,
    settings: Settings,
    findings: Findings,
    gathered: Gathered,
) -> None:
    style = replace(style, negatives=whole.metric == NET)
    counts = read_counts(column, style, findings, len(days))
    metric, contents = whole.metric or "", ""
    if metric == FOLLOWERS:
        contents = "followers" if _is_total(column, counts, days, settings, findings) else ""
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
    column: Column,
    counts: Sequence[int | None],
    days: Sequence[Day],
    settings: Settings,
    findings: Findings,
) -> bool:
    if settings.answers.followers:
        running: bool | None = settings.answers.followers == "running"
        evidence = "data/channels/profile.yaml says so"
    else:
        known = [(day, count) for day, count in zip(days, counts, strict=True) if day]
        by_day = sorted(known, key=lambda pair: pair[0])
        running, evidence = is_running([count for _, count in by_day])
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
            fill(
                "The same figure of the same day stands in the file twice, and not alike ({rows}).",
                rows=name_rows(rows),
            ),
            row=rows[0],
            remedy="If the tables are of two accounts, export each into a file of its own.",
        )
