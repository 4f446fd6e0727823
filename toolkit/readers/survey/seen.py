"""A column as it is looked at, and what it seems to be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from toolkit.errors import Filled, fill, join
from toolkit.readers.findings import shorten
from toolkit.readers.survey.scales import read_truth
from toolkit.readers.survey.tools import Tool
from toolkit.readers.survey.topics import split_question
from toolkit.readers.survey.unlisted import count_rare

MOST_GROUPS = 8
# The fields of a question: what it is about, and the answers that count.
KEYS = {"channels": ("channel", "use"), "behaviours": ("rung", "counts"), "ways": ("way", "counts")}


@dataclass(frozen=True)
class Seen:
    """A column as it is looked at: its cells, on one line each and empty where nothing stands.

    ``pooled`` counts, for a column that is a scale, who gave each answer in any column of that
    scale; ``year`` is that of the fieldwork.
    """

    column: str
    meaning: str
    texts: tuple[str, ...]
    smallest: int
    tool: Tool = "plain"
    dutch: bool = False
    year: int | None = None
    pooled: Mapping[str, int] | None = None

    @cached_property
    def counts(self) -> Counter[str]:
        """How many gave each answer."""
        return Counter(text for text in self.texts if text)

    @cached_property
    def told(self) -> tuple[str, ...]:
        """The answers that may be written down, the most frequent first."""
        many = {**self.counts, **{a: n for a, n in (self.pooled or {}).items() if a in self.counts}}
        return tuple(a for a, _ in self.counts.most_common() if many[a] >= self.smallest)

    @property
    def blanks(self) -> int:
        """How many gave none."""
        return sum(not text for text in self.texts)

    @property
    def question(self) -> str:
        """The question, without its option where a header has both."""
        question = split_question(self.meaning or self.column)[0]
        return re.sub(
            r"\s*[-–]\s*(?:selected choice|geselecteerde keuze)$", "", question, flags=re.I
        )

    @property
    def option(self) -> str:
        """The option that the column is about, where its header names one."""
        return split_question(self.meaning or self.column)[1]

    @property
    def divides(self) -> str:
        """Say so where a few answers, each of many, may divide people into groups; else empty."""
        plain = [one for one in self.told if not one.isdigit() and read_truth(one) is None]
        if self.pooled:
            return ""
        given = sum(self.counts[one] for one in plain)
        if not 2 <= len(plain) <= MOST_GROUPS or given < 0.9 * sum(self.counts.values()):
            return ""
        return fill("its {n} answers may divide people into groups (segment_column)", n=len(plain))

    def describe(self, *more: str, all_known: bool = False, known: Collection[str] = ()) -> Filled:
        """Say what was seen, without any answer that few people gave.

        Parameters
        ----------
        more
            What else there is to say.
        all_known
            Whether nothing was left out, whoever gave it.
        known
            Answers that were written down, though few gave them.
        """
        rare = 0 if all_known else len({*self.counts} - {*self.told, *known})
        parts = [f"“{shorten(self.meaning, 100)}”"] if self.meaning else []
        n = len(self.counts)
        if n == 1:
            parts.append(fill("1 different answer, {blanks} empty", blanks=self.blanks))
        else:
            parts.append(fill("{n} different answers, {blanks} empty", n=n, blanks=self.blanks))
        if rare:
            parts.append(fill("{answers} left out", answers=count_rare(rare, self.smallest)))
        return join((*parts, *more), "; ")


@dataclass(frozen=True, slots=True)
class Guess:
    """A column as a question, or why it is none."""

    column: str
    place: str = ""
    value: Mapping[str, Any] | None = None
    seen: str = ""
    why_not: str = ""
