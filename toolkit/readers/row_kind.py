"""What a row of a file that nobody knows is: a post, a day with followers, a period, figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import pairwise

from toolkit.language import mark
from toolkit.model.insight import METRIC_UNITS
from toolkit.readers.cell_shapes import Shape, find_orders
from toolkit.readers.date_forms import read_as
from toolkit.readers.header_words import guess_dimension
from toolkit.readers.profile import COUNTS
from toolkit.readers.reading import Contents
from toolkit.readers.reason import Reason
from toolkit.readers.roles import Role
from toolkit.readers.table import Cell, Column, write
from toolkit.readers.worded import read_worded

OF_POSTS = {"post_id", "text", "url", "kind", "reply", "boosted"}
FEWEST_DAYS = 5


def what_is_a_row(
    roles: Mapping[str, Role],
    columns: Mapping[str, Column],
    shapes: Mapping[str, Shape],
    about: list[Reason],
) -> Contents:
    """Say what a row is, and add why to `about`."""
    found = {role.name for role in roles.values()}
    day_by_day = _day_by_day(roles, columns, shapes)
    own = found & OF_POSTS
    figures = found & {*METRIC_UNITS, "gained", "unfollows"}
    if {"start", "end"} <= found and not own:
        about.append(Reason(mark("Each row has a first and a last day: a period.")))
        return "totals" if found & {*COUNTS["totals"]} else "insights"
    if "date" in found and day_by_day and not (own & {"text", "url", "post_id"}):
        about.append(Reason(mark("One row for each day, {n} days."), {"n": day_by_day}))
        if figures <= {"followers", "gained"} and figures:
            return "followers"
        return "insights"
    if not own and "date" not in found and figures:
        parts = [name for name in columns if guess_dimension(name)]
        if parts:
            about.append(Reason(mark("Figures by “{column}”, without days."), {"column": parts[0]}))
            return "insights"
    if own:
        name = next(header for header, role in roles.items() if role.name in own)
        about.append(Reason(mark("“{column}” is of a post: each row is one."), {"column": name}))
    return "posts"


def _day_by_day(
    roles: Mapping[str, Role], columns: Mapping[str, Column], shapes: Mapping[str, Shape]
) -> int:
    """Give the number of rows if each has a day of its own and most follow one another."""
    header = next((name for name, role in roles.items() if role.name == "date"), None)
    if header is None or shapes[header].distinct < 1:
        return 0
    column = columns[header]
    orders = find_orders(text for text in column.texts if text)
    for order in sorted(orders) or ["year-first"]:
        read = [_read_day(cell, order) for cell in column.cells]
        days = sorted(day for day in read if day is not None)
        steps = [(later - day).days for day, later in pairwise(days)]
        if len(days) >= FEWEST_DAYS and steps.count(1) >= 0.8 * len(steps):
            return len(days)
    return 0


def _read_day(cell: Cell, order: str) -> dt.date | None:
    moment = read_as(cell, order)
    if moment is None:
        # Whatever its year: only the steps from day to day count here.
        bare = read_worded(write(cell))
        return bare.in_year(2000) if bare else None
    return moment.value.date()
