"""Which figures only the owner of an account sees."""

from __future__ import annotations

import pandas as pd
import pytest

from toolkit.model.posts import FOLLOWERS, INSIGHTS, POSTS, conform
from toolkit.readers.private_figures import find_private


@pytest.mark.parametrize(
    ("columns", "row", "private"),
    [
        (POSTS, {"platform": "x", "reactions": 3, "impressions": 50, "saves": 1}, False),
        (POSTS, {"platform": "x", "clicks": 0}, True),
        (POSTS, {"platform": "tiktok", "impressions": 50}, False),
        (POSTS, {"platform": "instagram", "impressions": 50}, True),
        (POSTS, {"platform": "instagram", "saves": 2}, True),
        (POSTS, {"platform": "facebook", "reach": 2}, True),
        (POSTS, {"platform": "facebook", "reactions": 2, "followers": 9}, False),
        (FOLLOWERS, {"platform": "facebook", "gained": 2}, False),
        (INSIGHTS, {"platform": "facebook", "metric": "followers"}, False),
        (INSIGHTS, {"platform": "facebook", "metric": "profile_views"}, True),
        (INSIGHTS, {"platform": "x", "metric": "followers", "dimension": "age"}, True),
    ],
)
def test_what_only_the_owner_sees(
    columns: dict[str, str], row: dict[str, object], *, private: bool
) -> None:
    frame = conform(pd.DataFrame([row]), columns)
    assert find_private(frame).tolist() == [private]
