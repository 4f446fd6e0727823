"""How a table becomes an exhibit: a frame and its columns in, a bundle and its HTML out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from toolkit import bundle
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.language.grid import GridCell, write_grid


def tabulate(
    frame: pd.DataFrame,
    columns: Sequence[bundle.Column],
    *,
    name: str,
    title: str,
    shown: Sequence[str] = (),
    own: Mapping[str, object] | None = None,
    note: str = "",
    source: str = "",
    published: bool = True,
    folded: bool = False,
) -> bundle.Table:
    """Make the bundle of a table.

    Parameters
    ----------
    frame
        One row a case; it has a column for each of `columns`.
    columns
        Names, labels and units, in order.
    shown
        Columns that the page shows, by default all.
    own
        Values that mark the client's own rows, such as ``{"brand": "Tesco"}``.
    """
    rows = tuple(
        tuple(_plain(value) for value in row)
        for row in frame[[column.name for column in columns]].itertuples(index=False, name=None)
    )
    places = [column.name for column in columns]
    marks = own or {}
    emphasis = tuple(
        number
        for number, row in enumerate(rows)
        if marks and all(row[places.index(key)] == value for key, value in marks.items())
    )
    return bundle.Table(
        name=name,
        title=title,
        columns=tuple(columns),
        rows=rows,
        shown=tuple(shown),
        emphasis=emphasis,
        note=note,
        source=source,
        published=published,
        folded=folded,
    )


def exhibit_table(table: bundle.Table, language: Language) -> Exhibit:
    """Lay a table out as HTML: a caption, headers with a scope, and a frame that scrolls."""
    grid = write_grid(table, language)
    head = "".join(_cell("th", cell, ' scope="col"') for cell in grid.headers)
    body = "".join(
        f'<tr class="own">{_row(row)}</tr>' if number in grid.own else f"<tr>{_row(row)}</tr>"
        for number, row in enumerate(grid.rows)
    )
    note = f'<p class="note">{escape(table.note)}</p>' if table.note else ""
    html = (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(table.title)}">'
        f"<table><caption>{escape(table.title)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{note}"
    )
    return Exhibit(table, html)


def _row(row: Sequence[GridCell]) -> str:
    first, *others = row
    return _cell("th", first, ' scope="row"') + "".join(_cell("td", cell) for cell in others)


def _cell(tag: str, cell: GridCell, attributes: str = "") -> str:
    kind = ' class="n"' if cell.numeric else ""
    return f"<{tag}{attributes}{kind}>{escape(cell.text)}</{tag}>"


def _plain(value: object) -> bundle.Cell:
    if value is None or value is pd.NaT or (not isinstance(value, str) and pd.isna(value)):  # type: ignore[call-overload]
        return None
    if isinstance(value, pd.Timestamp | dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if hasattr(value, "item"):
        plain: bundle.Cell = value.item()
        return plain
    if isinstance(value, str | int | float | bool):
        return value
    return str(value)
