"""Share of voice: counted by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.share_of_voice import share_of_voice


def mentions(**by_brand: list[int]) -> pd.DataFrame:
    return pd.concat(
        pd.DataFrame(
            {"brand": brand, "day": pd.date_range("2026-01-01", periods=len(n), freq="7D"), "n": n}
        )
        for brand, n in by_brand.items()
    )


def test_a_share_is_ones_own_mentions_over_all() -> None:
    found = share_of_voice(mentions(Ours=[3, 0, 3], Theirs=[10, 4, 4])).set_index("brand")
    assert found["value"].to_dict() == pytest.approx({"Theirs": 0.75, "Ours": 0.25})
    # Three weeks allow no interval.
    assert found["low"].isna().all()


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), min_size=10, max_size=20))
def test_shares_add_up_to_one_and_lie_in_their_intervals(weeks: list[tuple[int, int]]) -> None:
    ours, theirs = zip(*weeks, strict=True)
    found = share_of_voice(mentions(Ours=[1, *ours], Theirs=[1, *theirs]))
    assert found["value"].sum() == pytest.approx(1)
    # Where one week holds nearly all mentions there is no interval.
    told = found[found["low"].notna()]
    assert (told["low"] <= told["value"] + 1e-9).all()
    assert (told["high"] >= told["value"] - 1e-9).all()
    assert found["low"].isna().equals(found["high"].isna())


def test_without_mentions_there_is_nothing() -> None:
    assert share_of_voice(mentions(Ours=[0])).empty
    assert share_of_voice(pd.DataFrame(columns=["brand", "day", "n"])).empty
