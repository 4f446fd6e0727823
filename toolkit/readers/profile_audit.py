"""What was found on profiles: a row for each account, a column for each item of the checklist.

An item's column is headed by its key or its name in Dutch or English. ``800 x 800`` under an image
is held against the checklist's size for that platform.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from toolkit.language import mark
from toolkit.model import Labels, Model, Name
from toolkit.model.client import PLATFORM_NAMES, Platform
from toolkit.model.profile_checklist import Answer, Checklist, Item, Profile
from toolkit.readers.findings import Findings
from toolkit.readers.listed import (
    NO,
    UNKNOWN,
    YES,
    Gathered,
    find_table,
    gather_sheets,
    read_rows,
    tell_leftovers,
)
from toolkit.readers.reading import Export
from toolkit.readers.table import Source, Table, header_key

NOT_APPLICABLE = frozenset({"n.v.t.", "nvt", "n/a", "na", "n.a.", "-", "not applicable"})
SIZE = re.compile(r"([0-9]{1,5})\s*[x×]\s*([0-9]{1,5})(?:\s*px)?", re.IGNORECASE)


class _Account(Model):
    brand: Name = Field(title=mark("Brand"))
    platform: Annotated[Platform, Labels(PLATFORM_NAMES)] = Field(title=mark("Platform"))
    handle: str = Field(default="", title=mark("Name on the platform"))
    checked_on: dt.date | None = Field(default=None, title=mark("Checked on"))


def read_audit(exports: Iterable[Export], checklist: Checklist) -> Gathered[tuple[Profile, ...]]:
    """Read what was found on profiles.

    Raises
    ------
    InputError
        With the faults of all files, if any of them cannot be used.
    """
    profiles: list[Profile] = []

    def read(source: Source, findings: Findings) -> int:
        table = find_table(source, _Account, findings)
        if table is None:
            findings.add(
                "There is no audit of profiles in this file.",
                expected="a header with “Brand” and “Platform”, or “Merk” and “Platform”, and "
                "a column for each item",
                remedy="templates/checklists/profiles.yaml says which items there are.",
            )
            return 0
        found = _read(table, checklist, findings)
        profiles.extend(found)
        return len(found)

    gathered = gather_sheets(exports, read)
    return Gathered(tuple(profiles), *gathered)


def _read(table: Table, checklist: Checklist, findings: Findings) -> list[Profile]:
    accounts = read_rows(table, _Account, findings)
    if len(accounts) < len(table.rows):
        return []  # told already: a row without a brand or a platform is nobody's
    answers: list[dict[str, Answer]] = [{} for _ in accounts]
    for item in checklist.items:
        column = table.column(item.key, item.en, item.nl)
        if column is None or item.newest_within_days:
            continue
        cells = zip(accounts, answers, column.texts, column.rows, strict=True)
        for account, given, text, row in cells:
            if answer := _answer(text, item, account.platform):
                given[item.key] = answer
            elif header_key(text) not in UNKNOWN:
                findings.add(
                    "This is no answer to an item of the checklist.",
                    row=row, column=column.name, got=text,
                    expected="yes, no, n/a (ja, nee, n.v.t.), a size such as 800 x 800 where the "
                    "checklist has one for this platform; empty: unknown",
                )  # fmt: skip
    tell_leftovers(table, findings)
    return [
        Profile(
            brand=account.brand,
            platform=account.platform,
            handle=account.handle,
            checked_on=account.checked_on,
            answers=given,
        )
        for account, given in zip(accounts, answers, strict=True)
    ]


def _answer(text: str, item: Item, platform: Platform) -> Answer | None:
    word = header_key(text)
    if word in NOT_APPLICABLE:
        return "not_applicable"
    if word in YES:
        return "yes"
    if word in NO:
        return "no"
    size, needed = SIZE.fullmatch(text), item.images.get(platform)
    if size and needed:
        return "yes" if needed.fits(int(size[1]), int(size[2])) else "no"
    return None
