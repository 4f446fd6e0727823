"""Applause, conversation and amplification by hand, and what must hold."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.analysis.channel_posts import compare, make_posts
from toolkit.analysis.attention import measure_attention


def rates(*frames: pd.DataFrame, brand: str = "Ours") -> pd.Series:
    found = measure_attention(compare(*frames))
    return found[found["brand"].eq(brand)].set_index("metric")["value"]


def test_five_shares_a_post_are_an_amplification_of_five() -> None:
    # truesocialmetrics.com/university/metric-introduction: "each of your posts was shared 5 times".
    shares = [0, 10] * 15
    found = rates(make_posts(n=30, shares=shares, comments=3, reactions=8, followers=2000))
    assert found["shares_per_post_mean"] == pytest.approx(5)
    assert found["comments_per_post_mean"] == pytest.approx(3)
    assert found["reactions_per_post_mean"] == pytest.approx(8)
    # Relative metrics are for 1,000 followers.
    assert found["shares_per_1000_followers_mean"] == pytest.approx(2.5)


def test_what_a_brand_does_not_publish_is_not_measured() -> None:
    found = rates(make_posts(), make_posts("Theirs", shares=None, followers=None), brand="Theirs")
    assert set(found.index) == {"reactions_per_post_mean", "comments_per_post_mean"}


def test_brands_with_few_posts_are_left_out() -> None:
    found = measure_attention(compare(make_posts(), make_posts("Theirs", n=19)))
    assert set(found["brand"]) == {"Ours"}


def test_other_brands_do_not_change_a_brands_figures() -> None:
    days = {"first": "2026-01-01", "n": 60}
    alone = measure_attention(compare(make_posts(**days, shares=list(range(60)))))
    beside = measure_attention(
        compare(make_posts("Theirs", **days), make_posts(**days, shares=list(range(60))))
    )
    mine = beside[beside["brand"].eq("Ours")].reset_index(drop=True)
    pd.testing.assert_frame_equal(alone, mine)
