"""Bands of size, and the slope on followers, which needs many brands."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest

from tests.analysis.invented_channels import compare, make_posts
from toolkit.model.size_band import SIZE_BANDS, band_of


def test_bands_follow_each_other_without_a_gap() -> None:
    assert SIZE_BANDS[0].low == 0
    assert SIZE_BANDS[-1].high is None
    for one, following in pairwise(SIZE_BANDS):
        assert one.high == following.low


def test_a_bound_belongs_to_the_band_above_it() -> None:
    assert [band_of(n) for n in (999, 1000, 24_999.5, 25_000, 5_000_000)] == [
        "below_1k", "1k_5k", "5k_25k", "25k_100k", "from_1m",
    ]  # fmt: skip
    assert band_of(float("nan")) is None


def test_who_is_in_another_band_is_compared_across_sizes() -> None:
    found = compare(
        make_posts("Ours", "2026-01-01", 40),
        make_posts("Near", "2026-01-01", 40, followers=4999),
        make_posts("Large", "2026-01-01", 40, followers=5000),
        make_posts("Unknown", "2026-01-01", 40, followers=pd.NA),
    )
    across = found.sizes.set_index("brand")["across"].to_dict()
    assert across == {"Ours": False, "Near": False, "Large": True, "Unknown": None}
    differences = {one.competitor: one.across for one in found.platforms[0].differences}
    assert differences == {"Near": False, "Large": True}


def brands_along_a_slope(n: int) -> list[pd.DataFrame]:
    # 100 × 2^k followers, and 8 × 2^k reactions less 1: log(1 + drawn) = log(followers) + constant.
    return [
        make_posts(
            "Ours" if k == 0 else f"Brand {k}", "2026-01-01", 40,
            followers=100 * 2**k, reactions=8 * 2**k - 1, comments=0, shares=0,
        )
        for k in range(n)
    ]  # fmt: skip


def test_fourteen_brands_give_no_slope() -> None:
    found = compare(*brands_along_a_slope(14))
    assert found.platforms[0].size_slope is None
    assert found.sizes["for_its_size"].isna().all()


def test_fifteen_brands_give_the_slope_that_they_lie_on() -> None:
    slope = compare(*brands_along_a_slope(15)).platforms[0].size_slope
    assert slope is not None
    assert (slope.brands, slope.value) == (15, pytest.approx(1))
    assert slope.low <= 1 <= slope.high


def test_a_brand_that_draws_more_than_its_size_leads_to_expect_stands_out() -> None:
    made = brands_along_a_slope(15)
    made[7]["reactions"] = 8 * 2**7 * 3 - 1
    found = compare(*made)
    multiples = found.sizes.set_index("brand")["for_its_size"]
    # Medians of slopes and of what is left are not moved by one brand of fifteen.
    assert multiples["Brand 7"] == pytest.approx(3, rel=0.01)
    assert multiples["Brand 3"] == pytest.approx(1, rel=0.01)
