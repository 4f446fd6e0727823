"""What a reader needs to know, and what it gives: a frame, its decisions, its findings."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pandas as pd

from toolkit.errors import Fault, fill
from toolkit.readers.file_answers import FileAnswers

Contents = Literal["posts", "followers", "totals", "insights"]


@dataclass(frozen=True, slots=True)
class Export:
    """A file that somebody exported.

    ``path`` is where it lies; ``name`` is what the user calls it, relative to the client folder.
    """

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What is known of the client before a file is opened.

    ``export_time_zones`` maps a maker (``meta``) to the zone in which its exports print times,
    where the client has said so. ``answers`` is what somebody said of the one file that is read.
    ``own_platforms`` are those on which the client has accounts.
    """

    time_zone: str = "Europe/Amsterdam"
    export_time_zones: dict[str, str] = field(default_factory=dict)
    answers: FileAnswers = field(default_factory=FileAnswers)
    own_platforms: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that the file left open, how it was read, and what speaks for that reading.

    Both are words of ours, in English, to be translated where they are shown.
    """

    file: str
    column: str
    taken_as: str
    evidence: str

    def as_note(self) -> Fault:
        """Give it as a note for the record, as a check of the folder prints it."""
        return Fault(
            fill("Read as {value}.", value=fill(self.taken_as)),
            self.file,
            column=self.column,
            got=fill(self.evidence),
            severity="note",
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file (or one sheet of it) gave: a frame of :mod:`toolkit.model.posts`.

    ``kept`` holds the columns of the file that no canonical column is made of, as text; its index
    is the row as a spreadsheet shows it.
    """

    reader: str
    contents: Contents
    frame: pd.DataFrame
    decisions: tuple[Decision, ...] = ()
    faults: tuple[Fault, ...] = ()
    kept: pd.DataFrame = field(default_factory=pd.DataFrame)
