"""Questions of which no listed answer occurs in the file: misspelt, or truly given by nobody.

That nobody uses a channel is a finding, and that the codebook writes ``yes`` where the file has
``Yes`` is a mistake; both look like 0%. It counts as a finding where the listed answers are known
to be in the file's words (they occur in another column with the same answers, or are options that
the codebook lists), or where all answers that were given plainly say no, or less often. Otherwise
nothing is shown of the question, and the report asks.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from toolkit.model.listed_answers import ListedAnswers, plain_answer
from toolkit.model.survey import Codebook
from toolkit.model.survey_columns import Coded, list_coded, list_counted, list_missing
from toolkit.model.survey_question import JOINED, Demographic
from toolkit.readers.survey.scales import read_times, read_truth


def list_misread(answers: pd.DataFrame, codebook: Codebook) -> tuple[Coded | Demographic, ...]:
    """Give the questions of which no listed answer occurs in the file."""
    found: list[Coded | Demographic] = [
        one for one in list_coded(codebook) if is_misread(answers, one, codebook)
    ]
    found += [one for one in codebook.demographics if _has_none_of(answers, one)]
    return tuple(found)


def is_misread(answers: pd.DataFrame, question: Coded, codebook: Codebook) -> bool:
    """Say whether people answered, nobody gave an answer that counts, and nothing vouches for them.

    Parameters
    ----------
    answers
        One row a respondent, with the columns that the codebook names.
    """
    counted = ListedAnswers(list_counted(question))
    given = _parts(answers[question.column]) - set(
        map(plain_answer, list_missing(question, codebook))
    )
    if not given or any(answer in counted for answer in given):
        return False
    if _say_less(given, list_counted(question)):
        return False
    for one in codebook.several:
        if one.column == question.column and any(option in counted for option in one.options):
            return False
    others = {one.column for one in list_coded(codebook)} - {question.column}
    scales = (_parts(answers[name]) for name in others if name in answers.columns)
    return not any(given & scale and any(answer in counted for answer in scale) for scale in scales)


def _say_less(given: Iterable[str], listed: Iterable[str]) -> bool:
    """Say whether each answer is a no, or stands for less often than all that are listed."""
    least = [read_times(answer) for answer in listed]
    known = [times for times in least if times is not None]
    bound = min(known) if known and len(known) == len(least) else 0.0
    return all(
        read_truth(answer) is False or times == 0 or (times is not None and times < bound)
        for answer, times in ((one, read_times(one)) for one in given)
    )


def _has_none_of(answers: pd.DataFrame, question: Demographic) -> bool:
    listed = ListedAnswers(question.answers)
    out = ListedAnswers(question.missing)
    given = {one for one in _parts(answers[question.column]) if one not in out}
    return bool(question.answers and given) and not any(one in listed for one in given)


def _parts(answers: pd.Series) -> set[str]:
    cells: Iterable[object] = answers.dropna().unique()
    parts = {plain_answer(part) for cell in cells for part in str(cell).split(JOINED)}
    return parts - {""}
