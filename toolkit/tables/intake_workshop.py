"""The intake's tables: what the team said, in its own words, and what it left open.

What is shown follows from the models: a field that one of them gets later stands on the page too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd
from pydantic import BaseModel

from toolkit.analysis.discipline import Priorities, Votes
from toolkit.analysis.maturity import Growth
from toolkit.analysis.smart import FIELD_WORDS, find_smart_gaps
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language, mark
from toolkit.model.client import Client
from toolkit.model.fields import Field, describe
from toolkit.model.intake import PHASE_NAMES, SWOT_NAMES, Intake
from toolkit.tables.layout import exhibit_table
from toolkit.tables.rows import Derived, tabulate_rows
from toolkit.tidy import tabulate

# Parts of the intake with an exhibit of their own; all others stand together, answer by answer.
_SHOWN_APART = {
    "rivals", "media", "discipline_votes", "discipline", "discipline_reason", "target_groups",
    "fits", "goals", "decisions", "actions", "parking_lot", "swot", "maturity",
}  # fmt: skip


def identity_table(intake: Intake, language: Language) -> Exhibit | None:
    """Show what the client is, offers and wants, question by question."""
    rows = list(_identity(intake, language))
    if not any(answer for _, answer in rows):
        return None
    columns = [
        Column(name="question", label=language.text("Question")),
        Column(name="answer", label=language.text("Answer")),
    ]
    table = tabulate(
        pd.DataFrame(rows, columns=["question", "answer"]),
        columns,
        name="identity",
        title=language.text("What you offer, and what you are for"),
        source=language.text("workshop"),
    )
    return exhibit_table(table, language)


def groups_table(intake: Intake, language: Language) -> Exhibit | None:
    """Show the target groups, what they look for and where they get stuck."""
    title = language.text("For whom you are there")
    return _rows_table(intake, "target_groups", title, language, ("likes", "dislikes", "segment"))


def rivals_table(intake: Intake, language: Language) -> Exhibit | None:
    """Show the competitors as the team sees them."""
    return _rows_table(intake, "rivals", language.text("With whom people compare you"), language)


def decisions_table(intake: Intake, language: Language) -> Exhibit | None:
    """Show what the team settled."""
    return _rows_table(intake, "decisions", language.text("What was decided"), language)


def actions_table(intake: Intake, language: Language) -> Exhibit | None:
    """Show who will do what, and by when."""
    return _rows_table(intake, "actions", language.text("Who does what"), language)


def parking_table(intake: Intake, language: Language) -> Exhibit | None:
    """Show what was left for another time."""
    return _rows_table(
        intake, "parking_lot", language.text("What comes back, and with whom"), language
    )


def media_table(intake: Intake, language: Language) -> Exhibit | None:
    """Show the inventory of all channels and media, printed and broadcast ones included."""
    hidden = ("kind_name", "online", "controller", "target_group")
    title = language.text("All channels and media")
    return _rows_table(intake, "media", title, language, hidden)


def swot_table(intake: Intake, language: Language) -> Exhibit | None:
    """Show strong and weak points channel by channel: first from inside, then from outside."""
    channels = list(dict.fromkeys(point.channel for point in intake.swot))
    kinds = list(SWOT_NAMES)
    ordered = sorted(intake.swot, key=lambda p: (channels.index(p.channel), kinds.index(p.kind)))
    title = language.text("Strong and weak points, channel by channel")
    return _rows_table(intake.model_copy(update={"swot": tuple(ordered)}), "swot", title, language)


def goals_table(intake: Intake, language: Language) -> Exhibit | None:
    """Show the goals: from where to where, by when, by whom, and what they still lack."""
    if not intake.goals:
        return None
    gaps = [find_smart_gaps(goal) for goal in intake.goals]
    now, then = (
        [write_amount(getattr(goal, name), goal.unit, language) for goal in intake.goals]
        for name in ("baseline", "target")
    )
    lacking = ["; ".join(_gap(*gap, language) for gap in found.items() if gap[1]) for found in gaps]
    derived = {
        "unit": (
            Derived(Column(name="now", label=language.text("Now")), now),
            Derived(Column(name="then", label=language.text("Towards")), then),
        ),
        "vanity": (
            Derived(
                Column(name="smart", label=language.text("SMART, of 5"), unit="count"),
                [sum(not fields for fields in found.values()) for found in gaps],
            ),
            Derived(
                Column(name="gaps", label=language.text("Fields to fill in")),
                [" ".join(name for fields in found.values() for name in fields) for found in gaps],
            ),
        ),
    }
    hidden = (
        "reached", "measure", "source", "baseline", "target", "unit", "serves", "channels",
        "vanity", "smart", "gaps",
    )  # fmt: skip
    model = type(intake.goals[0])
    last = describe(model)[-1].name
    column = Column(name="lacking", label=language.text("Still lacks"))
    derived[last] = (*derived.get(last, ()), Derived(column, lacking))
    note = language.text("S specific, M measurable, A acceptable, R realistic, T time-bound.")
    table = tabulate_rows(
        intake.goals,
        model,
        language,
        name="goals",
        title=language.text("The goals, and what they still lack"),
        hidden=hidden,
        after=derived,
        note=note if any(lacking) else "",
    )
    return exhibit_table(table, language)


def maturity_table(growth: Growth, language: Language) -> Exhibit | None:
    """Show how far each side is, and what shows it."""
    if not growth.known:
        return None
    rows = [
        (
            side.name,
            language.text(side.label),
            side.phase,
            language.text(PHASE_NAMES[str(side.phase)]) if side.phase else None,
            side.evidence,
            side in growth.weakest,
        )
        for side in growth.sides
    ]
    columns = [
        Column(name="side", label=language.text("Side, as a key")),
        Column(name="name", label=language.text("Side")),
        Column(name="phase", label=language.text("Phase, of 4"), unit="count"),
        Column(name="phase_name", label=language.text("Phase")),
        Column(name="evidence", label=language.text("What shows it")),
        Column(name="weakest", label=language.text("Decides"), unit="yesno"),
    ]
    table = tabulate(
        pd.DataFrame(rows, columns=[column.name for column in columns], dtype=object),
        columns,
        name="maturity",
        title=language.text("How far each side is"),
        shown=("name", "phase_name", "evidence"),
        source=language.text("workshop"),
    )
    return exhibit_table(table, language)


def level_table(growth: Growth, language: Language) -> Exhibit:
    """Publish the phase that the weakest side allows, and the mean beside it."""
    columns = [
        Column(name="phase", label=language.text("Phase, of 4"), unit="count"),
        Column(name="mean", label=language.text("Mean"), unit="number", decimals=1),
        Column(name="known", label=language.text("Sides known"), unit="count"),
        Column(name="sides", label=language.text("Sides"), unit="count"),
    ]
    row = (growth.phase, growth.mean, len(growth.known), len(growth.sides))
    frame = pd.DataFrame([row], columns=[column.name for column in columns], dtype=object)
    title = language.text("How far you are")
    return Exhibit(tabulate(frame, columns, name="maturity_level", title=title), "")


def votes_table(votes: Votes, language: Language) -> Exhibit:
    """Publish the points of each discipline."""
    columns = [
        Column(name="discipline", label=language.text("Discipline")),
        *(
            Column(name=name, label=language.text(label), unit="number", decimals=1)
            for name, label in (
                ("mean", mark("Mean")),
                ("lowest", mark("Lowest")),
                ("quartile_1", mark("Lower quarter")),
                ("median", mark("Middle")),
                ("quartile_3", mark("Upper quarter")),
                ("highest", mark("Highest")),
            )
        ),
        Column(name="rank", label=language.text("Place"), unit="count"),
    ]
    title = language.text("How the points were divided")
    return Exhibit(tabulate(votes.table, columns, name="discipline_votes", title=title), "")


def priorities_table(priorities: Priorities, language: Language) -> Exhibit:
    """Publish what each objective weighs."""
    columns = [
        Column(name="objective", label=language.text("Objective")),
        Column(name="priority", label=language.text("Weighed"), unit="number", decimals=2),
        Column(name="at_most", label=language.text("At most"), unit="number", decimals=2),
        Column(name="unknown", label=language.text("Unknown cells"), unit="count"),
        Column(name="rank", label=language.text("Place"), unit="count"),
    ]
    title = language.text("What the objectives weigh")
    return Exhibit(tabulate(priorities.objectives, columns, name="objectives", title=title), "")


def means_table(client: Client, language: Language) -> Exhibit:
    """Publish the hours and the money that there are."""
    hours, budget = client.capacity, client.budget
    frame = pd.DataFrame(
        [(hours.hours_per_week, hours.people, budget.per_year)],
        columns=["hours_per_week", "people", "money_per_year"],
    )
    columns = [
        Column(name="hours_per_week", label=language.text("Hours a week"), unit="hours",
               decimals=1),
        Column(name="people", label=language.text("People"), unit="count"),
        Column(name="money_per_year", label=language.text("Money a year"), unit="money",
               currency=budget.currency),
    ]  # fmt: skip
    return Exhibit(tabulate(frame, columns, name="means", title=language.text("Means")), "")


def write_amount(value: float | None, unit: str, language: Language) -> str | None:
    """Write a baseline or a target with its unit."""
    if value is None:
        return None
    # Nobody writes one decimal of money.
    decimals = 2 if re.search(r"€|\beuro", unit, re.IGNORECASE) else 1
    words = language.number(value, 0 if value == int(value) else decimals)
    # A percentage sign stands against its number; any other unit is a word of its own.
    return words + unit if unit in {"", "%"} else f"{words} {unit}"


def _rows_table(
    intake: Intake, part: str, title: str, language: Language, hidden: tuple[str, ...] = ()
) -> Exhibit | None:
    rows = getattr(intake, part)
    if not rows:
        return None
    model = type(rows[0])
    made = tabulate_rows(rows, model, language, name=part, title=title, hidden=hidden)
    return exhibit_table(made, language)


def _identity(intake: Intake, language: Language) -> Iterator[tuple[str, str | None]]:
    for field in describe(type(intake)):
        if field.name in _SHOWN_APART:
            continue
        value = getattr(intake, field.name)
        if isinstance(value, BaseModel):
            for inner in describe(type(value)):
                yield _answer(inner, getattr(value, inner.name), language)
        else:
            yield _answer(field, value, language)


def _answer(field: Field, value: object, language: Language) -> tuple[str, str | None]:
    question = field.help if field.help.endswith("?") else field.label
    return language.text(question), _words(field, value, language) or None


def _words(field: Field, value: object, language: Language) -> str:
    if isinstance(value, tuple):
        rows = (_inner_words(one, language) if isinstance(one, BaseModel) else one for one in value)
        return "; ".join(str(row) for row in rows)
    if value is None:
        return ""
    if field.choices and value in field.choices:
        return language.text(field.choices[value])
    if isinstance(value, bool):
        return language.text("yes") if value else language.text("no")
    return str(value)


def _inner_words(row: BaseModel, language: Language) -> str:
    words = (_words(one, getattr(row, one.name), language) for one in describe(type(row)))
    return ", ".join(word for word in words if word)


def _gap(letter: str, fields: tuple[str, ...], language: Language) -> str:
    words = language.listing(language.text(FIELD_WORDS[name]) for name in fields)
    return f"{letter[0].upper()}: {words}"
