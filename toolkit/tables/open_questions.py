"""What the intake left open, as tables: to read, question by question, and to count."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from toolkit.analysis.completeness import STATE_NAMES, Completeness, Question
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.intake import DISCIPLINE_NAMES, OBJECTIVE_NAMES
from toolkit.tables.layout import exhibit_table
from toolkit.tidy import tabulate


def open_table(completeness: Completeness, language: Language) -> Exhibit | None:
    """Show the questions without an answer, each with all that it is open for."""
    if completeness.untouched or not completeness.open:
        return None
    found: dict[tuple[str, str], list[Question]] = {}
    for question in completeness.open:
        found.setdefault((question.state, question.key), []).append(question)
    rows = [
        (
            language.text(same[0].block),
            language.text(same[0].text),
            _about_all(same, language),
            language.text(STATE_NAMES[state]),
        )
        for (state, _), same in found.items()
    ]
    columns = [
        Column(name="part", label=language.text("Part")),
        Column(name="question", label=language.text("Question")),
        Column(name="about", label=language.text("About")),
        Column(name="state", label=language.text("Answer")),
    ]
    table = tabulate(
        pd.DataFrame(rows, columns=[column.name for column in columns]),
        columns,
        name="open_at_a_glance",
        title=language.text("What is still open"),
        source=language.text("workshop"),
        published=False,
    )
    return exhibit_table(table, language)


def each_open_table(completeness: Completeness, language: Language) -> Exhibit | None:
    """Publish the questions without an answer one by one."""
    if completeness.untouched or not completeness.open:
        return None
    rows = [
        (
            one.key,
            language.text(one.block),
            _about(one, language),
            language.text(one.text),
            one.state,
        )
        for one in completeness.open
    ]
    columns = [
        Column(name="key", label=language.text("Question, as a key")),
        Column(name="part", label=language.text("Part")),
        Column(name="about", label=language.text("About")),
        Column(name="question", label=language.text("Question")),
        Column(name="state", label=language.text("State, as a key")),
    ]
    frame = pd.DataFrame(rows, columns=[column.name for column in columns])
    title = language.text("What is still open")
    return Exhibit(tabulate(frame, columns, name="open_questions", title=title), "")


def counts_table(completeness: Completeness, language: Language) -> Exhibit:
    """Publish how many questions there are, and how many of them are open, part by part."""
    parts = list(dict.fromkeys(question.part for question in completeness.questions))
    groups = {
        part: [one.state for one in completeness.questions if one.part == part] for part in parts
    }
    groups["all"] = [one.state for one in completeness.questions]
    rows = [
        (
            part,
            len(states) - states.count("known"),
            len(states),
            states.count("unknown"),
            states.count("not_asked"),
        )
        for part, states in groups.items()
    ]
    columns = [
        Column(name="part", label=language.text("Part")),
        Column(name="open", label=language.text("Open"), unit="count"),
        Column(name="questions", label=language.text("Questions"), unit="count"),
        Column(name="unknown", label=language.text("Nobody knows"), unit="count"),
        Column(name="not_asked", label=language.text("Not asked yet"), unit="count"),
    ]
    frame = pd.DataFrame(rows, columns=[column.name for column in columns])
    title = language.text("How much is still open")
    return Exhibit(tabulate(frame, columns, name="completeness", title=title), "")


def _about_all(questions: Sequence[Question], language: Language) -> str:
    # An empty matrix is one open question to whoever reads, not fifteen.
    if questions[0].key == "fits" and len(questions) == len(DISCIPLINE_NAMES) * len(
        OBJECTIVE_NAMES
    ):
        return ""
    return "; ".join(about for one in questions if (about := _about(one, language)))


def _about(question: Question, language: Language) -> str:
    if question.key == "fits":
        discipline, objective = question.about
        return (
            f"{language.text(OBJECTIVE_NAMES[objective])}, "
            + language.text(DISCIPLINE_NAMES[discipline]).lower()
        )
    return " ".join(question.about)
