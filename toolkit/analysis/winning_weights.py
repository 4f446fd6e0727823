"""What you would have to think for another initiative to win: other weights, or another score.

For each of the next in line, the weights closest to those given by which it comes first: closest
where the largest shift of any one weight is smallest. That is a linear programme, solved by HiGHS
(Huangfu, Q. and Hall, J. A. J. (2018), Mathematical Programming Computation 10, 119–142). Where no
weights at all will do, something else is at least as good whatever one thinks.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

from toolkit.analysis.scoring import HIGHEST_SCORE, Scoring, check_matrix, tabulate_counts
from toolkit.analysis.weight_space import WeightSpace, find_space, find_weighed
from toolkit.model.choice import Choice

Floats = npt.NDArray[np.float64]

CONTENDERS = 4  # next in line that are looked at
ASIDE = 1e-4  # what the sum of all shifts counts beside the largest, to choose among equals
SLACK = 1e-9
TENTHS = 10


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """One score that would have to be another: on which criterion, from what, to what (0 to 5)."""

    criterion: str
    found: float
    needed: float


@dataclass(frozen=True, slots=True, eq=False)
class Contender:
    """What it takes for an initiative to come first.

    Parameters
    ----------
    initiative
        Its key.
    gap
        Points of benefit (0 to 100) that it lies behind the first.
    weights
        By criterion, the nearest weights by which it is first, alone or with others; ``None``
        where there are none at all.
    shift
        The largest change of one weight, a share of all weights; ``None`` without weights.
    agrees
        Whether these weights agree with what the client said.
    score
        The smallest rise of one of its own scores that would do; ``None`` where none can.
    """

    initiative: str
    gap: float
    weights: Mapping[str, float] | None
    shift: float | None
    agrees: bool
    score: ScoreChange | None


def find_nearest_weights(
    values: npt.ArrayLike, number: int, weights: npt.ArrayLike
) -> Floats | None:
    """Find the weights nearest to `weights` by which row `number` of `values` has the most benefit.

    Parameters
    ----------
    values
        Items by criteria, all on one scale.
    number
        Which row, counted from 0.
    weights
        The weights given; divided by their sum.

    Returns
    -------
    array or None
        Weights that are not negative and add up to 1; ``None`` where there are none.

    Raises
    ------
    ValueError
        As :func:`toolkit.analysis.scoring.check_matrix`.
    """
    values, weights = check_matrix(values, weights)
    count = len(weights)
    unit, nothing = np.eye(count), np.zeros((count, 1))
    others = np.delete(values, number, axis=0) - values[number]
    # Unknowns: the new weights, the shift of each, the largest shift.
    above = np.concatenate(
        [
            np.hstack([others, np.zeros((len(others), count + 1))]),
            np.hstack([unit, -unit, nothing]),
            np.hstack([-unit, -unit, nothing]),
            np.hstack([np.zeros((count, count)), unit, -np.ones((count, 1))]),
        ]
    )
    at_most = np.concatenate([np.zeros(len(others)), weights, -weights, np.zeros(count)])
    cost = np.concatenate([np.zeros(count), np.full(count, ASIDE), [1.0]])
    total = np.concatenate([np.ones(count), np.zeros(count + 1)])[None]
    found = linprog(cost, above, at_most, total, [1.0], bounds=(0, None), method="highs")
    if found.status != 0 or found.x is None:
        return None
    nearest = np.clip(found.x[:count], 0, None)
    return np.asarray(nearest / nearest.sum())


def find_score_change(
    scores: npt.ArrayLike, number: int, weights: npt.ArrayLike, criteria: Sequence[str]
) -> ScoreChange | None:
    """Find the smallest rise of one score (0 to 5) by which row `number` reaches the first.

    The score that is needed is rounded up to a tenth, so that it does reach it.

    Raises
    ------
    ValueError
        As :func:`toolkit.analysis.scoring.check_matrix`.
    """
    scores, weights = check_matrix(scores, weights)
    benefits = scores @ weights
    gap = float(benefits.max() - benefits[number])
    found = []
    for place, (key, weight) in enumerate(zip(criteria, weights, strict=True)):
        score = float(scores[number, place])
        needed = score + gap / weight if weight > 0 else math.inf
        if needed <= HIGHEST_SCORE + SLACK:
            up = math.ceil(needed * TENTHS - SLACK) / TENTHS
            found.append((needed - score, place, ScoreChange(key, score, up)))
    return min(found)[2] if found else None


def find_contenders(
    choice: Choice, scoring: Scoring, most: int = CONTENDERS
) -> tuple[Contender, ...]:
    """Say for each of the next in line what you would have to think for it to win.

    Parameters
    ----------
    choice, scoring
        What was scored, and how.
    most
        How many of those behind the first are looked at, the nearest first.
    """
    criteria = [one.key for one in find_weighed(choice)]
    keys = [one.key for one in choice.initiatives]
    counts = tabulate_counts(scoring, keys, criteria)
    known = np.flatnonzero(~np.isnan(counts).any(axis=1)) if criteria else np.array([], dtype=int)
    if len(known) < 2:
        return ()
    scores = counts[known]
    weights = np.array([scoring.weights[key] for key in criteria])
    benefits = scores @ weights
    behind = np.argsort(-benefits, kind="stable")
    behind = behind[benefits[behind] < benefits.max() - SLACK][:most]
    space = find_space(choice)
    return tuple(
        _make_contender(keys[known[number]], int(number), scores, weights, criteria, space)
        for number in behind
    )


def _make_contender(
    key: str,
    number: int,
    scores: Floats,
    weights: Floats,
    criteria: Sequence[str],
    space: WeightSpace,
) -> Contender:
    benefits = 100 * (scores @ weights) / HIGHEST_SCORE
    nearest = find_nearest_weights(scores, number, weights)
    return Contender(
        key,
        float(benefits.max() - benefits[number]),
        None if nearest is None else dict(zip(criteria, map(float, nearest), strict=True)),
        None if nearest is None else float(np.abs(nearest - weights).max()),
        nearest is not None and space.allows(nearest),
        find_score_change(scores, number, weights, criteria),
    )
