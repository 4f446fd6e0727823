"""Rows whose cells have slipped: one delimiter too many or too few moves all that follow.

A row that is shorter or longer than the others may only lack blanks at its end. It has slipped if a
cell of it looks like nothing else in its column: a date among numbers, an address among ids.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

SHAPES = (
    ("blank", re.compile(r"[^\w]*")),
    ("id", re.compile(r"[0-9]{10,}")),
    ("number", re.compile(r"[-+−]?[0-9][0-9., \u00a0\u202f]*[kKmM%]?")),
    ("date", re.compile(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}(?:[ T,].{0,40})?")),
    ("address", re.compile(r"https?://\S+")),
)
ENOUGH = 3
LOOKED_AT = 200


def shape(text: str) -> str:
    """Say what a cell looks like: blank, id, number, date, address, else words."""
    for name, pattern in SHAPES:
        if len(text) <= 300 and pattern.fullmatch(text):
            return name
    return "words"


def find_slips(rows: Sequence[Sequence[str]], width: int) -> dict[int, tuple[int, str]]:
    """Find rows of another length than the others in which a cell fits its column nowhere.

    Parameters
    ----------
    rows
        The cells of each row below the header, as text.
    width
        Number of columns of the header.

    Returns
    -------
    By the place of a row: the column's place in which it shows, and what that column holds.
    """
    lengths = Counter(len(row) for row in rows)
    if len(lengths) < 2:
        return {}
    usual, n = lengths.most_common(1)[0]
    if n < ENOUGH or n <= len(rows) / 2:
        return {}
    model = [row for row in rows if len(row) == usual][:LOOKED_AT]
    expected: dict[int, str] = {}
    for at in range(min(width, usual)):
        seen = {shape(row[at].strip()) for row in model} - {"blank"}
        if len(seen) == 1 and seen != {"words"}:
            expected[at] = seen.pop()
    slips: dict[int, tuple[int, str]] = {}
    for place, row in enumerate(rows):
        if len(row) == usual:
            continue
        for at, name in expected.items():
            if at < len(row) and shape(row[at].strip()) not in (name, "blank"):
                slips[place] = (at, name)
                break
    return slips
