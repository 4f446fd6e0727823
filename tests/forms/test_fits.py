"""The matrix on the page: each cell a row of its own, and what the objectives weigh below it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.forms.open_store import OpenStore
from toolkit.forms.fits import FITS, PROMPTS, FitMatrix
from toolkit.language import Language
from toolkit.model.intake import DISCIPLINE_NAMES, OBJECTIVE_NAMES
from toolkit.workshop_log import find_unfinished

ENGLISH = Language("en")
OE, PL, CI = DISCIPLINE_NAMES


@pytest.fixture
def store(tmp_path: Path) -> OpenStore:
    return OpenStore(tmp_path / "client" / "workshop")


def vote(store: OpenStore, *points: int) -> None:
    store.give("intake.discipline_votes", [dict(zip((OE, PL, CI), points, strict=True))])


def test_a_score_is_one_operation_on_a_row_of_its_own(store: OpenStore) -> None:
    matrix = FitMatrix(store, ENGLISH)
    matrix.cells[CI, "supporting"].widget.value = "3"
    matrix.cells[OE, "talking"].widget.value = "1"
    matrix.cells[CI, "supporting"].widget.value = "2"
    assert store.value(FITS) == [
        {"discipline": CI, "objective": "supporting", "score": 2},
        {"discipline": OE, "objective": "talking", "score": 1},
    ]
    assert [one.kind for one in store.ledger.operations] == ["add", "add", "set"]


def test_two_people_at_once_keep_both_cells(store: OpenStore) -> None:
    one, other = FitMatrix(store, ENGLISH), FitMatrix(store, ENGLISH)
    one.cells[CI, "supporting"].widget.value = "3"
    other.cells[PL, "listening"].widget.value = "0"
    assert other.cells[CI, "supporting"].widget.value == "3"
    assert one.cells[PL, "listening"].widget.value == "0"
    assert len(store.value(FITS)) == 2


@pytest.mark.parametrize("text", ["?", ""])
def test_unknown_takes_the_score_away(store: OpenStore, text: str) -> None:
    matrix = FitMatrix(store, ENGLISH)
    matrix.cells[CI, "supporting"].widget.value = "3"
    matrix.cells[CI, "supporting"].widget.value = text
    assert store.value(FITS) == []
    assert matrix.cells[CI, "supporting"].widget.value == text


def test_what_is_no_score_is_told_and_not_taken(store: OpenStore) -> None:
    matrix = FitMatrix(store, ENGLISH)
    cell = matrix.cells[OE, "listening"]
    cell.widget.value = "<b>7"
    assert store.draft(f"{FITS}.{store.rows(FITS)[0]}.score") == "<b>7"
    assert "“&lt;b&gt;7” is no score" in matrix._said.value
    assert "koers-wrong" in cell.widget._dom_classes
    cell.widget.value = "2"
    assert "koers-wrong" not in cell.widget._dom_classes
    assert "no score" not in matrix._said.value


def test_a_score_that_became_no_score_is_not_kept_silently(store: OpenStore) -> None:
    matrix, other = FitMatrix(store, ENGLISH), FitMatrix(store, ENGLISH)
    cell = matrix.cells[OE, "listening"]
    cell.widget.value = "3"
    cell.widget.value = "3?"
    assert store.value(FITS) == [{"discipline": OE, "objective": "listening"}]
    assert other.cells[OE, "listening"].widget.value == "3?"
    assert "koers-wrong" in other.cells[OE, "listening"].widget._dom_classes
    (fault,) = [one for one in find_unfinished(store.ledger.folder) if one.got]
    assert fault.got == "3?"
    cell.widget.value = ""
    assert store.value(FITS) == []
    assert not find_unfinished(store.ledger.folder)


def test_a_cell_that_was_not_asked_shows_nothing(store: OpenStore) -> None:
    matrix = FitMatrix(store, ENGLISH)
    assert {(one.widget.value, one.widget.placeholder) for one in matrix.cells.values()} == {
        ("", "\u200b")
    }


def test_priorities_are_weighed_by_the_votes(store: OpenStore) -> None:
    matrix = FitMatrix(store, ENGLISH)
    for discipline, score in ((OE, 1), (PL, 2), (CI, 3)):
        matrix.cells[discipline, "talking"].widget.value = str(score)
    matrix.cells[CI, "listening"].widget.value = "2"
    assert "Without votes" in matrix._said.value
    assert "no votes yet" in matrix._sums["talking"].value
    vote(store, 50, 30, 20)
    # 0.5 × 1 + 0.3 × 2 + 0.2 × 3 = 1.7; listening: 0.2 × 2 = 0.4, at most 0.8 × 3 more.
    assert "<b>1.7</b>" in matrix._sums["talking"].value
    assert "<b>0.4 to 2.8</b>" in matrix._sums["listening"].value
    assert "not scored yet" in matrix._sums["embracing"].value
    assert "11 cells are open" in matrix._said.value


def test_a_finished_block_takes_no_scores(store: OpenStore) -> None:
    matrix = FitMatrix(store, ENGLISH)
    store.give("meeting.locked", ["objectives"])
    assert all(cell.disabled for cell in matrix.cells.values())


def test_each_cell_has_a_name_and_something_to_think_of(store: OpenStore) -> None:
    matrix = FitMatrix(store, ENGLISH)
    names = [cell.widget.description for cell in matrix.cells.values()]
    assert len(set(names)) == 15
    assert "Customer intimacy · Supporting" in names
    prompts = {PROMPTS[row][column] for row in DISCIPLINE_NAMES for column in OBJECTIVE_NAMES}
    assert len(prompts) == 15
