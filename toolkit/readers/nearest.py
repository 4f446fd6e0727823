"""Which exports a file comes nearest to that nobody knows, and which of their columns it lacks.

A reader looks for its headers through :func:`toolkit.readers.table.locate`, which remembers them;
so no reader has to say them twice. One that looks for something else may have
``find_lacking(source)``, which gives how many of its columns there are, and what is not there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from toolkit.readers.table import HEADER_WITHIN, Source, header_key, write

SHOWN = 3
FEWEST = 2
LEAST = 0.5


class Seeker(Protocol):
    """What of a reader is asked here."""

    LOOKS_FOR: str

    def identify(self, source: Source) -> bool:
        """Say whether it knows this file."""


@dataclass(frozen=True, slots=True)
class Near:
    """An export by its title, the columns of it that a file lacks, and how many it has."""

    title: str
    lacking: tuple[str, ...]
    found: int

    @property
    def share(self) -> float:
        """How much of what is looked for is there."""
        return self.found / (self.found + len(self.lacking))

    def __str__(self) -> str:
        return f"{self.title} (it lacks {', '.join(self.lacking)})"


def find_nearest(source: Source, readers: Iterable[Seeker]) -> tuple[Near, ...]:
    """Give at most three exports of which the file has most columns, the nearest first.

    One of which it has fewer than two columns, or not half of them, is not near. Nor is one of
    which it has all: something else keeps it from being that.
    """
    near = [found for reader in readers if (found := _measure(source, reader))]
    near.sort(key=lambda one: (-one.share, -one.found, one.title))
    return tuple(near[:SHOWN])


def _measure(source: Source, reader: Seeker) -> Near | None:
    asked = replace(source, sought=[])
    reader.identify(asked)
    title = reader.LOOKS_FOR.partition(":")[0]
    told = reader.find_lacking(source) if hasattr(reader, "find_lacking") else None
    if told and told[0] >= FEWEST:
        return Near(title, (told[1],), told[0])
    rows = [
        {header_key(write(cell)) for cell in row.cells}
        for sheet in source.sheets
        for row in sheet.rows[:HEADER_WITHIN]
    ]
    best: Near | None = None
    for required in asked.sought:
        for keys in rows:
            lacking = tuple(
                " or ".join(names[:2])
                for names in required
                if not keys & {header_key(name) for name in names}
            )
            one = Near(title, lacking, len(required) - len(lacking))
            if lacking and (best is None or one.share > best.share):
                best = one
    return best if best and best.found >= FEWEST and best.share >= LEAST else None
