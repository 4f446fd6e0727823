"""What brands do on average: the competitors without the client, the landscape with it.

Each brand counts once: the mean of the brands' own values (medians, for what a post draws), so that
a brand with many posts does not become the average.
"""

from __future__ import annotations

from toolkit.analysis.common_window import FEWEST_POSTS
from toolkit.analysis.public_counts import PublicCounts

AverageRow = dict[str, object]


def average_brands(counts: PublicCounts) -> tuple[AverageRow, ...]:
    """Average each metric over the brands with posts enough; one brand alone is no average.

    Returns
    -------
    tuple of rows
        ``platform, metric, average`` (``competitors`` or ``landscape``), ``value``, ``brands`` (how
        many). Shares are left out: they add up to one, whoever is in them.
    """
    rows: list[AverageRow] = []
    for metric in dict.fromkeys(metric for metric, _ in counts.estimates):
        if metric.startswith("share_of_"):
            continue
        values = {
            brand: counts.estimates[metric, brand].value
            for brand in counts.enough
            if counts.known.get((metric, brand), 0) >= FEWEST_POSTS
        }
        groups = {
            "competitors": [value for brand, value in values.items() if brand != counts.client],
            "landscape": list(values.values()) if counts.client in values else [],
        }
        rows += [
            {
                "platform": counts.platform,
                "metric": metric,
                "average": name,
                "value": sum(group) / len(group),
                "brands": len(group),
            }
            for name, group in groups.items()
            if len(group) > 1
        ]
    return tuple(rows)
