"""What weights give away: who knows what people weigh can count them in a weighted share.

People who gave the same answers to a survey's margins weigh the same, and margins are published. So
a weighted share is one equation on how many people of each weight it counts, and of few weights it
has few whole solutions. Where people of one weight are too few to be told of, what is published has
to leave open what they answered: another answer of theirs, made up for by others of the same group,
has to lead to the same published numbers.

That is looked for among small exchanges, so that a cell which passes is open for certain. And
shares are in whole percents there, of a thousand people or more in tenths of one: their last digit
is about a person or more, which leaves most cells open. With all four digits nearly every cell of a
group would tell. Of many different weights there are more solutions than digits, but for the shares
of few people: these are in whole percents too, and nothing else is looked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product

import numpy as np
import numpy.typing as npt
import pandas as pd

Counts = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]

MOST = 12
"""Different weights up to which they can be solved for."""
FEW = 3
"""People of one weight in a group from whom on it may be told that they are in it."""
WHOLE_PERCENTS = 2  # digits of a fraction
MANY_PEOPLE = 1000
"""People asked from whom on a tenth of a percent is a person or more."""
FEW_PEOPLE = 50
"""People asked below whom more digits of a share would tell who of them said yes."""
SAME = 9  # decimals to which people of the same answers weigh the same
REACH = {1: 12, 2: 6, 3: 4}
"""People of each other weight that are exchanged at most, where so many others take part."""


@dataclass(frozen=True, slots=True, eq=False)
class WeightClasses:
    """People by what they weigh.

    Parameters
    ----------
    places
        For each respondent the number of their weight.
    weights
        Each weight that occurs.
    exchanges
        Ways to count others (each way, weights): people more or fewer of each weight that hardly
        change a share of everybody.
    """

    places: Counts
    weights: Weights
    exchanges: Counts

    def count(self, chosen: npt.NDArray[np.bool_]) -> Counts:
        """Count the people chosen, by weight."""
        found = np.bincount(self.places[chosen], minlength=len(self.weights))
        return found.astype(np.int64)

    def leaves_open(self, given: Counts, asked: Counts, among: Cell, few: Counts) -> bool:
        """Say whether a published share leaves open what the people of each of some weights did.

        Parameters
        ----------
        given, asked
            People by weight who said yes, of those asked, among whom others may have.
        among
            The published cell, of these people or of more.
        few
            Numbers of the weights of which it has to be left open.
        """
        if not len(few):
            return True
        swaps = self.exchanges[np.abs(self.exchanges @ self.weights) <= among.widest]
        fits = ((given + swaps >= 0) & (given + swaps <= asked)).all(axis=1)
        swaps = swaps[fits & (swaps[:, few] != 0).any(axis=1)]
        swaps = swaps[among.read_alike((among.yes + swaps @ self.weights) / among.total)]
        return bool((swaps[:, few] != 0).any(axis=0).all())


def share_digits(people: int) -> int:
    """Give the digits of a share of so many people asked, where weights could be solved for."""
    return WHOLE_PERCENTS + (people >= MANY_PEOPLE)


def count_kinds(weights: pd.Series) -> int:
    """Count the different weights."""
    return len(np.unique(weights.to_numpy(dtype=np.float64).round(SAME)))


def limit_digits(kinds: int, people: int) -> int | None:
    """Give the digits that a share of so many people may have; None where weights tell nothing.

    Parameters
    ----------
    kinds
        Different weights of all respondents, as :func:`count_kinds` gives them.
    people
        Those asked, whom the share is of.
    """
    if kinds == 1:
        return None
    if kinds <= MOST:
        return share_digits(people)
    return WHOLE_PERCENTS if people < FEW_PEOPLE else None


@dataclass(frozen=True, slots=True)
class Cell:
    """A published share: the weight of the yes and of those asked, and its digits."""

    yes: float
    total: float
    digits: int = WHOLE_PERCENTS

    @property
    def widest(self) -> float:
        """Weight by which the yes can differ and the share be published alike, at most."""
        return self.total * 10.0**-self.digits

    def read_alike(self, shares: Weights) -> npt.NDArray[np.bool_]:
        """Say of other shares whether they would be published by the same number."""
        own = np.round(min(1.0, self.yes / self.total), self.digits)
        return np.asarray(np.round(shares, self.digits) == own, dtype=np.bool_)


def class_weights(weights: pd.Series) -> WeightClasses | None:
    """Sort respondents by what they weigh; None where all weigh alike, or nearly all differ."""
    values = weights.to_numpy(dtype=np.float64).round(SAME)
    known, places = np.unique(values, return_inverse=True)
    if not 1 < len(known) <= MOST:
        return None
    widest = float(values.sum()) * 10.0**-WHOLE_PERCENTS
    return WeightClasses(places.astype(np.int64), known, _list_exchanges(tuple(known), widest))


@lru_cache(maxsize=8)
def _list_exchanges(weights: tuple[float, ...], widest: float) -> Counts:
    size = len(weights)
    most = 4 if size <= 6 else 3
    rows = [np.zeros((0, size), dtype=np.int64)]
    for parts in range(1, min(size, most)):
        steps = range(-REACH[parts], REACH[parts] + 1)
        grid = np.array(list(product(steps, repeat=parts)), dtype=np.int64)
        for chosen in combinations(range(size), parts + 1):
            for one, sign in product(chosen, (-1, 1)):
                tried = np.zeros((len(grid), size), dtype=np.int64)
                tried[:, [place for place in chosen if place != one]] = grid
                tried[:, one] = sign
                rows.append(tried[np.abs(tried @ np.array(weights)) <= widest])
    return np.unique(np.concatenate(rows), axis=0)


@dataclass(frozen=True, slots=True, eq=False)
class WeighedAnswers:
    """A question's weighted answers: asked and yes by weight, of everybody and of each group.

    Parameters
    ----------
    classes
        What people weigh.
    asked, yes
        People by weight: of each group, and of everybody under `everybody`.
    smallest_base
        People of one weight in a group below whom what they said is left open.
    everybody
        The name that everybody goes by.
    """

    classes: WeightClasses
    asked: Mapping[str, Counts]
    yes: Mapping[str, Counts]
    smallest_base: int
    everybody: str

    def find_telling(self, shown: Sequence[str]) -> str:
        """Find what tells of people of one weight; empty where nothing does.

        Parameters
        ----------
        shown
            Groups that would be shown, the smallest last.

        Returns
        -------
        str
            A group to withhold: one that tells of its own people, or the smallest where what is
            left of everybody tells; or everybody.
        """
        every = self.everybody
        if not self._is_open(self.asked[every], self.yes[every], every):
            return every
        for name in reversed(shown):
            if not self._is_open(self.asked[name], self.yes[name], name):
                return name
        asked = self.asked[every] - sum((self.asked[name] for name in shown), start=0)
        yes = self.yes[every] - sum((self.yes[name] for name in shown), start=0)
        if shown and not self._is_open(asked, yes, every):
            return shown[-1]
        return ""

    def _is_open(self, asked: Counts, yes: Counts, name: str) -> bool:
        small = (asked > 0) & (asked < self.smallest_base)
        # Of none or all of a group, its share says what each of them did: that is shown.
        if not asked.sum() or yes.sum() in {0, asked.sum()}:
            return True
        weights = self.classes.weights
        people = self.asked[name]
        digits = share_digits(int(people.sum()))
        cell = Cell(float(self.yes[name] @ weights), float(people @ weights), digits)
        return self.classes.leaves_open(yes, asked, cell, np.flatnonzero(small))


@dataclass(frozen=True, slots=True, eq=False)
class WeighedGroups:
    """Groups by weight: how many people of each weight are in each, of those who are in any.

    Parameters
    ----------
    classes
        What people weigh.
    sizes
        People by weight of each group.
    everybody
        People by weight of all.
    few
        People of one weight in a group below whom it is left open that they are in it.
    """

    classes: WeightClasses
    sizes: Mapping[str, Counts]
    everybody: Counts
    few: int

    def find_telling(self, shown: Sequence[str]) -> str:
        """Find a group whose size and share give away one or two people; empty where none does."""
        for name in reversed(shown):
            if not self._covers(name, self.sizes[name]):
                return name
        rest = self.everybody - sum((self.sizes[name] for name in shown), start=0)
        if shown and not any(self._covers(name, rest) for name in shown):
            return shown[-1]
        return ""

    def _covers(self, name: str, people: Counts) -> bool:
        """Say whether the group could hold others, with more or fewer of each weight of few."""
        few = np.flatnonzero((people > 0) & (people < self.few))
        if not len(few):
            return True
        own, weights = self.sizes[name], self.classes.weights
        swaps = self.classes.exchanges
        after = own + swaps
        fits = (swaps.sum(axis=1) == 0) & (after >= 0).all(axis=1)
        fits &= (after <= self.everybody).all(axis=1)
        sizes = after @ weights
        effective = sizes**2 / (after @ weights**2).clip(min=1e-9)
        total = float(self.everybody @ weights)
        cell = Cell(float(own @ weights), total, share_digits(int(self.everybody.sum())))
        own_effective = cell.yes**2 / float(own @ weights**2)
        fits &= effective.round() == np.round(own_effective)
        swaps = swaps[fits]
        same = cell.read_alike(sizes[fits] / total)
        return bool((swaps[same][:, few] != 0).any(axis=0).all())
