"""Whose a file is: what it says of accounts and brands, held against every ``client.yaml``.

A file goes to a client only if everything in it is that client's or of its competitors. What only
the owner of an account can export goes to the owner and to nobody else, not even to one who has
the account among its competitors. Where two clients could have it, nobody gets it: it is never
split, and never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import pandas as pd

from toolkit.clients.register import Card
from toolkit.language import mark
from toolkit.model.client import AccountKey, Competitor, account_key, keys_of, name_key
from toolkit.readers import Reading
from toolkit.readers.private_figures import find_private

Tie = Literal["own", "rival", "stranger", "unnamed", "silent"]
"""What a client has to do with a line: its own; a competitor's; an account that is neither's; a
brand that is neither; or the line says nothing."""

# Formats of public counts: anybody can make them of anybody.
OF_ANYBODY = {"tally", "mapper", "linkedin_competitors", "fanpage_karma"}
# Where an address tells whose post it is.
HOLDERS = {
    "facebook": re.compile(r"facebook\.com/([^/?#]+)/(?:posts|videos|photos|reels?)/", re.I),
    "linkedin": re.compile(r"linkedin\.com/posts/([^/?#_]+)_", re.I),
    "tiktok": re.compile(r"tiktok\.com/@([^/?#]+)", re.I),
}
# LinkedIn calls a file after the page's address: its rows do not say whose they are.
OF_A_PAGE = re.compile(
    r"([^_/\\]+)_(?:content|followers|visitors|competitor_analytics|competitors|updates)_", re.I
)

BY_ACCOUNT = mark("by the account in it")
BY_NAME = mark("by the brand in it")
BY_FILE_NAME = mark("by its name, which LinkedIn makes of the page’s address")
BY_PROFILE = mark("by its profile.yaml, which describes this file")
UNSAID = mark("The file does not say whose it is. Say which client.")
STRANGER = mark(
    "No client.yaml names this account. Add it under accounts, or say which client the file is of."
)
UNKNOWN = mark("No client.yaml names the brands in it. Say which client the file is of.")
SEVERAL = mark("More than one client could have this file. Say which.")
MIXED = mark(
    "The file holds accounts or brands that no client has all together. Export them one by one, or "
    "add the missing ones to client.yaml."
)
TWO_OWNERS = mark(
    "Two clients name this account as their own. Say which, or put their client.yaml right."
)
NO_CLIENT_S = mark(
    "Only the owner of this account can export this, and the account is a competitor here, not a "
    "client’s own."
)
UNCERTAIN = mark(
    "A client.yaml cannot be read, so it is not certain whose this file is. Put it right first."
)


@dataclass(frozen=True, slots=True)
class Line:
    """What a file says of whose some of its rows are.

    ``account`` is written as :func:`toolkit.model.client.account_key` has it; both may be empty.
    ``of_owner``: only the owner of the account can export this. ``by_file_name``: not the rows say
    so, but the name that LinkedIn gave the file.
    """

    platform: str
    account: str = ""
    brand: str = ""
    of_owner: bool = False
    by_file_name: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Whose a file is (empty: nobody's for certain), why, and who else could be meant."""

    slug: str
    reason: str
    claimants: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()


def find_lines(readings: Iterable[Reading], file: str) -> tuple[Line, ...]:
    """Say what a file tells of whose it is, each thing once.

    Parameters
    ----------
    file
        Its name, which tells only where LinkedIn gave it.
    """
    lines: dict[Line, None] = {}
    for reading in readings:
        if reading.frame.empty:
            continue
        of_owner = find_private(reading.frame) | (reading.reader not in OF_ANYBODY)
        told = pd.DataFrame(
            {
                "platform": reading.frame["platform"],
                "account": _accounts(reading.frame),
                "brand": reading.frame["brand"].fillna(""),
                "of_owner": of_owner,
            }
        ).drop_duplicates()
        for platform, account, brand, owner in told.itertuples(index=False, name=None):
            key = account_key(str(account))
            lines[Line(str(platform), key, str(brand), bool(owner))] = None
    named = OF_A_PAGE.match(file)
    if lines and named and all(_is_of_a_page(line) for line in lines):
        page = account_key(named[1])
        return (Line("linkedin", page, of_owner=True, by_file_name=True),)
    return tuple(lines)


def _accounts(frame: pd.DataFrame) -> pd.Series:
    accounts = frame["account"].fillna("")
    if "url" not in frame:
        return accounts
    for platform, pattern in HOLDERS.items():
        silent = frame["platform"].eq(platform) & accounts.eq("") & frame["brand"].isna()
        if not silent.any():
            continue
        found = frame.loc[silent, "url"].str.extract(pattern, expand=False)
        accounts = accounts.mask(silent, found.reindex(accounts.index).fillna(""))
    return accounts


def _is_of_a_page(line: Line) -> bool:
    return line.platform == "linkedin" and line.of_owner and not (line.account or line.brand)


