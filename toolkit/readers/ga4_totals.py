"""A grand total of Google Analytics 4 beside the rows of its table: what cannot be, and what may.

Which figures add up depends on what is counted. An event and a view have one page, one source and
one country, so that all rows come to the total, and some of them to less; an audience or interest
may be one of several, so of parts of a kind that is not known nothing is concluded. Who visits
twice is one user of two days, and a session has many pages: there the rows come to more than the
total, but no single one of them does. Of the days of a table a session has one, or two if it goes
on past midnight, so that days come to little more than their total. Users and sessions are
estimates besides (HyperLogLog++, sessions within 5% in 99 of 100 cases;
https://developers.google.com/analytics/blog/2022/hll).

A file may hold the first rows of a table only, and Google withholds rows of few people. So rows
that come to less than their total prove nothing by themselves; they do where every day of the
period has its row, or where the events of the same rows come to all events.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.errors import fill, join
from toolkit.readers.findings import Findings
from toolkit.readers.ga4_periods import Facts
from toolkit.readers.ga4_shapes import Shape
from toolkit.readers.table import header_key

# Each is of one row only; of amounts some may be below zero.
EXACT = ("impressions", "events", "key_events", "revenue")
ESTIMATED = ("sessions", "engaged_sessions", "users", "total_users", "new_users")
ESTIMATE, ROUNDING = 0.1, 0.01
# What a session has one of: there its estimates add up too.
OF_SESSIONS = re.compile(
    r"session.*|sessie.*|first user.*|eerste gebruiker.*|landing page.*|landingspagina.*|"
    r"bestemmingspagina.*"
)
OF_SESSIONS_METRICS = ("sessions", "engaged_sessions")
# What days may come to above their total, for sessions that go on past midnight.
PAST_MIDNIGHT = 0.15
CHANGED = "Somebody may have changed a figure: export the file anew, and leave it as it came."
Figures = Mapping[str, Sequence[float | None]]


@dataclass(frozen=True, slots=True)
class Held:
    """A metric with its total, what its rows come to, the largest of them, and how many."""

    metric: str
    header: str
    total: float
    parts: float
    largest: float
    n: int

    @property
    def within(self) -> float:
        """By how much estimates, and the rounding of sampled figures, may be apart."""
        largest = max(abs(self.total), abs(self.parts))
        if self.metric in ESTIMATED:
            return max(1.0, ESTIMATE * largest)
        return min(self.n / 2, ROUNDING * largest)


def check_grand_total(
    figures: Figures, totals: Figures, shape: Shape, facts: Facts, row: int, findings: Findings
) -> frozenset[str]:
    """Hold a grand total against the rows of its table.

    Parameters
    ----------
    figures, totals
        By metric, the values of the rows, and the one value of the total.
    row
        Of the total, as a spreadsheet shows it.

    Returns
    -------
    The metrics whose total can be used. An error is told of a total that its rows contradict, a
    warning of one that is more than its rows and that nothing supports: that one is not used.
    """
    held = [one for metric in totals if (one := _hold(metric, figures, totals, shape))]
    whole = _has_every_day(figures, shape, facts)
    every_event = any(one.metric == "events" and _agrees(one) and one.total > 0 for one in held)
    unsure: list[Held] = []
    for one in held:
        if _is_too_much(one, shape):
            _contradict(
                one, row, findings, fill("{number} or more", number=_write(_least(one, shape)))
            )
        elif not _agrees(one) and (one.parts < one.total or one.metric == "revenue"):
            if whole or (every_event and one.metric in EXACT):
                message = (
                    "{figure}, as the table has a row for every day"
                    if whole
                    else "{figure}, as the table has every event"
                )
                _contradict(one, row, findings, fill(message, figure=_write(one.parts)))
            else:
                unsure.append(one)
    if unsure:
        findings.add(
            "The rows of this table do not come to its grand total; the total is not used.",
            severity="warning",
            row=row,
            column=", ".join(one.header for one in unsure),
            got=fill(
                "{figures} in {n} rows",
                figures=join(
                    [
                        fill("{n} of {all}", n=_write(one.parts), all=_write(one.total))
                        for one in unsure
                    ],
                    ", ",
                ),
                n=unsure[0].n,
            ),
            remedy="Google Analytics gives as many rows as it shows, and withholds those of few "
            "people: show more rows and export anew. If the table has no more, somebody changed a "
            "figure.",
        )
    return frozenset(totals) - {one.metric for one in unsure}


def _hold(metric: str, figures: Figures, totals: Figures, shape: Shape) -> Held | None:
    total = next(iter(totals[metric]), None)
    values = [value for value in figures.get(metric, ()) if value is not None]
    if metric not in (*EXACT, *ESTIMATED) or total is None or not values:
        return None
    return Held(metric, shape.figures[metric], total, sum(values), max(values), len(values))


def _agrees(one: Held) -> bool:
    return abs(one.parts - one.total) <= one.within


def _is_too_much(one: Held, shape: Shape) -> bool:
    return _least(one, shape) - one.total > one.within


def _least(one: Held, shape: Shape) -> float:
    """Give what the total comes to at least."""
    if one.metric == "revenue":
        # Refunds may be among the rows that the file does not have.
        return one.total
    if one.metric in OF_SESSIONS_METRICS and shape.step in ("day", "date") and not shape.parts:
        return max(one.largest, math.floor((1 - PAST_MIDNIGHT) * one.parts))
    return one.parts if _adds_up(one.metric, shape) else one.largest


def _adds_up(metric: str, shape: Shape) -> bool:
    if metric in EXACT:
        return shape.dimension != "other"
    parts = [header_key(part) for part in shape.parts]
    return (
        metric in OF_SESSIONS_METRICS
        and shape.times is None
        and bool(parts)
        and all(OF_SESSIONS.fullmatch(part) for part in parts)
    )


def _has_every_day(figures: Figures, shape: Shape, facts: Facts) -> bool:
    if shape.step not in ("day", "date") or shape.parts or not (facts.start and facts.end):
        return False
    days = (facts.end - facts.start).days + 1
    return all(len(values) == days for values in figures.values())


def _contradict(one: Held, row: int, findings: Findings, expected: str) -> None:
    findings.add(
        "The grand total contradicts the rows of its table.",
        row=row,
        column=one.header,
        got=fill(
            "{total}; the rows come to {sum}",
            total=_write(one.total),
            sum=_write(one.parts),
        ),
        expected=expected,
        remedy=CHANGED,
    )


def _write(value: float) -> str:
    return f"{value:,.10g}"
