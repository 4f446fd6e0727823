"""From the answers of a survey to yes, no and not asked, as the codebook says.

An empty cell means what the codebook says it means. Somebody who was not asked is no non-user: they
leave the base. Somebody who was led past a question because the answer follows is a no.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from toolkit.model.survey_question import Blank


def code_answers(answers: pd.Series, yes: Iterable[str], blank: Blank) -> pd.Series:
    """Give 1 for an answer listed in `yes`, 0 for any other, and missing for not asked."""
    plain = answers.astype("string").str.strip().fillna("")
    coded = plain.isin([word.strip() for word in yes]).astype("float64")
    return coded.mask(plain == "", 0.0 if blank == "no" else np.nan)


def code_any(codes: Sequence[pd.Series]) -> pd.Series:
    """Give 1 where any of the codes is 1, 0 where all are 0, missing where one was not asked.

    Somebody who was asked some of the questions only is left out, whatever they answered: counting
    their yes, and never their no, would raise the share.
    """
    together = pd.concat(list(codes), axis="columns")
    return together.max(axis="columns").mask(together.isna().any(axis="columns"))


def merge_ballots(codes: Sequence[pd.Series]) -> pd.Series:
    """Make one answer of the same question asked in several columns, each of part of the people."""
    return pd.concat(list(codes), axis="columns").max(axis="columns")
