"""LinkedIn page export of content: the sheet *All posts*, one row a post, and *Metrics*, by day.

A description stands above each header. Dates are month first in every language, without times.
Either sheet may be missing.
"""

from __future__ import annotations

import re

import pandas as pd

from toolkit.errors import fill
from toolkit.model.posts import POSTS
from toolkit.readers.blanks import refuse_blank_column
from toolkit.readers.counts import NumberStyle, check_links, read_counts, read_texts
from toolkit.readers.dates import place, read_moments, settle_order
from toolkit.readers.findings import Findings
from toolkit.readers.frame import conclude, make_frame
from toolkit.readers.insight_frame import make_insights
from toolkit.readers.linkedin_metrics import has_metrics, read_metrics, refuse_incomplete_metrics
from toolkit.readers.misfits import REMEDY
from toolkit.readers.reading import Contents, Reading, Settings
from toolkit.readers.table import Sheet, Source, Table, header_key, locate, read_table
from toolkit.readers.vocabulary import read_kinds

LOOKS_FOR = (
    "LinkedIn page content: a sheet All posts (Dutch: Alle bijdragen) with Post link, Created "
    "date, Impressions, Likes, Comments, Reposts, or a sheet Metrics (Dutch: Statistieken) with "
    "Date, Impressions (total)"
)
TITLE = ("Post title", "Titel van bijdrage", "Titel bijdrage")
LINK = (
    "Post link", "Link naar bijdrage", "Link van bijdrage", "Bijdragelink", "Link bijdrage",
)  # fmt: skip
CREATED = ("Created date", "Aanmaakdatum", "Datum van aanmaak", "Datum gemaakt", "Gemaakt op")
IMPRESSIONS = ("Impressions", "Weergaven", "Impressies")
LIKES = ("Likes", "Reactions", "Interessant", "Vind-ik-leuks", "Reacties")
COMMENTS = ("Comments", "Commentaren", "Opmerkingen")
REPOSTS = ("Reposts", "Shares")
FOLLOWS = ("Follows", "Volgers", "Nieuwe volgers", "Gevolgd")
RATE = ("Engagement rate", "Interactiepercentage", "Betrokkenheidspercentage")
FRACTION = re.compile(r"[0-9]*[.,][0-9]+(?:[eE]-[0-9]+)?%?|[0-9]+[eE]-[0-9]+|[0-9]+%")
THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
SHEETS = {"all posts", "alle bijdragen"}
POST_TYPE = ("Post type", "Type bijdrage")
CAMPAIGN = ("Campaign name", "Campagnenaam", "Naam van campagne")
CONTENT_TYPE = ("Content Type", "Contenttype", "Type content")
PAID = {"sponsored", "gesponsord", "gesponsorde"}
STYLE = NumberStyle(thousands=",")
URN = re.compile(r"urn:li:(?:activity|share|ugcPost):([0-9]+)|-(?:activity|share|ugcPost)-([0-9]+)")


def _posts(source: Source) -> tuple[Sheet, int] | None:
    return locate(source, LINK, CREATED, LIKES, COMMENTS, REPOSTS)


def identify(source: Source) -> bool:
    """Say whether this is such an export, with posts, with figures by day, or with both."""
    return _posts(source) is not None or has_metrics(source)


def read(source: Source, settings: Settings) -> tuple[Reading, ...]:
    """Read the posts, and the figures of each day.

    Raises
    ------
    InputError
        With all faults of the file.
    """
    findings = Findings(source.file)
    frames: dict[Contents, pd.DataFrame] = {}
    tables: list[Table] = []
    found = _posts(source)
    if found:
        table = read_table(*found, findings)
        frames["posts"] = read_posts(table, settings, findings)
        tables.append(table)
    else:
        report_unread(source, findings)
    if has_metrics(source):
        figures, days = read_metrics(source, settings, findings)
        frames["insights"] = make_insights(
            source.file, figures, platform="linkedin", account=settings.answers.account
        )
        tables.append(days)
    else:
        refuse_incomplete_metrics(source, findings)
    return conclude("linkedin_posts", frames, findings, *tables)


def report_unread(source: Source, findings: Findings) -> None:
    """Refuse a sheet that by its name holds the posts, and whose headers are not known."""
    for sheet in source.sheets:
        if header_key(sheet.name) in SHEETS:
            findings.add(
                fill(
                    "The sheet {name} does not have the headers that it should have.",
                    name=sheet.name,
                ),
                expected="Post link, Created date, Likes, Comments, Reposts (Dutch: Link naar "
                "bijdrage, Aanmaakdatum, Interessant, Commentaren, Reposts)",
                remedy="Export the file anew in English or Dutch and leave it as it came.",
            )


def read_posts(table: Table, settings: Settings, findings: Findings) -> pd.DataFrame:
    """Read the sheet of posts into the canonical frame."""
    n = len(table.rows)

    def counts(*names: str) -> list[int | None]:
        return read_counts(table.column(*names), STYLE, findings, n)

    created = table.column(*CREATED)
    assert created is not None  # noqa: S101
    order = settle_order(created, "month-first", "LinkedIn", findings)
    when = place(read_moments(created, order, findings), "UTC", settings.time_zone)
    check_links(table.column(*LINK), findings)
    links = read_texts(table.column(*LINK), n)
    check_rates(table, findings)
    if n == 0:
        findings.add("The sheet with posts is empty.", severity="note")
    return make_frame(
        POSTS,
        table.file,
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


def check_rates(table: Table, findings: Findings) -> None:
    """Refuse rates that slipped: under the followers won, or out of their column throughout.

    Followers won may be blank, as they are of posts from before LinkedIn counted them. The rate
    stands beside each post that was seen.
    """
    # Of a copy, so that the columns still count as kept and not used.
    copy = Table(table.file, table.sheet, table.headers, table.rows)
    follows, rate, seen = (copy.column(*names) for names in (FOLLOWS, RATE, IMPRESSIONS))
    for text, row in zip(follows.texts, follows.rows, strict=True) if follows else ():
        if FRACTION.fullmatch(text) and not THOUSANDS.fullmatch(text):
            findings.add(
                "A count has no decimals.",
                row=row,
                column=follows.name if follows else "",
                got=text,
                expected="a whole number; the row may have slipped against its headers",
                remedy=REMEDY,
            )
    shown = seen is not None and any(text not in ("", "0") for text in seen.texts)
    if rate and shown and not any(rate.texts):
        refuse_blank_column(rate, "LinkedIn", findings)


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
