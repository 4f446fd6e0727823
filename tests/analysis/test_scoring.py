import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.counts import examples
from toolkit.analysis.scoring import (
    additive_values,
    measure_effort,
    normalise_swings,
    scale_matrix,
    score_initiatives,
    tabulate_counts,
)
from toolkit.model.choice import Choice
from toolkit.model.initiative import AgreedScore, Criterion, Initiative, Rating

CRITERIA = (
    Criterion(key="fit", name="Fit", swing=100),
    Criterion(key="reach", name="Reach", swing=60),
    Criterion(key="learning", name="Learning", swing=40),
)


def choose(table):
    """Make a choice from {initiative: {rater: (fit, reach, learning)}}; None is no score."""
    return Choice(
        criteria=CRITERIA,
        initiatives=tuple(Initiative(key=key, name=key.title()) for key in table),
        ratings=tuple(
            Rating(rater=rater, initiative=key, criterion=criterion.key, score=score)
            for key, raters in table.items()
            for rater, scores in raters.items()
            for criterion, score in zip(CRITERIA, scores, strict=True)
            if score is not None
        ),
    )


def test_benefit_by_hand():
    found = score_initiatives(
        choose({"forum": {"ann": (4, 3, 5), "bo": (2, 3, 0), "cy": (5, 1, 1)}})
    )
    # Medians 4, 3 and 1; weights 0.5, 0.3 and 0.2: 100 × (0.5·4 + 0.3·3 + 0.2·1) / 5 = 62.
    assert found.weights == pytest.approx({"fit": 0.5, "reach": 0.3, "learning": 0.2})
    assert found.benefits.loc[0, "benefit"] == pytest.approx(62)
    scores = found.scores.set_index("criterion")
    assert scores["median"].tolist() == [4, 3, 1]
    assert scores["quartile_3"].tolist() == pytest.approx([4.5, 3, 3])
    assert scores["disagreement"].tolist() == [True, False, True]
    assert found.raters == ("ann", "bo", "cy")


def test_what_was_agreed_on_is_no_disagreement_any_more():
    choice = choose({"forum": {"ann": (4, 3, 5), "bo": (2, 3, 0), "cy": (5, 1, 1)}})
    settled = AgreedScore(initiative="forum", criterion="fit", score=4)
    found = score_initiatives(choice.model_copy(update={"agreed": (settled,)}))
    assert found.scores.set_index("criterion")["disagreement"].to_dict() == {
        "fit": False, "reach": False, "learning": True,
    }  # fmt: skip


def test_the_ends_of_the_scale_are_nothing_and_everything():
    found = score_initiatives(choose({"none": {"ann": (0, 0, 0)}, "all": {"ann": (5, 5, 5)}}))
    assert found.benefits["benefit"].tolist() == pytest.approx([0, 100])
    assert found.benefits["rank"].tolist() == [2, 1]


def test_missing_scores_leave_the_median_of_those_given():
    found = score_initiatives(
        choose({"forum": {"ann": (4, 3, 2), "bo": (None, 3, 2)}, "app": {"ann": (1, None, 3)}})
    )
    assert found.scores.set_index(["initiative", "criterion"])["n"].to_dict() == {
        ("forum", "fit"): 1,
        ("forum", "reach"): 2,
        ("forum", "learning"): 2,
        ("app", "fit"): 1,
        ("app", "reach"): 0,
        ("app", "learning"): 1,
    }
    table = found.benefits.set_index("initiative")
    assert pd.isna(table.loc["app", "benefit"])
    assert pd.isna(table.loc["app", "rank"])
    assert table.loc["app", "unrated"] == ("reach",)
    assert table.loc["forum", "rank"] == 1


def test_without_ratings_nothing_has_a_benefit():
    found = score_initiatives(choose({"forum": {}}))
    assert found.benefits["benefit"].isna().all()
    assert found.concordance.w is None
    assert score_initiatives(Choice()).benefits.empty


