"""Chance that is the same everywhere, and falls as it should."""

import math
import statistics

from clients._source.dice import Dice


def test_a_name_gives_a_stream_and_another_name_another():
    assert [Dice("a", "b").share() for _ in range(2)] == [Dice("a", "b").share()] * 2
    assert Dice("a", "b").share() != Dice("a", "c").share()


def test_counts_have_the_mean_and_the_spread_of_poisson():
    for mean in (0.4, 6.0, 80.0):
        dice = Dice("poisson", str(mean))
        counts = [dice.count(mean) for _ in range(4000)]
        # Five standard errors.
        assert abs(statistics.mean(counts) - mean) < 5 * math.sqrt(mean / 4000)
        assert 0.85 < statistics.variance(counts) / mean < 1.15
        assert min(counts) >= 0


def test_log_normal_draws_have_the_median_that_was_asked():
    dice = Dice("log-normal")
    draws = [dice.around(20, 0.8) for _ in range(4000)]
    assert 19 < statistics.median(draws) < 21
    assert 0.75 < statistics.stdev(map(math.log, draws)) < 0.85


def test_weights_decide_how_often():
    dice = Dice("weights")
    draws = [dice.weighted({"a": 3.0, "b": 1.0}) for _ in range(4000)]
    assert 0.72 < draws.count("a") / 4000 < 0.78
    assert dice.weighted({"only": 1.0}) == "only"


def test_shuffling_keeps_everybody():
    assert sorted(Dice("order").shuffled(range(50))) == list(range(50))


def test_whole_numbers_reach_both_ends():
    dice = Dice("ends")
    assert {dice.whole(2, 4) for _ in range(200)} == {2, 3, 4}
