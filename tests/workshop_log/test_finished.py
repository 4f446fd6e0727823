"""A finished block stands, whatever road comes in: a form, a file, an earlier or another state."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from toolkit import clients
from toolkit.errors import InputError
from toolkit.homework import read_wanted, take
from toolkit.workshop_log.differences import NEW, Change
from toolkit.workshop_log.finished import FINISHED, LOCKED
from toolkit.workshop_log.ledger import Ledger

MISSION = "intake.purpose.mission"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    client = tmp_path / "clients" / "small"
    client.mkdir(parents=True)
    (tmp_path / "koers.toml").write_text("", encoding="utf-8")
    (client / "client.yaml").write_text("name: Small\nlanguage: nl\n", encoding="utf-8")
    made = Ledger(client / "workshop")
    made.record([Change("set", MISSION, "First")])
    made.record([Change("set", MISSION, "Second"), Change("set", "intake.offer.product", "Bread")])
    made.record([Change("set", LOCKED, ["purpose"])])
    return made


def mission(ledger: Ledger) -> str | None:
    return ledger.workshop().intake.purpose.mission


@pytest.mark.parametrize(
    "change",
    [Change("set", MISSION, "Third"), Change("clear", MISSION), Change("clear", "intake.purpose")],
)
def test_it_cannot_be_changed_until_it_is_opened(ledger: Ledger, change: Change) -> None:
    with pytest.raises(InputError) as refused:
        ledger.record([Change("set", "intake.offer.market", "Here"), change])
    (fault,) = refused.value.faults
    assert fault.what == FINISHED
    assert ledger.workshop().intake.offer.market is None
    ledger.record([Change("set", LOCKED, [])])
    ledger.record([change])
    assert mission(ledger) in ("Third", None)


def test_rows_of_a_finished_table_stand_too(ledger: Ledger) -> None:
    ledger.record([Change("set", LOCKED, ["goals"])])
    with pytest.raises(InputError):
        ledger.record([Change("add", f"intake.goals.{NEW}", {"name": "More"})])


def test_text_that_came_too_late_is_kept_as_a_draft(ledger: Ledger) -> None:
    ledger.record([Change("draft", MISSION, "Third")])
    assert ledger.answers.drafts[MISSION] == "Third"
    assert mission(ledger) == "Second"


def test_an_earlier_state_comes_back_without_it(ledger: Ledger) -> None:
    ledger.go_back_to(1)
    intake = ledger.workshop().intake
    assert (intake.purpose.mission, intake.offer.product) == ("Second", None)
    assert ledger.workshop().meeting.locked == ("purpose",)


def test_undo_opens_the_block_before_it_takes_its_answers_back(ledger: Ledger) -> None:
    ledger.undo()
    assert (ledger.workshop().meeting.locked, mission(ledger)) == ((), "Second")
    ledger.undo()
    assert mission(ledger) == "First"


def test_another_programs_state_is_refused_for_it(ledger: Ledger) -> None:
    path = ledger.folder / "state.json"
    state = json.loads(path.read_text(encoding="utf-8"))
    state["answers"]["intake"]["purpose"]["mission"] = "Theirs"
    path.write_text(json.dumps(state), encoding="utf-8")
    ledger.catch_up()
    with pytest.raises(InputError):
        ledger.take_theirs(who="state.json")
    assert mission(ledger) == "Second"
    assert ledger.foreign is not None


def test_a_file_neither_changes_nor_opens_it(ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(
        "intake:\n  purpose: {mission: Third}\n  offer: {market: Here}\nmeeting: {locked: []}\n",
        encoding="utf-8",
    )
    folder = clients.load("small", workspace=tmp_path)
    wanted = read_wanted(file, folder, ledger)
    assert [one.column for one in wanted.warnings] == ["What you are there for"]
    take(wanted, ledger, folder)
    found = ledger.workshop()
    assert (found.intake.purpose.mission, found.intake.offer.market) == ("Second", "Here")
    assert found.meeting.locked == ("purpose",)


def test_a_block_that_was_finished_after_the_look_stands(ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text("intake:\n  offer: {market: Here}\n", encoding="utf-8")
    folder = clients.load("small", workspace=tmp_path)
    wanted = read_wanted(file, folder, ledger)
    ledger.record([Change("set", LOCKED, ["purpose", "offer"])])
    with pytest.raises(InputError):
        take(wanted, ledger, folder)
    assert ledger.workshop().intake.offer.market is None
