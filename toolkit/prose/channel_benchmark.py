"""The benchmark in sentences. Nothing is claimed where the interval of a difference holds zero."""

from __future__ import annotations

import pandas as pd

from toolkit import bundle
from toolkit.analysis.benchmark_result import Benchmark, PlatformComparison
from toolkit.analysis.channel_choice import ChannelChoice
from toolkit.analysis.common_window import FEWEST_POSTS
from toolkit.clients import ClientFolder
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.metric import METRIC_NAMES, decimals, is_share
from toolkit.prose import channel_choice, wording
from toolkit.prose.fair_comparison import (
    change_sentences,
    method_sentences,
    no_change,
    other_sizes,
)
from toolkit.prose.wording import say

CHAPTER = "channel_benchmark"
HALF = 0.5


def cover(folder: ClientFolder, benchmark: Benchmark, language: Language) -> Exhibit:
    """Open the chapter with its finding."""
    return wording.cover(
        folder,
        language,
        chapter=CHAPTER,
        chapter_title=language.text("Channel benchmark"),
        title=headline(benchmark, language),
        lede=language.text(
            "Your channels beside those of others, on what everybody can see, over the same weeks."
        ),
    )


def headline(benchmark: Benchmark, language: Language) -> str:
    """Say the chapter's finding in one line, no stronger than the intervals allow."""
    compared = [one for one in benchmark.platforms if one.differences]
    best = [PLATFORM_NAMES[one.platform] for one in compared if _leads(one)]
    ahead = {
        PLATFORM_NAMES[one.platform]: [
            d.competitor for d in one.differences if d.verdict == "ahead"
        ]
        for one in compared
    }
    behind = [platform for platform, names in ahead.items() if names]
    rivals = sorted({name for names in ahead.values() for name in names})
    values = {
        "best": language.listing(best),
        "where": language.listing(behind),
        "name": rivals[0] if rivals else "",
    }
    if best and behind:
        return language.text("On {best} you lead; on {where} others stand ahead", **values)
    if best:
        return language.text("On {best} a post of yours draws the most", **values)
    if len(rivals) == 1:
        return language.text("On {where} only {name} stands ahead of you", **values)
    if behind:
        return language.text("On {where} others stand ahead of you", **values)
    if compared:
        return language.text("No clear lead for anyone")
    return language.text("Not enough to compare yet")


def summary(benchmark: Benchmark, language: Language) -> Exhibit:
    """Say what changed, then how the client stands, a platform each, and across which sizes."""
    sentences = change_sentences(benchmark, language) or no_change(benchmark, language)
    sentences += [
        platform_sentence(benchmark, one, language)
        for one in benchmark.platforms
        if one.differences or (benchmark.client in one.few and one.long_enough)
    ]
    sentences += other_sizes(benchmark, language)
    for one in benchmark.platforms:
        if not one.long_enough:
            message = "On {platform} the posts cover only {days} days, too few to compare."
            days = language.number((one.end - one.start).days + 1)
            platform = PLATFORM_NAMES[one.platform]
            sentences.append(say(language, message, platform=platform, days=days))
    alone = [
        PLATFORM_NAMES[one.platform]
        for one in benchmark.platforms
        if not one.differences and benchmark.client not in one.few and one.long_enough
    ]
    if alone:
        where = language.listing(alone)
        message = "On {where} there is nobody with posts enough to compare you with."
        sentences.append(say(language, message, where=where))
    if not benchmark.platforms:
        message = "There are no posts yet to compare the channels with others by."
        sentences = [say(language, message)]
    return wording.summary(sentences)


