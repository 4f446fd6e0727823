"""What changed, who is of what size, and what publishers print, in sentences that claim no more."""

from __future__ import annotations

import pandas as pd

from toolkit import bundle
from toolkit.analysis.benchmark_result import Benchmark, PlatformComparison
from toolkit.analysis.brand_sizes import FEWEST_BRANDS
from toolkit.analysis.common_window import FEWEST_POSTS, SETTLED_DAYS
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.metric import METRIC_NAMES, decimals, is_share
from toolkit.prose import wording
from toolkit.prose.wording import say


def change_sentences(benchmark: Benchmark, language: Language) -> list[bundle.Sentence]:
    """Say what changed for the client, only where the interval of the change leaves out nothing."""
    own = _own_changes(benchmark)
    clear = own[own["verdict"].isin(["up", "down"])]
    sentences = []
    for place, row in clear.iterrows():
        message = (
            "On {platform} {measure} rose from {before} to {now} in {weeks} weeks."
            if row["verdict"] == "up"
            else "On {platform} {measure} fell from {before} to {now} in {weeks} weeks."
        )
        name = language.text(METRIC_NAMES[row["metric"]])
        sentences.append(
            say(
                language,
                message,
                platform=PLATFORM_NAMES[row["platform"]],
                measure=name[:1].lower() + name[1:],
                before=_cell(row, "before", int(str(place)), language),
                now=_cell(row, "now", int(str(place)), language),
                weeks=language.number(_weeks(row["now_start"], row["now_end"])),
            )
        )
    return sentences


def changes(benchmark: Benchmark, language: Language) -> Exhibit:
    """Say over which weeks the client is laid beside itself, and whether anything changed."""
    own = _own_changes(benchmark)
    if own.empty:
        message = "There are not weeks enough yet to lay two periods beside each other."
        return wording.finding([say(language, message)], "changes-text")
    told = own[own["verdict"].ne("too few posts")]
    spans: dict[int, list[str]] = {}
    for row in told.drop_duplicates("platform").to_dict("records"):
        spans.setdefault(_weeks(row["now_start"], row["now_end"]), []).append(
            PLATFORM_NAMES[row["platform"]]
        )
    sentences = []
    if spans:
        listed = language.listing(
            language.text(
                "{n} weeks on {platforms}", n=language.number(n), platforms=language.listing(names)
            )
            for n, names in spans.items()
        )
        message = "The last weeks stand beside as many before them: {spans}."
        sentences.append(say(language, message, spans=listed))
    if told["verdict"].isin(["up", "down"]).any():
        message = "What chance cannot explain has a word behind it; the rest may be chance."
        sentences.append(say(language, message))
    elif len(told):
        message = "None of these differences is larger than chance can make it."
        sentences.append(say(language, message))
    few = [
        PLATFORM_NAMES[name]
        for name in dict.fromkeys(own["platform"])
        if name not in set(told["platform"])
    ]
    if few:
        message = "On {platforms} there are too few posts in one of the two periods."
        sentences.append(say(language, message, platforms=language.listing(few)))
    return wording.finding(sentences, "changes-text")


def no_change(benchmark: Benchmark, language: Language) -> list[bundle.Sentence]:
    """Say that nothing changed for sure, where it could have been seen and was not."""
    own = _own_changes(benchmark)
    if own["verdict"].isin(["up", "down"]).any() or not own["verdict"].eq("unclear").any():
        return []
    platforms = dict.fromkeys(own.loc[own["verdict"].eq("unclear"), "platform"])
    message = "On {platforms} nothing changed for sure since the period before."
    listed = language.listing(PLATFORM_NAMES[name] for name in platforms)
    return [say(language, message, platforms=listed)]


def other_sizes(benchmark: Benchmark, language: Language) -> list[bundle.Sentence]:
    """Say on which platforms the client stands beside brands of another size, in one sentence."""
    platforms = [
        PLATFORM_NAMES[one.platform]
        for one in benchmark.platforms
        if any(difference.across for difference in one.differences)
    ]
    if not platforms:
        return []
    message = (
        "On {platforms} some of these brands are of another size, and size alone changes what a "
        "post draws: for each follower it falls as followers grow."
    )
    return [say(language, message, platforms=language.listing(platforms))]


def sizes(benchmark: Benchmark, language: Language) -> Exhibit:
    """Say between whom sizes differ, and what size explains, or why that is not estimated."""
    across = [
        language.text(
            "{name} on {platform}",
            name=language.listing(names),
            platform=PLATFORM_NAMES[one.platform],
        )
        for one in benchmark.platforms
        if (names := [d.competitor for d in one.differences if d.across])
    ]
    sentences = []
    if across:
        message = (
            "With {brands} the comparison is across sizes: their followers fall in another band."
        )
        sentences.append(say(language, message, brands=language.listing(across)))
    slopes = [one for one in benchmark.platforms if one.size_slope]
    sentences += [_slope(one, language) for one in slopes]
    most = max((len(one.brands) for one in benchmark.platforms), default=0)
    if most > 1 and not slopes:
        sentences.append(
            say(
                language,
                "How much of a difference is due to size is not estimated: below {fewest} brands "
                "size and the brands themselves cannot be told apart.",
                fewest=language.number(FEWEST_BRANDS),
            )
        )
    return wording.finding(sentences, "sizes")


