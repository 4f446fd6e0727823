"""How firm the choice is: everything beside benefit and verdict that a board may ask about."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from toolkit.analysis.build_join_ignore import Weighing
from toolkit.analysis.discipline import summarise_votes
from toolkit.analysis.hours_taken import as_capacity, measure_hours_for_new, measure_hours_taken
from toolkit.analysis.matrix_cells import MatrixCells, fill_matrix
from toolkit.analysis.second_opinion import SecondOpinion, ask_others
from toolkit.analysis.talking_points import list_agreed_scores, order_talking_points
from toolkit.analysis.verdict_changes import list_changes
from toolkit.analysis.winning_weights import Contender, find_contenders
from toolkit.model.choice import Choice
from toolkit.model.client import Capacity
from toolkit.model.initiative import Initiative
from toolkit.model.intake import Intake


@dataclass(frozen=True, slots=True, eq=False)
class Firmness:
    """What could turn the choice, and what does not.

    Parameters
    ----------
    contenders
        What you would have to think for another initiative to win.
    changes
        What would have to change for a verdict to change
        (:func:`toolkit.analysis.verdict_changes.list_changes`).
    second
        What other methods make of it; ``None`` below two scored initiatives.
    talking
        Scores to talk about, the first first
        (:func:`toolkit.analysis.talking_points.order_talking_points`).
    agreed
        Agreed scores beside the raters' own.
    cells
        The matrix of disciplines and objectives, filled by all that was not decided against.
    """

    contenders: tuple[Contender, ...]
    changes: pd.DataFrame
    second: SecondOpinion | None
    talking: pd.DataFrame
    agreed: pd.DataFrame
    cells: MatrixCells


def judge_firmness(
    choice: Choice, weighing: Weighing, intake: Intake, capacity: Capacity
) -> Firmness:
    """Judge how firm a choice is.

    Parameters
    ----------
    choice, intake, capacity
        What :func:`toolkit.analysis.build_join_ignore.weigh_choice` was given.
    weighing
        What it gave.
    """
    votes = summarise_votes(intake.discipline_votes).table
    weights = dict(zip(votes["discipline"].astype(str), votes["mean"] / 100, strict=True))
    left = measure_hours_for_new(choice.plan, capacity, measure_hours_taken(intake.media))
    return Firmness(
        find_contenders(choice, weighing.scoring),
        list_changes(choice, intake.fits, weights, as_capacity(left)),
        ask_others(choice, weighing.scoring),
        order_talking_points(weighing.scoring),
        list_agreed_scores(weighing.scoring),
        fill_matrix(_drop_rejected(choice, weighing), intake.discipline_votes, intake.fits),
    )


def _drop_rejected(choice: Choice, weighing: Weighing) -> tuple[Initiative, ...]:
    rejected = {key for key, one in weighing.decisions.items() if one.decision == "no"}
    return tuple(one for one in choice.initiatives if one.key not in rejected)
