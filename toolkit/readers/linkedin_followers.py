"""LinkedIn page export of followers: the sheet *New followers*, one row a day.

The column *Total followers* is, in spite of its name, the number of new followers of that day
(organic, sponsored and invited together). Since some files are said to hold a running total there,
the figures decide: a running total never falls. The other sheets (location, function, …) describe
followers and count none.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from toolkit.model.posts import FOLLOWERS
from toolkit.readers.counts import NumberStyle, read_counts
from toolkit.readers.dates import place, read_moments, settle_order
from toolkit.readers.findings import Findings
from toolkit.readers.frame import make_frame
from toolkit.readers.reading import Reading, Settings
from toolkit.readers.table import Source, locate, read_table

LOOKS_FOR = (
    "LinkedIn page followers: a sheet with Date, Organic followers, Total followers (Dutch: Datum, "
    "Spontane volgers, Totaal aantal volgers)"
)
DATE = ("Date", "Datum")
ORGANIC = ("Organic followers", "Spontane volgers", "Organische volgers")
TOTAL = ("Total followers", "Totaal aantal volgers")
STYLE = NumberStyle(thousands=",", negatives=True)
ENOUGH_DAYS = 10


def identify(source: Source) -> bool:
    """Say whether this is such an export."""
    return locate(source, DATE, ORGANIC, TOTAL) is not None


def read(source: Source, settings: Settings) -> tuple[Reading, ...]:
    """Read followers won by day, or all followers where the file holds a running total.

    Raises
    ------
    InputError
        With all faults of the file.
    """
    findings = Findings(source.file)
    found = locate(source, DATE, ORGANIC, TOTAL)
    assert found is not None  # noqa: S101  identify() said so
    table = read_table(*found, findings)
    date, total = table.column(*DATE), table.column(*TOTAL)
    assert date is not None  # noqa: S101
    assert total is not None  # noqa: S101
    order = settle_order(date, "month-first", "LinkedIn", findings)
    moments = read_moments(date, order, findings)
    when = place(moments, "UTC", settings.time_zone)
    counts = read_counts(total, STYLE, findings, len(table.rows))
    days = [moment.value.timestamp() if moment else 0.0 for moment in moments]
    by_day = [
        count for _, count in sorted(zip(days, counts, strict=True), key=lambda pair: pair[0])
    ]
    running, evidence = is_running(by_day)
    kind = "all followers up to that day" if running else "followers won on that day"
    findings.decide(total.name, kind, evidence)
    frame = make_frame(
        FOLLOWERS,
        source.file,
        table.numbers,
        platform=["linkedin"] * len(table.rows),
        day=when.day,
        **{"followers" if running else "gained": counts},
    )
    faults = findings.settle()
    return (Reading("linkedin_followers", "followers", frame, tuple(findings.decisions), faults),)


def is_running(counts: Sequence[int | None]) -> tuple[bool, str]:
    """Say whether counts, day after day, are a running total, and what speaks for it.

    A running total never falls and ends above zero. Fewer than ten days settle nothing; then what
    LinkedIn documents holds: followers won on that day.
    """
    known = [count for count in counts if count is not None]
    falls = sum(later < earlier for earlier, later in pairwise(known))
    if falls:
        times = "once" if falls == 1 else f"{falls} times"
        return False, f"over {len(known)} days it falls {times}; a running total never falls"
    if len(known) < ENOUGH_DAYS:
        return False, f"{len(known)} days settle nothing; LinkedIn documents new followers here"
    if not known[-1]:
        return False, f"it is zero on all {len(known)} days"
    return True, (
        f"over {len(known)} days it never falls, from {known[0]} to {known[-1]}; new followers "
        "would go up and down"
    )
