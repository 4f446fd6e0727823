"""How the dates of a file that nobody knows are written, and whether they carry times."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from toolkit.language import mark
from toolkit.readers.cell_shapes import find_orders
from toolkit.readers.dates import ORDERS, Moment, read_moment
from toolkit.readers.reason import Reason
from toolkit.readers.table import Cell, Column, write
from toolkit.readers.worded import read_worded, read_worded_moment

DAYS = ("date", "start", "end")


def read_as(cell: Cell, order: str) -> Moment | None:
    """Read a cell as a date written in `order`; ``in-words`` takes a year in front too."""
    if isinstance(cell, dt.datetime):
        return Moment(cell, cell.time() != dt.time())
    text = write(cell).strip()
    numeric = next((one for one in ORDERS if one == order), None)
    if numeric:
        return read_moment(text, numeric)
    return read_worded_moment(text) or read_moment(text, "year-first")


def settle_dates(
    named: Mapping[str, str], columns: Mapping[str, Column], about: list[Reason]
) -> str:
    """Give the one way in which all dates can be written; nothing where there are several."""
    dated = [columns[header] for header, role in named.items() if role in DAYS]
    if any(isinstance(cell, dt.datetime) for column in dated for cell in column.cells):
        about.append(Reason(mark("The dates are real dates of the workbook.")))
        return "year-first"
    texts = list(dict.fromkeys(text for column in dated for text in column.texts if text))
    orders = find_orders(texts)
    if len(orders) != 1:
        return ""
    proof = next((text for text in texts if find_orders([text]) == orders), texts[0])
    about.append(Reason(mark("“{text}” can be read as a date in one way only."), {"text": proof}))
    return min(orders)


def lack_years(named: Mapping[str, str], columns: Mapping[str, Column]) -> bool:
    """Say whether dates in words have no year."""
    texts = {text for name, role in named.items() if role in DAYS for text in columns[name].texts}
    return any((day := read_worded(text)) is not None and day.year is None for text in texts)


def has_times(named: Mapping[str, str], columns: Mapping[str, Column], order: str) -> bool:
    """Say whether dates carry times without saying in which zone.

    Parameters
    ----------
    order
        How dates are written; empty where that is open, and any order shows a time as well.
    """
    for header, role in named.items():
        if role in DAYS:
            cells = dict.fromkeys(columns[header].cells)
            texts = [write(cell).strip() for cell in cells if write(cell).strip()]
            known = order or min(find_orders(texts), default="")
            for cell in cells:
                moment = read_as(cell, known)
                if moment and moment.value.tzinfo is None and moment.value.time() != dt.time():
                    return True
    return False
