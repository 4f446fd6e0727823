"""What page one asks: worked out by hand from the museum's answers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.invented_answers import CAPACITY, CHOICE, INTAKE, make_folder
from toolkit.analysis.build_join_ignore import Weighing, weigh_choice
from toolkit.analysis.client_roadmap import ClientRoadmap, plan_roadmap
from toolkit.clients import ClientFolder
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.choice import Choice
from toolkit.model.client import Budget, Capacity
from toolkit.model.plan import Plan, Team
from toolkit.prose import build_join_ignore as prose
from toolkit.prose.choice_asks import asks
from toolkit.prose.roadmap import summary_sentences

ENGLISH = Language("en")
AS_OF = dt.date(2026, 10, 31)


@pytest.fixture
def folder(tmp_path: Path) -> ClientFolder:
    return make_folder(tmp_path / "museum")


def weigh(choice: Choice, capacity: Capacity) -> tuple[Weighing, ClientRoadmap]:
    weighing = weigh_choice(choice, INTAKE, capacity)
    return weighing, plan_roadmap(choice, weighing, capacity, Budget(), AS_OF)


def read(exhibit: Exhibit) -> list[str]:
    return [f"{one.lead} {one.text}".strip() for one in exhibit.bundle.sentences]


def test_what_a_plan_takes_is_asked_and_what_was_decided_is_not(folder: ClientFolder) -> None:
    weighing, plan = weigh(CHOICE, CAPACITY)
    assert plan.fits
    words = read(asks(folder, weighing, plan, ENGLISH))
    # X, which got a yes, runs from the second quarter of four: 9 months of 2 hours.
    assert words == [
        "18 hours Can these be kept free in 4 quarters, for what stands under “What starts when”?",
        "Yes, later or no What do you decide on “Answer within a day” and “Join the village”?",
        "Find out Who finds out what is unknown about “An app”?",
        "Count the buttons.",
    ]


def test_nobody_is_asked_to_find_out_what_was_decided(folder: ClientFolder) -> None:
    no = CHOICE.decisions[0].model_copy(update={"initiative": "app", "decision": "no"})
    weighing, plan = weigh(CHOICE.model_copy(update={"decisions": (no,)}), CAPACITY)
    assert not any("An app" in one for one in read(asks(folder, weighing, plan, ENGLISH)))


def test_before_any_decision_a_yes_or_no_is_asked_for_what_starts_first(
    folder: ClientFolder,
) -> None:
    undecided = CHOICE.model_copy(update={"decisions": ()})
    weighing, plan = weigh(undecided, CAPACITY)
    words = read(asks(folder, weighing, plan, ENGLISH))
    assert "Yes or no May “Answer within a day” and “Join the village” begin in Q1 2027?" in words
    assert all("?" in one for one in words[:-1])


def test_hours_are_asked_of_the_teams_that_work_in_the_plan(folder: ClientFolder) -> None:
    teams = tuple(Team(name=name, hours_per_week=12) for name in ("Desk", "Studio"))
    choice = CHOICE.model_copy(update={"plan": Plan(teams=teams)})
    weighing, plan = weigh(choice, CAPACITY)
    words = read(asks(folder, weighing, plan, ENGLISH))
    assert words[0].startswith("18 hours Can Desk keep these free in 4 quarters")


def test_what_no_rule_decides_is_asked_as_such(folder: ClientFolder) -> None:
    cold = tuple(
        one.model_copy(update={"brand_affinity": "low"}) if one.key == "answers" else one
        for one in CHOICE.initiatives
    )
    weighing, plan = weigh(CHOICE.model_copy(update={"initiatives": cold}), CAPACITY)
    words = read(asks(folder, weighing, plan, ENGLISH))
    assert "Talk “Answer within a day”: with a partner, bought, or left? No rule decides." in words


def test_a_changed_decision_changes_the_plan_and_the_sentences(folder: ClientFolder) -> None:
    first = CHOICE.decisions[0].model_copy(
        update={"initiative": "answers", "decision": "yes", "when": dt.date(2026, 10, 30)}
    )
    no = CHOICE.decisions[0].model_copy(
        update={"initiative": "x", "decision": "no", "when": dt.date(2026, 10, 30)}
    )
    changed = CHOICE.model_copy(update={"decisions": (*CHOICE.decisions, first, no)})
    weighing, plan = weigh(changed, CAPACITY)
    assert list(plan.table["initiative"]) == ["answers"]
    assert not any("May" in one for one in read(asks(folder, weighing, plan, ENGLISH)))
    planned = summary_sentences(plan, weighing, ENGLISH)
    said = read(prose.summary(weighing, ENGLISH, planned))
    assert "First, in Q1 2027: “Answer within a day”." in said


def test_without_hours_the_month_is_asked_for(folder: ClientFolder) -> None:
    weighing, plan = weigh(CHOICE, Capacity())
    words = read(asks(folder, weighing, plan, ENGLISH))
    assert words[0] == "2 hours a month Can these be kept free for what was decided?"


def test_without_initiatives_they_are_asked_for(folder: ClientFolder) -> None:
    weighing, plan = weigh(Choice(), CAPACITY)
    assert read(asks(folder, weighing, plan, ENGLISH))[0].startswith("Name them")


def test_more_than_the_budget_is_never_asked_without_saying_so(folder: ClientFolder) -> None:
    # Nobody knows the hours, so that there is no plan; the village costs 5000, and there are 4000.
    dear = tuple(
        one.model_copy(update={"cost": 5000.0, "cost_running": 0.0}) if one.key == "group" else one
        for one in CHOICE.initiatives
    )
    yes = CHOICE.decisions[0].model_copy(update={"initiative": "group"})
    choice = CHOICE.model_copy(update={"initiatives": dear, "decisions": (yes,)})
    weighing, plan = weigh(choice, Capacity())
    (first, *_) = read(asks(folder, weighing, plan, ENGLISH))
    assert first.startswith("4 hours a month and ")
    assert "That is more than the budget of " in first
    assert ENGLISH.money(4000, "EUR") in first
