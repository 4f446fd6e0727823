"""All channels of a client as one list: the workshop's inventory, the register, the accounts.

A channel is the same where its name is the same, or its account is. What two of them say
differently is a conflict, which is told: the register counts meanwhile, since it is kept up and the
inventory is of one afternoon.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from toolkit.language import mark
from toolkit.model.channel_register import Action, ChannelEntry, FakeAccount, Register
from toolkit.model.client import PLATFORM_NAMES, Account, account_key, name_key
from toolkit.model.intake import Medium

Origin = Literal["workshop", "register", "client"]

_WORDS = {name.casefold(): key for key, name in PLATFORM_NAMES.items()} | {"twitter": "x"}
# What the inventory and the register both ask: the register's field, and the inventory's.
SHARED = {
    "owner": "owner",
    "controller": "controller",
    "frequency": "frequency",
    "objective": "goal",
    "target_group": "target_group",
    "hours_per_week": "hours_per_week",
    "action": "action",
}
GAP_NAMES: dict[str, str] = {
    "owner": mark("no owner"),
    "controller": mark("nobody checks it"),
    "frequency": mark("no frequency"),
    "objective": mark("no objective"),
    "hours_per_week": mark("hours unknown"),
    "action": mark("nothing decided"),
}


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel, and what is known of it; ``origins`` says from where."""

    name: str
    platform: str | None
    handle: str = ""
    owner: str | None = None
    controller: str | None = None
    frequency: str | None = None
    objective: str | None = None
    target_group: str | None = None
    audience_does: str | None = None
    hours_per_week: float | None = None
    cost_per_year: float | None = None
    action: Action | None = None
    decided_by: str | None = None
    decided_on: dt.date | None = None
    reason: str | None = None
    origins: tuple[Origin, ...] = ()

    @property
    def social(self) -> bool:
        """Whether it is on a social platform; a website is a place of one's own."""
        return self.platform is not None and self.platform != "website"

    @property
    def exists(self) -> bool:
        """Whether it is there already."""
        return self.action != "create"

    @property
    def gaps(self) -> tuple[str, ...]:
        """Which of the things that a register must say are not known, as :data:`GAP_NAMES`."""
        gone = self.action == "remove"
        return tuple(
            field
            for field in GAP_NAMES
            # Of a channel that goes, only who sees to that matters.
            if getattr(self, field) is None and (field == "owner" or not gone)
        )


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field on which the workshop and the register differ."""

    channel: str
    field: str
    workshop: str | float
    register: str | float


@dataclass(frozen=True, slots=True)
class ChannelRegister:
    """All channels, where two sources differ, and fake accounts."""

    channels: tuple[Channel, ...]
    conflicts: tuple[Conflict, ...]
    fakes: tuple[FakeAccount, ...]

    @property
    def unreported(self) -> tuple[FakeAccount, ...]:
        """Fake accounts that nobody has reported yet."""
        return tuple(fake for fake in self.fakes if fake.reported_on is None)


def platform_of(name: str) -> str | None:
    """Give the platform whose name stands in a channel's; None where none does."""
    words = re.findall(r"\w+", name.casefold())
    return next((_WORDS[word] for word in words if word in _WORDS), None)


def merge_channels(
    media: Sequence[Medium], register: Register, accounts: Sequence[Account]
) -> ChannelRegister:
    """Make one list of the inventory, the register and the client's accounts.

    Parameters
    ----------
    media
        The workshop's inventory.
    register
        What the register's spreadsheets hold.
    accounts
        The client's own, as ``client.yaml`` has them.
    """
    found = [_of_medium(medium) for medium in media]
    conflicts: list[Conflict] = []
    for entry in register.channels:
        place = _find(entry, found)
        if place is None:
            found.append(_of_entry(entry))
        else:
            found[place], differing = _join(found[place], entry)
            conflicts += differing
    return ChannelRegister(tuple(_give_accounts(found, accounts)), tuple(conflicts), register.fakes)


def _of_medium(medium: Medium) -> Channel:
    shared = {ours: getattr(medium, theirs) for ours, theirs in SHARED.items()}
    platform = None if medium.online is False else platform_of(medium.name)
    return Channel(medium.name, platform, origins=("workshop",), **shared)


def _of_entry(entry: ChannelEntry) -> Channel:
    given = entry.model_dump(exclude={"channel", "platform"})
    platform = entry.platform or platform_of(entry.channel)
    return Channel(entry.channel, platform, origins=("register",), **given)


def _find(entry: ChannelEntry, channels: Sequence[Channel]) -> int | None:
    key = name_key(entry.channel)
    for place, one in enumerate(channels):
        same_account = bool(entry.handle) and (
            one.platform == entry.platform and account_key(one.handle) == account_key(entry.handle)
        )
        if name_key(one.name) == key or same_account:
            return place
    return None


def _join(channel: Channel, entry: ChannelEntry) -> tuple[Channel, list[Conflict]]:
    conflicts = []
    for field in SHARED:
        ours, theirs = getattr(channel, field), getattr(entry, field)
        if ours is not None and theirs is not None and _plain(ours) != _plain(theirs):
            conflicts.append(Conflict(channel.name, field, ours, theirs))
    given = {
        field: value
        for field, value in entry.model_dump(exclude={"channel"}).items()
        if value not in (None, "")
    }
    origins = tuple(dict.fromkeys((*channel.origins, "register")))
    return replace(channel, **given, origins=origins), conflicts


def _plain(value: object) -> object:
    return name_key(value) if isinstance(value, str) else value


def _give_accounts(channels: Sequence[Channel], accounts: Iterable[Account]) -> list[Channel]:
    made = list(channels)
    # Those of a branch first: what remains of a platform is the main account's.
    for account in sorted(accounts, key=lambda one: not one.branch):
        branch = name_key(account.branch) if account.branch else ""
        known = [
            place
            for place, one in enumerate(made)
            if one.handle and one.platform == account.platform
            and account_key(one.handle) in {account_key(account.handle), account_key(account.id)}
        ]  # fmt: skip
        free = [
            place
            for place, one in enumerate(made)
            if one.platform == account.platform and not one.handle and branch in name_key(one.name)
        ]
        places = known or free
        if len(places) == 1:
            one = made[places[0]]
            origins = tuple(dict.fromkeys((*one.origins, "client")))
            handle = one.handle or account.handle or account.id
            made[places[0]] = replace(one, handle=handle, origins=origins)
        elif not places:
            name = " ".join(
                part for part in (PLATFORM_NAMES[account.platform], account.branch) if part
            )
            handle = account.handle or account.id
            made.append(Channel(name, account.platform, handle, origins=("client",)))
    return made
