"""What the owner of an account sees of it as a whole: by month, beside the period before, of whom.

Daily figures are added up by month. People are counted anew each day, so that reach or visitors of
a month are sums of days and no number of people; rates are not added up at all.
"""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from toolkit.model.insight import METRIC_UNITS

MONTHLY_COLUMNS = ["platform", "metric", "month", "value", "days", "complete"]
PERIOD_COLUMNS = ["platform", "metric", "start", "end", "value", "before", "change", "days"]
AUDIENCE_COLUMNS = [
    "platform", "dimension", "metric", "member", "share", "value", "start", "end",
]  # fmt: skip
# A level, not a flow: of these the last day of a month counts.
LEVELS = frozenset({"followers"})
# Parts of an audience, as against parts of visits, posts or hours.
AUDIENCE_DIMENSIONS = (
    "age", "gender", "age and gender", "country", "city", "language", "job function", "seniority",
    "industry", "company size",
)  # fmt: skip
# A period of which more days than this are missing is not laid beside another.
LEAST_DAYS = 0.9


def sum_months(insights: pd.DataFrame, client: str) -> pd.DataFrame:
    """Add up the client's daily figures by month.

    Parameters
    ----------
    insights
        Canonical insights with brands settled.

    Returns
    -------
    DataFrame
        Columns :data:`MONTHLY_COLUMNS`, ``month`` as its first day; ``complete`` where every day of
        the month is known. Followers are those of the last known day.
    """
    daily = _daily(insights, client)
    if daily.empty:
        return pd.DataFrame(columns=MONTHLY_COLUMNS)
    daily["month"] = daily["day"].dt.to_period("M").dt.to_timestamp()
    found = daily.groupby(["platform", "metric", "month"], as_index=False).agg(
        value=("value", "sum"), last=("value", "last"), days=("day", "nunique")
    )
    level = found["metric"].isin(LEVELS)
    found["value"] = found["value"].where(~level, found["last"])
    found["complete"] = found["days"].eq(found["month"].dt.days_in_month)
    return found[MONTHLY_COLUMNS]


def compare_periods(
    insights: pd.DataFrame, client: str, start: dt.date, end: dt.date
) -> pd.DataFrame:
    """Lay the days from `start` to `end` beside as many days right before them.

    Returns
    -------
    DataFrame
        Columns :data:`PERIOD_COLUMNS`: ``change`` is (value − before) ÷ before, a fraction; missing
        where fewer than nine in ten days of either period are known. Sums of days; followers are
        those of the last day.
    """
    first, last = pd.Timestamp(start), pd.Timestamp(end)
    length = (last - first).days + 1
    daily = _daily(insights, client)
    rows = []
    for (platform, metric), series in daily.groupby(["platform", "metric"], sort=True):
        now = series[series["day"].between(first, last)]
        then = series[
            series["day"].between(first - pd.Timedelta(days=length), first - pd.Timedelta(days=1))
        ]
        if now.empty:
            continue
        value, before = (
            float(part["value"].iloc[-1] if metric in LEVELS else part["value"].sum())
            if part["day"].nunique() >= LEAST_DAYS * length
            else np.nan
            for part in (now, then)
        )
        rows.append(
            {
                "platform": platform,
                "metric": metric,
                "start": start,
                "end": end,
                "value": value,
                "before": before,
                "change": (value - before) / before if before > 0 else np.nan,
                "days": now["day"].nunique(),
            }
        )
    return pd.DataFrame(rows, columns=PERIOD_COLUMNS)


def compose_audience(insights: pd.DataFrame, client: str) -> pd.DataFrame:
    """Say of whom the client's audience consists, as the latest file of each kind gives it.

    Returns
    -------
    DataFrame
        Columns :data:`AUDIENCE_COLUMNS`, the largest share first: ``share`` is as the platform
        gives it, or a count ÷ the sum of the counts listed.
    """
    parts = insights[
        insights["brand"].eq(client)
        & insights["dimension"].isin(AUDIENCE_DIMENSIONS)
        & insights["value"].notna()
    ]
    rows = []
    for (platform, dimension), listed in parts.groupby(["platform", "dimension"], sort=True):
        latest = listed[listed["end"].eq(listed["end"].max())]
        # Shares before counts, followers before others.
        metric = min(
            latest["metric"].unique(),
            key=lambda name: (METRIC_UNITS.get(name) != "share", name != "followers", name),
        )
        found = latest[latest["metric"].eq(metric)].groupby("member", as_index=False)["value"].sum()
        values = found["value"].to_numpy(float)
        share = METRIC_UNITS.get(str(metric)) == "share"
        total = 1.0 if share else values.sum()
        if not total > 0:
            continue
        rows.append(
            pd.DataFrame(
                {
                    "platform": platform,
                    "dimension": dimension,
                    "metric": metric,
                    "member": found["member"].astype(str),
                    "share": values / total,
                    "value": np.nan if share else values,
                    "start": latest["start"].min().date(),
                    "end": latest["end"].max().date(),
                }
            ).sort_values(["share", "member"], ascending=[False, True])
        )
    return pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=AUDIENCE_COLUMNS)


def _daily(insights: pd.DataFrame, client: str) -> pd.DataFrame:
    units = insights["metric"].map(METRIC_UNITS)
    daily = insights[
        insights["brand"].eq(client)
        & insights["dimension"].isna()
        & insights["start"].eq(insights["end"])
        & units.isin(["count", "money", "hours"])
        & insights["value"].notna()
    ]
    # Several accounts of the client on one platform are one channel.
    found = daily.groupby(["platform", "metric", "start"])["value"].sum().astype(float)
    return found.rename_axis(["platform", "metric", "day"]).reset_index()
