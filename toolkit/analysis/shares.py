"""The share of people who do something, with the interval that a survey of this size leaves open.

Weights make a sample resemble its population and cost precision; Kish's effective sample size says
how much. Wilson's score interval on that size stays between 0 and 1 and holds for rare answers too.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

Numbers = Sequence[float] | npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its interval and its base.

    Parameters
    ----------
    share, low, high
        Fractions from 0 to 1; ``None`` without a base.
    n
        People who answered: the base, unweighted.
    n_effective
        People that an unweighted sample of equal precision would need; ``None`` without a base.
    level
        Probability with which intervals made this way hold the population's share.
    """

    share: float | None
    low: float | None
    high: float | None
    n: int
    n_effective: float | None
    level: float = 0.95


def wilson_interval(share: float, n: float, level: float = 0.95) -> tuple[float, float]:
    """Give Wilson's score interval of a share measured on `n` people.

    Wilson, E. B. (1927), Probable inference, the law of succession, and statistical inference,
    Journal of the American Statistical Association 22, 209–212.
    """
    z = float(ndtri((1 + level) / 2))
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    # At 0 and 1 the formula meets the share itself, but for the last digits of a float.
    return max(0.0, min(centre - half, share)), min(1.0, max(centre + half, share))


def effective_size(weights: npt.NDArray[np.float64]) -> float:
    """Give the effective sample size, the square of the weights' sum over the sum of their squares.

    Kish, L. (1965), Survey Sampling, section 11.7. Equal weights give the number of people.
    """
    return float(weights.sum() ** 2 / np.square(weights).sum())


def weighted_share(values: Numbers, weights: Numbers | None = None, level: float = 0.95) -> Share:
    """Estimate the share of ones among zeros and ones.

    Parameters
    ----------
    values
        1 does it, 0 does not; missing (``nan``) is no part of the base.
    weights
        Above zero, as many as `values`; without them everybody counts alike.

    Raises
    ------
    ValueError
        If a value is neither 0, 1 nor missing, or a weight is not above zero.
    """
    answers = np.asarray(values, dtype=np.float64)
    sizes = np.ones_like(answers) if weights is None else np.asarray(weights, dtype=np.float64)
    if answers.shape != sizes.shape:
        raise ValueError(f"{answers.size} values do not go with {sizes.size} weights")
    asked = ~np.isnan(answers)
    answers, sizes = answers[asked], sizes[asked]
    if not np.isin(answers, (0.0, 1.0)).all():
        raise ValueError("a share is of zeros and ones; other values were given")
    if not (np.isfinite(sizes) & (sizes > 0)).all():
        raise ValueError("every weight must be a number above zero")
    if not answers.size:
        return Share(None, None, None, 0, None, level)
    # The sum of a share's own weights can pass the whole by a last digit.
    share = min(1.0, float((answers * sizes).sum() / sizes.sum()))
    n_effective = effective_size(sizes)
    low, high = wilson_interval(share, n_effective, level)
    return Share(share, low, high, int(answers.size), n_effective, level)


def margin_of_error(n_effective: float, level: float = 0.95) -> float:
    """Give the half-width of the interval of a share of one half: the widest there is, as a share.

    It speaks of a population only where chance chose the sample. Cochran, W. G. (1977), Sampling
    Techniques, section 3.2, on the effective sample size.
    """
    return float(ndtri((1 + level) / 2)) * math.sqrt(0.25 / n_effective)
