"""From the columns of a table to insights: one row a figure, in the order of the file's rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd

from toolkit.model.posts import INSIGHTS
from toolkit.readers.frame import make_frame

Days = Sequence[dt.datetime | None]


def make_insights(
    file: str,
    rows: Sequence[int],
    figures: Mapping[str, Sequence[float | None]],
    *,
    platform: str,
    account: str | None = None,
    start: Days = (),
    end: Days = (),
    dimension: str | None = None,
    members: Sequence[str | None] = (),
) -> pd.DataFrame:
    """Give each figure a row of its own; one that is missing gets none.

    Parameters
    ----------
    rows
        Row numbers as a spreadsheet shows them.
    figures
        By metric (:data:`toolkit.model.insight.METRIC_UNITS`), one value a row of the table.
    start, end
        First and last day of each row; not given, they are missing; without `end` a row is a day.
    dimension, members
        What each row is a part of, and which; not given, the figures are of the whole account.

    Returns
    -------
    DataFrame
        With the columns of :data:`toolkit.model.posts.INSIGHTS`.
    """
    nothing = (None,) * len(rows)
    first = start or nothing
    last = end or first
    which = members or nothing
    cells = [
        (row, first[at], last[at], which[at], metric, values[at])
        for at, row in enumerate(rows)
        for metric, values in figures.items()
        if values[at] is not None
    ]
    n = len(cells)
    return make_frame(
        INSIGHTS,
        file,
        [cell[0] for cell in cells],
        account=[account] * n,
        platform=[platform] * n,
        start=[cell[1] for cell in cells],
        end=[cell[2] for cell in cells],
        metric=[cell[4] for cell in cells],
        dimension=[dimension if cell[3] is not None else None for cell in cells],
        member=[cell[3] for cell in cells],
        value=[cell[5] for cell in cells],
    )
