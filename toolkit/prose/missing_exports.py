"""Which exports are missing, in a few words each: for lists of clients, and as notes of a check."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
from pydantic import TypeAdapter, ValidationError

from toolkit.analysis.missing_exports import Frames, Gap, find_gaps
from toolkit.clients import CHANNELS, ClientFolder
from toolkit.errors import Fault, InputError
from toolkit.language import Language, mark
from toolkit.model.client import PLATFORM_NAMES

CONTENTS = {
    "posts": mark("posts"),
    "totals": mark("totals"),
    "followers": mark("followers"),
    "insights": mark("figures by day"),
}
GAPS = TypeAdapter(tuple[Gap, ...])
Record = dict[str, Any]
MOST_MONTHS = 3
SILENCE = 7


def find_missing(folder: ClientFolder) -> tuple[Gap, ...]:
    """Give the days of a client's period that no export covers; none where data cannot be read."""
    try:
        data = folder.channels
        frames = Frames(data.posts, data.followers, data.totals, data.insights)
        return find_gaps(folder.client, frames, folder.as_of)
    except InputError:
        # What is wrong comes first, and is told by a check.
        return ()


def note_missing(folder: ClientFolder) -> tuple[Fault, ...]:
    """Say as a note which exports are missing."""
    told = tell_gaps(find_missing(folder), Language("en"))
    if not told:
        return ()
    return (
        Fault(
            "Exports are missing for the period.",
            CHANNELS,
            got="; ".join(told),
            remedy="Export these days, or count them, and put the files in clients/inbox or in the "
            "client folder.",
            severity="note",
        ),
    )


def tell_gaps(gaps: Iterable[Gap], words: Language) -> tuple[str, ...]:
    """Say what is missing: ``Facebook and Instagram, posts of September 2026``."""
    alike: dict[tuple[str, str], list[str]] = {}
    for one in gaps:
        name = PLATFORM_NAMES.get(one.platform, one.platform)
        name = f"{name} ({one.branch})" if one.branch else name
        alike.setdefault((one.competitor, _days(one, words)), []).append(name)
    return tuple(
        f"{_channels(names, competitor, words)}, {days}"
        for (competitor, days), names in alike.items()
    )


def as_records(gaps: tuple[Gap, ...]) -> tuple[Record, ...]:
    """Write gaps as plain data, for a manifest."""
    records: tuple[Record, ...] = GAPS.dump_python(gaps, mode="json")
    return records


def tell_records(records: Iterable[Record], words: Language) -> tuple[str, ...]:
    """Say what was missing, from what :func:`as_records` wrote."""
    try:
        return tell_gaps(GAPS.validate_python(tuple(records)), words)
    except ValidationError:
        # Another version wrote it; the next build writes it anew.
        return ()


def _channels(names: list[str], competitor: str, words: Language) -> str:
    listed = words.listing(names)
    if competitor:
        return words.text("{platforms} of {brand}", platforms=listed, brand=competitor)
    return listed


def _days(gap: Gap, words: Language) -> str:
    what = words.text(CONTENTS[gap.contents])
    if gap.from_start and gap.to_end:
        return what
    months = pd.period_range(gap.start, gap.end, freq="M")
    full = [one for one in months if gap.start <= one.start_time.date()]
    full = [one for one in full if one.end_time.date() <= gap.end]
    # Followers are counted now and then: there it matters when for the last time.
    named = gap.contents != "followers" and 0 < len(full) <= MOST_MONTHS
    if named and _reaches(full[0], full[-1], gap):
        listed = words.listing(words.month(one.start_time.date()) for one in full)
        return words.text("{what} of {months}", what=what, months=listed)
    if gap.to_end:
        return words.text("{what} since {day}", what=what, day=words.date(gap.start))
    start, end = words.date(gap.start), words.date(gap.end)
    return words.text("{what} from {start} to {end}", what=what, start=start, end=end)


def _reaches(first: pd.Period, last: pd.Period, gap: Gap) -> bool:
    # A few days before and after are the silence that there is between any two posts.
    before = (first.start_time.date() - gap.start).days
    after = (gap.end - last.end_time.date()).days
    return max(before, after) <= SILENCE
