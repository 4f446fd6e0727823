"""How the workshop was held: when, by whom, with which agenda, and what is settled."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from toolkit.language import mark
from toolkit.model import Model, Name, Whole


class AgendaItem(Model):
    """A block of the intake on the agenda of the live workshop, and its minutes."""

    block: Name = Field(title=mark("Block"))
    minutes: Whole = Field(ge=1, le=600, title=mark("Minutes"))


class Meeting(Model):
    """The workshop itself.

    ``agenda`` is empty where the preset of 120 minutes is kept; ``locked`` are the keys of blocks
    that are finished: their answers stand until somebody opens them again.
    """

    held_on: dt.date | None = Field(default=None, title=mark("Held on"))
    led_by: str | None = Field(default=None, title=mark("Led by"))
    present: str | None = Field(
        default=None, title=mark("Present"), description=mark("Functions rather than names.")
    )
    agenda: tuple[AgendaItem, ...] = Field(default=(), title=mark("Agenda"))
    locked: tuple[str, ...] = Field(default=(), title=mark("Finished blocks"))
