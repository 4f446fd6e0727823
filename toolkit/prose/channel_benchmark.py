"""The benchmark in sentences. Nothing is claimed where the interval of a difference holds zero."""

from __future__ import annotations

from toolkit import bundle
from toolkit.analysis.channel_benchmark import FEWEST_POSTS, Benchmark, PlatformComparison
from toolkit.analysis.weekly_bootstrap import DRAWS
from toolkit.clients import ChannelData, ClientFolder
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.metric import METRIC_NAMES, decimals, is_share
from toolkit.prose import wording
from toolkit.prose.wording import say

CHAPTER = "channel_benchmark"


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
    best = [PLATFORM_NAMES[one.platform] for one in benchmark.platforms if _leads(one)]
    rivals = {
        PLATFORM_NAMES[one.platform]: [
            d.competitor for d in one.differences if d.verdict == "ahead"
        ]
        for one in benchmark.platforms
    }
    behind = {name: ahead for name, ahead in rivals.items() if ahead}
    if best and behind:
        platform, ahead = next(iter(behind.items()))
        return language.text(
            "On {best} you lead; on {platform} {names} stands ahead",
            best=language.listing(best), platform=platform, names=ahead[0],
        ) if len(ahead) == 1 else language.text(
            "On {best} you lead; on {platform} others stand ahead",
            best=language.listing(best), platform=platform,
        )  # fmt: skip
    if best:
        return language.text("You lead on {best}", best=language.listing(best))
    if behind:
        return language.text("Others stand ahead on {where}", where=language.listing(behind))
    if any(one.differences for one in benchmark.platforms):
        return language.text("No clear lead for anyone")
    return language.text("Not enough to compare yet")


def summary(benchmark: Benchmark, language: Language) -> Exhibit:
    """Say in a few sentences how the client stands, a platform each."""
    sentences = [
        sentence
        for one in benchmark.platforms
        for sentence in platform_sentences(benchmark, one, language)
    ]
    if not benchmark.platforms:
        sentences = [
            say(
                language,
                "There are no posts yet to compare. Put the exports of the channels in the folder "
                "data/channels and build the report again.",
            )
        ]
    return wording.summary(sentences)


def platform_sentences(
    benchmark: Benchmark, one: PlatformComparison, language: Language
) -> list[bundle.Sentence]:
    """Say how the client stands on one platform, against whom the posts allow to say it."""
    platform = PLATFORM_NAMES[one.platform]
    client = benchmark.client
    if client not in one.brands:
        return [say(language, "On {platform} there are no posts of yours.", platform=platform)]
    if client in one.few:
        posts = _number(benchmark, one.platform, "posts_per_week", "n_posts", language)
        return [
            say(
                language,
                "On {platform} there are {posts} posts of yours in these weeks, too few to rank.",
                platform=platform,
                posts=posts,
            )
        ]
    if not one.differences:
        return [
            say(
                language,
                "On {platform} nobody else has posts enough to be compared with.",
                platform=platform,
            )
        ]
    own = _number(benchmark, one.platform, one.headline, "value", language)
    groups: dict[str, list[str]] = {"behind": [], "ahead": [], "unclear": []}
    for difference in one.differences:
        groups[difference.verdict].append(difference.competitor)
    what = _unit(one.headline, language)
    shared = {"platform": platform, "own": own, "unit": what}
    if not groups["ahead"] and not groups["unclear"]:
        message = (
            "On {platform} a post of yours calls up more than a post of {names}: {own} {unit}."
        )
        return [say(language, message, names=language.listing(groups["behind"]), **shared)]
    sentences = []
    if groups["ahead"]:
        best = max(one.differences, key=lambda difference: difference.value)
        top = _number(benchmark, one.platform, one.headline, "value", language, best.competitor)
        sentences.append(
            say(
                language,
                "On {platform} {names} stands ahead of you: at the top {best} with {top} {unit}, "
                "against {own} of yours."
                if len(groups["ahead"]) > 1
                else "On {platform} {names} stands ahead of you: {top} {unit}, against {own}.",
                names=language.listing(groups["ahead"]),
                best=best.competitor,
                top=top,
                **shared,
            )
        )
    if groups["behind"]:
        message = "On {platform} you stand ahead of {names}, with {own} {unit}."
        sentences.append(say(language, message, names=language.listing(groups["behind"]), **shared))
    if groups["unclear"]:
        message = "On {platform} the difference with {names} is too small to say who is ahead."
        names = language.listing(groups["unclear"])
        sentences.append(say(language, message, names=names, platform=platform))
    return sentences


