"""What the figures of an account are called, whatever its platform's export calls them."""

from __future__ import annotations

from typing import Literal

from toolkit.language import mark

Unit = Literal["count", "share", "seconds", "hours", "money"]

# A rate is kept as printed; whoever needs one over weeks computes it anew from its parts.
METRIC_UNITS: dict[str, Unit] = {
    "reach": "count",  # people, or accounts
    "impressions": "count",  # times shown; views where the platform counts those instead
    "video_views": "count",
    "profile_views": "count",  # visits of the profile or page
    "visitors": "count",  # people who visited the page or site
    "interactions": "count",  # a total that the platform computed
    "reactions": "count",
    "comments": "count",
    "shares": "count",
    "saves": "count",
    "clicks": "count",
    "engagement_rate": "share",
    "posts": "count",
    "followers": "count",
    "active_followers": "count",  # of them, those who were there at some hour
    "follows": "count",  # new ones, without those lost
    "unfollows": "count",
    "share_of_followers": "share",
    "watch_time": "hours",
    "watch_time_per_view": "seconds",
    "users": "count",  # of a website: those who did something there
    "total_users": "count",
    "new_users": "count",
    "sessions": "count",
    "engaged_sessions": "count",
    "engagement_time": "seconds",  # on average
    "events": "count",
    "key_events": "count",  # conversions
    "revenue": "money",
}

# What people call them, as they stand in a sentence.
INSIGHT_NAMES: dict[str, str] = {
    "reach": mark("reach"),
    "impressions": mark("impressions"),
    "video_views": mark("video views"),
    "profile_views": mark("profile visits"),
    "visitors": mark("visitors"),
    "interactions": mark("interactions"),
    "reactions": mark("reactions"),
    "comments": mark("comments"),
    "shares": mark("shares"),
    "saves": mark("saves"),
    "clicks": mark("clicks"),
    "engagement_rate": mark("engagement rate of the platform"),
    "posts": mark("posts"),
    "followers": mark("followers"),
    "active_followers": mark("followers who were there"),
    "follows": mark("new followers"),
    "unfollows": mark("followers lost"),
    "share_of_followers": mark("share of followers"),
    "watch_time": mark("hours watched"),
    "watch_time_per_view": mark("seconds watched per view"),
    "users": mark("users of the website"),
    "total_users": mark("all users of the website"),
    "new_users": mark("new users of the website"),
    "sessions": mark("sessions"),
    "engaged_sessions": mark("engaged sessions"),
    "engagement_time": mark("seconds of attention"),
    "events": mark("events"),
    "key_events": mark("conversions"),
    "revenue": mark("revenue"),
}

DIMENSIONS: dict[str, str] = {
    "age": mark("Age"),
    "gender": mark("Gender"),
    "age and gender": mark("Age and gender"),
    "country": mark("Country"),
    "city": mark("Place"),
    "language": mark("Language"),
    "job function": mark("Job function"),
    "seniority": mark("Seniority"),
    "industry": mark("Industry"),
    "company size": mark("Company size"),
    "source": mark("Where visits come from"),
    "page": mark("Page"),
    "event": mark("Event"),
    "device": mark("Device"),
    "video": mark("Video"),
    "hour": mark("Hour of the day"),
    "distribution": mark("Organic or paid"),
    "other": mark("Other"),
}
