"""LinkedIn page export of followers: the sheet *New followers*, one row a day.

The column *Total followers* is, in spite of its name, the number of new followers of that day
(organic, sponsored and invited together). Since some files are said to hold a running total there,
the figures decide, and where they do not, what LinkedIn documents holds, with a warning: a total
taken for gains shows at once in a report, while gains taken for a total make every rate for each
follower wrong by a factor that nobody sees. The other sheets (location, function, …) describe
followers and count none.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from toolkit.model.posts import FOLLOWERS
from toolkit.readers.counts import NumberStyle, read_counts
from toolkit.readers.dates import place, read_moments, settle_order
from toolkit.readers.findings import Findings
from toolkit.readers.frame import conclude, make_frame
from toolkit.readers.reading import Reading, Settings
from toolkit.readers.table import Source, locate, read_located

LOOKS_FOR = (
    "LinkedIn page followers: a sheet with Date, Organic followers, Total followers (Dutch: Datum, "
    "Spontane volgers, Totaal aantal volgers)"
)
DATE = ("Date", "Datum")
ORGANIC = ("Organic followers", "Spontane volgers", "Organische volgers")
TOTAL = ("Total followers", "Totaal aantal volgers")
STYLE = NumberStyle(thousands=",", negatives=True)
ENOUGH_DAYS = 10
ENOUGH_RISES = 12
HIGH = 100


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
    table = read_located(source, findings, DATE, ORGANIC, TOTAL)
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
    if running is None:
        findings.add(
            "It is not certain whether this column holds the followers won on each day or all "
            "followers up to that day; it was read as followers won.",
            severity="warning",
            column=total.name,
            got=evidence,
            remedy="Export a longer period: a day on which it falls settles it.",
        )
    frame = make_frame(
        FOLLOWERS,
        source.file,
        table.numbers,
        platform=["linkedin"] * len(table.rows),
        day=when.day,
        **{"followers" if running else "gained": counts},
    )
    return conclude("linkedin_followers", {"followers": frame}, findings, table)


def is_running(counts: Sequence[int | None]) -> tuple[bool | None, str]:
    """Say whether counts, day after day, are a running total, and what speaks for it.

    One fall settles that they are not. A running total over ten days or more begins at a hundred
    at least, for nobody wins so many every day and never fewer than the day before, or it rises on
    twelve days: followers won by day would come in that order once in 13! times, were it chance.
    Anything else, such as a quiet page that wins one now and then, settles nothing: ``None``.
    """
    known = [count for count in counts if count is not None]
    steps = [later - earlier for earlier, later in pairwise(known)]
    falls, rises = sum(step < 0 for step in steps), sum(step > 0 for step in steps)
    if falls:
        times = "once" if falls == 1 else f"{falls} times"
        return False, f"over {len(known)} days it falls {times}; a running total never falls"
    if not any(known):
        return False, f"it is zero on all {len(known)} days"
    path = f"over {len(known)} days it never falls, from {known[0]} to {known[-1]}"
    if len(known) >= ENOUGH_DAYS and (known[0] >= HIGH or rises >= ENOUGH_RISES):
        return True, f"{path}; new followers would go up and down"
    return None, f"{path}, which settles nothing; LinkedIn documents new followers here"
