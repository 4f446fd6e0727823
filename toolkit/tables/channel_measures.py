"""Tables of the smaller measures: attention, rhythm, growth, content, times, accounts, voice."""

from __future__ import annotations

import pandas as pd

from toolkit.analysis.best_times import BestTimes
from toolkit.analysis.content_mix import FEWEST_IN_GROUP
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language, mark
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.content import name_label
from toolkit.model.insight import DIMENSIONS, INSIGHT_NAMES
from toolkit.model.metric import METRIC_NAMES
from toolkit.model.week import DAYPART_NAMES, WEEKDAY_NAMES
from toolkit.tables.layout import exhibit_table
from toolkit.tables.measured_columns import shared_columns
from toolkit.tidy import tabulate

MIX_VERDICTS = {
    "more": mark("draws more"),
    "less": mark("draws less"),
    "unclear": mark("cannot be told"),
    "too few": mark("too few posts"),
}
PARTS_OF_WEEK = {
    "all": mark("the whole week"),
    "week": mark("Monday to Friday"),
    "weekend": mark("at the weekend"),
}
SORT_NAMES = {"kind": mark("Kind"), "theme": mark("Theme"), "hashtag": mark("Hashtag")}


def attention_table(attention: pd.DataFrame, client: str, language: Language) -> Exhibit | None:
    """Show applause, conversation and amplification of each brand."""
    if attention.empty:
        return None
    columns = shared_columns(
        language, "channel", "brand", "platform", "metric", "measure", "value", "low", "high",
        "n_posts", "start", "end", decimals=2,
    )  # fmt: skip
    table = tabulate(
        _with_channel(attention).assign(
            measure=[language.text(METRIC_NAMES[str(name)]) for name in attention["metric"]]
        ),
        columns,
        name="attention",
        title=language.text("Applause, conversation and amplification"),
        shown=("channel", "brand", "measure", "value", "low", "high", "n_posts"),
        own={"brand": client},
        note=language.text(
            "Averages, which a few posts can decide: on invented brands their 95% interval held "
            "the truth in 78 to 94% of cases, least where a few posts draw most."
        ),
        folded=True,
    )
    return exhibit_table(table, language)


def rhythm_table(rhythm: pd.DataFrame, client: str, language: Language) -> Exhibit | None:
    """Show how evenly each brand posts, and its longest silence."""
    if rhythm.empty:
        return None
    columns = [
        *shared_columns(language, "channel", "brand", "platform", "n_posts"),
        Column(name="posts_per_week", label=language.text("Posts a week"), unit="number",
               decimals=1),
        Column(name="share_of_weeks_with_post", label=language.text("Weeks with a post"),
               unit="share"),
        Column(name="gap_variation", label=language.text("Variation of gaps"), unit="number",
               decimals=2),
        Column(name="longest_silence_days", label=language.text("Longest silence, days"),
               unit="count"),
        Column(name="silence_start", label=language.text("Silent from"), unit="date"),
        Column(name="silence_end", label=language.text("Silent until"), unit="date"),
        Column(name="silences_over_14_days", label=language.text("Silences over 14 days"),
               unit="count"),
        *shared_columns(language, "start", "end"),
    ]  # fmt: skip
    hidden = {"platform", "n_posts", "silence_end", "start", "end"}
    table = tabulate(
        _with_channel(rhythm),
        columns,
        name="rhythm",
        title=language.text("Rhythm and silences"),
        shown=[column.name for column in columns if column.name not in hidden],
        own={"brand": client},
        note=language.text(
            "Variation of gaps: 0 is clockwork, about 1 what chance gives, more is bursts and "
            "silences."
        ),
        folded=True,
    )
    return exhibit_table(table, language)


def growth_table(growth: pd.DataFrame, client: str, language: Language) -> Exhibit | None:
    """Show how each brand's followers grew over the window, and whether the counts reach it."""
    if growth.empty:
        return None
    remarks = [
        ""
        if row["reaches"]
        else language.text("counts too far apart")
        if pd.isna(row["follower_growth"])
        else language.text("counts do not reach the whole window")
        for row in growth.to_dict("records")
    ]
    columns = [
        *shared_columns(language, "channel", "brand", "platform"),
        Column(name="followers_start", label=language.text("Followers at the start"), unit="count"),
        Column(name="followers_end", label=language.text("Followers at the end"), unit="count"),
        Column(name="follower_growth", label=language.text("Growth"), unit="share", decimals=1),
        Column(name="follower_growth_per_month", label=language.text("Growth a month"),
               unit="share", decimals=1),
        Column(name="n_counts", label=language.text("Counts"), unit="count"),
        *shared_columns(language, "start", "end"),
        Column(name="remark", label=language.text("Remark")),
    ]  # fmt: skip
    rounded = {name: growth[name].round() for name in ("followers_start", "followers_end")}
    table = tabulate(
        _with_channel(growth).assign(remark=remarks, **rounded),
        columns,
        name="follower_growth",
        title=language.text("Growth of followers"),
        shown=[column.name for column in columns if column.name not in {"platform", "n_counts"}],
        own={"brand": client},
        note=language.text(
            "Between two counts the number is taken to change evenly; before the first and after "
            "the last nothing is said."
        ),
        folded=True,
    )
    return exhibit_table(table, language)


