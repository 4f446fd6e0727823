import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from toolkit.analysis.scoring import additive_values, score_initiatives
from toolkit.analysis.second_opinion import ask_others, promethee_two, second_opinion, topsis, vikor
from toolkit.model.choice import Choice
from toolkit.model.initiative import Criterion, Initiative, Rating

# Tzeng and Huang (2011), Multiple Attribute Decision Making, chapter 5.
MATRIX = [[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]]
WEIGHTS = [0.3, 0.4, 0.3]


def test_topsis_gives_the_published_figures():
    found = topsis(MATRIX, WEIGHTS)
    assert found == pytest.approx([0.5037, 0.6581, 0.7482, 0.3340], abs=5e-5)
    table = second_opinion(MATRIX, WEIGHTS).table
    assert table["topsis_rank"].tolist() == [3, 2, 1, 4]


def test_what_costs_is_better_the_less_it_is():
    matrix = np.array([[5, 80, 4], [7, 60, 8], [8, 80, 6], [7, 40, 6]], dtype=float)
    costs = [False, True, False]
    # By the definition, without the library: vector scaling, the ideal lowest on what costs.
    weighted = matrix / np.sqrt((matrix**2).sum(axis=0)) * WEIGHTS
    best = np.where(costs, weighted.min(axis=0), weighted.max(axis=0))
    worst = np.where(costs, weighted.max(axis=0), weighted.min(axis=0))
    near = np.sqrt(((weighted - best) ** 2).sum(axis=1))
    far = np.sqrt(((weighted - worst) ** 2).sum(axis=1))
    assert topsis(matrix, WEIGHTS, costs=costs) == pytest.approx(far / (near + far))
    turned = matrix * [1, -1, 1]
    assert promethee_two(matrix, WEIGHTS, costs=costs) == pytest.approx(
        promethee_two(turned, WEIGHTS)
    )
    assert vikor(matrix, WEIGHTS, costs=costs) == pytest.approx(vikor(turned, WEIGHTS))
    assert additive_values(matrix, WEIGHTS, costs=costs, scaling="min_max") == pytest.approx(
        additive_values(turned, WEIGHTS, scaling="min_max")
    )
    with pytest.raises(ValueError, match="costs"):
        topsis(matrix, WEIGHTS, costs=[True])


def test_promethee_with_thresholds_by_hand():
    # Differences of 1, 3 and 4: none up to 1, whole from 5, so 0, 0.5 and 0.75.
    found = promethee_two([[0], [1], [4]], [1], indifference=[1], preference=[5])
    assert found == pytest.approx([-0.375, -0.25, 0.625])
    # A criterion on which all are equal keeps its weight, and adds nothing.
    flat = promethee_two([[10, 1], [20, 1], [30, 1]], [3, 1])
    assert flat == pytest.approx([-0.75, 0, 0.75])
    with pytest.raises(ValueError, match="thresholds"):
        promethee_two([[0], [1]], [1], indifference=[1])
    with pytest.raises(ValueError, match="above"):
        promethee_two([[0], [1]], [1], indifference=[2], preference=[1])


def test_promethee_by_hand():
    # One criterion: the best wins both comparisons, the middle one of two, the last none.
    assert promethee_two([[10], [20], [30]], [1]) == pytest.approx([-1, 0, 1])


def test_vikor_by_hand():
    matrix = [[5, 0, 5], [0, 5, 0], [3, 2, 0]]
    # Weights 0.5, 0.3, 0.2: S = 0.3, 0.7, 0.2 + 0.18 + 0.2 = 0.58; R = 0.3, 0.5, 0.2.
    # Q = (S - 0.3)/(2·0.4) + (R - 0.2)/(2·0.3).
    expected = [0 + 0.1 / 0.6, 1.0, 0.28 / 0.8 + 0]
    assert vikor(matrix, [0.5, 0.3, 0.2]) == pytest.approx(expected)


def test_where_vikor_cannot_tell_it_says_nothing():
    table = second_opinion([[5, 0], [0, 5]], [1, 1]).table
    assert table["vikor_rank"].isna().all()
    assert table["additive_rank"].tolist() == [1, 1]


def test_equals_on_everything_are_equal_to_all():
    found = second_opinion([[3, 3], [3, 3]], [1, 2])
    assert found.table["additive_rank"].tolist() == [1, 1]
    assert found.table["topsis_rank"].isna().all()
    assert found.differing.empty


