"""How often an initiative comes first, second and so on, however the criteria are weighed.

People argue about weights. So take every set of weights that agrees with what they said as likely
as any other, and other raters as likely as these, and count the ranks: an initiative that is first
in almost all of it needs no argument. With two or three criteria and one score for each the
counting is exact; otherwise it is a simulation, and says how far it may be off.

Lahdelma, R., Hokkanen, J. and Salminen, P. (1998), SMAA: stochastic multiobjective acceptability
analysis, European Journal of Operational Research 106, 137–143.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from toolkit.analysis.exact_ranks import cut_pieces
from toolkit.analysis.rater_spread import RaterScores
from toolkit.analysis.scoring import HIGHEST_SCORE, read_matrix
from toolkit.analysis.weight_space import WeightSpace, make_space

Floats = npt.NDArray[np.float64]

DRAWS = 20_000
SEED = 19_980_401
BLOCKS = 2_000  # sets of raters drawn, each with as many sets of weights
AT_ONCE = 1_000_000  # benefits held in memory together
TIE = 1e-9  # of the largest; last digits differ, and differently on different machines
COLUMNS = ("initiative", "rank", "probability", "standard_error")


@dataclass(frozen=True, slots=True, eq=False)
class RankAcceptability:
    """Probability of each rank.

    Parameters
    ----------
    table
        ``initiative``, ``rank`` (1 is the highest benefit), ``probability`` (over all allowed
        weights, and over the raters), ``standard_error`` (of the simulation; 0 where it is exact).
    draws
        Sets of weights drawn; 0 where nothing was drawn.
    central
        ``initiative``, ``criterion`` (number of its column, from 0), ``weight``: the mean of the
        weights that make an initiative first, which is what its typical supporter thinks. Only of
        initiatives that are ever first.
    confidence
        ``initiative``, ``confidence``: how often it is first with these weights, over the raters.
        Missing for what is never first. Low means that its scores are too unsure to say so.
    exact
        Whether areas were computed instead of draws counted.
    rater_draws
        Sets of raters drawn; 0 where their scores do not vary.
    """

    table: pd.DataFrame
    draws: int
    central: pd.DataFrame
    confidence: pd.DataFrame
    exact: bool = False
    rater_draws: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    # Items by ranks, twice; then items by criteria, each row scaled to its item's first places.
    probabilities: Floats
    errors: Floats
    central: Floats
    draws: int = 0
    exact: bool = False


def place_all(benefits: Floats) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], Floats]:
    """Rank every row of `benefits`; ties share their ranks.

    Parameters
    ----------
    benefits
        Draws by items, more is better.

    Returns
    -------
    items, firsts, sizes
        Draws by ranks: the item at each rank, the first rank (from 0) of the tie that it is in,
        and how many share it.
    """
    items = np.argsort(-benefits, axis=1)
    falling = np.take_along_axis(benefits, items, axis=1)
    opens = np.ones(falling.shape, dtype=bool)
    opens[:, 1:] = falling[:, :-1] - falling[:, 1:] > TIE * np.abs(falling).max(initial=1)
    count = falling.shape[1]
    places = np.arange(count)
    firsts = np.maximum.accumulate(np.where(opens, places, 0), axis=1)
    closes = np.roll(opens, -1, axis=1)
    closes[:, -1] = True
    lasts = np.minimum.accumulate(np.where(closes, places, count)[:, ::-1], axis=1)[:, ::-1]
    return items, firsts, (lasts - firsts + 1).astype(np.float64)


def count_ranks(benefits: Floats, shares: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Count the ranks in blocks of draws.

    Parameters
    ----------
    benefits
        Blocks by draws by items.
    shares
        What each draw counts for, blocks by draws.
    weights
        The weights of each draw, blocks by draws by criteria.

    Returns
    -------
    counts, central
        Blocks by items by ranks; and items by criteria, the sum over an item's first places of
        their weights, each times what it counts for.
    """
    blocks, draws, count = benefits.shape
    items, firsts, sizes = place_all(benefits.reshape(-1, count))
    parts = shares.reshape(-1, 1) / sizes
    block = np.repeat(np.arange(blocks), draws)[:, None]
    place = (block * count + items) * count + firsts
    shape = blocks, count, count
    counts: Floats = np.bincount(place.ravel(), parts.ravel(), minlength=blocks * count**2).astype(
        np.float64
    )
    flat = weights.reshape(-1, weights.shape[2])
    central = _sum_by_item(items[:, 0], flat * parts[:, [0]], count)
    for later in range(1, int(sizes.max())):
        tied = sizes > later
        counts += np.bincount(place[tied] + later, parts[tied], minlength=counts.size)
        also = sizes[:, 0] > later
        central += _sum_by_item(items[also, later], flat[also] * parts[also, :1], count)
    return counts.reshape(shape), central


