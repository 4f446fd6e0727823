"""Whether the first row of a file is one of headers, or of a respondent.

A row of answers has, in most columns, an answer that others gave as well, or a number or a date
like theirs. A row of headers differs from what stands below it: a word above numbers, a question
above answers that repeat. A single header may be an answer, such as “Ja” above yes and no, so one
column proves nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum
from itertools import pairwise

from toolkit.readers.survey.personal import mask
from toolkit.readers.table import Table, write

FEW, MANY = 2, 3
REPEATS = 0.5  # Answers repeat where so many, or fewer, of those in a column differ.
ALIKE = 0.8


class Sign(Enum):
    """What a header tells of the first row, beside the cells below it."""

    HEADER = "header"
    ANSWER = "answer"
    NEITHER = "neither"


def holds_answers(table: Table) -> bool:
    """Say whether the first row seems to be of a respondent; an address in it always is."""
    if any(mask(header) != header for header in table.headers):
        return True
    written = _as_written(table.headers)
    numbered = _number_questions(written)
    signs = Counter(
        Sign.NEITHER
        if header in numbered
        else judge_header(header, (write(row.cells[place]).strip() for row in table.rows))
        for place, header in enumerate(written)
        if header
    )
    answers, headers = signs[Sign.ANSWER], signs[Sign.HEADER]
    if answers * 2 > signs.total():
        return True
    return (answers >= FEW and answers > headers) or (answers >= MANY and answers == headers)


def judge_header(header: str, cells: Iterable[str]) -> Sign:
    """Say what a header is like, beside the cells below it."""
    given = Counter(cell for cell in cells if cell)
    # Of an option that was chosen or not, the header is the only answer.
    if len(given) < FEW:
        return Sign.NEITHER
    if header in given:
        return Sign.ANSWER
    shapes = Counter({_shape(cell): 0 for cell in given})
    for cell, n in given.items():
        shapes[_shape(cell)] += n
    shape, n = shapes.most_common(1)[0]
    if "9" in shape and n >= ALIKE * given.total():
        return Sign.ANSWER if _shape(header) == shape and _within(header, given) else Sign.HEADER
    return Sign.HEADER if len(given) <= REPEATS * given.total() else Sign.NEITHER


def _as_written(headers: Sequence[str]) -> tuple[str, ...]:
    """Give headers without the number that a second one with the same words got."""
    bare = [re.sub(r" \([0-9]+\)$", "", header) for header in headers]
    return tuple(
        one if one in headers else header for one, header in zip(bare, headers, strict=True)
    )


def _shape(text: str) -> str:
    """Write what numbers, dates and codes are like: 31-5-2026 as 9-9-9, R_12 as R_9."""
    return re.sub(r"\d+", "9", text)


def _within(header: str, given: Iterable[str]) -> bool:
    """Say whether a plain number is among the numbers below it; true of anything else."""
    if not header.isdecimal():
        return True
    numbers = [int(cell) for cell in given if cell.isdecimal()]
    return min(numbers) <= int(header) <= max(numbers)


def _number_questions(headers: Sequence[str]) -> frozenset[str]:
    """Give the headers that are numbers of questions: 1, 2, 3 and on, each one more."""
    numbers = [header for header in headers if header.isdecimal()]
    counted = len(numbers) >= MANY and all(
        int(second) == int(first) + 1 for first, second in pairwise(numbers)
    )
    return frozenset(numbers) if counted else frozenset()
