import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from toolkit.analysis.scoring import score_initiatives
from toolkit.analysis.winning_weights import (
    find_contenders,
    find_nearest_weights,
    find_score_change,
)
from toolkit.model.choice import Choice
from toolkit.model.initiative import Criterion, Initiative, Rating


def choose(swings, scores, **parts):
    criteria = tuple(
        Criterion(key=key, name=key, swing=swing) for key, swing in zip("xyz", swings, strict=False)
    )
    return Choice(
        criteria=criteria,
        initiatives=tuple(Initiative(key=key, name=key) for key in scores),
        ratings=tuple(
            Rating(rater="ann", initiative=key, criterion=criterion.key, score=score)
            for key, given_scores in scores.items()
            for criterion, score in zip(criteria, given_scores, strict=True)
        ),
        **parts,
    )


def contend(choice, **options):
    return find_contenders(choice, score_initiatives(choice), **options)


def test_two_initiatives_by_hand():
    # 0.75·5 + 0.25·1 = 4 against 0.75·2 + 0.25·5 = 2.75: 80 against 55 points. Equal where
    # 5w + (1 - w) = 2w + 5(1 - w), at w = 4/7: a shift of 0.75 - 4/7.
    (found,) = contend(choose([75, 25], {"a": (5, 1), "b": (2, 5)}))
    assert (found.initiative, found.gap) == ("b", pytest.approx(25))
    assert found.weights == pytest.approx({"x": 4 / 7, "y": 3 / 7}, abs=1e-6)
    assert found.shift == pytest.approx(0.75 - 4 / 7, abs=1e-6)
    # Its score on x has to rise by 1.25 / 0.75 = 1.67, to 3.67; on y it cannot rise enough.
    assert (found.score.criterion, found.score.found, found.score.needed) == ("x", 2, 3.7)
    assert found.agrees  # x still weighs more than y, as was said


def test_what_goes_against_the_order_says_so():
    (found,) = contend(choose([75, 25], {"a": (5, 3), "b": (0, 5)}))
    # Equal where 5w + 3(1 - w) = 5(1 - w): at w = 2/7, where y weighs more.
    assert found.weights["x"] == pytest.approx(2 / 7, abs=1e-6)
    assert not found.agrees
    nothing = choose([75, 25], {"a": (5, 3), "b": (0, 5)}, weights_said="nothing")
    assert contend(nothing)[0].agrees


def test_what_is_worse_throughout_wins_with_no_weights():
    (found,) = contend(choose([50, 50], {"a": (5, 5), "b": (4, 3)}))
    assert (found.weights, found.shift, found.agrees) == (None, None, False)
    # It lies 1.5 steps behind, at a weight of a half 3 on one criterion: neither has such room.
    assert found.score is None
    (near,) = contend(choose([50, 50], {"a": (4, 4), "b": (3, 4)}))
    assert near.weights == pytest.approx({"x": 0, "y": 1})  # equal where x weighs nothing
    assert (near.score.criterion, near.score.needed) == ("x", 4)


def test_what_two_others_beat_together_wins_with_no_weights():
    # C is beaten by neither A nor B throughout, but always by one of them.
    found = contend(choose([60, 40], {"a": (5, 0), "b": (0, 5), "c": (2, 2)}))
    assert {one.initiative: one.weights is None for one in found} == {"b": False, "c": True}


def test_of_equals_the_first_are_no_contenders():
    found = contend(choose([50, 50], {"a": (5, 0), "b": (0, 5), "c": (2, 2)}))
    assert [one.initiative for one in found] == ["c"]
    assert contend(choose([50, 50], {"a": (5, 0)})) == ()
    assert contend(Choice()) == ()


def test_only_so_many_are_looked_at():
    scores = {key: (5 - number, 0) for number, key in enumerate("abcde")}
    assert [one.initiative for one in contend(choose([50, 50], scores), most=2)] == ["b", "c"]


matrices = arrays(float, st.tuples(st.integers(2, 5), st.just(3)), elements=st.integers(0, 5))


@settings(max_examples=40)
@given(matrices, st.lists(st.integers(1, 9), min_size=3, max_size=3))
def test_nearest_weights_do_make_it_first_and_none_nearer_do(values, swings):
    weights = np.array(swings) / sum(swings)
    number = len(values) - 1
    found = find_nearest_weights(values, number, weights)
    grid = np.array([(a, b, 12 - a - b) for a in range(13) for b in range(13 - a)]) / 12
    wins = (grid @ values.T).max(axis=1) <= grid @ values[number] + 1e-9
    if found is None:
        assert not wins.any()
        return
    assert found.sum() == pytest.approx(1)
    assert (found @ values.T).max() <= found @ values[number] + 1e-6
    shifts = np.abs(grid[wins] - weights).max(axis=1)
    if len(shifts):
        # The sum of the shifts, that chooses among equals, may cost a little.
        assert np.abs(found - weights).max() <= shifts.min() + 1e-3


@settings(max_examples=40)
@given(matrices, st.lists(st.integers(1, 9), min_size=3, max_size=3))
def test_the_score_that_is_needed_does_make_it_first(values, swings):
    weights = np.array(swings) / sum(swings)
    found = find_score_change(values, 0, weights, "xyz")
    best = (values @ weights).max()
    if found is None:
        higher = [values[0] @ weights + (5 - values[0, k]) * weights[k] for k in range(3)]
        assert max(higher) < best + 1e-9
        return
    changed = values[0].copy()
    changed["xyz".index(found.criterion)] = found.needed
    assert changed @ weights >= best - 1e-9
    assert found.needed <= 5


def test_weights_need_not_add_up_to_one():
    matrix = [[5, 0], [0, 5]]
    assert find_nearest_weights(matrix, 1, [3, 1]) == pytest.approx([0.5, 0.5])
    assert find_score_change([[5, 0], [4, 0]], 1, [3, 1], "xy").needed == 5
    with pytest.raises(ValueError, match="2 weights"):
        find_nearest_weights(matrix, 1, [1, 1, 1])
