"""The people who answered a survey: their answers, how much each counts, and their segments.

Weights and segments are made here once; every method that counts people starts from this.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from toolkit.analysis.coding import label_answers
from toolkit.analysis.division import Division, divide
from toolkit.analysis.raking import Weighting, rake_weights
from toolkit.analysis.shares import effective_size
from toolkit.errors import Fault, InputError, fill
from toolkit.language import Language
from toolkit.model.survey import Codebook
from toolkit.model.survey_columns import list_asked_of

MOST_ROWS = 10
"""Rows that are named of those with the same fault."""
PERHAPS_THOUSANDS = r"[1-9][0-9]{0,2},[0-9]{3}"
LARGEST_EFFECT = 10
"""Design effect from which on the answers of a few would pass for those of all."""


@dataclass(frozen=True, slots=True, eq=False)
class Respondents:
    """Everybody who answered.

    Parameters
    ----------
    answers
        One row a respondent, with the columns that the codebook names.
    codebook
        What the columns mean.
    weights
        How much each respondent counts, above zero, with mean 1.
    division
        The segment of each.
    weighting
        How the weights were made, where the codebook says what the population looks like.
    """

    answers: pd.DataFrame
    codebook: Codebook
    weights: pd.Series
    division: Division
    weighting: Weighting | None = None

    def __len__(self) -> int:
        """Count the people, whatever was asked of them."""
        return len(self.answers)


def gather_respondents(
    answers: pd.DataFrame, codebook: Codebook, language: Language | None = None
) -> Respondents:
    """Lay answers and codebook together.

    Parameters
    ----------
    language
        In which groups that nobody named are called; English without.

    Raises
    ------
    InputError
        If a column is missing, or weights or shares of the population cannot be used.
    """
    require_columns(answers, codebook)
    weighting = weigh(answers, codebook) if codebook.margins and len(answers) else None
    weights = weighting.weights if weighting else scale_weights(read_weights(answers, codebook))
    division = divide(answers, codebook, weights, language or Language("en"))
    return Respondents(answers, codebook, weights, division, weighting)


def find_weight_faults(answers: pd.DataFrame, codebook: Codebook) -> tuple[Fault, ...]:
    """Find what would stop, or has to be told, when the answers are weighted.

    Parameters
    ----------
    answers
        One row a respondent, with the columns that the codebook names.
    """
    found: tuple[Fault, ...] = ()
    try:
        if codebook.margins and len(answers):
            found = weigh(answers, codebook).faults
        else:
            read_weights(answers, codebook)
    except InputError as error:
        found = error.faults
    return tuple(fault if fault.file else replace(fault, file=codebook.file) for fault in found)


def weigh(answers: pd.DataFrame, codebook: Codebook) -> Weighting:
    """Make weights with which the answers look like the population.

    Raises
    ------
    InputError
        If the codebook's shares cannot be used.
    """
    targets: dict[str, dict[str, float]] = {}
    for one in codebook.margins:
        targets.setdefault(one.column, {})[one.label] = one.share
    labels = {
        question.column: label_answers(answers[question.column], question)
        for question in codebook.demographics
        if question.column in targets
    }
    return rake_weights(
        pd.DataFrame(labels, index=answers.index),
        targets,
        lowest=codebook.lightest,
        highest=codebook.heaviest,
    )


def require_columns(answers: pd.DataFrame, codebook: Codebook) -> None:
    """Stop unless the answers have every column that the codebook names.

    Raises
    ------
    InputError
        With each column that is missing.
    """
    named: list[str | None] = [codebook.weight, codebook.segment_column]
    named += [question.column for question in codebook.channels]
    named += [question.column for question in codebook.behaviours]
    named += [question.column for question in codebook.ways]
    named += [question.column for question in codebook.other_options]
    named += [question.column for question in codebook.demographics]
    named += [part.column for part in list_asked_of(codebook)]
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
        If a weight is missing, is no number or is not above zero, or if a few outweigh all others;
        it names the row.
    """
    if codebook.weight is None:
        return pd.Series(1.0, index=answers.index)
    # A Dutch spreadsheet writes 1,5; of 1,034 the reader asks what it means.
    given = answers[codebook.weight].astype("string").str.strip()
    given = given.mask(given.str.fullmatch(PERHAPS_THOUSANDS)).str.replace(",", ".")
    weights = pd.to_numeric(given, errors="coerce").astype("float64")
    wrong = np.flatnonzero(~(np.isfinite(weights) & (weights > 0)))
    if len(wrong):
        raise InputError(
            Fault(
                "A respondent has no usable weight.",
                file=codebook.file,
                row=int(position) + 2,
                column=codebook.weight,
                got=fill("{n} such rows", n=len(wrong)) if len(wrong) > MOST_ROWS else "",
                expected="a number above zero",
                remedy="Give the weight, or remove the row.",
            )
            for position in wrong[:MOST_ROWS]
        )
    if len(weights):
        _stop_on_few_that_count(weights, codebook)
    return weights


def scale_weights(weights: pd.Series) -> pd.Series:
    """Bring the mean to 1, whatever they counted up to."""
    if weights.empty:
        return weights
    # By the largest first, so that no sum runs out of what a number can hold.
    shares: pd.Series = weights / weights.max()
    scaled: pd.Series = shares / shares.mean()
    return scaled


def _stop_on_few_that_count(weights: pd.Series, codebook: Codebook) -> None:
    """Stop where a few respondents outweigh all others: shares would be what these few answered."""
    effective = effective_size(scale_weights(weights).to_numpy(dtype=np.float64))
    if effective < min(codebook.smallest_base, len(weights) / LARGEST_EFFECT):
        raise InputError(
            Fault(
                "A few respondents weigh so much that the others hardly count.",
                file=codebook.file,
                row=int(weights.to_numpy().argmax()) + 2,
                column=str(codebook.weight),
                got=fill(
                    "{n} answers that tell as much as {effective}",
                    n=len(weights),
                    effective=f"{effective:.1f}",
                ),
                expected=fill("at least {n}", n=codebook.smallest_base),
                remedy="Correct this weight, or trim the weights.",
            )
        )
