"""The commands: what is shown before it is taken, who is asked, and what a program gets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests import test_cli
from tests.homework.test_round_trip import edit
from toolkit.clients import load

koers = test_cli.koers
Koers = test_cli.Koers
SHOWN = "  What you offer → Product or service: answered: Buttons\n"


@pytest.fixture
def home(small_client: Callable[..., Path]) -> Path:
    return small_client()


@pytest.fixture
def filled(koers: Koers, home: Path, tmp_path: Path) -> Path:
    path = tmp_path / "intake.xlsx"
    asked = ("export", "small", "--workshop", path, "--homework", "--workspace", home)
    status, out, _ = koers(*asked)
    assert (status, "koers import small intake.xlsx" in out) == (0, True)
    edit(path, "intake.offer.product", "Buttons")
    return path


def product(home: Path) -> str | None:
    return load("small", workspace=home).workshop.intake.offer.product


def test_a_dry_run_shows_and_takes_nothing(koers: Koers, home: Path, filled: Path) -> None:
    asked = ("import", "small", filled, "--workspace", home)
    assert koers(*asked, "--dry-run")[:2] == (0, f"{SHOWN}1 answer would change.\n")
    assert product(home) is None


def test_somebody_at_a_terminal_is_asked(
    koers: Koers, home: Path, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("import", "small", filled, "--workspace", home)
    monkeypatch.setattr("toolkit.cli.homework.somebody_is_there", lambda: True)
    monkeypatch.setattr("sys.stdin", (home / "koers.toml").open(encoding="utf-8"))
    assert koers(*asked)[0] == 1
    assert product(home) is None
    assert koers(*asked, "--yes")[:2] == (0, f"{SHOWN}1 answer changed.\n")
    assert product(home) == "Buttons"


def test_a_program_takes_it_at_once_and_a_second_time_nothing_changes(
    koers: Koers, home: Path, filled: Path
) -> None:
    asked = ("import", "small", filled, "--workspace", home)
    assert koers(*asked)[:2] == (0, f"{SHOWN}1 answer changed.\n")
    assert koers(*asked)[:2] == (0, "0 answers changed.\n")


def test_a_wrong_cell_is_told_and_nothing_is_taken(koers: Koers, home: Path, filled: Path) -> None:
    edit(filled, "client.capacity.hours_per_week", "many")
    status, _, err = koers("import", "small", filled, "--workspace", home)
    assert status == 1
    assert "sheet “Hours and money”, cell D5" in err
    assert product(home) is None


def test_what_is_written_has_to_be_a_workbook(koers: Koers, home: Path, tmp_path: Path) -> None:
    asked = ("export", "small", "--workspace", home)
    assert koers(*asked)[0] == 2
    assert koers(*asked, "--workshop", tmp_path / "intake.xls")[0] == 2
    assert koers(*asked, "--votes", tmp_path / "votes.xlsx", "--language", "nl")[0] == 0
    assert (tmp_path / "votes.xlsx").is_file()
