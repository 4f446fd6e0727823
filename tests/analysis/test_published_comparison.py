"""Published levels: beside the client only where definition and frame allow it."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from tests.analysis.invented_channels import compare, make_posts
from toolkit.analysis.published_comparison import compare_with_published
from toolkit.model.published import PublishedLevels


def level(**values: object) -> dict[str, object]:
    base = {
        "publisher": "Invented", "data_year": 2025, "platform": "facebook", "level": 0.01,
        "definition": "interactions_per_follower", "statistic": "median", "source": "example.org",
        "read": True,
    }  # fmt: skip
    return base | values


def laid_beside(*levels: dict[str, object], followers: object = 1000) -> pd.DataFrame:
    published = PublishedLevels.model_validate(
        {
            "gathered": dt.date(2026, 1, 1),
            "frames": [
                {
                    "publisher": "Invented",
                    "sample": "ten firms",
                    "followers": {
                        "facebook": {"least": 1000, "most": 5000},
                        "others": {"least": 9},
                    },
                    "source": "example.org",
                }
            ],
            "levels": levels,
        }
    )
    found = compare(
        make_posts("Ours", "2026-01-01", 40, followers=followers),
        make_posts("Theirs", "2026-01-01", 40),
    )
    return compare_with_published(found, published)


def test_a_level_of_the_same_definition_stands_beside_the_client_s_fraction() -> None:
    row = laid_beside(level()).iloc[0]
    # The middle post draws 16 per 1,000 followers: 1.6%.
    assert row["verdict"] == "comparable"
    assert row["value"] == pytest.approx(0.016)
    assert row["low"] <= row["value"] <= row["high"]


@pytest.mark.parametrize(
    ("values", "followers", "verdict"),
    [
        ({}, 999, "outside the frame"),
        ({}, 5001, "outside the frame"),
        ({}, pd.NA, "followers not known"),
        ({"statistic": "mean"}, 1000, "other definition"),
        ({"statistic": None}, 1000, "other definition"),
        ({"definition": "engagements_per_impression"}, 1000, "other definition"),
        ({"publisher": "Nobody described"}, 1000, "outside the frame"),
    ],
)
def test_what_cannot_be_compared_gets_no_value(
    values: dict[str, object], followers: object, verdict: str
) -> None:
    row = laid_beside(level(**values), followers=followers).iloc[0]
    assert row["verdict"] == verdict
    assert row[["value", "low", "high"]].isna().all()


def test_only_the_latest_level_that_was_read_is_laid_beside() -> None:
    found = laid_beside(
        level(data_year=2024, level=0.02),
        level(data_year=2025, level=0.03),
        level(data_year=2026, level=0.04, read=False),
        level(platform="x"),
    )
    assert found[["data_year", "level"]].to_numpy().tolist() == [[2025, 0.03]]
