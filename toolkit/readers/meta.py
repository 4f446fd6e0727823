"""Meta Business Suite, content export: posts of Facebook pages and Instagram accounts.

Headers come in the language of whoever exported, and their number varies from month to month, so
only those needed are asked for. Dates are month first in every language. In Dutch, *Reacties* are
reactions and *Opmerkingen* comments. All figures are totals up to the day of the export.

In which zone the times are printed is not written in the file. Meta often uses that of its own
offices; a file whose posts fall in the night under one reading and in the day under the other says
which one it is.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from toolkit.errors import fill
from toolkit.model.posts import POSTS
from toolkit.readers.blanks import check_columns
from toolkit.readers.consistency.sums import add_up, compare, report_deviations
from toolkit.readers.counts import NumberStyle, read_counts, read_ids, read_texts
from toolkit.readers.dates import Moment, place, read_moments, settle_order, split_date
from toolkit.readers.findings import Findings, shorten
from toolkit.readers.frame import conclude, make_frame
from toolkit.readers.misfits import REMEDY, SLIPPED, check_cells
from toolkit.readers.reading import Reading, Settings
from toolkit.readers.shifted_rows import report_shifted_rows
from toolkit.readers.slips import shape
from toolkit.readers.table import Sheet, Source, Table, header_key, locate, read_table
from toolkit.readers.vocabulary import read_kinds
from toolkit.readers.worded import read_worded

LOOKS_FOR = (
    "Meta Business Suite content export: Post ID, Publish time, Page ID or Account ID, Comments, "
    "and Reactions or Likes (Dutch: Bericht-ID, Publicatietijdstip, Pagina-ID of Account-ID, "
    "Opmerkingen, Reacties of Vind-ik-leuks)"
)
POST_ID = ("Post ID", "Bericht-ID")
PAGE_ID = ("Page ID", "Pagina-ID")
ACCOUNT_ID = ("Account ID", "Account-ID")
PUBLISHED = ("Publish time", "Publicatietijdstip")
REACTIONS = ("Reactions", "Reacties")
LIKES = ("Likes", "Vind-ik-leuks")
COMMENTS = ("Comments", "Opmerkingen")
SHARES = ("Shares", "Deelacties", "Aantal keer gedeeld")
COMBINED = ("Reactions, Comments and Shares", "Reacties, opmerkingen en deelacties")
SAVES = ("Saves", "Aantal keer opgeslagen", "Keer opgeslagen", "Opgeslagen")
KIND = ("Post type", "Berichttype")
NAME = ("Page name", "Naam van pagina", "Paginanaam", "Account name", "Accountnaam",
        "Naam van account")  # fmt: skip
FUNDED = ("Funded content status", "Status gefinancierde content")
LIFETIME = {"lifetime", "looptijd", "levensduur", ""}
MOST_WORDS = 3
NOT_FUNDED = {"", "0", "no", "nee", "none", "geen", "n/a", "not funded", "niet gefinancierd"}
PAID = re.compile(
    r"(reach|views|impressions|bereik|weergaven|impressies)\b"
    r".*\b(boosted|promoted|paid|gepromote|betaalde)\b",
    re.IGNORECASE,
)

STYLE = NumberStyle(decimal=".", thousands=",")
OFFICES = "America/Los_Angeles"
AWAKE = range(7, 23)
CLEARLY = 0.25
AT_LEAST = 3


def identify(source: Source) -> bool:
    """Say whether this is such an export, of either platform and language."""
    return _facebook(source) is not None or _instagram(source) is not None


def _facebook(source: Source) -> tuple[Sheet, int] | None:
    return locate(source, POST_ID, PAGE_ID, PUBLISHED, REACTIONS, COMMENTS)


def _instagram(source: Source) -> tuple[Sheet, int] | None:
    return locate(source, POST_ID, ACCOUNT_ID, PUBLISHED, LIKES, COMMENTS)


def read(source: Source, settings: Settings) -> tuple[Reading, ...]:
    """Read the posts.

    Raises
    ------
    InputError
        With all faults of the file.
    """
    findings = Findings(source.file)
    facebook = _facebook(source)
    found = facebook or _instagram(source)
    assert found is not None  # noqa: S101  identify() said so
    table = read_table(*found, findings)
    check_rows(table, findings)
    n = len(table.rows)

    def counts(*names: str) -> list[int | None]:
        return read_counts(table.column(*names), STYLE, findings, n)

    published = table.column(*PUBLISHED)
    assert published is not None  # noqa: S101
    order = settle_order(published, "month-first", "Meta", findings)
    moments = read_moments(published, order, findings)
    zone = settle_zone(moments, published.name, settings, findings)
    when = place(moments, zone, settings.time_zone)
    reactions = counts(*(REACTIONS if facebook else LIKES))
    comments, shares = counts(*COMMENTS), counts(*SHARES)
    check_lifetime(table, findings)
    check_combined(table, reactions, comments, shares, findings)
    kinds = read_kinds(table.column(*KIND), findings, n)
    if not facebook:
        # Of a post Meta prints these three in any case; stories have no comments and no saves.
        printed = [table.column(*names) for names in (LIKES, COMMENTS, SAVES)]
        check_columns(printed, [kind != "story" for kind in kinds], "Meta", findings)
    frame = make_frame(
        POSTS,
        source.file,
        table.numbers,
        account=read_ids(
            table.column(*(PAGE_ID if facebook else ACCOUNT_ID)), findings, n, repeated=True
        ),
        brand=read_texts(table.column(*NAME), n),
        platform=["facebook" if facebook else "instagram"] * n,
        post_id=read_ids(table.column(*POST_ID), findings, n),
        published=when.published,
        day=when.day,
        kind=kinds,
        text=captions(table),
        url=read_texts(table.column("Permalink"), n),
        boosted=boosts(table, findings),
        reactions=reactions,
        comments=comments,
        shares=shares,
        saves=counts(*SAVES),
        clicks=counts("Total clicks", "Totaal aantal klikken"),
        reach=counts("Reach", "Bereik", "Viewers", "Kijkers"),
        impressions=counts("Views", "Weergaven", "Impressions", "Impressies"),
    )
    return conclude("meta", {"posts": frame}, findings, table)


def check_rows(table: Table, findings: Findings) -> None:
    """Refuse rows whose cells have slipped: ids, addresses and kinds that are none, and the rest.

    Figures stand side by side, so that a row of them can slip and every cell still be a number.
    """
    check_cells(table.column(*POST_ID), "id", findings)
    check_cells(table.column(*PAGE_ID, *ACCOUNT_ID), "id", findings)
    check_cells(table.column("Permalink"), "address", findings)
    check_cells(table.column(*KIND), "kind", findings)
    report_shifted_rows(table, findings)


def captions(table: Table) -> list[str | None]:
    """Take the longer of title and description: either may hold the caption."""
    n = len(table.rows)
    titles = read_texts(table.column("Title", "Titel"), n)
    descriptions = read_texts(table.column("Description", "Omschrijving", "Beschrijving"), n)
    return [
        max(title or "", description or "", key=len) or None
        for title, description in zip(titles, descriptions, strict=True)
    ]


def boosts(table: Table, findings: Findings) -> list[bool | None]:
    """Say which posts had paid reach; missing where no column of the file tells."""
    n = len(table.rows)
    funded = table.column(*FUNDED)
    paid = [header for header in table.headers if PAID.match(header)]
    if funded is None and not paid:
        return [None] * n
    told = [header_key(text) not in NOT_FUNDED for text in funded.texts] if funded else [False] * n
    for header in paid:
        counts = read_counts(table.column(header), STYLE, findings, n)
        told = [was or bool(count) for was, count in zip(told, counts, strict=True)]
    return list(told)


def check_lifetime(table: Table, findings: Findings) -> None:
    """Refuse an export by day: its rows are days of posts, not posts."""
    column = table.column("Date", "Datum")
    if column is None:
        return
    odd = [
        (row, text)
        for row, text in zip(column.rows, column.texts, strict=True)
        if header_key(text) not in LIFETIME
    ]
    slipped = [(row, text) for row, text in odd if shape(text) in ("number", "id", "address")]
    for row, text in slipped:
        findings.add(
            SLIPPED,
            row=row,
            column=column.name,
            got=text,
            expected="Lifetime (Dutch: Looptijd)",
            remedy=REMEDY,
        )
    days = [(row, text) for row, text in odd if _is_day(text)]
    if days and not slipped:
        findings.add(
            "This export gives figures by day, not the total of each post.",
            row=days[0][0],
            column=column.name,
            got=days[0][1],
            expected="Lifetime (Dutch: Looptijd)",
            remedy="Export again and choose lifetime totals.",
        )
    elif odd and not slipped:
        words = dict.fromkeys(text for _, text in odd)
        findings.add(
            "It is not clear whether these are the totals of each post: this column says so in "
            "words that are not known here.",
            row=odd[0][0],
            column=column.name,
            got=fill(
                "{names} in {n} of {all} rows",
                names=", ".join(f"“{shorten(word, 20)}”" for word in list(words)[:MOST_WORDS]),
                n=len(odd),
                all=len(column.rows),
            ),
            expected=fill(
                "one of: {names}",
                names=", ".join(word.capitalize() for word in sorted(LIFETIME) if word),
            ),
            remedy="Look what was chosen in Meta Business Suite. If it was lifetime, set the "
            "language there to English or Dutch and export anew; else choose lifetime totals.",
        )


def _is_day(text: str) -> bool:
    return split_date(text) is not None or read_worded(text) is not None


def check_combined(
    table: Table,
    reactions: Sequence[int | None],
    comments: Sequence[int | None],
    shares: Sequence[int | None],
    findings: Findings,
) -> None:
    """Refuse a combined column that is not the sum of its parts."""
    column = table.column(*COMBINED)
    if column is None:
        return
    totals = read_counts(column, STYLE, findings, len(table.rows))
    pairs = compare(table.numbers, totals, add_up(reactions, comments, shares))
    report_deviations(
        pairs, column.name, "reactions + comments + shares", findings, documented=True
    )


def settle_zone(
    moments: Sequence[Moment | None], column: str, settings: Settings, findings: Findings
) -> str:
    """Decide in which zone times without an offset are printed, and note why.

    What ``client.yaml`` says counts. Otherwise both readings (Meta's offices, the client's own
    zone) are held against the hours from 7:00 to 23:00 at the client's; one that puts a quarter of
    the posts more in them, and at least three posts, is taken.
    """
    declared = settings.export_time_zones.get("meta")
    home = settings.time_zone
    times = [m.value for m in moments if m is not None and m.timed and m.value.tzinfo is None]
    if declared:
        findings.decide(
            column, fill("times of {declared}", declared=declared), "client.yaml says so"
        )
        return declared
    if not times:
        return home
    report_minutes(times, column, findings)
    if home == OFFICES:
        findings.decide(
            column, fill("times of {home}", home=home), "it is the client's zone and Meta's own"
        )
        return home
    own = ZoneInfo(home)
    as_offices = sum(
        time.replace(tzinfo=ZoneInfo(OFFICES)).astimezone(own).hour in AWAKE for time in times
    )
    as_own = sum(time.hour in AWAKE for time in times)
    evidence = fill(
        "read as {offices}, {as_offices} of {n} posts fall between 7:00 and "
        "23:00 in {home}; read as {home}, {as_own} do",
        offices=OFFICES,
        as_offices=as_offices,
        n=len(times),
        home=home,
        as_own=as_own,
    )
    lead = as_offices - as_own
    if abs(lead) >= max(AT_LEAST, CLEARLY * len(times)):
        zone = OFFICES if lead > 0 else home
        findings.decide(column, fill("times of {zone}", zone=zone), evidence)
        return zone
    findings.decide(
        column,
        fill("times of {home}", home=home),
        fill("{evidence}: that settles nothing", evidence=evidence),
    )
    findings.add(
        fill(
            "The file does not say in which time zone its times are; they were taken as {home}.",
            home=home,
        ),
        severity="warning",
        column=column,
        got=evidence,
        remedy=fill(
            "Compare one post with the platform, then write in client.yaml, for "
            "example: export_time_zones: {{meta: {offices}}}",
            offices=OFFICES,
        ),
    )
    return home


def report_minutes(times: Sequence[dt.datetime], column: str, findings: Findings) -> None:
    """Note the exports that print the month where the minutes should stand."""
    if len(times) >= 10 and all(time.minute == time.month for time in times):
        findings.add(
            "The minutes of these times repeat the month in every row; days and hours can be used.",
            severity="note",
            column=column,
        )
