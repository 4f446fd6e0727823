"""YouTube Studio, advanced mode, the table of videos: ``Table data.csv``, alone or in its zip.

The first row is the total of the channel and no video. The table stops at 500 videos, so the total
can be more than its rows come to. Headers can hold soft hyphens. Likes, comments and shares are in
it only where they were chosen as columns before the export.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from toolkit.errors import Fault
from toolkit.model.posts import POSTS
from toolkit.readers.counts import read_counts, read_texts, settle_grouping
from toolkit.readers.dates import place
from toolkit.readers.findings import Findings
from toolkit.readers.frame import conclude, make_frame
from toolkit.readers.reading import Reading, Settings
from toolkit.readers.table import Sheet, Source, Table, header_key, locate, read_table, write
from toolkit.readers.worded import read_days

LOOKS_FOR = (
    "YouTube Studio, table of videos: Content, Video title, Video publish time, Views (Dutch: "
    "Content, Videotitel, Publicatietijd van video, Weergaven)"
)
CONTENT = ("Content", "Video")
TITLE = ("Video title", "Videotitel", "Titel van video")
PUBLISHED = (
    "Video publish time", "Publicatietijd van video", "Publicatietijd video",
    "Publicatietijdstip van video", "Tijdstip van videopublicatie",
)  # fmt: skip
VIEWS = ("Views", "Weergaven")
LIKES = ("Likes", "Vind-ik-leuks")
COMMENTS = ("Comments added", "Comments", "Toegevoegde reacties", "Reacties toegevoegd")
SHARES = ("Shares", "Gedeeld", "Keer gedeeld")
TOTAL = {"total", "totaal"}
DAYS = {"date", "datum"}
VIDEO = re.compile(r"[A-Za-z0-9_-]{11}")
MOST_VIDEOS = 500
MOST_VIEWS, TRIFLE = 0.9, 1.01


def identify(source: Source) -> bool:
    """Say whether this is such an export."""
    return _videos(source) is not None


def explain_miss(source: Source) -> Fault | None:
    """Say what is missing where the chart by day came without the table of videos."""
    found = locate(source, CONTENT, TITLE, PUBLISHED, VIEWS)
    if found is None or _videos(source) is not None:
        return None
    return Fault(
        "This YouTube export counts by day, and holds no totals of videos.",
        source.file,
        found[1],
        expected="Table data.csv, or the zip that YouTube Studio gives",
        remedy="Put the zip itself here, or the file Table data.csv that is in it.",
    )


def _videos(source: Source) -> tuple[Sheet, int] | None:
    # Beside the table the zip has a chart: the same columns, and a row for each day.
    tables = tuple(sheet for sheet in source.sheets if not _counts_by_day(sheet))
    return locate(replace(source, sheets=tables), CONTENT, TITLE, PUBLISHED, VIEWS)


def _counts_by_day(sheet: Sheet) -> bool:
    return any(header_key(write(cell)) in DAYS for row in sheet.rows[:1] for cell in row.cells)


def read(source: Source, settings: Settings) -> tuple[Reading, ...]:
    """Read the videos.

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
    return conclude("youtube_content", {"posts": frame}, findings, table)


def split_total(table: Table, findings: Findings) -> tuple[Table, Table]:
    """Give the rows of videos, and those of the total; any other row is a fault."""
    content = table.column(*CONTENT)
    assert content is not None  # noqa: S101
    totals = [
        row
        for row, text in zip(content.rows, content.texts, strict=True)
        if header_key(text) in TOTAL
    ]
    for row, text in zip(content.rows, content.texts, strict=True):
        if row not in totals and not VIDEO.fullmatch(text):
            findings.add(
                "This is not the number of a video.",
                row=row,
                column=content.name,
                got=text,
                expected="eleven letters, digits, - or _, such as dQw4w9WgXcQ",
                remedy="A spreadsheet may have changed the file: export it anew.",
            )
    videos = [row for row in content.rows if row not in totals]
    return table.without(totals), table.without(videos)


def check_total(
    views: Sequence[int | None], totals: Sequence[int | None], findings: Findings
) -> None:
    """Hold the sum of the videos against the total that the file prints."""
    total, known = next(iter(totals), None), [one for one in views if one is not None]
    if total is None or not known:
        return
    told = f"{sum(known):,} of {total:,} views"
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
        many = f"; YouTube exports {MOST_VIDEOS} at most" if full else ""
        findings.add(
            f"The table does not hold all videos of the channel{many}.",
            # Videos that were deleted or hidden stay in the total, but seldom are they many.
            severity="note" if full or sum(known) >= MOST_VIEWS * total else "warning",
            column="Views",
            got=told,
            remedy="" if full else "If the file was cut off, export it anew.",
        )
