"""LinkedIn page export of content: the sheet *Metrics*, figures of all posts together by day.

Each figure stands there three times: organic, sponsored and in total. Older makes say *Shares* for
reposts, or leave out the blank before the bracket. Rates are fractions.
"""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.errors import fill
from toolkit.readers.consistency.sums import Comparison, add_up, report_deviations
from toolkit.readers.counts import NumberStyle, read_counts, read_numbers
from toolkit.readers.dates import place, read_moments, settle_order
from toolkit.readers.findings import Findings, name_rows
from toolkit.readers.insight_frame import Figures, check_days
from toolkit.readers.linkedin_parts import bracket, refuse_incomplete
from toolkit.readers.reading import Settings
from toolkit.readers.table import (
    Column,
    Sheet,
    Source,
    Table,
    header_key,
    locate,
    read_located,
    write,
)

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
# Of a day they can be below zero: who took back a reaction to an advertisement counts as organic.
STYLE = NumberStyle(thousands=",", negatives=True)
SEEN = NumberStyle(thousands=",")
RATES = NumberStyle(missing=frozenset({"", "-"}))
SHOWN = bracket(NAMES["impressions"], ALL)
FORMULA = "(clicks + reactions + comments + reposts) / impressions"
CLOSE = 5e-4  # LinkedIn prints a rate of 0.0571 for 40 of 700


def spell(names: Sequence[str], kind: str | None) -> tuple[str, ...]:
    """Spell the headers of a figure; a total may stand there by its bare name."""
    return bracket(names, KINDS[kind]) + (() if kind else tuple(names))


def has_metrics(source: Source) -> bool:
    """Say whether there is such a sheet."""
    found = locate(source, DATE, SHOWN)
    return found is not None and not _is_foreign(*found)


def _is_foreign(sheet: Sheet, header: int) -> bool:
    """Say whether most figures have other names than ours.

    French has the English words for the day and for impressions, and its own for the rest.
    """
    cells = next(row.cells for row in sheet.rows if row.number == header)
    named = [name for name in (header_key(write(cell)) for cell in cells) if name.endswith(")")]
    ours = {
        header_key(name)
        for names in (*NAMES.values(), UNIQUE, RATE)
        for kinds in KINDS.values()
        for name in bracket(names, kinds)
    }
    return sum(name in ours for name in named) * 2 < len(named)


def refuse_incomplete_metrics(source: Source, findings: Findings) -> None:
    """Refuse a sheet of figures by day that lost its dates or its impressions."""
    signs = [(bracket(names, ALL),) for names in NAMES.values()]
    refuse_incomplete(source, findings, (DATE, SHOWN), *signs)


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
            kind: read_counts(
                table.column(*spell(names, kind)),
                SEEN if metric == "impressions" else STYLE,
                findings,
                n,
            )
            for kind in KINDS
        }
        for kind, values in counts.items():
            add(metric, values, kind)
        totals[metric] = counts[None]
        check_total(table, metric, counts, findings)
    unique = table.column(*spell(UNIQUE, "organic"))
    add("reach", read_counts(unique, SEEN, findings, n), "organic")
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
    """Refuse totals that are not organic and sponsored together.

    So LinkedIn counts each of them, but for those whom it showed a post (unique impressions).
    """
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
            fill("The total is not organic and sponsored together ({rows}).", rows=name_rows(rows)),
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
    """Hold the printed rate against (clicks + reactions + comments + reposts) / impressions.

    LinkedIn may count followers won by a post too, which the sheet does not tell: so a rate that
    is higher is told, and one that is lower is as wrong as any rate that its row contradicts.
    """
    parts = add_up(*(totals[name] for name in NAMES if name != "impressions"))
    pairs = [
        Comparison(row, rate, interactions / whole, within=CLOSE)
        for row, rate, whole, interactions in zip(
            column.rows, rates, totals["impressions"], parts, strict=True
        )
        if rate is not None and whole and interactions is not None
    ]
    higher = [pair for pair in pairs if pair.odd and pair.printed > pair.computed]
    rest = [pair for pair in pairs if pair not in higher]
    report_deviations(rest, column.name, FORMULA, findings, kind="rate")
    if higher:
        findings.add(
            fill(
                "The printed engagement rate is more than clicks, reactions, "
                "comments and reposts divided by impressions ({rows}).",
                rows=name_rows(pair.row for pair in higher),
            ),
            severity="warning",
            row=higher[0].row,
            column=column.name,
            got=f"{higher[0].printed:.6g}",
            expected=fill(
                "{computed}, unless the posts won followers", computed=f"{higher[0].computed:.6g}"
            ),
            remedy="If somebody may have changed the file, export it anew.",
        )
