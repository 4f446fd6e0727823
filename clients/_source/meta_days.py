"""Meta Business Suite's figures by day: UTF-16, a line for spreadsheets, and a title above each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from .dice import Dice
from .feed import Account

# Monday first: what the day of the week does to it.
_WEEKDAY = (0.95, 1.0, 1.05, 1.0, 0.9, 1.05, 1.1)


def write_days(
    folder: Path, account: Account, titles: Mapping[str, float], start: dt.date, end: dt.date
) -> None:
    """Write a file with one table for each title.

    Parameters
    ----------
    titles
        What stands above a table, and how many of it there are on an ordinary day for each 1,000
        followers.
    """
    lines = ["sep=,"]
    for title, often in titles.items():
        dice = Dice("meta days", account.id, title)
        lines += [title, 'Datum,"Primair"']
        for n in range((end - start).days + 1):
            day = start + dt.timedelta(days=n)
            season = (account.season or {}).get(day.month, 1.0) * _WEEKDAY[day.weekday()]
            mean = often * season * account.followers_on(day) / 1000
            lines.append(f'{day}T00:00:00,"{dice.count(dice.around(mean, 0.25))}"')
        lines.append("")
    text = "\r\n".join(lines)
    name = f"Instagram_{start:%Y-%m-%d}_{end:%Y-%m-%d}.csv"
    (folder / name).write_bytes(b"\xff\xfe" + text.encode("utf-16-le"))
