"""Make a sample resemble its population: weights that bring each margin to its target.

Raking scales the weights to one margin after the other until all of them fit; of all weights that
reach the margins it finds those nearest to where it started. Limits on the weights are one more
condition in the same round. Where no weights satisfy all conditions the rounds end without a fit,
and the result says how far off it is: it is for the reader to judge.

Whoever left a margin's question open, or gave an answer without a target, is neither dropped nor
guessed at: they keep the share of the whole that they have, and the targets divide the rest.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.optimize import brentq

from toolkit.analysis.raking_margins import check_margins, read_labels
from toolkit.analysis.shares import effective_size
from toolkit.errors import Fault, InputError

Numbers = npt.NDArray[np.float64]
Codes = npt.NDArray[np.intp]

PATIENCE = 50
"""Rounds without coming nearer after which it is given up."""


@dataclass(frozen=True, slots=True, eq=False)
class Weighting:
    """Weights, and what they did.

    Parameters
    ----------
    weights
        One for each respondent, above zero, with mean 1.
    margins
        ``column``, ``label``, ``n`` (people), ``target``, ``before`` (with the starting weights),
        ``after``: shares of those whose answer has a target.
    rounds
        Rounds that led to these weights.
    converged
        Whether every margin is within the tolerance of its target.
    trimmed
        People whose weight stands at a limit.
    largest_deviation
        Largest difference between ``after`` and ``target``, as a share.
    limits
        Lowest and highest weight allowed.
    faults
        Notes and warnings: targets that were scaled, answers without a target.
    untargeted
        By column the people who gave an answer without a target.
    """

    weights: pd.Series
    margins: pd.DataFrame
    rounds: int
    converged: bool
    trimmed: int
    largest_deviation: float
    limits: tuple[float, float]
    faults: tuple[Fault, ...] = ()
    untargeted: Mapping[str, int] = field(default_factory=dict)

    @property
    def n_effective(self) -> float:
        """Kish's effective sample size."""
        return effective_size(self.weights.to_numpy(dtype=np.float64))

    @property
    def design_effect(self) -> float:
        """1 + the squared coefficient of variation of the weights (Kish 1965, 11.7)."""
        return len(self.weights) / self.n_effective


def rake_table(
    seed: npt.ArrayLike,
    margins: Sequence[npt.ArrayLike],
    *,
    tolerance: float = 1e-9,
    rounds: int = 10_000,
) -> Numbers:
    """Fit a table of counts to its margins.

    Parameters
    ----------
    seed
        A table of two or more dimensions; a cell of zero stays zero.
    margins
        The wanted sums along each axis: of rows, of columns, and so on.

    Raises
    ------
    ValueError
        If the margins do not go with the table or with each other, or cannot be reached from it.

    Notes
    -----
    Deming, W. E. and Stephan, F. F. (1940), On a least squares adjustment of a sampled frequency
    table when the expected marginal totals are known, Annals of Mathematical Statistics 11,
    427–444.
    """
    table = np.asarray(seed, dtype=np.float64)
    targets = [np.asarray(margin, dtype=np.float64) for margin in margins]
    if [target.shape for target in targets] != [(size,) for size in table.shape]:
        raise ValueError("each axis of the table needs a margin of its length")
    if not all(math.isclose(target.sum(), targets[0].sum(), rel_tol=1e-9) for target in targets):
        raise ValueError("the margins sum to different totals")
    codes: list[Codes] = [axis.ravel() for axis in np.indices(table.shape)]
    whole = targets[0].sum()
    cells, _, deviation = _rake(
        table.ravel(), codes, targets, whole * tolerance, rounds, (0.0, math.inf)
    )
    if deviation > whole * tolerance:
        raise ValueError("the margins cannot be reached from this table")
    return cells.reshape(table.shape)


