"""FanPage Karma, followers by day: ``Date,Likes``, or ``Datum`` and ``Fans``, and other figures.

It says neither whose followers they are nor on which platform, so both are asked. Many tables have
such headers; this reader therefore yields to every other, and takes a column *Likes* for page likes
only where it is a level, which moves little from one day to the next.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Literal

from toolkit.errors import fill
from toolkit.model.posts import FOLLOWERS
from toolkit.readers.counts import read_counts
from toolkit.readers.dates import (
    ORDERS,
    Order,
    place,
    possible_orders,
    read_moment,
    read_moments,
    settle_order,
    split_date,
)
from toolkit.readers.day_steps import refuse_endless, report_gaps
from toolkit.readers.file_answers import FileAnswers
from toolkit.readers.findings import Findings
from toolkit.readers.frame import conclude, make_frame
from toolkit.readers.grouping import settle_grouping
from toolkit.readers.reading import Reading, Settings
from toolkit.readers.table import Column, Source, Table, header_key, locate, read_located, write

LOOKS_FOR = (
    "FanPage Karma, followers by day: Date, and Likes or Fans (Dutch: Datum, and Fans or Volgers), "
    "beside figures only"
)
DATE = ("Date", "Datum")
FANS = (
    "Fans", "Number of fans", "Aantal fans", "Page likes", "Paginalikes", "Pagina-likes",
    "Followers", "Number of followers", "Volgers", "Aantal volgers",
)  # fmt: skip
LIKES = ("Likes", "Vind-ik-leuks")
# A table with these columns counts what happened on a day or under a post.
ACTIVITY = ("Comments", "Opmerkingen", "Reacties", "Shares", "Gedeeld", "Deelacties", "Views")
HIGH, MOST_STEP, ENOUGH_DAYS = 100, 0.02, 5
FAR, NEAR = 0.2, 0.05
SAMPLE, ENOUGH_ROWS = 20, 2000


def identify(source: Source) -> bool:
    """Say whether this may be such an export: days, a level of followers, and figures only."""
    if len(source.sheets) != 1 or locate(source, DATE, (*FANS, *LIKES)) is None:
        return False
    # What is wrong in it is told when it is read.
    findings = Findings(source.file)
    table = read_located(source, findings, DATE, (*FANS, *LIKES))
    # A few years of days tell a level from anything else.
    table = replace(table, rows=table.rows[:ENOUGH_ROWS])
    keys = {header_key(header) for header in table.headers}
    if len(keys) < len(table.headers):
        return False
    if any(_holds_words(table, place) for place in range(len(keys))):
        return False
    if table.column(*FANS):
        return True
    return not table.column(*ACTIVITY) and is_level(_levels(table, findings))[0]


def yields(source: Source) -> bool:  # noqa: ARG001  every claim of it is weak
    """Say that any other claim goes first."""
    return True


def _holds_words(table: Table, place: int) -> bool:
    # A cell or two may be spoilt, which is told when it is read.
    cells = [write(row.cells[place]) for row in table.rows[:SAMPLE]]
    return sum(any(sign.isalpha() for sign in cell) for cell in cells) > len(cells) / 2


def _levels(
    table: Table, findings: Findings, answers: FileAnswers | None = None
) -> list[int | None]:
    column = table.column(*FANS, *LIKES)
    assert column is not None  # noqa: S101  identify() said so
    style = settle_grouping([column], findings, answers, language=_language(table))
    return read_counts(column, style, findings, len(table.rows))


def _language(table: Table) -> Literal["nl", "en"]:
    return "nl" if table.column("Datum") else "en"


def read(source: Source, settings: Settings) -> tuple[Reading, ...]:
    """Read followers by day.

    Raises
    ------
    InputError
        With all faults of the file, or with the questions whose it is and of which platform.
    """
    findings, answers = Findings(source.file), settings.answers
    table = read_located(source, findings, DATE, (*FANS, *LIKES))
    refuse_endless(table, findings)
    n = len(table.rows)
    if not (answers.brand or answers.account):
        findings.ask(
            "brand",
            "This file counts followers and does not say whose. Of which brand is it?",
            expected="the client or a competitor, as client.yaml names it",
        )
    if not answers.platform:
        findings.ask(
            "platform",
            "This file counts followers and does not say on which platform.",
            expected="facebook, instagram or another platform",
        )
    date = table.column(*DATE)
    assert date is not None  # noqa: S101
    if answers.dates:
        findings.decide(date.name, ORDERS[answers.dates], "data/channels/profile.yaml says so")
    order = answers.dates or find_order(date, findings)
    moments = read_moments(date, order or "day-first", findings)
    days = place(moments, "UTC", settings.time_zone).day
    if order:
        report_gaps(days, date, findings, repeated=False)
    column = table.column(*FANS, *LIKES)
    counts = _levels(table, findings, answers)
    assert column is not None  # noqa: S101
    kind = settle_kind(column.name, days, counts, answers.followers, findings)
    if kind == "followers":
        leave_out_strays(days, counts, column, findings)
    frame = make_frame(
        FOLLOWERS,
        source.file,
        table.numbers,
        account=[answers.account] * n,
        brand=[answers.brand] * n,
        platform=[answers.platform] * n,
        day=days,
        **{kind or "followers": counts},
    )
    return conclude("fanpage_karma", {"followers": frame}, findings, table)


def find_order(date: Column, findings: Findings) -> Order | None:
    """Find in which order the dates are written: by a part above 12, else by days that run on.

    None where neither settles it, which is asked then.
    """
    written = [text for text in date.texts if split_date(text)]
    orders = [possible_orders(found) for text in written if (found := split_date(text))]
    open_ones = set.intersection(*orders) if orders else set()
    if len(open_ones) < 2:
        return settle_order(date, "day-first", "FanPage Karma", findings)
    running = [order for order in sorted(open_ones) if _runs_on(written, order)]
    if len(running) == 1:
        findings.decide(
            date.name,
            ORDERS[running[0]],
            fill("no part is above 12, but read so the {n} days follow each other", n=len(written)),
        )
        return running[0]
    findings.ask(
        "dates",
        "No date in this column has a part above 12. In which order are they written?",
        column=date.name,
        got=fill("{first} to {last}", first=written[0], last=written[-1]),
        expected="day-first or month-first",
    )
    return None


def _runs_on(written: Sequence[str], order: Order) -> bool:
    moments = [read_moment(text, order) for text in written]
    days = [moment.value.date() for moment in moments if moment]
    steps = {abs((later - earlier).days) for earlier, later in pairwise(days)}
    return steps == {1}


def settle_kind(
    name: str,
    days: Sequence[dt.datetime | None],
    counts: Sequence[int | None],
    answered: str | None,
    findings: Findings,
) -> Literal["followers", "gained"] | None:
    """Say whether the counts are all followers or those won by day: answered, or by the figures.

    None where neither says so, which is asked then.
    """
    if answered:
        findings.decide(name, fill("followers: {answered}", answered=answered), "answered")
        return "gained" if answered == "gained" else "followers"
    by_day = sorted(
        (day, count)
        for day, count in zip(days, counts, strict=True)
        if day is not None and count is not None
    )
    level, evidence = is_level([count for _, count in by_day])
    if level:
        findings.decide(name, "all followers up to that day", evidence)
        return "followers"
    findings.ask(
        "followers",
        "It cannot be told whether this column holds all followers or those won on each day.",
        column=name,
        got=evidence,
        expected="running (all of them) or gained (won on that day)",
    )
    return None


def leave_out_strays(
    days: Sequence[dt.datetime | None],
    counts: list[int | None],
    column: Column,
    findings: Findings,
) -> None:
    """Leave out a count that is far from both its neighbours, which are near each other."""
    by_day = sorted(
        (day, at) for at, day in enumerate(days) if day is not None and counts[at] is not None
    )
    order = [at for _, at in by_day]
    levels = [counts[at] or 0 for at in order]
    strays = []
    for place_in, at in enumerate(order):
        beside = levels[max(place_in - 1, 0) : place_in] + levels[place_in + 1 : place_in + 2]
        agree = bool(beside) and max(beside) - min(beside) <= NEAR * min(beside)
        if agree and all(abs(levels[place_in] - one) > FAR * one for one in beside):
            strays.append(at)
            findings.add(
                "This count is far from those of the days beside it, so it was left out.",
                severity="warning",
                row=column.rows[at],
                column=column.name,
                got=fill(
                    "{at}, beside {names}", at=counts[at], names=" and ".join(map(str, beside))
                ),
                remedy="If it is right, nothing is lost but this day; else export the file anew.",
            )
    for at in strays:
        counts[at] = None


def is_level(counts: Sequence[int | None]) -> tuple[bool, str]:
    """Say whether counts, day after day, are a level: a hundred at least, moving by 2% at most.

    Medians count, of the days and of the steps, so that a merger of pages or a spoilt cell does not
    make a level of followers something else.
    """
    known = [count for count in counts if count is not None]
    if len(known) < ENOUGH_DAYS:
        return False, f"{len(known)} days, too few to tell"
    middle = median(known)
    if middle < HIGH:
        return False, f"it is {middle:g} in the median of {len(known)} days"
    step = median(
        abs(later - earlier) / earlier if earlier else 1.0 for earlier, later in pairwise(known)
    )
    path = f"over {len(known)} days from {known[0]} to {known[-1]}, {step:.2%} a day (median)"
    return step <= MOST_STEP, path
