"""LinkedIn page export of visitors: the sheet *Visitor metrics*, and whose visits they were.

The daily sheet has 25 columns: views and unique visitors of each tab of the page and of all tabs
together, each on a desktop, on a mobile and in total. A visitor who uses both counts in both, so
only views add up. The other sheets split the views of the whole period by place, job function and
so on.
"""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.errors import fill
from toolkit.readers.counts import NumberStyle, read_counts
from toolkit.readers.dates import place, read_moments, settle_order
from toolkit.readers.findings import Findings, name_rows
from toolkit.readers.frame import conclude
from toolkit.readers.insight_frame import Figures, check_days, make_insights
from toolkit.readers.linkedin_parts import (
    Period,
    bracket,
    cover,
    has_parts,
    read_parts,
    refuse_incomplete,
)
from toolkit.readers.reading import Reading, Settings
from toolkit.readers.table import Source, Table, locate, read_located

LOOKS_FOR = (
    "LinkedIn page visitors: a sheet with Date, Total page views (total), Total unique visitors "
    "(total) (Dutch: Datum, Totaal paginaweergaven (totaal), Totaal unieke bezoekers (totaal))"
)
DATE = ("Date", "Datum")
VIEWS = ("Total page views", "Totaal paginaweergaven", "Totaal aantal paginaweergaven")
VISITORS = ("Total unique visitors", "Totaal unieke bezoekers", "Totaal aantal unieke bezoekers")
TABS: dict[str, tuple[str, ...]] = {
    "overview": ("Overview page views", "Overzicht paginaweergaven", "Paginaweergaven overzicht"),
    "life": ("Life page views", "Life paginaweergaven", "Paginaweergaven Life"),
    "jobs": ("Jobs page views", "Vacatures paginaweergaven", "Paginaweergaven vacatures"),
}
ALL = ("total", "totaal")
DEVICES: dict[str, tuple[str, ...]] = {
    "desktop": ("desktop", "computer"),
    "mobile": ("mobile", "mobile devices", "mobiel", "mobiele apparaten"),
}
PART_VIEWS = ("Total views", "Totaal aantal weergaven", "Totaal weergaven", "Totale weergaven")
SHOWN, CAME = bracket(VIEWS, ALL), bracket(VISITORS, ALL)
STYLE = NumberStyle(thousands=",")


def _daily(source: Source) -> bool:
    return locate(source, DATE, SHOWN, CAME) is not None


def identify(source: Source) -> bool:
    """Say whether this is such an export."""
    return _daily(source) or has_parts(source, PART_VIEWS)


def read(source: Source, settings: Settings) -> tuple[Reading, ...]:
    """Read views and visitors by day, and views of the period by what the visitors are.

    Raises
    ------
    InputError
        With all faults of the file.
    """
    findings = Findings(source.file)
    tables: list[Table] = []
    figures: list[Figures] = []
    period = Period()
    if _daily(source):
        table = read_located(source, findings, DATE, SHOWN, CAME)
        tables.append(table)
        figures, period = read_daily(table, settings, findings)
    else:
        refuse_incomplete(source, findings, (DATE, SHOWN, CAME), (SHOWN,), (CAME,))
    parts, part_tables = read_parts(source, findings, "profile_views", PART_VIEWS, period)
    frame = make_insights(
        source.file, figures + parts, platform="linkedin", account=settings.answers.account
    )
    return conclude("linkedin_visitors", {"insights": frame}, findings, *tables, *part_tables)


def read_daily(
    table: Table, settings: Settings, findings: Findings
) -> tuple[list[Figures], Period]:
    """Read the daily sheet: totals, devices and tabs."""
    date = table.column(*DATE)
    assert date is not None  # noqa: S101
    order = settle_order(date, "month-first", "LinkedIn", findings)
    moments = read_moments(date, order, findings)
    days = place(moments, "UTC", settings.time_zone).day
    check_days(date, days, findings)
    figures: list[Figures] = []

    def take(
        metric: str, names: Sequence[str], kinds: Sequence[str], part: tuple[str, str] | None = None
    ) -> list[int | None]:
        column = table.column(*bracket(names, kinds))
        values = read_counts(column, STYLE, findings, len(table.rows))
        members = [part[1] if part else None] * len(values)
        dimension = part[0] if part else None
        figures.append(Figures(metric, values, table.numbers, days, days, dimension, members))
        return values

    totals = take("profile_views", VIEWS, ALL)
    take("visitors", VISITORS, ALL)
    by_device = [
        take("profile_views", VIEWS, kinds, ("device", device)) for device, kinds in DEVICES.items()
    ]
    for device, kinds in DEVICES.items():
        take("visitors", VISITORS, kinds, ("device", device))
    for tab, names in TABS.items():
        take("profile_views", names, ALL, ("page", tab))
    check_sum(table, totals, by_device, findings)
    return figures, cover(moments)


def check_sum(
    table: Table,
    totals: Sequence[int | None],
    parts: Sequence[Sequence[int | None]],
    findings: Findings,
) -> None:
    """Refuse totals of views that are not those of the devices together."""
    rows = [
        row
        for row, total, *shares in zip(table.numbers, totals, *parts, strict=True)
        if total is not None
        and None not in shares
        and total != sum(share for share in shares if share is not None)
    ]
    if rows:
        column = table.column(*SHOWN)
        assert column is not None  # noqa: S101
        findings.add(
            fill(
                "The total of views is not the sum of desktop and mobile ({rows}).",
                rows=name_rows(rows),
            ),
            row=rows[0],
            column=column.name,
            remedy="Somebody may have changed the file: export it anew.",
        )
