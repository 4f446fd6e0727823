"""What a complete profile has, platform by platform: a dated file, since platforms change.

The list itself is data (``templates/checklists/profiles.yaml``); a workspace or a client may keep
its own. Answers come from a spreadsheet with a column for each item.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from toolkit.model import Model, Name, Whole, find_repeats, stop_on
from toolkit.model.client import Platform

Answer = Literal["yes", "no", "not_applicable"]


class ImageSize(Model):
    """How large an image should at least be, in pixels, and where that comes from."""

    width: Whole = Field(ge=1)
    height: Whole = Field(ge=1)
    source: Name

    def fits(self, width: int, height: int) -> bool:
        """Say whether an image is large enough."""
        return width >= self.width and height >= self.height


class Item(Model):
    """Something that a profile should have.

    Without ``platforms`` it is asked of each. ``when`` says for whom only; for others the answer is
    "not applicable". ``images`` gives sizes by platform, and ``newest_within_days`` an item that
    the posts answer.
    """

    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    en: Name
    nl: Name
    platforms: tuple[Platform, ...] = ()
    when_en: str = ""
    when_nl: str = ""
    images: dict[Platform, ImageSize] = Field(default_factory=dict)
    newest_within_days: Whole | None = Field(default=None, ge=1)

    def concerns(self, platform: str) -> bool:
        """Say whether it is asked on a platform."""
        return not self.platforms or platform in self.platforms

    def name(self, language: str) -> str:
        """Give its name in ``nl`` or ``en``."""
        return self.nl if language == "nl" else self.en


class Checklist(Model):
    """All items, and the day on which somebody last looked at what platforms ask."""

    dated: dt.date
    items: tuple[Item, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        keys = (item.key for item in self.items)
        stop_on(find_repeats("items", keys, "This key is taken", "key"))
        return self

    def asked_on(self, platform: str) -> Iterator[Item]:
        """Give the items that are asked on a platform."""
        return (item for item in self.items if item.concerns(platform))


class Profile(Model):
    """What somebody found on one account: an answer by the key of each item, where known."""

    brand: Name
    platform: Platform
    handle: str = ""
    checked_on: dt.date | None = None
    answers: dict[str, Answer] = Field(default_factory=dict)
