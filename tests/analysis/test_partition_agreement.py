"""Agreement of two divisions: worked by hand, and laws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.analysis.partition_agreement import adjusted_rand, closest_jaccard, cross_count

LABELS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=40)


def count(first: list[int], second: list[int]) -> np.ndarray:
    return cross_count(np.array(first), np.array(second))


def test_adjusted_rand_by_hand() -> None:
    # Of six pairs, two are together in the first, one in the second, one in both; by chance
    # 2 × 1 ÷ 6 = 1/3; (1 − 1/3) ÷ ((2 + 1) ÷ 2 − 1/3) = 4/7.
    assert adjusted_rand(count([0, 0, 1, 1], [0, 0, 1, 2])) == pytest.approx(4 / 7)
    # One pair together in each, none in both: (0 − 4/6) ÷ (2 − 4/6) = −1/2.
    assert adjusted_rand(count([0, 0, 1, 1], [0, 1, 0, 1])) == pytest.approx(-1 / 2)


def test_divisions_without_a_choice_are_the_same() -> None:
    assert adjusted_rand(count([0, 0, 0], [0, 0, 0])) == 1
    assert adjusted_rand(count([0, 1, 2], [2, 0, 1])) == 1


def test_jaccard_by_hand() -> None:
    # {a b c} and {d e} against {a b} and {c d e}: 2/3 (not 1/5), and 2/3.
    assert closest_jaccard(count([0, 0, 0, 1, 1], [0, 0, 1, 1, 1])) == pytest.approx([2 / 3, 2 / 3])


def test_a_group_that_is_empty_in_one_sample_still_has_its_place() -> None:
    table = cross_count(np.array([0, 0, 2]), np.array([0, 0, 0]), 4)
    assert table.shape == (4, 4)
    assert closest_jaccard(table) == pytest.approx([2 / 3, 0, 1 / 3, 0])


@settings(max_examples=50)
@given(LABELS)
def test_agreement_looks_at_neither_names_nor_order(pairs: list[tuple[int, int]]) -> None:
    first, second = [one for one, _ in pairs], [other for _, other in pairs]
    found = adjusted_rand(count(first, second))
    assert found == pytest.approx(adjusted_rand(count(second, first)))
    assert found == pytest.approx(adjusted_rand(count([4 - one for one in first], second)))
    assert found <= 1 + 1e-12
    assert adjusted_rand(count(first, first)) == pytest.approx(1)
