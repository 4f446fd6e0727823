"""Where one person's weight makes a share: a group counts for as many as its effective base.

Of twelve people of whom one weighs as much as all others fifty times, the share is what that one
answered. So a base is judged by its effective size too, and the rest, everybody minus the groups
shown, as well: Hundepool and others (2012), Statistical Disclosure Control, section 4.2, on cells
in which one contributor dominates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from toolkit.analysis.withholding import ALL, FEW, Judge, find_nothing

NEAR = 1e-9  # the last digits of a float are nobody


@dataclass(frozen=True, slots=True)
class Sums:
    """Of people: the sum of their weights, and of the squares of these."""

    weights: float
    squares: float

    def __sub__(self, other: Sums) -> Sums:
        """Take people away."""
        return Sums(self.weights - other.weights, self.squares - other.squares)

    @property
    def effective(self) -> float:
        """Kish's effective number of people; nought of nobody."""
        return self.weights**2 / self.squares if self.squares > NEAR else 0.0


@dataclass(frozen=True, slots=True)
class EffectiveBases:
    """How many people each group counts for, and everybody, under :data:`ALL`."""

    sums: Mapping[str, Sums]
    smallest_base: int

    def find_telling(self, shown: Sequence[str]) -> str:
        """Find a group that counts for too few, or the smallest where the rest does.

        Parameters
        ----------
        shown
            Groups that would be shown, the smallest last.
        """
        if self._is_few(self.sums[ALL]):
            return ALL
        for name in reversed(shown):
            if self._is_few(self.sums[name]):
                return name
        rest = self.sums[ALL]
        for name in shown:
            rest = rest - self.sums[name]
        withheld = any(
            sums.weights > NEAR
            for name, sums in self.sums.items()
            if name != ALL and name not in shown
        )
        # People in no group are no cell.
        least = self.smallest_base if withheld else min(FEW, self.smallest_base)
        return shown[-1] if shown and self._is_few(rest, least) else ""

    def _is_few(self, sums: Sums, least: int | None = None) -> bool:
        return 0 < sums.effective < (least or self.smallest_base) - NEAR


def judge_effective(
    asked: Mapping[str, npt.NDArray[np.bool_]], weights: pd.Series, smallest_base: int
) -> Judge:
    """Judge groups by their effective bases, where people weigh differently.

    Parameters
    ----------
    asked
        Who was asked, of each group and, under :data:`ALL`, of everybody.
    weights
        Of each respondent.
    """
    values = weights.to_numpy(dtype=np.float64)
    if not len(values) or np.ptp(values) <= NEAR:
        return find_nothing
    sums = {
        name: Sums(float(values[inside].sum()), float(np.square(values[inside]).sum()))
        for name, inside in asked.items()
    }
    return EffectiveBases(sums, smallest_base).find_telling


def judge_in_turn(*judges: Judge) -> Judge:
    """Judge by several: what the first of them finds."""

    def find_telling(shown: Sequence[str]) -> str:
        return next(filter(None, (judge(shown) for judge in judges)), "")

    return find_telling
