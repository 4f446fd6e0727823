"""Latent classes against published figures, another program, and sums by hand."""

from __future__ import annotations

import itertools
import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.segmentation import invent_groups
from toolkit.analysis.latent_classes import fit_latent_classes

# Stouffer and Toby (1951), Role conflict and personality, American Journal of Sociology 56,
# 395–406: 216 people in four situations, from + + + + to − − − −.
ROLE_CONFLICT = (42, 23, 6, 25, 6, 24, 7, 38, 1, 4, 1, 6, 2, 9, 2, 20)


def role_conflict() -> pd.DataFrame:
    patterns = itertools.product("+−", repeat=4)
    rows = [row for row, n in zip(patterns, ROLE_CONFLICT, strict=True) for _ in range(n)]
    return pd.DataFrame(rows, columns=list("ABCD"))


def test_role_conflict_comes_out_as_goodman_has_it() -> None:
    """Goodman (1974), Biometrika 61, 215–231: two classes; the likelihood as poLCA prints it."""
    one, two = (fit_latent_classes(role_conflict(), classes) for classes in (1, 2))
    counts = np.array(ROLE_CONFLICT)
    saturated = float(counts @ np.log(counts / counts.sum()))
    assert 2 * (saturated - one.log_likelihood) == pytest.approx(81.08, abs=0.005)
    assert 2 * (saturated - two.log_likelihood) == pytest.approx(2.72, abs=0.005)
    assert two.log_likelihood == pytest.approx(-504.4677, abs=0.0001)
    assert two.parameters == 9
    assert two.bic == pytest.approx(2 * 504.4677 + 9 * np.log(216), abs=0.001)
    assert two.sizes.tolist() == pytest.approx([0.721, 0.279], abs=0.0005)
    plus = two.items[two.items["answer"] == "+"].pivot(
        index="question", columns="class", values="probability"
    )
    assert plus[1].tolist() == pytest.approx([0.714, 0.330, 0.354, 0.132], abs=0.0006)
    assert plus[2].tolist() == pytest.approx([0.993, 0.940, 0.927, 0.769], abs=0.0006)


def test_one_class_is_the_shares_of_everybody() -> None:
    answers = pd.DataFrame({"a": ["x", "x", "y", None], "b": ["p", "q", "q", "q"]})
    found = fit_latent_classes(answers, 1)
    assert found.items["probability"].tolist() == pytest.approx([2 / 3, 1 / 3, 1 / 4, 3 / 4])
    hand = 2 * np.log(2 / 3) + np.log(1 / 3) + np.log(1 / 4) + 3 * np.log(3 / 4)
    assert found.log_likelihood == pytest.approx(hand)
    assert found.parameters == 2
    assert np.isnan(found.entropy)


