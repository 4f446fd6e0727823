"""Figures of an account by month and period, added up by hand."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from toolkit.analysis.account_insights import compare_periods, compose_audience, sum_months
from toolkit.model.posts import INSIGHTS, conform


def daily(metric: str, first: str, values: list[float], brand: str = "Ours") -> pd.DataFrame:
    days = pd.date_range(first, periods=len(values))
    data = {"brand": brand, "platform": "facebook", "metric": metric, "start": days, "end": days}
    return conform(pd.DataFrame({**data, "value": values}), INSIGHTS)


def part(dimension: str, member: str, value: float, metric: str, end: str) -> dict[str, object]:
    return {
        "brand": "Ours", "platform": "instagram", "metric": metric, "dimension": dimension,
        "member": member, "value": value, "start": pd.Timestamp(end), "end": pd.Timestamp(end),
    }  # fmt: skip


def test_days_are_added_up_and_levels_are_not() -> None:
    visits = daily("profile_views", "2026-01-30", [1, 2, 4, 8])
    followers = daily("followers", "2026-01-30", [100, 101, 105, 104])
    rates = daily("engagement_rate", "2026-01-30", [0.1, 0.2, 0.3, 0.4])
    found = sum_months(pd.concat([visits, followers, rates]), "Ours")
    values = {(row.metric, row.month.month): row.value for row in found.itertuples()}
    assert values == {
        ("profile_views", 1): 3, ("profile_views", 2): 12,
        ("followers", 1): 101, ("followers", 2): 104,
    }  # fmt: skip
    assert not found["complete"].any()


def test_a_month_of_which_every_day_is_known_is_complete() -> None:
    found = sum_months(daily("reach", "2026-02-01", [1] * 28), "Ours")
    assert found["complete"].tolist() == [True]
    assert found["value"].tolist() == [28]


def test_others_and_parts_of_a_whole_are_left_out() -> None:
    theirs = daily("reach", "2026-02-01", [5], brand="Theirs")
    part = daily("reach", "2026-02-01", [5]).assign(dimension="country", member="NL")
    assert sum_months(conform(pd.concat([theirs, part]), INSIGHTS), "Ours").empty


def test_a_period_is_laid_beside_as_many_days_before() -> None:
    days = daily("clicks", "2026-01-01", [1.0] * 10 + [3.0] * 10)
    row = compare_periods(days, "Ours", dt.date(2026, 1, 11), dt.date(2026, 1, 20)).iloc[0]
    assert (row["value"], row["before"]) == (30, 10)
    assert row["change"] == pytest.approx(2)


def test_without_the_days_before_no_change_is_told() -> None:
    days = daily("clicks", "2026-01-06", [1.0] * 15)
    row = compare_periods(days, "Ours", dt.date(2026, 1, 11), dt.date(2026, 1, 20)).iloc[0]
    assert row["value"] == 10
    assert pd.isna(row["before"])
    assert pd.isna(row["change"])


def test_an_audience_is_that_of_the_latest_file_in_shares() -> None:
    rows = [
        part("country", "NL", 5, "followers", "2026-01-31"),
        part("country", "NL", 30, "followers", "2026-06-30"),
        part("country", "BE", 10, "followers", "2026-06-30"),
        part("gender", "women", 0.7, "share_of_followers", "2026-06-30"),
        part("source", "google", 9, "sessions", "2026-06-30"),
    ]
    found = compose_audience(conform(pd.DataFrame(rows), INSIGHTS), "Ours")
    shares = found.set_index(["dimension", "member"])["share"].to_dict()
    assert shares == pytest.approx(
        {("country", "NL"): 0.75, ("country", "BE"): 0.25, ("gender", "women"): 0.7}
    )
