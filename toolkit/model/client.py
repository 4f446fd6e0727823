"""The client as ``client.yaml`` describes it: names, accounts, competitors, means."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Annotated, Literal, Self
from zoneinfo import available_timezones

from pydantic import BeforeValidator, ConfigDict, Field, field_validator, model_validator

from toolkit.language import mark
from toolkit.language.vocabulary import NO_WORD, find_odd_words
from toolkit.model import (
    Amount,
    Contradiction,
    Count,
    Labels,
    Model,
    Name,
    Whole,
    find_repeats,
    stop_on,
)
from toolkit.model.gate_rules import GateRules

Platform = Literal[
    "facebook", "instagram", "x", "linkedin", "tiktok", "youtube", "pinterest", "threads",
    "snapchat", "whatsapp", "bluesky", "mastodon", "reddit", "messenger", "telegram", "signal",
    "discord", "twitch", "tumblr", "nextdoor", "bereal", "vimeo", "flickr", "wechat", "substack",
    "strava", "truth_social", "google_plus", "vine", "hyves", "website",
]  # fmt: skip

PLATFORM_NAMES: dict[str, str] = {
    "facebook": "Facebook",
    "instagram": "Instagram",
    "x": "X",
    "linkedin": "LinkedIn",
    "tiktok": "TikTok",
    "youtube": "YouTube",
    "pinterest": "Pinterest",
    "threads": "Threads",
    "snapchat": "Snapchat",
    "whatsapp": "WhatsApp",
    "bluesky": "Bluesky",
    "mastodon": "Mastodon",
    "reddit": "Reddit",
    "messenger": "Messenger",
    "telegram": "Telegram",
    "signal": "Signal",
    "discord": "Discord",
    "twitch": "Twitch",
    "tumblr": "Tumblr",
    "nextdoor": "Nextdoor",
    "bereal": "BeReal",
    "vimeo": "Vimeo",
    "flickr": "Flickr",
    "wechat": "WeChat",
    "substack": "Substack",
    "strava": "Strava",
    "truth_social": "Truth Social",
    "google_plus": "Google+",
    "vine": "Vine",
    "hyves": "Hyves",
    "website": "Website",
}

LANGUAGE_NAMES: dict[str, str] = {"nl": "Nederlands", "en": "English"}


AccountKey = tuple[str, str]
"""A platform, and the id or handle of an account there as :func:`account_key` writes it."""


def account_key(name: str) -> str:
    """Write an id or handle in one way: small letters, no ``@``."""
    return name.strip().casefold().removeprefix("@")


def name_key(name: str) -> str:
    """Give what two spellings of a name have in common: letters and digits, without case."""
    plain = name.casefold()
    return "".join(letter for letter in plain if letter.isalnum()) or plain.strip()


def _write_down(value: object) -> object:
    # One text for any type of parameter, as forms and the command line have it too.
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else value


GivenValue = Annotated[str, BeforeValidator(_write_down)]
"""What a parameter is given: text as typed, lists and fields as JSON; its type is elsewhere."""


@cache
def time_zones() -> frozenset[str]:
    """Name the time zones that are known; looking for them walks through a folder of hundreds."""
    return frozenset(available_timezones())


class FollowerCount(Model):
    """Followers of an account on a day, as counted by hand or read off the platform."""

    model_config = ConfigDict(title=mark("Count of followers"))

    date: dt.date = Field(title=mark("Date"))
    followers: Count = Field(title=mark("Followers"))


class Account(Model):
    """An account on a platform.

    ``id`` is the platform's own number or handle as exports print it, kept as text because it is
    longer than a float holds. ``branch`` tells the accounts of several locations apart.
    """

    model_config = ConfigDict(title=mark("Account"))

    platform: Annotated[Platform, Labels(PLATFORM_NAMES)] = Field(title=mark("Platform"))
    id: str = Field(
        default="", title=mark("Number"),
        description=mark("As exports print it: Page ID, Account ID. May wait."),
    )  # fmt: skip
    handle: str = Field(
        default="", title=mark("Name on the platform"), description=mark("Behind the @.")
    )
    branch: str = Field(
        default="", title=mark("Branch"),
        description=mark("Only where several locations have an account of their own."),
    )  # fmt: skip
    followers: tuple[FollowerCount, ...] = Field(
        default=(), title=mark("Followers, counted"),
        description=mark("Count now and then: without a count nothing is said for each follower."),
    )  # fmt: skip

    @property
    def key(self) -> str:
        """What the account is known by here: its id, else its handle, in small letters."""
        return account_key(self.id or self.handle)

    @field_validator("id", mode="before")
    @classmethod
    def _id_as_text(cls, value: object) -> object:
        return str(value) if isinstance(value, int) else value


def keys_of(accounts: Iterable[Account]) -> frozenset[AccountKey]:
    """Give every name by which exports may know these accounts."""
    return frozenset(
        (account.platform, account_key(known))
        for account in accounts
        for known in (account.id, account.handle)
        if known
    )


class Competitor(Model):
    """A competitor, with the accounts by which exports may name it."""

    model_config = ConfigDict(title=mark("Competitor"))

    name: Name = Field(title=mark("Name"), description=mark("As the report prints it."))
    accounts: tuple[Account, ...] = Field(default=(), title=mark("Accounts"))
    also_called: tuple[str, ...] = Field(
        default=(), title=mark("Also called"),
        description=mark("Every other spelling that a file may use."),
    )  # fmt: skip


class Theme(Model):
    """Something that posts are about, known by words in their text."""

    model_config = ConfigDict(title=mark("Theme"))

    name: Name = Field(title=mark("Name"), description=mark("As the report prints it."))
    words: tuple[str, ...] = Field(
        default=(), title=mark("Words"),
        description=mark("A post with one of these is about it; read* stands for any ending."),
    )  # fmt: skip


class Capacity(Model):
    """Hours a week that the client has for social media, in all and by team."""

    hours_per_week: Amount | None = Field(
        default=None, title=mark("Hours a week"),
        description=mark("How many hours a week are there for social media, all people together?"),
    )  # fmt: skip
    people: Whole | None = Field(
        default=None, ge=0, le=10**6, title=mark("Number of people"),
        description=mark("How many people do these hours come from?"),
    )  # fmt: skip


class Budget(Model):
    """Money for a year, beside hours."""

    per_year: Amount | None = Field(
        default=None, title=mark("Money a year"),
        description=mark("How much money is there for social media in a year, beside hours?"),
    )  # fmt: skip
    currency: str = Field(
        default="EUR", pattern="^[A-Z]{3}$", title=mark("Currency"),
        description=mark("Three capitals, such as EUR."),
    )  # fmt: skip


class Client(Model):
    """A client of the consultant: everything that is not data, answers or looks.

    A name, in any spelling, is of one brand, and an id or handle of one account: they decide whose
    a post is.
    """

    name: Name = Field(title=mark("Name"), description=mark("As the report prints it."))
    language: Annotated[Literal["nl", "en"], Labels(LANGUAGE_NAMES)] = Field(
        default="nl", title=mark("Language of the reports")
    )
    sector: str = Field(default="", title=mark("Sector"), description=mark("In a few words."))
    fictional: bool = Field(
        default=False, title=mark("Invented example"),
        description=mark("The reports then say so on every page."),
    )  # fmt: skip
    time_zone: str = Field(
        default="Europe/Amsterdam", title=mark("Time zone"),
        description=mark("In which dates and times are shown, such as Europe/Amsterdam."),
    )  # fmt: skip
    as_of: dt.date | None = Field(
        default=None, title=mark("Date of the report"),
        description=mark("The day that the report speaks from; empty for the last in the data."),
    )  # fmt: skip
    accounts: tuple[Account, ...] = Field(default=(), title=mark("The client’s own accounts"))
    also_called: tuple[str, ...] = Field(
        default=(), title=mark("Also called"),
        description=mark("Every other spelling that a file may use."),
    )  # fmt: skip
    competitors: tuple[Competitor, ...] = Field(
        default=(), title=mark("Competitors"), description=mark("Three or four are enough.")
    )
    themes: tuple[Theme, ...] = Field(
        default=(),
        title=mark("Themes of posts"),
        description=mark("What posts are about; the benchmark then counts them by theme."),
    )
    capacity: Capacity = Field(default=Capacity(), title=mark("Hours and people"))
    budget: Budget = Field(default=Budget(), title=mark("Money"))
    gates: GateRules = Field(
        default=GateRules(), title=mark("When a channel is worth it"),
        description=mark("The thresholds of the four gates; the report prints them."),
    )  # fmt: skip
    export_time_zones: dict[str, str] = Field(
        default_factory=dict, title=mark("Time zones of exports"),
        description=mark(
            "Maker and zone, such as meta: Europe/Amsterdam. Only where an export prints its times "
            "in a zone that it does not name."
        ),
    )  # fmt: skip
    retain_until: dt.date | None = Field(
        default=None, title=mark("Keep until"),
        description=mark("The last day on which you may have this client’s data."),
    )  # fmt: skip
    glossary: dict[str, str] = Field(
        default_factory=dict, title=mark("Words of the house"),
        description=mark("Word and meaning; explained once in every report."),
    )  # fmt: skip
    vocabulary: dict[str, str] = Field(
        default_factory=dict, title=mark("The client’s own words"),
        description=mark("Our word and the client’s, such as persona: type of reader."),
    )  # fmt: skip

    parameters: dict[str, GivenValue] = Field(
        default_factory=dict, title=mark("Settings of own notebooks"),
        description=mark(
            "Name and value, such as goal: 20; for one chapter alone, channel_benchmark.goal: 30."
        ),
    )  # fmt: skip

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in time_zones():
            raise ValueError(f"“{value}” is not a time zone such as Europe/Amsterdam")
        return value

    @field_validator("export_time_zones")
    @classmethod
    def _known_zones(cls, value: dict[str, str]) -> dict[str, str]:
        for zone in value.values():
            cls._known_zone(zone)
        return value

    @field_validator("vocabulary")
    @classmethod
    def _plain_words(cls, value: dict[str, str]) -> dict[str, str]:
        odd = find_odd_words(value)
        stop_on(Contradiction((ours,), NO_WORD, word) for ours, word in odd)
        return value

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        twice = find_repeats(
            "themes", (name_key(one.name) for one in self.themes), "this theme stands twice", "name"
        )
        stop_on((*self._names_of_two(), *self._accounts_of_two(), *twice))
        return self

    def _names_of_two(self) -> Iterator[Contradiction]:
        owners = set(map(name_key, (self.name, *self.also_called)))
        for number, one in enumerate(self.competitors):
            mine: set[str] = set()
            for field, spellings in (("name", (one.name,)), ("also_called", one.also_called)):
                for spelling in spellings:
                    key = name_key(spelling)
                    if key in owners:
                        what = mark("This name is another one's already.")
                        yield Contradiction(("competitors", number, field), what, spelling)
                    mine.add(key)
            owners |= mine

    def _accounts_of_two(self) -> Iterator[Contradiction]:
        owners: set[tuple[str, str]] = set()
        held: list[tuple[tuple[str | int, ...], tuple[Account, ...]]] = [((), self.accounts)]
        for number, one in enumerate(self.competitors):
            held.append((("competitors", number), one.accounts))
        for place, accounts in held:
            for number, account in enumerate(accounts):
                known = {"id": account_key(account.id), "handle": account_key(account.handle)}
                for field, name in known.items():
                    if name and (account.platform, name) in owners:
                        what = mark("This account stands here already.")
                        yield Contradiction((*place, "accounts", number, field), what, name)
                owners |= {(account.platform, name) for name in known.values() if name}

    @property
    def brands(self) -> tuple[str, ...]:
        """The client's name, then its competitors' in their given order."""
        return (self.name, *(competitor.name for competitor in self.competitors))
