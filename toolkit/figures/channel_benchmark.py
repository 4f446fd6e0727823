"""The benchmark's figures: what a post draws, how often there is one, who gets the attention."""

from __future__ import annotations

import math
from collections import Counter

import pandas as pd

from toolkit import bundle
from toolkit.analysis.benchmark_result import Benchmark, PlatformComparison
from toolkit.exhibit import Exhibit
from toolkit.figures.drawing import exhibit_figure
from toolkit.figures.intervals import Panel, Row, draw_panels
from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.metric import METRIC_NAMES, decimals, is_share
from toolkit.tidy import tabulate


def response_figure(benchmark: Benchmark, language: Language, title: str) -> Exhibit | None:
    """Show what the middle post of each brand draws, one panel a platform."""
    compared = [one for one in benchmark.platforms if len(one.brands) > 1] or benchmark.platforms
    metrics = {one.platform: one.headline for one in compared}
    return _figure(benchmark, language, title, "response", metrics)


def rhythm_figure(benchmark: Benchmark, language: Language, title: str) -> Exhibit | None:
    """Show how many posts a week each brand has."""
    metrics = {one.platform: "posts_per_week" for one in benchmark.platforms}
    return _figure(benchmark, language, title, "rhythm", metrics)


def share_figure(benchmark: Benchmark, language: Language, title: str) -> Exhibit | None:
    """Show each brand's share of all interactions with the brands that are compared."""
    shares = benchmark.metrics[benchmark.metrics["metric"].str.startswith("share_of_")]
    metrics = dict(zip(shares["platform"], shares["metric"], strict=True))
    return _figure(benchmark, language, title, "share", metrics)


def _figure(
    benchmark: Benchmark, language: Language, title: str, name: str, metrics: dict[str, str]
) -> Exhibit | None:
    metrics = {
        one.platform: metrics[one.platform]
        for one in benchmark.platforms
        if one.platform in metrics and _has_values(one, metrics[one.platform], benchmark)
    }
    if not metrics:
        return None
    main = Counter(metrics.values()).most_common(1)[0][0]
    rows = pd.concat(
        [
            benchmark.metrics[
                benchmark.metrics["platform"].eq(platform) & benchmark.metrics["metric"].eq(metric)
            ].sort_values("value", ascending=False)
            for platform, metric in metrics.items()
        ]
    )
    places = decimals(main, rows["value"])
    panels = [
        _panel(one, metrics[one.platform], main, rows, benchmark, language)
        for one in benchmark.platforms
        if one.platform in metrics
    ]
    how = language.text("the middle post, with 95% interval")
    what = language.text(METRIC_NAMES[main])
    figure = bundle.Figure(
        name=f"channel-benchmark-{name}",
        kind="intervals",
        title=title,
        measure=f"{what}, {how}" if "_per_" in main and main != "posts_per_week"
        else f"{what}, {language.text('with 95% interval')}",
        alt=_alternative(rows, language, main),
        data=_data(rows, language, name, title, places, benchmark.client),
        n=_base(rows, language),
        source=language.text("own exports and public counts"),
        folded=name == "rhythm",
    )  # fmt: skip
    return exhibit_figure(figure, draw_panels(panels, lambda value: _tick(value, main, language)))


def _panel(
    one: PlatformComparison,
    metric: str,
    main: str,
    rows: pd.DataFrame,
    benchmark: Benchmark,
    language: Language,
) -> Panel:
    here = rows[rows["platform"].eq(one.platform)]
    places = decimals(metric, here["value"])
    shown = []
    for row in here.to_dict("records"):
        own = row["brand"] == benchmark.client
        few = row["brand"] in one.few and metric != "posts_per_week" and not is_share(metric)
        shown.append(
            Row(row["brand"], remark=_few(one, row["brand"], benchmark, language), own=own)
            if few
            else Row(
                row["brand"],
                row["value"],
                None if math.isnan(row["low"]) else row["low"],
                None if math.isnan(row["high"]) else row["high"],
                text=_write(row["value"], metric, places, language),
                own=own,
            )
        )
    shown.sort(key=lambda row: row.value is None)
    missing = [brand for brand in one.brands if brand not in set(here["brand"])]
    shown += [
        Row(
            brand,
            remark=_few(one, brand, benchmark, language)
            if brand in one.few
            else language.text("not counted"),
            own=brand == benchmark.client,
        )
        for brand in missing
    ]
    title = PLATFORM_NAMES[one.platform]
    if metric != main:
        title += f" ({language.text(METRIC_NAMES[metric]).lower()})"
    return Panel(title, tuple(shown))


def _has_values(one: PlatformComparison, metric: str, benchmark: Benchmark) -> bool:
    return any(
        benchmark.value(brand, one.platform, metric) is not None
        for brand in one.brands
        if brand not in one.few
    )


def _few(one: PlatformComparison, brand: str, benchmark: Benchmark, language: Language) -> str:
    posts = benchmark.posts_compared(brand, one.platform)
    return language.text("too few posts to rank ({posts})", posts=language.number(posts))


def _write(value: float, metric: str, places: int, language: Language) -> str:
    return language.share(value) if is_share(metric) else language.number(value, places)


def _tick(value: float, metric: str, language: Language) -> str:
    if is_share(metric):
        return language.share(value)
    return language.number(value, 0 if value == int(value) else 1 if value * 10 % 1 == 0 else 2)


def _alternative(rows: pd.DataFrame, language: Language, main: str) -> str:
    parts = []
    for platform, here in rows.groupby("platform", sort=False):
        values = language.listing(
            f"{row['brand']} {_write(row['value'], str(row['metric']), 2, language)}"
            for row in here.to_dict("records")
        )
        parts.append(f"{PLATFORM_NAMES[str(platform)]}: {values}.")
    return f"{language.text(METRIC_NAMES[main])}. " + " ".join(parts)


def _base(rows: pd.DataFrame, language: Language) -> str:
    posts = int(rows["n_posts"].sum())
    first, last = language.month(rows["start"].min()), language.month(rows["end"].max())
    months = first if first == last else language.text("{start} to {end}", start=first, end=last)
    return language.plural("{n} post", "{n} posts", posts) + ", " + months


def _data(
    rows: pd.DataFrame, language: Language, name: str, title: str, places: int, client: str
) -> bundle.Table:
    unit: bundle.Unit = "share" if is_share(str(rows["metric"].iloc[0])) else "number"
    places = 0 if unit == "share" else places
    columns = (
        bundle.Column(name="brand", label=language.text("Brand")),
        bundle.Column(name="platform", label=language.text("Channel")),
        bundle.Column(name="metric", label=language.text("Measure")),
        bundle.Column(name="value", label=language.text("Value"), unit=unit, decimals=places),
        bundle.Column(name="low", label=language.text("Low"), unit=unit, decimals=places),
        bundle.Column(name="high", label=language.text("High"), unit=unit, decimals=places),
        bundle.Column(name="n_posts", label=language.text("Posts"), unit="count"),
    )
    return tabulate(
        rows,
        columns,
        name=f"figure_{name}",
        title=title,
        shown=("brand", "platform", "value", "low", "high", "n_posts"),
        own={"brand": client},
        published=False,
    )
