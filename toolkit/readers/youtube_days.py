"""YouTube Studio by day: ``Chart data.csv`` (each video) and ``Totals.csv`` (the channel).

They come beside the table of videos, in one zip, or alone. A chart has the columns of the table and
one figure, a row for each day and video. *Subscribers* are those won less those lost, so they
become followers won. ``Totals.csv`` may hold no more than ``Date,Views``, which many tables do:
such a claim yields to any other, and the file asks whether it is YouTube's.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from toolkit.errors import fill
from toolkit.model.posts import FOLLOWERS, INSIGHTS, stack
from toolkit.readers.counts import read_counts, read_numbers
from toolkit.readers.dates import FIRST_YEAR, LAST_YEAR
from toolkit.readers.day_steps import end_periods, period_of
from toolkit.readers.findings import Findings
from toolkit.readers.frame import conclude, make_frame
from toolkit.readers.grouping import settle_grouping
from toolkit.readers.insight_frame import make_insights_by_row
from toolkit.readers.reading import Contents, Reading, Settings
from toolkit.readers.table import Column, Sheet, Source, Table, header_key, read_table, write
from toolkit.readers.worded import read_days
from toolkit.readers.youtube_sums import HOURS, IMPRESSIONS, SUBSCRIBERS
from toolkit.readers.youtube_tables import (
    COMMENTS,
    CONTENT,
    DAY,
    LIKES,
    PUBLISHED,
    SHARES,
    TITLE,
    VIEWS,
    has_headers,
    name_sheet,
    split_total,
)

LOOKS_FOR = (
    "YouTube Studio by day: Chart data with Date, Content, Video title and a figure, or Totals "
    "with Date and figures such as Views, Watch time (hours), Subscribers (Dutch: Datum, Content, "
    "Videotitel, Weergaven, Kijktijd (uren), Abonnees)"
)
DURATION = ("Average view duration", "Gemiddelde weergaveduur", "Gemiddelde kijkduur")
COUNTS: dict[str, tuple[str, ...]] = {
    "video_views": VIEWS,
    "impressions": IMPRESSIONS,
    "reach": ("Unique viewers", "Unieke kijkers"),
    "reactions": LIKES,
    "comments": COMMENTS,
    "shares": SHARES,
    "follows": ("Subscribers gained", "Gewonnen abonnees", "Nieuwe abonnees", "Verkregen abonnees"),
    "unfollows": ("Subscribers lost", "Verloren abonnees", "Abonnees verloren"),
}
# Of a day these can be below zero: likes taken back, subscribers who left.
NET = {"reactions", "comments"}
OWN = (
    SUBSCRIBERS, HOURS, DURATION, COUNTS["follows"], COUNTS["unfollows"],
    ("Engaged views",),
    ("Impressions click-through rate (%)", "Klikfrequentie van vertoningen (%)"),
    ("Average percentage viewed (%)", "Gemiddeld weergavepercentage (%)"),
    ("Stayed to watch (%)",),
    ("Estimated revenue (USD)", "Estimated revenue (EUR)"),
)  # fmt: skip
KNOWN = {header_key(name) for names in (DAY, *OWN, *COUNTS.values()) for name in names}
TELLING = {header_key(name) for names in OWN for name in names}
CLOCK = re.compile(r"(?:(?P<hours>[0-9]{1,4}):)?(?P<minutes>[0-9]{1,2}):(?P<seconds>[0-5][0-9])")


def identify(source: Source) -> bool:
    """Say whether this is a chart or the totals, without the table of videos."""
    if any(
        has_headers(sheet, CONTENT, TITLE, PUBLISHED) and not has_headers(sheet, DAY)
        for sheet in source.sheets
    ):
        return False
    return find_chart(source) is not None or (
        find_totals(source) is not None and len(source.sheets) == 1
    )


def yields(source: Source) -> bool:
    """Say whether its claim is weak: totals alone look like many a table."""
    return find_chart(source) is None


def find_chart(source: Source) -> Sheet | None:
    """Find the figures of each day and video."""
    charts = (one for one in source.sheets if has_headers(one, DAY, CONTENT, TITLE))
    return next(charts, None)


def find_totals(source: Source) -> Sheet | None:
    """Find the figures of each day: a day, and columns that YouTube Studio has, no others."""
    for sheet in source.sheets:
        keys = [header_key(write(cell)) for row in sheet.rows[:1] for cell in row.cells]
        needed = {header_key(name) for name in (*VIEWS, *COUNTS["impressions"])} | TELLING
        if has_headers(sheet, DAY) and set(keys) <= KNOWN and needed & set(keys):
            return sheet
    return None


def read(source: Source, settings: Settings) -> tuple[Reading, ...]:
    """Read the figures of each day.

    Raises
    ------
    InputError
        With all faults of the file, or with the question whether it is YouTube's.
    """
    findings = Findings(source.file)
    if yields(source):
        _ask_whether_youtube(source, settings, findings)
    frames, tables = read_by_day(source, settings.answers.account, findings)
    return conclude("youtube_days", frames, findings, *tables)


def _ask_whether_youtube(source: Source, settings: Settings, findings: Findings) -> None:
    headers = [write(cell) for row in source.sheets[0].rows[:1] for cell in row.cells]
    if TELLING & {header_key(header) for header in headers}:
        return
    platform = settings.answers.platform
    if platform is None:
        findings.ask(
            "platform",
            "This may be the file Totals of YouTube Studio, but many tables look like it. Is it?",
            got=", ".join(headers),
            expected="youtube; for anything else describe it under files in profile.yaml",
        )
    elif platform != "youtube":
        findings.add(
            "This table by day is of another platform than YouTube.",
            got=platform,
            remedy="Describe it under files in data/channels/profile.yaml.",
        )


def read_by_day(
    source: Source, account: str | None, findings: Findings
) -> tuple[dict[Contents, pd.DataFrame], tuple[Table, ...]]:
    """Read chart and totals, as far as they are there: insights, and followers won by day.

    Returns
    -------
    frames
        ``insights`` where there is a chart or a table of totals; ``followers`` where the totals
        have subscribers by day.
    tables
        What they were made of.
    """
    chart, totals = find_chart(source), find_totals(source)
    insights: list[pd.DataFrame] = []
    frames: dict[Contents, pd.DataFrame] = {}
    tables: list[Table] = []
    if totals is not None:
        since = len(findings.faults)
        table = read_table(totals, totals.rows[0].number, findings)
        tables.append(table)
        insights.append(_read_figures(table, account, findings))
        subscribers = _read_subscribers(table, account, findings)
        if subscribers is not None:
            frames["followers"] = subscribers
        name_sheet(totals, findings, since)
    if chart is not None:
        since = len(findings.faults)
        whole = read_table(chart, chart.rows[0].number, findings)
        videos, channel = split_total(whole, findings)
        tables.append(whole)
        # The title and the day of publication stand in the table of videos.
        for names in (TITLE, PUBLISHED, ("Duration", "Duur")):
            whole.column(*names)
        insights.append(_read_figures(videos, account, findings, by_video=True))
        if totals is None and channel.rows:
            insights.append(_read_figures(channel, account, findings))
        name_sheet(chart, findings, since)
    if insights:
        frames = {"insights": stack(insights, INSIGHTS), **frames}
    return frames, tuple(tables)


def _read_figures(
    table: Table, account: str | None, findings: Findings, *, by_video: bool = False
) -> pd.DataFrame:
    date = table.column(*DAY)
    assert date is not None  # noqa: S101
    start = _read_dates(date, findings)
    columns = {name: table.column(*names) for name, names in COUNTS.items()}
    style = settle_grouping([one for one in columns.values() if one], findings)
    figures: dict[str, Sequence[float | None]] = {
        metric: read_counts(
            column, replace(style, negatives=metric in NET), findings, len(table.rows)
        )
        for metric, column in columns.items()
        if column
    }
    if hours := table.column(*HOURS):
        figures["watch_time"] = read_numbers(hours, style, findings)
    if duration := table.column(*DURATION):
        figures["watch_time_per_view"] = read_durations(duration, findings)
    return make_insights_by_row(
        table.file,
        table.numbers,
        figures,
        platform="youtube",
        account=account,
        start=start,
        end=end_periods(start, date, findings, repeated=by_video),
        dimension="video" if by_video else None,
        members=[str(text) for text in _texts(table)] if by_video else (),
    )


def _read_dates(column: Column, findings: Findings) -> list[dt.datetime | None]:
    days: list[dt.datetime | None] = []
    for moment, row in zip(read_days(column, findings), column.rows, strict=True):
        if moment and not FIRST_YEAR <= moment.value.year <= LAST_YEAR:
            findings.add(
                "No figure can be of this year.",
                row=row,
                column=column.name,
                got=f"{moment.value.year}",
                expected=fill(
                    "{first_year} to {last_year}", first_year=FIRST_YEAR, last_year=LAST_YEAR
                ),
            )
            moment = None
        days.append(dt.datetime.combine(moment.value.date(), dt.time()) if moment else None)
    return days


def _texts(table: Table) -> list[str]:
    column = table.column(*CONTENT)
    return column.texts if column else []


def _read_subscribers(table: Table, account: str | None, findings: Findings) -> pd.DataFrame | None:
    date, column = table.column(*DAY), table.column(*SUBSCRIBERS)
    if date is None or column is None:
        return None
    # Faults of the dates are told where the figures are read.
    days = _read_dates(date, Findings(table.file))
    n = len(table.rows)
    style = replace(settle_grouping([column], findings), negatives=True)
    gained = read_counts(column, style, findings, n)
    if period_of(days) != "day":
        return None
    return make_frame(
        FOLLOWERS,
        table.file,
        table.numbers,
        account=[account] * n,
        platform=["youtube"] * n,
        day=days,
        gained=gained,
    )


def read_durations(column: Column, findings: Findings) -> list[float | None]:
    """Read durations such as ``0:01:05`` in seconds."""
    seconds: list[float | None] = []
    for text, row in zip(column.texts, column.rows, strict=True):
        found = CLOCK.fullmatch(text)
        if found:
            minutes = int(found["hours"] or 0) * 60 + int(found["minutes"])
            seconds.append(minutes * 60 + int(found["seconds"]))
            continue
        seconds.append(None)
        if text not in ("", "-"):
            findings.add(
                "This should be a duration.",
                row=row,
                column=column.name,
                got=text,
                expected="hours, minutes and seconds, such as 0:01:05",
            )
    return seconds
