import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.discipline import OBJECTIVES, prioritise, summarise_votes
from toolkit.model.intake import DisciplineVote, Fit


def vote(excellence, leadership, intimacy):
    return DisciplineVote(
        operational_excellence=excellence,
        product_leadership=leadership,
        customer_intimacy=intimacy,
    )


VOTES = [vote(20, 30, 50), vote(40, 30, 30), vote(0, 30, 70)]


def test_points_and_their_spread_by_hand():
    found = summarise_votes(VOTES)
    table = found.table.set_index("discipline")
    assert table["mean"].tolist() == pytest.approx([20, 30, 50])
    assert table.loc["operational_excellence"].tolist() == pytest.approx([20, 0, 10, 20, 30, 40, 3])
    assert found.leaders == ("customer_intimacy",)
    assert found.participants == 3


def test_equal_points_share_a_rank():
    found = summarise_votes([vote(40, 40, 20)])
    assert found.table["rank"].tolist() == [1, 1, 3]
    assert found.leaders == ("operational_excellence", "product_leadership")


def test_without_votes_there_is_nothing_to_rank():
    found = summarise_votes([])
    assert found.table.empty
    assert found.leaders == ()


def test_priorities_by_hand_and_the_unknown_counted():
    fits = [
        Fit(discipline="operational_excellence", objective="supporting", score=3),
        Fit(discipline="product_leadership", objective="supporting", score=1),
        Fit(discipline="customer_intimacy", objective="supporting", score=2),
        Fit(discipline="customer_intimacy", objective="talking", score=3),
    ]
    found = prioritise(VOTES, fits)
    table = found.objectives.set_index("objective")
    # Supporting: 0.2·3 + 0.3·1 + 0.5·2 = 1.9. Talking: 0.5·3, at most (0.2 + 0.3)·3 more.
    assert table.loc["supporting", "priority"] == pytest.approx(1.9)
    assert table.loc["supporting", "at_most"] == pytest.approx(1.9)
    assert table.loc["talking", "priority"] == pytest.approx(1.5)
    assert table.loc["talking", "at_most"] == pytest.approx(3)
    assert table["unknown"].tolist() == [3, 2, 3, 0, 3]
    assert found.unknown == 11
    assert pd.isna(table.loc["listening", "priority"])
    assert table["rank"].dropna().to_dict() == {"talking": 2, "supporting": 1}


def test_without_votes_fits_have_no_weight():
    found = prioritise([], [Fit(discipline="customer_intimacy", objective="talking", score=3)])
    assert found.objectives["priority"].isna().all()
    assert found.unknown == 14


points = st.integers(0, 100).flatmap(
    lambda first: st.integers(0, 100 - first).map(
        lambda second: vote(first, second, 100 - first - second)
    )
)


@given(st.lists(points, min_size=1, max_size=9), st.randoms(use_true_random=False))
def test_means_add_up_to_100_whoever_votes_first(votes, random):
    means = summarise_votes(votes).table["mean"]
    assert means.sum() == pytest.approx(100)
    random.shuffle(votes)
    assert summarise_votes(votes).table["mean"].tolist() == pytest.approx(means.tolist())


@given(st.lists(points, min_size=1, max_size=5), st.integers(0, 3))
def test_the_same_fit_everywhere_is_every_objectives_priority(votes, score):
    fits = [
        Fit(discipline=discipline, objective=objective, score=score)
        for discipline in ("operational_excellence", "product_leadership", "customer_intimacy")
        for objective in OBJECTIVES
    ]
    assert prioritise(votes, fits).objectives["priority"].tolist() == pytest.approx([score] * 5)