def test_effort_counts_running_as_peoples_work():
    forum = Initiative(
        key="forum", name="Forum", hours_technical=100, hours_organisational=20, hours_running=15,
        cost=500, cost_running=25,
    )  # fmt: skip
    assert measure_effort(forum) == (300, 800, pytest.approx(200 / 300))
    assert measure_effort(Initiative(key="idea", name="Idea")) == (0, 0, None)


scores = st.tuples(*[st.integers(0, 5)] * 3)
tables = st.dictionaries(
    st.sampled_from([f"idea_{letter}" for letter in "abcdefg"]),
    st.dictionaries(st.sampled_from(["ann", "bo", "cy"]), scores, min_size=1),
    min_size=1,
)


def order(found):
    table = found.benefits.set_index("initiative")["benefit"].round(9)
    return {
        (one, two): np.sign(table[one] - table[two]) for one in table.index for two in table.index
    }


@settings(max_examples=examples(40))
@given(tables, scores)
def test_adding_or_doubling_an_initiative_never_reorders_the_others(table, extra):
    before = order(score_initiatives(choose(table)))
    first = next(iter(table))
    for addition in ({"ann": extra}, table[first]):
        after = order(score_initiatives(choose(table | {"newcomer": addition})))
        assert {pair: after[pair] for pair in before} == before
    assert after["newcomer", first] == 0


@settings(max_examples=examples(40))
@given(tables, st.integers(0, 2))
def test_more_benefit_never_lowers_a_rank(table, place):
    first = next(iter(table))
    better = {
        rater: tuple(min(5, s + 1) if i == place else s for i, s in enumerate(given_scores))
        for rater, given_scores in table[first].items()
    }
    before = score_initiatives(choose(table)).benefits.set_index("initiative")
    after = score_initiatives(choose(table | {first: better})).benefits.set_index("initiative")
    assert after.loc[first, "benefit"] >= before.loc[first, "benefit"] - 1e-9
    assert after.loc[first, "rank"] <= before.loc[first, "rank"]


@settings(max_examples=examples(40))
@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_ratings_changes_nothing(table, random):
    choice = choose(table)
    mixed = list(choice.ratings)
    random.shuffle(mixed)
    one = score_initiatives(choice)
    two = score_initiatives(choice.model_copy(update={"ratings": tuple(mixed)}))
    pd.testing.assert_frame_equal(one.benefits, two.benefits)
    pd.testing.assert_frame_equal(one.scores, two.scores)
    assert one.concordance == two.concordance


def test_the_agreed_score_counts_beside_those_given_alone():
    choice = choose({"forum": {"ann": (4, 3, 5), "bo": (2, 3, 0), "cy": (5, 1, 1)}, "app": {}})
    agreed = (
        AgreedScore(initiative="forum", criterion="fit", score=2, why="Bo tried it."),
        AgreedScore(initiative="app", criterion="fit", score=5),
    )
    found = score_initiatives(choice.model_copy(update={"agreed": agreed}))
    # Agreed 2, medians 3 and 1; weights 0.5, 0.3 and 0.2: 100 × (1 + 0.9 + 0.2) / 5 = 42.
    assert found.benefits.loc[0, "benefit"] == pytest.approx(42)
    assert found.benefits.loc[1, "unrated"] == ("reach", "learning")
    scores = found.scores.set_index(["initiative", "criterion"])
    assert scores.loc[("forum", "fit"), ["median", "agreed", "counts"]].tolist() == [4, 2, 2]
    assert scores.loc[("forum", "fit"), "differing"] == ("ann", "cy")
    assert scores.loc[("forum", "reach"), ["median", "counts"]].tolist() == [3, 3]
    assert pd.isna(scores.loc[("forum", "reach"), "agreed"])
    assert scores.loc[("forum", "reach"), "differing"] == ()
    # Agreement is that of the raters' own scores.
    assert found.concordance == score_initiatives(choice).concordance
    assert tabulate_counts(found, ["app", "forum"], ["reach", "fit"])[1].tolist() == [3, 2]


