"""The client's channels beside its competitors', on what everybody can see, over the same weeks.

For each platform the common window runs from the latest first post to the earliest last post of the
brands with posts enough to rank. A metric's name carries what it counts and what it is divided by;
brands are only laid side by side on a count that all of them publish.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from toolkit.analysis.audience import followers_on_day
from toolkit.analysis.weekly_bootstrap import (
    Floats,
    draw_weeks,
    interval,
    rank_draws,
    weighted_medians,
)

FEWEST_POSTS = 20
# What can be counted in public, widest first. Each is the sum of its columns for a post.
COUNTS: dict[str, tuple[str, ...]] = {
    "interactions": ("reactions", "comments", "shares"),
    "reactions_comments": ("reactions", "comments"),
    "reactions": ("reactions",),
}
METRIC_COLUMNS = ["brand", "platform", "metric", "value", "low", "high", "n_posts", "start", "end"]
RANK_COLUMNS = ["platform", "metric", "brand", "rank", "rank_low", "rank_high", "verdict"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A competitor's median minus the client's, with its 95% interval."""

    competitor: str
    value: float
    low: float
    high: float

    @property
    def verdict(self) -> str:
        """``ahead`` or ``behind`` (of the client) where the interval excludes zero."""
        return "ahead" if self.low > 0 else "behind" if self.high < 0 else "unclear"


@dataclass(frozen=True, slots=True)
class PlatformComparison:
    """One platform: its window, the metric that brands are compared on, and who differs.

    ``headline`` is the metric's name, such as ``interactions_per_1000_followers``; ``few`` are the
    brands with too few posts to rank, ``silent`` those with followers or posts unknown.
    """

    platform: str
    start: dt.date
    end: dt.date
    headline: str
    brands: tuple[str, ...]
    few: tuple[str, ...]
    no_followers: tuple[str, ...]
    differences: tuple[Difference, ...]

    @property
    def weeks(self) -> float:
        """Length of the window in weeks."""
        return ((self.end - self.start).days + 1) / 7


@dataclass(frozen=True, slots=True)
class Benchmark:
    """All platforms, with tidy tables.

    ``metrics`` and ``ranks`` have the columns that the house publishes; ``coverage`` says for each
    brand and platform which posts there are (``brand, platform, posts, first, last, in_window,
    replies, boosted``); ``own`` holds the client's reach and clicks (columns of ``metrics``).
    """

    client: str
    as_of: dt.date
    platforms: tuple[PlatformComparison, ...]
    metrics: pd.DataFrame
    ranks: pd.DataFrame
    coverage: pd.DataFrame
    own: pd.DataFrame

    def value(self, brand: str, platform: str, metric: str) -> pd.Series | None:
        """Give one row of ``metrics``, or None."""
        found = self.metrics[
            self.metrics["brand"].eq(brand)
            & self.metrics["platform"].eq(platform)
            & self.metrics["metric"].eq(metric)
        ]
        return None if found.empty else found.iloc[0]


