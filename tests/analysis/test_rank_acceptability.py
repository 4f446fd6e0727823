import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tests.counts import examples
from toolkit.analysis.rank_acceptability import accept_ranks, place_all, rank_probabilities
from toolkit.analysis.rater_spread import RaterScores
from toolkit.analysis.weight_space import make_space


def ranks(found, name):
    return found.table.loc[found.table["initiative"] == name, "probability"].tolist()


def test_published_matrix_drawn_comes_near_its_closed_form():
    # The matrix of Tzeng and Huang (2011), Multiple Attribute Decision Making, min-max scaled; the
    # areas of the weight triangle, computed by hand, are the exact probabilities.
    matrix = np.array([[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]], dtype=float)
    scaled = (matrix - matrix.min(axis=0)) / np.ptp(matrix, axis=0)
    found = rank_probabilities(scaled, make_space([1, 1, 1]).draw(20_000, 1))
    exact = [[0, 1 / 7, 9 / 35, 0.6], [0.3, 39 / 70, 1 / 7, 0], [0.7, 0.3, 0, 0], [0, 0, 0.6, 0.4]]
    # Four standard errors of 20,000 draws.
    assert found == pytest.approx(np.array(exact), abs=0.014)


def test_the_error_of_draws_is_that_of_a_share():
    # Of the first of four criteria, half of all weights make it heavier than the second.
    values = np.array([[1.0, 0, 0, 0], [0, 1, 0, 0]])
    found = accept_ranks(["A", "B"], values, draws=10_000)
    assert ranks(found, "A")[0] == pytest.approx(0.5, abs=0.02)
    assert found.table["standard_error"].tolist() == pytest.approx([0.005] * 4, rel=0.1)
    assert found.draws == 10_000


def test_what_lacks_a_score_is_left_out():
    found = accept_ranks(["A", "B"], np.array([[1, np.nan], [2, 3]]))
    assert found.table["initiative"].tolist() == ["B"]
    assert accept_ranks([], np.empty((0, 0))).table.empty


def test_ties_share_their_places():
    items, firsts, sizes = place_all(np.array([[1.0, 3, 1, 2], [0, 0, 0, 0]]))
    assert items[0, :2].tolist() == [1, 3]
    assert firsts.tolist() == [[0, 1, 2, 2], [0, 0, 0, 0]]
    assert sizes.tolist() == [[1, 1, 2, 2], [4, 4, 4, 4]]


def two_raters(one, two, counts=None, settled=None):
    given = np.stack([np.array(one, dtype=float), np.array(two, dtype=float)])
    medians = np.median(given, axis=0) if counts is None else np.array(counts, dtype=float)
    fixed = np.zeros(medians.shape, dtype=bool) if settled is None else np.array(settled)
    return RaterScores(given, medians, fixed)


def test_raters_who_differ_make_the_first_place_unsure():
    # Ann gives 4 to A, Bo gives 0; both give B a 3. Of two raters drawn, both are Ann one time in
    # four (A is first); else A's median is 2 or 0, and B is first.
    raters = two_raters([[4], [3]], [[0], [3]])
    found = accept_ranks(["A", "B"], raters.counts, raters=raters, draws=8_000)
    assert not found.exact
    assert found.rater_draws == 2_000
    assert ranks(found, "A")[0] == pytest.approx(0.25, abs=0.04)
    # The 2,000 sets of raters are what is independent, not the 8,000 weights.
    assert found.table["standard_error"].max() == pytest.approx(
        (0.25 * 0.75 / 2000) ** 0.5, rel=0.1
    )
    confidence = found.confidence.set_index("initiative")["confidence"]
    assert confidence["A"] == ranks(found, "A")[0]


def test_an_agreed_score_varies_no_more():
    raters = two_raters([[4], [3]], [[0], [3]], counts=[[4], [3]], settled=[[True], [False]])
    found = accept_ranks(["A", "B"], raters.counts, raters=raters)
    assert found.exact
    assert ranks(found, "A") == [1, 0]


values = arrays(float, st.tuples(st.integers(1, 5), st.integers(1, 4)), elements=st.integers(0, 5))


@settings(max_examples=examples(30))
@given(values)
def test_rows_and_ranks_add_up_to_one(matrix):
    names = [f"item {number}" for number in range(len(matrix))]
    table = accept_ranks(names, matrix, draws=200).table
    assert table.groupby("initiative")["probability"].sum().tolist() == pytest.approx(
        [1] * len(names)
    )
    assert table.groupby("rank")["probability"].sum().tolist() == pytest.approx([1] * len(names))


@settings(max_examples=examples(30))
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


@settings(max_examples=examples(20))
@given(values, st.integers(1, 5), st.integers(1, 40))
def test_in_whatever_pieces_it_is_computed_the_result_is_the_same(matrix, together, draws):
    import toolkit.analysis.rank_acceptability as module

    names = [str(number) for number in range(len(matrix))]
    wide = np.hstack([matrix, np.zeros((len(matrix), 4))])
    before = accept_ranks(names, wide, draws=draws)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "AT_ONCE", together)
        after = accept_ranks(names, wide, draws=draws)
    assert after.table["probability"].tolist() == pytest.approx(
        before.table["probability"].tolist()
    )
    assert after.confidence.equals(before.confidence)


def test_a_bare_matrix_will_do_as_lists_or_as_a_frame():
    matrix = [[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]]
    expected = accept_ranks(list("ABCD"), np.array(matrix, dtype=float)).table
    frame = pd.DataFrame(matrix, index=list("ABCD"))
    pd.testing.assert_frame_equal(accept_ranks(list("ABCD"), matrix).table, expected)
    pd.testing.assert_frame_equal(accept_ranks(frame.index, frame).table, expected)
    assert rank_probabilities(frame, [[1, 0, 0]])[2].tolist() == [1, 0, 0, 0]


@pytest.mark.parametrize(
    ("names", "values", "more", "words"),
    [
        ("ABC", [[1, 2], [3, 4]], {}, "2 names"),
        ("AB", [[1, np.inf], [3, 4]], {}, "infinite"),
        ("AB", [1, 2], {}, "items by criteria"),
        ("AB", [[1, 2], [3, 4]], {"space": make_space([1, 1, 1])}, "3 weights"),
        ("AB", [[1, 2], [3, 4]], {"draws": 0}, "one draw"),
    ],
)
def test_what_does_not_go_together_is_refused(names, values, more, words):
    with pytest.raises(ValueError, match=words):
        accept_ranks(list(names), values, **more)


@pytest.mark.parametrize("criteria", [3, 5])
@pytest.mark.parametrize(("unit", "shift"), [(1e-12, 0), (1e-6, 3), (1e9, 1e12), (1e300, 0)])
def test_the_unit_and_where_its_scale_begins_change_nothing(criteria, unit, shift):
    values = np.random.default_rng(4).integers(0, 50, (4, criteria)).astype(float)
    before = accept_ranks(list("abcd"), values, draws=2_000).table["probability"]
    after = accept_ranks(list("abcd"), values * unit + shift, draws=2_000).table["probability"]
    assert after.tolist() == pytest.approx(before.tolist(), abs=2e-3)
