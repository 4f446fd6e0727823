"""How the people of a survey fall apart into segments, each person into one at most.

Either a question asked for it, or groups were found in the answers, or there are none. Everything
that is told by segment, is told by the same division.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from toolkit.model.survey import Codebook

Kind = Literal["asked", "found", "none"]


@dataclass(frozen=True, slots=True, eq=False)
class Division:
    """People by segment.

    Parameters
    ----------
    kind
        ``asked``: a column of the survey says it; ``found``: see ``segmentation``; ``none``.
    segments
        Segment key of each respondent; missing for those in none.
    placed
        Whether it is known of each respondent in which segment they are, or that they are in none.
    names
        Names of the segments by key, in their order.
    unmatched
        Keys of segments of which no listed answer occurs: misspelt, or chosen by nobody.
    """

    kind: Kind
    segments: pd.Series
    placed: pd.Series
    names: Mapping[str, str]
    unmatched: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the segments, in their order."""
        return tuple(self.names)

    @property
    def sizes(self) -> dict[str, int]:
        """People by segment, unweighted."""
        return {key: int((self.segments == key).sum()) for key in self.names}


def divide(answers: pd.DataFrame, codebook: Codebook) -> Division:
    """Divide respondents as the codebook says.

    Parameters
    ----------
    answers
        One row a respondent, with the codebook's segment column where it names one.
    """
    if codebook.segment_column is None:
        nowhere = pd.Series(pd.NA, index=answers.index, dtype="string")
        return Division("none", nowhere, pd.Series(data=False, index=answers.index), {})
    given = answers[codebook.segment_column].astype("string").str.strip().fillna("")
    segments = pd.Series(pd.NA, index=answers.index, dtype="string")
    unmatched = []
    for segment in codebook.segments:
        inside = given.isin([answer.strip() for answer in segment.answers])
        segments = segments.mask(inside, segment.key)
        if not inside.any():
            unmatched.append(segment.key)
    names = {segment.key: segment.name for segment in codebook.segments}
    return Division("asked", segments, given != "", names, tuple(unmatched))
