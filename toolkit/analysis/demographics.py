"""Who the people of a survey are: their answers to questions such as age, in each segment too.

An answer is one of a few labels, so the shares of a question add up to one, and what would tell of
a few people is withheld for the question as a whole. Where the codebook lists no answers, what few
people wrote is no label: it could say who they are, so it is taken together.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from toolkit.analysis.by_segment import estimate_by_segment
from toolkit.analysis.coding import label_answers
from toolkit.analysis.respondents import Respondents
from toolkit.model.survey_question import Demographic

OTHER = "other"
"""Answers taken together, each given by few and listed nowhere."""
COLUMNS = ("question", "answer", "segment", "share", "low", "high", "n", "n_effective")


@dataclass(frozen=True, slots=True, eq=False)
class Demographics:
    """Shares of people by answer.

    Parameters
    ----------
    table
        ``question`` (its name), ``answer`` (its label, or :data:`OTHER`), ``segment`` (``all``
        first), ``share``, ``low``, ``high`` (fractions of those who answered, Wilson's interval at
        95%), ``n`` (people who answered), ``n_effective``; empty where withheld.
    contrasts
        Each segment against everybody outside it, by ``question`` and ``answer``.
    """

    table: pd.DataFrame
    contrasts: pd.DataFrame


def measure_demographics(people: Respondents) -> Demographics | None:
    """Measure each answer to the codebook's questions about who somebody is; None without any.

    Parameters
    ----------
    people
        Those who answered. The question that divides them into segments takes no part.
    """
    found = [
        _measure(question, people)
        for question in people.codebook.demographics
        if question.column != people.codebook.segment_column
    ]
    if not found:
        return None
    return Demographics(
        pd.concat([table for table, _ in found], ignore_index=True)[list(COLUMNS)],
        pd.concat([contrasts for _, contrasts in found], ignore_index=True),
    )


def list_labels(question: Demographic, given: pd.Series) -> list[str]:
    """Give a question's labels in order: the codebook's, then those of the answers themselves."""
    known = dict.fromkeys((*question.order, *question.answers.values()))
    others = sorted(set(given.dropna()) - set(known) - {OTHER})
    last = [OTHER] if given.eq(OTHER).any() and OTHER not in known else []
    return [*known, *others, *last]


def join_rare(given: pd.Series, question: Demographic, smallest_base: int) -> pd.Series:
    """Take the labels together that the codebook does not list and fewer people gave.

    Parameters
    ----------
    given
        Label of each respondent, as :func:`toolkit.analysis.coding.label_answers` gives it.
    """
    people = given.value_counts()
    rare = set(people.index[people < smallest_base])
    return given.mask(given.isin(rare - {*question.order, *question.answers.values()}), OTHER)


def _measure(question: Demographic, people: Respondents) -> tuple[pd.DataFrame, pd.DataFrame]:
    given = label_answers(people.answers[question.column], question)
    given = join_rare(given, question, people.codebook.smallest_base)
    codes = {
        label: (given == label).astype("float64").where(given.notna())
        for label in list_labels(question, given)
    }
    table, contrasts = estimate_by_segment(codes, people, label="answer", together=True)
    if question.column in people.division.made_by:
        contrasts["clear"] = False
    contrasts.loc[contrasts["answer"].eq(OTHER), "clear"] = False
    return table.assign(question=question.name), contrasts.assign(question=question.name)
