"""Totals of a period, by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from toolkit.analysis.period_totals import summarise_totals
from toolkit.model.posts import TOTALS, conform


def test_rates_follow_from_totals_and_stay_missing_without_them() -> None:
    totals = conform(
        pd.DataFrame(
            {
                "brand": ["A", "B"],
                "platform": "linkedin",
                "start": pd.Timestamp("2026-01-01"),
                "end": pd.Timestamp("2026-01-14"),
                "posts": [4, 0],
                "interactions": [100, 0],
                "followers": [1100, pd.NA],
                "gained": [100, 5],
            }
        ),
        TOTALS,
    )
    found = summarise_totals(totals).set_index("brand")
    assert found.loc["A", "posts_per_week"] == 2
    assert found.loc["A", "mean_interactions_per_post"] == 25
    assert found.loc["A", "follower_growth"] == pytest.approx(0.1)
    assert pd.isna(found.loc["B", "mean_interactions_per_post"])
    assert pd.isna(found.loc["B", "follower_growth"])
