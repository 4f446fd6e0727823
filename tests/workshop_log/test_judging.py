"""A fault stands at the answer that it is about, and text that was refused goes with an answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.workshop_log.differences import Change
from toolkit.workshop_log.judging import judge, list_unfinished, row_of
from toolkit.workshop_log.ledger import Ledger

DECISIONS = "choice.decisions"
WHOLE = {"initiative": "b", "decision": "yes", "who": "Ann", "when": "2026-11-13"}


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = Ledger(tmp_path / "client" / "workshop")
    made.record([Change("set", "choice.initiatives", [{"key": "a", "name": "Forum"}])])
    return made


def test_a_fault_is_told_at_the_row_it_is_about_beside_rows_that_are_left_out(
    ledger: Ledger,
) -> None:
    ledger.record([Change("add", f"{DECISIONS}.+", {"who": "Ann"})])
    answers = ledger.answers.copy()
    answers.tree["choice"]["decisions"]["r9"] = dict(WHOLE)
    (wrong,) = judge(answers)
    assert wrong.path == f"{DECISIONS}.r9.initiative"
    assert wrong.fault.got == "b"
    assert list_unfinished(answers) == {f"{DECISIONS}.r2": "initiative"}


def test_the_row_of_an_answer_is_the_innermost(ledger: Ledger) -> None:
    places = [{"discipline": "customer_intimacy", "objective": "talking"}]
    ledger.record([Change("set", "choice.initiatives.r1-0.places", places)])
    tree = ledger.answers.tree
    path = "choice.initiatives.r1-0.places.r2-0"
    assert row_of(f"{path}.objective", tree) == path
    assert row_of("choice.initiatives.r1-0.name", tree) == "choice.initiatives.r1-0"
    assert row_of("choice.plan.quarters", tree) == ""


def test_refused_text_goes_when_an_import_gives_the_answer(ledger: Ledger) -> None:
    row = {"initiative": "a", "decision": "yes", "who": "Ann"}
    ledger.record([Change("set", DECISIONS, [row])])
    path = f"{DECISIONS}.r2-0.when"
    ledger.record([Change("draft", path, "13-11-2026")])
    row |= {"$row": "r2-0", "when": "2026-11-13"}
    ledger.record(ledger.compare({"choice": {"decisions": [row]}}))
    assert ledger.workshop().choice.decisions[0].who == "Ann"
    assert ledger.answers.drafts == {}


def test_refused_text_stays_where_an_import_says_nothing_new(ledger: Ledger) -> None:
    ledger.record([Change("set", "choice.plan.quarters", 4)])
    ledger.record([Change("draft", "choice.plan.quarters", "four")])
    ledger.record(ledger.compare({"choice": {"plan": {"quarters": 4, "most_starts": 3}}}))
    assert ledger.answers.drafts == {"choice.plan.quarters": "four"}
