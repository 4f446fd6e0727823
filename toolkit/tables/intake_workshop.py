"""The intake's tables: what the team said, in its own words, and what it left open."""

from __future__ import annotations

import pandas as pd

from toolkit.analysis.completeness import QUESTIONS, SMART, Completeness, find_smart_gaps
from toolkit.analysis.discipline import Priorities, Votes
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language, mark
from toolkit.model.client import Client
from toolkit.model.intake import DISCIPLINE_NAMES, OBJECTIVE_NAMES, Intake
from toolkit.tables.layout import exhibit_table
from toolkit.tidy import tabulate

KIND_NAMES = {"owned": mark("own"), "paid": mark("paid"), "earned": mark("earned")}
ACTION_NAMES = {
    "keep": mark("keep"),
    "update": mark("update"),
    "create": mark("create"),
    "remove": mark("remove"),
}
# What is missing where a letter of SMART is, in plain words.
SMART_NAMES = {
    "specific": mark("a clear outcome"),
    "measurable": mark("a measure with its target"),
    "acceptable": mark("an owner"),
    "realistic": mark("the present figure"),
    "timely": mark("a date"),
}
PART_NAMES = {
    "offer": mark("What you offer"),
    "purpose": mark("What you are for"),
    "target_groups": mark("For whom"),
    "discipline_votes": mark("What you compete on"),
    "discipline": mark("What you compete on"),
    "discipline_reason": mark("What you compete on"),
    "fits": mark("Objectives on social media"),
    "goals": mark("Goals"),
    "media": mark("Channels and media"),
    "capacity": mark("Means"),
    "budget": mark("Means"),
}


def identity_table(intake: Intake, language: Language) -> Exhibit | None:
    """Show what the client is, offers and wants, question by question."""
    rows = []
    for key, question in QUESTIONS.items():
        part, _, field = key.partition(".")
        if part in {"offer", "purpose"}:
            answer = getattr(getattr(intake, part), field)
            rows.append((language.text(question), answer or None))
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
    if not intake.target_groups:
        return None
    frame = pd.DataFrame([group.model_dump() for group in intake.target_groups])
    columns = [
        Column(name="name", label=language.text("Target group")),
        Column(name="looks_for", label=language.text("Looks for")),
        Column(name="problems", label=language.text("Gets stuck on")),
        Column(name="help", label=language.text("How you help")),
        Column(name="likes", label=language.text("Likes")),
        Column(name="dislikes", label=language.text("Dislikes")),
    ]
    table = tabulate(
        frame,
        columns,
        name="target_groups",
        title=language.text("For whom you are there"),
        shown=("name", "looks_for", "problems", "help"),
        source=language.text("workshop"),
    )
    return exhibit_table(table, language)


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


def goals_table(intake: Intake, language: Language) -> Exhibit | None:
    """Show the goals: from where to where, by when, by whom, and what they still lack."""
    if not intake.goals:
        return None
    rows = []
    for goal in intake.goals:
        gaps = [letter for letter, fields in find_smart_gaps(goal).items() if fields]
        lacking = language.listing(language.text(SMART_NAMES[letter]) for letter in gaps)
        rows.append(
            goal.model_dump()
            | {
                "channels": language.listing(goal.channels),
                "now": _amount(goal.baseline, goal.unit, language),
                "then": _amount(goal.target, goal.unit, language),
                "lacking": lacking,
                "smart": len(SMART) - len(gaps),
            }
        )
    columns = [
        Column(name="name", label=language.text("Goal")),
        Column(name="reached", label=language.text("Reached when")),
        Column(name="measure", label=language.text("Measure")),
        Column(name="source", label=language.text("Source")),
        Column(name="baseline", label=language.text("Baseline"), unit="number", decimals=1),
        Column(name="target", label=language.text("Target"), unit="number", decimals=1),
        Column(name="unit", label=language.text("Unit")),
        Column(name="now", label=language.text("Now")),
        Column(name="then", label=language.text("Towards")),
        Column(name="deadline", label=language.text("By"), unit="date"),
        Column(name="owner", label=language.text("Answers for it")),
        Column(name="serves", label=language.text("Serves")),
        Column(name="channels", label=language.text("Channels")),
        Column(name="vanity", label=language.text("Attention only"), unit="yesno"),
        Column(name="smart", label=language.text("SMART, of 5"), unit="count"),
        Column(name="lacking", label=language.text("Still lacks")),
    ]
    table = tabulate(
        pd.DataFrame(rows),
        columns,
        name="goals",
        title=language.text("The goals, and what they still lack"),
        shown=("name", "now", "then", "deadline", "owner", "lacking"),
        source=language.text("workshop"),
    )
    return exhibit_table(table, language)


