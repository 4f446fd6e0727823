"""Whether a column of followers counts those won on each day, or all of them up to that day."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from toolkit.errors import fill

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
        message = (
            "over {n} days it falls once; a running total never falls"
            if falls == 1
            else "over {n} days it falls {falls} times; a running total never falls"
        )
        return False, fill(message, n=len(known), falls=falls)
    if not any(known):
        return False, fill("it is zero on all {n} days", n=len(known))
    path = fill(
        "over {n} days it never falls, from {first} to {last}",
        n=len(known),
        first=known[0],
        last=known[-1],
    )
    if len(known) >= ENOUGH_DAYS and (known[0] >= HIGH or rises >= ENOUGH_RISES):
        return True, fill("{path}; new followers would go up and down", path=path)
    return None, fill("{path}, which settles nothing", path=path)
