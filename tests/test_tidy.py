"""Numbers of people who answered are rounded before they are in a bundle."""

import math
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.bundle import Column
from toolkit.language import Language
from toolkit.tidy import round_share, tabulate

COLUMNS = [
    Column(name="share", label="Share", unit="share", decimals=1),
    Column(name="n", label="Asked", unit="count"),
    Column(name="n_effective", label="Effective base", unit="number"),
    Column(name="stability", label="Stability", unit="number", decimals=2),
]
FRAME = pd.DataFrame(
    {"share": [0.494632, None], "n": [473, 12], "n_effective": [401.73, 9.6],
     "stability": [0.8549, -0.001]}
)  # fmt: skip


def test_no_digits_are_told_of_people_beyond_those_that_say_something():
    table = tabulate(FRAME, COLUMNS, name="use", title="Use", of_people=True)
    assert table.rows == ((0.4946, 473, 402, 0.85), (None, 12, 10, 0.0))
    assert str(table.rows[1][3]) == "0.0"


@pytest.mark.parametrize(
    ("share", "published", "whole", "tenths"),
    [
        (0.38346, 0.3834, "38%", "38.3%"),  # 0.3835 would have been printed as 38.4%
        (0.38354, 0.3835, "38%", "38.4%"),
        (0.38496, 0.3849, "38%", "38.5%"),  # 0.3850 as 39%
        (0.385, 0.385, "39%", "38.5%"),
        (0.9, 0.9, "90%", "90.0%"),
        (-0.38346, -0.3834, "-38%", "-38.3%"),
    ],
)
def test_what_is_printed_of_a_published_share_is_what_would_be_of_the_share(
    share, published, whole, tenths
):
    words = Language("en")
    assert round_share(share) == published
    assert words.share(published) == words.share(share) == whole
    assert words.share(published, 1) == words.share(share, 1) == tenths


@given(st.fractions(0, 1, max_denominator=3000))
def test_a_published_share_prints_as_the_share(fraction):
    words, published = Language("en"), round_share(float(fraction))
    assert abs(published - fraction) <= 0.0001 + 1e-12
    for decimals in (0, 1):
        exact = Fraction(math.floor(fraction * 10 ** (decimals + 2) + Fraction(1, 2)))
        assert words.share(published, decimals) == f"{float(exact) / 10**decimals:.{decimals}f}%"


def test_whole_percents_have_no_digit_behind_them():
    table = tabulate(FRAME.assign(share=[0.49, None]), COLUMNS, name="use", title="Use",
                     of_people=True)  # fmt: skip
    assert table.columns[0].decimals == 0
    table = tabulate(FRAME, COLUMNS, name="use", title="Use", of_people=True)
    assert table.columns[0].decimals == 1


def test_other_tables_keep_theirs():
    table = tabulate(FRAME, COLUMNS, name="posts", title="Posts")
    assert table.rows[0] == (0.494632, 473, 401.73, 0.8549)


def test_a_sentence_is_not_rounded_twice():
    # It is nearer to 49 percent; of the published 0.4950 it would have been 50.
    assert Language("en").share(0.494960) == "49%"
