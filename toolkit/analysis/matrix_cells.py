"""The matrix filled: which initiatives serve which way to compete by which objective.

A cell's priority is its discipline's share of the points times the fit that the team gave it. What
stands empty with a high priority is a gap in the plan; what stands in no cell serves nothing that
the team said it wants. The matrix is Martin Kloos's (2008).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from toolkit.analysis.discipline import prioritise
from toolkit.model.initiative import Initiative
from toolkit.model.intake import DisciplineVote, Fit

FITS = 2  # fit (0 to 3) from which an empty cell is a gap
EQUAL = 0.33  # share of the points, if they are divided as evenly as whole points can be


@dataclass(frozen=True, slots=True, eq=False)
class MatrixCells:
    """The cells, and what fills them.

    Parameters
    ----------
    cells
        ``discipline``, ``objective``, ``fit`` (0 to 3, missing if unknown), ``weight`` (the
        discipline's share of the points, missing without votes), ``priority`` (0 to 3, their
        product; the fit alone without votes), ``n`` (initiatives), ``initiatives`` (their keys, a
        tuple), ``gap`` (whether it stands empty and has a high priority).
    nowhere
        Keys of the initiatives in no cell.
    """

    cells: pd.DataFrame
    nowhere: tuple[str, ...]

    @property
    def gaps(self) -> pd.DataFrame:
        """Empty cells of high priority, the highest first."""
        found = self.cells[self.cells["gap"]]
        return found.sort_values("priority", ascending=False, kind="stable", ignore_index=True)


def fill_matrix(
    initiatives: Sequence[Initiative], votes: Sequence[DisciplineVote], fits: Sequence[Fit]
) -> MatrixCells:
    """Put the initiatives in the cells that they fill.

    An empty cell has a high priority where it fits well (2 or 3) and its discipline has at least a
    third of the points, as much as if they were divided evenly; without votes the fit alone counts.
    """
    cells = prioritise(votes, fits).cells
    filled: dict[tuple[str, str], list[str]] = {}
    for one in initiatives:
        for place in dict.fromkeys(one.places):
            filled.setdefault((place.discipline, place.objective), []).append(one.key)
    pairs = list(zip(cells["discipline"], cells["objective"], strict=True))
    inside = [tuple(filled.get(pair, ())) for pair in pairs]
    fit = cells["fit"].astype("float64")
    cells = cells.assign(
        priority=cells["weight"].fillna(1.0) * fit,
        n=[len(keys) for keys in inside],
        initiatives=pd.Series(inside, dtype="object", index=cells.index),
    )
    cells["gap"] = (
        (cells["n"] == 0) & (fit >= FITS) & ((cells["weight"] >= EQUAL) | cells["weight"].isna())
    )
    nowhere = tuple(one.key for one in initiatives if not one.places)
    return MatrixCells(cells, nowhere)
