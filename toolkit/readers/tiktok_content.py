"""TikTok Studio, the export *Content*: one row a video, days without a year.

Which year a video is of, its number says. Counts may be shortened (``1.2K``). Totals are those of
the day of the export.
"""

from __future__ import annotations

import re

from toolkit.errors import fill
from toolkit.model.posts import POSTS
from toolkit.readers.blanks import check_filled
from toolkit.readers.counts import NumberStyle, check_links, read_counts, read_texts
from toolkit.readers.dates import place
from toolkit.readers.findings import Findings, name_rows
from toolkit.readers.frame import conclude, make_frame
from toolkit.readers.id_times import place_by_ids, tiktok_moment
from toolkit.readers.misfits import check_cells
from toolkit.readers.reading import Reading, Settings
from toolkit.readers.shifted_rows import report_shifted_rows
from toolkit.readers.table import Column, Source, locate, read_located

LOOKS_FOR = (
    "TikTok Studio content: Video link, Post time, Total likes, Total comments, Total shares, "
    "Total views"
)
LINK, TIME = ("Video link",), ("Post time",)
LIKES, COMMENTS, SHARES = ("Total likes",), ("Total comments",), ("Total shares",)
VIEWS = ("Total views",)
SAVES = ("Add to favorites", "Total favorites", "Total saves")
REQUIRED = (LINK, TIME, LIKES, COMMENTS, SHARES, VIEWS)
STYLE = NumberStyle(thousands=",", shorthand=True, missing=frozenset({"", "-"}))
ADDRESS = re.compile(
    r"https?://(?:www\.|m\.)?tiktok\.com/(?:@(?P<handle>[^/?#]+)/)?(?P<kind>video|photo)/(?P<id>[0-9]+)"
)
KINDS = {"video": "video", "photo": "carousel"}


def identify(source: Source) -> bool:
    """Say whether this is such an export."""
    return locate(source, *REQUIRED) is not None


def read(source: Source, settings: Settings) -> tuple[Reading, ...]:
    """Read the videos.

    Raises
    ------
    InputError
        With all faults of the file.
    """
    findings = Findings(source.file)
    table = read_located(source, findings, *REQUIRED)
    n = len(table.rows)

    def counts(*names: str) -> list[int | None]:
        column = table.column(*names)
        note_shortened(column, findings)
        return read_counts(column, STYLE, findings, n)

    check_cells(table.column(*LINK), "address", findings)
    report_shifted_rows(table, findings)
    check_links(table.column(*LINK), findings)
    links = read_texts(table.column(*LINK), n)
    addresses = [ADDRESS.match(link or "") for link in links]
    ids = [one["id"] if one else None for one in addresses]
    if findings.faults:
        # Where the numbers are lost, that is the fault to tell, and not what they would have said.
        findings.settle()
    time = table.column(*TIME)
    assert time is not None  # noqa: S101
    moments = place_by_ids(time, ids, tiktok_moment, "TikTok", findings)
    when = place(moments, "UTC", settings.time_zone)
    frame = make_frame(
        POSTS,
        source.file,
        table.numbers,
        account=[one["handle"] if one else None for one in addresses],
        platform=["tiktok"] * n,
        post_id=ids,
        published=when.published,
        day=when.day,
        kind=[KINDS[one["kind"]] if one else None for one in addresses],
        text=read_texts(table.column("Video title"), n),
        url=links,
        reactions=counts(*LIKES),
        comments=counts(*COMMENTS),
        shares=counts(*SHARES),
        saves=counts(*SAVES),
        impressions=counts(*VIEWS),
    )
    printed = [table.column(*names) for names in (LIKES, COMMENTS, SHARES, VIEWS)]
    check_filled(printed, "TikTok", findings)
    return conclude("tiktok_content", {"posts": frame}, findings, table)


def note_shortened(column: Column | None, findings: Findings) -> None:
    """Note counts that their maker rounded: ``1.2K`` is anything from 1,150 to 1,249."""
    texts = column.texts if column else []
    rows = [
        row
        for row, text in zip(column.rows if column else (), texts, strict=True)
        if text[-1:].casefold() in ("k", "m", "b")
    ]
    if column and rows:
        findings.add(
            fill("Counts are shortened here, and so rounded ({rows}).", rows=name_rows(rows)),
            severity="note",
            row=rows[0],
            column=column.name,
            got=texts[column.rows.index(rows[0])],
        )
