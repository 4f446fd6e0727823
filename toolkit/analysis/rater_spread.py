"""Other raters might have scored otherwise: medians over raters drawn again from those there are.

Each draw takes as many raters as there are, any of them perhaps more than once, and the median of
what these gave (a bootstrap of raters: Efron, B. and Tibshirani, R. (1993), An Introduction to the
Bootstrap, chapter 6). A rater is drawn with all that he or she scored, so that someone who is
strict is strict throughout. A score that was agreed on is settled and stays as it is in every draw.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from toolkit.analysis.scoring import HIGHEST_SCORE
from toolkit.model.choice import Choice

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class RaterScores:
    """The raters' own scores.

    Parameters
    ----------
    given
        Raters by initiatives by criteria: whole scores 0 to 5, ``nan`` where there is none.
    counts
        Initiatives by criteria: the score that counts (agreed, else median), ``nan`` without any.
    settled
        Initiatives by criteria: whether the score was agreed on.
    """

    given: Floats
    counts: Floats
    settled: npt.NDArray[np.bool_]

    @property
    def varies(self) -> bool:
        """Whether other raters could give other scores: two raters differ on an open score."""
        if len(self.given) < 2:
            return False
        lowest = np.where(np.isnan(self.given), np.inf, self.given).min(axis=0)
        highest = np.where(np.isnan(self.given), -np.inf, self.given).max(axis=0)
        return bool(((lowest < highest) & ~self.settled).any())

    def draw(self, draws: int, seed: int) -> Floats:
        """Draw raters with replacement and give their median scores.

        The median of whole scores follows from how many lie at or below each step, which takes no
        sorting. Where a draw holds nobody who scored something, the score that counts stands.

        Returns
        -------
        array of shape (draws, initiatives, criteria)
        """
        raters, *shape = self.given.shape
        generator = np.random.default_rng(seed)
        drawn = generator.multinomial(raters, np.full(raters, 1 / raters), size=draws)
        times = drawn.astype(np.float32)
        flat = self.given.reshape(raters, -1)
        answers = times @ (~np.isnan(flat)).astype(np.float32)
        lower, upper = np.floor((answers + 1) / 2), np.floor(answers / 2) + 1
        doubled = np.zeros_like(answers)
        for step in range(HIGHEST_SCORE):
            # Not a number is at or below no step.
            at_most = times @ (flat <= step).astype(np.float32)
            doubled += (at_most < lower).astype(np.float32)
            doubled += (at_most < upper).astype(np.float32)
        medians = (doubled / 2).reshape(draws, *shape)
        fixed = self.settled | np.isnan(self.counts)
        stands = fixed[None] | (answers.reshape(draws, *shape) == 0)
        return np.where(stands, self.counts[None], medians).astype(np.float64)


def collect_scores(choice: Choice, counts: Floats, keys: list[str]) -> RaterScores:
    """Put the ratings of a choice in an array.

    Parameters
    ----------
    counts
        Initiatives by criteria: the score that counts.
    keys
        Criteria, in the order of the columns of `counts`; its rows are the choice's initiatives.
    """
    raters = {
        name: number for number, name in enumerate(sorted({it.rater for it in choice.ratings}))
    }
    rows = {one.key: number for number, one in enumerate(choice.initiatives)}
    columns = {key: number for number, key in enumerate(keys)}
    given = np.full((len(raters), len(rows), len(columns)), np.nan)
    for rating in choice.ratings:
        if rating.criterion in columns:
            place = raters[rating.rater], rows[rating.initiative], columns[rating.criterion]
            given[place] = rating.score
    settled = np.zeros((len(rows), len(columns)), dtype=bool)
    for one in choice.agreed:
        if one.criterion in columns:
            settled[rows[one.initiative], columns[one.criterion]] = True
    return RaterScores(given, counts, settled)
