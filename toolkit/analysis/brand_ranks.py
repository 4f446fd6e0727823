"""Who stands before whom, as far as the posts can tell.

Brands are only laid side by side on a count that all of them publish. Two brands are told apart by
the interval of their difference. Who compares one brand with several others finds something: the
level rises with their number (Bonferroni), so that a brand is wrongly told apart from any of its
equals one time in twenty at most. A rank's range follows from the same intervals: one place lower
for each brand that is surely ahead, so that "behind two others" and "place 3 or lower" never
contradict each other.

Sources: Mogstad, Romano, Shaikh and Wilhelm (2024), Inference for ranks, Review of Economic Studies
91, 476-518; Klein, Wright and Wieczorek (2020), A joint confidence region for an overall ranking of
populations, Journal of the Royal Statistical Society C 69, 589-606.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from toolkit.analysis.benchmark_result import Difference
from toolkit.analysis.common_window import FEWEST_POSTS
from toolkit.analysis.public_counts import COUNTS, RHYTHM, UNITS, PublicCounts
from toolkit.analysis.weekly_intervals import LEVEL, difference_interval
from toolkit.model.size_band import across_bands

RankRow = dict[str, object]


def choose_headline(counts: PublicCounts) -> str:
    """Choose the metric that brands are compared on.

    Per follower where most can be compared so; then the widest count that they all publish; the
    rhythm of posting where they publish no count in common.
    """
    brands = counts.enough or counts.brands
    for unit in UNITS:
        named = [b for b in brands if any((f"{n}_{unit}", b) in counts.estimates for n in COUNTS)]
        if len(named) < min(2, len(brands)):
            continue
        for name in COUNTS:
            if all((f"{name}_{unit}", brand) in counts.estimates for brand in named):
                return f"{name}_{unit}"
    return RHYTHM


def rank_brands(counts: PublicCounts) -> tuple[RankRow, ...]:
    """Rank the brands on each metric that any of them has, 1 the highest, with a 95% range.

    Brands with too few posts, and one that stands alone, get no rank but a verdict that says so.
    """
    metrics = (f"{name}_{unit}" for name in COUNTS for unit in UNITS)
    return tuple(row for metric in metrics for row in _rank(counts, metric))


def find_differences(counts: PublicCounts, metric: str) -> tuple[Difference, ...]:
    """Compare each brand that can be ranked with the client; nothing if the client cannot be."""
    client = counts.client
    ranked = _ranked(counts, metric)
    if client not in ranked:
        return ()
    others = [brand for brand in ranked if brand != client]
    found = {brand: _compare(counts, metric, brand, client, ranked) for brand in others}
    return tuple(
        Difference(
            competitor=brand,
            value=counts.estimates[metric, brand].value - counts.estimates[metric, client].value,
            low=low,
            high=high,
            across=across_bands(counts.sizes[brand], counts.sizes[client]),
        )
        for brand, (low, high) in found.items()
    )


def _rank(counts: PublicCounts, metric: str) -> list[RankRow]:
    counted = [brand for brand in counts.brands if (metric, brand) in counts.estimates]
    if not counted:
        return []
    ranked = _ranked(counts, metric)
    values = counts.values(metric)
    base = {"platform": counts.platform, "metric": metric}
    ahead, behind = Counter[str](), Counter[str]()
    for one, other in combinations(ranked, 2):
        low, high = _compare(counts, metric, one, other, ranked)
        if low > 0 or high < 0:
            first, second = (one, other) if low > 0 else (other, one)
            ahead[second] += 1
            behind[first] += 1
    rows: list[RankRow] = []
    for brand in ranked:
        place = {
            "brand": brand,
            "rank": 1 + sum(values[other] > values[brand] for other in ranked),
            "rank_low": 1 + ahead[brand],
            "rank_high": len(ranked) - behind[brand],
        }
        rows.append(base | place | {"verdict": "ranked"})
    for brand in counts.brands:
        if brand in ranked:
            continue
        posts = counts.known.get((metric, brand), FEWEST_POSTS)
        verdict = (
            "too few to rank"
            if brand not in counts.enough or posts < FEWEST_POSTS
            else "too few weeks"
            if not counts.window.long_enough
            else "nobody to rank with"
            if brand in counted
            else "not counted"
        )
        place = {"brand": brand, "rank": None, "rank_low": None, "rank_high": None}
        rows.append(base | place | {"verdict": verdict})
    return rows


def _ranked(counts: PublicCounts, metric: str) -> list[str]:
    # A brand needs posts enough on which the metric is known, not only posts enough.
    ranked = [
        brand for brand in counts.enough if counts.known.get((metric, brand), 0) >= FEWEST_POSTS
    ]
    return ranked if len(ranked) > 1 and counts.window.long_enough else []


def _compare(
    counts: PublicCounts, metric: str, one: str, other: str, ranked: list[str]
) -> tuple[float, float]:
    # What one brand has more than the other, a brand's intervals at 95% together.
    level = 1 - (1 - LEVEL) / (len(ranked) - 1)
    first, second = counts.estimates[metric, one], counts.estimates[metric, other]
    return difference_interval(first, second, level, same_weeks=True)
