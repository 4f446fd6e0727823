"""How far two divisions of the same people into groups agree."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


def cross_count(first: Ints, second: Ints, groups: int = 0) -> Ints:
    """Count people by group (from 0) of the first and of the second division.

    Parameters
    ----------
    groups
        Groups that the table has at least, both ways.
    """
    rows = max(groups, int(first.max(initial=-1)) + 1)
    columns = max(groups, int(second.max(initial=-1)) + 1)
    counted = np.bincount(first * columns + second, minlength=rows * columns)
    return counted.reshape(rows, columns)


def adjusted_rand(counts: Ints) -> float:
    """Give the adjusted Rand index of two divisions: 1 the same, 0 no more alike than by chance.

    Hubert, L. and Arabie, P. (1985), Comparing partitions, Journal of Classification 2, 193–218.
    Two divisions that leave everybody together, or everybody alone, are the same: 1.
    """
    pairs = _pairs(counts).sum()
    rows, columns = _pairs(counts.sum(axis=1)).sum(), _pairs(counts.sum(axis=0)).sum()
    total = _pairs(counts.sum())
    expected = rows * columns / total if total else 0.0
    most = (rows + columns) / 2
    return 1.0 if most == expected else float((pairs - expected) / (most - expected))


def closest_jaccard(counts: Ints) -> npt.NDArray[np.float64]:
    """Give, for each group of the first division, its likeness to the most alike of the second.

    The Jaccard coefficient: people in both ÷ people in either, 0 to 1. Hennig, C. (2007),
    Cluster-wise assessment of cluster stability, Computational Statistics & Data Analysis 52,
    258–271: on average over samples, below 0.5 a group dissolves, from 0.75 it is stable.
    """
    either = counts.sum(axis=1)[:, None] + counts.sum(axis=0)[None, :] - counts
    likeness: npt.NDArray[np.float64] = (counts / np.maximum(either, 1)).max(axis=1)
    return likeness


def _pairs(counts: Ints | np.int64) -> npt.NDArray[np.float64]:
    number = np.asarray(counts, dtype=np.float64)
    return number * (number - 1) / 2
