import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tests.counts import examples
from toolkit.analysis.rank_acceptability import accept_ranks, draw_weights


def ranks(found, name):
    return found.table.loc[found.table["initiative"] == name, "probability"].tolist()


def test_published_matrix_against_its_closed_form():
    # The matrix of Tzeng and Huang (2011), Multiple Attribute Decision Making, min-max scaled; the
    # areas of the weight triangle, computed by hand, are the exact probabilities.
    matrix = np.array([[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]], dtype=float)
    scaled = (matrix - matrix.min(axis=0)) / np.ptp(matrix, axis=0)
    found = accept_ranks(["A1", "A2", "A3", "A4"], scaled)
    exact = {
        "A1": [0, 1 / 7, 9 / 35, 0.6],
        "A2": [0.3, 39 / 70, 1 / 7, 0],
        "A3": [0.7, 0.3, 0, 0],
        "A4": [0, 0, 0.6, 0.4],
    }
    for name, probabilities in exact.items():
        # Four standard errors of 20,000 draws.
        assert ranks(found, name) == pytest.approx(probabilities, abs=0.014)
    assert found.table["standard_error"].max() < 0.0036


def test_three_initiatives_by_hand():
    # C (0.6, 0.6) is first while neither weight passes 0.6: two tenths of the line.
    found = accept_ranks(["A", "B", "C"], np.array([[1, 0], [0, 1], [0.6, 0.6]]))
    assert [ranks(found, name)[0] for name in "ABC"] == pytest.approx([0.4, 0.4, 0.2], abs=0.014)


def test_what_lacks_a_score_is_left_out():
    found = accept_ranks(["A", "B"], np.array([[1, np.nan], [2, 3]]))
    assert found.table["initiative"].tolist() == ["B"]
    assert accept_ranks([], np.empty((0, 0))).table.empty


def test_weights_are_uniform_on_the_simplex():
    weights = draw_weights(3, 20_000, 1)
    assert weights.sum(axis=1) == pytest.approx(np.ones(20_000))
    # A weight of three has mean 1/3 and variance 1/18, and passes t with probability (1 - t)².
    assert weights.mean(axis=0) == pytest.approx(np.full(3, 1 / 3), abs=0.007)
    assert weights.var(axis=0) == pytest.approx(np.full(3, 1 / 18), abs=0.003)
    assert (weights > 0.5).mean(axis=0) == pytest.approx(np.full(3, 0.25), abs=0.013)


values = arrays(float, st.tuples(st.integers(1, 5), st.integers(1, 4)), elements=st.integers(0, 5))


@settings(max_examples=examples(40))
@given(values)
def test_rows_and_ranks_add_up_to_one(matrix):
    names = [f"item {number}" for number in range(len(matrix))]
    table = accept_ranks(names, matrix, draws=200).table
    assert table.groupby("initiative")["probability"].sum().tolist() == pytest.approx(
        [1] * len(names)
    )
    assert table.groupby("rank")["probability"].sum().tolist() == pytest.approx([1] * len(names))


@settings(max_examples=examples(40))
@given(values)
def test_a_duplicate_shares_its_ranks_and_the_better_stay_before_the_worse(matrix):
    names = [f"item {number}" for number in range(len(matrix))]
    doubled = accept_ranks([*names, "copy"], np.vstack([matrix, matrix[:1]]), draws=200)
    assert ranks(doubled, "copy") == pytest.approx(ranks(doubled, names[0]))

    def mean_rank(found, name):
        return sum(rank * p for rank, p in enumerate(ranks(found, name), start=1))

    for one, two in itertools.permutations(range(1, len(names)), 2):
        if (matrix[one] >= matrix[two]).all():
            assert mean_rank(doubled, names[one]) <= mean_rank(doubled, names[two]) + 1e-9
