"""All channel exports of a client as one: canonical frames, brands settled, no post twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

import pandas as pd

from toolkit.errors import Fault, InputError, ToolkitError
from toolkit.model.client import AccountKey, Client
from toolkit.model.posts import FRAMES, stack
from toolkit.readers import read_export
from toolkit.readers.consistency import check_readings, check_together
from toolkit.readers.duplicates import settle_duplicates, settle_repeats
from toolkit.readers.ownership import join_files, settle_brands
from toolkit.readers.profile import Profile
from toolkit.readers.reading import Decision, Export, Reading, Settings

# What makes two rows of exports the same count, the time last.
REPEATED = {
    "followers": ("brand", "platform", "account", "day"),
    "totals": ("brand", "platform", "account", "start", "end"),
    "insights": (
        "brand", "platform", "account", "metric", "dimension", "member", "start", "end",
    ),
}  # fmt: skip
META_TIMES = ("Publish time", "Publicatietijdstip")


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file that was read: which reader knew it and what it held, and the number of its rows."""

    name: str
    contents: str
    rows: int


@dataclass(frozen=True, slots=True)
class ChannelData:
    """All channel data of a client, in canonical frames with brands settled.

    ``posts``, ``followers``, ``totals`` and ``insights`` have the columns of
    :mod:`toolkit.model.posts`; ``decisions`` say how open matters were read; ``faults`` are
    warnings and notes, no errors; ``files`` are those that were read; ``kept`` holds by file the
    columns that none of these is made of.
    """

    posts: pd.DataFrame
    followers: pd.DataFrame
    totals: pd.DataFrame
    insights: pd.DataFrame
    decisions: tuple[Decision, ...]
    faults: tuple[Fault, ...]
    files: tuple[FileRead, ...]
    kept: dict[str, pd.DataFrame]


def settings_of(client: Client) -> Settings:
    """Give what readers need to know of a client."""
    return Settings(
        client.time_zone,
        dict(client.export_time_zones),
        own_platforms=frozenset(account.platform for account in client.accounts),
    )


def read_channels(
    exports: Iterable[Export],
    client: Client,
    profile: Profile,
    others: frozenset[AccountKey] = frozenset(),
    as_of: dt.date | None = None,
) -> ChannelData:
    """Read all exports, settle whose they are, hold them against themselves and each other.

    Posts that came twice are taken out.

    Parameters
    ----------
    others
        Own accounts of other clients, whose exports must not be taken for this client's.
    as_of
        The day that the report speaks from, if it is known.

    Raises
    ------
    InputError
        With the faults of all files, if any of them cannot be used.
    """
    settings = settings_of(client)
    faults: list[Fault] = []
    readings: list[Reading] = []
    files: list[FileRead] = []
    kept: dict[str, pd.DataFrame] = {}
    for export in exports:
        try:
            found = read_export(export, settings, profile)
        except ToolkitError as error:
            faults.extend(error.faults)
            continue
        readings.extend(found)
        if not found[0].kept.empty:
            kept[export.name] = found[0].kept
        kinds = ", ".join(dict.fromkeys(f"{one.reader} ({one.contents})" for one in found))
        files.append(FileRead(export.name, kinds, sum(len(one.frame) for one in found)))
    faults.extend(fault for reading in readings for fault in reading.faults)
    faults.extend(check_readings(readings))
    frames: dict[str, pd.DataFrame] = {}
    whose: list[Fault] = []
    for contents, columns in FRAMES.items():
        frame = stack([one.frame for one in readings if one.contents == contents], columns)
        frames[contents], of_brands = settle_brands(frame, client, others)
        whose.extend(of_brands)
    faults.extend(join_files(whose))
    faults.extend(check_together(frames, client, as_of))
    frames["posts"], of_posts = settle_duplicates(frames["posts"])
    faults.extend(of_posts)
    for contents, key in REPEATED.items():
        frames[contents], of_repeats = settle_repeats(frames[contents], key)
        faults.extend(of_repeats)
    errors = [fault for fault in faults if fault.severity == "error"]
    if errors:
        raise InputError(errors)
    decisions = tuple(decision for reading in readings for decision in reading.decisions)
    faults.extend(_mixed_zones(decisions))
    return ChannelData(
        **frames,
        decisions=decisions,
        faults=tuple(dict.fromkeys(faults)),
        files=tuple(files),
        kept=kept,
    )


def _mixed_zones(decisions: Iterable[Decision]) -> list[Fault]:
    # The zone is decided file by file; one maker does not print in two zones.
    zones: dict[str, str] = {}
    for one in decisions:
        if one.column in META_TIMES and one.taken_as.startswith("times of"):
            zones.setdefault(one.taken_as, one.file)
    if len(zones) < 2:
        return []
    return [
        Fault(
            "Meta's exports seem to print their times in different time zones.",
            file=PurePosixPath(min(zones.values())).parent.as_posix(),
            got="; ".join(f"{file}: {zone}" for zone, file in zones.items()),
            expected="one zone for all of them",
            remedy="Say which in client.yaml, for instance export_time_zones: "
            "{meta: America/Los_Angeles}.",
            severity="warning",
        )
    ]
