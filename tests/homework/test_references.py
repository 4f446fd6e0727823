"""Initiatives that others name: chosen from a list by name, kept by key, told if there are none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.homework.invented import CLIENT_OF_ALL
from tests.homework.test_choice import column, fill, row_of
from toolkit.errors import InputError
from toolkit.homework import read_workbook, write_workbook
from toolkit.language import Language
from toolkit.workshop_log.answers import Answers, grow

ENGLISH = Language("en")
SAID = {"decision": "yes", "who": "Board", "when": "2026-10-01"}
CHOICE: dict[str, Any] = {
    "initiatives": [
        {"name": "Forum", "key": "forum"},
        {"name": "Tips, and tricks", "key": "tips"},
        {"name": "App", "key": "app", "depends_on": ["forum", "tips"]},
    ],
    "decisions": [{"initiative": "forum", **SAID}, {"initiative": "tips", **SAID}],
    "plan": {"pins": [{"initiative": "app", "quarter": 2}]},
}
DO, DECIDED, PLAN = "What could be done", "What was decided", "Limits of the plan"


@pytest.fixture
def answers() -> Answers:
    return Answers({"choice": grow(CHOICE, "r1")})


@pytest.fixture
def path(tmp_path: Path, answers: Answers) -> Path:
    return write_workbook(tmp_path / "a.xlsx", answers, CLIENT_OF_ALL, ENGLISH)


def after(path: Path, answers: Answers) -> dict[str, Any]:
    return dict(read_workbook(path, answers, CLIENT_OF_ALL, ENGLISH).after.plain()["choice"])


@pytest.mark.parametrize(
    ("sheet", "label"), [(DO, "Depends on"), (DECIDED, "Initiative"), (PLAN, "Initiative")]
)
def test_whoever_names_an_initiative_chooses_from_the_names_in_their_sheet(
    path: Path, sheet: str, label: str
) -> None:
    book = openpyxl.load_workbook(path)
    one, names = book[sheet], book[DO]
    letter = one.cell(1, column(one, label)).column_letter
    rules = [
        rule for rule in one.data_validations.dataValidation
        if str(rule.sqref).startswith(letter) and rule.type == "list" and "!" in rule.formula1
    ]  # fmt: skip
    (source,) = {rule.formula1 for rule in rules if DO in rule.formula1}
    place = source.partition("!")[2].replace("$", "")
    listed = [cell.value for row in names[place] for cell in row]
    assert listed[:3] == ["Forum", "Tips, and tricks", "App"]
    # Rows that are added to the table are in the list too.
    assert len(listed) > 20
    # A key, or several names, pass after a remark.
    assert {rule.errorStyle for rule in rules if DO in rule.formula1} == {"information"}


def test_cells_show_names_where_these_come_back_as_they_were(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    decided, done = book[DECIDED], book[DO]
    shown = [cell.value for cell in decided[decided.cell(1, 2).column_letter] if cell.value]
    assert shown[-2:] == ["Forum", "tips"]
    cell = done.cell(row_of(done, "App"), column(done, "Depends on"))
    assert cell.value == "Forum, tips"


def test_what_nobody_touched_changes_nothing_also_after_a_name_was_mended(
    path: Path, answers: Answers
) -> None:
    assert read_workbook(path, answers, CLIENT_OF_ALL, ENGLISH).empty
    next(iter(answers.tree["choice"]["initiatives"].values()))["name"] = "Plaza"
    assert read_workbook(path, answers, CLIENT_OF_ALL, ENGLISH).empty


def test_a_name_that_was_chosen_is_kept_as_its_key(path: Path, answers: Answers) -> None:
    fill(path, DECIDED, {("Forum", "Initiative"): "App"})
    assert after(path, answers)["decisions"][0]["initiative"] == "app"
    # The same by its other name is no change.
    fill(path, DECIDED, {("App", "Initiative"): " forum "})
    assert read_workbook(path, answers, CLIENT_OF_ALL, ENGLISH).empty


def test_a_name_that_nothing_has_is_told_with_its_cell(path: Path, answers: Answers) -> None:
    fill(path, DECIDED, {("Forum", "Initiative"): "Forumm"})
    fill(path, DO, {("App", "Depends on"): "Forum, Nothing"})
    with pytest.raises(InputError) as told:
        read_workbook(path, answers, CLIENT_OF_ALL, ENGLISH)
    faults = {one.got: one for one in told.value.faults}
    assert set(faults) == {"Forumm", "Nothing"}
    assert DECIDED in faults["Forumm"].file
    assert faults["Nothing"].column == "Depends on"
    assert faults["Nothing"].expected == "Forum, Tips, and tricks, App"


def test_a_name_that_two_have_is_no_answer(path: Path, answers: Answers) -> None:
    fill(path, DO, {("Forum", "Initiative"): "App"})
    fill(path, DECIDED, {("tips", "Initiative"): "app "})
    # Of its key everybody knows which one it is.
    assert after(path, answers)["decisions"][1]["initiative"] == "app"
    fill(path, DECIDED, {("app ", "Initiative"): "App"})
    with pytest.raises(InputError, match="More than one") as told:
        read_workbook(path, answers, CLIENT_OF_ALL, ENGLISH)
    assert told.value.faults[0].expected == "app, forum"
