"""Growth of followers by hand: straight lines between counts, and nothing beyond them."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.channel_posts import NO_COUNTS, make_posts
from toolkit.analysis.common_window import Window
from toolkit.analysis.follower_growth import follow_months, follower_days, measure_growth
from toolkit.model.posts import POSTS, conform

YEAR = {"facebook": Window(pd.Timestamp("2026-01-01"), pd.Timestamp("2026-12-31"))}
NO_POSTS = conform(pd.DataFrame(), POSTS)


def count(*known: tuple[str, str, int], account: str = "", brand: str = "Ours") -> pd.DataFrame:
    rows = [
        {"brand": brand, "platform": "facebook", "account": name or account,
         "day": pd.Timestamp(day), "followers": followers}
        for name, day, followers in known
    ]  # fmt: skip
    return pd.DataFrame(rows)


def grow(counts: pd.DataFrame) -> pd.Series:
    return measure_growth(follower_days(NO_POSTS, counts), YEAR).iloc[0]


def test_growth_is_what_was_won_over_what_was_there() -> None:
    row = grow(count(("", "2026-01-01", 1000), ("", "2026-12-31", 1250)))
    assert row["follower_growth"] == pytest.approx(0.25)
    assert row["reaches"]
    # 364 days are 11.96 months of 30.44 days.
    assert (1 + row["follower_growth_per_month"]) ** 11.959 == pytest.approx(1.25, rel=1e-4)


def test_between_counts_followers_change_evenly() -> None:
    row = grow(count(("", "2025-12-22", 900), ("", "2026-01-11", 1100), ("", "2027-01-01", 2000)))
    assert row["followers_start"] == pytest.approx(1000)


def test_counts_that_stop_early_are_spoken_of_for_their_own_days_only() -> None:
    row = grow(count(("", "2026-01-01", 1000), ("", "2026-09-30", 1100)))
    assert not row["reaches"]
    assert str(row["end"]) == "2026-09-30"
    assert row["follower_growth"] == pytest.approx(0.1)
    short = grow(count(("", "2026-01-01", 1000), ("", "2026-05-01", 1100)))
    assert pd.isna(short["follower_growth"])


def test_branches_are_added_up_over_the_days_that_all_of_them_know() -> None:
    row = grow(
        count(
            ("main", "2026-01-01", 1000), ("main", "2026-12-31", 1100),
            ("branch", "2026-01-05", 200), ("branch", "2026-12-31", 300),
        )
    )  # fmt: skip
    assert str(row["start"]) == "2026-01-05"
    assert row["followers_end"] == pytest.approx(1400)


def test_a_count_without_an_account_is_not_added_to_one_with() -> None:
    days = follower_days(NO_POSTS, count(("main", "2026-01-01", 10), ("", "2026-02-01", 12)))
    assert list(days["account"]) == ["main"]


def test_counts_that_stand_with_posts_are_used() -> None:
    posts = make_posts(n=120, followers=list(range(1000, 1120)))
    row = measure_growth(follower_days(posts, NO_COUNTS), YEAR).iloc[0]
    # 357 days of three each: from 1,000 to 1,119.
    assert row["follower_growth"] == pytest.approx(0.119)


@given(st.integers(2, 1000))
def test_growth_does_not_depend_on_size(factor: int) -> None:
    small = count(("", "2026-01-01", 100), ("", "2026-12-31", 130))
    large = small.assign(followers=small["followers"] * factor)
    assert grow(small)["follower_growth"] == pytest.approx(grow(large)["follower_growth"])


def test_months_begin_at_a_hundred_and_end_where_growth_does() -> None:
    counts = count(("", "2026-01-01", 1000), ("", "2026-12-31", 1250))
    months = follow_months(follower_days(NO_POSTS, counts), YEAR)
    assert months["index"].iloc[0] == pytest.approx(100)
    assert months["index"].iloc[-1] == pytest.approx(125)
    assert len(months) == 13
