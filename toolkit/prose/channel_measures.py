"""The smaller measures in sentences: rates by definition, rhythm, growth, content, times.

Titles say what a figure shows only as far as its intervals allow.
"""

from __future__ import annotations

from collections.abc import Hashable

import pandas as pd

from toolkit import bundle
from toolkit.analysis.best_times import BestTimes
from toolkit.analysis.content_mix import FEWEST_IN_GROUP
from toolkit.exhibit import Exhibit
from toolkit.language import Language, mark
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.content import name_label
from toolkit.model.week import DAYPART_NAMES, WEEKDAY_NAMES
from toolkit.prose import wording
from toolkit.prose.wording import say

# Below this a share moves by more than ten points with a single message.
FEWEST_MESSAGES = 10
NO_WINNER = {
    "kind": mark("No kind of post clearly draws more than the others"),
    "theme": mark("No theme clearly draws more than the others"),
    "hashtag": mark("No hashtag clearly draws more than the others"),
}
COUNTED = {
    "interactions_per_post": mark("interactions"),
    "reactions_comments_per_post": mark("reactions and comments"),
    "reactions_per_post": mark("reactions"),
}


def translator_title(rates: pd.DataFrame, language: Language) -> str:
    """Say how far apart the definitions score one and the same set of posts.

    Rates of a day are left out of it: they are no rates of a post.
    """
    computed = _of_posts(rates)
    if computed.empty:
        return language.text("One set of posts, many engagement rates")
    here = _most_posts(computed)
    platform = str(here["platform"].iloc[0])
    return language.plural(
        "The same post on {platform}: {low} to {high}, by definition alone",
        "The same {n} posts on {platform}: {low} to {high}, by definition alone",
        int(here["n_posts"].iloc[0]),
        platform=PLATFORM_NAMES[platform],
        low=_rate(float(here["value"].min()), language),
        high=_rate(float(here["value"].max()), language),
    )


def translator(rates: pd.DataFrame, language: Language) -> Exhibit:
    """Say what the translator is for."""
    computed = _of_posts(rates)
    if computed.empty:
        message = "Without followers, reach or impressions no engagement rate can be computed."
        return wording.finding([say(language, message)], "translator")
    sentences = []
    here = _most_posts(computed)
    platform = str(here["platform"].iloc[0])
    low, high = int(here["value"].argmin()), int(here["value"].argmax())
    sentences.append(
        say(
            language,
            "“Engagement rate” is many figures under one name. On {platform} the same posts of "
            "yours score {low} under one definition and {high} under another.",
            platform=PLATFORM_NAMES[platform],
            low=_cell(rates, here.index[low], _rate(float(here["value"].min()), language)),
            high=_cell(rates, here.index[high], _rate(float(here["value"].max()), language)),
        )
    )
    sentences.append(
        say(
            language,
            "Hold a published level only against the row with its publisher’s definition, and "
            "remember that its sample differs from yours too.",
        )
    )
    return wording.finding(sentences, "translator")


def attention_title(attention: pd.DataFrame, client: str, language: Language) -> str:
    """Say for what the client's posts are shared or talked about most, without comparing brands."""
    own = attention[
        attention["brand"].eq(client)
        & attention["metric"].eq("shares_per_1000_followers_mean")
        & attention["value"].gt(0)
    ]
    if own.empty:
        return language.text("Applause, conversation and amplification")
    top = own.sort_values("value").iloc[-1]
    if len(own) > 1:
        return language.text(
            "Per follower your posts are shared most on {platform}",
            platform=PLATFORM_NAMES[str(top["platform"])],
        )
    return language.text(
        "On {platform} a post of yours is shared {value} times per 1,000 followers",
        platform=PLATFORM_NAMES[str(top["platform"])],
        value=language.number(float(top["value"]), 1),
    )


def silence_title(rhythm: pd.DataFrame, client: str, language: Language) -> str:
    """Name the client's longest silence."""
    own = rhythm[rhythm["brand"].eq(client)]
    if own.empty:
        return language.text("Rhythm and silences")
    top = own.sort_values("longest_silence_days").iloc[-1]
    return language.plural(
        "Your longest silence: {n} day on {platform}",
        "Your longest silence: {n} days on {platform}",
        int(top["longest_silence_days"]),
        platform=PLATFORM_NAMES[str(top["platform"])],
    )


