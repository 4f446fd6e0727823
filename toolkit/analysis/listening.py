"""What a listening log says: who is spoken of, about what, how, and what nobody answers.

A log is what somebody came across: its shares are those of the log, and their intervals say only
how far so many rows could mislead.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from toolkit.analysis.shares import wilson_interval
from toolkit.model.client import Client, name_key
from toolkit.model.listening import Mention

# Fewer rows than this give counts and no share.
FEWEST = 10
# From so many questions on a topic is asked about; the log's rows are few.
FEWEST_QUESTIONS = 2
# Competitors leave a topic where certainly less than this part of their posts is about it.
LITTLE = 0.05

MENTION_COLUMNS = ["brand", "day", "n"]
SENTIMENT_COLUMNS = ["about", "sentiment", "n", "of", "share", "low", "high"]
TOPIC_COLUMNS = ["topic", "about", "n", "questions"]
SPACE_COLUMNS = [
    "topic", "questions", "rivals_in_log", "rival_posts", "of_posts", "share", "high", "own_posts",
    "verdict",
]  # fmt: skip

Verdict = Literal["left open", "perhaps", "taken"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two coders agree: ``kappa`` is missing where both gave everything one value."""

    n: int
    observed: float
    kappa: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Listening:
    """What a log says.

    ``mentions`` counts by brand and day (``brand, day, n``), which a share of voice is made of;
    ``topics`` by topic and by whom or what it was about; ``sentiment`` with Wilson's interval;
    ``hashtags`` (``hashtag, n``); ``white_space`` the topics that people ask about, and whether
    competitors leave them. ``cases`` are of market leaders, and count in none of the others.
    """

    rows: int
    mentions: pd.DataFrame
    topics: pd.DataFrame
    sentiment: pd.DataFrame
    hashtags: pd.DataFrame
    white_space: pd.DataFrame
    cases: tuple[Mention, ...]
    follow_ups: tuple[Mention, ...]
    agreement: Agreement | None


def study_log(mentions: Sequence[Mention], client: Client, posts: pd.DataFrame) -> Listening:
    """Study a listening log.

    Parameters
    ----------
    mentions
        Rows of the log.
    client
        Whose brands are told from themes.
    posts
        Canonical posts, in which topics are looked for.
    """
    cases = tuple(one for one in mentions if one.case_of)
    heard = [one for one in mentions if not one.case_of]
    frame = pd.DataFrame(
        {
            "about": pd.Series([name_brand(one.about, client) for one in heard], dtype="string"),
            "day": pd.to_datetime(pd.Series([one.date for one in heard], dtype="object")),
            "topic": pd.Series([one.topic for one in heard], dtype="string"),
            "question": [one.question is True for one in heard],
            "sentiment": pd.Series([one.sentiment for one in heard], dtype="string"),
        }
    )
    return Listening(
        rows=len(heard),
        mentions=count_mentions(frame, client),
        topics=count_topics(frame),
        sentiment=measure_sentiment(frame),
        hashtags=count_hashtags(heard),
        white_space=find_white_space(frame, client, posts),
        cases=cases,
        follow_ups=tuple(one for one in heard if one.opportunity or one.follow_up),
        agreement=measure_agreement(
            [(one.sentiment, one.second_sentiment) for one in heard]
        ),
    )  # fmt: skip


def name_brand(about: str, client: Client) -> str:
    """Give the brand that is meant by any of its names; a theme stays as it is."""
    names = {name_key(one): client.name for one in (client.name, *client.also_called)}
    for rival in client.competitors:
        names |= {name_key(one): rival.name for one in (rival.name, *rival.also_called)}
    return names.get(name_key(about), about)


def count_mentions(frame: pd.DataFrame, client: Client) -> pd.DataFrame:
    """Count what was said of each brand by day: ``brand``, ``day``, ``n``. Themes are no brand."""
    of_brands = frame[frame["about"].isin(client.brands)]
    if of_brands.empty:
        return pd.DataFrame(columns=MENTION_COLUMNS)
    counted = of_brands.groupby(["about", "day"], sort=True).size().reset_index(name="n")
    return counted.rename(columns={"about": "brand"})[MENTION_COLUMNS]


def count_topics(frame: pd.DataFrame) -> pd.DataFrame:
    """Count rows and questions by topic and by whom or what they are about, most first."""
    if frame.empty:
        return pd.DataFrame(columns=TOPIC_COLUMNS)
    grouped = frame.groupby(["topic", "about"], sort=True)["question"]
    counted = grouped.agg(n="size", questions="sum").reset_index()
    return counted.sort_values(["n", "topic", "about"], ascending=[False, True, True])[
        TOPIC_COLUMNS
    ].reset_index(drop=True)


