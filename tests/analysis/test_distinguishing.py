"""What distinguishes a segment: differences by hand, false finds counted, makers kept apart."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2_contingency

from toolkit.analysis.contrasts import difference_interval
from toolkit.analysis.distinguishing import COLUMNS, RATE, compare_answers, find_distinguishing


def invent(people: int = 200) -> tuple[pd.DataFrame, pd.Series]:
    """Half are in segment 1; there 80 of 100 shop online, of the others 40 of 100."""
    segments = pd.Series([1, 2] * (people // 2), dtype="Int64")
    online = [
        "yes" if (number // 2) % 10 < (8 if number % 2 == 0 else 4) else "no"
        for number in range(people)
    ]
    town = ["north", "north", "south", "south"] * (people // 4)
    return pd.DataFrame({"online": online, "town": town, "maker": segments.astype(str)}), segments


def test_a_difference_by_hand() -> None:
    answers, segments = invent()
    found = compare_answers(answers, segments, ["maker"])
    assert tuple(found.columns) == COLUMNS
    first = found.iloc[0]
    assert (first["segment"], first["question"], first["answer"]) == (1, "online", "yes")
    assert (first["share"], first["rest"]) == pytest.approx((0.8, 0.4))
    assert first["difference"] == pytest.approx(0.4)
    assert (first["n"], first["n_rest"]) == (100, 100)
    # The pooled test of two shares is the chi-square test of the table without a correction.
    expected = chi2_contingency([[80, 20], [40, 60]], correction=False).pvalue
    assert first["p_value"] == pytest.approx(expected)
    # Four rows are tested: the two of “online” share the smallest p-value, so q is p × 4 ÷ 2.
    assert len(found) == 4
    assert first["q_value"] == pytest.approx(2 * expected)
    low, high = difference_interval((0.8, 100), (0.4, 100), 1 - RATE * 2 / 4)
    assert (first["low"], first["high"]) == pytest.approx((low, high))
    assert find_distinguishing(found)["question"].tolist() == ["online", "online"]


def test_what_made_the_segments_is_given_only_when_asked_and_is_not_tested() -> None:
    answers, segments = invent()
    assert "maker" not in set(compare_answers(answers, segments, ["maker"])["question"])
    both = compare_answers(answers, segments, ["maker"], with_makers=True)
    made = both[both["made_segments"]]
    assert set(made["question"]) == {"maker"}
    assert made["p_value"].isna().all()
    assert made["q_value"].isna().all()
    assert made["clear"].all()
    # And they change nothing in what is tested.
    tested = both[~both["made_segments"]].reset_index(drop=True)
    pd.testing.assert_frame_equal(tested, compare_answers(answers, segments, ["maker"]))


def test_where_nothing_differs_hardly_anything_is_found() -> None:
    """With nothing true, any find is false: the rate holds for whole tables."""
    tables = 0
    for seed in range(60):
        random = np.random.default_rng(seed)
        segments = pd.Series(random.choice([1, 2, 3], 300))
        answers = pd.DataFrame({f"q{n}": random.choice(["a", "b", "c"], 300) for n in range(8)})
        found = find_distinguishing(compare_answers(answers, segments, [], least_difference=0))
        tables += len(found) > 0
    # One in twenty of 60 is 3; more than 9 would come once in a thousand.
    assert tables <= 9


def test_few_people_and_small_differences_are_not_told() -> None:
    answers, segments = invent()
    answers.loc[20:, "online"] = None
    found = compare_answers(answers, segments, ["maker"])
    assert "online" in set(found["question"])  # 10 answered on either side
    answers.loc[19, "online"] = None
    assert "online" not in set(compare_answers(answers, segments, ["maker"])["question"])
    answers, segments = invent()
    none = compare_answers(answers, segments, ["maker"], least_difference=0.41)
    assert not none["clear"].any()


def test_a_small_base_cannot_be_had_by_subtraction() -> None:
    """Of 120, 60, 50 and 6 people and 3 in no segment: without the 50 as well it could be had."""
    segments = pd.Series([1] * 120 + [2] * 60 + [3] * 50 + [4] * 6 + [pd.NA] * 3, dtype="Int64")
    answers = pd.DataFrame({"online": ["yes", "no", "no"] * 79 + ["yes", "no"]})
    shown = set(compare_answers(answers, segments, [])["segment"])
    assert shown == {1, 2}  # 6 and 3 are 9 together, which is fewer than 10
    with_more = pd.concat([segments, pd.Series([pd.NA], dtype="Int64")], ignore_index=True)
    answers = pd.concat([answers, pd.DataFrame({"online": ["no"]})], ignore_index=True)
    assert set(compare_answers(answers, with_more, [])["segment"]) == {1, 2, 3}
    assert set(compare_answers(answers, with_more, [], withheld=[2])["segment"]) == {1, 3}


def test_weights_count_and_cost_precision() -> None:
    answers, segments = invent()
    even = compare_answers(answers, segments, ["maker"], weights=pd.Series([3.0] * 200))
    pd.testing.assert_frame_equal(even, compare_answers(answers, segments, ["maker"]))
    heavy = pd.Series(np.where(answers["online"] == "yes", 2.0, 1.0))
    first = compare_answers(answers, segments, ["maker"], weights=heavy).iloc[0]
    assert first["share"] == pytest.approx(160 / 180)
    assert first["rest"] == pytest.approx(80 / 140)


def test_who_is_in_no_segment_is_outside_all() -> None:
    answers, segments = invent()
    only = segments.where(segments == 1)
    found = compare_answers(answers, only, ["maker"])
    assert set(found["segment"]) == {1}
    assert found["n_rest"].tolist() == [100, 100]


def test_of_many_answers_the_largest_differences_are_kept() -> None:
    answers, segments = invent()
    answers["shop"] = answers["online"].where(answers.index % 20 > 1, "never")
    found = compare_answers(answers, segments, ["maker"])
    kept = find_distinguishing(found, most=1)
    assert kept["segment"].tolist() == [1, 2]
    for row in kept.to_dict("records"):
        here = found[found["segment"] == row["segment"]]
        assert abs(row["difference"]) == here["difference"].abs().max()


def test_without_anything_to_compare_the_table_is_empty() -> None:
    answers, segments = invent()
    for found in (
        compare_answers(answers[["maker"]], segments, ["maker"]),
        compare_answers(answers, segments.where(segments > 2), ["maker"]),
    ):
        assert tuple(found.columns) == COLUMNS
        assert found.empty
        assert find_distinguishing(found).empty


def test_what_does_not_go_together_is_refused() -> None:
    answers, segments = invent()
    with pytest.raises(ValueError, match="segments do not go with"):
        compare_answers(answers, segments.head(3), [])
    with pytest.raises(ValueError, match="weights do not go with"):
        compare_answers(answers, segments, [], weights=pd.Series([1.0]))
