"""One and the same set of posts under every definition of engagement rate, and brands under each.

Publishers' levels cannot be laid beside each other: their samples differ as much as their formulas.
What a definition does can only be seen on the same posts, so the translator first finds the posts
of which everything is known that the definitions ask, and computes all of them on these.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pandas as pd

from toolkit.analysis.compared_posts import ComparedPosts
from toolkit.analysis.weekly_intervals import Floats
from toolkit.model.engagement_rate import INTERACTIONS, RATES, RateDefinition

TRANSLATION_COLUMNS = [
    "platform", "metric", "publisher", "denominator", "aggregation", "value", "n_posts",
    "all_posts", "lacking", "known", "start", "end",
]  # fmt: skip
RATE_COLUMNS = ["brand", "platform", "metric", "value", "n_posts", "start", "end"]
# What everybody can see of a post, with what tells the accounts of a brand apart.
PUBLIC = ["account", "platform", "followers", *INTERACTIONS]
# A definition that leaves out more of the posts than it covers would choose them for all others.
LEAST_KNOWN = 0.5


def compute_rate(posts: pd.DataFrame, definition: RateDefinition, days: int) -> float:
    """Compute one engagement rate.

    Parameters
    ----------
    posts
        Of one platform, with all columns known that `definition` asks.
    days
        Length of the period, for rates of a day: Σ interactions ÷ (days × followers, averaged over
        the posts of each account and added up over accounts).

    Returns
    -------
    float
        A fraction; missing where there are no posts.
    """
    if posts.empty:
        return float("nan")
    above = _count(posts, definition)
    below = _floats(posts, definition.denominator)
    match definition.aggregation:
        case "median":
            return float(np.median(above / below))
        case "mean":
            return float(np.mean(above / below))
        case "ratio of sums":
            return float(above.sum() / below.sum())
        case "per day":
            # Several accounts of a brand (branches) have followers of their own.
            accounts = pd.Series(below, posts.index).groupby(posts["account"].fillna("")).mean()
            return float(above.sum() / (days * accounts.sum()))


def translate_rates(compared: Iterable[ComparedPosts]) -> pd.DataFrame:
    """Score the client's own posts on each platform under each definition.

    Returns
    -------
    DataFrame
        Columns :data:`TRANSLATION_COLUMNS`, one row a platform and definition: ``value`` (a
        fraction) over the same ``n_posts`` for all rows of a platform, out of ``all_posts``; where
        it cannot be computed, ``lacking`` names what is missing and ``known`` of how many posts it
        is known.
    """
    rows = [row for one in compared if len(one.of(one.client)) for row in _translate(one)]
    return pd.DataFrame(rows, columns=TRANSLATION_COLUMNS)


def rate_brands(compared: Iterable[ComparedPosts]) -> pd.DataFrame:
    """Compute the rates that need nothing but what is public, for each brand.

    Returns
    -------
    DataFrame
        Columns :data:`RATE_COLUMNS`; each rate over the brand's posts of which its parts are known.
        Brands compare under one definition only.
    """
    rows = []
    for one in compared:
        days = (one.window.end - one.window.start).days + 1
        feeds = {brand: one.of(brand)[PUBLIC] for brand in one.enough}
        for definition in _definitions(one.platform):
            if not {definition.denominator, *definition.counted(one.platform)}.issubset(PUBLIC):
                continue
            for brand, feed in feeds.items():
                mine = feed[_known(feed, definition)]
                if mine.empty:
                    continue
                rows.append(
                    {
                        "brand": brand,
                        "platform": one.platform,
                        "metric": definition.name,
                        "value": compute_rate(mine, definition, days),
                        "n_posts": len(mine),
                        "start": one.window.start.date(),
                        "end": one.window.end.date(),
                    }
                )
    return pd.DataFrame(rows, columns=RATE_COLUMNS)


def _translate(one: ComparedPosts) -> list[dict[str, object]]:
    posts = one.of(one.client)
    days = (one.window.end - one.window.start).days + 1
    definitions = _definitions(one.platform)
    masks = {definition.name: _known(posts, definition) for definition in definitions}
    common = np.ones(len(posts), dtype=bool)
    kept = set()
    for definition in sorted(definitions, key=lambda d: -int(masks[d.name].sum())):
        narrower = common & masks[definition.name]
        if narrower.sum() >= LEAST_KNOWN * len(posts) and narrower.any():
            common = narrower
            kept.add(definition.name)
    same = posts[common]
    rows = []
    for definition in definitions:
        row: dict[str, object] = {
            "platform": one.platform,
            "metric": definition.name,
            "publisher": definition.publisher,
            "denominator": definition.denominator,
            "aggregation": definition.aggregation,
            "value": np.nan,
            "n_posts": len(same),
            "all_posts": len(posts),
            "lacking": "",
            "known": len(posts),
            "start": one.window.start.date(),
            "end": one.window.end.date(),
        }
        if definition.name in kept:
            row["value"] = compute_rate(same, definition, days)
        else:
            asked = (definition.denominator, *definition.counted(one.platform))
            row["lacking"] = min(asked, key=lambda column: int(_usable(posts, column).sum()))
            row["known"] = int(masks[definition.name].sum())
        rows.append(row)
    return rows


def _definitions(platform: str) -> list[RateDefinition]:
    return [one for one in RATES.values() if not one.platforms or platform in one.platforms]


def _known(posts: pd.DataFrame, definition: RateDefinition) -> npt.NDArray[np.bool_]:
    platform = str(posts["platform"].iloc[0]) if len(posts) else ""
    known = np.ones(len(posts), dtype=bool)
    for column in (definition.denominator, *definition.counted(platform)):
        known &= _usable(posts, column)
    return known


def _usable(posts: pd.DataFrame, column: str) -> npt.NDArray[np.bool_]:
    values = _floats(posts, column)
    # Nothing can be divided by nobody.
    least = 1 if column in {"followers", "reach", "impressions"} else 0
    found: npt.NDArray[np.bool_] = values >= least
    return found


def _count(posts: pd.DataFrame, definition: RateDefinition) -> Floats:
    platform = str(posts["platform"].iloc[0])
    total = np.zeros(len(posts))
    for column in definition.counted(platform):
        total += _floats(posts, column)
    return total


def _floats(posts: pd.DataFrame, column: str) -> Floats:
    return posts[column].to_numpy(dtype=np.float64, na_value=np.nan)