def measure_sentiment(frame: pd.DataFrame) -> pd.DataFrame:
    """Measure how each brand or theme is spoken of, with Wilson's interval at 95%.

    Returns
    -------
    ``about``, ``sentiment``, ``n`` (rows), ``of`` (rows with a sentiment), ``share``, ``low``,
    ``high`` (fractions; missing below :data:`FEWEST` rows).
    """
    rows: list[tuple[object, ...]] = []
    coded = frame[frame["sentiment"].notna()]
    for about, values in coded.groupby("about", sort=True)["sentiment"]:
        for sentiment in ("positive", "neutral", "negative"):
            n, of = int(values.eq(sentiment).sum()), len(values)
            if of < FEWEST:
                rows.append((about, sentiment, n, of, None, None, None))
            else:
                rows.append((about, sentiment, n, of, n / of, *wilson_interval(n / of, of)))
    return pd.DataFrame(rows, columns=SENTIMENT_COLUMNS)


def measure_agreement(pairs: Sequence[tuple[str | None, str | None]]) -> Agreement | None:
    """Give Cohen's kappa of two coders over what both coded; None where both coded nothing.

    Notes
    -----
    κ = (p_o - p_e) / (1 - p_e), with p_o the share on which they agree and p_e the share on which
    they would by chance. Its standard error is √(p_o (1 - p_o) / (n (1 - p_e)²)). Cohen, J. (1960),
    A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20,
    37–46.
    """
    both = [(one, two) for one, two in pairs if one is not None and two is not None]
    n = len(both)
    if not n:
        return None
    observed = sum(one == two for one, two in both) / n
    first = pd.Series([one for one, _ in both]).value_counts(normalize=True)
    second = pd.Series([two for _, two in both]).value_counts(normalize=True)
    expected = float((first * second).fillna(0).sum())
    if math.isclose(expected, 1):
        return Agreement(n, observed, None, None, None)
    kappa = (observed - expected) / (1 - expected)
    error = math.sqrt(observed * (1 - observed) / n) / (1 - expected)
    return Agreement(
        n, observed, kappa, max(-1.0, kappa - 1.96 * error), min(1.0, kappa + 1.96 * error)
    )


def count_hashtags(mentions: Sequence[Mention]) -> pd.DataFrame:
    """Count in how many rows a hashtag stands: ``hashtag`` (small letters, no sign), ``n``."""
    tags = [
        tag
        for one in mentions
        for tag in {word.casefold().lstrip("#") for word in one.hashtags} - {""}
    ]
    counted = pd.Series(tags, dtype="string").value_counts()
    found = pd.DataFrame({"hashtag": counted.index.astype("string"), "n": counted.to_numpy()})
    return found.sort_values(["n", "hashtag"], ascending=[False, True]).reset_index(drop=True)


def find_white_space(frame: pd.DataFrame, client: Client, posts: pd.DataFrame) -> pd.DataFrame:
    """Find topics that people ask about and that competitors say little about.

    A topic is looked for, as words, in the text of posts. It is ``left open`` where the upper end
    of the interval of competitors' share lies below :data:`LITTLE`; ``perhaps`` where that cannot
    be said, yet neither their posts nor the log have them anywhere near it; else ``taken``.

    Returns
    -------
    ``topic``, ``questions``, ``rivals_in_log`` (rows about a competitor), ``rival_posts`` (with the
    topic), ``of_posts`` (competitors' posts with a text), ``share``, ``high`` (fractions),
    ``own_posts``, ``verdict``.
    """
    rivals = {rival.name for rival in client.competitors}
    texts = posts[posts["text"].notna()]
    own = texts.loc[texts["brand"].eq(client.name), "text"]
    theirs = texts.loc[texts["brand"].isin(rivals), "text"]
    rows: list[tuple[object, ...]] = []
    for topic, here in frame.groupby("topic", sort=True):
        questions = int(here["question"].sum())
        if questions < FEWEST_QUESTIONS:
            continue
        in_log = int(here["about"].isin(rivals).sum())
        word = rf"(?<!\w){re.escape(str(topic))}"
        found, of = _count(theirs, word), len(theirs)
        share = found / of if of else None
        high = wilson_interval(share, of)[1] if share is not None else None
        verdict: Verdict = "taken"
        if high is not None and high < LITTLE:
            verdict = "left open"
        elif not in_log and not found:
            verdict = "perhaps"
        mine = _count(own, word)
        rows.append(
            (topic, questions, in_log, found if of else None, of, share, high, mine, verdict)
        )
    spaces = pd.DataFrame(rows, columns=SPACE_COLUMNS)
    return spaces.sort_values(["questions", "topic"], ascending=[False, True]).reset_index(
        drop=True
    )


def _count(texts: pd.Series, word: str) -> int:
    return int(texts.str.contains(word, case=False, regex=True).sum())
