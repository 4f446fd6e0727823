"""The metrics of a benchmark: a name that says what is counted and by what it is divided."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.language import mark

RATE_NAMES: dict[str, str] = {
    "er_followers_median": mark("Interactions per follower, middle post (Rival IQ)"),
    "er_followers_mean": mark("Interactions per follower, average post (Hootsuite)"),
    "er_reach_mean": mark("Interactions per person reached, average post (Hootsuite)"),
    "er_impressions_mean": mark("Interactions per impression, average post (Hootsuite)"),
    "er_followers_day": mark("Interactions per follower a day (Hootsuite)"),
    "er_followers_mean_socialinsider": mark(
        "Engagement per follower, average post (Socialinsider)"
    ),
    "er_views_mean_socialinsider": mark("Engagement per view, average post (Socialinsider)"),
    "er_impressions_x": mark("Engagements per impression, all posts together (X)"),
    "er_impressions_linkedin": mark("Engagement per impression, all posts together (LinkedIn)"),
    "er_followers_sums": mark("Interactions per follower, all posts together"),
    "er_reach_median": mark("Interactions per person reached, middle post"),
    "er_reach_sums": mark("Interactions per person reached, all posts together"),
    "er_impressions_median": mark("Interactions per impression, middle post"),
    "er_impressions_sums": mark("Interactions per impression, all posts together"),
}

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
    "shares_per_reach": mark("Shares per person reached"),
    "shares_per_impressions": mark("Shares per impression"),
    "reactions_per_post_mean": mark("Applause: reactions per post, on average"),
    "comments_per_post_mean": mark("Conversation: comments per post, on average"),
    "shares_per_post_mean": mark("Amplification: shares per post, on average"),
    "reactions_per_1000_followers_mean": mark(
        "Applause: reactions per 1,000 followers, on average"
    ),
    "comments_per_1000_followers_mean": mark(
        "Conversation: comments per 1,000 followers, on average"
    ),
    "shares_per_1000_followers_mean": mark("Amplification: shares per 1,000 followers, on average"),
    "share_of_weeks_with_post": mark("Share of weeks with a post"),
    "gap_variation": mark("Variation of the gaps between posts"),
    "longest_silence_days": mark("Longest silence, in days"),
    "silences_over_14_days": mark("Silences of more than 14 days"),
    "follower_growth": mark("Growth of followers"),
    "follower_growth_per_month": mark("Growth of followers per month"),
    "share_of_voice": mark("Share of voice"),
    "response_hours_median": mark("Hours until an answer"),
    "share_answered": mark("Share of messages answered"),
    "share_of_posts": mark("Share of posts"),
    "relative_interactions": mark("Interactions against the own level"),
    **RATE_NAMES,
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
        ("share_", "er_", "follower_growth", "posts_with_")
    ) or metric.endswith(("_per_reach", "_per_impressions"))


def share_metric(headline: str) -> str:
    """Name the share that belongs to a headline: of interactions, or of what it counts."""
    return "share_of_" + headline.removesuffix("_per_1000_followers").removesuffix("_per_post")
