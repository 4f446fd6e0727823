import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from toolkit.analysis.raking import rake_table, rake_weights, scale_targets
from toolkit.analysis.shares import margin_of_error
from toolkit.errors import InputError


def test_the_published_table_comes_out():
    # Ardilly and Tillé (2006), Sampling Methods, the example of IPFP in the package
    # TeachingSampling: columns of the seed, and what they come to.
    seed = np.column_stack([(80, 90, 10), (170, 80, 80), (150, 210, 130)])
    found = rake_table(seed, [(430, 360, 210), (150, 300, 550)])
    assert found.round(2).tolist() == [
        [73.01, 167.64, 189.35],
        [69.39, 66.65, 223.96],
        [7.60, 65.71, 136.69],
    ]


def test_a_table_of_three_dimensions_keeps_its_zero_and_its_odds_ratios():
    seed = np.arange(12.0).reshape(2, 3, 2)
    found = rake_table(seed, [(40, 60), (20, 30, 50), (45, 55)])
    assert found[0, 0, 0] == 0
    assert found.sum(axis=(1, 2)) == pytest.approx([40, 60])
    assert found.sum(axis=(0, 2)) == pytest.approx([20, 30, 50])
    assert found.sum(axis=(0, 1)) == pytest.approx([45, 55])
    # Scaling by margins leaves (a₁₁·a₂₂)/(a₁₂·a₂₁) of any square within one layer as it was.
    for table in (seed, found):
        square = table[1, :2, :]
        assert square[0, 0] * square[1, 1] / (square[0, 1] * square[1, 0]) == pytest.approx(
            6 * 9 / (7 * 8)
        )


@pytest.mark.parametrize(
    ("seed", "margins", "message"),
    [
        ([[1, 2], [3, 4]], [(5, 5), (4, 5)], "different totals"),
        ([[1, 2], [3, 4]], [(5, 5)], "margin of its length"),
        ([[1, 0], [0, 1]], [(6, 4), (5, 5)], "cannot be reached"),
    ],
)
def test_a_table_that_cannot_be_fitted_is_refused(seed, margins, message):
    with pytest.raises(ValueError, match=message):
        rake_table(seed, margins)


def make_answers(**counts):
    """Make people from words of a letter for each column, such as mv=3: three of m and v."""
    rows = [letters for letters, n in counts.items() for _ in range(n)]
    return pd.DataFrame([list(row) for row in rows], columns=["sex", "age"]).replace("_", "")


ANSWERS = make_answers(my=30, mo=10, vy=20, vo=40)


def test_weights_of_two_margins_are_worked_by_hand():
    # One margin: of 40 men and 60 women to half and half is 50/40 and 50/60.
    found = rake_weights(ANSWERS, {"sex": {"m": 50, "v": 50}})
    assert found.weights[:40].tolist() == pytest.approx([1.25] * 40)
    assert found.weights[40:].tolist() == pytest.approx([50 / 60] * 60)
    # 1 + CV²: 100 × (40 × 1.25² + 60 / 1.2²) / 100² = 0.625 + 0.41667.
    assert found.design_effect == pytest.approx(1.0416667)
    assert found.n_effective == pytest.approx(96)
    assert (found.converged, found.rounds, found.trimmed) == (True, 1, 0)
    expected = {"n": [40, 60], "target": [0.5, 0.5], "before": [0.4, 0.6], "after": [0.5, 0.5]}
    assert found.margins[["column", "label"]].to_numpy().tolist() == [["sex", "m"], ["sex", "v"]]
    for name, values in expected.items():
        assert found.margins[name].tolist() == pytest.approx(values)
    # √(0.25 / 96) = 0.0510310.
    assert margin_of_error(found.n_effective) == pytest.approx(0.0510310 * 1.959964, abs=1e-6)


