"""The canonical frames of channel data: posts, follower counts, totals of a period, insights.

Readers give these and nothing else. A value that an export does not have is missing (``<NA>``),
never zero. Text columns are pandas strings, counts are nullable integers, times carry UTC.
"""

from __future__ import annotations

import pandas as pd

POSTS: dict[str, str] = {
    "account": "string",  # the platform's id or handle of the poster; missing if the file has none
    "brand": "string",  # the name that the file gives; missing if the file has none
    "platform": "string",  # one of toolkit.model.client.Platform
    "post_id": "string",  # the platform's id as text; missing if the file has none
    "published": "datetime64[us, UTC]",  # moment of publication; midnight where only a day is known
    "day": "datetime64[us]",  # the day in the client's time zone, without zone
    "kind": "string",  # photo, video, link, text, carousel, story or other
    "text": "string",
    "url": "string",
    "reply": "boolean",  # an answer to somebody, not a post of its own
    "boosted": "boolean",  # paid reach is in the figures
    "reactions": "Int64",  # likes and other reactions
    "comments": "Int64",
    "shares": "Int64",  # shares, reposts, retweets
    "interactions": "Int64",  # a total that the file's maker computed; missing if it has none
    "engagements": "Int64",  # what the platform itself counts as such, clicks of all kinds included
    "saves": "Int64",
    "clicks": "Int64",
    "reach": "Int64",
    "impressions": "Int64",  # impressions, or views where the platform counts those instead
    "followers": "Int64",  # followers of the account on that day, if the file says so
    "file": "string",  # path relative to the client folder
    "row": "Int64",  # row as a spreadsheet shows it: 1 is the file's first line
}

FOLLOWERS: dict[str, str] = {
    "account": "string",
    "brand": "string",
    "platform": "string",
    "day": "datetime64[us]",
    "followers": "Int64",  # all followers on that day; missing if the file gives new ones only
    "gained": "Int64",  # followers won (net) on that day; missing if the file gives totals only
    "file": "string",
    "row": "Int64",
}

TOTALS: dict[str, str] = {
    "account": "string",
    "brand": "string",
    "platform": "string",
    "start": "datetime64[us]",
    "end": "datetime64[us]",  # last day, included
    "posts": "Int64",
    "interactions": "Int64",
    "followers": "Int64",  # at the end of the period
    "gained": "Int64",
    "file": "string",
    "row": "Int64",
}

# What an owner sees of an account beyond its posts: a figure of a day or a period, of the whole or
# of a part of it (a country, a source of visits). One row a figure, so that no format needs columns
# of its own.
INSIGHTS: dict[str, str] = {
    "account": "string",
    "brand": "string",
    "platform": "string",
    "start": "datetime64[us]",
    "end": "datetime64[us]",  # last day, included; the same as start for the figure of one day
    "metric": "string",  # one of toolkit.model.insight.METRIC_UNITS
    "dimension": "string",  # one of toolkit.model.insight.DIMENSIONS; missing for the whole account
    "member": "string",  # which country, source, page; missing for the whole account
    "value": "Float64",  # in the metric's unit; shares as fractions
    "file": "string",
    "row": "Int64",
}

FRAMES: dict[str, dict[str, str]] = {
    "posts": POSTS,
    "followers": FOLLOWERS,
    "totals": TOTALS,
    "insights": INSIGHTS,
}


def conform(frame: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    """Give `frame` exactly the canonical `columns`, in order and type; absent ones are missing."""
    data = {
        # The stubs know the names of types only where they are written out.
        name: frame[name].astype(kind)  # type: ignore[call-overload]
        if name in frame
        else pd.Series(pd.NA, frame.index, kind)
        for name, kind in columns.items()
    }
    return pd.DataFrame(data).reset_index(drop=True)


def stack(frames: list[pd.DataFrame], columns: dict[str, str]) -> pd.DataFrame:
    """Put canonical frames below each other; no frames give an empty canonical frame."""
    if not frames:
        return conform(pd.DataFrame(), columns)
    return conform(pd.concat(frames, ignore_index=True), columns)
