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
    room = board(("a", 10, 75), ("b", 20, 74), ("c", 80, 73), ("d", 60, 60))
    found = read_board(room, benefits(a=60.0, b=80.0, c=70.0, d=65.0))

    # By the scores: b, c, d, a. By the room: a, b, c, d.
    rows = found.table.set_index("initiative")
    assert rows["score_rank"].to_dict() == {"a": 4, "b": 1, "c": 2, "d": 3}
    assert rows["shift"].to_dict() == {"a": 3, "b": -1, "c": -1, "d": -1}
    assert (found.higher, found.lower) == (("a",), ())
    # Spearman by the squares of the shifts: 1 less 6 times 12 by 4 times 15.
    assert found.agreement == pytest.approx(-0.2)


def test_a_card_far_from_its_scores_is_told_though_its_place_is_the_same() -> None:
    # The orders are equal: podcast is last of both, website first.
    room = board(("website", 80, 85), ("app", 80, 62), ("blog", 20, 60), ("podcast", 80, 23))
    found = read_board(room, benefits(website=69.0, app=60.0, blog=58.0, podcast=55.0))

    assert found.agreement == pytest.approx(1.0)
    assert (found.higher, found.lower) == ((), ("podcast",))
    rows = found.table.set_index("initiative")
    assert rows.loc["podcast", "difference"] == pytest.approx(-32.0)


def test_a_difference_of_twenty_points_is_not_far_and_needs_no_four_cards() -> None:
    found = read_board(board(("a", 1, 70), ("b", 1, 71)), benefits(a=50.0, b=50.0))
    assert (found.higher, found.lower, found.compared) == (("b",), (), 2)


def test_points_win_where_place_and_points_say_the_opposite() -> None:
    # The room is sour: all lie lower than scored, "a" by 30 points, though it is first now.
    room = board(("a", 10, 60), ("b", 20, 59), ("c", 80, 58), ("d", 60, 57))
    found = read_board(room, benefits(a=90.0, b=93.0, c=92.0, d=91.0))
    assert found.higher == ()
    assert set(found.lower) == {"a", "b", "c", "d"}


def test_another_quarter_is_told_where_points_are_near() -> None:
    scores = benefits(a=55.0, b=45.0, c=52.0).assign(quadrant=["big_step", "in_between", None])
    found = read_board(board(("a", 20, 51), ("b", 20, 44), ("c", 90, 52)), scores)
    # By its hours "a" is a big step, and the room sees little effort in it.
    assert found.elsewhere == ("a",)


def test_dots_on_cards_beside_the_board_count() -> None:
    votes = (Dots(initiative="on", dots=2), Dots(initiative="beside", dots=3))
    room = board(("on", 10, 60), dots=votes, dots_shown=True)
    found = read_board(room, benefits(on=60.0, beside=70.0, nowhere=1.0))

    rows = found.table.set_index("initiative")
    assert rows["dots"].to_dict() == {"on": 2, "beside": 3}
    assert pd.isna(rows.loc["beside", "board_benefit"])
    assert pd.isna(rows.loc["beside", "quadrant"])
    assert (found.placed, found.total) == (1, 3)
    assert list(found.cards["initiative"]) == ["on"]


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
