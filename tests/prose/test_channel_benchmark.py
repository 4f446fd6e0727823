"""The benchmark in sentences: shares with their intervals, and no more than these allow."""

from __future__ import annotations

import dataclasses

import pytest

from tests.analysis.invented_channels import compare, make_posts
from toolkit.language import Language
from toolkit.prose import channel_benchmark as prose
from toolkit.tables import channel_benchmark as tables

ENGLISH = Language("en")


@pytest.fixture
def benchmark():
    return compare(
        make_posts("Ours", "2026-01-01", 112, every=1, reactions=20, comments=0, shares=0),
        make_posts("Theirs", "2026-01-01", 112, every=1, reactions=80, comments=0, shares=0),
    )


def read(exhibit) -> list[str]:
    return [one.text for one in exhibit.bundle.sentences]


def test_the_share_is_told_with_its_interval_and_its_cells(benchmark) -> None:
    shown = prose.shares(benchmark, ENGLISH)
    own, other = read(shown)
    assert own == (
        "Of all interactions with these brands you draw 20% on Facebook (95% interval 20% to 20%)."
    )
    assert other == "On Facebook more than half goes to Theirs (80%)."
    published = tables.metrics_table(benchmark, ENGLISH).bundle
    columns = [column.name for column in published.columns]
    for sentence in shown.bundle.sentences:
        for number in sentence.numbers:
            cell = published.rows[number.row][columns.index(number.column)]
            assert number.text == ENGLISH.share(cell)


def test_half_is_only_named_where_the_interval_lies_above_it(benchmark) -> None:
    metrics = benchmark.metrics.copy()
    metrics.loc[metrics["metric"].str.startswith("share_of_"), "low"] = 0.45
    unsure = dataclasses.replace(benchmark, metrics=metrics)
    assert len(read(prose.shares(unsure, ENGLISH))) == 1


def test_alone_there_is_no_share_to_tell() -> None:
    assert read(prose.shares(compare(make_posts("Ours", "2026-01-01", 112)), ENGLISH)) == []
