"""LinkedIn page export of content: the sheet *All posts*, one row a post.

A description stands above the header. Dates are month first in every language, without times. The
sheet *Metrics* of the same workbook counts by day and knows no posts; alone it is refused.
"""

from __future__ import annotations

import re

from toolkit.errors import Fault, InputError
from toolkit.model.posts import POSTS
from toolkit.readers.counts import NumberStyle, read_counts, read_texts
from toolkit.readers.dates import place, read_moments, settle_order
from toolkit.readers.findings import Findings
from toolkit.readers.frame import conclude, make_frame
from toolkit.readers.reading import Reading, Settings
from toolkit.readers.table import Sheet, Source, Table, header_key, locate, read_table
from toolkit.readers.vocabulary import read_kinds

LOOKS_FOR = (
    "LinkedIn page content: a sheet All posts (Dutch: Alle bijdragen) with Post link, Created "
    "date, Impressions, Likes, Comments, Reposts"
)
TITLE = ("Post title", "Titel van bijdrage", "Titel bijdrage")
LINK = ("Post link", "Link naar bijdrage", "Bijdragelink", "Link bijdrage")
CREATED = ("Created date", "Aanmaakdatum", "Datum van aanmaak", "Gemaakt op")
IMPRESSIONS = ("Impressions", "Weergaven", "Impressies")
LIKES = ("Likes", "Reactions", "Interessant", "Vind-ik-leuks", "Reacties")
COMMENTS = ("Comments", "Commentaren", "Opmerkingen")
REPOSTS = ("Reposts", "Shares")
DAILY = ("Date", "Datum")
DAILY_IMPRESSIONS = (
    "Impressions (total)", "Impressions(total)", "Weergaven (totaal)", "Impressies (totaal)",
)  # fmt: skip
POST_TYPE = ("Post type", "Type bijdrage")
CAMPAIGN = ("Campaign name", "Campagnenaam", "Naam van campagne")
CONTENT_TYPE = ("Content Type", "Contenttype", "Type content")
PAID = {"sponsored", "gesponsord", "gesponsorde"}
STYLE = NumberStyle(thousands=",")
URN = re.compile(r"urn:li:(?:activity|share|ugcPost):([0-9]+)|-(?:activity|share|ugcPost)-([0-9]+)")


def _posts(source: Source) -> tuple[Sheet, int] | None:
    return locate(source, LINK, CREATED, LIKES, COMMENTS, REPOSTS)


def identify(source: Source) -> bool:
    """Say whether this is such an export, with posts or with daily figures only."""
    return _posts(source) is not None or locate(source, DAILY, DAILY_IMPRESSIONS) is not None


def read(source: Source, settings: Settings) -> tuple[Reading, ...]:
    """Read the posts.

    Raises
    ------
    InputError
        With all faults of the file, or if it holds figures by day only.
    """
    findings = Findings(source.file)
    found = _posts(source)
    if found is None:
        raise InputError(
            Fault(
                "This LinkedIn export holds figures by day, and no posts.",
                source.file,
                got="sheets " + ", ".join(sheet.name for sheet in source.sheets),
                expected="a sheet All posts (Dutch: Alle bijdragen)",
                remedy="Export content again from the page's analytics; put the workbook here as "
                "it comes.",
            )
        )
    table = read_table(*found, findings)
    n = len(table.rows)

    def counts(*names: str) -> list[int | None]:
        return read_counts(table.column(*names), STYLE, findings, n)

    created = table.column(*CREATED)
    assert created is not None  # noqa: S101
    order = settle_order(created, "month-first", "LinkedIn", findings)
    when = place(read_moments(created, order, findings), "UTC", settings.time_zone)
    links = read_texts(table.column(*LINK), n)
    if n == 0:
        findings.add("The sheet with posts is empty.", severity="note")
    frame = make_frame(
        POSTS,
        source.file,
        table.numbers,
        platform=["linkedin"] * n,
        post_id=[id_in(link) for link in links],
        published=when.published,
        day=when.day,
        kind=read_kinds(table.column(*CONTENT_TYPE), findings, n),
        text=read_texts(table.column(*TITLE), n),
        url=links,
        boosted=boosts(table),
        reactions=counts(*LIKES),
        comments=counts(*COMMENTS),
        shares=counts(*REPOSTS),
        clicks=counts("Clicks", "Klikken"),
        impressions=counts(*IMPRESSIONS),
    )
    return conclude("linkedin_posts", {"posts": frame}, findings, table)


def id_in(link: str | None) -> str | None:
    """Take the post's number out of its address."""
    found = URN.search(link or "")
    return (found.group(1) or found.group(2)) if found else None


def boosts(table: Table) -> list[bool | None]:
    """Say which posts were sponsored: by their type, or because they name a campaign."""
    kind, campaign = table.column(*POST_TYPE), table.column(*CAMPAIGN)
    n = len(table.rows)
    if kind is None and campaign is None:
        return [None] * n
    kinds = kind.texts if kind else [""] * n
    campaigns = campaign.texts if campaign else [""] * n
    return [
        header_key(word) in PAID or bool(name) for word, name in zip(kinds, campaigns, strict=True)
    ]
