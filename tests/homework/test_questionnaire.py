"""A questionnaire as a spreadsheet holds all that its builder needs, in the client's language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests import test_cli
from tests.readers.test_questionnaire import LAYOUTS, lay_out
from toolkit.homework import write_questionnaire
from toolkit.language import Language
from toolkit.model.client import Client
from toolkit.model.questionnaire import Questionnaire
from toolkit.readers.questionnaire import find_questionnaire, load_questionnaires

koers = test_cli.koers
Koers = test_cli.Koers
ALL = load_questionnaires()
CLIENT = Client.model_validate({"name": "Museum {De Knoop}", "language": "nl"})
every = pytest.mark.parametrize("asked", ALL, ids=lambda one: one.name)


def write(path: Path, asked: Questionnaire) -> Path:
    groups = ("=Gezinnen", "Lezers")
    return write_questionnaire(path, asked, CLIENT, Language(asked.language), groups, "knoop")


@every
def test_a_row_a_question_with_what_is_chosen_from_and_what_it_counts_as(
    tmp_path: Path, asked: Questionnaire
) -> None:
    sheet = load_workbook(write(tmp_path / "made.xlsx", asked)).worksheets[0]
    rows = {row[-1]: row for row in sheet.iter_rows(min_row=5, values_only=True)}
    assert list(rows) == [question.key for question in asked.questions]
    for question in asked.questions:
        row = rows[question.key]
        assert row[1] == question.wording.replace("{client}", CLIENT.name)
        if question.statements:
            assert row[3].split("\n") == [one.wording for one in question.statements]
            assert row[4].split("\n") == list(asked.answers)
            assert len(row[8].split("\n")) == len(question.statements)
    assert rows["group"][4].split("\n") == ["=Gezinnen", "Lezers"]
    text = " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    assert asked.name in text
    assert "{client}" not in text


@every
def test_headers_made_of_the_spreadsheet_are_known_again(
    tmp_path: Path, asked: Questionnaire
) -> None:
    lists = load_workbook(write(tmp_path / "made.xlsx", asked)).worksheets[1]
    headers = []
    for head, *lines in lists.iter_cols(min_col=2, values_only=True):
        headers += [head, *(f"{head} [{line}]" for line in lines if line)]
    found = find_questionnaire(headers)
    assert found is not None
    assert (found.questionnaire, found.missing) == (asked, ())


def test_the_same_questionnaire_gives_the_same_bytes_and_no_formulas(tmp_path: Path) -> None:
    first, second = (write(tmp_path / f"{n}.xlsx", ALL[0]) for n in (1, 2))
    assert first.read_bytes() == second.read_bytes()
    cells = (cell for sheet in load_workbook(first) for row in sheet.iter_rows() for cell in row)
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_the_command_writes_the_newest_in_the_clients_language(
    koers: Koers, small_client: Callable[..., Path], tmp_path: Path
) -> None:
    home, path = small_client(), tmp_path / "asked.xlsx"
    asked = ("export", "small", "--questionnaire", path, "--workspace", home)
    status, out, _ = koers(*asked)
    assert status == 0
    assert "koers-2026-en-1" in out
    assert "koers codebook small" in out
    # It is not written over what is there.
    assert koers(*asked)[0] == 2
    old = tmp_path / "old.xlsx"
    status, out, _ = koers("export", "small", "--questionnaire", old, "--instrument", "forrester",
                           "--language", "nl", "--workspace", home)  # fmt: skip
    assert (status, "forrester-2010-nl-1" in out) == (0, True)
    assert koers("export", "small", "--questionnaire", tmp_path / "no.xlsx", "--instrument",
                 "2012", "--workspace", home)[0] == 2  # fmt: skip
    assert not (tmp_path / "no.xlsx").exists()


def test_the_codebook_of_its_answers_is_drafted_without_a_guess(
    koers: Koers, small_client: Callable[..., Path]
) -> None:
    home = small_client()
    folder = home / "clients" / "small" / "data" / "survey"
    folder.mkdir(parents=True, exist_ok=True)
    asked = next(one for one in ALL if one.name == "koers-2026-en-1")
    text = lay_out(asked, *LAYOUTS["microsoft"])
    (folder / "answers.csv").write_text(text, encoding="utf-8")
    status, out, _ = koers("codebook", "small", "--population", "Visitors", "--workspace", home)
    assert status == 0
    assert "koers-2026-en-1: what follows from it needs no look" in out
    assert "guess" not in out
    drafted = (folder / "codebook.yaml").read_text(encoding="utf-8")
    assert "guessed:" not in "".join(line for line in drafted.splitlines() if line[:1] != "#")
