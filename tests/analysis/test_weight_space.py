import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.analysis.weight_space import (
    find_centroid,
    find_space,
    find_weighed,
    list_outside,
    make_space,
)
from toolkit.model.choice import Choice
from toolkit.model.initiative import Criterion

DRAWS = 20_000


def test_without_anything_said_weights_are_uniform_on_the_simplex():
    weights = make_space([1, 1, 1]).draw(DRAWS, 1)
    assert weights.sum(axis=1) == pytest.approx(np.ones(DRAWS))
    # A weight of three has mean 1/3 and variance 1/18, and passes t with probability (1 - t)².
    assert weights.mean(axis=0) == pytest.approx(np.full(3, 1 / 3), abs=0.007)
    assert weights.var(axis=0) == pytest.approx(np.full(3, 1 / 18), abs=0.003)
    assert (weights > 0.5).mean(axis=0) == pytest.approx(np.full(3, 0.25), abs=0.013)


def test_an_order_gives_the_weights_of_rank_order_centroids():
    # The mean of ordered uniform weights is the rank order centroid, (1/n) Σ 1/k from k = rank:
    # 11/18, 5/18 and 2/18 for three (Barron and Barrett 1996, Management Science 42, 1515-1523).
    weights = make_space([40, 100, 60], "order").draw(DRAWS, 2)
    assert (weights[:, 1] >= weights[:, 2]).all()
    assert (weights[:, 2] >= weights[:, 0]).all()
    assert weights.mean(axis=0) == pytest.approx([2 / 18, 11 / 18, 5 / 18], abs=0.006)


def test_equal_swings_leave_their_order_open():
    weights = make_space([100, 50, 50], "order").draw(DRAWS, 3)
    assert (weights[:, 0] >= weights[:, 1:].max(axis=1)).all()
    assert (weights[:, 1] > weights[:, 2]).mean() == pytest.approx(0.5, abs=0.015)
    assert weights.mean(axis=0) == pytest.approx([11 / 18, 3.5 / 18, 3.5 / 18], abs=0.006)


@pytest.mark.parametrize(
    ("least", "most"),
    [
        ([0.5, 0, 0], [None, None, None]),
        ([0.2, None, 0.1], [0.6, 0.7, None]),
        ([None, None, None], [0.4, 0.4, 0.4]),
        ([0.3, 0.3, 0.3], [0.35, 0.34, 0.38]),
        # Of either simplex too few draws would be left: this one is walked.
        ([0.0, 0.0, 0.0, 0.0, 0.0], [0.98, 0.12, 0.12, 0.12, 0.70]),
        ([0.2, 0.2, 0.2], [0.2, 0.6, 0.6]),
    ],
)
def test_bounds_hold_and_are_reached(least, most):
    weights = make_space([1] * len(least), "intervals", least, most).draw(DRAWS, 4)
    low = np.array([one or 0 for one in least])
    high = np.array([1 if one is None else one for one in most])
    assert weights.shape == (DRAWS, len(least))
    assert weights.sum(axis=1) == pytest.approx(np.ones(DRAWS))
    assert (weights >= low - 1e-9).all()
    assert (weights <= high + 1e-9).all()
    # What the others leave of 1 bounds a weight as well.
    lowest = np.maximum(low, 1 - (high.sum() - high))
    highest = np.minimum(high, 1 - (low.sum() - low))
    width = highest - lowest
    assert (weights.min(axis=0) <= lowest + 0.15 * width + 1e-9).all()
    assert (weights.max(axis=0) >= highest - 0.15 * width - 1e-9).all()


def test_walking_and_throwing_away_draw_from_the_same_weights():
    # Bounds that throwing away can still manage, drawn both ways.
    space = make_space([1] * 4, "intervals", [0.1] * 4, [0.5, 0.4, 0.6, 0.3])
    kept = space.draw(DRAWS, 5)
    walked = space._walk_between(DRAWS, np.random.default_rng(6))
    assert walked.mean(axis=0) == pytest.approx(kept.mean(axis=0), abs=0.005)
    assert walked.std(axis=0) == pytest.approx(kept.std(axis=0), abs=0.004)
    assert np.corrcoef(walked.T) == pytest.approx(np.corrcoef(kept.T), abs=0.04)


def test_a_space_without_room_is_a_point():
    weights = make_space([1, 1], "intervals", [0.4, 0.6], [None, None]).draw(3, 7)
    assert weights.tolist() == [[0.4, 0.6]] * 3


def test_what_is_allowed():
    ordered = make_space([100, 50], "order")
    assert ordered.allows([0.5, 0.5])
    assert not ordered.allows([0.4, 0.6])
    bounded = make_space([100, 50], "intervals", [None, 0.3], [None, 0.5])
    assert bounded.allows([0.7, 0.3])
    assert not bounded.allows([0.8, 0.2])
    assert not bounded.allows([0.4, 0.6])
    assert make_space([100, 50]).allows([0.0, 1.0])


