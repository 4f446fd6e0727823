"""From the answers of a survey to yes, no and not asked, as the codebook says.

An empty cell means what the codebook says it means. Somebody who was not asked is no non-user: they
leave the base. Somebody who was led past a question because the answer follows is a no. Where a
question is spread over columns, one for each of its options, who chose any of them was asked all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias, TypeVar

import numpy as np
import pandas as pd

from toolkit.model.survey import Codebook
from toolkit.model.survey_question import (
    JOINED,
    BehaviourQuestion,
    Blank,
    ChannelQuestion,
    Demographic,
    OtherOption,
    WayQuestion,
)

Coded: TypeAlias = ChannelQuestion | BehaviourQuestion | WayQuestion
Question = TypeVar("Question", ChannelQuestion, BehaviourQuestion, WayQuestion)


def code_question(answers: pd.DataFrame, question: Coded, codebook: Codebook) -> pd.Series:
    """Give 1 for those whose answer counts, 0 for others who were asked, and missing for the rest.

    Parameters
    ----------
    answers
        One row a respondent, with the columns that the codebook names.
    question
        One of the codebook's. Where its empty cells are an option that was not chosen, everybody
        who chose anything in a column of the same question was asked.
    """
    yes = question.use if isinstance(question, ChannelQuestion) else question.counts
    chosen = None
    if question.blank == "unchosen":
        columns = _columns_of(question, codebook)
        filled = [_plain(answers[column]) != "" for column in columns if column in answers.columns]
        chosen = pd.concat(filled, axis="columns").any(axis="columns")
    return code_answers(answers[question.column], yes, question.blank, chosen)


def code_alike(
    answers: pd.DataFrame,
    questions: Iterable[Question],
    codebook: Codebook,
    name: Callable[[Question], str],
) -> dict[str, list[pd.Series]]:
    """Code questions, those together that `name` calls alike: a channel, a rung."""
    alike: dict[str, list[pd.Series]] = {}
    for question in questions:
        codes = code_question(answers, question, codebook)
        alike.setdefault(name(question), []).append(codes)
    return alike


def code_answers(
    answers: pd.Series, yes: Iterable[str], blank: Blank, chosen: pd.Series | None = None
) -> pd.Series:
    """Give 1 for an answer listed in `yes`, 0 for any other, and missing for not asked.

    Parameters
    ----------
    answers
        As the reader gives them; of a cell with several answers (:data:`JOINED`), one is enough.
    blank
        What an empty cell means.
    chosen
        For ``unchosen``: who chose anything of the question, here or in another column. Without
        it, who has an answer here.
    """
    plain = _plain(answers)
    wanted = {_one_line(word) for word in yes}
    counts = {
        cell: float(any(_one_line(part) in wanted for part in str(cell).split(JOINED)))
        for cell in plain.unique()
    }
    coded = plain.map(counts).astype("float64")
    asked = plain != ""
    if blank == "unchosen" and chosen is not None:
        return coded.mask(~(asked | chosen.astype(bool)))
    return coded.mask(~asked, 0.0 if blank == "no" else np.nan)


def label_answers(answers: pd.Series, question: Demographic) -> pd.Series:
    """Give each respondent's label of a question about who they are.

    Missing are empty cells, and answers that the question does not list where it lists any.
    """
    plain = _plain(answers)
    if not question.answers:
        return plain.mask(plain == "")
    labels = {_one_line(answer): label for answer, label in question.answers.items()}
    return plain.map(labels).astype("string")


def _columns_of(question: Coded, codebook: Codebook) -> list[str]:
    """Give the columns over which a question is spread, its own among them."""
    if not question.question.strip():
        return [question.column]
    asked: tuple[Coded | OtherOption, ...] = (*_coded(codebook), *codebook.other_options)
    alike = [one.column for one in asked if one.question.strip() == question.question.strip()]
    return list(dict.fromkeys(alike))


def _coded(codebook: Codebook) -> tuple[Coded, ...]:
    return (*codebook.channels, *codebook.behaviours, *codebook.ways)


def _plain(answers: pd.Series) -> pd.Series:
    return answers.astype("string").str.strip().fillna("")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def code_any(codes: Sequence[pd.Series]) -> pd.Series:
    """Give 1 where any of the codes is 1, 0 where all are 0, missing where one was not asked.

    Somebody who answered some of the questions only is left out, whatever they answered. One yes
    would settle it and one no would not: where whether a question is answered has nothing to do
    with what is done, those with every answer give the share as it is, and those with a yes beside
    them raise it. Who was led past a question because of a yes is not left out where the codebook
    declares its empty cell a no.
    """
    together = pd.concat(list(codes), axis="columns")
    return together.max(axis="columns").mask(together.isna().any(axis="columns"))


def answered_in_part(codes: Sequence[pd.Series]) -> pd.Series:
    """Say of each respondent whether some of the codes are known and others are missing."""
    known = pd.concat(list(codes), axis="columns").notna()
    return known.any(axis="columns") & ~known.all(axis="columns")


def merge_ballots(codes: Sequence[pd.Series]) -> pd.Series:
    """Make one answer of the same question asked in several columns, each of part of the people."""
    return pd.concat(list(codes), axis="columns").max(axis="columns")
