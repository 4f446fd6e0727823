"""Dates and times: in which order they are written, which zone they mean, which day that is.

``03/04/2026`` is two days. A part above twelve settles it for its whole column; where no row does,
the format's documented order counts, and the decision says so. Rows that contradict each other are
an error, since a spreadsheet that swapped some of the dates leaves just that trace.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

from toolkit.errors import fill, join
from toolkit.language import mark
from toolkit.readers.findings import Findings, name_rows, shorten
from toolkit.readers.table import Column, write

Order = Literal["day-first", "month-first", "year-first"]
ORDERS: dict[Order, str] = {
    "day-first": mark("day, month, year (31-10-2026)"),
    "month-first": mark("month, day, year (10/31/2026)"),
    "year-first": mark("year, month, day (2026-10-31)"),
}
FIRST_YEAR, LAST_YEAR = 2000, 2099
EXPORT_ANEW = "Export the file anew and do not save it from a spreadsheet, which swaps some dates."

_TIME = (
    r"(?:(?:[ ]+|T|,[ ]*)(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})"
    r"(?:[.,][0-9]{1,9})?)?(?:[ ]*(?P<half>[AaPp])\.?[Mm]\.?)?"
    r"(?:[ ]*(?P<zone>Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2}))?)?"
)
_PARTS = re.compile(
    r"(?P<a>[0-9]{1,4})(?P<sign>[-/.])(?P<b>[0-9]{1,2})(?P=sign)(?P<c>[0-9]{1,4})" + _TIME
)
_COMPACT = re.compile(r"(?P<a>[0-9]{4})(?P<b>[0-9]{2})(?P<c>[0-9]{2})" + _TIME)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as a file gives it: ``value`` knows its zone only if an offset stood beside it."""

    value: dt.datetime
    timed: bool


@dataclass(frozen=True, slots=True)
class Instants:
    """When rows happened: the moment in UTC, and the day in the client's time zone."""

    published: list[dt.datetime | None]
    day: list[dt.datetime | None]


def split_date(text: str) -> re.Match[str] | None:
    """Cut a written date into its parts, without saying which is which."""
    return _PARTS.fullmatch(text) or _COMPACT.fullmatch(text)


def possible_orders(parts: re.Match[str]) -> set[Order]:
    """Say which orders a written date allows."""
    a, b, c = parts["a"], parts["b"], parts["c"]
    if len(a) == 4:
        return {"year-first"} if int(b) <= 12 and len(c) <= 2 else set()
    if len(a) > 2 or len(c) not in (2, 4):
        return set()
    orders: set[Order] = set()
    if int(a) <= 31 and int(b) <= 12:
        orders.add("day-first")
    if int(a) <= 12 and int(b) <= 31:
        orders.add("month-first")
    return orders


