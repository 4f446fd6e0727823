"""Questions that were put to a part of the people: what the codebook says, and what it forgets.

Nothing is decided here. Where nobody answered all questions of a rung, as with two forms of which
each asks its own, the rung stays empty until ``asked_of`` says who got which.
"""

from __future__ import annotations

from collections import defaultdict

from toolkit.errors import fill
from toolkit.model.ladder import RUNG_NAMES
from toolkit.model.listed_answers import ListedAnswers
from toolkit.model.survey import Codebook
from toolkit.model.survey_columns import Coded, list_asked_of, list_coded, list_missing, list_parts
from toolkit.model.survey_question import JOINED, AskedOf, BehaviourQuestion
from toolkit.readers.findings import Findings, name_columns
from toolkit.readers.survey.unlisted import Texts


def warn_of_parts(columns: Texts, codebook: Codebook, findings: Findings) -> None:
    """Warn of parts that nobody is in, of answers from outside them, and of rungs left empty."""
    for part in list_asked_of(codebook):
        if part.column in columns and not any(_find_inside(columns, part)):
            findings.add(
                "Nobody has the answer that the codebook names as asked_of, so nobody was asked.",
                severity="warning",
                column=part.column,
                expected=", ".join(f"“{answer}”" for answer in part.answers),
                remedy="Write the answers in codebook.yaml as the file has them.",
            )
    for question in list_coded(codebook):
        _warn_of_outsiders(columns, question, codebook, findings)
    _warn_of_empty_rungs(columns, codebook, findings)


def _find_inside(columns: Texts, part: AskedOf) -> list[bool]:
    listed = ListedAnswers(part.answers)
    known = {cell: any(one in listed for one in cell.split(JOINED))
             for cell in {*columns[part.column]}}  # fmt: skip
    return [known[cell] for cell in columns[part.column]]


def _find_asked(columns: Texts, question: Coded, codebook: Codebook) -> list[bool]:
    asked = [True] * len(columns[question.column])
    for part in list_parts(question, codebook):
        if part.column in columns:
            inside = _find_inside(columns, part)
            asked = [one and other for one, other in zip(asked, inside, strict=True)]
    return asked


def _warn_of_outsiders(
    columns: Texts, question: Coded, codebook: Codebook, findings: Findings
) -> None:
    if question.column not in columns or not list_parts(question, codebook):
        return
    out = ListedAnswers(list_missing(question, codebook))
    asked = _find_asked(columns, question, codebook)
    n = sum(
        bool(cell) and cell not in out and not inside
        for cell, inside in zip(columns[question.column], asked, strict=True)
    )
    if n >= codebook.smallest_base:
        findings.add(
            "People whom the codebook's asked_of leaves out have answered this question; their "
            "answers do not count.",
            severity="warning",
            column=question.column,
            got=fill("{n} people", n=n),
            remedy="Look whether asked_of is right, or list their answer under missing if it "
            "means that they were not asked.",
        )


def _warn_of_empty_rungs(columns: Texts, codebook: Codebook, findings: Findings) -> None:
    rungs: dict[str, list[BehaviourQuestion]] = defaultdict(list)
    for one in codebook.behaviours:
        if one.column in columns:
            rungs[one.rung].append(one)
    for rung, questions in rungs.items():
        states = [_settle(columns, one, codebook) for one in questions]
        people = list(zip(*states, strict=True))
        some = any(True in person for person in people)
        if (
            len(questions) > 1
            and some
            and not any(False not in person and True in person for person in people)
        ):
            findings.add(
                fill(
                    "Nobody answered all questions on “{rung}”, so nothing is said of it.",
                    rung=fill(RUNG_NAMES[rung]),
                ),
                severity="warning",
                column="behaviours",
                got=name_columns(dict.fromkeys(one.column for one in questions)),
                expected="people who answered each of them",
                remedy="If each question was put to a part of the people, say so with each: "
                "asked_of: {column: the column that says which form, answers: [A]}.",
            )


def _settle(columns: Texts, question: BehaviourQuestion, codebook: Codebook) -> list[bool | None]:
    """Say of each person whether an answer is known; ``None`` where they were not to be asked."""
    out = ListedAnswers(list_missing(question, codebook))
    asked = _find_asked(columns, question, codebook)
    empty = question.blank != "not_asked"
    return [
        (bool(cell) and cell not in out) or (empty and not cell) if inside else None
        for cell, inside in zip(columns[question.column], asked, strict=True)
    ]
