"""The previous period beside this one: the last weeks of the common window, and as many before.

Both hold the same brands over whole weeks. A change is told from chance by its own interval, at a
level that rises with the number of changes looked at for a brand, so that among all of a brand's
channels and measures a change that is none is named one time in twenty at most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from toolkit.analysis.benchmark_result import CHANGE_COLUMNS
from toolkit.analysis.common_window import FEWEST_POSTS, Window
from toolkit.analysis.public_counts import (
    COUNTS,
    RHYTHM,
    PublicCounts,
    add_shares,
    count_of,
    measure_brands,
)
from toolkit.analysis.weekly_intervals import LEVEL, difference_interval


@dataclass(frozen=True, slots=True)
class TwoPeriods:
    """One platform's brands before and now, and the measures that are laid beside each other."""

    before: PublicCounts
    now: PublicCounts
    metrics: tuple[str, ...]


def split_periods(
    feeds: Mapping[str, pd.DataFrame], found: PublicCounts, headline: str
) -> TwoPeriods | None:
    """Measure the brands of a platform in the last weeks of its window and in those before.

    Parameters
    ----------
    feeds
        The posts of each brand that `found` was measured on.
    headline
        What the brands are compared on, over the whole window.

    Returns
    -------
    TwoPeriods or None
        None where the window is too short to be halved.
    """
    periods = found.window.last_periods()
    if periods is None:
        return None
    before, now = (_measure(feeds, found, period, headline) for period in periods)
    metrics = dict.fromkeys((headline, RHYTHM, f"share_of_{count_of(headline)}"))
    return TwoPeriods(before, now, tuple(metrics))


def tabulate_changes(platforms: list[TwoPeriods]) -> pd.DataFrame:
    """Give the table of changes, one row a platform, brand and measure.

    Returns
    -------
    DataFrame
        :data:`toolkit.analysis.benchmark_result.CHANGE_COLUMNS`; ``change`` is now minus before,
        ``low`` and ``high`` its interval at 95% over all rows of the brand together; ``verdict`` is
        ``up``, ``down``, ``unclear`` or ``too few posts``.
    """
    pairs = [
        (one, brand, metric)
        for one in platforms
        for brand in one.now.brands
        for metric in one.metrics
        if (metric, brand) in one.now.estimates and (metric, brand) in one.before.estimates
    ]
    tried = Counter(brand for one, brand, metric in pairs if _enough(one, brand, metric))
    rows = []
    for one, brand, metric in pairs:
        before, now = one.before.estimates[metric, brand], one.now.estimates[metric, brand]
        low = high = np.nan
        verdict = "too few posts"
        if _enough(one, brand, metric):
            level = 1 - (1 - LEVEL) / tried[brand]
            low, high = difference_interval(now, before, level, same_weeks=False)
            verdict = "up" if low > 0 else "down" if high < 0 else "unclear"
        rows.append(
            {
                "platform": one.now.platform,
                "brand": brand,
                "metric": metric,
                "before": before.value,
                "now": now.value,
                "change": now.value - before.value,
                "low": low if np.isfinite(low) else np.nan,
                "high": high if np.isfinite(high) else np.nan,
                "n_before": one.before.known[metric, brand],
                "n_now": one.now.known[metric, brand],
                "verdict": verdict,
                "before_start": one.before.window.start.date(),
                "now_start": one.now.window.start.date(),
                "now_end": one.now.window.end.date(),
            }
        )
    return pd.DataFrame(rows, columns=CHANGE_COLUMNS)


def _measure(
    feeds: Mapping[str, pd.DataFrame], found: PublicCounts, period: Window, headline: str
) -> PublicCounts:
    # Nothing else is laid beside each other.
    names = [name for name in COUNTS if name == count_of(headline)]
    used = ["day", "followers", *(f"count_{name}" for name in names)]
    inside = {
        brand: feed[used][feed["day"].between(period.start, period.end)]
        for brand, feed in feeds.items()
    }
    return add_shares(measure_brands(inside, found.platform, period, found.client, names), headline)


def _enough(one: TwoPeriods, brand: str, metric: str) -> bool:
    return all(part.known[metric, brand] >= FEWEST_POSTS for part in (one.before, one.now))
