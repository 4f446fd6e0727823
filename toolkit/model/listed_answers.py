"""Answers as a codebook lists them: in words, as a code, or as a range of numbers.

``18..29`` stands for every number from 18 up to but not including 30, so that 26.7 years is in it;
``65..`` and ``..17`` have one end. A code is the same with and without a zero behind the point:
programs that know no empty whole number write 2 as 2.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

RANGE = re.compile(r"(-?\d{1,9})? ?\.\. ?(-?\d{1,9})?")
WHOLE = re.compile(r"(-?\d+)\.0+")
NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class NumberRange:
    """Numbers from ``low`` up to but not including ``high``; either may be infinite."""

    low: float
    high: float

    def holds(self, number: float) -> bool:
        """Say whether a number is in the range."""
        return self.low <= number < self.high

    def overlaps(self, other: NumberRange) -> bool:
        """Say whether some number is in both."""
        return self.low < other.high and other.low < self.high


def plain_answer(text: str) -> str:
    """Write an answer so that it can be compared: on one line, and ``2.0`` as ``2``."""
    line = " ".join(text.split())
    whole = WHOLE.fullmatch(line)
    return whole[1] if whole else line


def read_range(text: str) -> NumberRange | None:
    """Read ``18..29``, ``65..`` or ``..17``; ``None`` for anything else.

    A range whose ends are the wrong way round holds nothing.
    """
    found = RANGE.fullmatch(" ".join(text.split()))
    if not found or not any(found.groups()):
        return None
    low, high = found.groups()
    return NumberRange(
        float(low) if low else float("-inf"), float(high) + 1 if high else float("inf")
    )


def read_number(text: str) -> float | None:
    """Read a number as an answer, with a point or a comma for decimals."""
    line = " ".join(text.split())
    return float(line.replace(",", ".")) if NUMBER.fullmatch(line) else None


class ListedAnswers:
    """The answers that a codebook lists for something, and which of them an answer is.

    Parameters
    ----------
    answers
        As the codebook has them. What is listed in words goes before a range that holds it.
    """

    def __init__(self, answers: Iterable[str]) -> None:
        self._words: dict[str, str] = {}
        self._ranges: list[tuple[NumberRange, str]] = []
        for listed in answers:
            self._words.setdefault(plain_answer(listed), listed)
            if held := read_range(listed):
                self._ranges.append((held, listed))

    @property
    def has_ranges(self) -> bool:
        """Whether any of them is a range of numbers."""
        return bool(self._ranges)

    def find(self, answer: str) -> str | None:
        """Give the listed answer that this one is, or the range it falls in; ``None`` if none."""
        plain = plain_answer(answer)
        if plain in self._words:
            return self._words[plain]
        number = read_number(plain) if self._ranges else None
        if number is None:
            return None
        return next((listed for held, listed in self._ranges if held.holds(number)), None)

    def __contains__(self, answer: str) -> bool:
        """Say whether an answer is listed, or falls in a range."""
        return self.find(answer) is not None