def minimum_divergence(answers, margins):
    """Find the weights nearest to 1, by Kullback and Leibler, from the dual of that problem."""
    design = np.column_stack(
        [(answers[column] == label) for column, targets in margins.items() for label in targets]
    ).astype(float)
    wanted = np.array([share for targets in margins.values() for share in targets.values()])
    wanted = wanted * len(answers)

    def dual(multipliers):
        weights = np.exp(design @ multipliers)
        return weights.sum() - wanted @ multipliers, design.T @ weights - wanted

    found = minimize(dual, np.zeros(len(wanted)), jac=True, method="BFGS", options={"gtol": 1e-9})
    return np.exp(design @ found.x)


@given(
    st.tuples(*[st.integers(3, 40)] * 4),
    st.floats(0.25, 0.75),
    st.floats(0.25, 0.75),
)
def test_weights_are_those_of_an_independent_computation(counts, men, young):
    answers = make_answers(**dict(zip(("my", "mo", "vy", "vo"), counts, strict=True)))
    margins = {"sex": {"m": men, "v": 1 - men}, "age": {"y": young, "o": 1 - young}}
    found = rake_weights(answers, margins, lowest=0, highest=1000, tolerance=1e-9)
    assert found.converged
    assert found.weights.to_numpy() == pytest.approx(minimum_divergence(answers, margins), rel=1e-4)
    assert found.weights.mean() == pytest.approx(1)


def test_who_left_a_question_open_keeps_the_share_that_they_have():
    answers = make_answers(my=30, vy=50, _y=20)
    found = rake_weights(answers, {"sex": {"m": 0.5, "v": 0.5}})
    # 20 of 100 stay 20 of 100; of the other 80 half are men.
    assert found.weights[answers["sex"] == "m"].sum() == pytest.approx(40)
    assert found.weights[answers["sex"] == ""].tolist() == pytest.approx([1.0] * 20)
    assert found.margins["before"].tolist() == pytest.approx([3 / 8, 5 / 8])
    assert found.margins["after"].tolist() == pytest.approx([0.5, 0.5])
    assert not found.faults


def test_answers_without_a_target_are_told_but_not_quoted():
    answers = make_answers(my=30, vy=50, xy=2)
    found = rake_weights(answers, {"sex": {"m": 0.5, "v": 0.5}})
    assert found.weights[80:].tolist() == pytest.approx([1.0, 1.0])
    (fault,) = found.faults
    assert (fault.severity, fault.column) == ("warning", "sex")
    assert "x" not in fault.got
    assert "2" not in str(fault)


def test_percentages_that_nearly_sum_to_the_whole_are_scaled_and_told():
    found = rake_weights(ANSWERS, {"sex": {"m": 49.9, "v": 50.0}})
    assert found.margins["target"].sum() == pytest.approx(1)
    assert [(fault.severity, fault.got) for fault in found.faults] == [("note", "99.9")]
    assert not rake_weights(ANSWERS, {"sex": {"m": 0.1 + 0.2, "v": 0.7}}).faults
    assert not rake_weights(ANSWERS, {"sex": {"m": 8_500_000, "v": 8_900_000}}).faults
    assert scale_targets({" m ": 1, "v": 3, "x": 0}) == {"m": 0.25, "v": 0.75}


def test_all_that_is_wrong_with_margins_is_told_at_once():
    margins = {
        "sex": {"m": 40, "v": 50},
        "age": {"y": 50, "oo": 50, "o": 0},
        "region": {"north": 1},
    }
    with pytest.raises(InputError) as found:
        rake_weights(ANSWERS, margins)
    assert [(fault.column, fault.got) for fault in found.value.faults] == [
        ("sex", "90"),
        ("age", "“oo”"),
        ("age", "“o”"),
        ("region", ""),
    ]
    for wrong in ({"m": -1, "v": 101}, {"m": float("nan"), "v": 1}, {}):
        with pytest.raises(InputError, match="has to be a number"):
            rake_weights(ANSWERS, {"sex": wrong})
    with pytest.raises(InputError, match="different populations"):
        rake_weights(ANSWERS, {"sex": {"m": 400, "v": 500}, "age": {"y": 500, "o": 500}})
    with pytest.raises(InputError, match="no answers"):
        rake_weights(ANSWERS[:0], {})


