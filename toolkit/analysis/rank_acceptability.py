"""How often an initiative comes first, second and so on, however the criteria are weighed.

People argue about weights. So draw them at random, every set of weights as likely as any other, and
count the ranks: an initiative that is first with almost any weights needs no argument.

Lahdelma, R., Hokkanen, J. and Salminen, P. (1998), SMAA: stochastic multiobjective acceptability
analysis, European Journal of Operational Research 106, 137–143.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

DRAWS = 20_000
SEED = 19_980_401


@dataclass(frozen=True, slots=True, eq=False)
class RankAcceptability:
    """Probability of each rank.

    Parameters
    ----------
    table
        ``initiative``, ``rank`` (1 is the highest benefit), ``probability`` (over all weights),
        ``standard_error`` (of the simulation).
    draws
        Sets of weights drawn.
    """

    table: pd.DataFrame
    draws: int


def draw_weights(criteria: int, draws: int, seed: int) -> npt.NDArray[np.float64]:
    """Draw weights uniformly from all that are not negative and add up to 1."""
    parts = np.random.default_rng(seed).standard_exponential((draws, criteria))
    return np.asarray(parts / parts.sum(axis=1, keepdims=True), dtype=np.float64)


def rank_probabilities(
    values: npt.NDArray[np.float64], weights: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Count how often each row of `values` takes each rank; ties share their ranks evenly.

    Parameters
    ----------
    values
        Items by criteria, all on the same scale, more is better.
    weights
        Draws by criteria.

    Returns
    -------
    numpy.ndarray
        Items by ranks; rows and columns add up to 1.
    """
    items = len(values)
    # Equal benefits differ in their last digits, and differently on different machines.
    benefits = (weights @ values.T).round(12)
    result = np.zeros((items, items))
    for item in range(items):
        ours = benefits[:, [item]]
        better = (benefits > ours).sum(axis=1)
        equal = (benefits == ours).sum(axis=1)
        for rank in range(items):
            taken = (better <= rank) & (rank < better + equal)
            result[item, rank] = (taken / equal).mean()
    return result


def accept_ranks(
    names: Sequence[str],
    values: npt.NDArray[np.float64],
    *,
    draws: int = DRAWS,
    seed: int = SEED,
) -> RankAcceptability:
    """Give each initiative's probability of each rank.

    Parameters
    ----------
    names
        Initiatives, one for each row of `values`.
    values
        Initiatives by criteria, such as median scores. Rows with a missing value are left out:
        they have no benefit whatever the weights.
    """
    known = (
        np.flatnonzero(~np.isnan(values).any(axis=1)) if values.size else np.array([], dtype=int)
    )
    chosen = [names[row] for row in known]
    columns = ["initiative", "rank", "probability", "standard_error"]
    if not chosen:
        return RankAcceptability(pd.DataFrame(columns=columns), 0)
    weights = draw_weights(values.shape[1], draws, seed)
    found = rank_probabilities(values[known], weights)
    rows = [
        (name, rank, probability, math.sqrt(probability * (1 - probability) / draws))
        for name, row in zip(chosen, found, strict=True)
        for rank, probability in enumerate((min(1.0, float(p)) for p in row), start=1)
    ]
    return RankAcceptability(pd.DataFrame(rows, columns=columns), draws)
