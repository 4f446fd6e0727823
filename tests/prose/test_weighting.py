import pandas as pd

from toolkit.analysis.raking import rake_weights
from toolkit.language import Language
from toolkit.prose.weighting import weighting_method, weighting_notice

ENGLISH, DUTCH = Language("en"), Language("nl")
ANSWERS = pd.DataFrame({"<b>sex": ["m"] * 40 + ["v"] * 60})
HALVES = {"<b>sex": {"m": 50, "v": 50}}


def read(exhibit):
    return " ".join(sentence.text for sentence in exhibit.bundle.sentences)


def test_the_cost_of_weights_is_told():
    # By hand: 40 of 1.25 and 60 of 0.8333; 1 + CV² = 1.0417, 96 in place of 100, 10.0 points.
    words = read(weighting_method(rake_weights(ANSWERS, HALVES), "probability", ENGLISH))
    assert "is 1.04: 100 weighted answers tell as much as 96" in words
    assert "is 10.0 points either way" in words
    assert "Every share came to its target. No weight had to be held at a limit." in words
    assert "between 0.3 and 3.0" in words
    assert "self-selection" not in words


def test_a_convenience_sample_gets_no_margin_of_error():
    weighting = rake_weights(ANSWERS, HALVES)
    for exhibit in (
        weighting_method(weighting, "convenience", ENGLISH),
        weighting_notice(weighting, "convenience", ENGLISH),
    ):
        assert "do not cure self-selection: on “<b>sex” those" in read(exhibit)
        assert "points either way" not in read(exhibit)
        assert "<b>sex" not in exhibit.html
    assert not weighting_notice(weighting, "probability", ENGLISH).bundle.sentences


def test_what_was_not_reached_is_told():
    # 40 men of 1.5 are 60 of 100, where 90 are asked: 30 points short.
    missed = rake_weights(ANSWERS, {"<b>sex": {"m": 90, "v": 10}}, highest=1.5)
    words = read(weighting_notice(missed, "probability", ENGLISH))
    assert "difference that is left is 30.0 points" in words
    method = read(weighting_method(missed, "probability", ENGLISH))
    assert "40 weights stand at a limit" in method
    assert "30,0 punten" in read(weighting_method(missed, "probability", DUTCH))
    few = read(weighting_method(missed, "probability", ENGLISH, smallest_base=41))
    assert "Some weights, fewer than 41, stand at a limit." in few


def test_who_answered_is_not_said_to_resemble_the_population_where_it_was_not_reached():
    missed = rake_weights(ANSWERS, {"<b>sex": {"m": 90, "v": 10}}, highest=1.5)
    words = read(weighting_notice(missed, "convenience", ENGLISH))
    assert "now resemble" not in words
    assert "do not fully resemble the population" in words
