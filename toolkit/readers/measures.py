"""Figures of an account as makers print them: percentages, durations and amounts beside counts."""

from __future__ import annotations

import re
from decimal import Decimal

from toolkit.model.insight import METRIC_UNITS, Unit
from toolkit.readers.counts import NumberStyle, parse_number
from toolkit.readers.findings import Findings
from toolkit.readers.table import Cell, Column, write

SECONDS_AN_HOUR = 3600
DURATION = re.compile(r"(?:(?P<hours>[0-9]+):)?(?P<minutes>[0-9]{1,2}):(?P<seconds>[0-9]{2})")
CURRENCY = re.compile(r"^(?:[€$£]|EUR|USD|GBP|zł)\s*|\s*(?:[€$£]|EUR|USD|GBP|zł)$")
EXPECTED: dict[Unit, str] = {
    "count": "a number such as 1234",
    "share": "a share such as 0{sign}05 or 5 %",
    "seconds": "seconds, or a duration such as 0:01:05",
    "hours": "hours such as 1{sign}5, or a duration such as 1:30:00",
    "money": "an amount such as 12{sign}50",
}


def read_measures(
    column: Column, metric: str, style: NumberStyle, findings: Findings
) -> list[float | None]:
    """Read a column of one of :data:`toolkit.model.insight.METRIC_UNITS`, in its unit.

    A percent sign, in the cell or in the header, makes a share of a number; a duration becomes
    seconds or hours. Each cell that is neither is a fault.
    """
    unit = METRIC_UNITS[metric]
    percent = unit == "share" and "%" in column.name
    if percent:
        findings.decide(column.name, "percentages", "the header has a percent sign")
    values: list[float | None] = []
    for cell, row in zip(column.cells, column.rows, strict=True):
        text = write(cell).strip()
        if isinstance(cell, str) and text in style.missing:
            values.append(None)
            continue
        value = _read(cell, unit, style, percent=percent)
        if value is None or (value < 0 and unit != "money"):
            expected = EXPECTED[unit].format(sign=style.decimal)
            what = "This should be a number." if value is None else "This cannot be below zero."
            findings.add(what, row=row, column=column.name, got=text, expected=expected)
            value = None
        values.append(value)
    return values


def _read(cell: Cell, unit: Unit, style: NumberStyle, *, percent: bool) -> float | None:
    if isinstance(cell, int | float):
        return float(Decimal(repr(cell)) / (100 if percent else 1))
    text = write(cell).strip()
    if unit in ("seconds", "hours") and (found := DURATION.fullmatch(text)):
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        whole = hours * SECONDS_AN_HOUR + minutes * 60 + seconds
        return whole / SECONDS_AN_HOUR if unit == "hours" else float(whole)
    if unit == "money":
        text = CURRENCY.sub("", text)
    if unit == "share" and text.endswith("%"):
        percent, text = True, text[:-1].rstrip()
    number = parse_number(text, style)
    return None if number is None else float(number / (100 if percent else 1))
