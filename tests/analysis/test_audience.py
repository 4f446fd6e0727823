"""Followers on a day, worked out by hand."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from toolkit.analysis.audience import followers_on_day, gather_counts
from toolkit.model.client import Account, Client, FollowerCount
from toolkit.model.posts import FOLLOWERS, POSTS, TOTALS, conform


def frame(rows: list[dict[str, object]], columns: dict[str, str]) -> pd.DataFrame:
    data = pd.DataFrame(rows)
    for name in ("day", "start", "end"):
        if name in data:
            data[name] = pd.to_datetime(data[name])
    return conform(data, columns)


def posts(*rows: dict[str, object]) -> pd.DataFrame:
    return frame([{"brand": "A", "platform": "facebook", **row} for row in rows], POSTS)


def test_between_two_counts_followers_change_evenly_and_outside_they_stand_still() -> None:
    account = Account(
        platform="facebook",
        followers=(
            FollowerCount(date=dt.date(2026, 1, 1), followers=100),
            FollowerCount(date=dt.date(2026, 1, 11), followers=200),
        ),
    )
    client = Client(name="A", accounts=(account,))
    counts = gather_counts(
        client, conform(pd.DataFrame(), FOLLOWERS), conform(pd.DataFrame(), TOTALS)
    )
    made = posts({"day": "2025-12-01"}, {"day": "2026-01-04"}, {"day": "2026-03-01"})
    assert followers_on_day(made, counts).tolist() == [100, 130, 200]


def test_the_file_s_own_figure_wins() -> None:
    account = Account(
        platform="facebook", followers=(FollowerCount(date=dt.date(2026, 1, 1), followers=100),)
    )
    counts = gather_counts(
        Client(name="A", accounts=(account,)),
        conform(pd.DataFrame(), FOLLOWERS),
        conform(pd.DataFrame(), TOTALS),
    )
    made = posts({"day": "2026-01-04", "followers": 7}, {"day": "2026-01-04"})
    assert followers_on_day(made, counts).tolist() == [7, 100]


def test_a_branch_has_its_own_followers_and_an_unknown_account_the_sum() -> None:
    day = dt.date(2026, 1, 1)
    accounts = tuple(
        Account(platform="facebook", id=name, followers=(FollowerCount(date=day, followers=n),))
        for name, n in (("11", 100), ("22", 40))
    )
    counts = gather_counts(
        Client(name="A", accounts=accounts),
        conform(pd.DataFrame(), FOLLOWERS),
        conform(pd.DataFrame(), TOTALS),
    )
    made = posts(
        {"day": "2026-01-04", "account": "22"},
        {"day": "2026-01-04", "account": "11"},
        {"day": "2026-01-04"},
    )
    assert followers_on_day(made, counts).tolist() == [40, 100, 140]


def test_daily_gains_hang_on_a_known_total() -> None:
    gains = frame(
        [
            {"brand": "A", "platform": "linkedin", "day": f"2026-01-0{day}", "gained": day}
            for day in range(1, 6)
        ],
        FOLLOWERS,
    )
    account = Account(
        platform="linkedin", followers=(FollowerCount(date=dt.date(2026, 1, 5), followers=115),)
    )
    counts = gather_counts(
        Client(name="A", accounts=(account,)), gains, conform(pd.DataFrame(), TOTALS)
    )
    made = frame(
        [{"brand": "A", "platform": "linkedin", "day": f"2026-01-0{day}"} for day in (1, 3, 5)],
        POSTS,
    )
    # 115 on the 5th; 5 were won on the 5th and 4 on the 4th, so 106 on the 3rd; then 3 and 2.
    assert followers_on_day(made, counts).tolist() == [101, 106, 115]


def test_gains_after_the_last_known_total_are_added_to_it() -> None:
    days = pd.date_range("2026-01-02", periods=100, freq="D")
    gains = conform(
        pd.DataFrame({"brand": "A", "platform": "linkedin", "day": days, "gained": 1}), FOLLOWERS
    )
    account = Account(
        platform="linkedin", followers=(FollowerCount(date=dt.date(2026, 2, 1), followers=1000),)
    )
    counts = gather_counts(
        Client(name="A", accounts=(account,)), gains, conform(pd.DataFrame(), TOTALS)
    )
    made = frame(
        [{"brand": "A", "platform": "linkedin", "day": day}
         for day in ("2026-01-02", "2026-02-01", "2026-04-11")],
        POSTS,
    )  # fmt: skip
    # 30 days before the count it was 30 less; 69 days after it, 69 more.
    assert followers_on_day(made, counts).tolist() == [970, 1000, 1069]


def test_nobody_s_followers_are_not_made_up() -> None:
    counts = gather_counts(
        Client(name="A"), conform(pd.DataFrame(), FOLLOWERS), conform(pd.DataFrame(), TOTALS)
    )
    assert followers_on_day(posts({"day": "2026-01-04"}), counts).isna().all()


def test_totals_of_a_period_count_at_its_end() -> None:
    totals = frame(
        [{"brand": "A", "platform": "facebook", "start": "2025-01-01", "end": "2026-01-01",
          "followers": 50}],
        TOTALS,
    )  # fmt: skip
    counts = gather_counts(Client(name="A"), conform(pd.DataFrame(), FOLLOWERS), totals)
    assert followers_on_day(posts({"day": "2025-06-01"}), counts).tolist() == [pytest.approx(50)]
