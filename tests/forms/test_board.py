"""What the kernel makes of what browsers say of the board: each message counts once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.forms.open_store import OpenStore
from toolkit.forms.board import CARDS, Board
from toolkit.language import Language


@pytest.fixture
def board(tmp_path: Path) -> Board:
    store = OpenStore(tmp_path / "client" / "workshop")
    store.give("choice.initiatives", [{"key": "a", "name": "App"}, {"key": "b", "name": "Blog"}])
    return Board(store, Language("en"))


def say(board: Board, message: dict[str, Any]) -> None:
    board._hear(board.widget, message, ())


def move(number: str, effort: float) -> dict[str, Any]:
    return {"move": {"id": number, "key": "a", "on": True, "effort": effort, "benefit": 50}}


def test_a_move_that_is_sent_again_does_not_undo_what_somebody_did_since(board: Board) -> None:
    for message in (move("mine", 10), move("other", 90), move("mine", 10)):
        say(board, message)
    assert board.store.value(CARDS) == [{"initiative": "a", "effort": 90, "benefit": 50}]


def test_a_vote_that_is_sent_again_counts_once_and_an_equal_one_of_somebody_else_too(
    board: Board,
) -> None:
    for number in ("mine", "mine", "other"):
        say(board, {"ballot": {"a": 2}, "id": number})
    assert len(board.urn.ballots) == 2


def test_a_vote_that_was_refused_can_be_mended_and_sent_again(board: Board) -> None:
    say(board, {"ballot": {"a": 4}, "id": "mine"})
    say(board, {"ballot": {"a": 3}, "id": "mine"})
    assert board.urn.ballots == ({"a": 3},)
