"""Answers of any kind as numbered answers to questions, for methods that work on categories.

Text and yes/no columns keep their answers. A number with many values is cut into quarters, each
with about as many people. Classes of normal distributions would be the other way, but they take
any column that is skewed or flat for a mixture, and so find groups where there are none (Bauer and
Curran 2003, Psychological Methods 8, 338–363); of quarters nothing needs to be assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

LeftOut = Literal["empty", "constant", "too_many_answers", "duplicate", "few"]
MISSING = -1
MOST_ANSWERS = 12
"""Different answers from which a question is more like an open one: group them first."""
MOST_VALUES = 6
"""Different numbers up to which each is an answer of its own, such as a scale from 1 to 5."""


@dataclass(frozen=True, slots=True, eq=False)
class AnswerCodes:
    """Questions with their answers as numbers.

    Parameters
    ----------
    questions
        Names of the columns in use, in alphabetical order.
    answers
        Of each question, its answers in order; code 0 is the first.
    codes
        A row a respondent, a column a question; :data:`MISSING` where nothing was answered.
    left_out
        By column, why it is not used: nobody answered, all gave the same answer, more than
        :data:`MOST_ANSWERS` different texts, or the same as an earlier column under other words.
        ``few``, where an answer of too few people was taken out before: see
        :func:`toolkit.analysis.division.gather_makers`.
    """

    questions: tuple[str, ...]
    answers: tuple[tuple[str, ...], ...]
    codes: npt.NDArray[np.int64]
    left_out: dict[str, LeftOut]


def code_answers(answers: pd.DataFrame) -> AnswerCodes:
    """Give each answer of each column a number.

    Parameters
    ----------
    answers
        One row a respondent; columns of text, yes/no (``bool``), categories or numbers, with names
        that differ. Missing values stay missing.

    Returns
    -------
    AnswerCodes
        The same whatever the order of columns.

    Raises
    ------
    ValueError
        If two columns have the same name.
    """
    names = sorted(str(name) for name in answers.columns)
    if len(set(names)) < len(names):
        raise ValueError("every column of answers needs a name of its own")
    columns = {str(name): answers[name] for name in answers.columns}
    kept: dict[str, tuple[tuple[str, ...], npt.NDArray[np.int64]]] = {}
    left_out: dict[str, LeftOut] = {}
    seen: set[bytes] = set()
    for name in names:
        labels, codes = code_column(columns[name])
        # Which answer is called first says nothing: columns are alike if they part people alike.
        parting = pd.factorize(np.where(codes == MISSING, -1, codes))[0].tobytes()
        if len(labels) < 2:
            left_out[name] = "constant" if labels else "empty"
        elif len(labels) > MOST_ANSWERS:
            left_out[name] = "too_many_answers"
        elif parting in seen:
            left_out[name] = "duplicate"
        else:
            seen.add(parting)
            kept[name] = (labels, codes)
    rows = [codes for _, codes in kept.values()]
    table = np.column_stack(rows) if rows else np.empty((len(answers), 0), dtype=np.int64)
    return AnswerCodes(
        tuple(kept), tuple(labels for labels, _ in kept.values()), table, left_out
    )  # fmt: skip


def code_column(column: pd.Series) -> tuple[tuple[str, ...], npt.NDArray[np.int64]]:
    """Give the answers of one column in order, and the number of each respondent's answer.

    Numbers of more than :data:`MOST_VALUES` different values are cut at their quartiles, by which
    the quarters are called: the lowest and highest value of all are somebody's own. Equal values
    are never parted.
    """
    numeric = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
    known = column.notna().to_numpy(dtype=bool)
    codes = np.full(len(column), MISSING, dtype=np.int64)
    if not numeric:
        texts = column[known].astype(str)
        labels, numbers = np.unique(texts.to_numpy(dtype=object).astype(str), return_inverse=True)
        codes[known] = numbers
        return tuple(str(label) for label in labels), codes
    values = column[known].to_numpy(dtype=np.float64)
    distinct = np.unique(values)
    if len(distinct) > MOST_VALUES:
        edges = np.unique(np.quantile(values, [0.25, 0.5, 0.75], method="inverted_cdf"))
        groups = np.searchsorted(edges, values, side="left")
        present, numbers = np.unique(groups, return_inverse=True)
        names = _name_quarters(edges, whole=bool((values == np.round(values)).all()))
        words = [names[group] for group in present]
    else:
        numbers = np.searchsorted(distinct, values)
        words = [f"{value:g}" for value in distinct]
    codes[known] = numbers
    return tuple(words), codes


def _name_quarters(edges: npt.NDArray[np.float64], *, whole: bool) -> list[str]:
    digits = 6 if whole else 3
    words = [f"{edge:.{digits}g}" for edge in edges]
    between = []
    for (low, high), (low_word, high_word) in zip(pairwise(edges), pairwise(words), strict=True):
        if not whole:
            between.append(f"> {low_word}, ≤ {high_word}")
        elif high == low + 1:
            between.append(high_word)
        else:
            between.append(f"{low + 1:.{digits}g}–{high_word}")
    return [f"≤ {words[0]}", *between, f"> {words[-1]}"]