def published(compared: pd.DataFrame, language: Language) -> Exhibit:
    """Say how the client stands beside published levels, or that its accounts lie outside them."""
    sentences = []
    comparable = compared.reset_index(drop=True)[lambda rows: rows["verdict"].eq("comparable")]
    for place, row in comparable.iterrows():
        message = (
            "On {platform} your middle post draws {own} of your followers, more than the {level} "
            "that {publisher} found for posts of {year}."
            if row["low"] > row["level"]
            else "On {platform} your middle post draws {own} of your followers, less than the "
            "{level} that {publisher} found for posts of {year}."
            if row["high"] < row["level"]
            else "On {platform} your middle post draws {own} of your followers, which cannot be "
            "told apart from the {level} that {publisher} found for posts of {year}."
        )
        sentences.append(
            say(
                language,
                message,
                platform=PLATFORM_NAMES[row["platform"]],
                publisher=row["publisher"],
                year=row["data_year"],
                own=wording.number(
                    language.share(row["value"], 2), "published_levels", int(str(place)), "value"
                ),
                level=wording.number(
                    language.share(row["level"], 2), "published_levels", int(str(place)), "level"
                ),
            )
        )
    outside = compared[compared["verdict"].eq("outside the frame")]
    if len(outside):
        sentences.append(
            say(
                language,
                "On {platforms} your account is outside the frame of {publishers}: accounts of "
                "that size were not measured, so no published level stands beside yours.",
                platforms=language.listing(
                    dict.fromkeys(PLATFORM_NAMES[name] for name in outside["platform"])
                ),
                publishers=language.listing(dict.fromkeys(outside["publisher"])),
            )
        )
    return wording.finding(sentences, "published-levels-text")


def method_sentences(benchmark: Benchmark, language: Language) -> list[bundle.Sentence]:
    """Explain intervals, differences, ranks, periods and what was left out."""
    sentences = [
        say(
            language,
            "Posts younger than {days} days on the date of the report are left out, since what "
            "they draw still comes in.",
            days=language.number(SETTLED_DAYS),
        ),
        say(
            language,
            "The headline is the median post. Its 95% interval holds every value at which the "
            "posts above and below it, added up by week, fit a mean of nothing: an inverted t-test "
            "of whole weeks (Francisco and Fuller 1991; Ibragimov and Müller 2010). On invented "
            "brands with known medians it held the truth in 95 to 96% of cases at 12, 26 and 78 "
            "weeks, and up to 98% where posts draw so few interactions that whole counts tie. "
            "Where the posts lie in too few weeks there is no interval. A share of interactions is "
            "a sum that a few posts can decide: its interval held the truth in 93 to 94%.",
        ),
        say(
            language,
            "Not every interval keeps to 95%. At 12 weeks that of posts a week held the truth in "
            "93 to 98% of cases and that of posts with any interaction in 97 to 98%, over more "
            "weeks in 94 to 97%. That of an average post held it in only 78 to 94%, since a few "
            "posts can decide an average; for how sure a figure is, look at the median.",
        ),
        say(
            language,
            "Brands are called different only where the interval of their difference leaves out "
            "zero (Zou and Donner 2008; weeks that both share fall out), at 95% over all brands "
            "on the channel together (Bonferroni). A rank's range counts who is surely ahead and "
            "surely behind (Mogstad and others 2024).",
        ),
    ]
    if len(benchmark.changes):
        sentences.append(
            say(
                language,
                "What changed is the last weeks of the common window beside as many weeks before "
                "them, for brands with at least {fewest} posts in both; a change is named only "
                "where its interval, at 95% over all of a brand's changes together, leaves out "
                "zero. It may still be the season's.",
                fewest=language.number(FEWEST_POSTS),
            )
        )
    return sentences


def _own_changes(benchmark: Benchmark) -> pd.DataFrame:
    return benchmark.changes[benchmark.changes["brand"].eq(benchmark.client)]


def _weeks(start: pd.Timestamp, end: pd.Timestamp) -> int:
    return ((end - start).days + 1) // 7


def _slope(one: PlatformComparison, language: Language) -> bundle.Sentence:
    assert one.size_slope is not None  # noqa: S101
    found = one.size_slope
    return say(
        language,
        "Over the {n} brands on {platform} a post of an account with ten times as many followers "
        "draws {value} times as much (95% interval {low} to {high}); the table of sizes holds "
        "each brand against that.",
        n=language.number(found.brands),
        platform=PLATFORM_NAMES[one.platform],
        value=language.number(10**found.value, 1),
        low=language.number(10**found.low, 1),
        high=language.number(10**found.high, 1),
    )


def _cell(row: pd.Series, column: str, place: int, language: Language) -> bundle.Number:
    metric = str(row["metric"])
    places = decimals(metric, (row["before"], row["now"]))
    value = float(row[column])
    text = language.share(value) if is_share(metric) else language.number(value, places)
    return wording.number(text, "changes", place, column)
