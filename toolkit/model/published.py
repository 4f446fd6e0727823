"""Levels that publishers of benchmarks print, each with what exactly was measured, and on whom.

Two publishers differ by definition and by sample, and nobody outside can say how much by which; so
a level is only laid beside a client's own figure of the same definition, inside the publisher's
frame, and never beside another publisher's.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field, model_validator

from toolkit.language import mark
from toolkit.model import Contradiction, Model, Name, stop_on
from toolkit.model.client import Platform

Definition = Literal[
    "interactions_per_follower", "engagements_per_impression", "engagements_per_view", "own_base"
]
DEFINITION_NAMES: dict[str, str] = {
    "interactions_per_follower": mark("interactions of a post per follower"),
    "engagements_per_impression": mark("engagements per impression"),
    "engagements_per_view": mark("engagements per view"),
    "own_base": mark("on a base of the publisher's own"),
}
STATISTIC_NAMES: dict[str, str] = {"median": mark("median"), "mean": mark("mean")}


class Followers(Model):
    """How many followers the accounts of a sample have; an end that is missing is open."""

    least: int = Field(ge=0)
    most: int | None = None


class Frame(Model):
    """Whom a publisher measured, as far as it says so; ``followers`` by platform, or ``others``."""

    publisher: Name
    sample: str
    followers: dict[Platform | Literal["others"], Followers] = Field(default_factory=dict)
    source: str


class PublishedLevel(Model):
    """One level.

    ``level`` is a fraction. ``read`` says that it was read in ``source``, which often quotes the
    publisher; without it the level is general knowledge, to be checked and not shown.
    """

    publisher: Name
    data_year: int = Field(ge=2000, le=2100)
    platform: Platform
    definition: Definition
    statistic: Literal["median", "mean"] | None = None
    level: float = Field(gt=0, lt=1)
    source: str = ""
    read: bool


class PublishedLevels(Model):
    """All levels, as they were gathered on a day."""

    gathered: dt.date
    frames: tuple[Frame, ...]
    levels: tuple[PublishedLevel, ...]

    @model_validator(mode="after")
    def _check_sources(self) -> PublishedLevels:
        stop_on(
            Contradiction(
                ("levels", place), mark("What was read needs the address where it was read.")
            )
            for place, level in enumerate(self.levels)
            if level.read and not level.source
        )
        return self

    @property
    def facts(self) -> tuple[PublishedLevel, ...]:
        """The levels that were read in a source."""
        return tuple(level for level in self.levels if level.read)

    def followers_of(self, level: PublishedLevel) -> Followers | None:
        """Say which accounts the publisher's sample holds; None where that was not read."""
        for frame in self.frames:
            if frame.publisher == level.publisher:
                return frame.followers.get(level.platform) or frame.followers.get("others")
        return None
