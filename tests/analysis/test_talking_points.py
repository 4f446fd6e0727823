import pytest

from toolkit.analysis.scoring import score_initiatives
from toolkit.analysis.talking_points import list_agreed_scores, order_talking_points
from toolkit.model.choice import Choice
from toolkit.model.initiative import AgreedScore, Criterion, Initiative, Rating

GIVEN = {
    ("a", "fit"): (0, 5, 5),
    ("a", "reach"): (0, 3, 3),
    ("b", "fit"): (3, 5, 4),
    ("b", "reach"): (2, 2, 2),
    ("c", "fit"): (1, 4, 1),
    ("c", "reach"): (2, 0, 0),
}


def choose(*agreed):
    return Choice(
        criteria=(
            Criterion(key="fit", name="Fit", swing=75),
            Criterion(key="reach", name="Reach", swing=25),
        ),
        initiatives=tuple(Initiative(key=key, name=key) for key in "abc"),
        ratings=tuple(
            Rating(rater=rater, initiative=initiative, criterion=criterion, score=score)
            for (initiative, criterion), scores in GIVEN.items()
            for rater, score in zip(("ann", "bo", "cy"), scores, strict=True)
        ),
        agreed=agreed,
    )


def pairs(table):
    return list(zip(table["initiative"], table["criterion"], strict=True))


def test_far_apart_comes_first_and_then_what_moves_the_benefit_most():
    table = order_talking_points(score_initiatives(choose()))
    # Three steps or more: (0, 5, 5) and (1, 4, 1) on fit, (0, 3, 3) on reach; then (3, 5, 4) on
    # fit before (2, 0, 0) on reach, which weighs a third of it. All agree on b's reach.
    assert pairs(table) == [
        ("a", "fit"), ("c", "fit"), ("a", "reach"), ("b", "fit"), ("c", "reach"),
    ]  # fmt: skip
    assert table["disagreement"].tolist() == [True, True, True, False, False]
    # The deviation of (1, 4, 1) is √2: 100 × √2 / 5 × 0.75.
    assert table["spread"].iloc[1] == pytest.approx(15 * 2**0.5)


def test_what_was_agreed_on_needs_no_talk():
    agreed = AgreedScore(initiative="a", criterion="fit", score=4, why="Seen it.")
    scoring = score_initiatives(choose(agreed))
    assert ("a", "fit") not in pairs(order_talking_points(scoring))
    (row,) = list_agreed_scores(scoring).to_dict("records")
    assert (row["agreed"], row["median"], row["shift"]) == (4, 5, -1)
    assert (row["n"], row["n_differing"]) == (3, 3)


def test_without_scores_there_is_nothing_to_talk_about():
    scoring = score_initiatives(Choice())
    assert order_talking_points(scoring).empty
    assert list_agreed_scores(scoring).empty