def silences(rhythm: pd.DataFrame, client: str, language: Language) -> Exhibit:
    """Tell the client's silences of more than a fortnight, in one sentence."""
    parts, numbers = [], []
    for number, row in enumerate(rhythm.to_dict("records")):
        if row["brand"] != client or not row["silences_over_14_days"]:
            continue
        n = int(row["silences_over_14_days"])
        days = wording.number(
            language.number(int(row["longest_silence_days"])), "rhythm", number,
            "longest_silence_days",
        )  # fmt: skip
        message = (
            "{n} times on {platform} (at most {days} days, from {start})"
            if n > 1
            else "once on {platform} ({days} days, from {start})"
        )
        parts.append(
            language.text(
                message,
                n=language.number(n),
                platform=PLATFORM_NAMES[str(row["platform"])],
                days=days.text,
                start=language.date(row["silence_start"]),
            )
        )
        if n > 1:
            numbers.append(
                wording.number(language.number(n), "rhythm", number, "silences_over_14_days")
            )
        numbers.append(days)
    if parts:
        message = "You were silent for more than a fortnight {times}."
        text = language.text(message, times=language.listing(parts))
        sentences = [bundle.Sentence(text=text, numbers=tuple(numbers))]
    elif rhythm["brand"].eq(client).any():
        message = "In these weeks you were never silent for more than a fortnight."
        sentences = [say(language, message)]
    else:
        sentences = []
    return wording.finding(sentences, "silences")


def mix_title(mix: pd.DataFrame, client: str, sort: str, language: Language) -> str:
    """Say which sort draws more, where the interval of the difference allows it."""
    own = mix[mix["brand"].eq(client) & mix["sort"].eq(sort)]
    better = own[own["verdict"].eq("more")]
    worse = own[own["verdict"].eq("less")]
    found = better if len(better) else worse
    if found.empty:
        return language.text(NO_WINNER[sort])
    row = found.sort_values("n_posts").iloc[-1]
    message = (
        "On {platform} a post with “{label}” draws more than your others"
        if len(better)
        else "On {platform} a post with “{label}” draws less than your others"
    )
    return language.text(
        message,
        platform=PLATFORM_NAMES[str(row["platform"])],
        label=name_label(sort, str(row["label"]), language),
    )


def mix(mix: pd.DataFrame, client: str, language: Language) -> Exhibit:
    """Tell the sorts of posts of the client that draw more or less than its others."""
    own = mix[mix["brand"].eq(client)]
    sentences = []
    for number, row in own[own["verdict"].isin(["more", "less"])].iterrows():
        message = (
            "On {platform} the middle post with “{label}” ({posts} posts) draws {value} {what}, "
            "more than your others."
            if row["verdict"] == "more"
            else "On {platform} the middle post with “{label}” ({posts} posts) draws {value} "
            "{what}, less than your others."
        )
        place = int(str(number))
        sentences.append(
            say(
                language,
                message,
                platform=PLATFORM_NAMES[str(row["platform"])],
                label=name_label(str(row["sort"]), str(row["label"]), language),
                posts=wording.number(
                    language.number(int(row["posts"])), "content_mix", place, "posts"
                ),
                value=wording.number(
                    language.number(float(row["value"])), "content_mix", place, "value"
                ),
                what=language.text(COUNTED[str(row["metric"])]),
            )
        )
    if len(own) and not sentences:
        message = "Between the sorts of posts no difference is clear."
        sentences.append(say(language, message))
    if sentences:
        message = (
            "A sort of post was not drawn by lot: what it is about, and when, may matter as much. "
            "Below {fewest} posts nothing is said."
        )
        sentences.append(say(language, message, fewest=language.number(FEWEST_IN_GROUP)))
    if len(own) and not own["sort"].eq("theme").any():
        message = "No themes were counted: name them with their words under themes in client.yaml."
        sentences.append(say(language, message))
    return wording.finding(sentences, "content-mix")


def times_title(times: BestTimes, language: Language) -> str:
    """Name the times that stand out, or say that none does."""
    better = times.cells[times.cells["verdict"].eq("better")]
    if better.empty:
        return language.text("No time stands out")
    top = better.sort_values("relative").iloc[-1]
    return language.text(
        "On {platform} posts draw more {part} on {day}",
        platform=PLATFORM_NAMES[str(top["platform"])],
        part=language.text(DAYPART_NAMES[str(top["daypart"])]),
        day=language.text(WEEKDAY_NAMES[int(top["weekday"])]),
    )


