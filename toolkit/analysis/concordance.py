"""How far raters agree on an order: Kendall's coefficient of concordance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata


@dataclass(frozen=True, slots=True)
class Concordance:
    """Agreement of raters on the order of items.

    Parameters
    ----------
    w
        Kendall's W, corrected for ties: 0 no agreement at all, 1 the same order by everybody.
        ``None`` where there is nothing to agree on: fewer than two raters or items, or only ties.
    w_uncorrected
        The same, with ties taken for differences: lower as soon as there are ties.
    items, raters
        What it rests on.
    """

    w: float | None
    w_uncorrected: float | None
    items: int
    raters: int


def kendall_w(scores: npt.NDArray[np.float64]) -> tuple[float, float]:
    """Give Kendall's W of an items by raters matrix, corrected for ties and uncorrected.

    Kendall, M. G. and Babington Smith, B. (1939), The problem of m rankings, Annals of Mathematical
    Statistics 10, 275–287; the correction after Siegel, S. and Castellan, N. J. (1988),
    Nonparametric Statistics for the Behavioral Sciences, section 9.6.
    """
    items, raters = scores.shape
    ranks = rankdata(scores, axis=0)
    sums = ranks.sum(axis=1)
    spread = float(np.square(sums - sums.mean()).sum())
    ties = 0.0
    for column in scores.T:
        _, sizes = np.unique(column, return_counts=True)
        ties += float((sizes**3 - sizes).sum())
    full = float(raters**2 * (items**3 - items))
    return 12 * spread / (full - raters * ties), 12 * spread / full


def measure_concordance(scores: npt.NDArray[np.float64] | Sequence[Sequence[float]]) -> Concordance:
    """Measure agreement on the items that every rater scored.

    Parameters
    ----------
    scores
        Items by raters; ``nan`` where a rater gave none. An item that somebody left out is left
        out here: a rank among fewer items is not the same rank.
    """
    given = np.asarray(scores, dtype=np.float64)
    if given.ndim != 2:
        return Concordance(None, None, 0, 0)
    complete = given[~np.isnan(given).any(axis=1)]
    items, raters = complete.shape
    only_ties = bool((complete == complete[:1]).all())
    if items < 2 or raters < 2 or only_ties:
        return Concordance(None, None, items, raters)
    corrected, uncorrected = kendall_w(complete)
    return Concordance(corrected, uncorrected, items, raters)
