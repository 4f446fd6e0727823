import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from toolkit.analysis.rater_spread import RaterScores, collect_scores
from toolkit.analysis.scoring import score_initiatives, tabulate_counts
from toolkit.model.choice import Choice
from toolkit.model.initiative import AgreedScore, Criterion, Initiative, Rating

scores = arrays(
    float,
    st.tuples(st.integers(1, 6), st.integers(1, 3), st.integers(1, 2)),
    elements=st.sampled_from([np.nan, 0, 1, 2, 3, 4, 5]),
)


@settings(max_examples=40)
@given(scores)
def test_medians_are_those_of_the_raters_drawn(given_scores):
    raters = len(given_scores)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # medians of nothing
        counts = np.nanmedian(given_scores, axis=0)
        found = RaterScores(given_scores, counts, np.zeros(counts.shape, dtype=bool)).draw(20, 1)
        times = np.random.default_rng(1).multinomial(raters, np.full(raters, 1 / raters), size=20)
        for medians, drawn in zip(found, times, strict=True):
            again = np.nanmedian(np.repeat(given_scores, drawn, axis=0), axis=0)
            expected = np.where(np.isnan(again), counts, again)
            assert np.array_equal(medians, expected, equal_nan=True)


def test_what_is_settled_stays():
    given_scores = np.array([[[0.0, 1]], [[5, 2]], [[3, 5]]])
    raters = RaterScores(given_scores, np.array([[4.0, 2]]), np.array([[True, False]]))
    found = raters.draw(50, 1)
    assert (found[:, 0, 0] == 4).all()
    assert set(found[:, 0, 1]) == {1, 2, 5}


@pytest.mark.parametrize(
    ("given_scores", "settled", "varies"),
    [
        ([[[1.0]], [[2.0]]], False, True),
        ([[[1.0]], [[2.0]]], True, False),
        ([[[1.0]], [[1.0]]], False, False),
        ([[[1.0]], [[np.nan]]], False, False),
        ([[[1.0]]], False, False),
    ],
)
def test_whether_other_raters_could_score_otherwise(given_scores, settled, varies):
    found = RaterScores(np.array(given_scores), np.ones((1, 1)), np.array([[settled]]))
    assert found.varies is varies


def test_ratings_are_put_in_their_places():
    choice = Choice(
        criteria=(
            Criterion(key="fit", name="Fit", swing=100),
            Criterion(key="reach", name="Reach", swing=50),
            Criterion(key="fun", name="Fun", swing=0),
        ),
        initiatives=(Initiative(key="a", name="A"), Initiative(key="b", name="B")),
        ratings=(
            Rating(rater="bo", initiative="b", criterion="reach", score=4),
            Rating(rater="ann", initiative="a", criterion="fit", score=2),
            Rating(rater="ann", initiative="a", criterion="fun", score=5),
        ),
        agreed=(AgreedScore(initiative="b", criterion="fit", score=1),),
    )
    criteria = ["fit", "reach"]
    counts = tabulate_counts(score_initiatives(choice), ["a", "b"], criteria)
    found = collect_scores(choice, counts, criteria)
    nan = np.nan
    assert np.array_equal(
        found.given, [[[2, nan], [nan, nan]], [[nan, nan], [nan, 4]]], equal_nan=True
    )
    assert np.array_equal(found.counts, [[2, nan], [1, 4]], equal_nan=True)
    assert found.settled.tolist() == [[False, False], [True, False]]