def _sum_by_item(items: npt.NDArray[np.intp], rows: Floats, count: int) -> Floats:
    sums = [np.bincount(items, column, minlength=count) for column in rows.T]
    return np.column_stack(sums)


def rank_probabilities(values: npt.ArrayLike, weights: npt.ArrayLike) -> Floats:
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

    Raises
    ------
    ValueError
        If shapes do not go together, or a number is missing or infinite.
    """
    values, weights = read_matrix(values), read_matrix(weights)
    if values.shape[1] != weights.shape[1]:
        raise ValueError(f"{values.shape[1]} criteria do not go with {weights.shape[1]} weights")
    benefits = (weights @ values.T)[None]
    counts, _ = count_ranks(benefits, np.full((1, len(weights)), 1 / len(weights)), weights[None])
    return np.asarray(counts[0])


def accept_ranks(
    names: Sequence[str],
    values: npt.ArrayLike,
    *,
    space: WeightSpace | None = None,
    raters: RaterScores | None = None,
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
    space
        The allowed weights; without it all weights are.
    raters
        What the raters gave, of the same initiatives and criteria; without it, or where they all
        agree, `values` alone count.
    draws
        Sets of weights to draw where counting is not exact; rounded up to whole blocks.
    seed
        The same seed gives the same draws.

    Raises
    ------
    ValueError
        If names, values and allowed weights do not go together, a value is infinite, or there is
        not one draw.
    """
    values = read_matrix(values, gaps=True) if np.size(values) else np.empty((len(names), 0))
    if len(names) != len(values):
        raise ValueError(f"expected {len(values)} names, one for each row; got {len(names)}")
    if space is not None and values.size and space.criteria != values.shape[1]:
        raise ValueError(f"{values.shape[1]} criteria do not go with {space.criteria} weights")
    if draws < 1:
        raise ValueError(f"expected one draw or more; got {draws}")
    known = (
        np.flatnonzero(~np.isnan(values).any(axis=1)) if values.size else np.array([], dtype=int)
    )
    chosen = [names[row] for row in known]
    if not chosen:
        nothing = pd.DataFrame(columns=["initiative", "criterion", "weight"])
        unsure = pd.DataFrame(columns=["initiative", "confidence"])
        return RankAcceptability(pd.DataFrame(columns=list(COLUMNS)), 0, nothing, unsure)
    if raters is None:
        values = _bring_to_size(values)
    allowed = space or make_space([1.0] * values.shape[1])
    sampled = None
    if raters is not None and raters.varies:
        sampled = raters.draw(min(BLOCKS, draws), seed + 1)[:, known]
    found = None if sampled is not None else _cut(values[known], allowed)
    if found is None:
        scores = values[known][None] if sampled is None else sampled
        found = _simulate(scores, allowed, draws, seed)
    rows = [
        (name, rank, min(1.0, float(probability)), float(error))
        for name, shares, errors in zip(chosen, found.probabilities, found.errors, strict=True)
        for rank, (probability, error) in enumerate(zip(shares, errors, strict=True), start=1)
    ]
    central = _central_weights(found)
    return RankAcceptability(
        pd.DataFrame(rows, columns=list(COLUMNS)),
        found.draws,
        _list_central(chosen, central),
        _trust(chosen, central, values[known][None] if sampled is None else sampled),
        found.exact,
        0 if sampled is None else len(sampled),
    )


