import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from toolkit.analysis.shares import (
    effective_size,
    margin_of_error,
    weighted_share,
    wilson_interval,
)


def test_wilson_gives_the_published_interval():
    # Newcombe (1998), Two-sided confidence intervals for the single proportion, Statistics in
    # Medicine 17, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    for hits, n, low, high in [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ]:
        assert wilson_interval(hits / n, n) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 400), st.data())
def test_wilson_gives_what_scipy_gives(n, data):
    hits = data.draw(st.integers(0, n))
    level = data.draw(st.sampled_from([0.8, 0.95, 0.998]))
    found = binomtest(hits, n).proportion_ci(level, method="wilson")
    assert wilson_interval(hits / n, n, level) == pytest.approx((found.low, found.high), abs=1e-9)


@given(st.lists(st.floats(0.05, 20), min_size=1, max_size=60))
def test_the_effective_base_is_that_of_the_design_effect(weights):
    # 1 + CV² with the variation among the people themselves (Kish 1965, 11.7).
    deviation = np.std(weights) / np.mean(weights)
    assert effective_size(np.array(weights)) == pytest.approx(len(weights) / (1 + deviation**2))


def test_an_interval_on_the_effective_base_holds_the_truth_as_often_as_it_says():
    # 4,000 invented samples of 150 people, a share of 0.3, weights that have no part in the answer
    # (the case of Kish's formula); an error of 0.35 points.
    draw = np.random.default_rng(6)
    held = 0
    for _ in range(4000):
        found = weighted_share((draw.random(150) < 0.3).astype(float), draw.lognormal(0, 0.6, 150))
        held += found.low <= 0.3 <= found.high
    assert 0.935 <= held / 4000 <= 0.965


def test_the_margin_of_error_is_the_textbooks():
    # Plus or minus 3.1 points at 1,000, 4.9 at 400 and 10 at 96.
    found = [margin_of_error(n) * 100 for n in (1000, 400, 96)]
    assert found == pytest.approx([3.1, 4.9, 10.0], abs=0.05)


def test_without_weights_the_share_is_counted():
    found = weighted_share([1, 0, 0, 1, math.nan])
    assert (found.share, found.n, found.n_effective) == (0.5, 4, 4.0)


def test_weights_move_the_share_and_cost_precision():
    # By hand: (2 + 1) / (2 + 1 + 1) = 0.75; 4² / (4 + 1 + 1) = 16 / 6.
    found = weighted_share([1, 1, 0], [2, 1, 1])
    assert found.share == pytest.approx(0.75)
    assert found.n_effective == pytest.approx(16 / 6)
    assert found.n == 3


def test_nobody_asked_gives_no_share():
    found = weighted_share([math.nan, math.nan], [1, 2])
    assert (found.share, found.low, found.high, found.n, found.n_effective) == (
        None,
        None,
        None,
        0,
        None,
    )


@pytest.mark.parametrize(
    ("values", "weights", "message"),
    [
        ([1, 2], None, "zeros and ones"),
        ([1, 0], [1, 0], "above zero"),
        ([1, 0], [1, math.nan], "above zero"),
        ([1, 0], [1], "do not go with"),
    ],
)
def test_what_is_no_share_is_refused(values, weights, message):
    with pytest.raises(ValueError, match=message):
        weighted_share(values, weights)


people = st.lists(
    st.tuples(st.sampled_from([0.0, 1.0]), st.floats(0.05, 20)), min_size=1, max_size=60
)


@given(people, st.randoms(use_true_random=False))
def test_the_interval_holds_the_share_and_the_order_of_rows_does_not_matter(rows, random):
    found = weighted_share(*zip(*rows, strict=True))
    assert 0 <= found.low <= found.share <= found.high <= 1
    random.shuffle(rows)
    again = weighted_share(*zip(*rows, strict=True))
    assert again.share == pytest.approx(found.share)
    assert again.high == pytest.approx(found.high)


@given(st.lists(st.floats(0.05, 20), min_size=1, max_size=60))
def test_weights_never_add_people(weights):
    assert 1 - 1e-9 <= effective_size(np.array(weights)) <= len(weights) + 1e-9
