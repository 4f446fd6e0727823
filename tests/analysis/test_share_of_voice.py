"""Share of voice and response time: counted by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.response_time import measure_response
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


def log(hours: list[float | None]) -> pd.DataFrame:
    asked = pd.Timestamp("2026-03-01 09:00", tz="UTC")
    answered = [pd.NaT if h is None else asked + pd.Timedelta(hours=h) for h in hours]
    return pd.DataFrame({"platform": "x", "received": asked, "answered": pd.Series(answered)})


def test_the_middle_message_counts_the_unanswered_as_longest() -> None:
    row = measure_response(log([1, 2, 5, None, None])).iloc[0]
    assert row["response_hours_median"] == 5
    assert row["share_answered"] == pytest.approx(0.6)
    # Over answered ones alone it would be 2.
    assert measure_response(log([1, 2, 5])).iloc[0]["response_hours_median"] == 2


def test_where_half_get_no_answer_there_is_no_middle_one() -> None:
    assert np.isnan(measure_response(log([1, 2, None, None])).iloc[0]["response_hours_median"])
