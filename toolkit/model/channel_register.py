"""The register of channels: what there is, who keeps it, what for, and what becomes of it.

A consultant keeps it in a spreadsheet whose columns are these fields; whatever the workshop's
inventory of media says of the same channel stands beside it.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from toolkit.language import mark
from toolkit.model import Amount, Labels, Model, Name
from toolkit.model.client import PLATFORM_NAMES, Platform
from toolkit.model.intake import ACTION_NAMES

Action = Literal["keep", "update", "create", "remove"]


class ChannelEntry(Model):
    """A row of the register. The action is what was decided; by whom, when and why beside it."""

    model_config = ConfigDict(title=mark("Channel"))

    channel: Name = Field(title=mark("Channel"))
    platform: Annotated[Platform, Labels(PLATFORM_NAMES)] | None = Field(
        default=None, title=mark("Platform")
    )
    handle: str = Field(default="", title=mark("Name on the platform"))
    owner: str | None = Field(default=None, title=mark("Owner"))
    controller: str | None = Field(default=None, title=mark("Controller"))
    frequency: str | None = Field(default=None, title=mark("Frequency"))
    objective: str | None = Field(default=None, title=mark("Objective"))
    target_group: str | None = Field(default=None, title=mark("Target group"))
    audience_does: str | None = Field(default=None, title=mark("What the audience does there"))
    hours_per_week: Amount | None = Field(default=None, title=mark("Hours a week"))
    cost_per_year: Amount | None = Field(default=None, title=mark("Money a year"))
    action: Annotated[Action, Labels(ACTION_NAMES)] | None = Field(
        default=None, title=mark("Action")
    )
    decided_by: str | None = Field(default=None, title=mark("Decided by"))
    decided_on: dt.date | None = Field(default=None, title=mark("Decided on"))
    reason: str | None = Field(default=None, title=mark("Reason"))


class FakeAccount(Model):
    """An account that passes itself off as the client, with the five signs that give it away."""

    model_config = ConfigDict(title=mark("Fake account"))

    fake_account: Name = Field(title=mark("Fake account"))
    platform: Annotated[Platform, Labels(PLATFORM_NAMES)] = Field(title=mark("Platform"))
    seen_on: dt.date | None = Field(default=None, title=mark("Seen on"))
    reported_on: dt.date | None = Field(default=None, title=mark("Reported on"))
    outcome: str | None = Field(default=None, title=mark("Outcome"))
    same_name: bool | None = Field(default=None, title=mark("Same name"))
    same_logo: bool | None = Field(default=None, title=mark("Same logo"))
    young: bool | None = Field(default=None, title=mark("Made lately"))
    unlinked: bool | None = Field(default=None, title=mark("No link from your site"))
    asks: bool | None = Field(default=None, title=mark("Asks for contact or payment"))

    @property
    def signs(self) -> tuple[int, int]:
        """How many of the five signs are seen, and of how many it is known."""
        known = [
            one
            for one in (self.same_name, self.same_logo, self.young, self.unlinked, self.asks)
            if one is not None
        ]
        return sum(known), len(known)


class Register(Model):
    """All that the register's spreadsheets hold."""

    channels: tuple[ChannelEntry, ...] = ()
    fakes: tuple[FakeAccount, ...] = ()
