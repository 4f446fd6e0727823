"""Personas and interviews in the workbook: out and back, beside a guide that is nobody's answer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.homework.invented import CLIENT_OF_ALL
from toolkit.errors import Fault, InputError
from toolkit.homework import read_workbook, write_workbook
from toolkit.homework.preview import preview
from toolkit.language import Language
from toolkit.model.survey_question import WAY_NAMES
from toolkit.workshop_log.answers import Answers, grow

RESEARCH: dict[str, Any] = {
    "personas": [
        {"name": "Buyers", "segment": "s1", "made_of": "mark", "jobs": ["Thread", "Sleep, too"]}
    ],
    "interviews": [
        {
            "code": "I1", "day": "2026-10-06", "persona": "Buyers", "role": "buyer",
            "channels": [{"channel": "linkedin", "way": "work", "moment": "in the train"}],
            "needs": ["A list", "No surprises"],
        }
    ],
}  # fmt: skip


@pytest.fixture(params=["nl", "en"])
def language(request: pytest.FixtureRequest) -> Language:
    return Language(request.param)


@pytest.fixture
def answers() -> Answers:
    return Answers({"research": grow(RESEARCH, "r1")})


@pytest.fixture
def path(tmp_path: Path, answers: Answers, language: Language) -> Path:
    return write_workbook(tmp_path / "a.xlsx", answers, CLIENT_OF_ALL, language)


def test_what_is_not_changed_comes_back_the_same_and_the_guide_is_no_answer(
    path: Path, answers: Answers, language: Language
) -> None:
    wanted = read_workbook(path, answers, CLIENT_OF_ALL, language)
    assert wanted.empty
    assert wanted.warnings == ()
    assert language.text("Interview guide") in openpyxl.load_workbook(path).sheetnames


def test_an_interview_is_typed_into_the_next_row(
    path: Path, answers: Answers, language: Language
) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book[language.text("Interviews")]
    cells = {str(cell.value): cell for row in sheet.iter_rows() for cell in row if cell.value}
    # Who it was stands before what was told.
    code, needs = cells[language.text("Code")], cells[language.text("What they need")]
    assert code.column < needs.column
    at = cells["I1"].row + 1
    sheet.cell(at, code.column).value = "I2"
    sheet.cell(at, needs.column).value = "Light\nQuiet"
    book.save(path)
    after = read_workbook(path, answers, CLIENT_OF_ALL, language).after.plain()["research"]
    assert after["interviews"][1] == {"code": "I2", "needs": ["Light", "Quiet"]}
    assert after["interviews"][0] == RESEARCH["interviews"][0]
    # What no person fills in stays what it was.
    assert after["personas"] == RESEARCH["personas"]


def test_the_ways_in_which_a_channel_is_used_stand_above_the_column(
    path: Path, language: Language
) -> None:
    sheet = openpyxl.load_workbook(path)[language.text("Interviews")]
    words = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    told = next(one for one in words if f"{language.text('Way of use')}: " in one)
    assert all(language.text(name) in told for name in WAY_NAMES.values())
    assert len(WAY_NAMES) == 8


def refuse(path: Path, answers: Answers, language: Language, ways: dict[int, str]) -> list[Fault]:
    book = openpyxl.load_workbook(path)
    sheet = book[language.text("Interviews")]
    cells = {str(cell.value): cell for row in sheet.iter_rows() for cell in row if cell.value}
    code, channels = cells[language.text("Code")], cells[language.text("Channels")]
    for below, way in ways.items():
        at = cells["I1"].row + below
        sheet.cell(at, code.column).value = f"I{below + 1}"
        sheet.cell(at, channels.column).value = f"LinkedIn / {way}"
    book.save(path)
    with pytest.raises(InputError) as told:
        read_workbook(path, answers, CLIENT_OF_ALL, language)
    return list(told.value.faults)


def test_refused_cells_of_one_kind_are_one_message(
    path: Path, answers: Answers, language: Language
) -> None:
    (fault,) = refuse(path, answers, language, {1: "on foot", 2: "by bus", 3: "on foot"})
    assert "on foot" in fault.got
    assert "by bus" in fault.got
    assert fault.got.count("on foot") == 1
    # Three cells below each other.
    cells = re.findall(r"\b[A-Z]+[0-9]+\b", fault.file.rpartition("”")[2])
    numbers = [int(re.sub("[A-Z]", "", one)) for one in cells]
    assert numbers == [numbers[0], numbers[0] + 1, numbers[0] + 2]


@pytest.mark.slow
def test_one_refused_cell_is_told_as_one(path: Path, answers: Answers, language: Language) -> None:
    (fault,) = refuse(path, answers, language, {1: "on foot"})
    assert fault.remedy == language.text(
        "Correct this cell, save the workbook, and import it again."
    )


def test_the_preview_of_a_new_interview_tells_its_channels(
    path: Path, answers: Answers, language: Language
) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book[language.text("Interviews")]
    cells = {str(cell.value): cell for row in sheet.iter_rows() for cell in row if cell.value}
    at = cells["I1"].row + 1
    sheet.cell(at, cells[language.text("Code")].column).value = "I2"
    way = language.text(WAY_NAMES["search"])
    sheet.cell(at, cells[language.text("Channels")].column).value = f"TikTok / {way} / at night"
    book.save(path)
    (line,) = preview(read_workbook(path, answers, CLIENT_OF_ALL, language), language)
    assert f"TikTok / {way} / at night" in line.then