def _bring_to_size(values: Floats) -> Floats:
    # What counts as equal is told in absolute terms, so a bare matrix in any unit is brought to the
    # size of scores. That changes no rank: weights add up to 1, so that what is taken off a
    # criterion is taken off every benefit alike.
    largest = np.nanmax(np.abs(values))
    shifted = values / largest if largest > 0 else values
    shifted = shifted - np.nanmin(shifted, axis=0)
    widest = np.nanmax(shifted)
    return np.asarray(shifted * (HIGHEST_SCORE / widest) if widest > 0 else shifted)


def _cut(values: Floats, space: WeightSpace) -> _Found | None:
    pieces = cut_pieces(values, space)
    if pieces is None:
        return None
    shares = np.array([share for share, _ in pieces])
    weights = np.array([centre for _, centre in pieces])
    counts, central = count_ranks((weights @ values.T)[None], shares[None], weights[None])
    return _Found(counts[0], np.zeros_like(counts[0]), central, exact=True)


def _simulate(values: Floats, space: WeightSpace, draws: int, seed: int) -> _Found:
    # In blocks: those of one share their raters, so that the blocks, not the draws, are what is
    # independent, and tell how far the mean may be off.
    _, count, criteria = values.shape
    blocks = len(values) if len(values) > 1 else min(BLOCKS, draws)
    each = -(-draws // blocks)
    weights = space.draw(blocks * each, seed).reshape(blocks, each, criteria)
    # Neighbouring draws of a walk resemble each other; across blocks that evens out.
    turned = np.swapaxes(values, 1, 2)
    together = max(1, AT_ONCE // (each * count + count * count))
    sums, squares = np.zeros((count, count)), np.zeros((count, count))
    central = np.zeros((count, criteria))
    for first in range(0, blocks, together):
        part = weights[first : first + together]
        scores = turned if len(turned) == 1 else turned[first : first + together]
        counts, wins = count_ranks(part @ scores, np.full(part.shape[:2], 1 / each), part)
        sums += counts.sum(axis=0)
        squares += np.square(counts).sum(axis=0)
        central += wins
    mean = sums / blocks
    variance = np.maximum(squares / blocks - mean**2, 0) * blocks / max(blocks - 1, 1)
    errors = np.sqrt(variance / blocks)
    return _Found(mean, errors, central, draws=blocks * each)


def _central_weights(found: _Found) -> Floats:
    total = found.central.sum(axis=1, keepdims=True)
    empty = np.full_like(found.central, np.nan)
    return np.asarray(np.divide(found.central, total, out=empty, where=total > 0))


def _list_central(names: Sequence[str], central: Floats) -> pd.DataFrame:
    rows = [
        (name, number, float(weight))
        for name, weights in zip(names, central, strict=True)
        for number, weight in enumerate(weights)
        if not np.isnan(weight)
    ]
    return pd.DataFrame(rows, columns=["initiative", "criterion", "weight"])


def _trust(names: Sequence[str], central: Floats, scores: Floats) -> pd.DataFrame:
    ever = np.flatnonzero(~np.isnan(central).any(axis=1))
    won = np.zeros(len(ever))
    together = max(1, AT_ONCE // (scores.shape[1] * max(len(ever), 1)))
    for first in range(0, len(scores), together):
        # Draws by items by the supporters of each.
        benefits = scores[first : first + together] @ central[ever].T
        own = benefits[:, ever, np.arange(len(ever))]
        won += (own >= benefits.max(axis=1) - TIE).sum(axis=0)
    confidence = np.full(len(names), np.nan)
    confidence[ever] = won / len(scores)
    return pd.DataFrame({"initiative": list(names), "confidence": confidence})
