"""Chance that falls the same way on every machine.

Python promises only that `random.random()` keeps its stream for a seed, so everything else is
computed from that one function here.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

Item = TypeVar("Item")


class Dice:
    """A stream of chance with a name; streams with other names do not disturb it.

    Parameters
    ----------
    name
        The parts of the name, such as client and file.
    """

    def __init__(self, *name: str) -> None:
        self._share = random.Random("/".join(name)).random  # noqa: S311 (nothing secret is made)

    def share(self) -> float:
        """Draw a number from 0 up to 1."""
        return self._share()

    def between(self, low: float, high: float) -> float:
        """Draw a number from `low` up to `high`."""
        return low + (high - low) * self._share()

    def whole(self, low: int, high: int) -> int:
        """Draw a whole number from `low` to `high`, both included."""
        return low + int(self._share() * (high - low + 1))

    def happens(self, chance: float) -> bool:
        """Say whether something with this chance happens."""
        return self._share() < chance

    def pick(self, items: Sequence[Item]) -> Item:
        """Draw one of `items`, all equally likely."""
        return items[int(self._share() * len(items))]

    def weighted(self, weights: Mapping[Item, float]) -> Item:
        """Draw one of the keys, in proportion to its weight."""
        mark = self._share() * sum(weights.values())
        for item, weight in weights.items():
            mark -= weight
            if mark < 0:
                return item
        return item

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        """Give `items` in a random order."""
        keys = [self._share() for _ in items]
        return [items[place] for place in sorted(range(len(items)), key=keys.__getitem__)]

    def normal(self) -> float:
        """Draw from the standard normal distribution (Box and Muller)."""
        return math.sqrt(-2 * math.log(1 - self._share())) * math.cos(2 * math.pi * self._share())

    def around(self, median: float, spread: float) -> float:
        """Draw from a log-normal distribution; `spread` is the deviation of the logarithm."""
        return median * math.exp(spread * self.normal())

    def count(self, mean: float) -> int:
        """Draw a count with this mean (Poisson, or its normal approximation from 30)."""
        if mean >= 30:
            return max(0, round(mean + math.sqrt(mean) * self.normal()))
        floor, product, count = math.exp(-mean), self._share(), 0
        while product > floor:
            product *= self._share()
            count += 1
        return count
