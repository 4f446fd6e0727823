import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import friedmanchisquare

from toolkit.analysis.concordance import kendall_w, measure_concordance

SCORES = [(1, 1, 2), (5, 6, 5), (7, 8, 4), (2, 3, 2), (8, 6, 5)]


def test_w_by_hand_with_and_without_the_correction_for_ties():
    # Ranks sum to 3.5, 11, 12, 5.5 and 13, their squared deviations from 9 to 71.5.
    # Uncorrected: 12 × 71.5 / (9 × 120). Ties: one pair, then two pairs: 18; corrected:
    # 12 × 71.5 / (9 × 120 - 3 × 18).
    found = measure_concordance(SCORES)
    assert found.w_uncorrected == pytest.approx(858 / 1080)
    assert round(found.w_uncorrected, 4) == 0.7944
    assert found.w == pytest.approx(858 / 1026)
    assert (found.items, found.raters) == (5, 3)


def test_an_item_that_one_rater_left_out_does_not_count():
    found = measure_concordance([*SCORES, (9, math.nan, 1)])
    assert found.w == pytest.approx(858 / 1026)
    assert found.items == 5


@pytest.mark.parametrize("scores", [[], [(1, 2)], [(1,), (2,)], [(3, 3), (3, 3)]])
def test_where_there_is_nothing_to_agree_on_there_is_no_w(scores):
    assert measure_concordance(scores).w is None


@given(arrays(float, st.tuples(st.integers(2, 6), st.integers(3, 6)), elements=st.integers(0, 5)))
def test_w_is_between_0_and_1_and_is_friedmans_statistic(scores):
    found = measure_concordance(scores)
    if found.w is None:
        return
    assert -1e-9 <= found.w <= 1 + 1e-9
    assert found.w_uncorrected <= found.w + 1e-9
    items, raters = scores.shape
    if items > 2:
        # Independent: Friedman's chi-square, also corrected for ties, is raters × (items - 1) × W.
        statistic = friedmanchisquare(*scores).statistic
        assert found.w == pytest.approx(statistic / (raters * (items - 1)))


def test_the_same_order_is_full_agreement():
    assert measure_concordance(np.array([[1, 2], [2, 3], [4, 5]])).w == pytest.approx(1)


def test_the_bare_coefficient_takes_lists_and_refuses_what_has_none():
    assert kendall_w([[1, 2], [2, 3], [4, 5]]) == pytest.approx((1, 1))
    for scores, words in [
        ([[1, 1], [1, 1]], "nothing to agree"), ([[1, math.nan], [2, 3]], "missing"),
        ([[1, 2]], "two of each"), ([[1], [2]], "two of each"),
    ]:  # fmt: skip
        with pytest.raises(ValueError, match=words):
            kendall_w(scores)
    with pytest.raises(ValueError, match="infinite"):
        measure_concordance([[1, 2], [math.inf, 3]])
