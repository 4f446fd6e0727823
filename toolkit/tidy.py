"""From a frame to the tidy table of a bundle, for figures and tables alike.

Of people who answered a survey no more digits are told than say something: where answers are
weighted, a share with all its digits gives back who of which weight said yes. So tables of a survey
are rounded here, before they are in a bundle, and nothing that leaves has more.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from toolkit import bundle

SHARE_DIGITS = 4
"""Of a fraction of people: a percentage that is printed with one digit comes out."""
PRINTED_DIGITS = (2, 3)
"""Of a fraction, as pages print percentages: whole, or with one digit."""


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
    of_people: bool = False,
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
    of_people
        Whether cells tell of people who answered a survey, and are rounded by :func:`round_cell`.
    """
    rows = tuple(
        tuple(
            round_cell(_plain(value), column) if of_people else _plain(value)
            for value, column in zip(row, columns, strict=True)
        )
        for row in frame[[column.name for column in columns]].itertuples(index=False, name=None)
    )
    if of_people:
        columns = tuple(_print_whole(columns, rows))
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


def round_cell(value: bundle.Cell, column: bundle.Column) -> bundle.Cell:
    """Round a number by its column's unit: fractions to four digits, others as printed."""
    if not isinstance(value, float) or column.unit not in {"share", "rate", "number"}:
        return value
    if column.unit == "number":
        # Adding nought makes of -0.0 what a reader expects.
        return round(value, column.decimals) + 0.0 if column.decimals else round(value)
    return round_share(value)


def round_share(value: float) -> float:
    """Round a fraction to four digits of which fewer, rounded half up, are those of the fraction.

    Of 0.38346 four digits are 0.3835, which would be printed as 38.4%, and it is 38.3%: it becomes
    0.3834.
    """
    digits = round(abs(value) * 10**SHARE_DIGITS)
    for fewer in PRINTED_DIGITS:
        step = 10 ** (SHARE_DIGITS - fewer)
        if digits % step == step // 2 and abs(value) * 10**SHARE_DIGITS < digits - 1e-9:
            digits -= 1
    return math.copysign(digits / 10**SHARE_DIGITS, value) + 0.0


def _print_whole(
    columns: Sequence[bundle.Column], rows: Sequence[Sequence[bundle.Cell]]
) -> Iterator[bundle.Column]:
    """Give columns of which each share is a whole percentage no digit behind it."""
    for place, column in enumerate(columns):
        given = [value for row in rows if isinstance(value := row[place], float)]
        whole = all(round(value * 100, 6) % 1 == 0 for value in given)
        if column.unit == "share" and column.decimals and given and whole:
            yield column.model_copy(update={"decimals": 0})
        else:
            yield column


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
