"""What a persona's sheet says in figures: how many they are, where they are, what sets them apart.

All of it is the survey's own, and of that only what is more than chance; a persona that no survey
knows has the channels that were named for it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from toolkit.analysis.contrasts import order_clear
from toolkit.analysis.persona_research import Audience, find_row
from toolkit.analysis.personas import Sheet
from toolkit.analysis.ways import ANY_CHANNEL
from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.ladder import NAMES_OF_RUNGS, UNREMARKABLE
from toolkit.model.persona import UsedChannel
from toolkit.model.survey_question import WAY_NAMES

MOST_CHANNELS = 4
MOST_WAYS = 2
MOST_MADE = 4
SHARES = ("share", "low", "high")


@dataclass(frozen=True, slots=True)
class Block:
    """A question of the sheet and its answer, a line for each part."""

    question: str
    lines: tuple[str, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A sheet, its row among the personas, and the audience that it is part of."""

    audience: Audience
    sheet: Sheet
    record: dict[str, Any]
    language: Language

    @property
    def segment(self) -> str | None:
        """Key of the survey's segment, where that is what the sheet rests on."""
        return self.sheet.segment if self.sheet.evidence == "survey" else None

    @property
    def shown(self) -> bool:
        """Whether the survey may tell how many they are."""
        return self.segment is not None and pd.notna(self.record["share"])

    def share(self, column: str) -> str:
        """Write a fraction of the record as a percentage."""
        return self.language.share(float(str(self.record[column])))


def tell_counted(
    audience: Audience, sheet: Sheet, record: Mapping[Any, Any], language: Language
) -> tuple[Block, ...]:
    """Say where people of a sheet are to be found and what sets them apart, without their size.

    Parameters
    ----------
    record
        The sheet's row among the personas.
    """
    found = Found(audience, sheet, dict(record), language)
    return tuple(one for one in list_counted(found) if one.question != language.text("Size"))


def list_counted(found: Found) -> Iterator[Block]:
    """Give how many a persona's people are, where they are, and what sets them apart."""
    text = found.language.text
    yield Block(text("Size"), (_size(found),))
    yield Block(text("Where to find them"), tuple(_channels(found)))
    if found.segment is None:
        return
    yield Block(text("Uses social media"), tuple(_measured_ways(found, ANY_CHANNEL)))
    yield Block(text("Stands out by"), tuple(_distinctions(found)))
    yield Block(text("What made the group"), tuple(_made_by(found)))
    yield Block(_index_question(found), tuple(_participation(found)))


def _size(found: Found) -> str:
    language = found.language
    if found.segment is None:
        return language.text("unknown")
    if not found.shown:
        return say_nothing(found)
    share, low, high = (found.share(name) for name in SHARES)
    n = language.number(float(str(found.record["n"])))
    book = found.audience.codebook
    if book and book.sample == "probability":
        message = "{share} ({low} to {high}), {n} answers"
        if found.audience.weighted:
            message = "{share} ({low} to {high}), weighted; {n} answers"
        return language.text(message, share=share, low=low, high=high, n=n)
    message = "{share} of those who answered, {n} answers"
    if found.audience.weighted:
        message = "{share} of those who answered, weighted; {n} answers"
    return language.text(message, share=share, n=n)


def _channels(found: Found) -> Iterator[str]:
    use, language = found.audience.use, found.language
    if found.segment is not None and use is not None:
        here = use.table[(use.table["segment"] == found.segment) & use.table["share"].notna()]
        top = here.sort_values("share", ascending=False, kind="stable").head(MOST_CHANNELS)
        if top.empty:
            yield say_nothing(found)
        for row in top.to_dict("records"):
            yield _channel(
                f"{PLATFORM_NAMES[row['channel']]} ({language.share(row['share'])})",
                _measured_ways(found, str(row["channel"])) or _told_ways(found, row["channel"]),
            )
        return
    told = _told(found)
    for channel in dict.fromkeys(one.channel for one in told):
        moments = [one.moment for one in told if one.channel == channel and one.moment]
        yield _channel(
            PLATFORM_NAMES[channel], [*_told_ways(found, channel), *dict.fromkeys(moments)]
        )


def _told(found: Found) -> Sequence[UsedChannel]:
    own = found.sheet.persona.channels
    return own or [one for interview in found.sheet.interviews for one in interview.channels]


def _told_ways(found: Found, channel: str) -> list[str]:
    ways = dict.fromkeys(one.way for one in _told(found) if one.channel == channel and one.way)
    return [found.language.text(WAY_NAMES[way]) for way in ways]


def _measured_ways(found: Found, channel: str) -> list[str]:
    if found.audience.ways is None:
        return []
    table = found.audience.ways.table
    here = table["segment"].eq(str(found.segment)) & table["channel"].eq(channel)
    shown = table[here & table["share"].notna()]
    top = shown.sort_values("share", ascending=False, kind="stable").head(MOST_WAYS)
    return [
        f"{found.language.text(WAY_NAMES[row['way']])} ({found.language.share(row['share'])})"
        for row in top.to_dict("records")
    ]


def _channel(name: str, ways: Sequence[str]) -> str:
    return f"{name}: {', '.join(ways)}" if ways else name


