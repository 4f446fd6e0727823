"""The weights that agree with what the client said: an order, intervals, or nothing.

Weights are not negative and add up to 1, so all of them together are a simplex: a line for two
criteria, a triangle for three. What the client said cuts a part out of it, and a draw takes every
point of that part as likely as any other.

- An *order*: a criterion with a larger swing weighs no less than one with a smaller swing. Sorting
  a draw from the whole simplex gives a draw from that part, because the simplex looks the same from
  every corner. Between criteria with the same swing nothing is said.
- *Intervals*: each weight lies between a least and a most. Draws from the smallest simplex around
  that part are thrown away where they fall outside it; where too few are left, walks go through it
  instead (hit-and-run; Smith, R. L. (1984), Operations Research 32, 1296–1308).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from toolkit.model.choice import Choice
from toolkit.model.initiative import Criterion

Floats = npt.NDArray[np.float64]
Said = Literal["order", "intervals", "nothing"]

TRIED = 4_096  # draws by which it is seen how many are thrown away
KEPT = 0.25  # share of draws below which walking is quicker than throwing away
WALKS = 4_096
SLACK = 1e-12
ADDED = 1e-9  # sums of decimals are not exact


@dataclass(frozen=True, slots=True, eq=False)
class WeightSpace:
    """The allowed weights of so many criteria.

    Parameters
    ----------
    ranks
        For each criterion its place in the order that the client gave, 0 the heaviest, equal
        numbers where nothing is said; all 0 without an order.
    least, most
        Bounds of each weight, shares of all weights.
    """

    ranks: npt.NDArray[np.int64]
    least: Floats
    most: Floats

    @property
    def criteria(self) -> int:
        """How many criteria there are."""
        return len(self.ranks)

    @property
    def bounded(self) -> bool:
        """Whether bounds cut anything off the simplex."""
        return bool((self.least > 0).any() or (self.most < 1).any())

    def half_spaces(self) -> Floats:
        """Give what allowed weights w meet besides adding up to 1, as rows ``a`` with ``a·w ≥ 0``.

        A bound ``w[i] ≥ c`` is written ``w[i] − c·Σw ≥ 0``, since the weights add up to 1.
        """
        unit = np.eye(self.criteria)
        rows = [unit, unit - self.least[:, None], self.most[:, None] - unit]
        order = [
            unit[[one]] - unit[[two]]
            for one in range(self.criteria)
            for two in range(self.criteria)
            if self.ranks[one] < self.ranks[two]
        ]
        return np.concatenate([*rows, *order])

    def allows(self, weights: Sequence[float] | Floats, slack: float = 1e-6) -> bool:
        """Say whether a set of weights agrees with what the client said."""
        return bool((self.half_spaces() @ np.asarray(weights) >= -slack).all())

    def draw(self, draws: int, seed: int) -> Floats:
        """Draw weights, every allowed set as likely as any other.

        Returns
        -------
        array of shape (draws, criteria)
            Rows add up to 1.
        """
        generator = np.random.default_rng(seed)
        if self.bounded:
            return self._draw_between(draws, generator)
        weights = _draw_simplex(draws, self.criteria, generator)
        return self._put_in_order(weights, generator) if self.ranks.any() else weights

    def _put_in_order(self, weights: Floats, generator: np.random.Generator) -> Floats:
        falling = np.sort(weights, axis=1)[:, ::-1]
        placed = np.empty_like(falling)
        first = 0
        for rank in np.unique(self.ranks):
            group = np.flatnonzero(self.ranks == rank)
            mine = falling[:, first : first + len(group)]
            placed[:, group] = generator.permuted(mine, axis=1) if len(group) > 1 else mine
            first += len(group)
        return placed

    def _draw_between(self, draws: int, generator: np.random.Generator) -> Floats:
        # The part lies in a simplex that hangs from the least weights, and in one that stands
        # upside down on the most; the tighter of both wastes fewer draws.
        above, below = 1 - self.least.sum(), self.most.sum() - 1
        if above <= SLACK or below <= SLACK:
            only = self.least if above <= SLACK else self.most
            return np.tile(only / only.sum(), (draws, 1))

        def draw_around(number: int, *, upward: bool) -> Floats:
            drawn = _draw_simplex(number, self.criteria, generator)
            found = self.least + above * drawn if upward else self.most - below * drawn
            inside = (found >= self.least - SLACK) & (found <= self.most + SLACK)
            return np.asarray(found[inside.all(axis=1)])

        kept = {upward: len(draw_around(TRIED, upward=upward)) / TRIED for upward in (True, False)}
        upward = kept[True] >= kept[False]
        if kept[upward] < KEPT:
            return self._walk_between(draws, generator)
        parts: list[Floats] = []
        while (missing := draws - sum(map(len, parts))) > 0:
            parts.append(draw_around(int(missing / kept[upward] * 1.1) + 16, upward=upward))
        return np.concatenate(parts)[:draws]

    def _walk_between(self, draws: int, generator: np.random.Generator) -> Floats:
        # Many walks side by side, each step of which moves weight between two criteria, as far as
        # their bounds allow: a step anywhere on that line is as likely as any other. The two are
        # the same for all walks, how far is not.
        count, walks = self.criteria, min(WALKS, draws)
        share = (1 - self.least.sum()) / (self.most - self.least).sum()
        start = self.least + share * (self.most - self.least)
        weights = np.repeat(start[:, None], walks, axis=1)
        between, before = 5 * count, 50 * count
        rounds = -(-draws // walks)
        kept = []
        for step in range(1, before + between * rounds + 1):
            one, two = generator.choice(count, 2, replace=False)
            least = np.maximum(self.least[one] - weights[one], weights[two] - self.most[two])
            most = np.minimum(self.most[one] - weights[one], weights[two] - self.least[two])
            moved = least + (most - least) * generator.random(walks)
            weights[one] += moved
            weights[two] -= moved
            if step > before and (step - before) % between == 0:
                kept.append(weights.T.copy())
        return np.concatenate(kept)[:draws]


def _draw_simplex(draws: int, criteria: int, generator: np.random.Generator) -> Floats:
    parts = generator.standard_exponential((draws, criteria))
    return np.asarray(parts / parts.sum(axis=1, keepdims=True), dtype=np.float64)


def make_space(
    swings: Sequence[float],
    said: Said = "nothing",
    least: Sequence[float | None] = (),
    most: Sequence[float | None] = (),
) -> WeightSpace:
    """Make the allowed weights from what the client said.

    Parameters
    ----------
    swings
        Swing weights or points, one a criterion; only their order counts, and only for ``order``.
    said
        How much of the weights is sure.
    least, most
        Bounds of each weight, shares of all weights; ``None`` for 0 and 1, empty for no bounds.
        Used for ``intervals``.

    Raises
    ------
    ValueError
        If a swing is missing or negative, there are bounds for another number of criteria, or no
        weights at all lie between them: which ones, and by how much.
    """
    count = len(swings)
    if said not in get_args(Said):
        raise ValueError(f"“{said}” is none of {', '.join(get_args(Said))}")
    if not all(math.isfinite(one) and one >= 0 for one in swings):
        raise ValueError("a swing is missing, infinite or negative")
    nobody = np.zeros(count, dtype=np.int64)
    low, high = np.zeros(count), np.ones(count)
    if said == "order":
        falling = sorted(set(swings), reverse=True)
        nobody = np.array([falling.index(swing) for swing in swings], dtype=np.int64)
    if said == "intervals":
        low = np.array([one or 0.0 for one in least] or low, dtype=np.float64)
        high = np.array([1.0 if one is None else one for one in most] or high, dtype=np.float64)
        if count:
            _check_bounds(low, high, count)
    return WeightSpace(nobody, low, high)


def _check_bounds(low: Floats, high: Floats, count: int) -> None:
    if len(low) != count or len(high) != count:
        raise ValueError(f"expected bounds for each of {count} criteria, or none")
    if not ((low >= 0) & (low <= 1) & (high >= 0) & (high <= 1)).all():
        raise ValueError("a bound of a weight is a share, 0 to 1")
    if (low > high).any():
        wrong = int((low > high).argmax())
        raise ValueError(
            f"weight {wrong + 1} cannot be at least {low[wrong]:g} and at most {high[wrong]:g}"
        )
    if low.sum() > 1 + ADDED:
        raise ValueError(f"the weights are at least {low.sum():g} together, {low.sum() - 1:g} over")
    if high.sum() < 1 - ADDED:
        raise ValueError(
            f"the weights are at most {high.sum():g} together, {1 - high.sum():g} short"
        )


def find_centroid(swings: Sequence[float]) -> Floats:
    """Give the mean of all weights that agree with an order: the rank order centroid.

    The heaviest of n criteria weighs (1 + 1/2 + … + 1/n)/n, the next (1/2 + … + 1/n)/n and so on;
    criteria with equal swings share what falls to them. Barron, F. H. and Barrett, B. E. (1996),
    Decision quality using ranked attribute weights, Management Science 42, 1515–1523.

    Parameters
    ----------
    swings
        Swing weights, points, or any numbers that are larger for what matters more.

    Raises
    ------
    ValueError
        As :func:`make_space`.
    """
    ranks = make_space(swings, "order").ranks
    count = len(ranks)
    falling = np.cumsum(1 / np.arange(count, 0, -1.0))[::-1] / count
    ordered = np.sort(ranks)
    return np.array([falling[ordered == rank].mean() for rank in ranks])


def find_weighed(choice: Choice) -> tuple[Criterion, ...]:
    """Give the criteria that weigh anything: one that got no weight has none in any draw either.

    Where intervals are what is sure, one with bounds takes part whatever its swing, and so do all
    if the others could not add up to 1.
    """
    weighed = tuple(one for one in choice.criteria if one.swing > 0)
    if choice.weights_said != "intervals":
        return weighed
    bound = tuple(
        one for one in choice.criteria if one.swing > 0 or one.least or one.most is not None
    )
    most = sum(1 if it.most is None else it.most for it in bound)
    return bound if most >= 1 - ADDED else choice.criteria


def find_space(choice: Choice) -> WeightSpace:
    """Give the weights that agree with what the client said, of the criteria that weigh."""
    weighed = find_weighed(choice)
    return make_space(
        [one.swing for one in weighed],
        choice.weights_said,
        [one.least for one in weighed],
        [one.most for one in weighed],
    )


def list_outside(choice: Choice) -> tuple[str, ...]:
    """List the criteria whose weight, as it was given, lies outside the bounds it was given.

    The benefit is reckoned with the weights given and the places with the bounds, so that the two
    may then name another first.
    """
    total = sum(one.swing for one in choice.criteria)
    if choice.weights_said != "intervals" or total <= 0:
        return ()
    return tuple(
        one.key
        for one in choice.criteria
        if one.swing / total < (one.least or 0.0) - ADDED
        or one.swing / total > (1.0 if one.most is None else one.most) + ADDED
    )
