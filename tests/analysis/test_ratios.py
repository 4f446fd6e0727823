import math

import pytest

from toolkit.analysis.ratios import rice_score, wsjf_score


@pytest.mark.parametrize(
    ("reach", "impact", "confidence", "effort", "score"),
    [
        # Published at cadenly.io.
        (5000, 2, 0.8, 2, 4000),
        (3000, 1, 1, 1.5, 2000),
        (8000, 0.5, 1, 3, 1333),
        # beginpm.com prints 26,667 for this; by the formula it is a tenth of that.
        (10_000, 1, 0.8, 3, 2667),
    ],
)
def test_rice_of_published_lists(reach, impact, confidence, effort, score):
    assert rice_score(reach, impact, confidence, effort) == pytest.approx(score, abs=0.5)


def test_wsjf_by_hand():
    assert wsjf_score(8, 5, 3, 4) == 4


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ((1, 1, 80, 1), "fraction"),
        ((1, 1, 1, 0), "effort"),
        ((-1, 1, 1, 1), "reach"),
        ((1, math.nan, 1, 1), "impact"),
    ],
)
def test_rice_refuses_what_makes_no_sense(parts, words):
    with pytest.raises(ValueError, match=words):
        rice_score(*parts)


def test_wsjf_refuses_no_size():
    with pytest.raises(ValueError, match="size"):
        wsjf_score(1, 1, 1, 0)
