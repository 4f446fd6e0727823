"""The client's channels beside its competitors', on what everybody can see, over the same weeks.

For each platform the common window runs from the latest first post to the earliest last post of the
brands with posts enough to rank. Then what each brand got is counted, and the brands are laid side
by side on a count that all of them publish. Posts younger than seven days on the date of the report
are left out, since what they draw still comes in.
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from toolkit.analysis.benchmark_result import (
    AVERAGE_COLUMNS,
    METRIC_COLUMNS,
    RANK_COLUMNS,
    SIZE_COLUMNS,
    Benchmark,
    PlatformComparison,
    SizeSlope,
)
from toolkit.analysis.brand_averages import AverageRow, average_brands
from toolkit.analysis.brand_ranks import (
    RankRow,
    choose_headline,
    find_differences,
    rank_brands,
)
from toolkit.analysis.brand_sizes import SizeRow, describe_sizes
from toolkit.analysis.compared_posts import gather_compared, is_young, select_known
from toolkit.analysis.own_results import measure_own
from toolkit.analysis.period_changes import TwoPeriods, split_periods, tabulate_changes
from toolkit.analysis.public_counts import (
    MetricRow,
    PublicCounts,
    add_shares,
    add_silent_posts,
    measure_brands,
)


def compare_channels(
    posts: pd.DataFrame,
    counts: pd.DataFrame,
    client: str,
    as_of: dt.date | None,
    *,
    dated: bool = True,
) -> Benchmark:
    """Compare the client with its competitors on each platform.

    Parameters
    ----------
    posts
        Canonical posts with brands settled.
    counts
        Follower counts as :func:`toolkit.analysis.audience.gather_counts` gives them.
    client
        The client's name as it stands in ``brand``.
    as_of
        Later posts are left out, and those of the seven days before it; None only where there are
        no posts.
    dated
        Whether somebody gave that day; else it is the last one in the data, and no post is left out
        for its age.

    Returns
    -------
    Benchmark
    """
    known = select_known(posts, as_of)
    coverage = _cover(known, is_young(known["day"], as_of, dated=dated))
    compared = gather_compared(posts, counts, client, as_of, dated=dated)
    comparisons: list[PlatformComparison] = []
    metrics: list[MetricRow] = []
    ranks: list[RankRow] = []
    own: list[MetricRow] = []
    averages: list[AverageRow] = []
    sizes: list[SizeRow] = []
    periods: list[TwoPeriods] = []
    for one in compared:
        platform, window = one.platform, one.window
        found = measure_brands(one.feeds, platform, window, client)
        headline = choose_headline(found)
        found = add_silent_posts(add_shares(found, headline), one.feeds, headline)
        bands, slope = describe_sizes(found, headline)
        comparisons.append(_compare_brands(found, headline, one.apart, slope))
        metrics += found.rows
        ranks += rank_brands(found)
        averages += average_brands(found)
        sizes += bands
        halves = split_periods(one.feeds, found, headline)
        periods += [halves] if halves else []
        own += measure_own(one.of(client), platform, window, client)
        places = coverage["platform"].eq(platform)
        within = coverage.loc[places, "brand"].map(found.n_posts).fillna(0).astype(int)
        coverage.loc[places, "in_window"] = within
    return Benchmark(
        client=client,
        as_of=as_of,
        platforms=tuple(comparisons),
        metrics=pd.DataFrame(metrics, columns=METRIC_COLUMNS),
        ranks=pd.DataFrame(ranks, columns=RANK_COLUMNS),
        coverage=coverage,
        own=pd.DataFrame(own, columns=METRIC_COLUMNS),
        averages=pd.DataFrame(averages, columns=AVERAGE_COLUMNS),
        changes=tabulate_changes(periods),
        sizes=pd.DataFrame(sizes, columns=SIZE_COLUMNS),
        compared=compared,
    )


def _compare_brands(
    found: PublicCounts, headline: str, apart: tuple[str, ...], slope: SizeSlope | None
) -> PlatformComparison:
    return PlatformComparison(
        platform=found.platform,
        start=found.window.start.date(),
        end=found.window.end.date(),
        headline=headline,
        brands=found.brands,
        few=tuple(brand for brand in found.brands if brand not in found.enough),
        no_followers=found.no_followers,
        apart=apart,
        long_enough=found.window.long_enough,
        differences=find_differences(found, headline),
        size_slope=slope,
    )


def _cover(posts: pd.DataFrame, young: pd.Series) -> pd.DataFrame:
    if posts.empty:
        names = [
            "brand", "platform", "posts", "first", "last", "in_window", "replies", "boosted",
            "young",
        ]  # fmt: skip
        return pd.DataFrame(columns=names)
    flags = posts.assign(
        is_reply=posts["reply"].fillna(value=False).astype(bool),
        is_boosted=posts["boosted"].fillna(value=False).astype(bool),
        is_young=young,
    )
    found = flags.groupby(["brand", "platform"], sort=True).agg(
        posts=("day", "size"),
        first=("day", "min"),
        last=("day", "max"),
        replies=("is_reply", "sum"),
        boosted=("is_boosted", "sum"),
        young=("is_young", "sum"),
    )
    found = found.reset_index()
    found.insert(5, "in_window", 0)
    return found.assign(first=found["first"].dt.date, last=found["last"].dt.date)
