"""What goes along with a row that is removed, and comes back with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.workshop_log.differences import Change
from toolkit.workshop_log.dots import DotUrn
from toolkit.workshop_log.ledger import Ledger
from toolkit.workshop_log.removal import remove_with_all, rename_with_all

WHEN = "2026-10-06T13:00:00+00:00"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = Ledger(tmp_path / "client" / "workshop")
    rated = [{"rater": "Care", "initiative": key, "criterion": "reach", "score": 3} for key in "ab"]
    decided = {"decision": "yes", "who": "Care", "when": "2026-10-06"}
    values: dict[str, object] = {
        "criteria": [{"key": "reach", "name": "Reach", "swing": 100}],
        "initiatives": [
            {"key": "a", "name": "Forum"},
            {"key": "b", "name": "App", "depends_on": ["a", "c"]},
            {"key": "c", "name": "Podcast"},
        ],
        "ratings": rated,
        "agreed": [{"initiative": "a", "criterion": "reach", "score": 3}],
        "decisions": [{"initiative": "forum", **decided}, {"initiative": "b", **decided}],
        "board.cards": [{"initiative": "a", "effort": 10, "benefit": 20}],
        "plan.pins": [{"initiative": "a", "quarter": 1}],
    }
    made.record(
        [Change("set", f"choice.{name}", value) for name, value in values.items()], time=WHEN
    )
    return made


def test_with_an_initiative_goes_all_that_names_it_and_comes_back_in_one_step(
    ledger: Ledger,
) -> None:
    before = ledger.workshop()
    row = next(iter(ledger.answers.tree["choice"]["initiatives"]))
    ledger.record(remove_with_all(ledger.answers, f"choice.initiatives.{row}"), time=WHEN)
    choice = ledger.workshop().choice
    assert [one.key for one in choice.initiatives] == ["b", "c"]
    assert choice.initiatives[0].depends_on == ("c",)
    assert [one.initiative for one in choice.ratings] == ["b"]
    assert [one.initiative for one in choice.decisions] == ["b"]
    assert (choice.agreed, choice.board.cards, choice.plan.pins) == ((), (), ())
    ledger.undo(time=WHEN)
    assert ledger.workshop() == before


def test_with_a_criterion_go_its_scores(ledger: Ledger) -> None:
    row = next(iter(ledger.answers.tree["choice"]["criteria"]))
    ledger.record(remove_with_all(ledger.answers, f"choice.criteria.{row}"), time=WHEN)
    choice = ledger.workshop().choice
    assert (choice.criteria, choice.ratings, choice.agreed) == ((), (), ())
    assert len(choice.board.cards) == 1


def test_any_other_row_goes_alone(ledger: Ledger) -> None:
    path = "intake.goals.r9"
    assert remove_with_all(ledger.answers, path) == (Change("remove", path),)


def test_dots_for_what_was_removed_meanwhile_are_not_counted(ledger: Ledger) -> None:
    urn = DotUrn(ledger.folder)
    urn.put_in({"a": 2, "b": 1}, each=3)
    row = next(iter(ledger.answers.tree["choice"]["initiatives"]))
    ledger.record(remove_with_all(ledger.answers, f"choice.initiatives.{row}"), time=WHEN)
    assert urn.reveal(ledger) == 1
    board = ledger.workshop().choice.board
    assert [(one.initiative, one.dots) for one in board.dots] == [("b", 1)]
    assert board.voters == 1


@pytest.fixture
def people(tmp_path: Path) -> Ledger:
    made = Ledger(tmp_path / "client" / "workshop")
    research = {
        "personas": [{"name": "Buyers"}, {"name": "Makers"}],
        "interviews": [{"code": "I1", "persona": "Buyers"}, {"code": "I2", "persona": "Makers"}],
        "quotes": [{"text": "So it is", "persona": "Buyers", "released_by": "Ilse"}],
    }
    values = [Change("set", f"research.{name}", value) for name, value in research.items()]
    made.record(values, time=WHEN)
    return made


def named(ledger: Ledger) -> list[str]:
    research = ledger.workshop().research
    return [one.persona for one in (*research.interviews, *research.quotes)]


def test_who_names_a_persona_names_it_anew_in_one_step(people: Ledger) -> None:
    row = next(iter(people.answers.tree["research"]["personas"]))
    changes = rename_with_all(
        people.answers, Change("set", f"research.personas.{row}.name", "Purchasers")
    )
    people.record(changes, time=WHEN)
    assert named(people) == ["Purchasers", "Makers", "Purchasers"]
    people.undo(time=WHEN)
    assert named(people) == ["Buyers", "Makers", "Buyers"]


def test_what_was_told_stays_when_its_persona_goes(people: Ledger) -> None:
    row = next(iter(people.answers.tree["research"]["personas"]))
    people.record(remove_with_all(people.answers, f"research.personas.{row}"), time=WHEN)
    assert named(people) == ["", "Makers", ""]
    people.undo(time=WHEN)
    assert named(people) == ["Buyers", "Makers", "Buyers"]


def test_nothing_else_takes_anything_along(people: Ledger) -> None:
    change = Change("set", "research.interviews.r1.role", "Buyers")
    assert rename_with_all(people.answers, change) == (change,)