def asks(folder: ClientFolder, benchmark: Benchmark, language: Language) -> Exhibit:
    """Say what is asked of the reader: by the results, then by the consultant."""
    sentences = []
    few = [PLATFORM_NAMES[p.platform] for p in benchmark.platforms if benchmark.client in p.few]
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
        message = "what {where} is for: most others call up more there."
        sentences.append(say(language, message, lead=lead, where=where))
    note = folder.note(CHAPTER)
    if not sentences and not (note and note.asks):
        lead = language.text("Nothing to decide here")
        message = "the benchmark is there to weigh the choices in the other chapters."
        sentences.append(say(language, message, lead=lead))
    return wording.asks(sentences, note)


def response_title(benchmark: Benchmark, language: Language) -> str:
    """Say the finding of the first figure."""
    return headline(benchmark, language)


def rhythm_title(benchmark: Benchmark, language: Language) -> str:
    """Say who posts most on the platform where the client posts most."""
    own = benchmark.metrics[
        benchmark.metrics["brand"].eq(benchmark.client)
        & benchmark.metrics["metric"].eq("posts_per_week")
    ]
    if own.empty:
        return language.text("How often there is a post")
    top = own.sort_values("value").iloc[-1]
    platform = PLATFORM_NAMES[str(top["platform"])]
    value = language.number(top["value"], 1)
    return language.text(
        "You post most on {platform}: {value} times a week", platform=platform, value=value
    )


def share_title(benchmark: Benchmark, language: Language) -> str:
    """Say where the client gets the largest share of all interactions."""
    own = benchmark.metrics[
        benchmark.metrics["brand"].eq(benchmark.client)
        & benchmark.metrics["metric"].str.startswith("share_of_")
    ]
    if own.empty:
        return language.text("Who gets the attention")
    top = own.sort_values("value").iloc[-1]
    return language.text(
        "{share} of all interactions on {platform} are with you",
        share=language.share(top["value"]),
        platform=PLATFORM_NAMES[str(top["platform"])],
    )


def response(benchmark: Benchmark, language: Language) -> Exhibit:
    """Say over which weeks each platform is compared, and who could not be."""
    if not benchmark.platforms:
        return wording.finding(
            [say(language, "Without posts there is nothing to compare.")], "response"
        )
    spans: dict[tuple[str, str], list[str]] = {}
    for one in benchmark.platforms:
        span = (language.date(one.start), language.date(one.end))
        spans.setdefault(span, []).append(PLATFORM_NAMES[one.platform])
    sentences = [
        say(
            language,
            "On {platforms} all are compared over the same weeks, {start} to {end}.",
            platforms=language.listing(names),
            start=start,
            end=end,
        )
        for (start, end), names in spans.items()
    ]
    sentences.append(
        say(
            language,
            "Of others only what everybody can see is known: reactions, comments and shares.",
        )
    )
    bare = {name: PLATFORM_NAMES[p.platform] for p in benchmark.platforms for name in p.no_followers}
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


def warnings(channels: ChannelData, language: Language) -> Exhibit:
    """Name what the files give reason to doubt; nothing where there is nothing."""
    found = [fault for fault in channels.faults if fault.severity == "warning"]
    if not found:
        return wording.notice([], "import-warnings")
    sentence = say(
        language,
        "The files give {n} reasons for care; “How the files were read” below names them.",
        n=language.number(len(found)),
    ) if len(found) > 1 else say(
        language, "The files give one reason for care; “How the files were read” below names it."
    )  # fmt: skip
    return wording.notice([sentence], "import-warnings")


def method(benchmark: Benchmark, language: Language) -> Exhibit:
    """Explain how the figures were made, statistics' own words included."""
    short = [PLATFORM_NAMES[one.platform] for one in benchmark.platforms if one.weeks < 26]
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
            "Followers are those on the day of the post: from the file itself, or between two known "
            "counts as if they changed evenly.",
        ),
        say(
            language,
            "The headline is the median post. Its 95% interval is a percentile bootstrap of whole "
            "weeks ({draws} draws, fixed seed; Field and Welsh 2007); brands are called different "
            "only where the interval of the difference of their medians excludes zero. Ranks carry "
            "the 95% range over the same draws.",
            draws=language.number(DRAWS),
        ),
    ]
    if short:
        sentences.append(
            say(
                language,
                "On {where} the window is shorter than half a year; such an interval is somewhat "
                "too narrow.",
                where=language.listing(short),
            )
        )
    return wording.method(sentences, f"{CHAPTER}-method", language.text("How this was computed"))


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
    places = 0 if column == "n_posts" else decimals(metric, float(same["value"].max()))
    return wording.number(language.number(value, places), "metrics", row, column)


def reading(folder: ClientFolder, language: Language) -> Exhibit:
    """Give the consultant's own reading of the benchmark."""
    return wording.reading(folder, language, CHAPTER)


def sources(folder: ClientFolder, language: Language) -> Exhibit:
    """List what the chapter read."""
    return wording.sources(folder, language)
