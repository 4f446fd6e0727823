"""X's classic monthly export: replies between the posts, ``-`` in every promoted column.

Counts of the first columns carry a ``.0``, ids are longer than a float holds, times are UTC.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from .feed import Post
from .paper import Value, write_csv

_COUNTS = (
    "impressions", "engagements", "engagement rate", "retweets", "replies", "likes",
    "user profile clicks", "url clicks", "hashtag clicks", "detail expands", "permalink clicks",
    "app opens", "app installs", "follows", "email tweet", "dial phone", "media views",
    "media engagements",
)  # fmt: skip
_HEADER = (
    "Tweet id", "Tweet permalink", "Tweet text", "time",
    *_COUNTS,
    *(f"promoted {name}" for name in _COUNTS),
)  # fmt: skip


def write_x(
    folder: Path, posts: Sequence[Post], quarters: Sequence[tuple[dt.date, dt.date]]
) -> None:
    """Write one file for each quarter, newest post first, its end the day after the last."""
    for start, end in quarters:
        inside = [post for post in posts if start <= post.published.date() < end]
        handle = inside[0].account.handle
        rows: list[Sequence[Value]] = [_HEADER]
        rows.extend([*_row(post), *["-"] * len(_COUNTS)] for post in reversed(inside))
        name = f"tweet_activity_metrics_{handle}_{start:%Y%m%d}_{end:%Y%m%d}_en.csv"
        write_csv(folder / name, rows, quote_all=True)


def quarters(start: dt.date, end: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
    """Give the quarters from `start` on, the last one ending at or after `end`."""
    while start < end:
        month = start.month + 3
        after = dt.date(start.year + (month > 12), month - 12 * (month > 12), 1)
        yield start, after
        start = after


def _row(post: Post) -> list[str]:
    expands = post.clicks // 2
    visits = post.reactions // 4
    links = post.clicks - expands
    engagements = post.interactions + expands + visits + links
    media = round(post.views * 0.3) if post.kind == "video" else 0
    return [
        post.number,
        f"https://twitter.com/{post.account.handle}/status/{post.number}",
        post.text,
        post.published.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M +0000"),
        *(f"{count}.0" for count in (post.views, engagements)),
        repr(round(engagements / post.views, 12)),
        *(f"{count}.0" for count in (post.shares, post.comments, post.reactions)),
        *(f"{count}.0" for count in (visits, links, 0, expands, 0)),
        *("0", "0", "0", "0", "0"),
        *(str(media), str(media)),
    ]
