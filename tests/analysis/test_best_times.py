"""Best times: the eight schools, clocks and zones by hand, and silence where there is nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.analysis.channel_posts import compare, make_posts
from toolkit.analysis.best_times import find_times, shrink_cells

ZONE = "Europe/Amsterdam"


def test_the_eight_schools_are_shrunk_as_published() -> None:
    # Rubin (1981); posterior means and quantiles as in Gelman and others, Bayesian Data Analysis,
    # 5.5, whose table rests on 200 draws.
    effects = np.array([28.0, 8, -3, 7, -1, 1, 18, 12])
    errors = np.array([15.0, 10, 16, 11, 9, 11, 10, 18])
    found = shrink_cells(effects, errors)
    middles = np.array([10.0, 8, 7, 8, 5, 6, 10, 8])
    assert found.values == pytest.approx(middles, abs=2)
    assert found.low == pytest.approx([-2, -5, -11, -7, -9, -7, -1, -6], abs=3)
    assert found.high == pytest.approx([31, 23, 19, 21, 18, 28, 26, 33], abs=10)
    assert not found.differs


def test_cells_that_are_known_well_are_hardly_shrunk() -> None:
    found = shrink_cells(np.array([-1.0, 0, 1]), np.full(3, 0.01))
    assert found.values == pytest.approx([-1, 0, 1], abs=0.01)
    assert found.differs


def at(moments: list[str]) -> pd.Series:
    return pd.to_datetime(pd.Series(moments), utc=True).astype("datetime64[us, UTC]")


def test_times_are_those_of_the_clients_clock_in_summer_and_winter() -> None:
    # 22:30 UTC is 23:30 on Thursday in winter and 00:30 on Friday in summer.
    winter, summer = "2026-01-08 22:30", "2026-07-09 22:30"
    posts = make_posts(n=60, published=at([winter, summer] * 30))
    cells = find_times(compare(posts), "Ours", ZONE).cells
    assert [(row.weekday, row.daypart, row.n_posts) for row in cells.itertuples()] == [
        (3, "evening", 30),
        (4, "night", 30),
    ]


def test_posts_of_which_only_the_day_is_known_are_counted_and_left_out() -> None:
    # Midnight in Amsterdam: how a day without a time is kept.
    days = pd.date_range("2026-01-01", periods=60, freq="3D", tz=ZONE)
    hours = [0 if i % 2 else 15 for i in range(60)]
    moments = (days + pd.to_timedelta(hours, unit="h")).tz_convert("UTC")
    times = find_times(compare(make_posts(n=60, published=moments)), "Ours", ZONE)
    row = times.platforms.iloc[0]
    assert (row["n_posts"], row["no_time"]) == (30, 30)
    assert set(times.cells["daypart"]) == {"afternoon"}


def test_a_time_that_draws_three_times_as_much_stands_out() -> None:
    random = np.random.default_rng(2)
    n = 280
    start = pd.Timestamp("2026-01-01", tz="UTC")
    moments = start + pd.to_timedelta(random.integers(0, 300, n) * 24 + 9, unit="h")
    sunday = moments.tz_convert(ZONE).day_of_week == 6
    reactions = np.exp(random.normal(3, 0.7, n)) * np.where(sunday, 4, 1)
    order = np.argsort(moments)
    posts = make_posts(n=n, every=1, published=moments[order], reactions=reactions[order].round())
    cells = find_times(compare(posts), "Ours", ZONE).cells
    better = cells[cells["verdict"].eq("better")]
    assert list(better["weekday"]) == [6]
    # Shrunk: closer to the own level than what was seen.
    assert 1 < better["relative"].iloc[0] < better["raw"].iloc[0]


def test_where_nothing_differs_a_time_stands_out_in_at_most_one_case_in_twenty() -> None:
    random = np.random.default_rng(7)
    out = 0
    for _ in range(40):
        hours = np.sort(random.integers(0, 180 * 24, 150)) + 1 / 60
        moments = pd.Timestamp("2026-01-01", tz="UTC") + pd.to_timedelta(hours, unit="h")
        reactions = np.exp(random.normal(3, 1, 150)).round()
        posts = make_posts(n=150, every=1, published=moments, reactions=reactions)
        cells = find_times(compare(posts), "Ours", ZONE).cells
        out += bool(cells["verdict"].isin(["better", "worse"]).any())
    # 2 of 40 are expected at most; 6 or more would be chance in one run of seventy.
    assert out < 6


def test_a_few_posts_say_nothing() -> None:
    posts = make_posts(n=15, published=at([f"2026-01-{day:02d} 09:00" for day in range(1, 16)]))
    cells = find_times(compare(posts), "Ours", ZONE).cells
    assert set(cells["verdict"]) == {"too few"}
    assert cells["relative"].isna().all()
