"""The choice in sentences: what comes first, what was decided, and what it asks."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit import bundle
from toolkit.analysis.build_join_ignore import Weighing
from toolkit.analysis.client_roadmap import ClientRoadmap
from toolkit.analysis.verdict import VERDICT_NAMES
from toolkit.clients import ClientFolder
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.prose import wording
from toolkit.prose.choice_scores import disagreement_sentences
from toolkit.prose.wording import quote, say

CHAPTER = "build_join_ignore"
SURE = 0.8  # of all weights, from which an initiative may be called the first
MOST_IN_A_TITLE = 2
NO_ROOM = ("crowded_out", "too_large", "too_long")


def cover(
    folder: ClientFolder,
    weighing: Weighing,
    language: Language,
    plan: ClientRoadmap | None = None,
) -> Exhibit:
    """Open the chapter with its finding."""
    return wording.cover(
        folder,
        language,
        chapter=CHAPTER,
        chapter_title=language.text("Build, join or ignore"),
        title=headline(weighing, language, plan),
        lede=language.text(
            "What to make yourselves, where to join others, what to leave, and what that asks."
        ),
    )


def headline(weighing: Weighing, language: Language, plan: ClientRoadmap | None = None) -> str:
    """Say in one line what comes first, no surer than all weights allow.

    Parameters
    ----------
    plan
        The roadmap; where it has no room for what comes first, that is the finding.
    """
    if weighing.ranking.empty:
        return language.text("There is nothing to choose between yet")
    leaders = find_leaders(weighing)
    if not leaders:
        return language.text("The initiatives are still to be scored")
    name = _name(weighing, leaders[0])
    if int(weighing.ranking["benefit"].notna().sum()) < 2:
        if len(weighing.ranking) == 1:
            return language.text("One initiative so far: {name}", name=name)
        return language.text("Most initiatives are still to be scored")
    mostly = _first_share(weighing, leaders[0]) > 1 / 2
    if plan is not None and mostly and _has_no_room(plan, leaders[0]):
        return language.text("No room yet for what brings most")
    if len(leaders) == 1 and not is_weighed(weighing):
        return language.text("First so far: {name}", name=name)
    if len(leaders) == 1:
        return language.text("First of all: {name}", name=name)
    if mostly:
        return language.text("Mostly first: {name}", name=name)
    if len(leaders) == MOST_IN_A_TITLE:
        return language.text("Two initiatives compete for the first place")
    return language.text("No initiative stands out")


def _first_share(weighing: Weighing, key: str) -> float:
    table = weighing.acceptability.table
    return float(table["probability"].iloc[_first_row(weighing, key)])


def _first_row(weighing: Weighing, key: str) -> int:
    table = weighing.acceptability.table
    found = (table["initiative"] == key) & (table["rank"] == 1)
    return int(table.index[found].to_numpy()[0])


def _has_no_room(plan: ClientRoadmap, key: str) -> bool:
    return plan.fits and any(one.item == key and one.reason in NO_ROOM for one in plan.left_out)


def is_weighed(weighing: Weighing) -> bool:
    """Tell whether there is anything to weigh: two criteria or more, and two raters or more."""
    # One criterion leaves nothing to weigh, and one rater's order is no more than an opinion.
    criteria = sum(weight > 0 for weight in weighing.scoring.weights.values())
    return criteria > 1 and len(weighing.scoring.raters) > 1


def find_leaders(weighing: Weighing) -> tuple[str, ...]:
    """Name the initiatives of which one is first, whatever the weights eight times in ten."""
    table = weighing.acceptability.table
    first = table[table["rank"] == 1].sort_values("probability", ascending=False, kind="stable")
    before = first["probability"].cumsum() - first["probability"]
    return tuple(first.loc[before < SURE, "initiative"])


def summary(
    weighing: Weighing, language: Language, planned: Sequence[bundle.Sentence] = ()
) -> Exhibit:
    """Say in a few sentences what comes out, and what it asks.

    Parameters
    ----------
    planned
        What the roadmap makes of it: what is done comes first, what it has no room for after what
        brings most. Without a plan the hours of all that was chosen are told.
    """
    if weighing.ranking.empty:
        sentence = say(
            language,
            "No initiatives have been named yet.",
        )
        return wording.summary([sentence])
    sentences = [
        # A strategy of several chapters takes over the first two.
        *planned[:1],
        *_against_sentences(weighing, language),
        *_leader_sentences(weighing, language),
        *planned[1:],
        *_verdict_sentences(weighing, language),
        *(() if planned else _hours_sentences(weighing, language)),
        *double_sentences(weighing, language),
        *disagreement_sentences(weighing, language),
    ]
    return wording.summary(sentences)


def _leader_sentences(weighing: Weighing, language: Language) -> list[bundle.Sentence]:
    leaders = find_leaders(weighing)
    if not leaders:
        return [say(language, "No initiative has been scored on every criterion yet.")]
    benefit = _number(weighing, leaders[0], "benefit", language)
    if int(weighing.ranking["benefit"].notna().sum()) < 2:
        message = (
            "“{name}” has a benefit of {benefit} out of 100; nothing else has been scored to set "
            "beside it."
        )
        return [say(language, message, name=_name(weighing, leaders[0]), benefit=benefit)]
    if not is_weighed(weighing):
        top = weighing.ranking.loc[weighing.ranking["rank"] == 1, "name"]
        message = "The highest benefit, {benefit} out of 100, is that of {names}."
        if len(weighing.scoring.raters) == 1:
            message = (
                "The highest benefit, {benefit} out of 100, is that of {names}; one person scored."
            )
        names = quote(top, language)
        benefit = _number(weighing, leaders[0], "benefit", language)
        return [say(language, message, names=names, benefit=benefit)]
    row = _first_row(weighing, leaders[0])
    first = _first_share(weighing, leaders[0])
    if first <= 1 / 2:
        top = weighing.ranking.loc[weighing.ranking["rank"] == 1, "initiative"].iloc[0]
        message = (
            "As weighed and scored now “{name}” comes first, with {benefit} of 100; weighed "
            "otherwise it could be {others}."
        )
        others = [_name(weighing, key) for key in leaders if key != top]
        return [
            say(
                language,
                message,
                name=_name(weighing, top),
                benefit=_number(weighing, top, "benefit", language),
                others=quote(others, language),
            )
        ]
    message = (
        "“{name}” has a benefit of {benefit} out of 100, and comes first in {share} of all ways to "
        "weigh and to score that agree with what was said."
    )
    if len(leaders) > 1:
        message = (
            "“{name}” has a benefit of {benefit} out of 100, and comes first in {share} of all "
            "ways to weigh and to score that agree with what was said; otherwise mostly {others}."
        )
    return [
        say(
            language,
            message,
            name=_name(weighing, leaders[0]),
            benefit=benefit,
            share=wording.number(language.share(first), "rank_acceptability", row, "probability"),
            others=quote((_name(weighing, key) for key in leaders[1:]), language),
        )
    ]


def _verdict_sentences(weighing: Weighing, language: Language) -> list[bundle.Sentence]:
    counts = weighing.ranking["verdict"].value_counts()
    found = [
        f"{language.text(VERDICT_NAMES[name]).lower()} {language.number(int(counts[name]))}"
        for name in VERDICT_NAMES
        if name in counts
    ]
    still_open = int(weighing.ranking["verdict"].isna().sum())
    if found and still_open:
        found.append(language.text("still open {n}", n=language.number(still_open)))
    if not found or len(weighing.ranking) == 1:
        return []
    message = "Of {all} initiatives the advice is: {list}."
    total = language.number(len(weighing.ranking))
    return [say(language, message, all=total, list=language.listing(found))]


def _hours_sentences(weighing: Weighing, language: Language) -> list[bundle.Sentence]:
    chosen = weighing.chosen_once()
    if chosen.empty:
        return []
    hours = float(chosen["hours_running"].sum())
    values = {"hours": language.hours(hours)}
    room = weighing.left_month
    decided = bool(weighing.decisions)
    what = language.text("What was decided" if decided else "What is advised")
    if room is None:
        message = "{what} asks {hours} hours a month to keep going; how many there are is unknown."
        return [say(language, message, what=what, **values)]
    message = (
        "{what} asks {hours} hours a month to keep going. For new things there are {left}, and "
        "that is enough."
    )
    if hours > room:
        message = (
            "{what} asks {hours} hours a month to keep going. For new things there are {left}, so "
            "it does not fit."
        )
    return [say(language, message, what=what, left=language.hours(room), **values)]


def _against_sentences(weighing: Weighing, language: Language) -> list[bundle.Sentence]:
    against = weighing.ranking.loc[weighing.ranking["against"].astype(bool), "name"]
    if against.empty:
        return []
    message = "Decided against the advice: {names}."
    return [say(language, message, names=quote(against, language))]


def double_sentences(weighing: Weighing, language: Language) -> list[bundle.Sentence]:
    """Say which variants of one idea were both decided on."""
    message = "Decided on {names}, which are variants of one idea; the plan does one at most."
    return [
        say(language, message, names=quote((_name(weighing, key) for key in keys), language))
        for keys in weighing.find_double_choices()
    ]


def reading(folder: ClientFolder, language: Language) -> Exhibit:
    """Give the consultant's own reading of the choice."""
    return wording.reading(folder, language, CHAPTER)


def sources(folder: ClientFolder, language: Language) -> Exhibit:
    """List what the chapter read."""
    return wording.sources(folder, language)


def _name(weighing: Weighing, key: str) -> str:
    table = weighing.ranking
    return str(table.loc[table["initiative"] == key, "name"].iloc[0])


def _number(weighing: Weighing, key: str, column: str, language: Language) -> bundle.Number:
    table = weighing.ranking
    row = int(table.index[table["initiative"] == key][0])
    return wording.number(language.number(float(table[column].iloc[row])), "ranking", row, column)