def test_the_same_seed_gives_the_same_weights():
    space = make_space([3, 2, 1], "order")
    assert (space.draw(50, 8) == space.draw(50, 8)).all()
    assert (space.draw(50, 8) != space.draw(50, 9)).any()


def choose(said, *criteria):
    return Choice(
        weights_said=said,
        criteria=tuple(
            Criterion(key=key, name=key, swing=swing, least=least, most=most)
            for key, swing, least, most in criteria
        ),
    )


def test_a_criterion_without_weight_takes_no_part():
    choice = choose("order", ("a", 100, None, None), ("b", 0, None, None), ("c", 50, None, None))
    assert [one.key for one in find_weighed(choice)] == ["a", "c"]
    assert find_space(choice).ranks.tolist() == [0, 1]


def test_bounds_bring_a_criterion_back():
    choice = choose("intervals", ("a", 100, 0.2, 0.8), ("b", 0, 0.1, None), ("c", 50, None, None))
    space = find_space(choice)
    assert space.least.tolist() == [0.2, 0.1, 0]
    assert space.most.tolist() == [0.8, 1, 1]
    torn = choose("intervals", ("a", 100, None, 0.4), ("b", 0, None, None))
    assert [one.key for one in find_weighed(torn)] == ["a", "b"]


def test_bounds_count_only_where_they_are_what_is_sure():
    choice = choose("nothing", ("a", 100, 0.2, 0.8), ("b", 50, None, None))
    assert not find_space(choice).bounded


@settings(max_examples=30)
@given(st.lists(st.integers(0, 100), min_size=1, max_size=6), st.sampled_from(["order", "nothing"]))
def test_what_is_drawn_is_allowed(swings, said):
    space = make_space(swings, said)
    assert all(space.allows(weights) for weights in space.draw(40, 1))


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        ([0.5, 0.4, 0.3], [], "at least 1.2 together, 0.2 over"),
        ([], [0.2, 0.3, 0.25], "at most 0.75 together, 0.25 short"),
        ([0.5, None, None], [0.2, None, None], "weight 1 cannot be at least 0.5 and at most 0.2"),
        ([0.5, 0.1], [], "each of 3"),
        ([-0.1, 0, 0], [], "a share"),
        ([float("nan"), 0, 0], [], "a share"),
    ],
)
def test_bounds_between_which_no_weights_lie_are_refused(least, most, words):
    with pytest.raises(ValueError, match=words):
        make_space([1, 1, 1], "intervals", least, most)


def test_bounds_that_just_meet_leave_one_set_of_weights():
    # 0.1 + 0.2 + 0.7 is less than 1 to the machine.
    drawn = make_space([1, 1, 1], "intervals", most=[0.1, 0.2, 0.7]).draw(2, 1)
    assert drawn == pytest.approx(np.array([[0.1, 0.2, 0.7]] * 2))
    bounds = {"a": 0.1, "b": 0.2, "c": 0.7}
    weighed = [Criterion(key=k, name=k, swing=50, most=most) for k, most in bounds.items()]
    idle = Criterion(key="d", name="d", swing=0)
    choice = Choice(criteria=(*weighed, idle), weights_said="intervals")
    assert [one.key for one in find_weighed(choice)] == ["a", "b", "c"]


def test_what_was_said_about_weights_has_a_name_and_swings_are_numbers():
    with pytest.raises(ValueError, match="ranking"):
        make_space([1, 1], "ranking")
    with pytest.raises(ValueError, match="missing"):
        make_space([1, float("nan")], "order")


@given(st.lists(st.integers(0, 3), min_size=1, max_size=6))
def test_the_centroid_is_the_mean_of_the_corners_of_the_order(swings):
    # Each order that agrees is a simplex with the corners 1, 1/2 1/2, 1/3 1/3 1/3 and so on; the
    # mean over all of them, by trying all orders.
    orders = [
        order
        for order in itertools.permutations(range(len(swings)))
        if all(swings[one] >= swings[two] for one, two in itertools.pairwise(order))
    ]
    total = np.zeros(len(swings))
    for order in orders:
        for size in range(1, len(swings) + 1):
            total[list(order[:size])] += 1 / size / len(swings) / len(orders)
    assert find_centroid(swings) == pytest.approx(total)


def test_a_weight_outside_its_own_bounds_is_listed():
    # Given as 2/3 and 1/3.
    one = Criterion(key="a", name="A", swing=100, most=0.5)
    two = Criterion(key="b", name="B", swing=50, least=0.1)
    assert list_outside(Choice(criteria=(one, two), weights_said="intervals")) == ("a",)
    assert list_outside(Choice(criteria=(one, two), weights_said="order")) == ()
    low = two.model_copy(update={"least": 0.4})
    assert list_outside(Choice(criteria=(one, low), weights_said="intervals")) == ("a", "b")
    just = one.model_copy(update={"most": 2 / 3})
    assert list_outside(Choice(criteria=(just, two), weights_said="intervals")) == ()
    assert list_outside(Choice(weights_said="intervals")) == ()
