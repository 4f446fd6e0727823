"""From which day to which day a survey was answered, by the moments that its tool noted."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from toolkit.readers.dates import Order, possible_orders, read_moment, split_date
from toolkit.readers.survey.tools import MOMENT_KEYS
from toolkit.readers.table import Cell, Column, Table, header_key, write

DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}")
FIRST_YEAR = 2000  # LimeSurvey writes 1980 where it was to keep no dates.
ORDERS: tuple[Order, ...] = ("day-first", "month-first", "year-first")


def find_moments(table: Table) -> tuple[Column, ...]:
    """Give the columns in which a tool noted when an answer was given."""
    found = (table.column(one) for one in table.headers if header_key(one) in MOMENT_KEYS)
    return tuple(column for column in found if column)


def find_fieldwork(table: Table) -> tuple[dt.date, dt.date] | None:
    """Give the first and the last day; ``None`` where no column of moments can be read one way."""
    days = [day for column in find_moments(table) for day in read_days(column.cells)]
    return (min(days), max(days)) if days else None


def read_days(cells: Iterable[Cell]) -> tuple[dt.date, ...]:
    """Read the days of a column; none where the order of day and month stays open."""
    filled = [cell for cell in cells if write(cell).strip()]
    known = [cell.date() for cell in filled if isinstance(cell, dt.datetime)]
    texts = [
        found[0]
        for cell in filled
        if not isinstance(cell, dt.datetime) and (found := DAY.match(write(cell).strip()))
    ]
    written = {text: split_date(text) for text in texts}
    orders = {*ORDERS}
    for parts in written.values():
        orders &= possible_orders(parts) if parts else set()
    if written and len(orders) == 1:
        order = orders.pop()
        moments = {text: read_moment(text, order) for text in written}
        known += [moment.value.date() for moment in moments.values() if moment]
    return tuple(day for day in known if day.year >= FIRST_YEAR)
