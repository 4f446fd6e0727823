"""LinkedIn's sheets of parts: followers, or views of the page, by place, job function and so on.

The workbooks of followers and of visitors have the same five sheets, each with a name and a count.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.errors import fill
from toolkit.readers.blocks import filled
from toolkit.readers.counts import NumberStyle, read_counts, read_texts
from toolkit.readers.dates import Moment
from toolkit.readers.findings import Findings
from toolkit.readers.insight_frame import Figures
from toolkit.readers.table import (
    Column,
    Sheet,
    Source,
    Table,
    header_key,
    locate,
    read_table,
    write,
)

PARTS: dict[str, tuple[str, ...]] = {
    "city": ("Location", "Locatie", "Plaats"),
    "job function": (
        "Job function", "Function", "Functie", "Functiegebied", "Functiecategorie",
    ),
    "seniority": (
        "Seniority", "Seniority level", "Experience level", "Senioriteitsniveau", "Senioriteit",
        "Ervaringsniveau",
    ),
    "industry": ("Industry", "Industries", "Branche", "Bedrijfstak", "Sector"),
    "company size": ("Company size", "Bedrijfsgrootte", "Bedrijfsomvang"),
}  # fmt: skip
WIDEST = 3
STYLE = NumberStyle(thousands=",")


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day that a workbook's daily figures cover; None where it has none."""

    start: dt.datetime | None = None
    end: dt.datetime | None = None


def bracket(names: Sequence[str], kinds: Sequence[str]) -> tuple[str, ...]:
    """Spell headers such as ``Clicks (total)``, with the blank before the bracket or without."""
    return tuple(
        f"{name}{blank}({kind})" for name in names for kind in kinds for blank in (" ", "")
    )


def cover(moments: Sequence[Moment | None]) -> Period:
    """Give the period from the earliest to the latest of these days."""
    days = [moment.value for moment in moments if moment]
    return Period(min(days), max(days)) if days else Period()


def find_part(sheet: Sheet, source: Source, counts: Sequence[str]) -> tuple[str, int] | None:
    """Find what a sheet splits by, and the row of its header.

    Such a sheet has hardly more than two columns; a wide table of somebody else's is none.

    Parameters
    ----------
    counts
        Headers that its column of counts may have.
    """
    only = Source(source.export, (sheet,))
    for dimension, names in PARTS.items():
        found = locate(only, names, tuple(counts))
        if found and _width(sheet, found[1]) <= WIDEST:
            return dimension, found[1]
    return None


def _width(sheet: Sheet, header: int) -> int:
    return max(len(filled(row)) for row in sheet.rows if row.number == header)


def has_parts(source: Source, counts: Sequence[str]) -> bool:
    """Say whether a workbook has such a sheet."""
    return any(find_part(sheet, source, counts) for sheet in source.sheets)


def read_parts(
    source: Source, findings: Findings, metric: str, counts: Sequence[str], period: Period
) -> tuple[list[Figures], list[Table]]:
    """Read all sheets of parts, and give their tables too.

    A name that stands in a sheet twice is an error, since no one can say which count is right.
    """
    figures: list[Figures] = []
    tables: list[Table] = []
    for sheet in source.sheets:
        found = find_part(sheet, source, counts)
        if found is None:
            continue
        dimension, header = found
        table = read_table(sheet, header, findings)
        name, count = table.column(*PARTS[dimension]), table.column(*counts)
        n = len(table.rows)
        tables.append(table)
        members = read_texts(name, n)
        report_names(table, members, findings)
        report_dates(name, findings)
        figures.append(
            Figures(
                metric,
                read_counts(count, STYLE, findings, n),
                table.numbers,
                [period.start] * n,
                [period.end] * n,
                dimension,
                members,
            )
        )
    return figures, tables


def refuse_incomplete(
    source: Source,
    findings: Findings,
    headers: Sequence[tuple[str, ...]],
    *signs: Sequence[tuple[str, ...]],
) -> None:
    """Refuse a sheet by day that lost a header, rather than read all sheets but this one.

    Parameters
    ----------
    headers
        Those that the sheet should have, each with its spellings.
    signs
        Headers of no other sheet, each alone or together with others.
    """
    for sign in signs:
        if found := locate(source, *sign):
            sheet, row = found
            findings.add(
                "A sheet with figures by day lacks one of its headers.",
                row=row,
                got=fill("the sheet {name}", name=sheet.name),
                expected=", ".join(names[0] for names in headers),
                remedy="Export the file anew in English or Dutch and leave it as it came.",
            )
            return


def report_dates(names: Column | None, findings: Findings) -> None:
    """Refuse names that a spreadsheet turned into dates, as it does with a size of 2-10."""
    for cell, row in zip(names.cells, names.rows, strict=True) if names else ():
        if isinstance(cell, dt.datetime):
            findings.add(
                "A spreadsheet turned this name into a date.",
                row=row,
                column=names.name if names else "",
                got=write(cell),
                expected="text, such as 2-10",
                remedy="Export the file anew and do not save it from a spreadsheet.",
            )


def report_names(table: Table, members: Sequence[str | None], findings: Findings) -> None:
    """Report rows without a name, and names that stand there twice."""
    met: set[str] = set()
    for member, row in zip(members, table.numbers, strict=True):
        key = header_key(member or "")
        if not key:
            findings.add("This row says no name.", row=row, column=table.headers[0])
        elif key in met:
            findings.add(
                fill("This name stands in the sheet {sheet} twice.", sheet=table.sheet),
                row=row,
                column=table.headers[0],
                got=member or "",
                remedy="Export the file anew and leave it as it came.",
            )
        met.add(key)
