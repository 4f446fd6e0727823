"""How a metric's values are written, so that the least of them is told apart from nothing."""

from __future__ import annotations

import pytest

from toolkit.model.metric import decimals, is_share, share_metric


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([250.0, 4000.0], 0),
        ([2.5, 31.0], 1),
        ([0.23, 3.7], 2),
        ([0.015, 3.7], 3),
        ([0.0], 1),
        ([], 1),
    ],
)
def test_the_least_value_decides(values: list[float], expected: int) -> None:
    assert decimals("interactions_per_1000_followers", values) == expected


def test_shares_are_told_from_counts_per_post() -> None:
    assert is_share("share_of_reactions")
    assert is_share("clicks_per_reach")
    assert not is_share("clicks_per_post")
    assert share_metric("reactions_comments_per_1000_followers") == "share_of_reactions_comments"
