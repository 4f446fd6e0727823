"""From a frame to the tidy table of a bundle, for figures and tables alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd

from toolkit import bundle


def tabulate(
    frame: pd.DataFrame,
    columns: Sequence[bundle.Column],
    *,
    name: str,
    title: str,
    shown: Sequence[str] = (),
    own: Mapping[str, object] | None = None,
    emphasis: Sequence[int] = (),
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
    emphasis
        Numbers of rows (from 0) that stand out besides.
    """
    rows = tuple(
        tuple(_plain(value) for value in row)
        for row in frame[[column.name for column in columns]].itertuples(index=False, name=None)
    )
    places = [column.name for column in columns]
    marks = own or {}
    marked = (
        number
        for number, row in enumerate(rows)
        if number in emphasis
        or (marks and all(row[places.index(key)] == value for key, value in marks.items()))
    )
    return bundle.Table(
        name=name,
        title=title,
        columns=tuple(columns),
        rows=rows,
        shown=tuple(shown),
        emphasis=tuple(marked),
        note=note,
        source=source,
        published=published,
        folded=folded,
    )


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
