"""Rhythm and silences, counted on a calendar."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.channel_posts import compare, make_posts
from toolkit.analysis.common_window import Window
from toolkit.analysis.rhythm import find_silences, measure_rhythm, vary_gaps

JANUARY = Window(pd.Timestamp("2026-01-01"), pd.Timestamp("2026-01-31"))


def days(*numbers: int) -> pd.Series:
    return pd.Series([pd.Timestamp(2026, 1, number) for number in numbers])


def test_silences_are_the_days_between_posts_and_at_both_ends() -> None:
    found = find_silences(days(5, 5, 6, 20), JANUARY)
    spans = [(row.start.day, row.end.day, row.days) for row in found.itertuples()]
    assert spans == [(1, 4, 4), (7, 19, 13), (21, 31, 11)]


def test_posts_on_every_day_leave_no_silence() -> None:
    assert find_silences(days(*range(1, 32)), JANUARY).empty


@given(st.sets(st.integers(1, 31), min_size=1))
def test_days_with_a_post_and_days_of_silence_make_up_the_window(numbers: set[int]) -> None:
    found = find_silences(days(*numbers), JANUARY)
    assert len(numbers) + found["days"].sum() == 31


def test_clockwork_varies_not_and_a_hand_agrees_on_the_rest() -> None:
    assert vary_gaps(days(1, 4, 7, 10)) == 0
    # Gaps 1 and 3: mean 2, standard deviation 1.
    assert vary_gaps(days(1, 2, 5)) == pytest.approx(0.5)
    assert np.isnan(vary_gaps(days(1, 9)))


def test_chance_gives_a_variation_near_one() -> None:
    gaps = np.random.default_rng(5).geometric(0.02, size=4000)
    moments = pd.Series(pd.Timestamp("2000-01-01") + pd.to_timedelta(gaps.cumsum(), unit="D"))
    assert vary_gaps(moments) == pytest.approx(1, abs=0.06)


def test_a_rhythm_is_told_with_its_longest_silence() -> None:
    # Every third day for 60 posts from 1 January, but none from the 31st to the 50th.
    posts = make_posts(n=60).drop(index=range(30, 50)).reset_index(drop=True)
    row = measure_rhythm(compare(posts)).iloc[0]
    # The 30th post falls on day 87 (counted from 0), the 51st on day 150: 62 days between.
    assert row["longest_silence_days"] == 62
    assert row["silence_start"] == dt.date(2026, 1, 1) + dt.timedelta(days=88)
    assert row["silence_end"] == dt.date(2026, 1, 1) + dt.timedelta(days=149)
    assert row["silences_over_14_days"] == 1
    assert row["posts_per_week"] == pytest.approx(40 / (178 / 7))
    # Of 25 whole weeks those with days 91 to 146 (13 to 20) have no post.
    assert row["share_of_weeks_with_post"] == pytest.approx(17 / 25)


def test_nothing_is_said_of_a_few_weeks_or_a_few_posts() -> None:
    assert measure_rhythm(compare(make_posts(n=30, every=1))).empty
    found = measure_rhythm(compare(make_posts(), make_posts("Tally", n=5)))
    assert set(found["brand"]) == {"Ours"}
