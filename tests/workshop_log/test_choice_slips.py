"""Slips in a choice: told by a check, and where a file brings them."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from toolkit import clients
from toolkit.clients.checking import check_folder
from toolkit.errors import InputError
from toolkit.homework import read_wanted
from toolkit.model.choice import Choice
from toolkit.model.plan import Pin, Plan
from toolkit.workshop_log.differences import Change
from toolkit.workshop_log.imports import find_choice_slips
from toolkit.workshop_log.ledger import Ledger

TEAMS = [{"name": "Communication", "hours_per_week": 4}, {"name": "ICT", "hours_per_week": 2}]


def initiatives(**teams: str) -> list[dict[str, str]]:
    return [{"key": key, "name": key.title(), "team": team} for key, team in teams.items()]


def decide(key: str, decision: str, when: str = "2026-10-01") -> dict[str, str]:
    return {"initiative": key, "decision": decision, "who": "Bo", "when": when}


@pytest.fixture
def folder(tmp_path: Path) -> clients.ClientFolder:
    path = tmp_path / "clients" / "small"
    path.mkdir(parents=True)
    (tmp_path / "koers.toml").write_text("", encoding="utf-8")
    (path / "client.yaml").write_text("name: Small\n", encoding="utf-8")
    return clients.load("small", workspace=tmp_path)


def answers(tmp_path: Path, team: str) -> Path:
    file = tmp_path / "answers.yaml"
    rows = f"choice:\n  initiatives:\n    - {{key: b, name: B, team: {team}}}\n"
    file.write_text(rows, encoding="utf-8")
    return file


def test_a_team_without_hours_is_found_however_others_are_spelled() -> None:
    choice = Choice.model_validate(
        {"initiatives": initiatives(a="communication ", b="Comunicatie", c=""),
         "plan": {"teams": TEAMS}}
    )  # fmt: skip
    (fault,) = find_choice_slips(choice, "log")
    assert fault.column == "choice → initiatives 2 → team"
    assert (fault.got, fault.severity) == ("Comunicatie", "warning")
    assert fault.expected == "one of: Communication, ICT"
    assert find_choice_slips(Choice.model_validate({"initiatives": initiatives(b="X")}), "l") == ()


def test_a_file_that_brings_a_team_without_hours_is_refused(
    folder: clients.ClientFolder, tmp_path: Path
) -> None:
    ledger = Ledger(folder.workshop_folder)
    ledger.record([Change("set", "choice.plan.teams", TEAMS)])
    with pytest.raises(InputError) as caught:
        read_wanted(answers(tmp_path, "Comunicatie"), folder, ledger)
    (fault,) = caught.value.faults
    assert fault.expected == "one of: Communication, ICT"
    assert read_wanted(answers(tmp_path, "ict"), folder, ledger).changes
    # What was there before is not the file's.
    ledger.record([Change("set", "choice.initiatives", initiatives(b="Elsewhere"))])
    assert not read_wanted(answers(tmp_path, "Elsewhere"), folder, ledger).warnings


def test_two_variants_decided_on_are_told_by_a_check(folder: clients.ClientFolder) -> None:
    rows = [{**row, "idea": idea} for row, idea in
            zip(initiatives(a="", b="", c=""), ("Site", "site ", ""), strict=True)]  # fmt: skip
    ledger = Ledger(folder.workshop_folder)
    decisions = [decide("a", "yes"), decide("b", "yes"), decide("c", "yes")]
    ledger.record(
        [Change("set", "choice.initiatives", rows), Change("set", "choice.decisions", decisions)]
    )
    (fault,) = [one for one in check_folder(folder) if one.column.startswith("choice")]
    assert fault.column == "choice → decisions 2 → decision"
    assert (fault.got, fault.severity) == ("“A”, “B”", "warning")


def test_a_decision_that_was_taken_back_is_no_double() -> None:
    rows = [{**row, "idea": "site"} for row in initiatives(a="", b="")]
    decisions = [decide("a", "no", "2026-10-02"), decide("a", "yes"), decide("b", "yes")]
    choice = Choice.model_validate({"initiatives": rows, "decisions": decisions})
    assert find_choice_slips(choice, "log") == ()


def test_a_start_after_the_end_of_the_plan_is_refused_where_it_stands() -> None:
    pins = (Pin(initiative="a", quarter=6), Pin(initiative="b", quarter=9))
    with pytest.raises(ValidationError) as caught:
        Plan(quarters=6, pins=pins)
    (problem,) = caught.value.errors()
    (found,) = problem["ctx"]["error"].found
    assert (found.place, found.got) == (("pins", 1, "quarter"), "9 (1–6)")
    assert Plan(quarters=9, pins=pins).pins == pins