def test_points_are_weights_as_they_are():
    points = tuple(
        one.model_copy(update={"swing": swing})
        for one, swing in zip(CRITERIA, (50, 30, 20), strict=True)
    )
    choice = Choice(weighting="points", criteria=points)
    assert score_initiatives(choice).weights == pytest.approx(
        {"fit": 0.5, "reach": 0.3, "learning": 0.2}
    )


def test_min_max_scaling_by_hand():
    # Scaled columns: (0, 1, 0.5) and (0, 0.5, 1).
    found = additive_values([[1, 10], [3, 20], [2, 30]], [1, 3], scaling="min_max")
    assert found == pytest.approx([0, 0.25 + 0.375, 0.125 + 0.75])
    anchored = additive_values([[1, 10], [3, 20]], [1, 1], lowest=0, highest=20)
    assert anchored == pytest.approx([0.275, 0.575])
    assert additive_values([[2, 1], [2, 0]], [1, 1], scaling="min_max") == pytest.approx([0.5, 0])


def test_min_max_scaling_lets_a_newcomer_reorder_the_rest():
    matrix = [[4, 0], [0, 3]]
    before = additive_values(matrix, [0.5, 0.5], scaling="min_max")
    after = additive_values([*matrix, [0, 30]], [0.5, 0.5], scaling="min_max")
    assert before[0] == before[1]
    assert after[0] > after[1]


@settings(max_examples=examples(40))
@given(tables, st.integers(1, 1000))
def test_the_unit_of_the_weights_changes_nothing(table, factor):
    choice = choose(table)
    divided = tuple(one.model_copy(update={"swing": one.swing / factor}) for one in choice.criteria)
    one = score_initiatives(choice)
    two = score_initiatives(choice.model_copy(update={"criteria": divided}))
    assert order(one) == order(two)
    assert normalise_swings({"a": 3 * factor, "b": factor}) == pytest.approx({"a": 0.75, "b": 0.25})


matrices = st.integers(1, 6).flatmap(
    lambda n: st.lists(st.tuples(*[st.integers(0, 50)] * 3), min_size=n, max_size=n)
)


@settings(max_examples=examples(40))
@given(matrices, st.floats(0.001, 1000), st.integers(-100, 100), st.integers(0, 2))
def test_the_unit_of_a_criterion_changes_nothing(matrix, factor, shift, place):
    # Anchors move with the unit: 0 to 50 of one is as much as its ends in the other.
    weights = [3, 2, 1]
    columns = np.array(matrix, dtype=float)
    changed = columns.copy()
    changed[:, place] = changed[:, place] * factor + shift
    before = additive_values(columns, weights, lowest=0, highest=50)
    scaled = np.delete(changed, place, axis=1)
    parts = additive_values(scaled, np.delete(weights, place), lowest=0, highest=50)
    moved = additive_values(changed[:, [place]], [1], lowest=shift, highest=50 * factor + shift)
    share = weights[place] / 6
    assert share * moved + (1 - share) * parts == pytest.approx(before)
    # By its ends that are there, any unit is as good as another.
    assert additive_values(changed, weights, scaling="min_max") == pytest.approx(
        additive_values(columns, weights, scaling="min_max")
    )


@pytest.mark.parametrize("swings", [{}, {"a": 0, "b": 0}, {"a": -1, "b": 2}, {"a": float("nan")}])
def test_swings_that_give_no_weights_are_refused(swings):
    with pytest.raises(ValueError, match="one must be above zero"):
        normalise_swings(swings)


def test_scales_are_fixed_by_anchors_or_by_what_there_is():
    matrix = [[5, 80], [7, 60]]
    assert scale_matrix(matrix, scaling="min_max", costs=[False, True]).tolist() == [[0, 0], [1, 1]]
    assert scale_matrix([[2, 4]], lowest=1, highest=5).tolist() == [[0.25, 0.75]]
    with pytest.raises(ValueError, match="above the lowest"):
        scale_matrix(matrix, lowest=5, highest=5)
    with pytest.raises(ValueError, match="missing"):
        scale_matrix([[1, float("nan")]])
