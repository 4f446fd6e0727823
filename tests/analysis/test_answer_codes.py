"""Answers as numbers: quarters by hand, columns that say nothing, and what is nobody's secret."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from toolkit.analysis.answer_codes import MISSING, code_answers, code_column


def test_text_keeps_its_answers_and_what_is_missing_stays_missing() -> None:
    labels, codes = code_column(pd.Series(["b", None, "a", "b"]))
    assert labels == ("a", "b")
    assert codes.tolist() == [1, MISSING, 0, 1]


def test_a_short_scale_keeps_its_numbers() -> None:
    labels, codes = code_column(pd.Series([5, 1, np.nan, 3.5, 1]))
    assert labels == ("1", "3.5", "5")
    assert codes.tolist() == [2, 0, MISSING, 1, 0]


def test_many_numbers_are_cut_in_quarters() -> None:
    # Of 1 to 12 the quartiles are the 3rd, 6th and 9th value.
    labels, codes = code_column(pd.Series(range(1, 13)))
    assert labels == ("≤ 3", "4–6", "7–9", "> 9")
    assert codes.tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]


def test_equal_numbers_are_never_parted() -> None:
    # Nine of sixteen are 0, so that two quartiles are; the third is the 12th value, 3.
    values = pd.Series([0] * 9 + [1, 2, 3, 4, 5, 6, 7])
    labels, codes = code_column(values)
    assert labels == ("≤ 0", "1–3", "> 3")
    assert [set(values[codes == code]) for code in range(3)] == [{0}, {1, 2, 3}, {4, 5, 6, 7}]


def test_the_name_of_a_quarter_tells_nobodys_lowest_or_highest_number() -> None:
    labels, _ = code_column(pd.Series([17.25, 20, 21, 30.5, 31, 40, 41, 98.75]))
    assert labels == ("≤ 20", "> 20, ≤ 30.5", "> 30.5, ≤ 40", "> 40")


def test_columns_that_say_nothing_are_left_out_with_the_reason() -> None:
    people = 20
    answers = pd.DataFrame(
        {
            "yes": [True, False] * 10,
            "y": ["ja", "nee"] * 10,  # the same as “yes” under other words, and first by name
            "same": ["a"] * people,
            "nobody": [None] * people,
            "text": [f"words {number}" for number in range(people)],
            "number": range(people),
        }
    )
    coded = code_answers(answers)
    assert coded.questions == ("number", "y")
    assert coded.left_out == {
        "nobody": "empty",
        "same": "constant",
        "text": "too_many_answers",
        "yes": "duplicate",
    }
    assert coded.codes.shape == (people, 2)


def test_two_columns_with_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="name of its own"):
        code_answers(pd.DataFrame([["a", "b"]], columns=["q", "q"]))
