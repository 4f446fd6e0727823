"""The metric dictionary: what each metric is, in words, by what it is divided, and whose it is.

A metric's name carries its denominator; this says the rest, for the method section and for whoever
opens a table in a spreadsheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from toolkit.language import mark
from toolkit.model.engagement_rate import RATES
from toolkit.model.metric import METRIC_NAMES

MetricUnit = Literal["count", "share", "number", "days", "hours", "factor"]

UNIT_NAMES: dict[str, str] = {
    "count": mark("count"),
    "share": mark("fraction"),
    "number": mark("number"),
    "days": mark("days"),
    "hours": mark("hours"),
    "factor": mark("factor"),
}


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric: its ``formula`` in words (a message), what divides it, its unit and its source.

    ``source`` is empty where the formula is common knowledge, or our own rule.
    """

    name: str
    formula: str
    denominator: str
    unit: MetricUnit
    source: str = ""

    @property
    def title(self) -> str:
        """What it is called (a message)."""
        return METRIC_NAMES[self.name]


_KAUSHIK = "True Social Metrics, truesocialmetrics.com/university/metric-introduction"
_RIVAL_IQ = "Rival IQ, Social Media Industry Benchmark Report 2019 (median post)"

NO_DENOMINATOR = mark("none")
PER = {
    "per_1000_followers": mark("followers of the account on the day of the post, in thousands"),
    "per_post": mark("posts"),
    "weeks": mark("weeks of the window"),
    "everyone": mark("the same of all brands compared"),
    "reach": mark("people reached"),
    "impressions": mark("impressions, or views"),
    "followers": mark("followers of the account on the day of the post"),
    "days": mark("followers, and days of the window"),
    "start": mark("followers at the start"),
    "gaps": mark("the mean gap"),
    "messages": mark("messages that asked for an answer"),
    "mentions": mark("mentions of all brands"),
    "own": mark("the brand’s own level on the platform"),
}

_COUNTED = {
    "interactions": mark("Reactions, comments and shares of a post together; the middle post"),
    "reactions_comments": mark("Reactions and comments of a post together; the middle post"),
    "reactions": mark("Reactions to a post, likes among them; the middle post"),
}
_WITH_ANY = {
    "interactions": mark("Interactions of a post, of those that have any; the middle post"),
    "reactions_comments": mark(
        "Reactions and comments of a post, of those that have any; the middle post"
    ),
    "reactions": mark("Reactions to a post, of those that have any; the middle post"),
}
_SHARED = {
    "interactions": mark("A brand’s interactions, as a part of those of all brands compared"),
    "reactions_comments": mark(
        "A brand’s reactions and comments, as a part of those of all brands compared"
    ),
    "reactions": mark("A brand’s reactions, as a part of those of all brands compared"),
}
_KINDS = {
    "reactions": mark("All reactions, divided by all posts"),
    "comments": mark("All comments, divided by all posts"),
    "shares": mark("All shares, divided by all posts"),
}
_KINDS_PER_FOLLOWER = {
    "reactions": mark("Reactions to a post per 1,000 followers; the mean over posts"),
    "comments": mark("Comments on a post per 1,000 followers; the mean over posts"),
    "shares": mark("Shares of a post per 1,000 followers; the mean over posts"),
}
_SEEN = {
    "reach": mark("People that a post reached; the middle post"),
    "impressions": mark("Times that a post was shown; the middle post"),
    "clicks": mark("Clicks on a post; the middle post"),
}
_AGGREGATED = {
    "median": mark("What is counted of a post ÷ denominator, post by post; their median"),
    "mean": mark("What is counted of a post ÷ denominator, post by post; their mean"),
    "ratio of sums": mark("What is counted of all posts ÷ the sum of the denominators"),
    "per day": mark("What is counted of all posts ÷ (days × followers)"),
}


def _list_metrics() -> list[Metric]:
    followers, posts = PER["per_1000_followers"], PER["per_post"]
    found = []
    for name, words in _COUNTED.items():
        found.append(Metric(f"{name}_per_1000_followers", words, followers, "number", _RIVAL_IQ))
        found.append(Metric(f"{name}_per_post", words, posts, "number"))
        found.append(Metric(f"share_of_{name}", _SHARED[name], PER["everyone"], "share"))
        hit = mark("Posts of which it is counted more than nothing")
        found.append(Metric(f"posts_with_{name}", hit, posts, "share"))
        found.append(Metric(f"{name}_per_post_with_any", _WITH_ANY[name], posts, "number"))
    for name, words in _KINDS.items():
        found.append(Metric(f"{name}_per_post_mean", words, posts, "number", _KAUSHIK))
        relative = _KINDS_PER_FOLLOWER[name]
        found.append(
            Metric(f"{name}_per_1000_followers_mean", relative, followers, "number", _KAUSHIK)
        )
    found += [Metric(f"{name}_per_post", words, posts, "number") for name, words in _SEEN.items()]
    for seen in ("reach", "impressions"):
        clicks = mark("Click-through: all clicks ÷ the sum of what they are divided by")
        shares = mark("Virality: all shares ÷ the sum of what they are divided by")
        found.append(Metric(f"clicks_per_{seen}", clicks, PER[seen], "share"))
        found.append(Metric(f"shares_per_{seen}", shares, PER[seen], "share"))
    for rate in RATES.values():
        below = PER["days"] if rate.aggregation == "per day" else PER[rate.denominator]
        found.append(Metric(rate.name, _AGGREGATED[rate.aggregation], below, "share", rate.source))
    return found


METRICS: dict[str, Metric] = {
    one.name: one
    for one in (
        *_list_metrics(),
        Metric(
            "posts_per_week", mark("Posts in the window, replies left out"), PER["weeks"], "number"
        ),
        Metric(
            "share_of_weeks_with_post", mark("Weeks with at least one post"), PER["weeks"], "share"
        ),
        Metric(
            "gap_variation",
            mark(
                "Standard deviation of the days between days with a post, divided by their mean: 0 "
                "is clockwork, about 1 chance, above 1 bursts and silences"
            ),
            PER["gaps"], "number", "Goh and Barabási (2008), EPL 81, 48002",
        ),
        Metric(
            "longest_silence_days", mark("Most days in a row without a post"), NO_DENOMINATOR,
            "days",
        ),
        Metric(
            "silences_over_14_days", mark("How often there was no post for more than 14 days"),
            NO_DENOMINATOR, "count",
        ),
        Metric(
            "follower_growth", mark("Followers at the end minus those at the start"), PER["start"],
            "share",
        ),
        Metric(
            "follower_growth_per_month",
            mark("The growth of a month that, month after month, gives the growth of the window"),
            PER["start"], "share",
        ),
        Metric("share_of_voice", mark("Mentions of a brand"), PER["mentions"], "share"),
        Metric(
            "response_hours_median",
            mark(
                "Hours from a message to its answer, the middle message; one without an answer "
                "counts as longer than any other"
            ),
            PER["messages"], "hours",
        ),
        Metric("share_answered", mark("Messages that got an answer"), PER["messages"], "share"),
        Metric("share_of_posts", mark("Posts of one sort"), PER["per_post"], "share"),
        Metric(
            "relative_interactions",
            mark(
                "Mean of log(1 + interactions) in a part of the week minus that of all posts, "
                "shrunk, as a factor"
            ),
            PER["own"], "factor", "Rubin (1981), J. Educ. Stat. 6, 377-401",
        ),
    )
}  # fmt: skip
