"""Segments: planted ones are found again, noise is left whole, and each demand can stop a number.

``make proof`` tries noise and planted groups more often, in full; figures for more stand in
``benchmarks/README.md``.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.segmentation import compare_with_truth, invent_groups, invent_noise
from toolkit.analysis.segmentation import Demands, find_segments, judge_numbers

BRIEF = Demands(most=4, draws=6, starts=20)


def count_trials(usual: int) -> int:
    """Give the usual number of trials, and ten times as many for a proof."""
    return usual * (10 if settings().max_examples > 500 else 1)


@pytest.mark.slow
def test_four_planted_groups_are_found_again() -> None:
    for seed in range(count_trials(3)):
        answers, group = invent_groups(seed)
        found = find_segments(answers)
        assert found.chosen == 4, seed
        assert found.reason is None
        assert compare_with_truth(found, group) > 0.9, seed


@pytest.mark.slow
def test_noise_is_not_cut_in_pieces() -> None:
    for seed in range(count_trials(20)):
        found = find_segments(invent_noise(seed, 200), demands=Demands(most=4, draws=3, starts=10))
        assert found.segments is None, seed
        assert found.model is None
        assert found.chosen is None
        assert found.reason == "no_better_than_one", seed
        assert found.sizes.empty
        # And what would have been cut would not have come back.
        assert (found.grounds["stability"].iloc[1:] < BRIEF.least_stability).all()


def test_what_is_said_of_the_segments_follows_from_who_is_in_them() -> None:
    answers, _ = invent_groups(1)
    answers.loc[[3, 7]] = np.nan
    weights = pd.Series(np.random.default_rng(5).uniform(0.5, 2, 500))
    found = find_segments(answers, weights=weights, demands=BRIEF)
    assert found.segments is not None
    assert found.model is not None
    assert found.segments.index.equals(answers.index)
    assert found.segments.isna().sum() == 2
    assert found.answered == 498
    table = found.sizes.set_index("segment")
    counts = found.segments.value_counts().sort_index()
    assert table["n"].tolist() == counts.tolist()
    by_weight = weights.groupby(found.segments).sum() / weights.drop([3, 7]).sum()
    assert table["share"].tolist() == pytest.approx(by_weight.tolist())
    most = found.model.probabilities.max(axis=1)
    assert table["certainty"].tolist() == pytest.approx(
        most.groupby(found.segments).mean().tolist()
    )
    chosen = found.grounds[found.grounds["verdict"] == "chosen"].iloc[0]
    assert chosen["k"] == found.chosen == 4
    assert chosen["smallest"] == counts.min()
    assert chosen["weakest"] == table["stability"].min()
    assert chosen["bic"] == found.model.bic
    assert found.grounds["bic"].tolist() == pytest.approx(
        (
            -2 * found.grounds["log_likelihood"]
            + found.grounds["parameters"] * np.log(_effective(weights.drop([3, 7])))
        ).tolist()
    )


def _effective(weights: pd.Series) -> float:
    return float(weights.sum() ** 2 / (weights**2).sum())


def test_a_hundred_answers_are_the_least() -> None:
    answers, _ = invent_groups(1, 100)
    few = find_segments(answers.iloc[1:], demands=BRIEF)
    assert (few.segments, few.reason, few.answered) == (None, "too_few_answers", 99)
    assert few.grounds.empty
    assert find_segments(answers, demands=BRIEF).reason != "too_few_answers"
    # Who answered nothing does not count.
    answers.loc[0] = np.nan
    assert find_segments(answers, demands=BRIEF).reason == "too_few_answers"


def test_two_questions_are_too_few_whatever_stands_beside_them() -> None:
    answers, _ = invent_groups(1, 150)
    useless = {
        "nobody": [None] * 150,
        "same": ["yes"] * 150,
        "again": answers["q1"].map({"answer 0": "no", "answer 1": "yes"}),
        "open": [f"words {number}" for number in range(150)],
    }
    found = find_segments(answers[["q1", "q6"]].assign(**useless), demands=BRIEF)
    assert found.reason == "too_few_questions"
    assert len(found.questions) == 2
    assert set(found.left_out.values()) == {"empty", "constant", "duplicate", "too_many_answers"}
    assert find_segments(answers[["q1"]], demands=BRIEF).reason == "too_few_questions"
    assert find_segments(answers[[]], demands=BRIEF).reason == "too_few_answers"


def test_two_questions_that_go_together_are_no_kinds_of_people() -> None:
    answers = invent_noise(3)
    random = np.random.default_rng(1)
    answers["copy"] = answers["q0"].where(random.random(500) < 0.9, "something else")
    found = find_segments(answers, demands=BRIEF)
    best = found.grounds.loc[found.grounds["bic"].idxmin()]
    assert (best["verdict"], best["telling"]) == ("narrow", 2)
    assert (found.segments, found.reason) == (None, "narrow")


def test_people_who_all_answer_the_same_few_ways_are_split_by_these() -> None:
    """Three kinds of people without any doubt: everybody's segment is certain."""
    kinds = pd.DataFrame([["a"] * 5, ["b"] * 5, ["c"] * 5], columns=list("vwxyz"))
    kinds["w"] = ["a", "b", "a"]  # else all questions say the same, and count once
    kinds["x"] = ["a", "a", "b"]
    kinds["y"] = ["c", "a", "a"]
    answers = kinds.iloc[np.repeat([0, 1, 2], [80, 60, 40])].reset_index(drop=True)
    found = find_segments(answers, demands=BRIEF)
    assert found.segments is not None
    assert found.segments.tolist() == [1] * 80 + [2] * 60 + [3] * 40
    assert found.sizes["stability"].tolist() == pytest.approx([1, 1, 1])
    assert found.sizes["certainty"].tolist() == pytest.approx([1, 1, 1])


