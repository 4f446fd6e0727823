"""What the benchmark's figures say in one line, no stronger than their intervals allow."""

from __future__ import annotations

from toolkit.analysis.benchmark_result import Benchmark
from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES


def response_title(benchmark: Benchmark, language: Language) -> str:
    """Say which place the client has on each platform, with the range that the posts allow."""
    places = []
    for one in benchmark.platforms:
        ranks = benchmark.ranks[
            benchmark.ranks["platform"].eq(one.platform)
            & benchmark.ranks["metric"].eq(one.headline)
            & benchmark.ranks["verdict"].eq("ranked")
        ]
        own = ranks[ranks["brand"].eq(benchmark.client)]
        if own.empty:
            continue
        low, high = int(own["rank_low"].iloc[0]), int(own["rank_high"].iloc[0])
        message = "place {low} of {n} on {platform}"
        if low < high:
            message = "place {low} to {high} of {n} on {platform}"
        platform = PLATFORM_NAMES[one.platform]
        places.append(language.text(message, low=low, high=high, n=len(ranks), platform=platform))
    if not places:
        return language.text("What the middle post draws")
    title = language.listing(places)
    return title[:1].upper() + title[1:]


def rhythm_title(benchmark: Benchmark, language: Language) -> str:
    """Say where the client posts most, and how often."""
    own = benchmark.metrics[
        benchmark.metrics["brand"].eq(benchmark.client)
        & benchmark.metrics["metric"].eq("posts_per_week")
    ]
    if own.empty:
        return language.text("How often there is a post")
    top = own.sort_values("value").iloc[-1]
    platform = PLATFORM_NAMES[str(top["platform"])]
    value = language.number(top["value"], 1)
    message = "You post {value} times a week on {platform}"
    if len(own) > 1:
        message = "Of your channels you post most on {platform}: {value} times a week"
    return language.text(message, platform=platform, value=value)


def share_title(benchmark: Benchmark, language: Language) -> str:
    """Say where the client gets the largest share of all interactions."""
    own = benchmark.metrics[
        benchmark.metrics["brand"].eq(benchmark.client)
        & benchmark.metrics["metric"].str.startswith("share_of_")
    ]
    if own.empty:
        return language.text("Who gets the attention")
    top = own.sort_values("value").iloc[-1]
    return language.text(
        "{share} of all interactions on {platform} are with you",
        share=language.share(top["value"]),
        platform=PLATFORM_NAMES[str(top["platform"])],
    )
