"""The listening log in tables: who is spoken of and how, what is asked, what nobody answers."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from toolkit.analysis.channel_choice import ChannelChoice
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language, mark
from toolkit.model.listening import SENTIMENT_NAMES
from toolkit.tables.layout import exhibit_table
from toolkit.tidy import tabulate

VERDICTS: dict[str, str] = {
    "left open": mark("competitors leave it"),
    "perhaps": mark("perhaps; their posts do not say"),
    "taken": mark("competitors are there"),
}
MOST_HASHTAGS = 15


def mentions_table(choice: ChannelChoice, language: Language) -> Exhibit | None:
    """Publish how often each brand was spoken of, day by day; a share of voice is made of it."""
    if choice.listening.mentions.empty:
        return None
    columns = [
        Column(name="brand", label=language.text("Brand")),
        Column(name="day", label=language.text("Day"), unit="date"),
        Column(name="n", label=language.text("Mentions"), unit="count"),
    ]
    table = tabulate(
        choice.listening.mentions,
        columns,
        name="mentions",
        title=language.text("Mentions by day"),
        own={"brand": choice.client.name},
    )
    return Exhibit(table, "")


def sentiment_table(choice: ChannelChoice, language: Language) -> Exhibit | None:
    """Show how each brand and theme is spoken of, with the interval, and only counts of few."""
    found = choice.listening.sentiment
    if found.empty:
        return None
    rows = []
    for about, of_it in found.groupby("about", sort=True):
        cells = {row["sentiment"]: _mood(row, language) for row in of_it.to_dict("records")}
        rows.append({"about": about, "of": int(of_it["of"].iloc[0]), **cells})
    columns = [
        Column(name="about", label=language.text("About")),
        Column(name="of", label=language.text("Times"), unit="count"),
        *(Column(name=key, label=language.text(name)) for key, name in SENTIMENT_NAMES.items()),
    ]
    table = tabulate(
        pd.DataFrame(rows),
        columns,
        name="sentiment_shown",
        title=language.text("How they are spoken of"),
        folded=True,
        own={"about": choice.client.name},
        note=language.text(
            "Coded by hand, with the 95% interval. A log is what somebody came across, so the "
            "shares are of the log and not of all that is said; of few rows only the counts are "
            "given."
        ),
        published=False,
    )
    return exhibit_table(table, language)


def sentiments_table(choice: ChannelChoice, language: Language) -> Exhibit | None:
    """Publish how each brand and theme is spoken of, tidy."""
    if choice.listening.sentiment.empty:
        return None
    columns = [
        Column(name="about", label=language.text("About")),
        Column(name="sentiment", label=language.text("Sentiment, as a key")),
        Column(name="n", label=language.text("Times"), unit="count"),
        Column(name="of", label=language.text("Of"), unit="count"),
        Column(name="share", label=language.text("Share"), unit="share"),
        Column(name="low", label=language.text("Low"), unit="share"),
        Column(name="high", label=language.text("High"), unit="share"),
    ]
    title = language.text("Sentiment")
    made = tabulate(choice.listening.sentiment, columns, name="sentiment", title=title)
    return Exhibit(made, "")


def _mood(row: Mapping[Hashable, Any], language: Language) -> str:
    n = language.number(row["n"])
    if pd.isna(row["share"]):
        return n
    share, low, high = (language.share(row[name]) for name in ("share", "low", "high"))
    return language.text("{share} ({low} to {high})", share=share, low=low, high=high)


def topics_table(choice: ChannelChoice, language: Language) -> Exhibit | None:
    """Show what it is about: topic by brand or theme, and how many of these are questions."""
    if choice.listening.topics.empty:
        return None
    columns = [
        Column(name="topic", label=language.text("Topic")),
        Column(name="about", label=language.text("About")),
        Column(name="n", label=language.text("Times"), unit="count"),
        Column(name="questions", label=language.text("Of which questions"), unit="count"),
    ]
    table = tabulate(
        choice.listening.topics,
        columns,
        name="topics",
        title=language.text("What it is about"),
        own={"about": choice.client.name},
        folded=True,
    )
    return exhibit_table(table, language)


def white_space_table(choice: ChannelChoice, language: Language) -> Exhibit | None:
    """Show which topics people ask about, and whether competitors leave them."""
    found = choice.listening.white_space
    if found.empty:
        return None
    records = found.to_dict("records")
    frame = found.assign(
        verdict_name=[language.text(VERDICTS[row["verdict"]]) for row in records],
        rivals=[
            language.text("no text in the files")
            if not row["of_posts"]
            else language.text("{seen} of {known}", seen=language.number(row["rival_posts"]),
                               known=language.number(row["of_posts"]))
            for row in records
        ],
    ).astype({"rival_posts": "Int64"})  # fmt: skip
    readable = bool(found["of_posts"].gt(0).any())
    columns = [
        Column(name="topic", label=language.text("Topic")),
        Column(name="questions", label=language.text("Questions"), unit="count"),
        Column(name="rivals_in_log", label=language.text("Competitors in the log"), unit="count"),
        Column(name="rival_posts", label=language.text("Their posts about it"), unit="count"),
        Column(name="of_posts", label=language.text("Of"), unit="count"),
        Column(name="rivals", label=language.text("Competitors’ posts about it")),
        Column(name="share", label=language.text("Share"), unit="share", decimals=1),
        Column(name="high", label=language.text("High"), unit="share", decimals=1),
        Column(name="own_posts", label=language.text("Your posts about it"), unit="count"),
        Column(name="verdict", label=language.text("Verdict, as a key")),
        Column(name="verdict_name", label=language.text("Verdict")),
    ]
    table = tabulate(
        frame,
        columns,
        name="white_space",
        title=language.text("What people ask about, and who answers"),
        shown=(
            "topic",
            "questions",
            "rivals_in_log",
            *(("rivals",) if readable else ()),
            "own_posts",
            "verdict_name",
        ),
        note=language.text(
            "A topic is looked for as a word in the text of posts; other words for the same are "
            "missed. Competitors leave it where fewer than one post in twenty is certain."
        )
        + (
            ""
            if readable
            else " "
            + language.text(
                "The files hold no text of competitors’ posts, so only the log speaks of them."
            )
        ),
    )
    return exhibit_table(table, language)


def hashtags_table(choice: ChannelChoice, language: Language) -> Exhibit | None:
    """Show which hashtags stand in the log, most first."""
    if choice.listening.hashtags.empty:
        return None
    columns = [
        Column(name="hashtag", label=language.text("Hashtag")),
        Column(name="n", label=language.text("Times"), unit="count"),
    ]
    table = tabulate(
        choice.listening.hashtags.head(MOST_HASHTAGS),
        columns,
        name="hashtags_heard",
        title=language.text("Hashtags that people use"),
        folded=True,
    )
    return exhibit_table(table, language)


def follow_ups_table(choice: ChannelChoice, language: Language) -> Exhibit | None:
    """Show the opportunities that were seen in the log, and what is done with them."""
    found = choice.listening.follow_ups
    if not found:
        return None
    rows = [(one.date, one.topic, one.opportunity, one.follow_up) for one in found]
    columns = [
        Column(name="date", label=language.text("Date"), unit="date"),
        Column(name="topic", label=language.text("Topic")),
        Column(name="opportunity", label=language.text("Opportunity")),
        Column(name="follow_up", label=language.text("Follow-up")),
    ]
    table = tabulate(
        pd.DataFrame(rows, columns=[column.name for column in columns]),
        columns,
        name="opportunities",
        title=language.text("Opportunities, and what is done with them"),
        folded=True,
    )
    return exhibit_table(table, language)


def cases_table(choice: ChannelChoice, language: Language) -> Exhibit | None:
    """Show cases of market leaders: an inspiration board, not a benchmark."""
    found = choice.listening.cases
    if not found:
        return None
    rows = [(one.case_of, one.topic, one.opportunity, one.date) for one in found]
    columns = [
        Column(name="leader", label=language.text("Market leader")),
        Column(name="case", label=language.text("Case")),
        Column(name="idea", label=language.text("What you could take from it")),
        Column(name="date", label=language.text("Seen on"), unit="date"),
    ]
    table = tabulate(
        pd.DataFrame(rows, columns=[column.name for column in columns]),
        columns,
        name="cases",
        title=language.text("What market leaders do"),
        folded=True,
    )
    return exhibit_table(table, language)