def test_a_segment_is_large_enough_or_there_is_none() -> None:
    answers, _ = invent_groups(1, 300)
    found = find_segments(answers, demands=Demands(most=4, draws=6, least_size=200))
    assert found.reason == "too_small"
    assert set(found.grounds["verdict"].iloc[1:]) == {"too_small"}


def row(k: int, bic: float, **others: float) -> dict[str, float]:
    good = {"stability": 0.9, "weakest": 0.8, "smallest": 50, "smallest_share": 0.1, "telling": 9}
    return {"k": k, "bic": bic, **good, **others}


@pytest.mark.parametrize(
    ("second", "third", "expected"),
    [
        (row(2, 950), row(3, 900), ["higher", "chosen"]),
        (row(2, 950), row(3, 960), ["chosen", "higher"]),
        (row(2, 950), row(3, 900, stability=0.644), ["chosen", "unstable"]),
        (row(2, 950), row(3, 900, stability=0.646), ["higher", "chosen"]),  # printed as 0.65
        (row(2, 950), row(3, 900, weakest=0.5), ["chosen", "unstable"]),
        (row(2, 950), row(3, 900, smallest=29), ["chosen", "too_small"]),
        (row(2, 950), row(3, 900, smallest_share=0.049), ["chosen", "too_small"]),
        (row(2, 950), row(3, 900, telling=2), ["chosen", "narrow"]),
        (row(2, 1000), row(3, 1001), ["no_better_than_one", "no_better_than_one"]),
        (row(2, 1000), row(3, 900), ["no_better_than_one", "chosen"]),
        (row(2, 950, telling=0), row(3, 900, smallest=1), ["narrow", "too_small"]),
    ],
)
def test_each_demand_decides(second: dict, third: dict, expected: list[str]) -> None:
    one = row(1, 1000, stability=np.nan, weakest=np.nan, smallest=500, telling=0)
    grounds = pd.DataFrame([one, second, third])
    assert judge_numbers(grounds, Demands()) == ["one_group", *expected]


def test_the_same_seed_gives_the_same_and_another_one_as_good_as_the_same() -> None:
    answers, _ = invent_groups(4, 300)
    first, again, other = (
        find_segments(answers, demands=Demands(most=4, draws=6, seed=seed)) for seed in (1, 1, 2)
    )
    pd.testing.assert_frame_equal(first.grounds, again.grounds)
    assert first.segments is not None
    assert other.segments is not None
    assert first.segments.equals(again.segments)
    assert (first.segments == other.segments).mean() > 0.99


@settings(max_examples=3, deadline=None)
@given(st.integers(0, 10**6))
def test_the_order_of_people_and_questions_changes_nothing(seed: int) -> None:
    answers, _ = invent_groups(7, 200)
    random = np.random.default_rng(seed)
    shuffled = answers.sample(frac=1, random_state=random)[random.permutation(answers.columns)]
    first, second = (find_segments(one, demands=BRIEF) for one in (answers, shuffled))
    pd.testing.assert_frame_equal(first.grounds, second.grounds)
    assert first.segments is not None
    assert second.segments is not None
    assert first.segments.equals(second.segments[answers.index])


def test_of_many_people_some_are_searched_and_all_are_placed() -> None:
    answers, group = invent_groups(5, 1500)
    found = find_segments(answers, demands=BRIEF)
    assert found.segments is not None
    assert found.segments.notna().all()
    assert found.sizes["n"].sum() == 1500
    assert compare_with_truth(found, group) > 0.9


def test_people_who_all_answer_alike_are_not_said_to_be_few() -> None:
    alike = pd.DataFrame(dict.fromkeys("abcdef", ["yes"] * 150))
    assert find_segments(alike).reason == "too_few_questions"
    assert find_segments(alike.iloc[:60]).reason == "too_few_answers"
    assert find_segments(alike.mask(alike == "yes")).reason == "too_few_answers"
