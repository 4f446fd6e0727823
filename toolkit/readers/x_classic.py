"""X (Twitter) analytics, the classic export by post: ``tweet_activity_metrics_…csv``.

Times carry their offset (UTC). The main columns are organic; those that begin with *promoted* hold
``-`` where nothing was paid. Answers to others stand between the posts: their text starts with @.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.model.posts import POSTS
from toolkit.readers.counts import NumberStyle, read_counts, read_ids, read_numbers, read_texts
from toolkit.readers.dates import place, read_moments, settle_order
from toolkit.readers.findings import Findings, name_rows
from toolkit.readers.frame import conclude, make_frame
from toolkit.readers.reading import Reading, Settings
from toolkit.readers.table import Source, Table, locate, read_located

LOOKS_FOR = (
    "X (Twitter) analytics, classic export: Tweet id, Tweet permalink, Tweet text, time, "
    "impressions, engagements, retweets, replies, likes"
)
REQUIRED = (
    "Tweet id", "Tweet permalink", "Tweet text", "time", "impressions", "engagements", "retweets",
    "replies", "likes",
)  # fmt: skip
STYLE = NumberStyle()
PROMOTED = NumberStyle(missing=frozenset({"", "-"}))
HANDLE = re.compile(r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/([A-Za-z0-9_]+)/status", re.I)
CLOSE = 1e-6


def identify(source: Source) -> bool:
    """Say whether this is such an export."""
    return locate(source, *((name,) for name in REQUIRED)) is not None


def read(source: Source, settings: Settings) -> tuple[Reading, ...]:
    """Read the posts.

    Raises
    ------
    InputError
        With all faults of the file.
    """
    findings = Findings(source.file)
    table = read_located(source, findings, *((name,) for name in REQUIRED))
    n = len(table.rows)

    def counts(name: str, style: NumberStyle = STYLE) -> list[int | None]:
        return read_counts(table.column(name), style, findings, n)

    time = table.column("time")
    assert time is not None  # noqa: S101
    order = settle_order(time, "year-first", "X", findings)
    when = place(read_moments(time, order, findings), "UTC", settings.time_zone)
    texts = read_texts(table.column("Tweet text"), n)
    links = read_texts(table.column("Tweet permalink"), n)
    impressions, engagements = counts("impressions"), counts("engagements")
    check_rate(table, engagements, impressions, findings)
    promoted = counts("promoted impressions", PROMOTED)
    told = table.column("promoted impressions") is not None
    frame = make_frame(
        POSTS,
        source.file,
        table.numbers,
        account=[handle_in(link) for link in links],
        platform=["x"] * n,
        post_id=read_ids(table.column("Tweet id"), findings, n),
        published=when.published,
        day=when.day,
        text=texts,
        url=links,
        reply=[(text or "").startswith("@") for text in texts],
        boosted=[bool(count) if told else None for count in promoted],
        reactions=counts("likes"),
        comments=counts("replies"),
        shares=counts("retweets"),
        clicks=counts("url clicks"),
        impressions=impressions,
    )
    return conclude("x_classic", {"posts": frame}, findings, table)


def handle_in(link: str | None) -> str | None:
    """Take the account's handle out of a post's address."""
    found = HANDLE.match(link or "")
    return found.group(1) if found else None


def check_rate(
    table: Table,
    engagements: Sequence[int | None],
    impressions: Sequence[int | None],
    findings: Findings,
) -> None:
    """Warn where the printed engagement rate is not engagements / impressions."""
    column = table.column("engagement rate")
    if column is None:
        return
    printed = read_numbers(column, PROMOTED, findings)
    rows = [
        row
        for row, rate, part, whole in zip(
            table.numbers, printed, engagements, impressions, strict=True
        )
        if rate is not None and part is not None and whole and abs(rate - part / whole) > CLOSE
    ]
    if rows:
        findings.add(
            "The printed engagement rate is not engagements divided by impressions "
            f"({name_rows(rows)}).",
            severity="warning",
            row=rows[0],
            column=column.name,
            remedy="Somebody may have changed the file: export it anew.",
        )
