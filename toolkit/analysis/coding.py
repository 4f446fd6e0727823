"""From the answers of a survey to yes, no and not asked, as the codebook says.

An empty cell means what the codebook says it means. Somebody who was not asked is no non-user: they
leave the base. Somebody who was led past a question because the answer follows is a no.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from toolkit.errors import Fault, InputError
from toolkit.model.survey import Codebook
from toolkit.model.survey_question import BehaviourQuestion, Blank, ChannelQuestion


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


def require_columns(answers: pd.DataFrame, codebook: Codebook) -> None:
    """Stop unless the answers have every column that the codebook names.

    Raises
    ------
    InputError
        With each column that is missing.
    """
    named: list[str | None] = [codebook.weight, codebook.segment_column]
    questions: tuple[ChannelQuestion | BehaviourQuestion, ...] = (
        *codebook.channels,
        *codebook.behaviours,
    )
    named += [question.column for question in questions]
    missing = [
        Fault(
            "The codebook names a column that the answers do not have.",
            file=codebook.file,
            column=column,
            expected="a column with exactly this header",
            remedy="Correct the name in the codebook, or take the question out of it.",
        )
        for column in dict.fromkeys(named)
        if column is not None and column not in answers.columns
    ]
    if missing:
        raise InputError(missing)


def read_weights(answers: pd.DataFrame, codebook: Codebook) -> pd.Series:
    """Give each respondent's weight, 1 where the codebook names no weight.

    Raises
    ------
    InputError
        If a weight is missing, is no number or is not above zero; it names the row.
    """
    if codebook.weight is None:
        return pd.Series(1.0, index=answers.index)
    given = answers[codebook.weight]
    weights = pd.to_numeric(given, errors="coerce").astype("float64")
    wrong = ~(np.isfinite(weights) & (weights > 0))
    if wrong.any():
        raise InputError(
            Fault(
                "A respondent has no usable weight.",
                file=codebook.file,
                row=int(position) + 2,
                column=codebook.weight,
                expected="a number above zero",
                remedy="Give the weight, or remove the row.",
            )
            for position in np.flatnonzero(wrong)
        )
    return weights


def assign_segments(answers: pd.DataFrame, codebook: Codebook) -> pd.Series:
    """Give each respondent's segment key; missing for those in none."""
    segments = pd.Series(pd.NA, index=answers.index, dtype="string")
    if codebook.segment_column is None:
        return segments
    plain = answers[codebook.segment_column].astype("string").str.strip().fillna("")
    for segment in codebook.segments:
        segments = segments.mask(plain.isin([one.strip() for one in segment.answers]), segment.key)
    return segments