def test_where_the_methods_differ():
    # The middling item has the same sum as the lopsided ones, and is nowhere the worst.
    found = second_opinion([[5, 0, 2], [3, 3, 2], [0, 5, 1]], [1, 1, 1], ["a", "b", "c"])
    assert found.table["additive_rank"].tolist() == [2, 1, 3]
    disagreeing = found.differing["item"].tolist()
    for row in found.table.to_dict("records"):
        others = [row[f"{name}_rank"] for name in ("topsis", "vikor", "promethee")]
        assert (row["item"] in disagreeing) == any(one != row["additive_rank"] for one in others)


def test_a_copy_can_reorder_the_rest_in_topsis_and_never_in_the_additive_value():
    rng = np.random.default_rng(1)
    reordered = 0
    for _ in range(300):
        matrix = rng.integers(1, 6, (4, 3)).astype(float)
        weights = rng.random(3)
        doubled = np.vstack([matrix, matrix[:1]])
        assert additive_values(doubled, weights)[:4] == pytest.approx(
            additive_values(matrix, weights)
        )
        with np.errstate(all="ignore"):
            before, after = topsis(matrix, weights), topsis(doubled, weights)[:4]
        apart = np.subtract.outer(before, before)
        reordered += bool(((apart > 1e-6) & (np.subtract.outer(after, after) < -1e-6)).any())
    assert reordered > 0


@pytest.mark.parametrize(
    ("matrix", "weights", "words"),
    [
        ([[1, 2]], [1], "2 weights"),
        ([[1, np.nan]], [1, 1], "missing"),
        ([[1, 2]], [1, -1], "negative"),
        ([[1, 2]], [0, 0], "above zero"),
        ([], [], "items by criteria"),
    ],
)
def test_what_cannot_be_ranked_is_refused(matrix, weights, words):
    with pytest.raises(ValueError, match=words):
        second_opinion(matrix, weights)


def test_names_and_rows_go_together():
    with pytest.raises(ValueError, match="2 names"):
        second_opinion([[1], [2]], [1], ["a"])


def test_initiatives_scored_on_everything_are_ranked():
    choice = Choice(
        criteria=(Criterion(key="fit", name="Fit", swing=100),),
        initiatives=tuple(Initiative(key=key, name=key) for key in "abc"),
        ratings=(
            Rating(rater="ann", initiative="a", criterion="fit", score=2),
            Rating(rater="ann", initiative="c", criterion="fit", score=4),
        ),
    )
    found = ask_others(choice, score_initiatives(choice))
    assert found.table["item"].tolist() == ["a", "c"]
    assert found.table["promethee_rank"].tolist() == [2, 1]
    assert ask_others(Choice(), score_initiatives(Choice())) is None


@settings(max_examples=30)
@given(
    arrays(float, st.tuples(st.integers(2, 5), st.just(3)), elements=st.integers(0, 5)),
    st.integers(1, 50),
)
def test_more_on_everything_is_never_ranked_behind(matrix, factor):
    better = np.vstack([matrix, matrix[:1] + 1])
    table = second_opinion(better, [factor, 10, 1]).table
    for name in ("additive", "topsis", "vikor", "promethee"):
        first, last = table[f"{name}_rank"].iloc[0], table[f"{name}_rank"].iloc[-1]
        assert last <= first


def test_a_frame_keeps_its_names_and_weights_go_by_their_labels():
    frame = pd.DataFrame(MATRIX, index=list("ABCD"), columns=list("xyz"))
    shuffled = pd.Series({"y": 0.4, "z": 0.3, "x": 0.3})
    assert topsis(frame, shuffled) == pytest.approx(topsis(MATRIX, WEIGHTS))
    found = second_opinion(frame, shuffled, scaling="min_max").table
    assert found["item"].tolist() == list("ABCD")
    assert found["additive_value"].tolist() == pytest.approx(
        additive_values(MATRIX, WEIGHTS, scaling="min_max")
    )
    with pytest.raises(ValueError, match="labels"):
        topsis(frame, pd.Series({"x": 0.5, "y": 0.3, "w": 0.2}))


def test_costs_turn_every_method():
    costs = [False, True, False]
    table = second_opinion(MATRIX, WEIGHTS, costs=costs, scaling="min_max").table
    assert table["vikor_value"].tolist() == pytest.approx(1 - vikor(MATRIX, WEIGHTS, costs=costs))
    assert table["additive_value"].tolist() == pytest.approx(
        additive_values(MATRIX, WEIGHTS, costs=costs, scaling="min_max")
    )
