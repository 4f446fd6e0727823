"""LinkedIn page export of competitors: one row a page, for the period in the first row.

Two makes are known. The newer one gives followers and *Total post engagements*; the older one gives
reactions and comments, whose sum then stands for interactions. The client's own page is among the
rows.
"""

from __future__ import annotations

import datetime as dt
import re

from toolkit.model.posts import TOTALS
from toolkit.readers.counts import NumberStyle, read_counts, read_texts
from toolkit.readers.dates import read_moments, settle_order
from toolkit.readers.findings import Findings
from toolkit.readers.frame import conclude, make_frame
from toolkit.readers.reading import Reading, Settings
from toolkit.readers.table import Column, Sheet, Source, Table, locate, read_table, write

LOOKS_FOR = (
    "LinkedIn competitors: a row with the period, then Page, New Followers, and either Total post "
    "engagements and Total posts, or Posts, Comments and Reactions (Dutch: Pagina, Nieuwe volgers, "
    "…)"
)
PAGE = ("Page", "Pagina")
GAINED = ("New Followers", "Nieuwe volgers")
FOLLOWERS_NOW = ("Total Followers", "Totaal aantal volgers", "Aantal volgers")
ENGAGEMENTS = (
    "Total post engagements", "Totaal aantal interacties met bijdragen",
    "Totale interactie met bijdragen", "Totaal aantal interacties",
)  # fmt: skip
POSTS = ("Total posts", "Posts", "Totaal aantal bijdragen", "Bijdragen")
COMMENTS = ("Comments", "Commentaren", "Opmerkingen")
REACTIONS = ("Reactions", "Reacties")
STYLE = NumberStyle(thousands=",")
GAINED_STYLE = NumberStyle(thousands=",", negatives=True)
DATE = re.compile(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}")


def _find(source: Source) -> tuple[Sheet, int] | None:
    return locate(source, PAGE, GAINED, POSTS, (*ENGAGEMENTS, *REACTIONS))


def identify(source: Source) -> bool:
    """Say whether this is such an export, of either make."""
    return _find(source) is not None


def read(source: Source, settings: Settings) -> tuple[Reading, ...]:  # noqa: ARG001
    """Read the totals of the period.

    Raises
    ------
    InputError
        With all faults of the file.
    """
    findings = Findings(source.file)
    found = _find(source)
    assert found is not None  # noqa: S101  identify() said so
    sheet, header = found
    table = read_table(sheet, header, findings)
    n = len(table.rows)
    start, end = read_period(sheet, header, findings)
    page = table.column(*PAGE)
    assert page is not None  # noqa: S101
    for text, row in zip(page.texts, page.rows, strict=True):
        if not text:
            findings.add("The page has no name.", row=row, column=page.name)
    frame = make_frame(
        TOTALS,
        source.file,
        table.numbers,
        brand=read_texts(page, n),
        platform=["linkedin"] * n,
        start=[start] * n,
        end=[end] * n,
        posts=read_counts(table.column(*POSTS), STYLE, findings, n),
        interactions=interactions(table, findings),
        followers=read_counts(table.column(*FOLLOWERS_NOW), STYLE, findings, n),
        gained=read_counts(table.column(*GAINED), GAINED_STYLE, findings, n),
    )
    return conclude("linkedin_competitors", {"totals": frame}, findings, table)


def interactions(table: Table, findings: Findings) -> list[int | None]:
    """Give LinkedIn's own total of engagements, else reactions and comments together."""
    n = len(table.rows)
    total = table.column(*ENGAGEMENTS)
    if total is not None:
        findings.decide(total.name, "interactions", "LinkedIn's own total, as it computes it")
        return read_counts(total, STYLE, findings, n)
    reactions, comments = table.column(*REACTIONS), table.column(*COMMENTS)
    if reactions is None or comments is None:
        return [None] * n
    findings.decide(
        f"{reactions.name}, {comments.name}",
        "interactions are their sum",
        "the file has no total, and does not count reposts",
    )
    pairs = zip(
        read_counts(reactions, STYLE, findings, n),
        read_counts(comments, STYLE, findings, n),
        strict=True,
    )
    return [None if a is None or b is None else a + b for a, b in pairs]


def read_period(
    sheet: Sheet, header: int, findings: Findings
) -> tuple[dt.datetime | None, dt.datetime | None]:
    """Read the first and last day, which stand above the header."""
    above = [row for row in sheet.rows if row.number < header]
    cells = [cell for row in above for cell in row.cells]
    stored = tuple(cell for cell in cells if isinstance(cell, dt.datetime))
    written = stored or tuple(DATE.findall(" ".join(write(cell) for cell in cells)))
    row = above[0].number if above else 1
    if len(written) != 2:
        findings.add(
            "The period should stand above the header: its first and its last day.",
            row=row,
            got=" ".join(write(cell) for cell in cells),
            expected="two dates such as 2/12/2026 and 3/11/2026, month first",
            remedy="Export the file anew and leave it as it came.",
        )
        return None, None
    period = Column("period", written, (row, row))
    order = settle_order(period, "month-first", "LinkedIn", findings)
    start, end = (m.value if m else None for m in read_moments(period, order, findings))
    if start and end and start > end:
        findings.add("The period ends before it starts.", row=row, got=" to ".join(period.texts))
    return start, end
