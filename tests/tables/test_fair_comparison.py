"""The tables of a fair comparison: what others rely on, and what is left empty."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.analysis.invented_channels import compare, make_posts
from toolkit.analysis.published_comparison import compare_with_published
from toolkit.language import Language
from toolkit.readers.published_levels import read_published_levels
from toolkit.tables import channel_benchmark, fair_comparison, period_changes, published_levels

ENGLISH = Language("en")


@pytest.fixture
def benchmark():
    return compare(
        make_posts("Ours", "2026-01-01", 112, every=1, followers=30_000),
        make_posts("Theirs", "2026-01-01", 112, every=1, reactions=[0, 30] * 56, comments=0,
                   shares=0),
        make_posts("Others", "2026-01-01", 112, every=1, followers=pd.NA),
    )  # fmt: skip


def cells(exhibit, *names: str) -> list[tuple[object, ...]]:
    places = [[column.name for column in exhibit.bundle.columns].index(name) for name in names]
    return [tuple(row[place] for place in places) for row in exhibit.bundle.rows]


def test_published_tables_have_the_columns_that_others_rely_on(benchmark) -> None:
    compared = compare_with_published(benchmark, read_published_levels())
    relied_on = {
        "ranks": "platform metric brand rank rank_low rank_high verdict",
        "metrics": "brand platform metric value low high n_posts start end",
        "changes": "platform brand metric before now change low high n_before n_now verdict",
        "averages": "platform metric average value brands",
        "sizes": "platform brand followers band across",
        "differences": "platform competitor metric difference low high verdict",
        "published_levels": "platform publisher data_year level value low high verdict source",
    }
    made = [
        channel_benchmark.ranks_table(benchmark, ENGLISH),
        channel_benchmark.metrics_table(benchmark, ENGLISH),
        period_changes.changes_table(benchmark, ENGLISH),
        fair_comparison.all_averages_table(benchmark, ENGLISH),
        fair_comparison.sizes_table(benchmark, ENGLISH),
        fair_comparison.differences_table(benchmark, ENGLISH),
        published_levels.published_table(compared, ENGLISH),
    ]
    assert {exhibit.bundle.name for exhibit in made} == set(relied_on)
    for exhibit in made:
        columns = {column.name for column in exhibit.bundle.columns}
        assert exhibit.bundle.published
        assert set(relied_on[exhibit.bundle.name].split()) <= columns


def test_a_size_that_is_not_known_is_neither_the_same_band_nor_another(benchmark) -> None:
    found = cells(fair_comparison.sizes_table(benchmark, ENGLISH), "brand", "band", "beside")
    assert found == [
        ("Ours", "25k_100k", "the same band"),
        ("Others", None, "not known"),
        ("Theirs", "1k_5k", "across sizes"),
    ]


def test_only_brands_with_many_silent_posts_are_in_that_table(benchmark) -> None:
    found = cells(fair_comparison.zeros_table(benchmark, ENGLISH), "brand", "any", "rest", "posts")
    assert found == [("Theirs", 0.5, 30, 112)]
    lively = compare(make_posts("Ours", "2026-01-01", 40), make_posts("Theirs", "2026-01-01", 40))
    assert fair_comparison.zeros_table(lively, ENGLISH) is None


def test_the_client_stands_beside_levels_of_its_definition_only(benchmark) -> None:
    compared = compare_with_published(benchmark, read_published_levels())
    found = cells(
        published_levels.published_table(compared, ENGLISH), "publisher", "value", "verdict"
    )
    # The middle post of Ours draws 16 of 30,000 followers.
    assert ("Rival IQ", pytest.approx(16 / 30_000), "comparable") in found
    assert {value for publisher, value, _ in found if publisher != "Rival IQ"} == {None}


def test_periods_show_the_client_only(benchmark) -> None:
    shown = period_changes.periods_table(benchmark, ENGLISH)
    assert len(shown.bundle.rows) == 3
    assert not shown.bundle.published


def test_before_and_now_stand_in_a_row_for_each_channel() -> None:
    levels = [10] * 56 + [30] * 56
    risen = compare(
        make_posts("Ours", "2026-01-01", 112, every=1, reactions=levels, comments=0, shares=0),
        make_posts("Theirs", "2026-01-01", 112, every=1),
    )
    shown = period_changes.overview_table(risen, ENGLISH)
    assert not shown.bundle.published
    assert cells(shown, "platform", "interactions_per_1000_followers", "posts_per_week") == [
        ("Facebook", "10.0 → 30.0: up", "7.0 → 7.0")
    ]
    short = compare(make_posts("Ours", "2026-01-01", 30))
    assert period_changes.overview_table(short, ENGLISH) is None


def test_a_share_changes_by_points() -> None:
    # 40% of all interactions before, 64% now: 20 of 50, then 80 of 125.
    levels = [20] * 56 + [80] * 56
    theirs = [30] * 56 + [45] * 56
    made = [
        make_posts(brand, "2026-01-01", 112, every=1, reactions=drawn, comments=0, shares=0)
        for brand, drawn in (("Ours", levels), ("Theirs", theirs))
    ]
    shown = period_changes.periods_table(compare(*made), ENGLISH)
    before, now, change = cells(shown, "before", "now", "change")[-1]
    assert (before, now) == ("40.0%", "64.0%")
    assert change.startswith("24.0 points")


def test_one_brand_over_a_short_time_has_none_of_these() -> None:
    alone = compare(make_posts("Ours", "2026-01-01", 30))
    assert fair_comparison.differences_table(alone, ENGLISH) is None
    assert fair_comparison.averages_table(alone, ENGLISH) is None
    assert period_changes.periods_table(alone, ENGLISH) is None
