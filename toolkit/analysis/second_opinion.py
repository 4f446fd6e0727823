"""A second opinion: what other methods make of the same scores and weights.

TOPSIS prefers what lies close to the best there is and far from the worst; VIKOR what nobody would
regret much; PROMETHEE II what wins most comparisons of two. Each looks at an initiative beside the
others, so that adding one, even a copy of one, can reorder the rest. That is why none of them is
the method of the report, and why it is worth knowing where they agree with it.

The methods are those of pymcdm (Kizielewicz, B., Shekhovtsov, A. and Sałabun, W. (2023), SoftwareX
22, 101368): Hwang, C. L. and Yoon, K. (1981), TOPSIS with vector scaling; Opricovic, S. and Tzeng,
G. H. (2004), VIKOR with v = 0.5; Brans, J. P. and Vincke, P. (1985), PROMETHEE II.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import rankdata

from toolkit.analysis.scoring import Scoring, additive_values, check_matrix, tabulate_counts
from toolkit.analysis.weight_space import find_weighed
from toolkit.model.choice import Choice

Floats = npt.NDArray[np.float64]

DIGITS = 9  # equal values can differ in their last digits
METHODS = ("topsis", "vikor", "promethee")


@dataclass(frozen=True, slots=True, eq=False)
class SecondOpinion:
    """Ranks by each method.

    Parameters
    ----------
    table
        One row an item, in the order given: ``item``, and for ``additive``, ``topsis``, ``vikor``
        and ``promethee`` the ``<method>_value`` (more is better; VIKOR's Q is given as 1 − Q) and
        the ``<method>_rank`` (1 is the best; equal ones share it). Missing where a method cannot
        tell, such as VIKOR where all are equally far from the best.
    """

    table: pd.DataFrame

    @property
    def differing(self) -> pd.DataFrame:
        """The rows on which a method gives another rank than the additive value."""
        ranks = self.table[[f"{name}_rank" for name in METHODS]]
        same = ranks.eq(self.table["additive_rank"], axis=0).astype("boolean") | ranks.isna()
        return self.table[~same.all(axis=1).astype(bool)]


def topsis(matrix: npt.ArrayLike, weights: npt.ArrayLike, *, costs: Sequence[bool] = ()) -> Floats:
    """Give the closeness of each item to the best there is, 0 to 1, with vector scaling.

    A duplicate of an item changes the length of each column, and so the scale of each criterion
    against the others: that is how it can reorder the rest.

    Parameters
    ----------
    matrix
        Items by criteria.
    weights
        One a criterion; divided by their sum.
    costs
        For each criterion whether less is better; empty: more is better throughout.

    Returns
    -------
    array
        One value an item; ``nan`` where no criterion tells the items apart.

    Raises
    ------
    ValueError
        As :func:`toolkit.analysis.scoring.check_matrix`.
    """
    from pymcdm.methods import TOPSIS
    from pymcdm.normalizations import vector_normalization

    return _ask(lambda _: TOPSIS(vector_normalization), matrix, weights, costs)


def vikor(
    matrix: npt.ArrayLike,
    weights: npt.ArrayLike,
    *,
    costs: Sequence[bool] = (),
    group: float = 0.5,
) -> Floats:
    """Give VIKOR's Q of each item, 0 (best) to 1.

    Parameters
    ----------
    matrix, weights, costs
        As :func:`topsis` takes them.
    group
        What the sum of all regrets counts against the largest one, 0 to 1 (VIKOR's v).

    Raises
    ------
    ValueError
        As :func:`toolkit.analysis.scoring.check_matrix`.
    """
    from pymcdm.methods import VIKOR

    return _ask(lambda _: VIKOR(v=group), matrix, weights, costs)


def promethee_two(
    matrix: npt.ArrayLike,
    weights: npt.ArrayLike,
    *,
    costs: Sequence[bool] = (),
    indifference: Sequence[float] = (),
    preference: Sequence[float] = (),
) -> Floats:
    """Give PROMETHEE II's net flow of each item, -1 to 1.

    Parameters
    ----------
    matrix, weights, costs
        As :func:`topsis` takes them.
    indifference, preference
        For each criterion the difference up to which two items are as good as equal, and that from
        which one is wholly preferred; in between preference rises evenly. Empty: any difference at
        all is a whole preference (usual preference).

    Raises
    ------
    ValueError
        As :func:`toolkit.analysis.scoring.check_matrix`; or if of the two thresholds one is given
        without the other, or not for every criterion.
    """
    from pymcdm.methods import PROMETHEE_II

    count = len(np.atleast_1d(weights))
    if (len(indifference), len(preference)) not in {(0, 0), (count, count)}:
        raise ValueError(f"expected both thresholds for each of {count} criteria, or none")
    if not len(preference):
        return _ask(lambda _: PROMETHEE_II("usual"), matrix, weights, costs)
    q, p = np.asarray(indifference, dtype=np.float64), np.asarray(preference, dtype=np.float64)
    if (q < 0).any() or (p <= q).any():
        raise ValueError("a preference must begin above its indifference, and that not below 0")
    return _ask(
        lambda telling: PROMETHEE_II("vshape_2", p=p[telling], q=q[telling]),
        matrix, weights, costs,
    )  # fmt: skip


def second_opinion(
    matrix: npt.ArrayLike,
    weights: npt.ArrayLike,
    items: Sequence[str] = (),
    *,
    costs: Sequence[bool] = (),
    scaling: Literal["anchors", "min_max"] = "anchors",
) -> SecondOpinion:
    """Rank items by the additive value and by the other methods.

    Parameters
    ----------
    matrix
        Items by criteria; for the additive value on one scale from 0 to 5 where 0 is as good as
        nothing.
    weights
        One a criterion; divided by their sum.
    items
        Names; by default those of a data frame's rows, else numbers from 1.
    costs
        For each criterion whether less is better; empty: more is better throughout.
    scaling
        Of the additive value, as :func:`toolkit.analysis.scoring.scale_matrix` takes it: matrices
        that were not scored from 0 to 5, as published ones, need ``min_max``.

    Raises
    ------
    ValueError
        As :func:`toolkit.analysis.scoring.check_matrix`, or if names and rows do not go together.
    """
    values, shares = check_matrix(matrix, weights)
    rows = matrix.index if isinstance(matrix, pd.DataFrame) else range(1, len(values) + 1)
    names = list(items) or [str(row) for row in rows]
    if len(names) != len(values):
        raise ValueError(f"expected {len(values)} names, one an item; got {len(names)}")
    found: Mapping[str, Floats] = {
        "additive": additive_values(values, shares, scaling=scaling, costs=costs),
        "topsis": topsis(values, shares, costs=costs),
        "vikor": 1 - vikor(values, shares, costs=costs),
        "promethee": promethee_two(values, shares, costs=costs),
    }
    table = pd.DataFrame({"item": names})
    for name, numbers in found.items():
        table[f"{name}_value"] = numbers
        ranks = rankdata(-numbers.round(DIGITS), method="min", nan_policy="omit")
        table[f"{name}_rank"] = pd.Series(ranks).astype("Int64")
    return SecondOpinion(table)


def ask_others(choice: Choice, scoring: Scoring) -> SecondOpinion | None:
    """Ask the other methods about the initiatives that are scored on every criterion that weighs.

    Returns
    -------
    SecondOpinion or None
        ``None`` below two such initiatives.
    """
    criteria = [one.key for one in find_weighed(choice)]
    keys = [one.key for one in choice.initiatives]
    counts = tabulate_counts(scoring, keys, criteria)
    known = np.flatnonzero(~np.isnan(counts).any(axis=1))
    if not criteria or len(known) < 2:
        return None
    weights = [scoring.weights[key] for key in criteria]
    return second_opinion(counts[known], weights, [keys[row] for row in known])


def _ask(
    make: Callable[[npt.NDArray[np.bool_]], Callable[..., Floats]],
    matrix: npt.ArrayLike,
    weights: npt.ArrayLike,
    costs: Sequence[bool],
) -> Floats:
    # A criterion on which all are equal tells nothing apart, and neither does one without weight;
    # some methods would divide by its width. `make` is told which criteria are left.
    values, shares = check_matrix(matrix, weights)
    if len(costs) not in {0, len(shares)}:
        raise ValueError(f"expected to know of {len(shares)} criteria whether they are costs")
    telling = (np.ptp(values, axis=0) > 0) & (shares > 0)
    if not telling.any():
        return np.full(len(values), np.nan)
    kinds = np.where(np.asarray(costs, dtype=bool), -1, 1) if len(costs) else np.ones(len(shares))
    with np.errstate(divide="ignore", invalid="ignore"):
        found = make(telling)(values[:, telling], shares[telling], kinds[telling], validation=False)
    return np.asarray(found, dtype=np.float64)
