"""Sentences of a fair comparison: nothing is claimed where an interval leaves it open."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.analysis.invented_channels import compare, make_posts
from toolkit.analysis.published_comparison import COLUMNS
from toolkit.language import Language
from toolkit.prose import channel_benchmark, fair_comparison
from toolkit.tables import period_changes

ENGLISH = Language("en")


def read(exhibit) -> list[str]:
    return [one.text for one in exhibit.bundle.sentences]


@pytest.fixture
def risen():
    """Give a benchmark in which the client's posts draw three times as much as before."""
    levels = [10] * 56 + [30] * 56
    return compare(
        make_posts("Ours", "2026-01-01", 112, every=1, reactions=levels, comments=0, shares=0),
        make_posts("Theirs", "2026-01-01", 112, every=1, followers=80_000),
    )


def test_what_changed_comes_first_with_its_numbers(risen) -> None:
    summary = channel_benchmark.summary(risen, ENGLISH)
    first, *others = summary.bundle.sentences
    assert first.text == (
        "On Facebook interactions per 1,000 followers rose from 10.0 to 30.0 in 8 weeks."
    )
    assert not any("followers rose" in one.text for one in others)
    changes = period_changes.changes_table(risen, ENGLISH).bundle
    columns = [column.name for column in changes.columns]
    named = [changes.rows[one.row][columns.index(one.column)] for one in first.numbers]
    assert named == [10, 30]


def test_what_stays_the_same_is_not_said_to_change() -> None:
    same = compare(
        make_posts("Ours", "2026-01-01", 112, every=1),
        make_posts("Theirs", "2026-01-01", 112, every=1),
    )
    assert fair_comparison.change_sentences(same, ENGLISH) == []
    (said,) = fair_comparison.no_change(same, ENGLISH)
    assert said.text == "On Facebook nothing changed for sure since the period before."
    weeks, verdict = read(fair_comparison.changes(same, ENGLISH))
    assert weeks.endswith("as many before them: 8 weeks on Facebook.")
    assert "larger than chance" in verdict


def test_where_something_changed_nothing_is_said_to_stay(risen) -> None:
    assert fair_comparison.no_change(risen, ENGLISH) == []
    assert any("a word behind it" in text for text in read(fair_comparison.changes(risen, ENGLISH)))


def test_without_two_periods_of_weeks_that_is_said() -> None:
    short = compare(make_posts("Ours", "2026-01-01", 30), make_posts("Theirs", "2026-01-01", 30))
    assert read(fair_comparison.changes(short, ENGLISH)) == [
        "There are not weeks enough yet to lay two periods beside each other."
    ]


def test_brands_of_another_size_are_named_and_no_slope_is_made_up(risen) -> None:
    across, why = read(fair_comparison.sizes(risen, ENGLISH))
    assert across.startswith("With Theirs on Facebook the comparison is across sizes")
    assert "below 15 brands" in why
    assert any(
        "of another size" in text for text in read(channel_benchmark.summary(risen, ENGLISH))
    )


@pytest.mark.parametrize(
    ("level", "words"),
    [(0.01, "more than the 1.00%"), (0.03, "less than the 3.00%"), (0.02, "told apart from the 2")],
)
def test_a_published_level_is_only_beaten_where_the_interval_says_so(level, words) -> None:
    row = {
        "platform": "facebook", "publisher": "Invented", "data_year": 2025, "level": level,
        "value": 0.021, "low": 0.019, "high": 0.024, "verdict": "comparable",
    }  # fmt: skip
    found = pd.DataFrame([row], columns=COLUMNS)
    (text,) = read(fair_comparison.published(found, ENGLISH))
    assert words in text
    assert "2.10%" in text


def test_outside_the_frame_is_said_and_no_figure_given() -> None:
    row = {
        "platform": "facebook", "publisher": "Invented", "data_year": 2025, "level": 0.01,
        "value": np.nan, "low": np.nan, "high": np.nan, "verdict": "outside the frame",
    }  # fmt: skip
    (text,) = read(fair_comparison.published(pd.DataFrame([row], columns=COLUMNS), ENGLISH))
    assert "outside the frame of Invented" in text
    assert "%" not in text


def test_the_method_tells_of_changes_only_where_there_are_two_periods(risen) -> None:
    words = " ".join(one.text for one in fair_comparison.method_sentences(risen, ENGLISH))
    assert "younger than 7 days" in words
    assert "as many weeks before them" in words
    short = compare(make_posts("Ours", "2026-01-01", 30), make_posts("Theirs", "2026-01-01", 30))
    words = " ".join(one.text for one in fair_comparison.method_sentences(short, ENGLISH))
    assert "as many weeks before them" not in words
