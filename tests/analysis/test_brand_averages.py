"""Averages: each brand once, without the client and with it."""

from __future__ import annotations

import pytest

from tests.analysis.invented_channels import compare, make_posts

METRIC = "interactions_per_post"


def averages(*frames):
    found = compare(*frames).averages
    return found[found["metric"].eq(METRIC)].set_index("average")[["value", "brands"]]


def test_each_brand_counts_once_without_and_with_the_client() -> None:
    found = averages(
        make_posts("Ours", "2026-01-01", 40, reactions=9, comments=0),
        make_posts("A", "2026-01-01", 40, reactions=19, comments=0),
        make_posts("B", "2026-01-01", 120, every=1, reactions=39, comments=0),
    )
    # 1 share each: 10, 20 and 40.
    assert found.loc["competitors"].tolist() == [30, 2]
    assert found.loc["landscape"].tolist() == [pytest.approx(70 / 3), 3]


def test_a_brand_with_few_posts_and_one_alone_are_no_average() -> None:
    found = averages(
        make_posts("Ours", "2026-01-01", 40),
        make_posts("A", "2026-01-01", 40, reactions=19, comments=0),
        make_posts("Few", "2026-02-01", 6, reactions=900),
    )
    assert found.index.tolist() == ["landscape"]
    assert found.loc["landscape", "value"] == (16 + 20) / 2


def test_without_the_client_there_is_no_landscape_with_it() -> None:
    found = averages(
        make_posts("A", "2026-01-01", 40), make_posts("B", "2026-01-01", 40, reactions=20)
    )
    assert found.index.tolist() == ["competitors"]