def mix_table(mix: pd.DataFrame, client: str, language: Language) -> Exhibit | None:
    """Show what sorts of posts there are, of the client and of others, and what they draw."""
    if mix.empty:
        return None
    rows = mix.to_dict("records")
    columns = [
        *shared_columns(language, "channel", "brand", "platform"),
        Column(name="sort", label=language.text("Sort")),
        Column(name="sort_name", label=language.text("By")),
        Column(name="label", label=language.text("Sort")),
        Column(name="label_name", label=language.text("Sort")),
        *shared_columns(language, "metric", "posts"),
        Column(name="share_of_posts", label=language.text("Share of posts"), unit="share"),
        Column(name="value", label=language.text("Middle post"), unit="number"),
        *shared_columns(language, "low", "high"),
        Column(name="n_posts", label=language.text("Posts counted"), unit="count"),
        Column(name="difference", label=language.text("Difference"), unit="number"),
        Column(name="difference_low", label=language.text("Low"), unit="number"),
        Column(name="difference_high", label=language.text("High"), unit="number"),
        Column(name="verdict", label=language.text("Verdict")),
        Column(name="verdict_name", label=language.text("Against the other posts")),
        *shared_columns(language, "start", "end"),
    ]
    frame = _with_channel(mix).assign(
        sort_name=[language.text(SORT_NAMES[str(row["sort"])]) for row in rows],
        label_name=[name_label(str(row["sort"]), str(row["label"]), language) for row in rows],
        verdict_name=[language.text(MIX_VERDICTS[str(row["verdict"])]) for row in rows],
    )
    table = tabulate(
        frame,
        columns,
        name="content_mix",
        title=language.text("What is posted, and what it draws"),
        shown=(
            "channel", "brand", "sort_name", "label_name", "posts", "share_of_posts", "value",
            "low", "high", "verdict_name",
        ),
        own={"brand": client},
        note=language.text(
            "Of a sort with fewer than {n} posts only the number is given.",
            n=language.number(FEWEST_IN_GROUP),
        ),
        folded=True,
    )  # fmt: skip
    return exhibit_table(table, language)


def times_table(times: BestTimes, language: Language) -> Exhibit | None:
    """Publish what posts draw by weekday and part of the day, before and after shrinking."""
    if times.cells.empty:
        return None
    cells = _with_channel(times.cells)
    columns = [
        *shared_columns(language, "channel", "platform"),
        Column(name="weekday", label=language.text("Weekday"), unit="count"),
        Column(name="weekday_name", label=language.text("Weekday")),
        Column(name="daypart", label=language.text("Part of the day")),
        Column(name="daypart_name", label=language.text("Part of the day")),
        *shared_columns(language, "n_posts"),
        Column(name="raw", label=language.text("Before shrinking"), unit="number", decimals=2),
        Column(name="relative", label=language.text("Factor"), unit="number", decimals=2),
        *shared_columns(language, "low", "high", decimals=2),
        Column(name="verdict", label=language.text("Verdict")),
    ]
    frame = cells.assign(
        weekday_name=[language.text(WEEKDAY_NAMES[int(day)]) for day in cells["weekday"]],
        daypart_name=[language.text(DAYPART_NAMES[str(part)]) for part in cells["daypart"]],
    )
    table = tabulate(
        frame,
        columns,
        name="best_times",
        title=language.text("What posts draw by time"),
        shown=("channel", "weekday_name", "daypart_name", "n_posts", "raw", "relative", "low",
               "high"),
        folded=True,
    )  # fmt: skip
    return exhibit_table(table, language)