def read_moment(text: str, order: Order) -> Moment | None:
    """Read a date written in `order`; anything else, or a day that does not exist, gives None.

    A year of two digits is one of this century.
    """
    parts = split_date(text)
    if parts is None or order not in possible_orders(parts):
        return None
    year, month, day = _sort_parts(parts, order)
    hour = int(parts["hour"] or 0)
    if parts["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if parts["half"] in "Pp" else 0)
    try:
        moment = dt.datetime(  # noqa: DTZ001  its zone is what the caller has to settle
            year, month, day, hour, int(parts["minute"] or 0), int(parts["second"] or 0)
        )
        zone = _offset(parts["zone"])
    except ValueError:
        return None
    return Moment(moment.replace(tzinfo=zone), parts["hour"] is not None)


def is_no_day(text: str, order: Order) -> bool:
    """Say whether this is a date written in `order`, of a day that no calendar has (31-02-2026)."""
    parts = split_date(text)
    if parts is None or order not in possible_orders(parts):
        return False
    try:
        dt.date(*_sort_parts(parts, order))
    except ValueError:
        return True
    return False


def _sort_parts(parts: re.Match[str], order: Order) -> tuple[int, int, int]:
    """Give year, month and day."""
    a, b, c = int(parts["a"]), int(parts["b"]), int(parts["c"])
    if order == "year-first":
        return a, b, c
    year = c + 2000 if len(parts["c"]) == 2 else c
    return (year, b, a) if order == "day-first" else (year, a, b)


def _offset(text: str | None) -> dt.tzinfo | None:
    if text is None:
        return None
    if text in ("Z", "UTC", "GMT"):
        return dt.UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return dt.timezone(dt.timedelta(minutes=-minutes if text[0] == "-" else minutes))


def settle_order(column: Column, documented: Order, maker: str, findings: Findings) -> Order:
    """Find the order in which a column's dates are written, and note it as a decision.

    Dates that begin with a year of four digits leave nothing open and are no decision.

    Parameters
    ----------
    documented
        The order that `maker` is known to use; it counts where no row proves another.
    """
    proofs: dict[Order, list[tuple[int, str]]] = defaultdict(list)
    written = 0
    for cell, row in zip(column.cells, column.rows, strict=True):
        parts = split_date(cell.strip()) if isinstance(cell, str) else None
        if parts is None:
            continue
        written += 1
        orders = possible_orders(parts)
        if len(orders) == 1:
            proofs[orders.pop()].append((row, str(cell).strip()))
    if len(proofs) > 1:
        _contradict(column, proofs, findings)
        return documented
    if "year-first" in proofs:
        return "year-first"
    if proofs:
        order, rows = next(iter(proofs.items()))
        row, text = rows[0]
        evidence = [fill("row {row} says {text}: no other order is possible", row=row, text=text)]
        if len(rows) > 1:
            evidence.append(fill("{n} more rows like it", n=len(rows) - 1))
        findings.decide(
            column.name,
            ORDERS[order],
            join(evidence, ", "),
        )
        return order
    if written and documented == "month-first" and (odd := _find_other_sign(column)):
        findings.add(
            fill(
                "{maker} writes the month first and strokes between; these dates are "
                "written otherwise, and no row says whether day or month comes first.",
                maker=maker,
            ),
            row=odd[0],
            column=column.name,
            got=odd[1],
            expected="a date such as 10/31/2026",
            remedy=EXPORT_ANEW,
        )
    elif written:
        findings.decide(
            column.name,
            ORDERS[documented],
            fill(
                "no row settles it (no part is above 12); this is how {maker} writes dates",
                maker=maker,
            ),
        )
    return documented


def _find_other_sign(column: Column) -> tuple[int, str] | None:
    for cell, row in zip(column.cells, column.rows, strict=True):
        parts = split_date(cell.strip()) if isinstance(cell, str) else None
        if parts is not None and parts.groupdict().get("sign") not in (None, "/"):
            return row, str(cell).strip()
    return None


def _contradict(
    column: Column, proofs: dict[Order, list[tuple[int, str]]], findings: Findings
) -> None:
    sides = "; ".join(
        f"{shorten(rows[0][1])} can only be {ORDERS[order].split(' (')[0]} "
        f"({name_rows(row for row, _ in rows)})"
        for order, rows in proofs.items()
    )
    findings.add(
        "The dates in this column are written in more than one order.",
        column=column.name,
        got=sides,
        expected="one order in all rows",
        remedy=EXPORT_ANEW,
    )


def read_moments(column: Column, order: Order, findings: Findings) -> list[Moment | None]:
    """Read a column of dates in a known order; each cell that is none is a fault."""
    moments: list[Moment | None] = []
    for cell, row in zip(column.cells, column.rows, strict=True):
        if isinstance(cell, dt.datetime):
            moment: Moment | None = Moment(cell, cell.time() != dt.time())
        else:
            moment = read_moment(write(cell).strip(), order)
        what = ""
        if moment is None:
            what = _explain_no_date(write(cell).strip(), order)
        elif not FIRST_YEAR <= moment.value.year <= LAST_YEAR:
            what = "No post can be of this year."
        if what:
            findings.add(what, row=row, column=column.name, got=write(cell), expected=ORDERS[order])
            moment = None
        moments.append(moment)
    # A workbook, or a table program, writes days as midnight: that is no time of day.
    if all(m is None or (m.value.time() == dt.time() and m.value.tzinfo is None) for m in moments):
        return [m and Moment(m.value, timed=False) for m in moments]
    return [m and Moment(m.value, timed=True) for m in moments]


def _explain_no_date(text: str, order: Order) -> str:
    if not text:
        return "The date is missing."
    if is_no_day(text, order):
        return "This day does not exist."
    return "This is not a date as this column has them."


def place(moments: Sequence[Moment | None], written_in: str, own: str) -> Instants:
    """Give the moments in UTC and the days in the client's zone.

    Parameters
    ----------
    written_in
        Zone of times without an offset. An hour that a clock change repeats is taken as the first.
    own
        The client's zone. A date without a time is that day itself, in whatever zone it was noted.
    """
    zone, home = ZoneInfo(written_in), ZoneInfo(own)
    published: list[dt.datetime | None] = []
    days: list[dt.datetime | None] = []
    for moment in moments:
        if moment is None:
            published.append(None)
            days.append(None)
            continue
        value = moment.value
        if not moment.timed:
            published.append(value.replace(tzinfo=home).astimezone(dt.UTC))
            days.append(value)
            continue
        aware = value if value.tzinfo else value.replace(tzinfo=zone)
        published.append(aware.astimezone(dt.UTC))
        local = aware.astimezone(dt.UTC).astimezone(home)
        days.append(local.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None))
    return Instants(published, days)