def _distinctions(found: Found) -> Iterator[str]:
    audience, language = found.audience, found.language
    some = False
    for apart in _apart(found, audience.who.contrasts if audience.who else None):
        some = True
        yield language.text(
            "{what}: {share}, others {base}",
            what=f"{apart['question']} {apart['answer']}",
            share=language.share(apart["share"]),
            base=language.share(apart["rest"]),
        )
    for result, label in ((audience.use, "channel"), (audience.participation, "rung")):
        if result is None:
            continue
        clear = order_clear(result.contrasts)
        for row in clear[clear["segment"] == found.segment].to_dict("records"):
            some = True
            message = "{what} more ({share}, everybody {base})"
            if row["difference"] < 0:
                message = "{what} less ({share}, everybody {base})"
            if label == "rung" and (line := _rung_apart(found, row["rung"])):
                yield line
                continue
            everybody = result.table["share"].iloc[find_row(result.table, label, row[label])]
            yield language.text(
                message,
                what=_name(audience, label, row[label], language),
                share=language.share(row["share"]),
                base=language.share(float(everybody)),
            )
    if not some:
        yield (
            language.text("nothing that is more than chance") if found.shown else say_nothing(found)
        )


def _rung_apart(found: Found, rung: str) -> str:
    """Tell share, index and points of a rung in one line; empty where one of them is not sure.

    An index against others than those who answered is told on its own.
    """
    result, language = found.audience.participation, found.language
    if result is None or result.base_source:
        return ""
    row = result.table.iloc[find_row(result.table, "rung", rung, str(found.segment))]
    sure = row["difference_low"] > 0 or row["difference_high"] < 0
    low, high = UNREMARKABLE
    if not sure or pd.isna(row["index"]) or low <= row["index"] <= high:
        return ""
    return language.text(
        "{what}: {share}, everybody {base}: {points}, {times} times as many (index {index})",
        what=_name(found.audience, "rung", rung, language),
        share=language.share(row["share"]),
        index=language.number(row["index"]),
        base=language.share(row["base"]),
        points=write_points(row, language),
        times=language.number(row["index"] / 100, 1),
    )


def _index_question(found: Found) -> str:
    result = found.audience.participation
    message = "What they do there, against others (index 200 is twice as many as {source})"
    return found.language.text(message, source=result.base_source if result else "")


def _apart(found: Found, contrasts: pd.DataFrame | None) -> list[dict[str, Any]]:
    if contrasts is None:
        return []
    clear = order_clear(contrasts)
    own = clear[(clear["segment"] == found.segment) & (clear["difference"] > 0)]
    return [{str(key): value for key, value in row.items()} for row in own.to_dict("records")]


def _made_by(found: Found) -> Iterator[str]:
    """Tell on what a group that was found differs most: that is what made it, no finding."""
    audience, language = found.audience, found.language
    made = audience.people.division.made_by if audience.people else frozenset()
    rows = []
    for result, label in ((audience.use, "channel"), (audience.participation, "rung")):
        if result is not None:
            own = result.contrasts[result.contrasts["segment"] == found.segment]
            rows += [
                (row["difference"], row["share"], row["rest"], label, row[label])
                for row in own.to_dict("records")
                if f"{label} {row[label]}" in made
            ]
    for _, share, rest, label, key in sorted(rows, key=lambda row: -abs(row[0]))[:MOST_MADE]:
        yield language.text(
            "{what}: {share}, others {base}",
            what=_name(audience, label, key, language),
            share=language.share(share),
            base=language.share(rest),
        )


def _participation(found: Found) -> Iterator[str]:
    """Tell the index against others; that against everybody who answered stands with the rung."""
    result = found.audience.participation
    if result is None or not result.base_source:
        return
    here = result.table[result.table["segment"] == found.segment]
    people = found.audience.people
    if people is not None:
        # A group stands out on what made it because it did.
        made = "rung " + here["rung"].astype(str)
        here = here[~made.isin(people.division.made_by)]
    sure = here[(here["difference_low"] > 0) | (here["difference_high"] < 0)]
    for row in sure[~sure["index"].between(*UNREMARKABLE)].to_dict("records"):
        name = _name(found.audience, "rung", row["rung"], found.language)
        points = write_points(row, found.language)
        index = f"{found.language.number(row['index'])}, " if pd.notna(row["index"]) else ""
        yield f"{name}: {index}{points}"


def write_points(row: Mapping[Hashable, Any] | pd.Series, language: Language) -> str:
    """Write a row's difference with the base in percentage points, with its interval.

    Parameters
    ----------
    row
        ``difference``, ``difference_low``, ``difference_high``: fractions of one sign.
    """
    edges = sorted(abs(row[name]) for name in ("difference_low", "difference_high"))
    low, high = (language.number(edge * 100) for edge in edges)
    message = "{points} points more ({low} to {high})"
    if row["difference"] < 0:
        message = "{points} points less ({low} to {high})"
    points = language.number(abs(row["difference"]) * 100)
    return language.text(message, points=points, low=low, high=high)


def _name(audience: Audience, label: str, key: str, language: Language) -> str:
    if label == "channel":
        return PLATFORM_NAMES[key]
    instrument = audience.codebook.instrument if audience.codebook else "modern"
    name = language.text(NAMES_OF_RUNGS[instrument][key])
    return name[:1].lower() + name[1:]


def say_nothing(found: Found) -> str:
    """Say why nothing stands where the survey could tell something."""
    if found.segment in found.audience.unmatched:
        return found.language.text("nobody's answer matched")
    return found.language.text("cannot be shown")
