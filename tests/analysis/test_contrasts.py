import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from toolkit.analysis.contrasts import compare_with_rest, difference_interval, order_clear
from toolkit.analysis.tabulating import tabulate_shares


def test_the_interval_of_a_difference_is_the_published_one():
    # Newcombe (1998), Statistics in Medicine 17, 873, table II, method 10: 56/70 against 48/80,
    # 9/10 against 3/10 and 10/10 against 0/10.
    for (a, m), (b, n), low, high in [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ]:
        found = difference_interval((a / m, m), (b / n, n))
        assert found == pytest.approx((low, high), abs=5e-5)


@given(st.floats(0, 1), st.floats(1, 900), st.floats(0, 1), st.floats(1, 900))
def test_the_interval_holds_the_difference_and_turns_with_it(one, m, two, n):
    low, high = difference_interval((one, m), (two, n))
    assert low <= one - two <= high
    assert difference_interval((two, n), (one, m)) == pytest.approx((-high, -low))


def test_each_segment_is_set_against_all_others():
    segments = pd.Series(["a"] * 100 + ["b"] * 100 + ["c"] * 4, dtype="string")
    codes = {"x": pd.Series([1.0] * 70 + [0.0] * 30 + [1.0] * 20 + [0.0] * 84)}
    weights = pd.Series(np.ones(204))
    table = tabulate_shares(codes, weights, segments, ["a", "b"], label="channel", smallest_base=4)
    found = compare_with_rest(codes, weights, segments, table, label="channel")
    assert found["segment"].tolist() == ["a", "b"]
    assert found["share"].tolist() == pytest.approx([0.7, 0.2])
    assert found["rest"].tolist() == pytest.approx([20 / 104, 70 / 104])
    assert found["clear"].tolist() == [True, True]


def test_more_comparisons_ask_for_more_evidence():
    # 60 of 100 against 45 of 100 is clear at 95% when nothing else is asked, not among twenty.
    segments = pd.Series(["a"] * 100 + ["b"] * 100, dtype="string")
    answers = pd.Series([1.0] * 60 + [0.0] * 40 + [1.0] * 45 + [0.0] * 55)
    weights = pd.Series(np.ones(200))
    for names, clear in [(["x"], True), ([f"x{number}" for number in range(20)], False)]:
        codes = dict.fromkeys(names, answers)
        table = tabulate_shares(codes, weights, segments, ["a"], label="channel", smallest_base=5)
        found = compare_with_rest(codes, weights, segments, table, label="channel")
        assert found["clear"].tolist()[0] is clear


def test_each_side_of_a_difference_has_its_own_effective_base():
    # Of a 40 people of weight 2 say yes, and 40 of 1 no: share 80/120, base 120² / (160 + 40) = 72.
    # Of the rest 50 of 100 do, all of weight 1.
    segments = pd.Series(["a"] * 80 + ["b"] * 100, dtype="string")
    weights = pd.Series([2.0] * 40 + [1.0] * 140)
    codes = {"x": pd.Series([1.0] * 40 + [0.0] * 40 + [1.0] * 50 + [0.0] * 50)}
    table = tabulate_shares(codes, weights, segments, ["a"], label="channel", smallest_base=5)
    found = compare_with_rest(codes, weights, segments, table, label="channel")
    assert found["difference"].tolist() == pytest.approx([2 / 3 - 0.5])
    # Wilson for 48 of 72 and 50 of 100 by scipy, then Newcombe's squares by hand.
    a = binomtest(48, 72).proportion_ci(method="wilson")
    rest = binomtest(50, 100).proportion_ci(method="wilson")
    low = 1 / 6 - math.hypot(2 / 3 - a.low, rest.high - 0.5)
    high = 1 / 6 + math.hypot(a.high - 2 / 3, 0.5 - rest.low)
    assert found[["low", "high"]].to_numpy().tolist()[0] == pytest.approx([low, high])


def test_withheld_cells_are_not_compared():
    segments = pd.Series(["a"] * 6 + ["b"] * 40, dtype="string")
    codes = {"x": pd.Series([1.0] * 6 + [0.0] * 40)}
    weights = pd.Series(np.ones(46))
    table = tabulate_shares(codes, weights, segments, ["a", "b"], label="channel", smallest_base=10)
    assert compare_with_rest(codes, weights, segments, table, label="channel").empty


def contrast(segment, difference, low, high, reach):
    clear = low > 0 or high < 0
    values = (segment, difference, low, high, clear, reach)
    return dict(
        zip(("segment", "difference", "low", "high", "clear", "reach"), values, strict=True)
    )


def test_what_concerns_most_people_is_told_first():
    found = pd.DataFrame(
        [
            contrast("few", 0.6, 0.3, 0.8, 0.04),  # 0.04 × 0.96 × 0.3 = 0.012
            contrast("half", 0.25, 0.1, 0.4, 0.5),  # 0.5 × 0.5 × 0.1 = 0.025
            contrast("less", -0.5, -0.7, -0.2, 0.3),  # 0.3 × 0.7 × 0.2 = 0.042
            contrast("nearly all", 0.6, 0.3, 0.8, 0.98),  # 0.98 × 0.02 × 0.3 = 0.006
            contrast("unsure", 0.3, -0.1, 0.6, 0.5),
        ]
    )
    assert order_clear(found)["segment"].tolist() == ["less", "half", "few", "nearly all"]
    assert order_clear(found.iloc[:0]).empty


def test_the_part_of_the_people_is_of_those_asked_and_by_weight():
    # Of a 10 people of weight 3 were asked and 10 were not; of the rest 30 of weight 1.
    segments = pd.Series(["a"] * 20 + ["b"] * 30, dtype="string")
    answers = pd.Series([1.0] * 10 + [np.nan] * 10 + [0.0] * 30)
    weights = pd.Series([3.0] * 20 + [1.0] * 30)
    table = tabulate_shares(
        {"x": answers}, weights, segments, ["a"], label="channel", smallest_base=5
    )
    found = compare_with_rest({"x": answers}, weights, segments, table, label="channel")
    assert found["reach"].tolist() == pytest.approx([0.5])
