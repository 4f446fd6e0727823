"""A group counts for as many people as its weights leave."""

import numpy as np
import pandas as pd
import pytest

from toolkit.analysis.dominance import Sums, judge_effective
from toolkit.analysis.tabulating import tabulate_shares
from toolkit.analysis.withholding import ALL


def test_sums_give_the_effective_number():
    # Three of weight 1 and one of weight 3: 36 over 12.
    assert Sums(6.0, 12.0).effective == pytest.approx(3)
    assert (Sums(6.0, 12.0) - Sums(3.0, 9.0)).effective == pytest.approx(3)
    assert Sums(0.0, 0.0).effective == 0


def test_a_group_of_which_one_answer_makes_the_share_is_withheld_and_not_left_by_subtraction():
    draw = np.random.default_rng(1)
    # Of the twelve one weighs as much as the others a hundred times together. With all others but
    # the twelve shown they could be had by subtraction; with a beside them they count for 31.
    weights = pd.Series([*draw.uniform(0.8, 1.2, 888), 60.0, *draw.uniform(0.04, 0.06, 11)])
    segments = pd.Series(["a"] * 288 + ["b"] * 600 + ["c"] * 12, dtype="string")
    codes = {"x": pd.Series(draw.integers(0, 2, 900).astype(float))}
    table = tabulate_shares(
        codes, weights, segments, ["a", "b", "c"], label="channel", smallest_base=10
    ).set_index("segment")
    assert table["n"].isna().to_dict() == {ALL: False, "a": True, "b": False, "c": True}


def test_people_who_weigh_alike_are_counted():
    members = {ALL: np.full(12, fill_value=True), "a": np.arange(12) < 3}
    assert judge_effective(members, pd.Series([2.0] * 12), 10)(["a"]) == ""
    weights = pd.Series([1.0, 1.1] * 6)
    assert judge_effective(members, weights, 10)(["a"]) == "a"
    assert judge_effective(members, weights, 20)([]) == ALL