def periods_table(periods: pd.DataFrame, language: Language) -> Exhibit | None:
    """Show the figures of the client's accounts in this period and in the one before."""
    if periods.empty:
        return None
    columns = [
        *shared_columns(language, "channel", "platform", "metric", "measure"),
        Column(name="value", label=language.text("This period"), unit="number"),
        Column(name="before", label=language.text("The period before"), unit="number"),
        Column(name="change", label=language.text("Change"), unit="share"),
        Column(name="days", label=language.text("Days known"), unit="count"),
        *shared_columns(language, "start", "end"),
    ]
    names = [language.text(INSIGHT_NAMES[str(metric)]) for metric in periods["metric"]]
    table = tabulate(
        _with_channel(periods).assign(measure=[name[:1].upper() + name[1:] for name in names]),
        columns,
        name="account_periods",
        title=language.text("Your accounts, this period and the one before"),
        folded=True,
        shown=("channel", "measure", "value", "before", "change"),
        note=language.text(
            "Sums of days from {start} to {end}, and of as many days before; people who came on "
            "several days count on each.",
            start=language.date(periods["start"].iloc[0]),
            end=language.date(periods["end"].iloc[0]),
        ),
    )
    return exhibit_table(table, language)


def months_table(months: pd.DataFrame, language: Language) -> Exhibit | None:
    """Publish the figures of the client's accounts by month."""
    if months.empty:
        return None
    columns = [
        *shared_columns(language, "platform", "metric"),
        Column(name="month", label=language.text("Month"), unit="date"),
        *shared_columns(language, "value"),
        Column(name="days", label=language.text("Days known"), unit="count"),
        Column(name="complete", label=language.text("Whole month"), unit="yesno"),
    ]
    title = language.text("Your accounts by month")
    return Exhibit(tabulate(months, columns, name="account_months", title=title), "")


def audience_table(audience: pd.DataFrame, language: Language) -> Exhibit | None:
    """Publish of whom the client's audience consists."""
    if audience.empty:
        return None
    columns = [
        *shared_columns(language, "channel", "platform"),
        Column(name="dimension", label=language.text("Division")),
        Column(name="division", label=language.text("Division")),
        *shared_columns(language, "metric"),
        Column(name="member", label=language.text("Part")),
        Column(name="share", label=language.text("Share"), unit="share", decimals=1),
        Column(name="value", label=language.text("Count"), unit="count"),
        *shared_columns(language, "start", "end"),
    ]
    table = tabulate(
        _with_channel(audience).assign(
            division=[language.text(DIMENSIONS[str(name)]) for name in audience["dimension"]]
        ),
        columns,
        name="audience",
        title=language.text("Of whom the audience consists"),
        shown=("channel", "division", "member", "share", "end"),
        folded=True,
    )
    return exhibit_table(table, language)


def voice_table(voice: pd.DataFrame, client: str, language: Language) -> Exhibit | None:
    """Show each brand's share of voice; nothing where no mentions were logged."""
    if voice.empty:
        return None
    columns = [
        *shared_columns(language, "brand"),
        Column(name="mentions", label=language.text("Mentions"), unit="count"),
        Column(name="value", label=language.text("Share of voice"), unit="share"),
        *shared_columns(language, "low", "high", "start", "end", unit="share"),
    ]
    table = tabulate(
        voice,
        columns,
        name="share_of_voice",
        title=language.text("Share of voice"),
        folded=True,
        own={"brand": client},
        note=language.text("Share of the mentions that were logged, by whomever they were made."),
    )
    return exhibit_table(table, language)


def response_table(response: pd.DataFrame, language: Language) -> Exhibit | None:
    """Show how many messages were answered, and within how many hours; nothing without a file."""
    if response.empty:
        return None
    columns = [
        *shared_columns(language, "channel", "platform"),
        Column(name="when", label=language.text("Came")),
        Column(name="part", label=language.text("Part of the week")),
        Column(name="messages", label=language.text("Messages"), unit="count"),
        Column(name="share_answered", label=language.text("Answered"), unit="share"),
        Column(name="share_within_hour", label=language.text("Within an hour"), unit="share"),
        Column(name="share_within_day", label=language.text("Within 24 hours"), unit="share"),
        Column(name="response_hours_median", label=language.text("Hours until an answer"),
               unit="number", decimals=1),
        Column(name="first", label=language.text("From"), unit="date"),
        Column(name="last", label=language.text("To"), unit="date"),
    ]  # fmt: skip
    table = tabulate(
        _with_channel(response).assign(
            when=[language.text(PARTS_OF_WEEK[str(part)]) for part in response["part"]]
        ),
        columns,
        name="response_time",
        title=language.text("How fast messages are answered"),
        shown=[column.name for column in columns if column.name not in ("platform", "part")],
        note=language.text(
            "Messages that ask for an answer, so no compliments. Hours of the clock until the "
            "answer to the middle message; one without an answer counts as longer than any other."
        ),
    )
    return exhibit_table(table, language)


def _with_channel(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(channel=[PLATFORM_NAMES[str(name)] for name in frame["platform"]])
