"""What a reader needs to know, and what it gives: a frame, its decisions, its findings."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pandas as pd

from toolkit.errors import Fault

Contents = Literal["posts", "followers", "totals"]


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
    where the client has said so.
    """

    time_zone: str = "Europe/Amsterdam"
    export_time_zones: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that the file left open, how it was read, and what speaks for that reading."""

    file: str
    column: str
    taken_as: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file (or one sheet of it) gave: a frame of :mod:`toolkit.model.posts`."""

    reader: str
    contents: Contents
    frame: pd.DataFrame
    decisions: tuple[Decision, ...] = ()
    faults: tuple[Fault, ...] = ()
