import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from toolkit.analysis.exact_ranks import cut_pieces, find_cuts, measure
from toolkit.analysis.rank_acceptability import accept_ranks
from toolkit.analysis.rater_spread import RaterScores
from toolkit.analysis.weight_space import make_space


def ranks(found, name):
    return found.table.loc[found.table["initiative"] == name, "probability"].tolist()


def test_published_matrix_comes_out_exact():
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
        assert ranks(found, name) == pytest.approx(probabilities, abs=1e-9)
    assert found.exact
    assert found.draws == 0
    assert (found.table["standard_error"] == 0).all()


def test_three_initiatives_by_hand():
    # C (0.6, 0.6) is first while neither weight passes 0.6: two tenths of the line.
    found = accept_ranks(["A", "B", "C"], np.array([[1, 0], [0, 1], [0.6, 0.6]]))
    assert [ranks(found, name)[0] for name in "ABC"] == pytest.approx([0.4, 0.4, 0.2], abs=1e-12)


def test_an_order_cuts_the_line_in_half():
    # With w1 >= w2, the line from (0.5, 0.5) to (1, 0): C leads up to 0.6, then A.
    space = make_space([100, 50], "order")
    found = accept_ranks(["A", "B", "C"], np.array([[1, 0], [0, 1], [0.6, 0.6]]), space=space)
    assert [ranks(found, name)[0] for name in "ABC"] == pytest.approx([0.8, 0, 0.2])


def test_intervals_cut_the_triangle():
    # A leads where w1 > w2. Where w3 is at least a half, that is half of what is left, by
    # symmetry; with w1 at most 0.1 as well, by areas: the strip w1 <= 0.1, w2 <= 0.5 - w1 holds
    # 0.045, of which the triangle w2 < w1 <= 0.1 holds 0.005.
    values = np.array([[1.0, 0, 0], [0, 1, 0]])
    half = make_space([1, 1, 1], "intervals", [0, 0, 0.5], [None] * 3)
    assert ranks(accept_ranks(["A", "B"], values, space=half), "A") == pytest.approx([0.5, 0.5])
    strip = make_space([1, 1, 1], "intervals", [0, 0, 0.5], [0.1, None, None])
    assert ranks(accept_ranks(["A", "B"], values, space=strip), "A")[0] == pytest.approx(1 / 9)


def test_equals_share_their_places():
    found = accept_ranks(["A", "B", "C"], np.array([[3, 2.0], [3, 2], [0, 0]]))
    assert ranks(found, "A") == ranks(found, "B") == pytest.approx([0.5, 0.5, 0])


def test_central_weights_are_the_centre_of_what_makes_it_first():
    # A is first for w1 from 0.6 to 1: the middle is 0.8; C from 0.4 to 0.6.
    found = accept_ranks(["A", "B", "C", "D"], np.array([[1, 0], [0, 1], [0.6, 0.6], [0, 0]]))
    central = found.central.pivot(index="initiative", columns="criterion", values="weight")
    assert central.loc["A"].tolist() == pytest.approx([0.8, 0.2])
    assert central.loc["C"].tolist() == pytest.approx([0.5, 0.5])
    assert "D" not in central.index
    confidence = found.confidence.set_index("initiative")["confidence"]
    assert confidence[["A", "B", "C"]].tolist() == [1, 1, 1]
    assert np.isnan(confidence["D"])


def test_pieces_tile_the_triangle():
    pieces = cut_pieces(np.random.default_rng(1).random((6, 3)), make_space([1, 1, 1]))
    assert sum(share for share, _ in pieces) == pytest.approx(1)
    # A tiling's centre of gravity is the whole's.
    middle = sum(share * centre for share, centre in pieces)
    assert middle == pytest.approx(np.full(3, 1 / 3))


def test_a_pair_of_which_one_is_better_throughout_gives_no_cut():
    assert len(find_cuts(np.array([[1.0, 1], [2, 2]]))) == 0
    assert len(find_cuts(np.array([[1.0, 0], [0, 1], [2, 0], [0, 2]]))) == 3  # one of them twice


def test_the_area_of_a_triangle():
    size, centre = measure(np.eye(3))
    assert size == pytest.approx(1)  # twice its area on the plane of the first two weights
    assert centre == pytest.approx(np.full(3, 1 / 3))


def test_large_units_leave_equals_equal():
    rows = np.array([[0.1, 0.7], [0.3, 0.2], [0.1, 0.7]]) * 3e7
    found = accept_ranks(["A", "B", "copy"], rows)
    assert ranks(found, "A") == pytest.approx(ranks(found, "copy"))


def test_what_cannot_be_cut_is_drawn():
    many = np.random.default_rng(1).random((40, 3))
    assert not accept_ranks([str(number) for number in range(40)], many, draws=100).exact
    four = accept_ranks(["A", "B"], np.array([[1.0, 0, 0, 0], [0, 1, 0, 0]]), draws=400)
    assert (four.exact, four.draws) == (False, 400)
    point = make_space([1, 1, 1], "intervals", [0.5, 0.2, 0.3], [None] * 3)
    found = accept_ranks(["A", "B"], np.array([[1.0, 0, 0], [0, 1, 0]]), space=point, draws=10)
    assert ranks(found, "A") == [1, 0]


@settings(max_examples=25)
@given(arrays(float, st.tuples(st.integers(2, 6), st.just(3)), elements=st.integers(0, 5)))
def test_drawing_agrees_with_cutting(values):
    names = [f"item {number}" for number in range(len(values))]
    exact = accept_ranks(names, values)
    # A fourth criterion that can weigh next to nothing keeps it from being cut.
    widened = np.hstack([values, np.zeros((len(values), 1))])
    bounds = make_space([1] * 4, "intervals", [0] * 4, [1, 1, 1, 1e-9])
    drawn = accept_ranks(names, widened, space=bounds, draws=4_000)
    assert exact.exact
    assert not drawn.exact
    # Five standard errors of 4,000 draws.
    assert drawn.table["probability"].tolist() == pytest.approx(
        exact.table["probability"].tolist(), abs=0.04
    )


def test_raters_who_agree_leave_it_exact():
    scores = np.array([[1.0, 4], [4, 1]])
    raters = RaterScores(np.stack([scores, scores]), scores, np.zeros((2, 2), dtype=bool))
    assert accept_ranks(["A", "B"], scores, raters=raters).exact
