import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.participation_index import (
    compare_with_everybody,
    compare_with_population,
    make_index,
)
from toolkit.analysis.shares import wilson_interval
from toolkit.model.survey import BaseShare


def test_the_worked_example_of_a_trade_source():
    # GWI, help centre, "Understanding index scores": 12.7% against 9.5% is an index of 133.7.
    assert make_index(0.127, 0.095, 1000) == pytest.approx(133.7, abs=0.05)


@pytest.mark.parametrize(("base", "people"), [(0.0, 1000), (0.1, 99.9)])
def test_nothing_and_few_people_make_no_index(base, people):
    assert make_index(0.2, base, people) is None


def test_the_interval_of_points_is_newcombes():
    # Newcombe (1998), table II, example (a), method 10: 56/70 minus 48/80 is 0.0524 to 0.3339.
    base = BaseShare(rung="creators", share=48 / 80, n=80)
    found = compare_with_population(56 / 70, wilson_interval(56 / 70, 70), 70, base)
    assert found.difference == pytest.approx(0.2)
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert found.index is None


def test_against_everybody_the_interval_shrinks_by_the_part_that_is_compared_with_itself():
    # 70 in the segment, 80 outside it: everybody is (56 + 48) of 150.
    codes = pd.Series([1.0] * 56 + [0.0] * 14 + [1.0] * 48 + [0.0] * 32)
    inside = [True] * 70 + [False] * 80
    found = compare_with_everybody(codes, pd.Series(1.0, index=codes.index), inside)
    assert found.base == pytest.approx(104 / 150)
    assert found.difference == pytest.approx(56 / 70 - 104 / 150)
    assert found.low == pytest.approx(80 / 150 * 0.0524, abs=5e-5)
    assert found.high == pytest.approx(80 / 150 * 0.3339, abs=5e-5)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([0.0, 1.0, math.nan]), st.floats(0.2, 5), st.booleans()
        ), min_size=1, max_size=40,
    )
)  # fmt: skip
def test_the_difference_with_everybody_lies_inside_its_interval(people):
    codes, weights, inside = (list(column) for column in zip(*people, strict=True))
    found = compare_with_everybody(pd.Series(codes), pd.Series(weights), inside)
    asked_inside = [code for code, _, one in people if one and not math.isnan(code)]
    assert (found is None) == (not asked_inside)
    if found is not None and found.low is not None:
        assert found.low - 1e-9 <= found.difference <= found.high + 1e-9
        chosen = ~np.isnan(codes)
        everybody = np.average(np.array(codes)[chosen], weights=np.array(weights)[chosen])
        assert found.base == pytest.approx(everybody)
