import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.withholding import ALL, choose_withheld, withhold


@pytest.mark.parametrize(
    ("bases", "everybody", "withheld"),
    [
        ({"a": 50, "b": 40, "c": 30}, 120, set()),  # everybody is shown
        ({"a": 50, "b": 40, "c": 9}, 99, {"c", "b"}),  # one alone would come back by subtraction
        ({"a": 50, "b": 9, "c": 8}, 67, {"b", "c"}),  # two shelter each other: 17 people
        ({"a": 50, "b": 30, "c": 4, "d": 3}, 87, {"b", "c", "d"}),  # 7 people are still too few
        ({"a": 50, "b": 9}, 80, {"b"}),  # 21 people in no segment shelter it
        ({"a": 50, "b": 40}, 93, {"b"}),  # so do the 3 people in no segment need shelter
        ({"a": 5, "b": 4}, 9, {"a", "b", ALL}),
        ({}, 40, set()),
    ],
)
def test_segments_withheld(bases, everybody, withheld):
    assert choose_withheld(bases, everybody, 10) == withheld


@given(
    st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 60), max_size=6),
    st.integers(0, 30),
    st.integers(5, 20),
)
def test_nothing_small_is_shown_nor_had_back_by_subtraction(bases, in_no_segment, smallest):
    everybody = sum(bases.values()) + in_no_segment
    withheld = choose_withheld(bases, everybody, smallest)
    shown = set(bases) - withheld
    assert all(bases[name] >= smallest for name in shown)
    rest = everybody - sum(bases[name] for name in shown)
    if ALL not in withheld:
        assert rest == 0 or rest >= smallest
    else:
        assert not shown


def test_withheld_rows_stay_with_empty_values():
    table = pd.DataFrame(
        {
            "segment": ["all", "young", "old", "rest"] * 2,
            "channel": ["x"] * 4 + ["tiktok"] * 4,
            "share": [0.5, 0.4, 0.6, 0.2] * 2,
            "n": [60, 30, 24, 6, 60, 20, 20, 20],
        }
    )
    found = withhold(table, within="channel", values=["share", "n"], smallest_base=10)
    assert found["segment"].tolist() == table["segment"].tolist()
    assert found["share"].isna().tolist() == [False, False, True, True] + [False] * 4
    assert found["n"].isna().tolist() == found["share"].isna().tolist()
    assert found["n"].dropna().tolist() == [60, 30, 60, 20, 20, 20]
