"""How far a figure could have been otherwise: a bootstrap that keeps the posts of a week together.

Posts of one week share an event, a campaign, a holiday; drawing single posts would pretend to more
than is known. Weeks are drawn with replacement, weeks without a post among them (Field and Welsh
2007, "Bootstrapping clustered data"). The percentile interval is too narrow for few weeks (it held
the truth in about 90% of cases instead of 95% at 12 weeks, ``docs/methods.md``), so that medians,
shares and rhythm take theirs from :mod:`toolkit.analysis.weekly_intervals`.
"""

from __future__ import annotations

import hashlib

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

DRAWS = 2000
LEVEL = 0.95


def draw_weeks(n_weeks: int, *seed: str, draws: int = DRAWS) -> Floats:
    """Draw weeks with replacement.

    Parameters
    ----------
    n_weeks
        Number of weeks in the window.
    seed
        Words that name the draw (platform and brand), so that one brand's draws do not depend on
        which other brands are there.

    Returns
    -------
    array of shape (draws, n_weeks)
        How often each week was drawn.
    """
    digest = hashlib.sha256("\0".join(seed).encode()).digest()
    generator = np.random.Generator(np.random.PCG64(int.from_bytes(digest[:8], "big")))
    return generator.multinomial(n_weeks, np.full(n_weeks, 1 / n_weeks), size=draws).astype(float)


def weighted_medians(values: Floats, weeks: npt.NDArray[np.int64], drawn: Floats) -> Floats:
    """Median of `values` in each draw; missing where a draw caught no post.

    Parameters
    ----------
    values
        One value a post.
    weeks
        The week (0 to n_weeks - 1) of each post.
    drawn
        What :func:`draw_weeks` gave.

    Returns
    -------
    array of shape (draws,)
        With an even number of posts the median is the mean of the middle two, as everywhere.
    """
    order = np.argsort(values, kind="stable")
    ranked = values[order]
    counts = np.cumsum(drawn[:, weeks[order]], axis=1)
    total = counts[:, -1]
    lower = (counts >= np.ceil(total / 2)[:, None]).argmax(axis=1)
    upper = (counts >= (np.floor(total / 2) + 1)[:, None]).argmax(axis=1)
    medians: Floats = (ranked[lower] + ranked[upper]) / 2
    medians[total == 0] = np.nan
    return medians


def interval(draws: Floats, level: float = LEVEL) -> tuple[float, float]:
    """Percentile interval of the draws that gave a value."""
    known = draws[~np.isnan(draws)]
    if not len(known):
        return (float("nan"), float("nan"))
    low, high = np.quantile(known, [(1 - level) / 2, (1 + level) / 2])
    return (float(low), float(high))
