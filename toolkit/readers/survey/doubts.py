"""What somebody should look at before a survey is used: guesses, and what is delicate.

All of it is warned of and none of it is decided here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import PurePosixPath
from typing import TypeAlias

import pandas as pd

from toolkit.errors import Fault, fill
from toolkit.model.listed_answers import ListedAnswers
from toolkit.model.survey import Codebook
from toolkit.model.survey_question import (
    JOINED,
    BehaviourQuestion,
    ChannelQuestion,
    Demographic,
    OpenQuestion,
    OtherOption,
    SeveralAnswers,
    WayQuestion,
)
from toolkit.readers.findings import Findings, name_columns
from toolkit.readers.survey.delicate import (
    COARSER,
    LEGAL,
    count_unique,
    name_protected,
    name_singling,
)
from toolkit.readers.survey.guessed_cells import MANY as MANY_ANSWERS
from toolkit.readers.survey.guessed_cells import find_whole
from toolkit.readers.survey.layout import SurveyTable
from toolkit.readers.survey.several import one_line
from toolkit.readers.survey.unlisted import Texts, count_parts, count_rare

Guessed: TypeAlias = (
    Demographic
    | SeveralAnswers
    | ChannelQuestion
    | BehaviourQuestion
    | WayQuestion
    | OtherOption
    | OpenQuestion
)
FEW = 5  # Answers that hardly anybody shares: fewer make classes.
SIGNS = (",", ";", "|", "/")
MANY = 0.05  # Of the respondents: from here on it is told as a warning.


def warn_of_doubts(
    texts: Texts, survey: SurveyTable, codebook: Codebook, findings: Findings
) -> None:
    """Warn of guesses that nobody looked at, of delicate questions, and of people who stand out."""
    _warn_of_guesses(codebook, findings)
    _warn_of_guessed_weight(codebook, findings)
    _warn_of_separators(texts, codebook, findings)
    _warn_of_delicate(texts, survey, codebook, findings)
    _warn_of_unique(texts, codebook, findings)


def list_guessed(codebook: Codebook) -> tuple[str, ...]:
    """Give the columns of which something in the codebook is a guess, each once."""
    every: list[Guessed] = [
        *codebook.demographics, *codebook.several, *codebook.channels, *codebook.behaviours,
        *codebook.ways, *codebook.other_options, *codebook.open_questions,
    ]  # fmt: skip
    weight = [codebook.weight] if codebook.weight and codebook.weight_guessed else []
    return tuple(dict.fromkeys((*weight, *(one.column for one in every if one.guessed))))


def _warn_of_guessed_weight(codebook: Codebook, findings: Findings) -> None:
    if codebook.weight and codebook.weight_guessed:
        findings.faults.append(
            Fault(
                "The column with weights was guessed from its name and its numbers, and nobody has "
                "looked at it yet.",
                PurePosixPath(findings.file).with_name("codebook.yaml").as_posix(),
                column="weight",
                got=codebook.weight,
                expected="a look at it: are these the weights that go with these questions?",
                remedy="Set Weights guessed to no in the form of the codebook, or take "
                "weight_guessed: true out of codebook.yaml.",
                severity="warning",
            )
        )


def _warn_of_guesses(codebook: Codebook, findings: Findings) -> None:
    guessed = [one for one in list_guessed(codebook) if one != codebook.weight]
    if guessed:
        findings.faults.append(
            Fault(
                "Questions were guessed from the file, and nobody has looked at them yet.",
                PurePosixPath(findings.file).with_name("codebook.yaml").as_posix(),
                column="guessed",
                got=name_columns(guessed),
                expected="a look at each: is the column what it says, and are its answers right?",
                remedy="Look at them in the form of the codebook and set Guessed to no, or take "
                "guessed: true out of codebook.yaml.",
                severity="warning",
            )
        )


def _warn_of_separators(texts: Texts, codebook: Codebook, findings: Findings) -> None:
    """Warn where answers of one cell seem to be cut at the wrong places, or not cut at all."""
    for question in codebook.several:
        if question.column not in texts:
            continue
        given = Counter(text for text in texts[question.column] if text)
        parts = count_parts(given.elements())
        remedy = (
            "Look in the file what stands between two answers, write that as separator in "
            "codebook.yaml, and list under options each answer that holds it."
        )
        # Of answers that few people gave nothing is told.
        halves = [" + ".join(one.split(JOINED))
                  for one in find_whole(given, JOINED, codebook.smallest_base)]  # fmt: skip
        if halves:
            findings.add(
                "Answers of this question may have been cut in two: the second half never stands "
                "without the first.",
                severity="warning",
                column=question.column,
                got="; ".join(f"“{one}”" for one in halves),
                expected=fill(
                    "answers with “{separator}” between them", separator=question.separator
                ),
                remedy=remedy,
            )
        if len(parts) >= MANY_ANSWERS or _seem_joined(parts, question) >= codebook.smallest_base:
            findings.add(
                "A question with several answers has very many different ones, or some that seem "
                "to be several yet: look at the separator.",
                severity="warning",
                column=question.column,
                got=fill("{n} different answers", n=len(parts)),
                expected=fill(
                    "answers with “{separator}” between them", separator=question.separator
                ),
                remedy=remedy,
            )


def _seem_joined(parts: Counter[str], question: SeveralAnswers) -> int:
    """Count who gave an answer that, at a sign that may stand between two, falls into others."""
    listed = {one_line(option) for option in question.options}
    return sum(
        n
        for part, n in parts.items()
        if part not in listed
        and any(sum(one.strip() in parts for one in part.split(sign)) > 1 for sign in SIGNS)
    )


def _warn_of_delicate(
    texts: Texts, survey: SurveyTable, codebook: Codebook, findings: Findings
) -> None:
    names: dict[str, list[str]] = defaultdict(list)
    named: list[Demographic | OpenQuestion] = [*codebook.demographics, *codebook.open_questions]
    for question in named:
        names[question.column].append(question.name)
    for column in texts:
        words = (column, survey.meanings.get(column, ""), *names[column])
        if held := name_protected(*words):
            findings.add(
                fill(
                    "This column seems to be about {held}, which the law protects.",
                    held=fill(held),
                ),
                severity="warning",
                column=column,
                remedy=LEGAL,
            )
        elif (held := name_singling(*words)) and (
            (rare := _count_rare(texts[column], codebook)) > FEW
        ):
            findings.add(
                fill(
                    "This column seems to hold {held}, by which people may be known.",
                    held=fill(held),
                ),
                severity="warning",
                column=column,
                got=count_rare(rare, codebook.smallest_base),
                remedy=COARSER,
            )


def _count_rare(cells: list[str], codebook: Codebook) -> int:
    counts = count_parts(cells)
    return sum(n < codebook.smallest_base for n in counts.values())


def _warn_of_unique(texts: Texts, codebook: Codebook, findings: Findings) -> None:
    labels = pd.DataFrame()
    for question in codebook.demographics:
        if question.column in texts:
            known = ListedAnswers(question.answers)
            cells = texts[question.column]
            found = {cell: question.answers.get(known.find(cell) or "", "") for cell in {*cells}}
            labels[question.column] = [found[cell] for cell in cells] if question.answers else cells
    alone = count_unique(labels)
    if alone and len(labels.columns) > 1:
        findings.add(
            "The questions about who somebody is together tell some people from all others.",
            severity="warning" if alone >= len(labels) * MANY else "note",
            got=fill("{n} of {all} respondents", n=alone, all=len(labels)),
            expected="few, for the file with the answers can be laid beside others",
            remedy=COARSER,
        )
