"""TikTok Studio, *FollowerHistory*: all followers of each day, and what the day before differs.

The first difference is the word ``undefined``. A business account's file has the followers won and
lost instead. Each difference is recomputed; where it does not fit, one of the two numbers is wrong
and nobody can say which, so both are left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from toolkit.errors import fill
from toolkit.model.posts import FOLLOWERS
from toolkit.readers.counts import read_counts
from toolkit.readers.day_steps import refuse_endless
from toolkit.readers.findings import Findings
from toolkit.readers.frame import conclude, make_frame
from toolkit.readers.insight_frame import make_insights_by_row
from toolkit.readers.reading import Contents, Reading, Settings
from toolkit.readers.table import Column, Source, locate, read_located
from toolkit.readers.tiktok_overview import (
    COUNT,
    DATE,
    FOLLOWERS_NOW,
    LOST,
    NET,
    NEW,
    STYLE,
    read_figures,
    read_followers,
)
from toolkit.readers.tiktok_overview import identify as is_overview
from toolkit.readers.yearless import read_running_days

LOOKS_FOR = (
    "TikTok Studio followers: Date, Followers, Difference in followers from previous day (Dutch: "
    "Datum, Volgers, Verschil in volgers ten opzichte van de vorige dag), or Date, Net growth, New "
    "followers, Lost followers"
)
DIFFERENCE = (
    "Difference in followers from previous day",
    "Verschil in volgers ten opzichte van de vorige dag",
    "Verschil in volgers ten opzichte van vorige dag",
    "Verschil in volgers met de vorige dag",
    "Verschil in volgers met vorige dag",
    "Verschil in aantal volgers ten opzichte van de vorige dag",
)
HISTORY = (DATE, FOLLOWERS_NOW, DIFFERENCE)
BUSINESS = (DATE, NET, NEW, LOST)


def identify(source: Source) -> bool:
    """Say whether this is such an export."""
    if is_overview(source):
        return False
    return bool(locate(source, *HISTORY) or locate(source, *BUSINESS))


def read(source: Source, settings: Settings) -> tuple[Reading, ...]:
    """Read followers by day.

    Raises
    ------
    InputError
        With all faults of the file, or with the question of which year its last day is.
    """
    findings = Findings(source.file)
    history = locate(source, *HISTORY) is not None
    table = read_located(source, findings, *(HISTORY if history else BUSINESS))
    refuse_endless(table, findings)
    n = len(table.rows)
    date, account = table.column(*DATE), settings.answers.account
    assert date is not None  # noqa: S101
    days = read_running_days(date, settings.answers.year, findings)
    frames: dict[Contents, pd.DataFrame] = {}
    if history:
        column = table.column(*DIFFERENCE)
        assert column is not None  # noqa: S101
        followers = read_counts(table.column(*FOLLOWERS_NOW), COUNT, findings, n)
        gained = read_counts(column, STYLE, findings, n)
        check_differences(days, followers, gained, column, findings)
        frames["followers"] = make_frame(
            FOLLOWERS,
            source.file,
            table.numbers,
            account=[account] * n,
            platform=["tiktok"] * n,
            day=days,
            followers=followers,
            gained=gained,
        )
    else:
        frames["followers"] = read_followers(table, days, account, findings)
        figures = read_figures(table, {"follows": NEW, "unfollows": LOST}, findings)
        frames["insights"] = make_insights_by_row(
            source.file, table.numbers, figures, platform="tiktok", account=account, start=days
        )
    return conclude("tiktok_followers", frames, findings, table)


def check_differences(
    days: Sequence[dt.datetime | None],
    followers: list[int | None],
    gained: list[int | None],
    column: Column,
    findings: Findings,
) -> None:
    """Recompute each difference from the day before, and leave out what does not fit."""
    known = [
        (day, at) for at, day in enumerate(days) if day is not None and followers[at] is not None
    ]
    at_day = dict(known)
    doubtful: set[int] = set()
    for day, at in known:
        before = at_day.get(day - dt.timedelta(days=1))
        told = gained[at]
        if before is None or told is None:
            continue
        now, then = followers[at] or 0, followers[before] or 0
        if now - then != told:
            doubtful |= {before, at}
            findings.add(
                "The difference is not that of the followers of this day and the day before, so "
                "the followers of both days were left out.",
                severity="warning",
                row=column.rows[at],
                column=column.name,
                got=fill(
                    "{told}, with {then} and then {now} followers", told=told, then=then, now=now
                ),
                expected=str(now - then),
                remedy="Somebody may have changed the file: export it anew.",
            )
    for at in doubtful:
        followers[at] = gained[at] = None
