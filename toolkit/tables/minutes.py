"""The tables of the minutes: what was agreed, and the goals in a few columns."""

from __future__ import annotations

import pandas as pd

from toolkit.bundle import Column, Table
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.intake import Intake
from toolkit.tables.intake_workshop import actions_table, decisions_table, write_amount
from toolkit.tables.layout import exhibit_table
from toolkit.tidy import tabulate


def agreed_tables(intake: Intake, language: Language) -> tuple[Exhibit, ...]:
    """Show decisions and action points, those that there are."""
    found = (decisions_table(intake, language), actions_table(intake, language))
    return tuple(_without_source(one, language) for one in found if one)


def goals_table(intake: Intake, language: Language) -> Exhibit | None:
    """Show each goal's target, deadline and owner."""
    if not intake.goals:
        return None
    rows = [
        (goal.name, write_amount(goal.target, goal.unit, language), goal.deadline, goal.owner)
        for goal in intake.goals
    ]
    columns = [
        Column(name="name", label=language.text("Goal")),
        Column(name="then", label=language.text("Towards")),
        Column(name="deadline", label=language.text("By"), unit="date"),
        Column(name="owner", label=language.text("Answers for it")),
    ]
    frame = pd.DataFrame(rows, columns=[column.name for column in columns], dtype=object)
    title = language.text("What we want to reach")
    return exhibit_table(tabulate(frame, columns, name="goals", title=title), language)


def _without_source(exhibit: Exhibit, language: Language) -> Exhibit:
    # All of the minutes comes from the workshop.
    table = exhibit.bundle
    assert isinstance(table, Table)  # noqa: S101
    return exhibit_table(table.model_copy(update={"source": ""}), language)
