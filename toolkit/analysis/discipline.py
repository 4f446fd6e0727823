"""What the team competes on, and what follows for its goals on social media.

Each participant divides 100 points over the three value disciplines; what they disagree on matters
as much as what they choose. The team then says how well each social objective fits each discipline.
An objective's priority is that fit, weighed by the points that the disciplines got.

Treacy, M. and Wiersema, F. (1995), The Discipline of Market Leaders. Li, C. and Bernoff, J. (2008),
Groundswell. Setting the two against each other is Martin Kloos's idea (2008).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
import pandas as pd

from toolkit.language import mark
from toolkit.model.intake import Discipline, DisciplineVote, Fit, Objective

DISCIPLINES: tuple[Discipline, ...] = get_args(Discipline)
OBJECTIVES: tuple[Objective, ...] = get_args(Objective)
BEST_FIT = 3

# What winning on a discipline comes down to, in words without a textbook.
DISCIPLINE_MEANINGS: dict[str, str] = {
    "operational_excellence": mark("running smoothly at a fair price"),
    "product_leadership": mark("having the best there is"),
    "customer_intimacy": mark("knowing and helping each person"),
}
OBJECTIVE_MEANINGS: dict[str, str] = {
    "listening": mark("hear what people think and need"),
    "talking": mark("tell and show what there is"),
    "energizing": mark("let enthusiasts spread the word"),
    "supporting": mark("help people, and let them help each other"),
    "embracing": mark("let people think and make along"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """How the participants divided their points.

    Parameters
    ----------
    table
        ``discipline``, ``mean``, ``lowest``, ``quartile_1``, ``median``, ``quartile_3``,
        ``highest`` (points, 0 to 100), ``rank`` (1 is the highest mean; equal means share a rank).
        Empty without votes.
    participants
        How many voted.
    """

    table: pd.DataFrame
    participants: int

    @property
    def leaders(self) -> tuple[str, ...]:
        """The discipline with the most points, or all that share the first place."""
        return tuple(self.table.loc[self.table["rank"] == 1, "discipline"])


@dataclass(frozen=True, slots=True, eq=False)
class Priorities:
    """What each cell of the matrix weighs, and each objective.

    Parameters
    ----------
    cells
        ``discipline``, ``objective``, ``fit`` (0 to 3, missing if unknown), ``weight`` (the
        discipline's share of the points, missing without votes), ``priority`` (weight times fit).
    objectives
        ``objective``, ``priority`` (sum over the known cells, 0 to 3), ``at_most`` (if every
        unknown cell fitted fully), ``unknown`` (cells), ``rank``. Priorities are missing without
        votes, or where no cell is known.
    """

    cells: pd.DataFrame
    objectives: pd.DataFrame

    @property
    def unknown(self) -> int:
        """Cells without an answer."""
        return int(self.cells["fit"].isna().sum())


def summarise_votes(votes: Sequence[DisciplineVote]) -> Votes:
    """Summarise the points that each discipline got: their mean and how far they lie apart."""
    rows = []
    for discipline in DISCIPLINES if votes else ():
        points = np.array([getattr(vote, discipline) for vote in votes], dtype=np.float64)
        rows.append((discipline, points.mean(), *np.quantile(points, [0, 0.25, 0.5, 0.75, 1])))
    spread = ["lowest", "quartile_1", "median", "quartile_3", "highest"]
    table = pd.DataFrame(rows, columns=["discipline", "mean", *spread])
    table["rank"] = table["mean"].round(9).rank(ascending=False, method="min").astype("Int64")
    return Votes(table, len(votes))


def prioritise(votes: Sequence[DisciplineVote], fits: Sequence[Fit]) -> Priorities:
    """Weigh the fit of each objective by the points of each discipline."""
    summary = summarise_votes(votes).table.set_index("discipline")["mean"] / 100
    given = {(fit.discipline, fit.objective): fit.score for fit in fits}
    cells = pd.DataFrame(
        [
            (discipline, objective, given.get((discipline, objective)), summary.get(discipline))
            for discipline in DISCIPLINES
            for objective in OBJECTIVES
        ],
        columns=["discipline", "objective", "fit", "weight"],
    ).astype({"fit": "Int64", "weight": "float64"})
    fit = cells["fit"].astype("float64")
    cells["priority"] = cells["weight"] * fit
    objectives = pd.DataFrame(
        {
            "priority": cells["priority"].groupby(cells["objective"]).sum(min_count=1),
            "at_most": (cells["weight"] * fit.fillna(BEST_FIT))
            .groupby(cells["objective"])
            .sum(min_count=1),
            "unknown": fit.isna().groupby(cells["objective"]).sum(),
        }
    )
    objectives = objectives.reindex(list(OBJECTIVES)).rename_axis("objective").reset_index()
    objectives["rank"] = (
        objectives["priority"].round(9).rank(ascending=False, method="min").astype("Int64")
    )
    return Priorities(cells, objectives)
