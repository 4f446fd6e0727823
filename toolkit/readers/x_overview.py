"""X analytics, the export of the overview: one row a day, the whole account.

*Shares*, which counts addresses that were copied or sent on, is left out as in the export of
content; reposts are shares. *Engagements* is X's own total, which counts clicks too. Followers won
are new follows less those who left.
"""

from __future__ import annotations

from toolkit.model.posts import FOLLOWERS
from toolkit.readers.counts import NumberStyle, read_counts
from toolkit.readers.dates import place
from toolkit.readers.findings import Findings
from toolkit.readers.frame import conclude, make_frame
from toolkit.readers.insight_frame import Figures, check_days, make_insights
from toolkit.readers.reading import Reading, Settings
from toolkit.readers.table import Source, locate, read_located
from toolkit.readers.worded import read_days
from toolkit.readers.x_content import check_engagements

LOOKS_FOR = (
    "X analytics, overview by day: Date, Impressions, Engagements, New follows, Unfollows, "
    "Replies, Reposts, Profile visits"
)
REQUIRED = (
    "Date", "Impressions", "Engagements", "New follows", "Unfollows", "Replies", "Reposts",
    "Profile visits",
)  # fmt: skip
METRICS: dict[str, str] = {
    "Impressions": "impressions",
    "Engagements": "interactions",
    "Likes": "reactions",
    "Replies": "comments",
    "Reposts": "shares",
    "Bookmarks": "saves",
    "New follows": "follows",
    "Unfollows": "unfollows",
    "Profile visits": "profile_views",
    "Create Post": "posts",
    "Video views": "video_views",
}
STYLE = NumberStyle(thousands=",", missing=frozenset({"", "-"}))


def identify(source: Source) -> bool:
    """Say whether this is such an export."""
    return locate(source, *((name,) for name in REQUIRED)) is not None


def read(source: Source, settings: Settings) -> tuple[Reading, ...]:
    """Read the figures of each day, and the followers won.

    Raises
    ------
    InputError
        With all faults of the file.
    """
    findings = Findings(source.file)
    table = read_located(source, findings, *((name,) for name in REQUIRED))
    n = len(table.rows)
    date = table.column("Date")
    assert date is not None  # noqa: S101
    days = place(read_days(date, findings), "UTC", settings.time_zone).day
    check_days(date, days, findings)
    counts = {
        name: read_counts(table.column(name), STYLE, findings, n)
        for name in METRICS
        if table.column(name)
    }
    parts = [counts[name] for name in ("Likes", "Replies", "Reposts") if name in counts]
    check_engagements(table.numbers, counts["Engagements"], parts, findings)
    figures = [
        Figures(METRICS[name], values, table.numbers, days, days) for name, values in counts.items()
    ]
    findings.decide(
        "New follows, Unfollows", "followers won are their difference", "the file has no net figure"
    )
    followers = make_frame(
        FOLLOWERS,
        source.file,
        table.numbers,
        account=[settings.answers.account] * n,
        platform=["x"] * n,
        day=days,
        gained=[
            None if new is None or gone is None else new - gone
            for new, gone in zip(counts["New follows"], counts["Unfollows"], strict=True)
        ],
    )
    insights = make_insights(source.file, figures, platform="x", account=settings.answers.account)
    return conclude("x_overview", {"insights": insights, "followers": followers}, findings, table)
