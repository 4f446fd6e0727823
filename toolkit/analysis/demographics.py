"""Who the people of a survey are: their answers to questions such as age, in each segment too.

An answer is one of a few labels, so the shares of a question add up to one, and what would tell of
a few people is withheld for the question as a whole. Who somebody is, is what they are known by: so
labels that few people have are taken together, and left out where they are few together too; and a
group in which one or two people have a label shows nothing of that question, nor does what is left
when the groups shown are taken from everybody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from toolkit.analysis.by_segment import estimate_by_segment
from toolkit.analysis.coding import label_answers
from toolkit.analysis.contrasts import leave_untold
from toolkit.analysis.respondents import Respondents
from toolkit.analysis.withholding import ALL
from toolkit.model.survey_question import Demographic

FEW = 3
"""People from whom on a label may be told of a group; one is known, and each of two knows both."""
VALUES = ["share", "low", "high", "n", "n_effective"]
OTHER = "other"
"""Answers taken together, each given by few."""
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
    there = set(given.dropna())
    known = [
        label
        for label in dict.fromkeys((*question.order, *question.answers.values()))
        if label in there
    ]
    others = sorted(set(given.dropna()) - set(known) - {OTHER})
    last = [OTHER] if given.eq(OTHER).any() and OTHER not in known else []
    return [*known, *others, *last]


def join_rare(given: pd.Series, smallest_base: int) -> pd.Series:
    """Take the labels together that fewer people have; missing where they are few together too.

    Parameters
    ----------
    given
        Label of each respondent, as :func:`toolkit.analysis.coding.label_answers` gives it.
    """
    people = given.value_counts()
    rare = given.isin(set(people.index[people < smallest_base]))
    return given.mask(rare, OTHER if rare.sum() >= smallest_base else pd.NA)


def find_telling(given: pd.Series, segments: pd.Series, shown: Sequence[str]) -> set[str]:
    """Find the groups of which a question shows one or two people with a label.

    Parameters
    ----------
    given, segments
        Label and group of each respondent.
    shown
        Groups that the question shows otherwise.

    Returns
    -------
    Groups to withhold, the smallest first as long as the rest (everybody without the groups shown)
    has such a label.
    """
    counts = {one: Counter(given[segments.eq(one).fillna(value=False)].dropna()) for one in shown}
    told = [one for one in shown if not _has_few(counts[one])]
    told.sort(key=lambda one: (-counts[one].total(), one))
    rest = Counter(given.dropna())
    for one in told:
        rest.subtract(counts[one])
    while told and _has_few(rest):
        rest.update(counts[told.pop()])
    return set(shown) - set(told)


def _has_few(counts: Counter[str]) -> bool:
    return any(0 < people < FEW for people in counts.values())


def _measure(question: Demographic, people: Respondents) -> tuple[pd.DataFrame, pd.DataFrame]:
    given = label_answers(people.answers[question.column], question)
    given = join_rare(given, people.codebook.smallest_base)
    codes = {
        label: (given == label).astype("float64").where(given.notna())
        for label in list_labels(question, given)
    }
    table, contrasts = estimate_by_segment(codes, people, label="answer", together=True)
    shown = table.loc[table["segment"].ne(ALL) & table["n"].notna(), "segment"].unique()
    telling = find_telling(given, people.division.segments, list(shown))
    table[VALUES] = table[VALUES].mask(table["segment"].isin(telling))
    contrasts = contrasts[~contrasts["segment"].isin(telling)]
    made = question.column in people.division.made_by
    contrasts = leave_untold(contrasts, contrasts["answer"].eq(OTHER) | made)
    return table.assign(question=question.name), contrasts.assign(question=question.name)
