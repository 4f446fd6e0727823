"""What is said of the board, from judgements and scores laid down by hand."""

from __future__ import annotations

import html
import re

import pandas as pd

from toolkit.analysis.board import BoardReading, read_board
from toolkit.exhibit import Exhibit
from toolkit.figures.board import board_figure
from toolkit.language import Language
from toolkit.model.board import Board, Card, Dots, QuadrantWords
from toolkit.prose.board import board_title, room
from toolkit.tables.board import board_table

WORDS = Language("en")
NAMES = {"a": "Blog", "b": "Club", "c": "Podcast", "d": "Shop"}
SCORES = pd.DataFrame({"initiative": list("abcd"), "benefit": [20.0, 80.0, 70.0, 50.0]})


def words_of(exhibit: Exhibit) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", exhibit.html))


def lay(*worth: float, dots: tuple[Dots, ...] = ()) -> tuple[Board, BoardReading]:
    cards = tuple(
        Card(initiative=key, effort=50, benefit=one)
        for key, one in zip("abcd", worth, strict=False)
    )
    board = Board(cards=cards, dots=dots, voters=4 if dots else 0, dots_shown=bool(dots))
    return board, read_board(board, SCORES)


def test_what_lies_higher_is_named_and_not_worked_back() -> None:
    # By the scores Club, Podcast, Shop, Blog; by the room Blog, Club, Podcast, Shop.
    board, reading = lay(90, 70, 60, 40)
    said = words_of(room(reading, board, NAMES, WORDS))
    higher = "“Blog” (90 out of 100 on the board, 20 by its scores)"
    assert f"The room puts {higher} clearly higher than its scores do." in said
    assert "lie on the board" not in said
    assert "neither judgement is worked back" in said
    assert board_title(reading, NAMES, WORDS) == "The room puts “Blog” higher than its scores do"


def test_agreement_is_said_and_so_is_too_little() -> None:
    board, reading = lay(10, 90, 80, 40)
    assert "No card lies clearly higher or lower" in words_of(room(reading, board, NAMES, WORDS))
    board, reading = lay(10, 90)
    assert "too few to lay the two beside each other" in words_of(
        room(reading, board, NAMES, WORDS)
    )


def test_dots_are_told_with_the_number_of_voters() -> None:
    board, reading = lay(10, 90, 80, 40, dots=(Dots(initiative="b", dots=5),))
    said = words_of(room(reading, board, NAMES, WORDS))
    assert "Of the dots of 4 people most, 5, went to “Club”." in said


def test_a_card_beside_the_board_can_win_the_vote() -> None:
    votes = (Dots(initiative="a", dots=2), Dots(initiative="d", dots=3))
    board, reading = lay(10, 90, 80, dots=votes)
    said = words_of(room(reading, board, NAMES, WORDS))
    assert "3 of 4 initiatives lie on the board." in said
    assert "Of the dots of 4 people most, 3, went to “Shop”." in said
    table = board_table(reading, NAMES, WORDS)
    assert table is not None
    assert "Shop" in table.html
    figure = board_figure(reading, NAMES, QuadrantWords(), WORDS, "t")
    assert figure is not None
    assert "Shop" not in figure.html


def test_an_empty_board_shows_nothing() -> None:
    board, reading = lay()
    assert board_figure(reading, NAMES, QuadrantWords(), WORDS, "t") is None
    assert board_table(reading, NAMES, WORDS) is None
    assert not words_of(room(reading, board, NAMES, WORDS))


def test_quarters_carry_the_clients_words() -> None:
    _, reading = lay(90, 70, 60, 10)
    figure = board_figure(reading, NAMES, QuadrantWords(quick_win="Laaghangend fruit"), WORDS, "t")
    assert figure is not None
    assert "Laaghangend fruit" in figure.html
    assert "Blog (benefit 90, effort 50)" in figure.html