def platform_sentence(
    benchmark: Benchmark, one: PlatformComparison, language: Language
) -> bundle.Sentence:
    """Say how the client stands on one platform, against whom the posts allow to say it."""
    platform = PLATFORM_NAMES[one.platform]
    if benchmark.client in one.few:
        posts = _posts(benchmark, one.platform, language)
        message = (
            "On {platform} there are only {posts} posts of yours in these weeks, too few to rank."
        )
        return say(language, message, platform=platform, posts=posts)
    groups: dict[str, list[str]] = {"ahead": [], "behind": [], "unclear": []}
    for difference in one.differences:
        groups[difference.verdict].append(difference.competitor)
    best = max(one.differences, key=lambda difference: difference.value).competitor
    names = {verdict: language.listing(brands) for verdict, brands in groups.items()}
    parts = []
    if groups["ahead"]:
        message = (
            "less than that of {ahead} (at most {top})"
            if len(groups["ahead"]) > 1
            else "less than that of {ahead} ({top})"
        )
        parts.append(language.text(message, ahead=names["ahead"], top="{top}"))
    if groups["behind"]:
        parts.append(language.text("more than that of {behind}", behind=names["behind"]))
    compared = ", ".join(parts)
    if groups["unclear"]:
        message = "with {unclear} the difference is too small to tell"
        unclear = language.text(message, unclear=names["unclear"])
        compared = f"{compared}; {unclear}" if compared else unclear
    own = _number(benchmark, one.platform, one.headline, "value", language)
    numbers = [own]
    if groups["ahead"]:
        top = _number(benchmark, one.platform, one.headline, "value", language, best)
        compared = compared.replace("{top}", top.text)
        numbers.append(top)
    text = language.text(
        "On {platform} your middle post draws {own} {unit}: {compared}.",
        platform=platform,
        own=own.text,
        unit=_unit(one.headline, language),
        compared=compared,
    )
    return bundle.Sentence(text=text, numbers=tuple(numbers))


def asks(
    folder: ClientFolder, benchmark: Benchmark, choice: ChannelChoice, language: Language
) -> Exhibit:
    """Say what is asked of the reader: by the results, then by the consultant."""
    sentences = []
    few = [
        PLATFORM_NAMES[one.platform]
        for one in benchmark.platforms
        if benchmark.client in one.few and one.long_enough
    ]
    short = [PLATFORM_NAMES[one.platform] for one in benchmark.platforms if not one.long_enough]
    if short:
        lead = language.text("A longer export")
        message = "of {where}: these files cover too few weeks to say anything."
        where = language.listing(short)
        sentences.append(say(language, message, lead=lead, where=where))
    if few:
        sentences.append(
            say(
                language,
                "on {where}, where you post too little to see what it does.",
                lead=language.text("Go on or stop"),
                where=language.listing(few),
            )
        )
    behind = [
        p
        for p in benchmark.platforms
        if sum(d.verdict == "ahead" for d in p.differences) > len(p.differences) / 2
    ]
    if behind:
        where = language.listing(PLATFORM_NAMES[p.platform] for p in behind)
        lead = language.text("Choose")
        message = "what {where} is for: most others draw more there."
        sentences.append(say(language, message, lead=lead, where=where))
    sentences += channel_choice.asks(choice, language)
    note = folder.note(CHAPTER)
    if not sentences and not (note and note.asks):
        # Without a lead, for it stands among what readers are asked, and asks nothing.
        message = "Nothing has to be decided here: this serves the choices in other chapters."
        sentences.append(say(language, message))
    return wording.asks(sentences, note)


def response(benchmark: Benchmark, language: Language) -> Exhibit:
    """Say what is compared, and who could not be."""
    if not benchmark.platforms:
        return wording.finding(
            [
                say(
                    language,
                    "Without posts there is nothing to compare. The channels’ exports belong in "
                    "data/channels.",
                )
            ],
            "response",
        )
    if any(len(one.brands) > 1 for one in benchmark.platforms):
        message = (
            "Of others only what everybody can see is known: reactions, comments and shares. On "
            "each channel all are compared over the same weeks."
        )
        sentences = [say(language, message)]
    else:
        message = "Your posts cover these weeks: {spans}."
        sentences = [say(language, message, spans=_spans(benchmark, language))]
    sentences += [
        say(
            language,
            "On {platform} the posts of {names} cover other weeks; they are left out.",
            names=language.listing(one.apart),
            platform=PLATFORM_NAMES[one.platform],
        )
        for one in benchmark.platforms
        if one.apart
    ]
    bare = {
        name: PLATFORM_NAMES[p.platform] for p in benchmark.platforms for name in p.no_followers
    }
    sentences += [
        say(
            language,
            "The followers of {name} on {platform} are not known, so nothing is said per follower.",
            name=name,
            platform=platform,
        )
        for name, platform in bare.items()
    ]
    return wording.finding(sentences, "response")


