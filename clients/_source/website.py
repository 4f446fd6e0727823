"""Visits of a website as Google Analytics 4 exports them: comment lines, then table below table.

Days are only numbered; the line ``# Start date`` says where they begin.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .dice import Dice
from .paper import Value, write_csv

# Monday first: what the day of the week does to visits.
_WEEKDAY = (1.0, 1.05, 1.1, 1.0, 0.95, 0.9, 0.8)
_SOURCES = {
    "google / organic": 46.0,
    "(direct) / (none)": 24.0,
    "facebook.com / referral": 9.0,
    "m.facebook.com / referral": 6.0,
    "instagram.com / referral": 5.0,
    "newsletter / email": 6.0,
    "linkedin.com / referral": 2.0,
    "t.co / referral": 1.0,
    "bing / organic": 1.0,
}
_RULE = "# ----------------------------------------"


@dataclass(frozen=True, slots=True)
class Site:
    """A website: its property in Analytics, and the visits of an ordinary day."""

    account: str
    property: str
    visits: float
    converted: float
    season: Mapping[int, float]


def write_ga4(folder: Path, site: Site, start: dt.date, end: dt.date) -> None:
    """Write visits by day and by source over a period."""
    dice = Dice("ga4", site.property, start.isoformat())
    days = [start + dt.timedelta(days=n) for n in range((end - start).days + 1)]
    visits = [
        dice.count(site.visits * _WEEKDAY[day.weekday()] * site.season.get(day.month, 1.0))
        for day in days
    ]
    users = [round(count * dice.between(0.78, 0.9)) for count in visits]
    by_day: list[Sequence[Value]] = [("Nth day", "Active users", "Sessions")]
    by_day += [(f"{n:04}", users[n], visits[n]) for n in range(len(days))]
    by_source: list[Sequence[Value]] = [
        ("Session source / medium", "Sessions", "Engaged sessions", "Key events")
    ]
    for source, sessions in _divide(sum(visits)).items():
        engaged = round(sessions * dice.between(0.45, 0.7))
        by_source.append((source, sessions, engaged, dice.count(engaged * site.converted)))
    rows: list[Sequence[Value]] = [
        [_RULE], ["# Traffic acquisition"], [f"# Account: {site.account}"],
        [f"# Property: {site.property}"], [_RULE], ["#"], ["# All Users"],
    ]  # fmt: skip
    dates: list[Sequence[Value]] = [
        [f"# Start date: {start:%Y%m%d}"],
        [f"# End date: {end:%Y%m%d}"],
    ]
    rows += [*dates, *by_day, ["#"], *dates, *by_source]
    write_csv(folder / f"website_{start:%Y-%m}_{end:%Y-%m}.csv", rows)


def _divide(total: int) -> dict[str, int]:
    whole = sum(_SOURCES.values())
    parts = {source: int(total * share / whole) for source, share in _SOURCES.items()}
    # What rounding left over came straight to the site.
    parts["(direct) / (none)"] += total - sum(parts.values())
    return parts
