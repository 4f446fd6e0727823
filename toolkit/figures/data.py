"""The numbers behind a figure: a frame as the tidy table that its bundle carries."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from toolkit import bundle


def tidy(
    frame: pd.DataFrame,
    columns: Sequence[bundle.Column],
    *,
    name: str,
    title: str,
    shown: Sequence[str],
    emphasis: Sequence[int] = (),
    note: str = "",
) -> bundle.Table:
    """Make the data table of a figure; missing values are ``None``.

    Parameters
    ----------
    frame
        It has a column for each of `columns`.
    shown
        Columns for the reader; the others are keys for the CSV file.
    emphasis
        Rows (from 0) that stand out.
    """
    return bundle.Table(
        name=name,
        title=title,
        columns=tuple(columns),
        rows=tuple(
            tuple(_plain(value) for value in row)
            for row in frame[[column.name for column in columns]].itertuples(index=False, name=None)
        ),
        shown=tuple(shown),
        emphasis=tuple(emphasis),
        note=note,
        published=False,
    )


def _plain(value: object) -> bundle.Cell:
    if isinstance(value, str):
        return value
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return None
    found = value.item() if hasattr(value, "item") else value
    return found if isinstance(found, bool | int | float) else str(found)
