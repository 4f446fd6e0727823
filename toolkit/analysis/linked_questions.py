"""Questions that tell of each other: what one withholds, the other must not give back.

Several questions may read one column of which a cell holds one answer: their shares are parts of a
whole. And a question that was put to a part of the people has these as its base, so that its base
counts who gave another question's answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

import pandas as pd

from toolkit.analysis.coding import code_answers
from toolkit.analysis.demographics import find_telling
from toolkit.analysis.respondents import Respondents
from toolkit.analysis.segment_sizes import withhold_segments
from toolkit.analysis.tabulating import tabulate_shares
from toolkit.analysis.withholding import ALL
from toolkit.model.survey import Codebook
from toolkit.model.survey_columns import Coded, list_parts
from toolkit.model.survey_question import AskedOf

Question = TypeVar("Question", bound=Coded)


def gather_questions(
    questions: Iterable[Question], name: Callable[[Question], str]
) -> dict[str, list[Question]]:
    """Give together the questions that are about one thing: a channel, a rung."""
    alike: dict[str, list[Question]] = {}
    for question in questions:
        alike.setdefault(name(question), []).append(question)
    return alike


def find_families(
    questions: Iterable[Question], codebook: Codebook, name: Callable[[Question], str]
) -> dict[str, str]:
    """Give what is asked in one column, a single answer in each cell, the name of one family.

    Parameters
    ----------
    questions
        The codebook's.
    name
        What a question is about: a channel, a rung.

    Returns
    -------
    Family by what the questions are about; what is asked in columns of its own is not in it.
    """
    several = {one.column for one in codebook.several}
    families: dict[str, str] = {}
    first_of: dict[str, str] = {}
    for question in questions:
        if question.column in several:
            continue
        own = name(question)
        first = first_of.setdefault(question.column, own)
        old, new = families.get(own, own), families.get(first, first)
        families[own] = new
        families |= {one: new for one, family in families.items() if family == old}
    return families


def find_blocked(
    codes: Mapping[str, pd.Series],
    questions: Mapping[str, Sequence[Coded]],
    people: Respondents,
    use: pd.DataFrame,
    users: Mapping[str, pd.Series],
) -> dict[str, set[str]]:
    """Find by name the segments of which a base would tell what is withheld elsewhere.

    Parameters
    ----------
    codes
        By name 1, 0 or missing for each respondent: who has a code was asked.
    questions
        The codebook's, by the same names.
    people
        Those who were asked.
    use
        Shares of channel users, as published so far; empty where withheld.
    users
        By channel 1, 0 or missing for each respondent.
    """
    empty = list_withheld(use)
    columns = {one.column: one.channel for one in people.codebook.channels}
    hidden: dict[AskedOf, set[str]] = {}
    blocked: dict[str, set[str]] = {}
    for name, code in codes.items():
        found = blocked.setdefault(name, set())
        if code.notna().all():
            continue
        for part in {part for one in questions[name] for part in list_parts(one, people.codebook)}:
            if part.column in columns:
                found |= empty.get(columns[part.column], set())
                continue
            if part not in hidden:
                hidden[part] = _find_hidden(part, people)
            found |= hidden[part]
        # Who was asked may follow from an answer, though the codebook does not say so.
        for channel, used in users.items():
            if channel != name and code.notna().equals(used.eq(1)):
                found |= empty.get(channel, set())
    return blocked


def list_withheld(use: pd.DataFrame) -> dict[str, set[str]]:
    """Give by channel the segments of which its use is withheld."""
    empty = use[use["n"].isna()]
    return {str(name): set(part["segment"]) for name, part in empty.groupby("channel")}


def _find_hidden(part: AskedOf, people: Respondents) -> set[str]:
    """Find the segments of which it is not told how many were asked, were it a question itself."""
    inside = code_answers(people.answers[part.column], part.answers, "no")
    segments = people.division.segments
    table = tabulate_shares(
        {"asked": inside},
        pd.Series(1.0, index=inside.index),
        segments,
        people.division.keys,
        label="part",
        smallest_base=people.codebook.smallest_base,
        elsewhere=withhold_segments(people),
    )
    hidden = set(table.loc[table["n"].isna(), "segment"])
    if part.column == people.codebook.segment_column:
        hidden |= _find_counted(inside, people)
    if part.column in {one.column for one in people.codebook.demographics}:
        shown = [key for key in table["segment"] if key not in {ALL, *hidden}]
        given = inside.map({1.0: "asked", 0.0: "others"})
        hidden |= find_telling(given, segments, shown)
    return hidden


def _find_counted(inside: pd.Series, people: Respondents) -> set[str]:
    """Give everybody where a question was put to groups, and their number counts withheld ones."""
    sizes = people.division.sizes
    hidden = {key for key in withhold_segments(people) if sizes[key]}
    segments = people.division.segments
    asked = segments[inside.eq(1) & ~segments.isin(set(sizes) - hidden)]
    counted = hidden & set(asked.dropna())
    few = 0 < len(asked) < people.codebook.smallest_base
    return {ALL} if counted and (few or counted < hidden) else set()
