"""Figures of videos by day beside those of their channel, also where they lie in separate files."""

from __future__ import annotations

import pandas as pd

from toolkit.errors import Fault, fill
from toolkit.readers.consistency.sums import EDITED
from toolkit.readers.findings import name_rows

# Reach is not among them: who watches two videos is one viewer.
# Nor are likes, which a day can take back.
ADDABLE = ("video_views", "impressions", "watch_time")
TRIFLE = 1.01
KEY = ["brand", "platform", "metric", "start", "end"]


def find_videos_above_channel(insights: pd.DataFrame) -> tuple[Fault, ...]:
    """Find days on which the videos of a channel have more views than the channel.

    Parameters
    ----------
    insights
        Canonical insights of all files, brands settled.

    Returns
    -------
    An error for each file of videos and metric. The channel may well have more: a chart shows only
    some of its videos.
    """
    counted = insights[insights["metric"].isin(ADDABLE)]
    whole = counted[counted["dimension"].isna()].groupby(KEY, dropna=False)["value"].max()
    videos = counted[counted["dimension"].eq("video")]
    if whole.empty or videos.empty:
        return ()
    days = (
        videos.groupby(["file", *KEY], dropna=False)
        .agg(parts=("value", "sum"), row=("row", "min"))
        .reset_index()
        .merge(whole.rename("whole").reset_index(), on=KEY)
    )
    odd = days[days["parts"] > days["whole"] * TRIFLE]
    faults = []
    for (file, metric), rows in odd.groupby(["file", "metric"], sort=True):
        first = rows.iloc[0]
        faults.append(
            Fault(
                "On a day the videos have more together than their channel.",
                str(file),
                int(first["row"]),
                column=str(metric),
                got=fill(
                    "{parts} on {start}; so on {n} days ({rows})",
                    parts=f"{first['parts']:.10g}",
                    start=f"{first['start']:%Y-%m-%d}",
                    n=len(rows),
                    rows=name_rows(int(row) for row in rows["row"]),
                ),
                expected=fill(
                    "at most {whole}, as in the totals of the channel",
                    whole=f"{first['whole']:.10g}",
                ),
                remedy=EDITED,
            )
        )
    return tuple(faults)


def find_other_periods(posts: pd.DataFrame, insights: pd.DataFrame) -> tuple[Fault, ...]:
    """Find tables of videos that have more views than the days of their channel in another file.

    The table does not say of which days it is, so this is a warning: the two may be exports of
    different periods.

    Parameters
    ----------
    posts, insights
        Canonical frames of all files, brands settled.
    """
    videos = posts[posts["platform"].eq("youtube") & posts["impressions"].notna()]
    days = insights[
        insights["platform"].eq("youtube")
        & insights["metric"].eq("video_views")
        & insights["dimension"].isna()
    ]
    seen = days.groupby(["brand", "file"], dropna=False)["value"].sum().reset_index()
    faults = []
    for (brand, file), views in videos.groupby(["brand", "file"], dropna=False)["impressions"]:
        own = seen[seen["brand"].eq(str(brand))]
        beside = dict(zip(own["file"], own["value"], strict=True))
        if not beside or file in beside or views.sum() <= max(beside.values()) * TRIFLE:
            continue
        name = max(beside, key=lambda one: beside[one])
        faults.append(
            Fault(
                "The videos have more views together than the days of the channel.",
                str(file),
                column="impressions",
                got=fill(
                    "{views}; {name} has {others}",
                    views=f"{int(views.sum()):,}",
                    name=name,
                    others=f"{int(beside[name]):,}",
                ),
                remedy="If both are of the same period, one of them was changed: put the zip here "
                "as it came.",
                severity="warning",
            )
        )
    return tuple(faults)
