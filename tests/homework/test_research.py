"""Personas and interviews in the workbook: out and back, beside a guide that is nobody's answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.homework.invented import CLIENT_OF_ALL
from toolkit.homework import read_workbook, write_workbook
from toolkit.language import Language
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
