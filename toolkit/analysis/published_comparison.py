"""The client beside published levels, only where definition and sample allow it."""

from __future__ import annotations

import math

import pandas as pd

from toolkit.analysis.benchmark_result import Benchmark
from toolkit.analysis.common_window import FEWEST_POSTS
from toolkit.model.published import Followers, PublishedLevel, PublishedLevels

COLUMNS = [
    "platform", "publisher", "data_year", "definition", "statistic", "level", "value", "low",
    "high", "verdict", "least_followers", "most_followers", "source",
]  # fmt: skip


def compare_with_published(benchmark: Benchmark, published: PublishedLevels) -> pd.DataFrame:
    """Lay the client beside the latest level of each publisher and definition on its platforms.

    Returns
    -------
    DataFrame
        :data:`COLUMNS`; levels and values are fractions. ``value``, ``low`` and ``high`` are the
        client's interactions per follower of its middle post, given only where ``verdict`` is
        ``comparable``; else it is ``other definition``, ``followers not known``, ``outside the
        frame``, ``too few to rank`` or ``not counted``. ``least_followers`` and ``most_followers``
        are the frame's ends; missing where there is none or it was not read.
    """
    latest: dict[tuple[str, str, str], PublishedLevel] = {}
    for one in sorted(published.facts, key=lambda level: level.data_year):
        latest[one.platform, one.publisher, one.definition] = one
    places = {one.platform for one in benchmark.platforms}
    rows = [
        {
            "platform": one.platform,
            "publisher": one.publisher,
            "data_year": one.data_year,
            "definition": one.definition,
            "statistic": one.statistic,
            "level": one.level,
            "source": one.source,
        }
        | _own(benchmark, one, frame)
        | {
            "least_followers": frame.least if frame else None,
            "most_followers": frame.most if frame else None,
        }
        for key, one in sorted(latest.items())
        if key[0] in places
        for frame in (published.followers_of(one),)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _own(benchmark: Benchmark, level: PublishedLevel, frame: Followers | None) -> dict[str, object]:
    nothing = {"value": math.nan, "low": math.nan, "high": math.nan}
    row = benchmark.value(benchmark.client, level.platform, "interactions_per_1000_followers")
    sizes = benchmark.sizes
    followers = sizes.loc[
        sizes["brand"].eq(benchmark.client) & sizes["platform"].eq(level.platform), "followers"
    ]
    if level.definition != "interactions_per_follower" or level.statistic != "median":
        verdict = "other definition"
    elif followers.empty or math.isnan(followers.iloc[0]):
        verdict = "followers not known"
    elif not _holds(frame, float(followers.iloc[0])):
        verdict = "outside the frame"
    elif row is None:
        verdict = "not counted"
    elif row["n_posts"] < FEWEST_POSTS:
        verdict = "too few to rank"
    else:
        values = {name: float(row[name]) / 1000 for name in nothing}
        return {**values, "verdict": "comparable"}
    return {**nothing, "verdict": verdict}


def _holds(frame: Followers | None, followers: float) -> bool:
    # Of a sample that nobody described, nobody can say that an account belongs in it.
    if frame is None:
        return False
    return frame.least <= followers and (frame.most is None or followers <= frame.most)