def rake_weights(
    answers: pd.DataFrame,
    margins: Mapping[str, Mapping[str, float]],
    *,
    start: pd.Series | None = None,
    lowest: float = 0.3,
    highest: float = 3.0,
    tolerance: float = 1e-6,
    rounds: int = 500,
) -> Weighting:
    """Weight respondents so that each margin comes to its target.

    Parameters
    ----------
    answers
        One row a respondent, with a column for each margin; blank is missing.
    margins
        By column: by answer its share, percentage or count in the population. A column's targets
        sum to 1, to 100, or to the population, which is the same for all that are counts.
    start
        Weights to begin with, above zero, such as those of the design; by default all alike.
    lowest, highest
        Limits on a weight, where 1 is the mean.
    tolerance
        Largest difference between a share and its target that counts as reached.
    rounds
        Rounds after which it is given up.

    Raises
    ------
    InputError
        With everything that makes a margin unusable: no such column, a target that nobody can
        fill, one of nothing for people who are there, sums that are no whole.
    ValueError
        If the limits leave out 1, or a starting weight is not above zero.

    Notes
    -----
    Deming and Stephan (1940); that rounds of nearest points, limits among them, lead to weights
    that satisfy all: Bregman, L. M. (1967), USSR Computational Mathematics and Mathematical
    Physics 7, 200–217.
    """
    if not 0 <= lowest <= 1 <= highest:
        raise ValueError("the limits of a weight lie on either side of 1")
    first = _starting_weights(answers, start)
    faults = list(check_margins(answers, margins))
    if any(fault.severity == "error" for fault in faults):
        raise InputError(fault for fault in faults if fault.severity == "error")
    shares = {column: scale_targets(targets) for column, targets in margins.items()}
    codes = [_code(answers[column], list(targets)) for column, targets in shares.items()]
    targets = []
    for code, wanted in zip(codes, shares.values(), strict=True):
        outside = float(first[code == len(wanted)].sum())
        inside = np.array(list(wanted.values())) * (len(answers) - outside)
        targets.append(np.append(inside, outside))
    weights, taken, _ = _rake(
        first, codes, targets, tolerance * len(answers) / 10, rounds, (lowest, highest)
    )
    found = [
        _margin(column, wanted, code, first, weights)
        for (column, wanted), code in zip(shares.items(), codes, strict=True)
    ]
    columns = ["column", "label", "n", "target", "before", "after"]
    table = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=columns)
    deviation = float((table["after"] - table["target"]).abs().max()) if found else 0.0
    at_limit = (weights <= lowest * (1 + 1e-9)) | (weights >= highest * (1 - 1e-9))
    return Weighting(
        pd.Series(weights, index=answers.index, name="weight"),
        table,
        taken,
        deviation <= tolerance,
        int(at_limit.sum()) if lowest < highest else 0,
        deviation,
        (lowest, highest),
        tuple(faults),
        {
            column: int((read_labels(answers[column])[code == len(wanted)] != "").sum())
            for (column, wanted), code in zip(shares.items(), codes, strict=True)
        },
    )


def scale_targets(targets: Mapping[str, float]) -> dict[str, float]:
    """Give targets as shares that sum to 1, in their order, without those of nothing."""
    whole = math.fsum(targets.values())
    return {str(label).strip(): share / whole for label, share in targets.items() if share > 0}


def _rake(
    weights: Numbers,
    codes: Sequence[Codes],
    targets: Sequence[Numbers],
    tolerance: float,
    rounds: int,
    limits: tuple[float, float],
) -> tuple[Numbers, int, float]:
    """Give the weights, the rounds taken and the largest deviation from a target.

    Where nothing fits, the rounds circle; the weights that came nearest are given.
    """
    weights = _limit(weights, *limits)
    best = (weights, 0, _deviate(weights, codes, targets))
    for taken in range(1, rounds + 1):
        if best[2] <= tolerance:
            break
        for code, target in zip(codes, targets, strict=True):
            sums = np.bincount(code, weights, minlength=len(target))
            factors = np.divide(target, sums, out=np.ones_like(sums), where=sums > 0)
            weights = weights * factors[code]
        weights = _limit(weights, *limits)
        deviation = _deviate(weights, codes, targets)
        if deviation < best[2]:
            best = (weights, taken, deviation)
        elif taken - best[1] >= PATIENCE:
            break
    return best


def _deviate(weights: Numbers, codes: Sequence[Codes], targets: Sequence[Numbers]) -> float:
    return max(
        (
            float(np.abs(np.bincount(code, weights, minlength=len(target)) - target).max())
            for code, target in zip(codes, targets, strict=True)
        ),
        default=0.0,
    )


def _limit(weights: Numbers, lowest: float, highest: float) -> Numbers:
    """Bring weights within limits, and keep their sum: the nearest such weights."""
    if weights.min() >= lowest and weights.max() <= highest:
        return weights

    def excess(factor: float) -> float:
        return float(np.clip(weights * factor, lowest, highest).mean()) - 1

    largest, smallest = float(weights.max()), float(weights.min())
    if largest - smallest <= 1e-12 * largest:
        return np.ones_like(weights)
    # At one end no weight is above 1, at the other none below.
    factor = float(brentq(excess, 1 / largest, 1 / smallest, xtol=1e-15, rtol=1e-14))
    return np.clip(weights * factor, lowest, highest)


def _starting_weights(answers: pd.DataFrame, start: pd.Series | None) -> Numbers:
    if answers.empty:
        raise InputError(Fault("There are no answers to weight."))
    if start is None:
        return np.ones(len(answers))
    weights = start.to_numpy(dtype=np.float64)
    if weights.shape != (len(answers),) or not (np.isfinite(weights) & (weights > 0)).all():
        raise ValueError("every respondent needs a starting weight above zero")
    scaled: Numbers = weights / weights.mean()
    return scaled


def _code(answers: pd.Series, labels: Sequence[str]) -> Codes:
    """Give each answer its place among `labels`, and one more to those that are not there."""
    places = {label: place for place, label in enumerate(labels)}
    found = read_labels(answers).map(places).fillna(len(labels))
    return np.asarray(found.to_numpy(), dtype=np.intp)


def _margin(
    column: str, wanted: Mapping[str, float], code: Codes, first: Numbers, weights: Numbers
) -> pd.DataFrame:
    size = len(wanted)
    inside = code < size
    before, after = (
        np.bincount(code[inside], some[inside], minlength=size) / some[inside].sum()
        for some in (first, weights)
    )
    return pd.DataFrame(
        {
            "column": column,
            "label": list(wanted),
            "n": np.bincount(code[inside], minlength=size),
            "target": list(wanted.values()),
            "before": before,
            "after": after,
        }
    )
