"""X analytics, the export of content of 2024 and later: one row a post, days without a time.

When a post was made, its number says. Answers to others stand between the posts: their text starts
with @. Likes are reactions, replies comments, and reposts shares; *Shares*, which counts addresses
that were copied or sent on, is left out, since no other platform's export has its like.
"""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.model.posts import POSTS
from toolkit.readers.consistency.sums import add_up, compare, report_excess
from toolkit.readers.counts import NumberStyle, read_counts, read_ids, read_texts
from toolkit.readers.dates import place
from toolkit.readers.findings import Findings
from toolkit.readers.frame import conclude, make_frame
from toolkit.readers.id_times import place_by_ids, x_moment
from toolkit.readers.misfits import check_cells
from toolkit.readers.post_addresses import check_numbers
from toolkit.readers.reading import Reading, Settings
from toolkit.readers.shifted_rows import report_shifted_rows
from toolkit.readers.table import Source, locate, read_located
from toolkit.readers.x_classic import handle_in

LOOKS_FOR = (
    "X analytics, content (2024 and later): Post id, Date, Post text, Post Link, Impressions, "
    "Likes, Replies, Reposts"
)
REQUIRED = (
    "Post id", "Date", "Post text", "Post Link", "Impressions", "Likes", "Replies", "Reposts",
)  # fmt: skip
STYLE = NumberStyle(thousands=",", missing=frozenset({"", "-"}))


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

    def counts(name: str) -> list[int | None]:
        return read_counts(table.column(name), STYLE, findings, n)

    check_cells(table.column("Post Link"), "address", findings)
    report_shifted_rows(table, findings)
    ids = read_ids(table.column("Post id"), findings, n)
    links = read_texts(table.column("Post Link"), n)
    check_numbers(table.column("Post id"), ["x"] * n, ids, links, findings)
    dates = table.column("Date")
    assert dates is not None  # noqa: S101
    # Where a spreadsheet ruined the numbers, that is the fault to tell, and not their moments.
    known = ids if not findings.faults else [None] * n
    when = place(place_by_ids(dates, known, x_moment, "X", findings), "UTC", settings.time_zone)
    texts = read_texts(table.column("Post text"), n)
    likes, replies, reposts = counts("Likes"), counts("Replies"), counts("Reposts")
    engagements = counts("Engagements")
    check_engagements(table.numbers, engagements, (likes, replies, reposts), findings)
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
        reactions=likes,
        comments=replies,
        shares=reposts,
        engagements=engagements,
        saves=counts("Bookmarks"),
        clicks=counts("URL Clicks"),
        impressions=counts("Impressions"),
    )
    return conclude("x_content", {"posts": frame}, findings, table)


def check_engagements(
    rows: Sequence[int],
    engagements: Sequence[int | None],
    parts: Sequence[Sequence[int | None]],
    findings: Findings,
) -> None:
    """Refuse engagements below the likes, replies and reposts that X counts among them.

    X counts clicks, follows and more among them too, so they may well be higher. Shares and
    bookmarks are no sure part of them, nor are visits of the profile.
    """
    pairs = compare(rows, engagements, add_up(*parts))
    report_excess(pairs, "Engagements", "likes, replies and reposts together", findings)
