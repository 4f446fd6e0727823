"""How large each brand is, and what that explains.

Rates for each follower fall with size, so brands are laid side by side within a band of followers.
With four brands a slope on followers and the brands themselves cannot be told apart (a true slope
of -0.3 gave estimates from -0.96 to +0.36 in nine of ten simulated cases); from fifteen brands on
it is estimated, and each brand is held against what its size leads to expect.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from scipy import stats

from toolkit.analysis.benchmark_result import SizeSlope
from toolkit.analysis.public_counts import COUNTS, UNITS, PublicCounts, count_of
from toolkit.model.size_band import across_bands, band_of

FEWEST_BRANDS = 15
SizeRow = dict[str, object]


def describe_sizes(
    counts: PublicCounts, metric: str
) -> tuple[tuple[SizeRow, ...], SizeSlope | None]:
    """Give each brand's band, and the slope on followers where there are brands enough.

    Parameters
    ----------
    counts
        What was measured on a platform.
    metric
        The platform's headline; the slope is that of its count for each post.

    Returns
    -------
    rows, slope
        Rows with the columns of ``Benchmark.sizes``; ``for_its_size`` is missing without a slope.

    Notes
    -----
    log(1 + interactions of the middle post) on log(followers) by the median of the slopes of all
    pairs of brands, which a few odd brands do not move: Sen (1968), Estimates of the regression
    coefficient based on Kendall's tau, Journal of the American Statistical Association 63,
    1379-1389.
    """
    own = counts.sizes.get(counts.client, math.nan)
    slope, multiples = _fit_slope(counts, metric)
    rows: tuple[SizeRow, ...] = tuple(
        {
            "platform": counts.platform,
            "brand": brand,
            "followers": counts.sizes[brand],
            "band": band_of(counts.sizes[brand]),
            "across": across_bands(counts.sizes[brand], own),
            "for_its_size": multiples.get(brand, math.nan),
        }
        for brand in counts.brands
    )
    return rows, slope


def _fit_slope(counts: PublicCounts, metric: str) -> tuple[SizeSlope | None, dict[str, float]]:
    name = count_of(metric)
    per_post = counts.values(f"{name}_{UNITS[1]}") if name in COUNTS else {}
    fitted = [brand for brand in counts.enough if brand in per_post and counts.sizes[brand] > 0]
    if len(fitted) < FEWEST_BRANDS:
        return None, {}
    drawn = np.log1p([per_post[brand] for brand in fitted])
    size = np.log([counts.sizes[brand] for brand in fitted])
    if np.ptp(size) == 0:
        return None, {}
    found = stats.theilslopes(drawn, size, 0.95)
    # The median of what the slope leaves: one odd brand in the middle would move scipy's own.
    height = np.median(drawn - found.slope * size)
    expected = np.expm1(found.slope * size + height)
    multiples = pd.Series(np.expm1(drawn) / np.where(expected > 0, expected, np.nan), fitted)
    slope = SizeSlope(
        len(fitted), float(found.slope), float(found.low_slope), float(found.high_slope)
    )
    return slope, {str(brand): float(value) for brand, value in multiples.items()}
