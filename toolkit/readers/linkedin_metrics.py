"""LinkedIn page export of content: the sheet *Metrics*, figures of all posts together by day.

Each figure stands there three times: organic, sponsored and in total. Older makes say *Shares* for
reposts, or leave out the blank before the bracket. Rates are fractions.
"""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.readers.counts import NumberStyle, read_counts, read_numbers
from toolkit.readers.dates import place, read_moments, settle_order
from toolkit.readers.findings import Findings, name_rows
from toolkit.readers.insight_frame import Figures, check_days
from toolkit.readers.linkedin_parts import bracket
from toolkit.readers.reading import Settings
from toolkit.readers.table import Column, Source, Table, locate, read_located

DATE = ("Date", "Datum")
NAMES: dict[str, tuple[str, ...]] = {
    "impressions": ("Impressions", "Weergaven", "Impressies"),
    "clicks": ("Clicks", "Klikken"),
    "reactions": ("Reactions", "Reacties", "Likes", "Interessant"),
    "comments": ("Comments", "Commentaren", "Opmerkingen"),
    "shares": ("Reposts", "Shares", "Keer gedeeld", "Gedeeld"),
}
UNIQUE = ("Unique impressions", "Unieke weergaven", "Unieke impressies")
RATE = ("Engagement rate", "Interactiepercentage", "Betrokkenheidspercentage")
ALL = ("total", "totaal")
KINDS: dict[str | None, tuple[str, ...]] = {
    None: ALL,
    "organic": ("organic", "spontaan", "organisch"),
    "paid": ("sponsored", "gesponsord", "betaald"),
}
STYLE = NumberStyle(thousands=",")
RATES = NumberStyle(missing=frozenset({"", "-"}))
SHOWN = bracket(NAMES["impressions"], ALL)
CLOSE = 5e-4  # LinkedIn prints a rate of 0.0571 for 40 of 700


def spell(names: Sequence[str], kind: str | None) -> tuple[str, ...]:
    """Spell the headers of a figure; a total may stand there by its bare name."""
    return bracket(names, KINDS[kind]) + (() if kind else tuple(names))


def has_metrics(source: Source) -> bool:
    """Say whether there is such a sheet."""
    return locate(source, DATE, SHOWN) is not None


def read_metrics(
    source: Source, settings: Settings, findings: Findings
) -> tuple[list[Figures], Table]:
    """Read the figures of each day: of all posts, and of organic and paid distribution apart."""
    table = read_located(source, findings, DATE, SHOWN)
    date = table.column(*DATE)
    assert date is not None  # noqa: S101
    order = settle_order(date, "month-first", "LinkedIn", findings)
    days = place(read_moments(date, order, findings), "UTC", settings.time_zone).day
    check_days(date, days, findings)
    n = len(table.rows)
    figures: list[Figures] = []
    totals: dict[str, list[int | None]] = {}

    def add(metric: str, values: Sequence[float | None], kind: str | None) -> None:
        dimension, members = ("distribution", [kind] * n) if kind else (None, None)
        figures.append(Figures(metric, values, table.numbers, days, days, dimension, members))

    for metric, names in NAMES.items():
        counts = {
            kind: read_counts(table.column(*spell(names, kind)), STYLE, findings, n)
            for kind in KINDS
        }
        for kind, values in counts.items():
            add(metric, values, kind)
        totals[metric] = counts[None]
        check_total(table, metric, counts, findings)
    unique = table.column(*spell(UNIQUE, "organic"))
    add("reach", read_counts(unique, STYLE, findings, n), "organic")
    for kind in KINDS:
        column = table.column(*spell(RATE, kind))
        if column is None:
            continue
        rates = read_numbers(column, RATES, findings)
        if kind is None:
            check_rate(column, rates, totals, findings)
        add("engagement_rate", rates, kind)
    return figures, table


def check_total(
    table: Table, metric: str, counts: dict[str | None, list[int | None]], findings: Findings
) -> None:
    """Warn where a total is not organic and sponsored together."""
    column = table.column(*spell(NAMES[metric], None))
    rows = [
        row
        for row, total, organic, paid in zip(
            table.numbers, counts[None], counts["organic"], counts["paid"], strict=True
        )
        if total is not None
        and organic is not None
        and paid is not None
        and total != organic + paid
    ]
    if rows and column:
        findings.add(
            f"The total is not organic and sponsored together ({name_rows(rows)}).",
            severity="warning",
            row=rows[0],
            column=column.name,
            remedy="Somebody may have changed the file: export it anew.",
        )


def check_rate(
    column: Column,
    rates: Sequence[float | None],
    totals: dict[str, list[int | None]],
    findings: Findings,
) -> None:
    """Warn where the printed rate is not (clicks + reactions + comments + reposts)/impressions."""
    parts = zip(*(totals[name] for name in NAMES if name != "impressions"), strict=True)
    rows = [
        row
        for row, rate, whole, interactions in zip(
            column.rows, rates, totals["impressions"], parts, strict=True
        )
        if rate is not None
        and whole
        and None not in interactions
        and abs(rate - sum(part for part in interactions if part is not None) / whole) > CLOSE
    ]
    if rows:
        findings.add(
            "The printed engagement rate is not clicks, reactions, comments and reposts divided by "
            f"impressions ({name_rows(rows)}).",
            severity="warning",
            row=rows[0],
            column=column.name,
            expected="a fraction, such as 0.0571 for 40 of 700",
            remedy="Somebody may have changed the file: export it anew.",
        )
