"""X (Twitter) analytics, the classic export by post: ``tweet_activity_metrics_…csv``.

Times carry their offset (UTC). The main columns are organic; those that begin with *promoted* hold
``-`` where nothing was paid. Answers to others stand between the posts: their text starts with @.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.model.posts import POSTS
from toolkit.readers.consistency.sums import (
    Comparison,
    add_up,
    compare,
    report_deviations,
    report_excess,
)
from toolkit.readers.counts import NumberStyle, read_counts, read_ids, read_numbers, read_texts
from toolkit.readers.dates import place, read_moments, settle_order
from toolkit.readers.findings import Findings
from toolkit.readers.frame import conclude, make_frame
from toolkit.readers.post_addresses import check_numbers
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
# What X counts as an engagement.
ENGAGEMENTS = (
    "retweets", "replies", "likes", "user profile clicks", "url clicks", "hashtag clicks",
    "detail expands", "permalink clicks", "app opens", "app installs", "follows", "email tweet",
    "dial phone", "media engagements",
)  # fmt: skip


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
    ids = read_ids(table.column("Tweet id"), findings, n)
    check_numbers(table.column("Tweet id"), ["x"] * n, ids, links, findings)
    impressions, engagements = counts("impressions"), counts("engagements")
    check_rate(table, engagements, impressions, findings)
    check_engagements(table, engagements, findings)
    promoted = counts("promoted impressions", PROMOTED)
    told = table.column("promoted impressions") is not None
    frame = make_frame(
        POSTS,
        source.file,
        table.numbers,
        account=[handle_in(link) for link in links],
        platform=["x"] * n,
        post_id=ids,
        published=when.published,
        day=when.day,
        text=texts,
        url=links,
        reply=[(text or "").startswith("@") for text in texts],
        boosted=[bool(count) if told else None for count in promoted],
        reactions=counts("likes"),
        comments=counts("replies"),
        shares=counts("retweets"),
        engagements=engagements,
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
    """Refuse an engagement rate that is not engagements / impressions."""
    column = table.column("engagement rate")
    if column is None:
        return
    printed = read_numbers(column, PROMOTED, findings)
    within = rounding(column.texts)
    pairs = [
        Comparison(row, rate, part / whole, within=within)
        for row, rate, part, whole in zip(
            table.numbers, printed, engagements, impressions, strict=True
        )
        if rate is not None and part is not None and whole and (rate or part)
    ]
    formula = "engagements / impressions"
    report_deviations(pairs, column.name, formula, findings, kind="rate", documented=True)


def rounding(texts: Sequence[str]) -> float:
    """Give half a unit of the last digit of a printed column, and a little for binary numbers."""
    places = max((len(text.partition(".")[2]) for text in texts), default=0)
    return 0.5 * 10.0 ** -min(places, 9) + 1e-9


def check_engagements(table: Table, engagements: Sequence[int | None], findings: Findings) -> None:
    """Hold engagements against all that X counts among them: nothing can be more than their sum.

    Where every kind has its column, the columns come to the engagements in every row.
    """
    found = [one for one in (table.column(name) for name in ENGAGEMENTS) if one is not None]
    parts = [read_counts(one, STYLE, Findings(findings.file), len(table.rows)) for one in found]
    pairs = compare(table.numbers, engagements, add_up(*parts))
    formula = "retweets, replies, likes, clicks and the like together"
    if len(found) == len(ENGAGEMENTS):
        report_deviations(pairs, "engagements", formula, findings, documented=True)
    else:
        report_excess(pairs, "engagements", formula, findings)
