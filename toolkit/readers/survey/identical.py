"""Respondents who gave exactly the same answers to many questions: perhaps one, or a program.

Whether they are, nobody can tell from the answers, so nothing is left out; somebody has to look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.errors import fill
from toolkit.language import mark
from toolkit.model.survey import Codebook
from toolkit.readers.findings import Findings
from toolkit.readers.survey.unlisted import Texts

FEWEST_QUESTIONS = 8
"""Answers that a respondent gave at least; few questions are easily answered alike."""
MANY = 0.1
"""Part of the respondents from which on it is told; some people just do nothing at all."""
SURPRISE = 10
"""How many times as many as chance would make alike."""
IDENTICAL = mark("Many respondents gave exactly the same answers to all questions.")


@dataclass(frozen=True, slots=True)
class Alike:
    """The largest set of respondents with the same answers.

    Parameters
    ----------
    people
        Respondents.
    questions
        Columns that they were compared by.
    expected
        As many as would be alike if the answers of all others had nothing to do with each other.
    """

    people: int
    questions: int
    expected: float


def find_alike(columns: Sequence[Sequence[str]]) -> Alike | None:
    """Find the largest set of respondents who answered enough, and all of it the same.

    Parameters
    ----------
    columns
        Of each question, the answer of every respondent; empty for none.

    Returns
    -------
    None where nobody answered :data:`FEWEST_QUESTIONS`. What is empty has to be empty in both.
    """
    rows = Counter(zip(*columns, strict=True))
    filled = [row for row in rows if sum(map(bool, row)) >= FEWEST_QUESTIONS]
    if not filled:
        return None
    most = max(filled, key=lambda row: (rows[row], row))
    everybody, people = rows.total(), rows[most]
    expected = float(everybody)
    # The copies themselves would make their answers look usual.
    others = max(1, everybody - people)
    for answers, own in zip(columns, most, strict=True):
        expected *= (sum(one == own for one in answers) - people) / others
    return Alike(people, len(columns), expected)


def warn_of_identical(texts: Texts, codebook: Codebook, findings: Findings) -> None:
    """Warn where so many respondents answered everything alike that chance did not do it."""
    asked = [one.column for one in codebook.channels]
    asked += [one.column for one in codebook.behaviours]
    asked += [one.column for one in codebook.ways]
    asked += [one.column for one in codebook.demographics]
    names = [name for name in dict.fromkeys(asked) if name in texts]
    found = find_alike([texts[name] for name in names]) if names else None
    if found is None:
        return
    everybody = len(texts[names[0]])
    few = max(codebook.smallest_base, MANY * everybody)
    if found.people < few or found.people <= SURPRISE * found.expected:
        return
    nearly_all = everybody - found.people < codebook.smallest_base
    findings.add(
        IDENTICAL,
        severity="warning",
        got=fill(
            "{n} of {all} respondents, to {questions} questions; if answers had nothing to do with "
            "each other, about {expected} would be alike",
            n=fill("nearly all") if nearly_all else found.people,
            all=everybody,
            questions=found.questions,
            expected=f"{found.expected:.0f}",
        ),
        expected="people who differ somewhere in so many answers",
        remedy="Look in the file whether somebody, or a program, sent the survey in more than "
        "once, and take such rows out. Nothing was left out: all of them count in every figure.",
    )