def media_table(intake: Intake, language: Language) -> Exhibit | None:
    """Show the inventory of all channels and media, printed and broadcast ones included."""
    if not intake.media:
        return None
    frame = pd.DataFrame([medium.model_dump() for medium in intake.media])
    frame["kind_name"] = _named(frame["kind"], KIND_NAMES, language)
    frame["action_name"] = _named(frame["action"], ACTION_NAMES, language)
    columns = [
        Column(name="name", label=language.text("Channel or medium")),
        Column(name="kind", label=language.text("Kind, as a key")),
        Column(name="kind_name", label=language.text("Kind")),
        Column(name="online", label=language.text("Online"), unit="yesno"),
        Column(name="goal", label=language.text("What for")),
        Column(name="target_group", label=language.text("For whom")),
        Column(name="owner", label=language.text("Kept by")),
        Column(name="controller", label=language.text("Checked by")),
        Column(name="frequency", label=language.text("How often")),
        Column(name="hours_per_week", label=language.text("Hours a week"), unit="hours",
               decimals=1),
        Column(name="action", label=language.text("To do, as a key")),
        Column(name="action_name", label=language.text("To do")),
    ]  # fmt: skip
    table = tabulate(
        frame,
        columns,
        name="media",
        title=language.text("All channels and media"),
        shown=("name", "goal", "owner", "frequency", "hours_per_week", "action_name"),
        source=language.text("workshop"),
    )
    return exhibit_table(table, language)


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


def open_table(completeness: Completeness, language: Language) -> Exhibit | None:
    """List the questions without an answer, and what they are about."""
    if completeness.untouched or not completeness.open:
        return None
    rows = [
        (
            question.key,
            language.text(PART_NAMES[question.part]),
            _about(question.key, question.about, language),
            language.text(QUESTIONS[question.key]),
        )
        for question in completeness.open
    ]
    columns = [
        Column(name="key", label=language.text("Question, as a key")),
        Column(name="part", label=language.text("Part")),
        Column(name="about", label=language.text("About")),
        Column(name="question", label=language.text("Question")),
    ]
    table = tabulate(
        pd.DataFrame(rows, columns=[column.name for column in columns]),
        columns,
        name="open_questions",
        title=language.text("What is still open"),
        shown=("part", "about", "question"),
    )
    return exhibit_table(table, language)


def counts_table(completeness: Completeness, language: Language) -> Exhibit:
    """Publish how many questions there are, and how many of them are open, part by part."""
    parts = list(dict.fromkeys(question.part for question in completeness.questions))
    rows = [(part, *completeness.count(part)) for part in parts]
    rows.append(("all", len(completeness.open), len(completeness.questions)))
    columns = [
        Column(name="part", label=language.text("Part")),
        Column(name="open", label=language.text("Open"), unit="count"),
        Column(name="questions", label=language.text("Questions"), unit="count"),
    ]
    frame = pd.DataFrame(rows, columns=["part", "open", "questions"])
    title = language.text("How much is still open")
    return Exhibit(tabulate(frame, columns, name="completeness", title=title), "")


def _about(key: str, about: tuple[str, ...], language: Language) -> str:
    if key == "fits":
        discipline, objective = about
        return (
            f"{language.text(OBJECTIVE_NAMES[objective])}, "
            + language.text(DISCIPLINE_NAMES[discipline]).lower()
        )
    return " ".join(about)


def _amount(value: float | None, unit: str, language: Language) -> str | None:
    if value is None:
        return None
    words = language.number(value, 0 if value == int(value) else 1)
    # A percentage sign stands against its number; any other unit is a word of its own.
    return words + unit if unit in {"", "%"} else f"{words} {unit}"


def _named(keys: pd.Series, names: dict[str, str], language: Language) -> list[str | None]:
    return [language.text(names[key]) if isinstance(key, str) else None for key in keys]
