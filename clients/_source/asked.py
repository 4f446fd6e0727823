"""Logs of messages: when people wrote to a client and were answered; no names, no texts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .dice import Dice
from .paper import Value, write_csv

_HEADERS = {
    "nl": ("Kanaal", "Ontvangen", "Beantwoord", "Soort"),
    "en": ("Channel", "Received", "Answered", "Kind"),
}
_KINDS = {
    "nl": {"vraag": 6.0, "klacht": 2.0, "compliment": 1.0, "overig": 1.0},
    "en": {"question": 6.0, "complaint": 2.0, "compliment": 1.0, "other": 1.0},
}
_OPENS, _CLOSES = 9, 17


@dataclass(frozen=True, slots=True)
class Desk:
    """How a channel is answered: messages, middle hours at the desk, chance that none comes."""

    messages: int
    hours: float
    lost: float
    weekends: bool = False


def _write_log(path: Path, language: str, desks: Mapping[str, Desk]) -> None:
    dice = Dice(*path.parts[-4:])
    start = dt.datetime(2026, 7, 1)  # noqa: DTZ001  the client's own clock
    form = "%d-%m-%Y %H:%M" if language == "nl" else "%Y-%m-%d %H:%M"
    rows: list[tuple[dt.datetime, str, dt.datetime | None, str]] = []
    for channel, desk in desks.items():
        for _ in range(desk.messages):
            day = start + dt.timedelta(days=dice.whole(0, 119))
            received = day + dt.timedelta(minutes=dice.whole(7 * 60, 23 * 60 - 1))
            wait = dt.timedelta(minutes=round(60 * dice.around(desk.hours, 1.0)))
            answered = _at_the_desk(received, desk) + wait
            kind = dice.weighted(_KINDS[language])
            rows.append((received, channel, None if dice.happens(desk.lost) else answered, kind))
    written: list[tuple[Value, ...]] = [_HEADERS[language]]
    written += [
        (channel, f"{received:{form}}", f"{answered:{form}}" if answered else None, kind)
        for received, channel, answered, kind in sorted(rows, key=lambda row: row[:2])
    ]
    dutch = language == "nl"
    write_csv(path, written, delimiter=";" if dutch else ",", bom=dutch)


def _at_the_desk(moment: dt.datetime, desk: Desk) -> dt.datetime:
    """Give the first moment from this one on at which somebody is at work."""
    day, opens = moment, dt.time(_OPENS)
    if moment.hour >= _CLOSES:
        day += dt.timedelta(days=1)
    while day.weekday() >= 5 and not desk.weekends:
        day += dt.timedelta(days=1)
    opening = dt.datetime.combine(day.date(), opens)
    return max(moment, opening) if day.date() == moment.date() else opening


def write_library(path: Path) -> None:
    """Write the messages to the library: Facebook by the desk, X when somebody looks."""
    desks = {
        "Facebook": Desk(140, 1.5, 0.06, weekends=True),
        "Instagram": Desk(60, 4.0, 0.20),
        "X": Desk(24, 20.0, 0.55),
    }
    _write_log(path / "berichten.csv", "nl", desks)


def write_outdoor(path: Path) -> None:
    """Write the messages to the retailer, whose customer service is there on all days."""
    desks = {
        "Facebook": Desk(180, 2.5, 0.05, weekends=True),
        "Instagram": Desk(150, 3.0, 0.12, weekends=True),
        "X": Desk(40, 1.0, 0.04, weekends=True),
        "LinkedIn": Desk(6, 30.0, 0.4),
    }
    _write_log(path / "messages.csv", "en", desks)