def test_weights_stay_within_limits_and_the_margins_are_reached_all_the_same():
    margins = {"sex": {"m": 0.6, "v": 0.4}, "age": {"y": 0.4, "o": 0.6}}
    free = rake_weights(ANSWERS, margins, highest=100)
    assert free.weights.max() == pytest.approx(minimum_divergence(ANSWERS, margins).max(), rel=1e-4)
    assert free.weights.max() > 2.6
    found = rake_weights(ANSWERS, margins, lowest=0.1, highest=2.5)
    assert found.converged
    assert found.trimmed == 10
    assert found.weights[30:40].tolist() == pytest.approx([2.5] * 10)
    assert found.largest_deviation <= 1e-6
    # With 10 old men at 2.5 all else follows: 60 − 25 for 30 young men, 40 − 35 for 20 young women.
    assert found.weights[:30].tolist() == pytest.approx([35 / 30] * 30, abs=1e-4)
    assert found.weights[40:60].tolist() == pytest.approx([5 / 20] * 20, abs=1e-4)


def test_what_cannot_be_reached_is_reported():
    # 40 men at a weight of 1.5 at most are 60 of 100, where 90 are asked.
    found = rake_weights(ANSWERS, {"sex": {"m": 0.9, "v": 0.1}}, lowest=0.1, highest=1.5)
    assert not found.converged
    assert found.largest_deviation == pytest.approx(0.3)
    assert found.trimmed >= 40
    assert found.weights.between(0.1, 1.5).all()
    # Two margins that ask for different things of the same people.
    same = make_answers(my=50, vo=50)
    found = rake_weights(same, {"sex": {"m": 0.6, "v": 0.4}, "age": {"y": 0.5, "o": 0.5}})
    assert not found.converged
    assert 0.05 <= found.largest_deviation <= 0.1


def test_starting_weights_are_what_is_changed_least():
    start = pd.Series([2.0] * 40 + [1.0] * 60)
    found = rake_weights(ANSWERS, {"age": {"y": 0.5, "o": 0.5}}, start=start)
    weights = found.weights
    # 30 men of 2 and 20 women of 1 are young: 80; 20 + 40 are old: 60. Each comes to 50.
    assert weights[0] == pytest.approx(2 * 50 / 80)
    assert weights[99] == pytest.approx(50 / 60)
    assert found.margins["before"].tolist() == pytest.approx([80 / 140, 60 / 140])
    with pytest.raises(ValueError, match="starting weight"):
        rake_weights(ANSWERS, {}, start=start * 0)


def test_without_margins_everybody_counts_alike():
    found = rake_weights(ANSWERS, {})
    assert found.converged
    assert found.design_effect == 1
    assert found.margins.empty


def test_limits_that_leave_out_the_mean_are_refused():
    with pytest.raises(ValueError, match="either side of 1"):
        rake_weights(ANSWERS, {}, lowest=1.5)


@given(
    st.lists(st.floats(0.01, 50), min_size=2, max_size=40),
    st.sampled_from([(0.3, 3.0), (0.0, 2.0), (0.5, math.inf), (1.0, 3.0), (0.2, 1.0)]),
)
def test_whatever_is_asked_weights_stay_within_limits_with_mean_one(start, limits):
    answers = pd.DataFrame({"sex": ["m", "v"] * len(start)})
    lowest, highest = limits
    found = rake_weights(
        answers,
        {"sex": {"m": 0.9, "v": 0.1}},
        start=pd.Series(start * 2),
        lowest=lowest,
        highest=highest,
        rounds=20,
    )
    assert found.weights.mean() == pytest.approx(1)
    assert found.weights.between(lowest - 1e-9, highest + 1e-9).all()
    table = found.margins
    assert found.largest_deviation == pytest.approx((table["after"] - table["target"]).abs().max())
