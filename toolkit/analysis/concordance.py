"""How far raters agree on an order: Kendall's coefficient of concordance."""

from __future__ import annotations

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


def kendall_w(scores: npt.ArrayLike) -> tuple[float, float]:
    """Give Kendall's W of an items by raters matrix, corrected for ties and uncorrected.

    Kendall, M. G. and Babington Smith, B. (1939), The problem of m rankings, Annals of Mathematical
    Statistics 10, 275–287; the correction after Siegel, S. and Castellan, N. J. (1988),
    Nonparametric Statistics for the Behavioral Sciences, section 9.6.

    Raises
    ------
    ValueError
        If a score is missing or infinite, or there is nothing to agree on: fewer than two items or
        raters, or only ties. :func:`measure_concordance` takes all of these.
    """
    given = np.asarray(scores, dtype=np.float64)
    if given.ndim != 2 or min(given.shape) < 2:
        raise ValueError(f"expected items by raters, at least two of each; got {given.shape}")
    if not np.isfinite(given).all():
        raise ValueError("a score is missing or infinite")
    items, raters = given.shape
    ranks = rankdata(given, axis=0)
    sums = ranks.sum(axis=1)
    spread = float(np.square(sums - sums.mean()).sum())
    ties = 0.0
    for column in given.T:
        _, sizes = np.unique(column, return_counts=True)
        ties += float((sizes**3 - sizes).sum())
    full = float(raters**2 * (items**3 - items))
    if full == raters * ties:
        raise ValueError("all raters find all items equal: there is nothing to agree on")
    return 12 * spread / (full - raters * ties), 12 * spread / full


def measure_concordance(scores: npt.ArrayLike) -> Concordance:
    """Measure agreement on the items that every rater scored.

    Parameters
    ----------
    scores
        Items by raters; ``nan`` where a rater gave none. An item that somebody left out is left
        out here: a rank among fewer items is not the same rank.

    Raises
    ------
    ValueError
        If a score is infinite.
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
