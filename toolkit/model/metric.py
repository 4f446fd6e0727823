"""The metrics of a benchmark: a name that says what is counted and by what it is divided."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.language import mark

METRIC_NAMES: dict[str, str] = {
    "interactions_per_1000_followers": mark("Interactions per 1,000 followers"),
    "reactions_comments_per_1000_followers": mark("Reactions and comments per 1,000 followers"),
    "reactions_per_1000_followers": mark("Reactions per 1,000 followers"),
    "interactions_per_post": mark("Interactions per post"),
    "reactions_comments_per_post": mark("Reactions and comments per post"),
    "reactions_per_post": mark("Reactions per post"),
    "posts_per_week": mark("Posts per week"),
    "share_of_interactions": mark("Share of interactions"),
    "share_of_reactions_comments": mark("Share of reactions and comments"),
    "share_of_reactions": mark("Share of reactions"),
    "posts_with_interactions": mark("Posts with any interaction"),
    "posts_with_reactions_comments": mark("Posts with any reaction or comment"),
    "posts_with_reactions": mark("Posts with any reaction"),
    "interactions_per_post_with_any": mark("Interactions per post that has any"),
    "reactions_comments_per_post_with_any": mark("Reactions and comments per post that has any"),
    "reactions_per_post_with_any": mark("Reactions per post that has any"),
    "reach_per_post": mark("Reach per post"),
    "impressions_per_post": mark("Impressions per post"),
    "clicks_per_post": mark("Clicks per post"),
    "clicks_per_reach": mark("Clicks per person reached"),
    "clicks_per_impressions": mark("Clicks per impression"),
}

VERDICTS: dict[str, str] = {
    "ranked": mark("ranked"),
    "too few to rank": mark("too few to rank"),
    "too few weeks": mark("too few weeks"),
    "nobody to rank with": mark("nobody to rank with"),
    "not counted": mark("not counted"),
}


def decimals(metric: str, values: Iterable[float]) -> int:
    """Say how many decimals values that are laid side by side want, so that the least is told."""
    if is_share(metric):
        return 1
    least = min((value for value in values if value > 0), default=1.0)
    return 0 if least >= 100 else 1 if least >= 1 else 2 if least >= 0.1 else 3


def is_share(metric: str) -> bool:
    """Say whether a metric is a fraction, to be written as a percentage."""
    return metric.startswith(
        ("share_of_", "posts_with_", "clicks_per_reach", "clicks_per_impressions")
    )


def share_metric(headline: str) -> str:
    """Name the share that belongs to a headline: of interactions, or of what it counts."""
    return "share_of_" + headline.removesuffix("_per_1000_followers").removesuffix("_per_post")
