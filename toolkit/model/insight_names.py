"""What people call the figures of an account."""

from __future__ import annotations

from toolkit.language import mark

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
    "follows": mark("new followers"),
    "unfollows": mark("followers lost"),
    "share_of_followers": mark("share of followers"),
    "watch_time": mark("hours watched"),
    "watch_time_per_view": mark("seconds watched per view"),
    "users": mark("users of the website"),
    "new_users": mark("new users of the website"),
    "sessions": mark("sessions"),
    "engaged_sessions": mark("engaged sessions"),
    "engagement_time": mark("seconds of attention"),
    "events": mark("events"),
    "key_events": mark("conversions"),
    "revenue": mark("revenue"),
}
