"""Rank acceptability without drawing anything, for two or three criteria.

The allowed weights of three criteria are a flat convex shape with straight edges, of two a line.
Two initiatives are equal along a straight cut through it. Between all cuts lie pieces within which
the order never changes, so an initiative's probability of a rank is the area of the pieces where it
has that rank, as a share of the whole: exact, but for the last digits of the arithmetic.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from toolkit.analysis.weight_space import WeightSpace

Floats = npt.NDArray[np.float64]

MOST_CUTS = {1: 0, 2: 2_000, 3: 150}  # by criteria; beyond it drawing is quicker
NEAR = 1e-9


def find_cuts(values: Floats) -> Floats:
    """Give the cuts along which two initiatives are equal, each once.

    Parameters
    ----------
    values
        Initiatives by criteria, all on one scale.

    Returns
    -------
    array
        Rows ``a`` for a cut ``a·w = 0``, of length 1. A pair of which one is at least as good on
        every criterion is never equal inside, and gives none.
    """
    one, two = np.triu_indices(len(values), 1)
    between = values[one] - values[two]
    crossing = (between.max(axis=1, initial=0) > NEAR) & (between.min(axis=1, initial=0) < -NEAR)
    between = between[crossing]
    between = between / np.linalg.norm(between, axis=1, keepdims=True)
    # A cut and its opposite are the same cut.
    first = between[np.arange(len(between)), np.abs(between).argmax(axis=1)]
    return np.asarray(np.unique((between * np.sign(first)[:, None]).round(12), axis=0))


def split(piece: Floats, cut: Floats) -> tuple[Floats | None, Floats | None]:
    """Split a convex piece, given by its corners in order, into what lies on either side of a cut.

    Corners on the cut belong to both sides; a side without an inside is ``None``.
    """
    heights = piece @ cut
    heights[np.abs(heights) <= NEAR] = 0
    if heights.min() >= 0:
        return piece, None
    if heights.max() <= 0:
        return None, piece
    above: list[Floats] = []
    below: list[Floats] = []
    for corner, following, height, next_height in zip(
        piece, np.roll(piece, -1, axis=0), heights, np.roll(heights, -1), strict=True
    ):
        if height >= 0:
            above.append(corner)
        if height <= 0:
            below.append(corner)
        if height * next_height < 0:
            crossing = corner + (following - corner) * (height / (height - next_height))
            above.append(crossing)
            below.append(crossing)
    return np.array(above), np.array(below)


def measure(piece: Floats) -> tuple[float, Floats]:
    """Give the size of a piece (length of a line, area of a shape) and its centre of gravity."""
    if piece.shape[1] == 1:
        return 1.0, piece[0]
    if piece.shape[1] == 2:
        ends = piece[[piece[:, 0].argmin(), piece[:, 0].argmax()]]
        return float(ends[1, 0] - ends[0, 0]), ends.mean(axis=0)
    # Twice the area of each triangle of a fan; the third weight follows from the other two.
    arms = piece[1:, :2] - piece[0, :2]
    areas = np.abs(arms[:-1, 0] * arms[1:, 1] - arms[:-1, 1] * arms[1:, 0])
    centres = (piece[0] + piece[1:-1] + piece[2:]) / 3
    total = float(areas.sum())
    centre = areas @ centres / total if total > 0 else piece.mean(axis=0)
    return total, np.asarray(centre, dtype=np.float64)


def cut_pieces(values: Floats, space: WeightSpace) -> list[tuple[float, Floats]] | None:
    """Cut the allowed weights into pieces of one order each.

    Returns
    -------
    list of (share, centre) or None
        Shares add up to 1, centres are weights. ``None`` where there are more than three criteria
        or too many cuts, or where the allowed weights have no inside.
    """
    if space.criteria not in MOST_CUTS:
        return None
    cuts = find_cuts(values)
    if len(cuts) > MOST_CUTS[space.criteria]:
        return None
    whole: Floats | None = np.eye(space.criteria)
    for half_space in space.half_spaces():
        whole = split(whole, half_space)[0] if whole is not None else None
    if whole is None:
        return None
    pieces = [whole]
    for cut in cuts:
        pieces = _cut_all(pieces, cut)
    measured = [measure(piece) for piece in pieces]
    total = sum(size for size, _ in measured)
    if total <= NEAR:
        return None
    return [(size / total, centre) for size, centre in measured if size > 0]


def _cut_all(pieces: list[Floats], cut: Floats) -> list[Floats]:
    # A cut runs through few of the pieces, so which ones is found for all of them at once.
    heights = np.concatenate(pieces) @ cut
    starts = np.cumsum([0, *map(len, pieces[:-1])])
    lowest, highest = np.minimum.reduceat(heights, starts), np.maximum.reduceat(heights, starts)
    crossed = (lowest < -NEAR) & (highest > NEAR)
    whole = [piece for piece, hit in zip(pieces, crossed, strict=True) if not hit]
    halves = [side for number in np.flatnonzero(crossed) for side in split(pieces[number], cut)]
    return [*whole, *(side for side in halves if side is not None)]