@pytest.mark.slow
@pytest.mark.parametrize("weighted", [False, True], ids=["plain", "weighted"])
def test_another_program_finds_the_same(*, weighted: bool) -> None:
    """StepMix, with the same missing answers left out of the likelihood."""
    from stepmix.stepmix import StepMix  # it takes a second, which the other tests need not wait

    answers, _ = invent_groups(3, 300)
    answers = answers[["q0", "q1", "q6", "q7", "q8", "q9"]]
    codes = answers.apply(lambda one: pd.Series(pd.factorize(one, sort=True)[0]))
    weights = pd.Series(np.random.default_rng(1).uniform(0.5, 2, 300)) if weighted else None
    model = StepMix(
        3, measurement="categorical_nan", n_init=8, abs_tol=1e-8, random_state=1, progress_bar=0
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.fit(codes.where(codes >= 0).to_numpy(dtype=float), sample_weight=weights)
    found = fit_latent_classes(answers, 3, weights=weights)
    effective = 300 if weights is None else weights.sum() ** 2 / (weights**2).sum()
    assert found.log_likelihood / effective == pytest.approx(model.lower_bound_, abs=1e-5)
    assert found.parameters == model.n_parameters
    assert found.sizes.tolist() == pytest.approx(sorted(model.weights_, reverse=True), abs=0.001)


def test_a_missing_answer_says_nothing_of_its_question() -> None:
    """By hand: of somebody who left B to D open, class and answer to A follow Bayes' rule."""
    answers = role_conflict()
    alone = pd.DataFrame({"A": ["+"], "B": [None], "C": [None], "D": [None]})
    found = fit_latent_classes(pd.concat([answers, alone], ignore_index=True), 2)
    items = found.items.set_index(["class", "question", "answer"])["probability"]
    joint = [found.sizes[one] * items[(one, "A", "+")] for one in (1, 2)]
    by_hand = joint[0] / sum(joint)
    assert found.probabilities.iloc[-1, 0] == pytest.approx(by_hand, abs=1e-4)


def test_who_answered_nothing_is_in_no_class() -> None:
    answers = role_conflict()
    answers.loc[5] = None
    found = fit_latent_classes(answers, 2)
    assert found.probabilities.loc[5].isna().all()
    assert found.assigned.isna().tolist() == [row == 5 for row in range(216)]
    assert found.probabilities.drop(5).sum(axis=1).to_numpy() == pytest.approx(1)


def test_weights_of_two_say_what_two_people_say() -> None:
    """Doubling everybody changes nothing: what is known is not doubled."""
    answers = role_conflict()
    plain = fit_latent_classes(answers, 2)
    doubled = fit_latent_classes(answers, 2, weights=pd.Series([2.0] * 216))
    assert doubled.log_likelihood == pytest.approx(plain.log_likelihood)
    heavy = pd.Series(np.where(answers["A"] == "+", 3.0, 1.0))
    share = fit_latent_classes(answers, 1, weights=heavy).items["probability"].iloc[0]
    plus = (answers["A"] == "+").sum()
    assert share == pytest.approx(3 * plus / (3 * plus + 216 - plus))


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10**6))
def test_the_order_of_people_and_questions_changes_nothing(seed: int) -> None:
    answers, _ = invent_groups(7, 150)
    random = np.random.default_rng(seed)
    shuffled = answers.sample(frac=1, random_state=random)[random.permutation(answers.columns)]
    weights = pd.Series(np.random.default_rng(1).uniform(0.5, 2, 150))
    first = fit_latent_classes(answers, 3, weights=weights, starts=10)
    second = fit_latent_classes(shuffled, 3, weights=weights[shuffled.index], starts=10)
    assert second.log_likelihood == first.log_likelihood
    pd.testing.assert_frame_equal(second.probabilities.loc[answers.index], first.probabilities)
    assert (second.assigned[answers.index] == first.assigned).all()


def test_classes_run_from_the_largest_to_the_smallest() -> None:
    answers, _ = invent_groups(2, 300)
    sizes = fit_latent_classes(answers, 4, starts=20).sizes
    assert sizes.is_monotonic_decreasing
    assert sizes.sum() == pytest.approx(1)


def test_another_seed_comes_to_the_same_top_under_the_same_numbers() -> None:
    answers, _ = invent_groups(2, 300)
    first, second = (fit_latent_classes(answers, 4, seed=seed) for seed in (1, 2))
    assert first.agreeing > 1
    assert second.log_likelihood == pytest.approx(first.log_likelihood, abs=0.001)
    assert (first.assigned == second.assigned).mean() > 0.99


def test_what_cannot_be_fitted_is_refused() -> None:
    answers = role_conflict()
    with pytest.raises(ValueError, match="above zero"):
        fit_latent_classes(answers, 2, weights=pd.Series([0.0] * 216))
    with pytest.raises(ValueError, match="do not go with"):
        fit_latent_classes(answers, 2, weights=pd.Series([1.0]))
    with pytest.raises(ValueError, match="3 people cannot make 4 classes"):
        fit_latent_classes(answers.head(3).assign(E=["a", "b", "c"]), 4)
    with pytest.raises(ValueError, match="no column"):
        fit_latent_classes(pd.DataFrame({"a": ["x"] * 5}), 1)


def test_as_many_classes_as_people_is_a_fit_like_any() -> None:
    answers = pd.DataFrame({"a": ["x", "y", "x"], "b": ["p", "p", "q"]})
    found = fit_latent_classes(answers, 3)
    assert found.log_likelihood == pytest.approx(3 * np.log(1 / 3), abs=0.01)
