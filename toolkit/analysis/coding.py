"""From the answers of a survey to yes, no and not asked, as the codebook says.

An empty cell means what the codebook says it means. Somebody who was not asked is no non-user: they
leave the base. Somebody who was led past a question because the answer follows is a no. Where a
question is spread over columns, one for each of its options, who chose any of them was asked all.
Where a question was put to a part of the people, nobody else was asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import numpy as np
import pandas as pd

from toolkit.analysis.misread import is_misread
from toolkit.model.listed_answers import ListedAnswers
from toolkit.model.survey import Codebook
from toolkit.model.survey_columns import (
    Coded,
    list_coded,
    list_counted,
    list_missing,
    list_parts,
)
from toolkit.model.survey_question import (
    JOINED,
    BehaviourQuestion,
    Blank,
    ChannelQuestion,
    Demographic,
    OtherOption,
    WayQuestion,
)

Question = TypeVar("Question", ChannelQuestion, BehaviourQuestion, WayQuestion)


def code_question(answers: pd.DataFrame, question: Coded, codebook: Codebook) -> pd.Series:
    """Give 1 for those whose answer counts, 0 for others who were asked, and missing for the rest.

    Missing are those outside ``asked_of``, those whose answer is in the question's ``missing``, and
    who left it empty where the codebook says that they were not asked. Missing is everybody where
    none of the answers that count seems to be written as the file has it (:mod:`.misread`).

    Parameters
    ----------
    answers
        One row a respondent, with the columns that the codebook names.
    question
        One of the codebook's. Where its empty cells are an option that was not chosen, everybody
        who chose anything in a column of the same question was asked.
    """
    chosen = None
    if question.blank == "unchosen":
        alike = [one for one in _columns_of(question, codebook) if one.column in answers.columns]
        filled = [_gave_any(answers, one, codebook) for one in alike]
        chosen = pd.concat(filled, axis="columns").any(axis="columns")
    given = answers[question.column]
    codes = code_answers(given, list_counted(question), question.blank, chosen)
    away = find_left_out(given, list_missing(question, codebook))
    codes = codes.mask(away | ~find_meant(answers, question, codebook))
    return codes.mask(codes.notna()) if is_misread(answers, question, codebook) else codes


def find_meant(answers: pd.DataFrame, question: Coded, codebook: Codebook) -> pd.Series:
    """Say of each respondent whether the question was put to them by design.

    It was to everybody, unless the codebook's ``asked_of`` names an answer in another column.
    """
    meant = pd.Series(data=True, index=answers.index)
    for part in list_parts(question, codebook):
        inside = code_answers(answers[part.column], part.answers, "no")
        meant &= inside.eq(1)
    return meant


def code_alike(
    answers: pd.DataFrame,
    questions: Iterable[Question],
    codebook: Codebook,
    name: Callable[[Question], str],
) -> dict[str, list[pd.Series]]:
    """Code questions, those together that `name` calls alike: a channel, a rung."""
    return _gather_alike(questions, name, lambda one: code_question(answers, one, codebook))


def meant_alike(
    answers: pd.DataFrame,
    questions: Iterable[Question],
    codebook: Codebook,
    name: Callable[[Question], str],
) -> dict[str, list[pd.Series]]:
    """Say to whom questions were put, in the order of :func:`code_alike`."""
    return _gather_alike(questions, name, lambda one: find_meant(answers, one, codebook))


def _gather_alike(
    questions: Iterable[Question],
    name: Callable[[Question], str],
    look: Callable[[Question], pd.Series],
) -> dict[str, list[pd.Series]]:
    alike: dict[str, list[pd.Series]] = {}
    for question in questions:
        alike.setdefault(name(question), []).append(look(question))
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
    wanted = ListedAnswers(yes)
    counts = {
        cell: float(any(part in wanted for part in str(cell).split(JOINED)))
        for cell in plain.unique()
    }
    coded = plain.map(counts).astype("float64")
    asked = plain != ""
    if blank == "unchosen" and chosen is not None:
        return coded.mask(~(asked | chosen.astype(bool)))
    return coded.mask(~asked, 0.0 if blank == "no" else np.nan)


def find_left_out(answers: pd.Series, missing: Iterable[str]) -> pd.Series:
    """Say who gave an answer that leaves the base, and beside it no other."""
    out = ListedAnswers(missing)
    plain = _plain(answers)
    gone = {
        cell: cell != "" and all(part in out for part in str(cell).split(JOINED))
        for cell in plain.unique()
    }
    return plain.map(gone).astype(bool)


def label_answers(answers: pd.Series, question: Demographic) -> pd.Series:
    """Give each respondent's label of a question about who they are.

    Missing are empty cells, answers in the question's ``missing``, and answers that the question
    does not list where it lists any.
    """
    plain = _plain(answers)
    away = find_left_out(answers, question.missing) | (plain == "")
    if not question.answers:
        return plain.mask(away)
    listed = ListedAnswers(question.answers)
    labels = {
        cell: question.answers[found]
        for cell in plain.unique()
        if (found := listed.find(str(cell))) is not None
    }
    return plain.map(labels).astype("string").mask(away)


def _gave_any(
    answers: pd.DataFrame, question: Coded | OtherOption, codebook: Codebook
) -> pd.Series:
    given = answers[question.column]
    filled = _plain(given) != ""
    if isinstance(question, OtherOption):
        return filled
    return filled & ~find_left_out(given, list_missing(question, codebook))


def _columns_of(question: Coded, codebook: Codebook) -> list[Coded | OtherOption]:
    """Give the questions of the columns over which one is spread, itself among them."""
    if not question.question.strip():
        return [question]
    asked: tuple[Coded | OtherOption, ...] = (*list_coded(codebook), *codebook.other_options)
    return [one for one in asked if one.question.strip() == question.question.strip()]


def _plain(answers: pd.Series) -> pd.Series:
    return answers.astype("string").str.strip().fillna("")


def code_any(codes: Sequence[pd.Series], meant: Sequence[pd.Series] | None = None) -> pd.Series:
    """Give 1 where any of the codes is 1, 0 where all are 0, missing where one is not known.

    Somebody who answered some of the questions only is left out, whatever they answered. One yes
    would settle it and one no would not: where whether a question is answered has nothing to do
    with what is done, those with every answer give the share as it is, and those with a yes beside
    them raise it. Who was led past a question because of a yes is not left out where the codebook
    declares its empty cell a no.

    Parameters
    ----------
    meant
        To whom each question was put. Of a form that lacks a question its people are not asked it
        whatever they do, so it is passed over, and the others settle it; who was meant to get none
        is missing.
    """
    together = pd.concat(list(codes), axis="columns")
    return together.max(axis="columns").mask(~_is_settled(codes, meant))


def answered_in_part(
    codes: Sequence[pd.Series], meant: Sequence[pd.Series] | None = None
) -> pd.Series:
    """Say of each respondent whether some of the codes are known and others are missing.

    What was not put to somebody (`meant`) does not count as missing.
    """
    known = pd.concat(list(codes), axis="columns").notna()
    return known.any(axis="columns") & ~_is_settled(codes, meant)


def _is_settled(codes: Sequence[pd.Series], meant: Sequence[pd.Series] | None) -> pd.Series:
    """Say of whom every question that was put to them is known, and at least one was."""
    known = pd.concat(list(codes), axis="columns").notna()
    if meant is None:
        return known.all(axis="columns")
    put = pd.concat(list(meant), axis="columns").to_numpy(dtype=bool)
    return (known | ~put).all(axis="columns") & known.any(axis="columns")


def merge_ballots(codes: Sequence[pd.Series]) -> pd.Series:
    """Make one answer of the same question asked in several columns, each of part of the people."""
    return pd.concat(list(codes), axis="columns").max(axis="columns")
