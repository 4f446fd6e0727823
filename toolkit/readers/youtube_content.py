"""YouTube Studio, advanced mode, the table of videos: ``Table data.csv``, alone or in its zip.

What the zip has beside it, by day, is read by :mod:`toolkit.readers.youtube_days`.

The first row is the total of the channel and no video. The table stops at 500 videos, so the total
can be more than its rows come to. Headers can hold soft hyphens. Likes, comments and shares are in
it only where they were chosen as columns before the export.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from toolkit.errors import fill
from toolkit.model.posts import POSTS
from toolkit.readers.counts import read_counts, read_texts
from toolkit.readers.dates import place
from toolkit.readers.findings import Findings
from toolkit.readers.frame import conclude, make_frame
from toolkit.readers.grouping import settle_grouping
from toolkit.readers.reading import Contents, Reading, Settings
from toolkit.readers.table import Sheet, Source, locate, read_table
from toolkit.readers.worded import read_days
from toolkit.readers.youtube_days import find_chart, find_totals, read_by_day
from toolkit.readers.youtube_sums import check_days_against_total, check_days_of_videos
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
    "YouTube Studio, table of videos: Content, Video title, Video publish time, Views (Dutch: "
    "Content, Videotitel, Publicatietijd van video, Weergaven)"
)
MOST_VIDEOS = 500
MOST_VIEWS, TRIFLE = 0.9, 1.01


def identify(source: Source) -> bool:
    """Say whether this is such an export."""
    return _videos(source) is not None


def _videos(source: Source) -> tuple[Sheet, int] | None:
    # Beside the table the zip has a chart: the same columns, and a row for each day.
    tables = tuple(sheet for sheet in source.sheets if not has_headers(sheet, DAY))
    return locate(replace(source, sheets=tables), CONTENT, TITLE, PUBLISHED, VIEWS)


def read(source: Source, settings: Settings) -> tuple[Reading, ...]:
    """Read the videos, and the figures by day that a zip has beside them.

    Raises
    ------
    InputError
        With all faults of the file.
    """
    findings = Findings(source.file)
    found = _videos(source)
    assert found is not None  # noqa: S101  identify() said so
    whole = read_table(*found, findings)
    table, totals = split_total(whole, findings)
    n = len(table.rows)
    names = (VIEWS, LIKES, COMMENTS, SHARES)
    columns = [table.column(*one) for one in names]
    style = settle_grouping([column for column in columns if column], findings)
    views, likes, comments, shares = (read_counts(one, style, findings, n) for one in columns)
    check_total(views, read_counts(totals.column(*VIEWS), style, findings, 0), findings)
    if columns[1] is None:
        findings.add(
            "This export has no column with likes, so these videos count in no rate of engagement.",
            severity="warning",
            column="Likes",
            remedy="In YouTube Studio's advanced mode add Likes, Comments added and Shares as "
            "columns, and export again.",
        )
    published = table.column(*PUBLISHED)
    assert published is not None  # noqa: S101
    when = place(read_days(published, findings), settings.time_zone, settings.time_zone)
    ids = read_texts(table.column(*CONTENT), n)
    frame = make_frame(
        POSTS,
        source.file,
        table.numbers,
        platform=["youtube"] * n,
        post_id=ids,
        published=when.published,
        day=when.day,
        kind=["video"] * n,
        text=read_texts(table.column(*TITLE), n),
        url=[f"https://www.youtube.com/watch?v={one}" if one else None for one in ids],
        reactions=likes,
        comments=comments,
        shares=shares,
        impressions=views,
    )
    name_sheet(found[0], findings, 0)
    frames: dict[Contents, pd.DataFrame] = {"posts": frame}
    by_day, tables = read_by_day(source, settings.answers.account, findings)
    days, chart = find_totals(source), find_chart(source)
    if not any(fault.severity == "error" for fault in findings.faults):
        since = len(findings.faults)
        for one in tables:
            if days is not None and one.sheet == days.name:
                check_days_against_total(totals, one, findings)
            elif chart is not None and one.sheet == chart.name:
                check_days_of_videos(table, one, findings)
        name_sheet(found[0], findings, since)
    return conclude("youtube_content", frames | by_day, findings, table, *tables)


def check_total(
    views: Sequence[int | None], totals: Sequence[int | None], findings: Findings
) -> None:
    """Hold the sum of the videos against the total that the file prints."""
    total, known = next(iter(totals), None), [one for one in views if one is not None]
    if total is None or not known:
        return
    told = fill("{n} of {total} views", n=f"{sum(known):,}", total=f"{total:,}")
    if sum(known) > total:
        findings.add(
            "The videos have more views together than the total that the file prints.",
            # The two are counted apart from each other, and can differ by a trifle.
            severity="warning" if sum(known) <= TRIFLE * total else "error",
            column="Views",
            got=told,
            remedy="Somebody may have changed the file: export it anew.",
        )
    elif sum(known) < total:
        full = len(views) >= MOST_VIDEOS - 5
        findings.add(
            fill(
                "The table does not hold all videos of the channel; YouTube exports {n} at most.",
                n=MOST_VIDEOS,
            )
            if full
            else "The table does not hold all videos of the channel.",
            # Videos that were deleted or hidden stay in the total, but seldom are they many.
            severity="note" if full or sum(known) >= MOST_VIEWS * total else "warning",
            column="Views",
            got=told,
            remedy="" if full else "If the file was cut off, export it anew.",
        )
