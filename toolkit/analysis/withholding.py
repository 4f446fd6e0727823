"""Leave out what would say too much about a few people.

A cell is judged by its base, the people behind it, never by its outcome. And a cell that can be
had by subtraction is a cell like any other: everybody minus the segments that are shown must be
nobody, or a group as large as the smallest base. Where it is smaller, the smallest segment shown is
withheld as well, and so on. A withheld row stays, and its values are empty.

Tables of the same people are one table to whoever subtracts: a segment whose size is withheld is
withheld in all of them, and each table withholds on top what its own bases ask for. How many people
left a question open is no secret; they are no group.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

from toolkit.model.survey import EVERYBODY

ALL = EVERYBODY


def choose_withheld(
    bases: dict[str, int],
    everybody: int,
    smallest_base: int,
    elsewhere: Collection[str] = (),
) -> frozenset[str]:
    """Choose the segments to withhold, from how many people stand behind each.

    Parameters
    ----------
    bases
        People by segment; nobody is in two segments.
    everybody
        All people asked, those in no segment included.
    smallest_base
        The least number of people behind a cell that may be seen.
    elsewhere
        Segments that another table of these people withholds.

    Returns
    -------
    frozenset of str
        Segments to withhold, those of `elsewhere` among them, and :data:`ALL` if everybody is too
        few.

    Notes
    -----
    Primary and complementary cell suppression: Hundepool and others (2012), Statistical Disclosure
    Control, chapter 4.
    """
    if everybody < smallest_base:
        return frozenset({ALL, *bases})
    # Smallest last, ties by name, so that the same data always withholds the same segment.
    shown = sorted(
        (name for name, n in bases.items() if n >= smallest_base and name not in elsewhere),
        key=lambda name: (-bases[name], name),
    )
    while shown and 0 < everybody - sum(bases[name] for name in shown) < smallest_base:
        shown.pop()
    return frozenset(bases) - frozenset(shown)


def withhold(
    table: pd.DataFrame,
    *,
    within: str,
    values: Sequence[str],
    smallest_base: int,
    elsewhere: Collection[str] = (),
) -> pd.DataFrame:
    """Empty the `values` of rows that rest on too few people, or would give such a row away.

    Parameters
    ----------
    table
        Tidy, with the columns ``segment`` (``all`` is everybody), ``n`` and `within`.
    within
        Column whose every value is a table of its own: a channel, a rung.
    values
        Columns to empty; the base ``n`` itself should be among them.
    smallest_base
        The least number of people behind a cell that may be seen.
    elsewhere
        Segments that another table of these people withholds.
    """
    hidden = pd.Series(data=False, index=table.index)
    for _, rows in table.groupby(within, sort=False):
        bases = dict(zip(rows["segment"].astype(str), rows["n"].astype(int), strict=True))
        everybody = bases.pop(ALL)
        hidden |= table.index.isin(rows.index) & table["segment"].isin(
            choose_withheld(bases, everybody, smallest_base, elsewhere)
        )
    result = table.copy()
    result[list(values)] = result[list(values)].mask(hidden)
    return result.astype({"n": "Int64"})