class Holder:
    """A client, with the accounts and names by which files know it and its competitors.

    Parameters
    ----------
    slug
        Its folder.
    client
        What ``client.yaml`` says of whose files are its own.
    """

    def __init__(self, slug: str, client: Card) -> None:
        self.slug, self.client = slug, client

    @cached_property
    def own(self) -> frozenset[AccountKey]:
        """Its own accounts."""
        return keys_of(self.client.accounts)

    @cached_property
    def rivals(self) -> dict[AccountKey, str]:
        """Accounts of its competitors, with their names."""
        return {key: one.name for one in self.client.competitors for key in keys_of(one.accounts)}

    @cached_property
    def names(self) -> dict[str, str]:
        """Every spelling of its name and of its competitors', with the name in the report."""
        whose: tuple[Card | Competitor, ...] = (self.client, *self.client.competitors)
        spellings = [(text, one.name) for one in whose for text in (one.name, *one.also_called)]
        return {name_key(text): name for text, name in spellings}

    def brand_of(self, line: Line) -> str:
        """Name the brand that a line is of; empty if it is none of this client's."""
        key = (line.platform, line.account)
        if line.account and key in self.own:
            return self.client.name
        if line.account and key in self.rivals:
            return self.rivals[key]
        name = self.names.get(name_key(line.brand), "") if line.brand else ""
        return "" if name and line.account and self._knows_otherwise(name, line) else name

    def tie_to(self, line: Line) -> Tie:
        """Say what this client has to do with a line."""
        if brand := self.brand_of(line):
            return "own" if brand == self.client.name else "rival"
        if line.account:
            return "stranger"
        return "unnamed" if line.brand else "silent"

    def _knows_otherwise(self, name: str, line: Line) -> bool:
        # A number that is declared speaks against a number that is not, whatever it is called.
        whose: tuple[Card | Competitor, ...] = (self.client, *self.client.competitors)
        held = (one.accounts for one in whose if one.name == name)
        known = [
            account.id if line.account.isdigit() else account.handle
            for accounts in held
            for account in accounts
            if account.platform == line.platform
        ]
        return any(known)


def match(lines: Sequence[Line], holders: Sequence[Holder], *, complete: bool = True) -> Match:
    """Say whose a file is.

    Parameters
    ----------
    lines
        What it tells.
    holders
        All clients of the workspace.
    complete
        False if a client is left out because its ``client.yaml`` cannot be read: then only what
        the owner's account decides is certain.
    """
    held = frozenset(key for one in holders for key in one.own)
    # What it is called says nothing of an account that somebody has.
    speaking = [
        replace(line, brand="") if (line.platform, line.account) in held else line
        for line in lines
        if line.account or line.brand
    ]
    if not speaking:
        return Match("", UNSAID)
    able = [one for one in holders if _knows(one, speaking)]
    # A brand that nobody declared may stand beside the client's own, as in its own report.
    able = able or [one for one in holders if _knows(one, speaking, but_for_brands=True)]
    if len(able) == 1:
        (one,) = able
        reason = _reason(one, speaking)
        owned = any(line.of_owner for line in speaking)
        if not complete and not (owned and reason == BY_ACCOUNT):
            return Match("", UNCERTAIN)
        brands = tuple(dict.fromkeys(filter(None, map(one.brand_of, speaking))))
        return Match(one.slug, reason, brands=brands)
    if able:
        owned = any(line.of_owner for line in speaking)
        return Match("", TWO_OWNERS if owned else SEVERAL, tuple(one.slug for one in able))
    return _explain(speaking, holders)


def _knows(one: Holder, lines: Sequence[Line], *, but_for_brands: bool = False) -> bool:
    ties = [one.tie_to(line) for line in lines]
    if any(line.of_owner and tie != "own" for line, tie in zip(lines, ties, strict=True)):
        return False
    if but_for_brands:
        return "own" in ties and "stranger" not in ties
    return not {"stranger", "unnamed"} & set(ties)


def _reason(one: Holder, lines: Sequence[Line]) -> str:
    if any(line.by_file_name for line in lines):
        return BY_FILE_NAME
    keys = {(line.platform, line.account) for line in lines if line.account}
    return BY_ACCOUNT if keys & (one.own | one.rivals.keys()) else BY_NAME


def _explain(lines: Sequence[Line], holders: Sequence[Holder]) -> Match:
    ties = {line: {one.slug: one.tie_to(line) for one in holders} for line in lines}
    claimants = tuple(
        one.slug for one in holders if any(ties[line][one.slug] == "own" for line in lines)
    )
    known = [line for line in lines if {"own", "rival"} & set(ties[line].values())]
    owned = [line for line in lines if line.of_owner]
    if owned and not claimants and all(line in known for line in owned):
        return Match("", NO_CLIENT_S)
    if known:
        return Match("", MIXED, claimants)
    if any(line.by_file_name for line in lines):
        return Match("", UNSAID)
    return Match("", STRANGER if any(line.account for line in lines) else UNKNOWN)


def find_owners(lines: Iterable[Line], holders: Iterable[Holder]) -> tuple[str, ...]:
    """Name the clients whose own accounts a file's confidential lines are of."""
    confidential = [line for line in lines if line.of_owner]
    return tuple(
        one.slug for one in holders if any(one.tie_to(line) == "own" for line in confidential)
    )
