"""Who the people of a survey are: their answers to questions such as age, in each segment too.

An answer is one of a few labels, so the shares of a question add up to one, and what would tell of
a few people is withheld for the question as a whole. Who somebody is, is what they are known by: so
labels that few people have are taken together, and with the next smallest label where they are few
together too, so that everybody who answered stays in the base; and a group in which one or two
people have a label shows nothing of that question, nor does what is left when the groups shown are
taken from everybody.

A question that divides people as the groups do tells the sizes of groups. Where it would tell one
that is withheld, nothing of it is shown. Nor is it where it divides people as another question does
and would tell how many gave one of that one's rare answers: a region, without its other provinces,
is the province that few live in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from toolkit.analysis.by_segment import estimate_by_segment
from toolkit.analysis.coding import label_answers
from toolkit.analysis.contrasts import leave_untold
from toolkit.analysis.respondents import Respondents
from toolkit.analysis.segment_sizes import withhold_segments
from toolkit.analysis.withholding import ALL, FEW
from toolkit.model.survey_question import Demographic

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
    joined
        By question the label that stands among the other answers with those of few; empty where
        these were enough by themselves.
    left_out
        Questions of which nothing is shown, for they would tell how large a withheld group is.
    set_off
        Questions of which nothing is shown, for they would tell of another's rare answers.
    """

    table: pd.DataFrame
    contrasts: pd.DataFrame
    joined: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    set_off: tuple[str, ...] = ()


def measure_demographics(people: Respondents) -> Demographics | None:
    """Measure each answer to the codebook's questions about who somebody is; None without any.

    Parameters
    ----------
    people
        Those who answered. The question that divides them into segments takes no part.
    """
    set_off = find_set_off(people)
    found = [
        _measure(question, people)
        for question in people.codebook.demographics
        if question.column != people.codebook.segment_column and question.column not in set_off
    ]
    # Of one label nothing is told but that everybody has it.
    found = [(table, contrasts) for table, contrasts in found if set(table["answer"]) != {OTHER}]
    if not found:
        return None
    return Demographics(
        pd.concat([table for table, _ in found], ignore_index=True)[list(COLUMNS)],
        pd.concat([contrasts for _, contrasts in found], ignore_index=True),
        _name_joined(people),
        tuple(
            one.name
            for one in people.codebook.demographics
            if one.column in find_dividing(people) - {people.codebook.segment_column}
        ),
        tuple(one.name for one in people.codebook.demographics if one.column in set_off),
    )


def find_set_off(people: Respondents) -> frozenset[str]:
    """Find the columns whose labels, set off against another's, count the rare answers of one.

    Where people fall apart into parts that share no answer, what is shown of the two questions in a
    part adds up to the same people, but for the answers taken together: those of a part may not be
    few. Of two such questions the later in the codebook goes.
    """
    smallest = people.codebook.smallest_base
    found: set[str] = set()
    told: list[tuple[pd.Series, pd.Series]] = []
    for question in people.codebook.demographics:
        given = label_answers(people.answers[question.column], question)
        own = (given, join_rare(given, smallest))
        if any(_tell_rare(own, other, smallest) for other in told):
            found.add(question.column)
        else:
            told.append(own)
    return frozenset(found)


def _tell_rare(
    one: tuple[pd.Series, pd.Series], two: tuple[pd.Series, pd.Series], smallest_base: int
) -> bool:
    """Say whether of either question answers taken together are few in a part of the people.

    Each is given as it was answered and as it is published.
    """
    for (given, published), (_, other) in ((one, two), (two, one)):
        rare = published.eq(OTHER).fillna(value=False)
        if rare.any():
            parts = _join_parts(given.fillna(""), other.fillna(""))
            counts = parts[rare].value_counts()
            if len(counts) > 1 and counts.min() < smallest_base:
                return True
    return False


def find_dividing(people: Respondents) -> frozenset[str | None]:
    """Find the columns whose labels tell how large a withheld group is.

    Labels and groups that hold the same people in another division are counted against each other:
    where people fall apart into parts that share neither label nor group, the labels of a part add
    up to its groups. Those that are withheld may be in one part only, with all others who are not
    shown.
    """
    division = people.division
    hidden = withhold_segments(people)
    if not hidden & {key for key, n in division.sizes.items() if n}:
        return frozenset()
    groups = division.segments.fillna("").where(~division.segments.isin(hidden), "")
    own = division.segments.fillna("")
    found: set[str | None] = {people.codebook.segment_column}
    for question in people.codebook.demographics:
        given = label_answers(people.answers[question.column], question)
        labels = join_rare(given, people.codebook.smallest_base).fillna("")
        parts = _join_parts(labels, own)
        if parts[groups == ""].nunique() > 1:
            found.add(question.column)
    return frozenset(found)


def _join_parts(labels: pd.Series, groups: pd.Series) -> pd.Series:
    """Give each respondent the number of their part; parts share neither label nor group."""
    rows, names = pd.factorize(labels)
    columns, keys = pd.factorize(groups)
    size = len(names) + len(keys)
    links = coo_array((np.ones(len(rows)), (rows, columns + len(names))), shape=(size, size))
    _, numbers = connected_components(links, directed=False)
    return pd.Series(numbers[rows], index=labels.index)


def _name_joined(people: Respondents) -> dict[str, str]:
    found = {}
    for question in people.codebook.demographics:
        given = label_answers(people.answers[question.column], question)
        joined = join_rare(given, people.codebook.smallest_base)
        swallowed = set(given[joined.eq(OTHER).fillna(value=False)]) - {OTHER}
        large = swallowed & set(find_large(given, people.codebook.smallest_base))
        if large and question.column != people.codebook.segment_column:
            found[question.name] = large.pop()
    return found


def find_large(given: pd.Series, smallest_base: int) -> list[str]:
    """Find the labels that enough people have to be told of, the smallest first."""
    people = given.value_counts()
    large = people[people >= smallest_base]
    return [str(label) for label in sorted(large.index, key=lambda label: (people[label], label))]


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
    """Take the labels together that fewer people have, with one more where they are few still.

    Parameters
    ----------
    given
        Label of each respondent, as :func:`toolkit.analysis.coding.label_answers` gives it.
    """
    people = given.value_counts()
    rare = given.isin(set(people.index[people < smallest_base]))
    if 0 < rare.sum() < smallest_base:
        # Left out, they would be missing from a base that says how many answered.
        rare |= given.isin(find_large(given, smallest_base)[:1])
    return given.mask(rare, OTHER)


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
    families = dict.fromkeys(codes, question.column)
    table, contrasts = estimate_by_segment(codes, people, label="answer", families=families)
    shown = table.loc[table["segment"].ne(ALL) & table["n"].notna(), "segment"].unique()
    telling = find_telling(given, people.division.segments, list(shown))
    table[VALUES] = table[VALUES].mask(table["segment"].isin(telling))
    contrasts = contrasts[~contrasts["segment"].isin(telling)]
    made = question.column in people.division.made_by
    contrasts = leave_untold(contrasts, contrasts["answer"].eq(OTHER) | made)
    if question.column in find_dividing(people):
        table[VALUES] = table[VALUES].mask(table["answer"].notna())
        contrasts = contrasts.iloc[:0]
    return table.assign(question=question.name), contrasts.assign(question=question.name)