def compare_channels(
    posts: pd.DataFrame, counts: pd.DataFrame, client: str, as_of: dt.date
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
        Later posts are left out.

    Returns
    -------
    Benchmark
    """
    known = posts[posts["day"].notna() & posts["brand"].notna()]
    known = known[known["day"] <= pd.Timestamp(as_of)]
    coverage = _coverage(known)
    own_posts = known[~known["reply"].fillna(value=False).astype(bool)].copy()
    own_posts["followers"] = followers_on_day(own_posts, counts)
    own_posts = _count(own_posts)
    comparisons: list[PlatformComparison] = []
    metrics: list[dict[str, object]] = []
    ranks: list[dict[str, object]] = []
    own: list[dict[str, object]] = []
    for platform in sorted(own_posts["platform"].unique()):
        here = own_posts[own_posts["platform"].eq(platform)]
        window = common_window(here)
        inside = here[here["day"].between(*window)]
        comparison, rows, ranked = _compare_platform(str(platform), inside, window, client)
        comparisons.append(comparison)
        metrics += rows
        ranks += ranked
        own += _own_results(str(platform), inside[inside["brand"].eq(client)], window, client)
        counted = inside["brand"].value_counts()
        places = coverage["platform"].eq(platform)
        coverage.loc[places, "in_window"] = (
            coverage.loc[places, "brand"].map(counted).fillna(0).astype(int)
        )
    return Benchmark(
        client=client,
        as_of=as_of,
        platforms=tuple(comparisons),
        metrics=pd.DataFrame(metrics, columns=METRIC_COLUMNS),
        ranks=pd.DataFrame(ranks, columns=RANK_COLUMNS),
        coverage=coverage,
        own=pd.DataFrame(own, columns=METRIC_COLUMNS),
    )


def common_window(posts: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Give the days over which brands can be compared.

    From the latest first post to the earliest last post of the brands with at least
    :data:`FEWEST_POSTS` posts; a brand with fewer does not shorten it. Where no brand has that many,
    or the brands do not overlap, all posts count.
    """
    sizes = posts["brand"].value_counts()
    enough = posts[posts["brand"].isin(sizes[sizes >= FEWEST_POSTS].index)]
    spans = (enough if len(enough) else posts).groupby("brand")["day"].agg(["min", "max"])
    start, end = spans["min"].max(), spans["max"].min()
    if start > end:
        start, end = posts["day"].min(), posts["day"].max()
    return start, end


def _count(posts: pd.DataFrame) -> pd.DataFrame:
    counted = posts.copy()
    for name, columns in COUNTS.items():
        total = sum((counted[column].astype("Float64") for column in columns[1:]),
                    counted[columns[0]].astype("Float64"))  # fmt: skip
        if name == "interactions":
            # A maker's own total stands in only where the parts are not all there.
            total = total.fillna(counted["interactions"].astype("Float64"))
        counted[f"count_{name}"] = total.to_numpy(dtype=float, na_value=np.nan)
    return counted


def _compare_platform(
    platform: str,
    posts: pd.DataFrame,
    window: tuple[pd.Timestamp, pd.Timestamp],
    client: str,
) -> tuple[PlatformComparison, list[dict[str, object]], list[dict[str, object]]]:
    start, end = window
    n_weeks = int((end - start).days // 7 + 1)
    week = ((posts["day"] - start).dt.days // 7).to_numpy(np.int64)
    brands = sorted(posts["brand"].unique(), key=lambda brand: (brand != client, brand.casefold()))
    draws = {brand: draw_weeks(n_weeks, platform, brand) for brand in brands}
    rows: list[dict[str, object]] = []
    medians: dict[tuple[str, str], Floats] = {}
    sums: dict[str, dict[str, Floats]] = {name: {} for name in COUNTS}
    for brand in brands:
        mine = posts["brand"].eq(brand).to_numpy(bool)
        of_brand, its_weeks = posts[mine], week[mine]
        base = {"brand": brand, "platform": platform, "start": start.date(), "end": end.date()}
        for name in COUNTS:
            count = of_brand[f"count_{name}"].to_numpy(float)
            rate = count / of_brand["followers"].to_numpy(float) * 1000
            rate[~np.isfinite(rate)] = np.nan
            for metric, values in (
                (f"{name}_per_1000_followers", rate),
                (f"{name}_per_post", count),
            ):
                known = ~np.isnan(values)
                if not known.any():
                    continue
                drawn = weighted_medians(values[known], its_weeks[known], draws[brand])
                low, high = interval(drawn)
                medians[metric, brand] = drawn
                rows.append(base | {"metric": metric, "value": float(np.median(values[known])),
                                    "low": low, "high": high, "n_posts": int(known.sum())})  # fmt: skip
            if not np.isnan(count).all():
                sums[name][brand] = np.bincount(its_weeks, np.nan_to_num(count), n_weeks)
        per_week = np.bincount(its_weeks, minlength=n_weeks).astype(float)
        weeks = ((end - start).days + 1) / 7
        low, high = interval(draws[brand] @ per_week / weeks)
        rows.append(base | {"metric": "posts_per_week", "value": len(of_brand) / weeks,
                            "low": low, "high": high, "n_posts": len(of_brand)})  # fmt: skip
    sizes = {brand: int(posts["brand"].eq(brand).sum()) for brand in brands}
    enough = [brand for brand in brands if sizes[brand] >= FEWEST_POSTS]
    headline = _headline(enough or brands, medians)
    rows += _shares(platform, window, headline, sums, draws, sizes)
    ranks = [
        row
        for name in COUNTS
        for unit in ("per_1000_followers", "per_post")
        for row in _ranks(platform, f"{name}_{unit}", brands, enough, medians, rows)
    ]
    comparison = PlatformComparison(
        platform=platform,
        start=start.date(),
        end=end.date(),
        headline=headline,
        brands=tuple(brands),
        few=tuple(brand for brand in brands if brand not in enough),
        no_followers=tuple(
            brand for brand in brands
            if not any((f"{name}_per_1000_followers", brand) in medians for name in COUNTS)
        ),
        differences=_differences(headline, client, enough, medians, rows),
    )  # fmt: skip
    return comparison, rows, ranks


def _headline(brands: list[str], medians: dict[tuple[str, str], Floats]) -> str:
    # Per follower where most can be compared so; then the widest count that they all publish.
    for unit in ("per_1000_followers", "per_post"):
        named = [b for b in brands if any((f"{n}_{unit}", b) in medians for n in COUNTS)]
        if len(named) < min(2, len(brands)):
            continue
        for name in COUNTS:
            if all((f"{name}_{unit}", brand) in medians for brand in named):
                return f"{name}_{unit}"
    return "posts_per_week"


def _shares(
    platform: str,
    window: tuple[pd.Timestamp, pd.Timestamp],
    headline: str,
    sums: dict[str, dict[str, Floats]],
    draws: dict[str, Floats],
    sizes: dict[str, int],
) -> list[dict[str, object]]:
    name = headline.removesuffix("_per_1000_followers").removesuffix("_per_post")
    weekly = sums.get(name, {})
    total = sum(values.sum() for values in weekly.values())
    if len(weekly) < 2 or not total:
        return []
    drawn = {brand: draws[brand] @ values for brand, values in weekly.items()}
    whole = np.sum(list(drawn.values()), axis=0)
    rows: list[dict[str, object]] = []
    for brand, values in weekly.items():
        low, high = interval(drawn[brand] / np.where(whole > 0, whole, np.nan))
        rows.append(
            {
                "brand": brand,
                "platform": platform,
                "metric": f"share_of_{name}",
                "value": float(values.sum() / total),
                "low": low,
                "high": high,
                "n_posts": sizes[brand],
                "start": window[0].date(),
                "end": window[1].date(),
            }
        )
    return rows


def _ranks(
    platform: str,
    metric: str,
    brands: list[str],
    enough: list[str],
    medians: dict[tuple[str, str], Floats],
    rows: list[dict[str, object]],
) -> list[dict[str, object]]:
    ranked = [brand for brand in enough if (metric, brand) in medians]
    ranked = ranked if len(ranked) > 1 else []
    if not any((metric, brand) in medians for brand in brands):
        return []
    values = {row["brand"]: float(str(row["value"])) for row in rows if row["metric"] == metric}
    result: list[dict[str, object]] = []
    if ranked:
        drawn = rank_draws(np.column_stack([medians[metric, brand] for brand in ranked]))
        lows = np.quantile(drawn, 0.025, axis=0, method="inverted_cdf")
        highs = np.quantile(drawn, 0.975, axis=0, method="inverted_cdf")
        for brand, low, high in zip(ranked, lows, highs, strict=True):
            rank = 1 + sum(values[other] > values[brand] for other in ranked)
            result.append(
                {"platform": platform, "metric": metric, "brand": brand, "rank": rank,
                 "rank_low": int(low), "rank_high": int(high), "verdict": "ranked"}
            )  # fmt: skip
    for brand in brands:
        if brand in ranked:
            continue
        counted = (metric, brand) in medians
        verdict = (
            "too few to rank" if brand not in enough
            else "nobody to rank with" if counted
            else "not counted"
        )  # fmt: skip
        result.append(
            {"platform": platform, "metric": metric, "brand": brand, "rank": None,
             "rank_low": None, "rank_high": None, "verdict": verdict}
        )  # fmt: skip
    return result


def _differences(
    metric: str,
    client: str,
    enough: list[str],
    medians: dict[tuple[str, str], Floats],
    rows: list[dict[str, object]],
) -> tuple[Difference, ...]:
    if client not in enough or (metric, client) not in medians:
        return ()
    values = {row["brand"]: float(str(row["value"])) for row in rows if row["metric"] == metric}
    return tuple(
        Difference(
            brand,
            values[brand] - values[client],
            *interval(medians[metric, brand] - medians[metric, client]),
        )
        for brand in enough
        if brand != client and (metric, brand) in medians
    )


def _own_results(
    platform: str,
    posts: pd.DataFrame,
    window: tuple[pd.Timestamp, pd.Timestamp],
    client: str,
) -> list[dict[str, object]]:
    start, end = window
    rows: list[dict[str, object]] = []
    n_weeks = int((end - start).days // 7 + 1)
    week = ((posts["day"] - start).dt.days // 7).to_numpy(np.int64)
    drawn = draw_weeks(n_weeks, platform, client)
    base = {"brand": client, "platform": platform, "start": start.date(), "end": end.date()}
    for column in ("reach", "impressions", "clicks"):
        values = posts[column].to_numpy(dtype=float, na_value=np.nan)
        known = ~np.isnan(values)
        if not known.any():
            continue
        low, high = interval(weighted_medians(values[known], week[known], drawn))
        rows.append(base | {"metric": f"{column}_per_post", "value": float(np.median(values[known])),
                            "low": low, "high": high, "n_posts": int(known.sum())})  # fmt: skip
    for seen in ("reach", "impressions"):
        both = posts["clicks"].notna() & posts[seen].notna()
        total = float(posts.loc[both, seen].sum())
        if not total:
            continue
        clicks = np.bincount(week[both], posts.loc[both, "clicks"].to_numpy(float), n_weeks)
        views = np.bincount(week[both], posts.loc[both, seen].to_numpy(float), n_weeks)
        below = drawn @ views
        low, high = interval(drawn @ clicks / np.where(below > 0, below, np.nan))
        rows.append(base | {"metric": f"clicks_per_{seen}", "value": float(clicks.sum() / total),
                            "low": low, "high": high, "n_posts": int(both.sum())})  # fmt: skip
        break
    return rows


def _coverage(posts: pd.DataFrame) -> pd.DataFrame:
    if posts.empty:
        names = ["brand", "platform", "posts", "first", "last", "in_window", "replies", "boosted"]
        return pd.DataFrame(columns=names)
    flags = posts.assign(
        is_reply=posts["reply"].fillna(value=False).astype(bool),
        is_boosted=posts["boosted"].fillna(value=False).astype(bool),
    )
    found = flags.groupby(["brand", "platform"], sort=True).agg(
        posts=("day", "size"),
        first=("day", "min"),
        last=("day", "max"),
        replies=("is_reply", "sum"),
        boosted=("is_boosted", "sum"),
    )
    found = found.reset_index()
    found.insert(5, "in_window", 0)
    return found.assign(first=found["first"].dt.date, last=found["last"].dt.date)
