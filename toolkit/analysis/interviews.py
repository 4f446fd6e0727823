"""What interviews tell, and in how many of them it was told.

Nothing is weighed and nothing is estimated: a thing is counted once for each conversation in which
it was noted down. What two people said counts as the same where it was noted in the same words, but
for capitals, spaces and a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from toolkit.model.persona import Interview


class Said(NamedTuple):
    """Something that was told, as it was first noted down, and in how many interviews."""

    words: str
    n: int


def count_told(interviews: Sequence[Interview], field: str) -> tuple[Said, ...]:
    """Count in how many interviews each thing was told, what most told first.

    Parameters
    ----------
    field
        One of those of :class:`toolkit.model.persona.Told`.
    """
    lines = [getattr(one, field) for one in interviews]
    return _count([split_words(one) for one in lines] if field == "words" else lines)


def _count(interviews: Iterable[Iterable[str]]) -> tuple[Said, ...]:
    spelled: dict[str, str] = {}
    counts: dict[str, int] = {}
    for lines in interviews:
        for key, line in {fold(line): line for line in lines if line.strip()}.items():
            spelled.setdefault(key, line)
            counts[key] = counts.get(key, 0) + 1
    order = sorted(counts, key=lambda key: -counts[key])
    return tuple(Said(spelled[key], counts[key]) for key in order)


def count_surprises(interviews: Sequence[Interview]) -> tuple[Said, ...]:
    """Count in how many interviews the same was unexpected."""
    return _count([(" ".join(one.surprise.split()),) for one in interviews])


def split_words(lines: Iterable[str]) -> tuple[str, ...]:
    """Give words that stand behind each other with commas between them one by one."""
    parts = (part.strip() for line in lines for part in re.split("[,;]", line))
    return tuple(dict.fromkeys(part for part in parts if part))


def fold(words: str) -> str:
    """Give words as they are compared."""
    return " ".join(words.split()).casefold().rstrip(".")
