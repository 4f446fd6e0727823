"""Which persona can be reached on which channel, in what way, and whether the client is there.

A gap is a channel on which many of a persona are and the client is not. A waste is a channel that
the client keeps up although few of anybody, or of those for whom it is kept, are there. Neither is
said where the survey's interval leaves it open, and interviews or assumptions never show a waste:
that nobody named a channel does not mean that nobody is there. Where the client has named no
channel at all, nothing is known of where they are, and neither a gap nor a waste is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from toolkit.analysis.channel_register import Channel
from toolkit.analysis.personas import Personas, Sheet
from toolkit.analysis.ways import ANY_CHANNEL
from toolkit.language import mark
from toolkit.model.client import PLATFORM_NAMES, name_key
from toolkit.model.persona import UsedChannel

MANY = 1 / 3
"""The part of a persona from which a channel is one of theirs: one in three."""

COLUMNS = (
    "persona", "channel", "share", "low", "high", "n", "ways", "evidence", "present", "finding",
    "named",
)  # fmt: skip

Finding = Literal["reached", "gap", "waste", "aside", "open"]
FINDING_NAMES: dict[str, str] = {
    "reached": mark("they are there, and so are you"),
    "gap": mark("they are there, you are not"),
    "waste": mark("you are there, they hardly are"),
    "aside": mark("not one of their places"),
    "open": mark("not known"),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """A channel where the client is not, and the personas who are, those with most people first."""

    channel: str
    personas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waste:
    """A channel that is kept up for few; ``aimed_at`` is the persona that it is meant for.

    ``hours`` a week, where they are known.
    """

    channel: str
    hours: float | None
    aimed_at: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class PersonaChannels:
    """Personas by channel.

    Parameters
    ----------
    table
        ``persona``, ``channel`` (a platform's key), ``share``, ``low``, ``high``, ``n`` (as in
        ``channel_use``, of the persona's segment), ``ways`` (keys with ``;`` between),
        ``evidence``, ``present`` (whether the client is there), ``finding`` (see
        :data:`FINDING_NAMES`), ``named`` (whether interviews or the team name the channel for
        them). While no channel of the client is known, ``present`` is missing and every finding is
        ``open``.
    gaps, wastes
        What stands out, in the order of channels.
    """

    table: pd.DataFrame
    gaps: tuple[Gap, ...]
    wastes: tuple[Waste, ...]

    @property
    def channels_unknown(self) -> bool:
        """Whether the client has named no channel, so that nobody knows where they are."""
        return len(self.table) > 0 and bool(self.table["present"].isna().all())


def match_channels(
    personas: Personas,
    use: pd.DataFrame | None,
    ways: pd.DataFrame | None,
    channels: Sequence[Channel],
    *,
    few: float,
) -> PersonaChannels:
    """Lay personas beside channels.

    Parameters
    ----------
    personas
        Each with its evidence.
    use, ways
        Tables of :mod:`~toolkit.analysis.channel_use` and :mod:`~toolkit.analysis.ways`; None where
        the survey did not ask.
    channels
        All channels of the client, as the register has them; none at all means that they are not
        known, not that there are none.
    few
        The share below which a channel is not worth a place: the client's own threshold.
    """
    social = [one for one in channels if one.social and one.platform]
    present = {one.platform: one for one in social if one.exists and one.action != "remove"}
    platforms = _platforms(personas, use, present)
    rows = [
        _row(sheet, platform, use, ways, present=platform in present if channels else None, few=few)
        for sheet in personas.sheets
        for platform in platforms
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype(
        {
            **dict.fromkeys(("share", "low", "high"), "float64"),
            "n": "Int64",
            "present": "boolean",
            "named": "bool",
        }
    )
    gaps = tuple(
        Gap(platform, _those(table, platform, "gap"))
        for platform in platforms
        if _those(table, platform, "gap")
    )
    return PersonaChannels(table, gaps, tuple(_wastes(table, personas, list(present.values()))))


def _platforms(
    personas: Personas, use: pd.DataFrame | None, present: dict[str | None, Channel]
) -> list[str]:
    asked = [] if use is None else list(use["channel"])
    told = [one.channel for sheet in personas.sheets for one in _told(sheet)]
    known = {*asked, *told, *(one for one in present if one)}
    return [one for one in PLATFORM_NAMES if one in known and one != "website"]


def _told(sheet: Sheet) -> list[UsedChannel]:
    return [
        *sheet.persona.channels,
        *(channel for one in sheet.interviews for channel in one.channels),
    ]


def _row(
    sheet: Sheet,
    platform: str,
    use: pd.DataFrame | None,
    ways: pd.DataFrame | None,
    *,
    present: bool | None,
    few: float,
) -> tuple[object, ...]:
    told = [one for one in _told(sheet) if one.channel == platform]
    found = dict.fromkeys(one.way for one in told if one.way)
    measured = None
    if use is not None and sheet.evidence == "survey" and sheet.segment:
        counted = use[use["segment"].eq(sheet.segment) & use["channel"].eq(platform)]
        measured = None if counted.empty else counted.iloc[0]
    if measured is None:
        finding: Finding = "open"
        if told and present is not None:
            finding = "reached" if present else "gap"
        evidence = "assumption" if sheet.evidence == "assumption" else "interviews"
        values = (None, None, None, None)
        here = (";".join(found), evidence, present, finding, bool(told))
        return (sheet.name, platform, *values, *here)
    measured_ways = _ways_of(ways, str(sheet.segment), platform)
    finding = "open" if present is None else _judge(measured, present=present, few=few)
    values = tuple(measured[name] for name in ("share", "low", "high", "n"))
    ways_found = ";".join(dict.fromkeys([*measured_ways, *found]))
    return (sheet.name, platform, *values, ways_found, "survey", present, finding, bool(told))


def _judge(measured: pd.Series, *, present: bool, few: float) -> Finding:
    low, high = measured["low"], measured["high"]
    if pd.isna(low):
        return "open"
    if low >= MANY:
        return "reached" if present else "gap"
    if high < few:
        return "waste" if present else "aside"
    if present:
        return "reached" if low >= few else "open"
    return "open" if high >= MANY else "aside"


def _ways_of(ways: pd.DataFrame | None, segment: str, platform: str) -> list[str]:
    if ways is None:
        return []
    here = ways[ways["segment"].eq(segment) & ways["low"].ge(MANY)]
    for channel in (platform, ANY_CHANNEL):
        found = here[here["channel"].eq(channel)].sort_values("share", ascending=False)
        if len(found) or (ways["channel"] == channel).any():
            return [str(way) for way in found["way"]]
    return []


def _those(table: pd.DataFrame, platform: str, finding: Finding) -> tuple[str, ...]:
    here = table[table["channel"].eq(platform) & table["finding"].eq(finding)]
    return tuple(here.sort_values("share", ascending=False, kind="stable")["persona"])


def _wastes(table: pd.DataFrame, personas: Personas, channels: Sequence[Channel]) -> list[Waste]:
    found = []
    names = {
        name_key(name): sheet.name
        for sheet in personas.sheets
        for name in (sheet.persona.group, sheet.name)
        if name
    }
    for channel in channels:
        platform = str(channel.platform)
        here = table[table["channel"].eq(platform)].set_index("persona")["finding"]
        if len(here) and here.eq("waste").all():
            found.append(Waste(platform, channel.hours_per_week))
            continue
        aimed = names.get(name_key(channel.target_group or ""), "")
        if aimed and here.get(aimed) == "waste":
            found.append(Waste(platform, channel.hours_per_week, aimed))
    return found
