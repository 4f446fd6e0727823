"""The room's judgement beside the scores; ranks and shifts were worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from toolkit.analysis.board import name_board_quadrant, read_board
from toolkit.model.board import Board, Card, Dots


def board(*cards: tuple[str, float, float], **more: object) -> Board:
    there = [Card(initiative=key, effort=effort, benefit=worth) for key, effort, worth in cards]
    return Board.model_validate({"cards": there, **more})


def benefits(**worth: float | None) -> pd.DataFrame:
    return pd.DataFrame({"initiative": list(worth), "benefit": list(worth.values())})


def test_what_the_room_puts_higher_than_its_scores_is_told_by_ranks() -> None:
    room = board(("a", 10, 90), ("b", 20, 70), ("c", 80, 60), ("d", 60, 10))
    found = read_board(room, benefits(a=20.0, b=80.0, c=70.0, d=50.0))

    # By the scores: b, c, d, a. By the room: a, b, c, d.
    rows = found.table.set_index("initiative")
    assert rows["score_rank"].to_dict() == {"a": 4, "b": 1, "c": 2, "d": 3}
    assert rows["shift"].to_dict() == {"a": 3, "b": -1, "c": -1, "d": -1}
    assert (found.higher, found.lower) == (("a",), ())
    # Spearman by the squares of the shifts: 1 less 6 times 12 by 4 times 15.
    assert found.agreement == pytest.approx(-0.2)


def test_a_card_without_scores_is_no_part_of_the_comparison() -> None:
    room = board(("a", 10, 90), ("new", 10, 80), ("b", 20, 70), ("c", 80, 60), ("d", 60, 10))
    found = read_board(room, benefits(a=90.0, b=80.0, c=70.0, d=50.0, new=None, absent=40.0))

    rows = found.table.set_index("initiative")
    assert found.compared == 4
    assert rows.loc["b", "board_rank"] == 3
    assert rows.loc["b", "shift"] == 0
    assert pd.isna(rows.loc["new", "shift"])
    assert found.agreement == pytest.approx(1.0)


def test_three_cards_say_nothing_of_an_order() -> None:
    found = read_board(board(("a", 1, 1), ("b", 1, 2), ("c", 1, 3)), benefits(a=3.0, b=2.0, c=1.0))

    assert (found.higher, found.lower, found.agreement) == ((), (), None)


def test_dots_are_not_told_before_they_are_shown() -> None:
    votes = (Dots(initiative="a", dots=4),)
    hidden = read_board(board(("a", 1, 1), dots=votes), benefits())
    shown = read_board(board(("a", 1, 1), ("b", 1, 1), dots=votes, dots_shown=True), benefits())

    assert hidden.table["dots"].isna().all()
    assert shown.table.set_index("initiative")["dots"].to_dict() == {"a": 4, "b": 0}


@pytest.mark.parametrize(
    ("benefit", "effort", "name"),
    [(50, 50, "quick_win"), (50, 51, "big_step"), (49, 50, "in_between"), (49, 51, "time_sink")],
)
def test_quarters(benefit: float, effort: float, name: str) -> None:
    assert name_board_quadrant(benefit, effort) == name
