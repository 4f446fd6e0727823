"""Whether a column of followers counts those won on each day, or all of them up to that day."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

ENOUGH_DAYS = 10
ENOUGH_RISES = 12
HIGH = 100


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
    return None, f"{path}, which settles nothing"
