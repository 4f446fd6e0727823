"""Who stands before whom, as far as the posts can tell.

Brands are only laid side by side on a count that all of them publish.
"""

from __future__ import annotations

import numpy as np

from toolkit.analysis.benchmark_result import Difference
from toolkit.analysis.public_counts import COUNTS, UNITS, PublicCounts
from toolkit.analysis.weekly_bootstrap import interval, rank_draws

RankRow = dict[str, object]


def choose_headline(counts: PublicCounts) -> str:
    """Choose the metric that brands are compared on.

    Per follower where most can be compared so; then the widest count that they all publish; the
    rhythm of posting where they publish no count in common.
    """
    brands = counts.enough or counts.brands
    for unit in UNITS:
        named = [b for b in brands if any((f"{n}_{unit}", b) in counts.medians for n in COUNTS)]
        if len(named) < min(2, len(brands)):
            continue
        for name in COUNTS:
            if all((f"{name}_{unit}", brand) in counts.medians for brand in named):
                return f"{name}_{unit}"
    return "posts_per_week"


def rank_brands(counts: PublicCounts) -> tuple[RankRow, ...]:
    """Rank the brands on each metric that any of them has, 1 the highest, with a 95% range.

    Brands with too few posts, and one that stands alone, get no rank but a verdict that says so.
    """
    metrics = (f"{name}_{unit}" for name in COUNTS for unit in UNITS)
    return tuple(row for metric in metrics for row in _rank(counts, metric))


def find_differences(counts: PublicCounts, metric: str) -> tuple[Difference, ...]:
    """Compare each brand that can be ranked with the client; nothing if the client cannot be."""
    client, medians = counts.client, counts.medians
    if (
        not counts.window.long_enough
        or client not in counts.enough
        or (metric, client) not in medians
    ):
        return ()
    values = counts.values(metric)
    return tuple(
        Difference(
            brand,
            values[brand] - values[client],
            *interval(medians[metric, brand] - medians[metric, client]),
        )
        for brand in counts.enough
        if brand != client and (metric, brand) in medians
    )


def _rank(counts: PublicCounts, metric: str) -> list[RankRow]:
    counted = [brand for brand in counts.brands if (metric, brand) in counts.medians]
    if not counted:
        return []
    ranked = [brand for brand in counts.enough if brand in counted]
    ranked = ranked if len(ranked) > 1 and counts.window.long_enough else []
    values = counts.values(metric)
    base = {"platform": counts.platform, "metric": metric}
    rows: list[RankRow] = []
    for brand, low, high in zip(ranked, *_rank_ranges(counts, metric, ranked), strict=True):
        rank = 1 + sum(values[other] > values[brand] for other in ranked)
        place = {"brand": brand, "rank": rank, "rank_low": low, "rank_high": high}
        rows.append(base | place | {"verdict": "ranked"})
    for brand in counts.brands:
        if brand in ranked:
            continue
        verdict = (
            "too few to rank"
            if brand not in counts.enough
            else "too few weeks"
            if not counts.window.long_enough
            else "nobody to rank with"
            if brand in counted
            else "not counted"
        )
        place = {"brand": brand, "rank": None, "rank_low": None, "rank_high": None}
        rows.append(base | place | {"verdict": verdict})
    return rows


def _rank_ranges(
    counts: PublicCounts, metric: str, ranked: list[str]
) -> tuple[list[int], list[int]]:
    if not ranked:
        return [], []
    drawn = rank_draws(np.column_stack([counts.medians[metric, brand] for brand in ranked]))
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0, method="inverted_cdf")
    return [int(one) for one in low], [int(one) for one in high]
