"""A table as a reader sees it: headers and cells written in the report's language."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from toolkit import bundle
from toolkit.language import Language

NOTHING = "–"
"""Stands in a cell of which nothing can be said."""
_NUMERIC = {"count", "number", "share", "rate", "hours", "money"}


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: what it says, whether it is a number, whether there was nothing to say."""

    text: str
    numeric: bool = False
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Headers and rows, ready to be laid out; ``own`` numbers the client's own rows."""

    headers: tuple[GridCell, ...]
    rows: tuple[tuple[GridCell, ...], ...]
    own: frozenset[int]


def write_grid(table: bundle.Table, language: Language) -> Grid:
    """Write a table's shown columns in words and numbers of `language`."""
    places = [
        place
        for place, column in enumerate(table.columns)
        if not table.shown or column.name in table.shown
    ]
    columns = [table.columns[place] for place in places]
    return Grid(
        headers=tuple(
            GridCell(column.label, numeric=column.unit in _NUMERIC) for column in columns
        ),
        rows=tuple(
            tuple(
                _write_cell(row[place], column, language)
                for place, column in zip(places, columns, strict=True)
            )
            for row in table.rows
        ),
        own=frozenset(table.emphasis),
    )


def _write_cell(value: bundle.Cell, column: bundle.Column, language: Language) -> GridCell:
    numeric = column.unit in _NUMERIC
    if value is None or value == "":
        return GridCell(NOTHING, numeric=numeric, missing=True)
    return GridCell(_words(value, column, language), numeric=numeric)


def _words(
    value: str | float | bool,  # noqa: FBT001
    column: bundle.Column,
    language: Language,
) -> str:
    if isinstance(value, bool) or column.unit == "yesno":
        return language.text("yes") if value else language.text("no")
    if isinstance(value, str):
        return _date(value, language) if column.unit == "date" else value
    if column.unit in ("share", "rate"):
        return language.share(value, column.decimals)
    if column.unit == "money":
        return language.money(value, column.currency)
    return language.number(value, column.decimals)


def _date(value: str, language: Language) -> str:
    try:
        return language.short_date(dt.date.fromisoformat(value[:10]))
    except ValueError:
        # A month or a quarter is a date of its own kind; it stands as it was published.
        return value
