"""LinkedIn page export of followers: by day, and what they are by place, function and so on.

The column *Total followers* of the sheet *New followers* is, in spite of its name, the number of
new followers of that day (organic, sponsored and invited together). Since some files are said to
hold a running total there, the figures decide: its parts, where they add up to it; else whether it
ever falls. Where they do not, what LinkedIn documents holds, with a warning: a total taken for
gains shows at once in a report, while gains taken for a total make every rate for each follower
wrong by a factor that nobody sees. In the other sheets it is all followers, on the last day.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from toolkit.errors import fill
from toolkit.model.posts import FOLLOWERS
from toolkit.readers.counts import NumberStyle, read_counts
from toolkit.readers.dates import place, read_moments, settle_order
from toolkit.readers.file_answers import FOLLOWER_COUNTS
from toolkit.readers.findings import Findings, name_rows
from toolkit.readers.frame import conclude, make_frame
from toolkit.readers.insight_frame import Figures, check_days, make_insights
from toolkit.readers.linkedin_parts import Period, cover, has_parts, read_parts, refuse_incomplete
from toolkit.readers.reading import Contents, Reading, Settings
from toolkit.readers.running_totals import is_running
from toolkit.readers.table import Source, Table, locate, read_located

LOOKS_FOR = (
    "LinkedIn page followers: a sheet with Date, Organic followers, Total followers (Dutch: Datum, "
    "Spontane volgers, Totaal aantal volgers)"
)
DATE = ("Date", "Datum")
ORGANIC = ("Organic followers", "Spontane volgers", "Organische volgers")
WAYS: dict[str, tuple[str, ...]] = {
    "organic": ORGANIC,
    "paid": ("Sponsored followers", "Gesponsorde volgers"),
    "invited": (
        "Auto-invited followers", "Automatisch uitgenodigde volgers", "Auto-uitgenodigde volgers",
    ),
}  # fmt: skip
TOTAL = ("Total followers", "Totaal aantal volgers", "Totaal volgers")
STYLE = NumberStyle(thousands=",", negatives=True)


def _daily(source: Source) -> bool:
    return locate(source, DATE, ORGANIC, TOTAL) is not None


def identify(source: Source) -> bool:
    """Say whether this is such an export."""
    return _daily(source) or has_parts(source, TOTAL)


def read(source: Source, settings: Settings) -> tuple[Reading, ...]:
    """Read followers by day, and what all of them are.

    Raises
    ------
    InputError
        With all faults of the file.
    """
    findings = Findings(source.file)
    frames: dict[Contents, pd.DataFrame] = {}
    tables: list[Table] = []
    figures: list[Figures] = []
    period = Period()
    if _daily(source):
        table = read_located(source, findings, DATE, ORGANIC, TOTAL)
        frames["followers"], figures, period = read_daily(table, settings, findings)
        tables.append(table)
    else:
        refuse_incomplete(source, findings, (DATE, ORGANIC, TOTAL), (ORGANIC,), (DATE, TOTAL))
    last = Period(period.end, period.end)
    parts, part_tables = read_parts(source, findings, "followers", TOTAL, last)
    if figures or part_tables:
        frames["insights"] = make_insights(
            source.file, figures + parts, platform="linkedin", account=settings.answers.account
        )
    return conclude("linkedin_followers", frames, findings, *tables, *part_tables)


def read_daily(
    table: Table, settings: Settings, findings: Findings
) -> tuple[pd.DataFrame, list[Figures], Period]:
    """Read followers won by day, or all followers where the sheet holds a running total.

    Followers won are given by how they were won too: organic, paid, or invited by LinkedIn.
    """
    date, total = table.column(*DATE), table.column(*TOTAL)
    assert date is not None  # noqa: S101
    assert total is not None  # noqa: S101
    n = len(table.rows)
    order = settle_order(date, "month-first", "LinkedIn", findings)
    moments = read_moments(date, order, findings)
    when = place(moments, "UTC", settings.time_zone)
    check_days(date, when.day, findings)
    counts = read_counts(total, STYLE, findings, n)
    ways = {
        way: read_counts(table.column(*names), STYLE, findings, n)
        for way, names in WAYS.items()
        if table.column(*names)
    }
    parts = list(ways.values())
    days = [moment.value.timestamp() if moment else 0.0 for moment in moments]
    by_day = [
        count for _, count in sorted(zip(days, counts, strict=True), key=lambda pair: pair[0])
    ]
    running, evidence = settle_total(by_day, counts, parts, settings)
    kind = FOLLOWER_COUNTS["running" if running else "gained"]
    findings.decide(total.name, kind, evidence)
    if running is None:
        findings.add(
            "It is not certain whether this column holds the followers won on each day or all "
            "followers up to that day; it was read as followers won.",
            severity="warning",
            column=total.name,
            got=evidence,
            remedy="Export a longer period: a day on which it falls settles it. Or say it in "
            "data/channels/profile.yaml under answers, with followers: gained or running.",
        )
    if not running and len(parts) == len(WAYS):
        check_parts(table, counts, parts, findings)
    frame = make_frame(
        FOLLOWERS,
        table.file,
        table.numbers,
        account=[settings.answers.account] * n,
        platform=["linkedin"] * n,
        day=when.day,
        **{"followers" if running else "gained": counts},
    )
    figures = [
        Figures("follows", values, table.numbers, when.day, when.day, "distribution", [way] * n)
        for way, values in ways.items()
        if not running
    ]
    return frame, figures, cover(moments)


def settle_total(
    by_day: Sequence[int | None],
    counts: Sequence[int | None],
    parts: Sequence[Sequence[int | None]],
    settings: Settings,
) -> tuple[bool | None, str]:
    """Say whether the total is a running one: what somebody said, else its parts, else its path.

    Followers won on a day in different ways add up to those won on that day. To a running total
    they could add up on its first day only.
    """
    said = settings.answers.followers
    if said:
        return said == "running", "data/channels/profile.yaml says so"
    known = [
        (total, sum(part for part in ways if part is not None))
        for total, *ways in zip(counts, *parts, strict=True)
        if total is not None and None not in ways
    ]
    busy = sum(total != 0 for total, _ in known)
    if busy >= 2 and all(total == together for total, together in known):
        return False, fill(
            "on all {n} days it is the sum of the followers won in each way, which a running total "
            "is on its first day only",
            n=len(known),
        )
    return is_running(by_day)


def check_parts(
    table: Table,
    counts: Sequence[int | None],
    parts: Sequence[Sequence[int | None]],
    findings: Findings,
) -> None:
    """Refuse followers won that are not those won in each way together."""
    rows = [
        row
        for row, total, *ways in zip(table.numbers, counts, *parts, strict=True)
        if total is not None
        and None not in ways
        and total != sum(way for way in ways if way is not None)
    ]
    column = table.column(*TOTAL)
    if rows and column:
        findings.add(
            fill(
                "The total is not sponsored, organic and invited together ({rows}).",
                rows=name_rows(rows),
            ),
            row=rows[0],
            column=column.name,
            remedy="Somebody may have changed the file: export it anew.",
        )
