"""All smaller measures of a client's channels at once, for a chapter to show one by one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from toolkit.analysis.account_insights import compare_periods, compose_audience, sum_months
from toolkit.analysis.attention import measure_attention
from toolkit.analysis.benchmark_result import Benchmark
from toolkit.analysis.best_times import BestTimes, find_times
from toolkit.analysis.compared_posts import ComparedPosts
from toolkit.analysis.content_mix import measure_mix
from toolkit.analysis.engagement_rates import rate_brands, translate_rates
from toolkit.analysis.follower_growth import (
    follow_months,
    follower_days,
    measure_growth,
    windows_of,
)
from toolkit.analysis.response_time import measure_response
from toolkit.analysis.rhythm import measure_rhythm
from toolkit.analysis.share_of_voice import share_of_voice
from toolkit.model.client import Client
from toolkit.readers.channels import ChannelData

NO_MENTIONS = pd.DataFrame(columns=["brand", "day", "n"])
NO_MESSAGES = pd.DataFrame(columns=["platform", "received", "answered"])
# A period that is laid beside the one before: a quarter of whole weeks.
PERIOD_DAYS = 91


@dataclass(frozen=True, slots=True)
class ChannelMeasures:
    """What was measured; each frame as the method of that name gives it.

    ``rates`` are the client's own posts under each definition, ``brand_rates`` all brands;
    ``months`` and ``growth`` are followers, ``account_months``, ``periods`` and ``audience`` the
    client's accounts as a whole; ``voice`` and ``response`` are empty without a log of mentions, or
    of messages.
    """

    compared: tuple[ComparedPosts, ...]
    rates: pd.DataFrame
    brand_rates: pd.DataFrame
    attention: pd.DataFrame
    rhythm: pd.DataFrame
    growth: pd.DataFrame
    months: pd.DataFrame
    mix: pd.DataFrame
    times: BestTimes
    account_months: pd.DataFrame
    periods: pd.DataFrame
    audience: pd.DataFrame
    voice: pd.DataFrame
    response: pd.DataFrame


def measure_channels(
    client: Client,
    channels: ChannelData,
    counts: pd.DataFrame,
    benchmark: Benchmark,
    mentions: pd.DataFrame | None = None,
    messages: pd.DataFrame | None = None,
) -> ChannelMeasures:
    """Measure a client's channels and its competitors'.

    Parameters
    ----------
    client
        Whose name, time zone and themes count.
    channels
        All that was read.
    counts
        Follower counts as :func:`toolkit.analysis.audience.gather_counts` gives them.
    benchmark
        What :func:`toolkit.analysis.channel_benchmark.compare_channels` found in them.
    mentions, messages
        As :func:`toolkit.analysis.share_of_voice.share_of_voice` and
        :func:`toolkit.analysis.response_time.measure_response` take them, where there are logs.
    """
    compared, as_of = benchmark.compared, benchmark.as_of
    windows = windows_of(compared)
    days = follower_days(channels.posts, counts)
    insights = channels.insights
    if as_of:
        insights = insights[insights["end"].le(pd.Timestamp(as_of))]
    start, end = _last_period(insights)
    return ChannelMeasures(
        compared=compared,
        rates=translate_rates(compared),
        brand_rates=rate_brands(compared),
        attention=measure_attention(compared),
        rhythm=measure_rhythm(compared),
        growth=measure_growth(days, windows),
        months=follow_months(days, windows),
        mix=measure_mix(compared, {theme.name: theme.words for theme in client.themes}),
        times=find_times(compared, client.name, client.time_zone),
        account_months=sum_months(insights, client.name),
        periods=compare_periods(insights, client.name, start, end),
        audience=compose_audience(insights, client.name),
        voice=share_of_voice(NO_MENTIONS if mentions is None else mentions),
        response=measure_response(
            NO_MESSAGES if messages is None else messages, client.time_zone, as_of
        ),
    )


def _last_period(insights: pd.DataFrame) -> tuple[dt.date, dt.date]:
    # Without a single daily figure any period is as empty as another.
    daily = insights.loc[insights["start"].eq(insights["end"]), "end"]
    end = daily.max().date() if len(daily) else dt.date(2000, 12, 31)
    return end - dt.timedelta(days=PERIOD_DAYS - 1), end
