"""The choice in the workbook: out and back by row, with keys made of names, and lists of others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.homework.invented import CLIENT_OF_ALL
from toolkit.errors import InputError
from toolkit.homework import preview, read_workbook, write_workbook
from toolkit.language import Language
from toolkit.model.workshop import Workshop
from toolkit.workshop_log.answers import Answers, Rows, grow

ENGLISH = Language("en")
CHOICE: dict[str, Any] = {
    "criteria": [
        {"name": "Reach", "key": "reach", "swing": 100, "anchors": ["nobody", "some, or few"]},
    ],
    "initiatives": [
        {
            "name": "Forum",
            "key": "forum",
            "places": [
                {"discipline": "customer_intimacy", "objective": "supporting"},
                {"discipline": "product_leadership", "objective": "listening"},
            ],
            "community": {"name": "Bike / talk", "members": 1200, "alive": True},
            "hours_technical": 40,
        },
        {"name": "App", "key": "app", "depends_on": ["forum"]},
    ],
    "plan": {"teams": [{"name": "Web", "hours_per_week": 8}], "quarters": 6},
}


@pytest.fixture
def answers() -> Answers:
    return Answers({"choice": grow(CHOICE, "r1")})


@pytest.fixture
def path(tmp_path: Path, answers: Answers) -> Path:
    return write_workbook(tmp_path / "a.xlsx", answers, CLIENT_OF_ALL, ENGLISH)


def column(sheet: Worksheet, label: str) -> int:
    return next(c.column for row in sheet.iter_rows() for c in row if c.value == label)


def row_of(sheet: Worksheet, name: str) -> int:
    return next(c.row for row in sheet.iter_rows(min_col=2) for c in row if c.value == name)


def fill(path: Path, sheet: str, cells: dict[tuple[str, str], object]) -> None:
    """Type into cells by the name in their row and the head of their column."""
    book = openpyxl.load_workbook(path)
    for (name, label), value in cells.items():
        one = book[sheet]
        one.cell(row_of(one, name), column(one, label), value)
    book.save(path)


def add_row(path: Path, sheet: str, cells: dict[str, object]) -> str:
    book = openpyxl.load_workbook(path)
    one = book[sheet]
    first = column(one, "Initiative")
    number = next(n for n in range(6, 99) if not one.cell(n, first).value)
    for label, value in cells.items():
        one.cell(number, column(one, label), value)
    book.save(path)
    return one.cell(number, first).coordinate


def after(path: Path, answers: Answers) -> dict[str, Any]:
    wanted = read_workbook(path, answers, CLIENT_OF_ALL, ENGLISH)
    return dict(wanted.after.plain()["choice"])


def test_nested_answers_take_a_line_each_and_steps_too(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["What could be done"]
    cell = sheet.cell(row_of(sheet, "Forum"), column(sheet, "Cells of the matrix"))
    assert cell.value == "Customer intimacy / Supporting\nProduct leadership / Listening"
    cell = sheet.cell(cell.row, column(sheet, "Community of others that could be joined"))
    assert cell.value == "Bike - talk / 1200 / yes"
    steps = book["What counts, and how much"]
    cell = steps.cell(row_of(steps, "Reach"), column(steps, "Steps of the scale"))
    assert cell.value == "nobody\nsome, or few"


def test_what_nobody_touched_changes_nothing(path: Path, answers: Answers) -> None:
    assert read_workbook(path, answers, CLIENT_OF_ALL, ENGLISH).empty


def test_cells_of_the_matrix_a_community_and_steps_come_back(path: Path, answers: Answers) -> None:
    sheet = "What could be done"
    fill(path, sheet, {
        ("App", "Cells of the matrix"): "customer intimacy/Talking; Product leadership / Listening",
        ("App", "Community of others that could be joined"): "Riders / 80",
        ("App", "Share of the target group on the channel"): 0.25,
    })  # fmt: skip
    fill(path, "What counts, and how much", {("Reach", "Steps of the scale"): "a, b\nc"})
    choice = after(path, answers)
    app = choice["initiatives"][1]
    assert app["places"] == [
        {"discipline": "customer_intimacy", "objective": "talking"},
        {"discipline": "product_leadership", "objective": "listening"},
    ]
    assert app["community"] == {"name": "Riders", "members": 80}
    assert app["audience_share"] == 0.25
    assert choice["criteria"][0]["anchors"] == ["a, b", "c"]
    assert choice["initiatives"][0] == CHOICE["initiatives"][0]
    Workshop.model_validate({"choice": choice})


def test_a_new_row_gets_a_key_of_its_name_unlike_the_others(path: Path, answers: Answers) -> None:
    add_row(path, "What could be done", {"Initiative": "Forum", "Depends on": "App"})
    rows = after(path, answers)["initiatives"]
    assert [row["key"] for row in rows] == ["forum", "app", "forum_2"]
    wanted = read_workbook(path, answers, CLIENT_OF_ALL, ENGLISH)
    (line,) = preview(wanted, ENGLISH)
    assert (line.kind, line.what) == ("added", "Initiatives")


def test_what_happened_meanwhile_stays_beside_what_the_file_changes(
    path: Path, answers: Answers
) -> None:
    now = answers.copy()
    rows: Rows = now.tree["choice"]["initiatives"]
    next(iter(rows.values()))["hours_running"] = 3
    fill(path, "What could be done", {("Forum", "Technical hours, once"): 60})
    forum = after(path, now)["initiatives"][0]
    assert (forum["hours_running"], forum["hours_technical"]) == (3, 60)


def test_a_key_that_was_wiped_stays(path: Path, answers: Answers) -> None:
    fill(path, "What could be done", {("Forum", "Key"): None, ("Forum", "Initiative"): "Plaza"})
    forum = after(path, answers)["initiatives"][0]
    assert (forum["name"], forum["key"]) == ("Plaza", "forum")


@pytest.mark.slow
def test_teams_and_limits_of_the_plan_come_back(path: Path, answers: Answers) -> None:
    fill(path, "Limits of the plan", {("Web", "Hours a week for new things"): 12})
    plan = after(path, answers)["plan"]
    assert plan["teams"] == [{"name": "Web", "hours_per_week": 12}]
    assert plan["quarters"] == 6


@pytest.mark.parametrize(
    ("label", "value", "expected"),
    [
        ("Cells of the matrix", "Customer intimacy", "Discipline / Objective"),
        ("Cells of the matrix", "Customer intimacy / Singing", "one of: Listening"),
        ("Technical hours, once", "many", "a number"),
        ("Quarters to set up", 9, "8"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_taken(
    path: Path, answers: Answers, label: str, value: object, expected: str
) -> None:
    fill(path, "What could be done", {("App", label): value})
    with pytest.raises(InputError) as told:
        read_workbook(path, answers, CLIENT_OF_ALL, ENGLISH)
    (fault,) = told.value.faults
    assert "What could be done" in fault.file
    assert fault.column == label
    assert expected in fault.expected


def stranger(path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


def test_a_list_that_somebody_made_comes_in_by_its_headers(
    tmp_path: Path, answers: Answers
) -> None:
    path = stranger(
        tmp_path / "own.xlsx",
        ("Ideeën voor volgend jaar",),
        ("Naam", "Omschrijving", "Uren", "Kosten", "Kleur"),
        ("Podcast", "Elke maand", 20, 500, "blauw"),
        ("forum", "", "", 50, ""),
    )
    wanted = read_workbook(path, answers, CLIENT_OF_ALL, ENGLISH)
    assert [(one.severity, one.column) for one in wanted.warnings] == [
        ("note", ""), ("warning", "Kleur"),
    ]  # fmt: skip
    rows = after(path, answers)["initiatives"]
    assert [row["name"] for row in rows] == ["Podcast", "forum", "App"]
    assert rows[1] == CHOICE["initiatives"][0] | {"name": "forum", "cost": 50}
    assert rows[0] == {
        "name": "Podcast", "description": "Elke maand", "hours_organisational": 20, "cost": 500,
        "key": "podcast",
    }  # fmt: skip


def test_a_sheet_with_other_headers_is_told_what_is_wanted(
    tmp_path: Path, answers: Answers
) -> None:
    path = stranger(tmp_path / "own.xlsx", ("Foo", "Bar"), ("Podcast", 3))
    with pytest.raises(InputError, match="Name, Description, Hours and Cost"):
        read_workbook(path, answers, CLIENT_OF_ALL, ENGLISH)


def test_a_crowded_sheet_is_printed_large_enough_to_be_read(
    tmp_path: Path, answers: Answers
) -> None:
    path = write_workbook(tmp_path / "nl.xlsx", answers, CLIENT_OF_ALL, Language("nl"))
    sheet = openpyxl.load_workbook(path)["Wat er kan"]
    shown = [one for one in sheet.column_dimensions.values() if not one.hidden]
    across = sum(one.width * (one.max - one.min + 1) for one in shown)
    # A3 landscape has 15.5 inches between its margins, and a sign of 11 points is 7/96 inch wide:
    # printed on one page across, letters stay above half their size.
    assert sheet.page_setup.paperSize == 8
    assert 15.5 / (across * 7 / 96) > 0.5
    for cell in sheet[row_of(sheet, "Initiatief")]:
        if cell.value and cell.column > 1:
            width = sheet.column_dimensions[cell.column_letter].width
            assert max(map(len, str(cell.value).split())) < width