def shares(benchmark: Benchmark, language: Language) -> Exhibit:
    """Say which part of all interactions is the client's, and where more than half is another's."""
    parts: list[str] = []
    numbers: list[bundle.Number] = []
    others: list[bundle.Sentence] = []
    for place, row in benchmark.metrics.iterrows():
        metric, platform = str(row["metric"]), PLATFORM_NAMES[str(row["platform"])]
        if not metric.startswith("share_of_"):
            continue
        cells = {
            name: wording.number(language.share(row[name]), "metrics", int(str(place)), name)
            for name in ("value", "low", "high")
            if not pd.isna(row[name])
        }
        if row["brand"] != benchmark.client:
            if row["low"] > HALF:
                message = "On {platform} more than half goes to {brand} ({share})."
                brand, share = row["brand"], cells["value"]
                others.append(say(language, message, platform=platform, brand=brand, share=share))
            continue
        message = (
            "{value} on {platform} (95% interval {low} to {high})"
            if len(cells) > 1
            else "{value} on {platform}"
        )
        words = {name: cell.text for name, cell in cells.items()}
        parts.append(language.text(message, platform=platform, **words))
        numbers += cells.values()
    if not parts:
        return wording.finding([], "shares")
    message = "Of all interactions with these brands you draw {parts}."
    text = language.text(message, parts=language.listing(parts))
    own = bundle.Sentence(text=text, numbers=tuple(numbers))
    return wording.finding([own, *others], "shares")


def method(benchmark: Benchmark, language: Language) -> Exhibit:
    """Explain how the figures were made, statistics' own words included."""
    sentences = [
        say(
            language,
            "For each platform the common window runs from the latest first post to the earliest "
            "last post of the brands with at least {fewest} posts. Replies are left out; boosted "
            "posts stay in, since competitors' cannot be told apart.",
            fewest=language.number(FEWEST_POSTS),
        ),
        say(
            language,
            "Interactions are reactions, comments and shares together; where a brand's file lacks "
            "one of these, all brands on that platform are compared on what they do publish. "
            "Followers are those on the day of the post: from the file itself, or between two "
            "known counts as if they changed evenly.",
        ),
        *method_sentences(benchmark, language),
    ]
    if benchmark.platforms:
        message = "The common windows are {spans}."
        sentences.insert(1, say(language, message, spans=_spans(benchmark, language)))
    return wording.method(sentences, f"{CHAPTER}-method", language.text("How this was computed"))


def _spans(benchmark: Benchmark, language: Language) -> str:
    return "; ".join(
        language.text(
            "{platform} {start} to {end}",
            platform=PLATFORM_NAMES[one.platform],
            start=language.date(one.start),
            end=language.date(one.end),
        )
        for one in benchmark.platforms
    )


def _leads(one: PlatformComparison) -> bool:
    return bool(one.differences) and all(d.verdict == "behind" for d in one.differences)


def _unit(metric: str, language: Language) -> str:
    name = language.text(METRIC_NAMES[metric])
    return name[:1].lower() + name[1:]


def _number(
    benchmark: Benchmark,
    platform: str,
    metric: str,
    column: str,
    language: Language,
    brand: str = "",
) -> bundle.Number:
    frame = benchmark.metrics
    found = frame[
        frame["brand"].eq(brand or benchmark.client)
        & frame["platform"].eq(platform)
        & frame["metric"].eq(metric)
    ]
    row = int(found.index[0])
    value = float(found[column].iloc[0])
    if is_share(metric) and column == "value":
        return wording.number(language.share(value), "metrics", row, column)
    same = frame[frame["platform"].eq(platform) & frame["metric"].eq(metric)]
    places = decimals(metric, same["value"])
    return wording.number(language.number(value, places), "metrics", row, column)


def _posts(benchmark: Benchmark, platform: str, language: Language) -> bundle.Number:
    rows = benchmark.coverage["brand"].eq(benchmark.client) & benchmark.coverage["platform"].eq(
        platform
    )
    row = int(benchmark.coverage.index[rows][0])
    posts = language.number(benchmark.posts_compared(benchmark.client, platform))
    return wording.number(posts, "coverage", row, "in_window")


def reading(folder: ClientFolder, language: Language) -> Exhibit:
    """Give the consultant's own reading of the benchmark."""
    return wording.reading(folder, language, CHAPTER)


def sources(folder: ClientFolder, language: Language) -> Exhibit:
    """List what the chapter read."""
    return wording.sources(folder, language)
