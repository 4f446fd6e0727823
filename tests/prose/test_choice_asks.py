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


def test_a_plan_is_asked_for_in_hours_and_with_a_yes_or_no(folder: ClientFolder) -> None:
    weighing, plan = weigh(CHOICE, CAPACITY)
    assert plan.fits
    words = read(asks(folder, weighing, plan, ENGLISH))
    hours = ENGLISH.number(float(plan.table["hours"].sum()))
    assert words[0].startswith(f"{hours} hours")
    assert "for what stands under “What starts when”" in words[0]
    assert words[1] == "Yes or no May “X again” begin in Q1 2027?"
    assert (
        "Decide on the rest “Answer within a day” and “Join the village”: advised, and not "
        "decided yet." in words
    )
    assert words[-1] == "Count the buttons."


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
    assert "May “Answer within a day” begin" in read(asks(folder, weighing, plan, ENGLISH))[1]
    planned = summary_sentences(plan, ENGLISH)
    said = read(prose.summary(weighing, ENGLISH, planned))
    assert "First, in Q1 2027: “Answer within a day”." in said


def test_without_hours_the_month_is_asked_for(folder: ClientFolder) -> None:
    weighing, plan = weigh(CHOICE, Capacity())
    words = read(asks(folder, weighing, plan, ENGLISH))
    assert words[0] == "2 hours a month To keep going what was decided."


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