def times(times: BestTimes, language: Language) -> Exhibit:
    """Say what the times rest on, and which posts have no time of day."""
    sentences = []
    if times.cells.empty:
        return wording.finding([], "best-times")
    if not times.cells["verdict"].isin(["better", "worse"]).any():
        message = (
            "What posts draw differs no more between times than chance gives: choose the time that "
            "suits the people who post."
        )
        sentences.append(say(language, message))
    without = [
        language.plural(
            "{n} post on {platform}",
            "{n} posts on {platform}",
            int(row["no_time"]),
            platform=PLATFORM_NAMES[str(row["platform"])],
        )
        for row in times.platforms.to_dict("records")
        if row["no_time"]
    ]
    if without:
        message = "Left out, since only their day is known: {posts}."
        sentences.append(say(language, message, posts=language.listing(without)))
    return wording.finding(sentences, "best-times")


def voice(voice: pd.DataFrame, language: Language) -> Exhibit:
    """Say why there is no share of voice, where there is none."""
    if len(voice):
        return wording.finding([], "share-of-voice")
    message = (
        "There is no share of voice here: it takes mentions by others, and no log of mentions was "
        "given. The share of interactions says how much attention the brands’ own posts get."
    )
    return wording.finding([say(language, message)], "share-of-voice")


def response(response: pd.DataFrame, language: Language) -> Exhibit:
    """Say how fast the client answers on each channel, or why that is not known."""
    if response.empty:
        message = (
            "How fast messages are answered is not known: no export of the platforms holds it, and "
            "no log of messages was given. A sheet in data/messages with channel, received and "
            "answered of each message, without names or texts, fills this."
        )
        return wording.finding([say(language, message)], "response-time")
    whole = response[response["part"].eq("all")]
    sentences = [
        _response_of(row, list(response.index).index(index), language)
        for index, row in whole.iterrows()
        if row["messages"] >= FEWEST_MESSAGES
    ]
    few = whole[whole["messages"] < FEWEST_MESSAGES]
    if len(few):
        message = "Fewer than {n} messages, too few to say it in a sentence: {channels}."
        names = language.listing(PLATFORM_NAMES[str(name)] for name in few["platform"])
        sentences.append(say(language, message, n=FEWEST_MESSAGES, channels=names))
    return wording.finding(sentences, "response-time")


def _response_of(row: pd.Series, place: int, language: Language) -> bundle.Sentence:
    def cell(text: str, column: str) -> bundle.Number:
        return wording.number(text, "response_time", place, column)

    platform = PLATFORM_NAMES[str(row["platform"])]
    messages = cell(language.number(row["messages"]), "messages")
    day = cell(language.share(row["share_within_day"]), "share_within_day")
    answered = cell(language.share(row["share_answered"]), "share_answered")
    if pd.isna(row["response_hours_median"]):
        return say(
            language,
            "On {platform} half or more of the {messages} messages got no answer: {answered} did, "
            "{day} within 24 hours.",
            platform=platform, messages=messages, answered=answered, day=day,
        )  # fmt: skip
    median = language.number(row["response_hours_median"], 1)
    return say(
        language,
        "On {platform} half of the {messages} messages had their answer within {hours} hours, "
        "{day} within 24 hours, and {answered} at all.",
        platform=platform, messages=messages, answered=answered, day=day,
        hours=cell(median, "response_hours_median"),
    )  # fmt: skip


def _of_posts(rates: pd.DataFrame) -> pd.DataFrame:
    return rates[rates["value"].notna() & rates["aggregation"].ne("per day")]


def _most_posts(rates: pd.DataFrame) -> pd.DataFrame:
    platform = rates.sort_values("n_posts", kind="stable")["platform"].iloc[-1]
    return rates[rates["platform"].eq(platform)]


def _rate(value: float, language: Language) -> str:
    return language.share(value, 0 if value == 0 else 2 if value < 0.001 else 1)


def _cell(rates: pd.DataFrame, row: Hashable, text: str) -> bundle.Number:
    place = list(rates.index).index(row)
    return wording.number(text, "engagement_rates", place, "value")
