"""The last weeks beside as many before them."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from tests.analysis.invented_channels import compare, make_posts
from toolkit.analysis.common_window import Window


def windows(start: str, days: int) -> tuple[Window, Window] | None:
    first = pd.Timestamp(start)
    return Window(first, first + pd.Timedelta(days=days - 1)).last_periods()


def test_two_periods_are_whole_weeks_of_equal_length_that_meet() -> None:
    # 121 days are 17 weeks and 2 days: eight weeks and eight before them, the last ones.
    found = windows("2026-01-01", 121)
    assert found is not None
    before, now = found
    assert now == Window(pd.Timestamp("2026-03-07"), pd.Timestamp("2026-05-01"))
    assert before == Window(pd.Timestamp("2026-01-10"), pd.Timestamp("2026-03-06"))
    assert before.weeks == now.weeks == 8


def test_below_sixteen_weeks_there_are_no_two_periods() -> None:
    assert windows("2026-01-01", 16 * 7) is not None
    assert windows("2026-01-01", 16 * 7 - 1) is None


def test_half_a_year_is_the_longest_period() -> None:
    found = windows("2020-01-01", 2000)
    assert found is not None
    assert [one.weeks for one in found] == [26, 26]


def two_levels(brand: str, before: int, now: int) -> pd.DataFrame:
    early = make_posts(brand, "2026-01-01", 56, every=1, reactions=before, comments=0, shares=0)
    late = make_posts(brand, "2026-02-26", 56, every=1, reactions=now, comments=0, shares=0)
    return pd.concat([early, late], ignore_index=True)


def test_a_change_is_now_less_before_with_its_verdict() -> None:
    found = compare(two_levels("Ours", 10, 30), two_levels("Theirs", 20, 20)).changes
    rows = found.set_index(["brand", "metric"])
    own = rows.loc[("Ours", "interactions_per_1000_followers")]
    assert own[["before", "now", "change", "verdict"]].tolist() == [10, 30, 20, "up"]
    assert own[["n_before", "n_now"]].tolist() == [56, 56]
    assert own["before_start"] == dt.date(2026, 1, 1)
    assert (own["now_start"], own["now_end"]) == (dt.date(2026, 2, 26), dt.date(2026, 4, 22))
    assert rows.loc[("Theirs", "interactions_per_1000_followers"), "verdict"] == "unclear"
    assert rows.loc[("Ours", "posts_per_week"), "change"] == 0
    # A third of all interactions before, three fifths now.
    share = rows.loc[("Ours", "share_of_interactions")]
    assert [share["before"], share["now"]] == pytest.approx([1 / 3, 3 / 5])


def test_few_posts_in_a_period_give_no_verdict_of_a_change() -> None:
    found = compare(
        make_posts("Ours", "2026-01-01", 38), make_posts("Theirs", "2026-01-01", 112, every=1)
    ).changes
    own = found[found["brand"].eq("Ours")].set_index("metric")
    row = own.loc["interactions_per_1000_followers"]
    assert row["verdict"] == "too few posts"
    assert pd.isna(row["low"])
    assert min(row["n_before"], row["n_now"]) < 20
