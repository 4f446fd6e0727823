"""The families of engagement rate: who publishes which, what it counts, and by what it divides.

Publishers call different figures by one name. A definition is a numerator (what is counted of a
post), a denominator and a way to make one figure of many posts; each carries its publisher and the
page that says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from toolkit.language import mark

Denominator = Literal["followers", "reach", "impressions"]
Aggregation = Literal["median", "mean", "ratio of sums", "per day"]

INTERACTIONS = ("reactions", "comments", "shares")

DENOMINATOR_NAMES: dict[str, str] = {
    "followers": mark("followers"),
    "reach": mark("reach"),
    "impressions": mark("impressions"),
}
AGGREGATION_NAMES: dict[str, str] = {
    "median": mark("middle post"),
    "mean": mark("average post"),
    "ratio of sums": mark("all posts together"),
    "per day": mark("a day"),
}
COUNT_NAMES: dict[str, str] = {
    "reactions": mark("reactions"),
    "comments": mark("comments"),
    "shares": mark("shares"),
    "saves": mark("saves"),
    "clicks": mark("clicks"),
    "engagements": mark("engagements as the platform counts them"),
    **DENOMINATOR_NAMES,
}

_RIVAL = "Rival IQ, Social Media Industry Benchmark Report 2019, methodology"
_HOOTSUITE = "Hootsuite, blog.hootsuite.com/calculate-engagement-rate (2024)"
_SOCIALINSIDER = "Socialinsider, The Socialinsider Guide to Engagement & Engagement Rates"
_LINKEDIN = "LinkedIn page analytics; help.dashthis.com/linkedin-pages-metrics-and-dimensions"
_X = "X, post analytics: engagements / impressions; developer.x.com, derived metrics"


@dataclass(frozen=True, slots=True)
class RateDefinition:
    """One way to compute an engagement rate.

    ``counts`` are the columns of a post that are added up, ``counts_on`` others for some platforms;
    ``platforms`` limits it to some, by default all; ``publisher`` is empty where nobody in
    particular publishes it.
    """

    name: str
    publisher: str
    denominator: Denominator
    aggregation: Aggregation
    source: str
    counts: tuple[str, ...] = INTERACTIONS
    counts_on: dict[str, tuple[str, ...]] = field(default_factory=dict)
    platforms: tuple[str, ...] = ()

    def counted(self, platform: str) -> tuple[str, ...]:
        """Name the columns that are added up for a post on `platform`."""
        return self.counts_on.get(platform, self.counts)


RATES: dict[str, RateDefinition] = {
    one.name: one
    for one in (
        # Shares cannot be seen by others on Instagram, nor on YouTube.
        RateDefinition(
            "er_followers_median", "Rival IQ", "followers", "median", _RIVAL,
            counts_on=dict.fromkeys(("instagram", "youtube"), ("reactions", "comments")),
        ),
        RateDefinition("er_followers_mean", "Hootsuite", "followers", "mean", _HOOTSUITE),
        RateDefinition("er_reach_mean", "Hootsuite", "reach", "mean", _HOOTSUITE),
        RateDefinition("er_impressions_mean", "Hootsuite", "impressions", "mean", _HOOTSUITE),
        RateDefinition("er_followers_day", "Hootsuite", "followers", "per day", _HOOTSUITE),
        RateDefinition(
            "er_followers_mean_socialinsider", "Socialinsider", "followers", "mean", _SOCIALINSIDER,
            counts_on={
                "instagram": ("reactions", "comments"),
                "youtube": ("reactions", "comments"),
                "linkedin": ("reactions", "comments", "shares", "clicks"),
                "tiktok": ("reactions", "comments", "shares", "saves"),
            },
        ),
        RateDefinition(
            "er_views_mean_socialinsider", "Socialinsider", "impressions", "mean", _SOCIALINSIDER,
            counts_on={
                "youtube": ("reactions", "comments"),
                "tiktok": ("reactions", "comments", "shares", "saves"),
            },
            platforms=("tiktok", "youtube"),
        ),
        RateDefinition(
            "er_impressions_x", "X", "impressions", "ratio of sums", _X,
            counts=("engagements",), platforms=("x",),
        ),
        RateDefinition(
            "er_impressions_linkedin", "LinkedIn", "impressions", "ratio of sums", _LINKEDIN,
            counts=("reactions", "comments", "shares", "clicks"), platforms=("linkedin",),
        ),
        RateDefinition("er_followers_sums", "", "followers", "ratio of sums", ""),
        RateDefinition("er_reach_median", "", "reach", "median", ""),
        RateDefinition("er_reach_sums", "", "reach", "ratio of sums", ""),
        RateDefinition("er_impressions_median", "", "impressions", "median", ""),
        RateDefinition("er_impressions_sums", "", "impressions", "ratio of sums", ""),
    )
}  # fmt: skip
