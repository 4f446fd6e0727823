"""The choice in sentences: what to do, what to leave, what it asks, and where the team differs."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from toolkit import bundle
from toolkit.analysis.build_join_ignore import FEWEST_TO_SPLIT, MIDDLE, Weighing
from toolkit.analysis.scoring import WIDE
from toolkit.analysis.verdict import VERDICT_NAMES
from toolkit.clients import ClientFolder
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.choice import Choice
from toolkit.model.initiative import LEVEL_NAMES, Rules
from toolkit.prose import wording
from toolkit.prose.wording import say

CHAPTER = "build_join_ignore"
SURE = 0.8  # of all weights, from which an initiative may be called the first
MOST_IN_A_TITLE = 2
PEOPLES_SHARE = 0.5  # of the hours, below which a plan forgets who keeps it going


def cover(folder: ClientFolder, weighing: Weighing, language: Language) -> Exhibit:
    """Open the chapter with its finding."""
    return wording.cover(
        folder,
        language,
        chapter=CHAPTER,
        chapter_title=language.text("Build, join or leave"),
        title=headline(weighing, language),
        lede=language.text(
            "What to make yourselves, where to join others, what to leave, and what that asks."
        ),
    )


def headline(weighing: Weighing, language: Language) -> str:
    """Say in one line what comes first, no surer than all weights allow."""
    if weighing.ranking.empty:
        return language.text("There is nothing to choose between yet")
    leaders = find_leaders(weighing)
    if not leaders:
        return language.text("The initiatives are still to be scored")
    if int(weighing.ranking["benefit"].notna().sum()) < 2:
        if len(weighing.ranking) == 1:
            name = _name(weighing, leaders[0])
            return language.text("One initiative so far: {name}", name=name)
        return language.text("Most initiatives are still to be scored")
    if len(leaders) == 1 and not _is_weighed(weighing):
        return language.text("First so far: {name}", name=_name(weighing, leaders[0]))
    if len(leaders) == 1:
        return language.text("First of all: {name}", name=_name(weighing, leaders[0]))
    if len(leaders) == MOST_IN_A_TITLE:
        return language.text("Two initiatives compete for the first place")
    return language.text("No initiative stands out")


def _is_weighed(weighing: Weighing) -> bool:
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
        What the roadmap makes of it; without a plan the hours of all that was chosen are told.
    """
    if weighing.ranking.empty:
        sentence = say(
            language,
            "No initiatives have been named yet. Name them in the workshop, with the hours they "
            "ask, and let at least three people score each one alone.",
        )
        return wording.summary([sentence])
    sentences = [
        *_leader_sentences(weighing, language),
        *_verdict_sentences(weighing, language),
        *(planned or _hours_sentences(weighing, language)),
        *_against_sentences(weighing, language),
        *_disagreement_sentences(weighing, language),
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
    if not _is_weighed(weighing):
        top = weighing.ranking.loc[weighing.ranking["rank"] == 1, "name"]
        message = "The highest benefit, {benefit} out of 100, is that of {names}."
        if len(weighing.scoring.raters) == 1:
            message = (
                "The highest benefit, {benefit} out of 100, is that of {names}; one person scored."
            )
        names = _quoted(top, language)
        benefit = _number(weighing, leaders[0], "benefit", language)
        return [say(language, message, names=names, benefit=benefit)]
    if len(leaders) > 1:
        message = "Which initiative comes first depends on how the criteria are weighed: {names}."
        names = language.listing(f"“{_name(weighing, key)}”" for key in leaders)
        return [say(language, message, names=names)]
    table = weighing.acceptability.table
    row = int(table.index[(table["initiative"] == leaders[0]) & (table["rank"] == 1)].to_numpy()[0])
    share = language.share(float(table["probability"].iloc[row]))
    message = (
        "“{name}” has a benefit of {benefit} out of 100, and comes first in {share} of all ways to "
        "weigh the criteria that agree with what was said."
    )
    if weighing.acceptability.rater_draws:
        message = (
            "“{name}” has a benefit of {benefit} out of 100, and comes first in {share} of all "
            "ways to weigh the criteria that agree with what was said, over raters like these."
        )
    return [
        say(
            language,
            message,
            name=_name(weighing, leaders[0]),
            benefit=benefit,
            share=wording.number(share, "rank_acceptability", row, "probability"),
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
    sentences = []
    if found and len(weighing.ranking) > 1:
        message = "Of {all} initiatives the advice is: {list}."
        total = language.number(len(weighing.ranking))
        sentences.append(say(language, message, all=total, list=language.listing(found)))
    unsure = weighing.ranking.loc[weighing.ranking["verdict"].isna(), "name"]
    if len(unsure):
        message = "Of {names} it cannot be said yet: something that decides it is unknown."
        sentences.append(say(language, message, names=_quoted(unsure, language)))
    return sentences


def _hours_sentences(weighing: Weighing, language: Language) -> list[bundle.Sentence]:
    chosen = weighing.chosen()
    if chosen.empty:
        return []
    hours = float(chosen["hours_running"].sum())
    values = {"hours": language.hours(hours)}
    room = weighing.capacity_month
    decided = bool(weighing.decisions)
    what = language.text("What was decided" if decided else "What is advised")
    if room is None:
        message = "{what} asks {hours} hours a month to keep going; how many there are is unknown."
        return [say(language, message, what=what, **values)]
    message = "{what} asks {hours} hours a month to keep going, of the {room} that there are."
    left = weighing.left_month
    if weighing.taken_month and left is not None:
        message = (
            "{what} asks {hours} hours a month to keep going. Of the {room} that there are, at "
            "least {taken} go to the social channels that stay; {left} are left, and that is "
            "enough."
        )
        if hours > left:
            message = (
                "{what} asks {hours} hours a month to keep going. Of the {room} that there are, at "
                "least {taken} go to the social channels that stay; {left} are left, so it does "
                "not fit."
            )
        values |= {
            "taken": language.hours(weighing.taken_month),
            "left": language.hours(left),
        }
    elif hours > room:
        message = (
            "{what} asks {hours} hours a month to keep going, and there are {room}: it does not "
            "fit."
        )
    return [say(language, message, what=what, room=language.hours(room), **values)]


def _against_sentences(weighing: Weighing, language: Language) -> list[bundle.Sentence]:
    against = weighing.ranking.loc[weighing.ranking["against"].astype(bool), "name"]
    if against.empty:
        return []
    message = "Decided against the advice: {names}."
    return [say(language, message, names=_quoted(against, language))]


def _disagreement_sentences(weighing: Weighing, language: Language) -> list[bundle.Sentence]:
    scores = weighing.scoring.scores
    wide = scores[scores["disagreement"].astype(bool)]
    if wide.empty or len(weighing.scoring.raters) < 2:
        return []
    most = wide["initiative"].value_counts(sort=False)
    top = most[most == most.max()].index
    n, everything = language.number(len(wide)), language.number(int((scores["n"] > 0).sum()))
    message = "On {n} of {all} scores the raters lie three steps or more apart."
    values = {"n": n, "all": everything}
    if len(top) <= MOST_IN_A_TITLE:
        message = (
            "On {n} of {all} scores the raters lie three steps or more apart, most often on "
            "{names}."
        )
        values["names"] = language.listing(f"“{_name(weighing, str(key))}”" for key in top)
    return [say(language, message, **values)]


def matrix_title(weighing: Weighing, language: Language) -> str:
    """Say the finding of the matrix."""
    quick = weighing.ranking[(weighing.ranking["quadrant"] == "quick_win").fillna(value=False)]
    big = weighing.ranking[(weighing.ranking["quadrant"] == "big_step").fillna(value=False)]
    if len(quick) == 1:
        return language.text("“{name}” brings much for few hours", name=quick["name"].iloc[0])
    if len(quick):
        n = language.number(len(quick))
        return language.text("{n} initiatives bring much for few hours", n=n)
    if len(big):
        return language.text("What brings much also asks many hours")
    return language.text("No initiative brings half of what there is to bring")


def hours_title(weighing: Weighing, language: Language) -> str:
    """Say whose hours they are."""
    table = weighing.ranking
    total = float(table["hours_first_year"].sum())
    people = float((table["hours_first_year"] * table["organisational_share"].fillna(0)).sum())
    share = language.share(people / total if total else 0)
    return language.text("{share} of all hours is people's work", share=share)


def unrated(weighing: Weighing, choice: Choice, language: Language) -> Exhibit:
    """Name the initiatives without a benefit, and what they lack; say why there is no matrix."""
    criteria = {one.key: one.name for one in choice.criteria}
    sentences = []
    if 0 < len(weighing.ranking) < FEWEST_TO_SPLIT:
        message = "With fewer than four initiatives there is no middle to set them against."
        sentences.append(say(language, message))
    for row in weighing.scoring.benefits.to_dict("records"):
        if not row["unrated"]:
            continue
        name = _name(weighing, row["initiative"])
        if len(row["unrated"]) == len(criteria):
            message = "“{name}” has not been scored, so it has no benefit and no place."
            sentences.append(say(language, message, name=name))
        else:
            missing = language.listing(criteria[key] for key in row["unrated"])
            message = "“{name}” has no score on {criteria}, so it has no benefit and no place."
            sentences.append(say(language, message, name=name, criteria=missing))
    return wording.notice(sentences, "unrated")


def people(weighing: Weighing, language: Language) -> Exhibit:
    """Name the plans that are mostly technique."""
    table = weighing.ranking
    few = table.loc[table["organisational_share"] < PEOPLES_SHARE, "name"]
    if few.empty:
        return wording.finding([], "people")
    message = (
        "Less than half of the hours of {names} are people's work. Check who keeps it going once "
        "it stands: that is what such plans usually forget."
    )
    return wording.finding([say(language, message, names=_quoted(few, language))], "people")


def disagreement(weighing: Weighing, language: Language) -> Exhibit:
    """Say how far the raters agree, and what to do about it."""
    raters = weighing.scoring.raters
    if len(raters) < 2:
        message = "There is one rater or none; let at least three people score, each alone."
        return wording.finding([say(language, message)], "disagreement")
    sentences = _disagreement_sentences(weighing, language)
    if not sentences:
        message = "On no score do the {n} raters lie three steps or more apart."
        sentences = [say(language, message, n=language.number(len(raters)))]
    else:
        message = "Talk about these first and score them again; a mean would only hide it."
        sentences.append(say(language, message))
    return wording.finding(sentences, "disagreement")


def method(weighing: Weighing, rules: Rules, language: Language) -> Exhibit:
    """Explain scores, rules and their thresholds, statistics' own words included."""
    concordance = weighing.scoring.concordance
    sentences = [
        say(
            language,
            "Each rater scores each initiative alone, from 0 (as good as doing nothing) to 5, on "
            "scales with fixed anchors. What counts is the score that was agreed on afterwards, "
            "and otherwise the median over the raters. Benefit is the sum of these scores, each "
            "times its weight (swing weights or points, divided by their sum; Keeney and Raiffa "
            "1976), on a scale from 0 to 100. It is not divided by effort: a quotient of scores "
            "depends on where the scales happen to begin.",
        ),
        say(
            language,
            "Hours in the first year are those to set up, technical and organisational, and twelve "
            "months of keeping it going; the last count as people's work. Quarters of the matrix "
            "are cut at a benefit of {middle} and at the median of the hours.",
            middle=language.number(MIDDLE),
        ),
        say(
            language,
            "The rules, in order; the first that applies decides. {rules} Otherwise: with a "
            "partner. After Forrester's “build or join” (2008). Where something unknown could "
            "change the verdict, there is none.",
            rules=_list_rules(rules, language),
        ),
    ]
    if weighing.taken_month:
        message = (
            "Hours left are those that there are, less what the social channels that stay ask "
            "according to the intake: media with a platform in their name, unless they are to be "
            "removed or created. A channel of which nobody knows the hours counts for nothing."
        )
        sentences.append(say(language, message))
    if weighing.acceptability.exact and _is_weighed(weighing):
        message = (
            "How sure a place is follows from all weights that agree with what was said, each as "
            "likely as any other (SMAA; Lahdelma and others 1998); their areas were computed, so "
            "that nothing was drawn and the shares are exact."
        )
        sentences.append(say(language, message))
    if weighing.acceptability.draws and _is_weighed(weighing):
        sentences.append(
            say(
                language,
                "How sure a place is follows from {draws} sets of weights, drawn evenly from all "
                "that agree with what was said (SMAA; Lahdelma and others 1998); a probability is "
                "known to within {error}.",
                draws=language.number(weighing.acceptability.draws),
                error=language.share(
                    2 * float(weighing.acceptability.table["standard_error"].max()), 1
                ),
            )
        )
    if concordance.w is not None:
        sentences.append(
            say(
                language,
                "Agreement on the order is Kendall's W = {w}, corrected for ties ({raters} raters, "
                "{items} initiatives scored by all). Raters count as far apart from {wide} steps.",
                w=language.number(concordance.w, 2),
                raters=language.number(concordance.raters),
                items=language.number(concordance.items),
                wide=language.number(WIDE),
            )
        )
    title = language.text("How this was computed")
    return wording.method(sentences, f"{CHAPTER}-method", title)


def _list_rules(rules: Rules, language: Language) -> str:
    clauses = {
        "ignore": language.text(
            "Leave it: less than {share} of the audience is on the channel, or it fills no cell of "
            "the matrix that fits.",
            share=language.share(rules.audience_share),
        ),
        "join": language.text(
            "Join: others have a living community of at least {members} members.",
            members=language.number(rules.community_members),
        ),
        "build": language.text("Build: {conditions}.", conditions=_conditions(rules, language)),
    }
    return " ".join(clauses[name] for name in rules.order.split("_"))


def _conditions(rules: Rules, language: Language) -> str:
    parts = []
    if rules.affinity_needed and rules.affinity == "high":
        parts.append(language.text("people love the brand"))
    elif rules.affinity_needed:
        level = language.text(LEVEL_NAMES[rules.affinity])
        parts.append(language.text("love for the brand is at least {level}", level=level))
    if rules.order.index("join") < rules.order.index("build"):
        parts.append(language.text("no such community exists"))
    message = (
        "the hours of people, to set it up and to keep it going over {months} months, fit in those "
        "that are left"
    )
    parts.append(language.text(message, months=language.number(rules.running_months)))
    if rules.ownership_needed:
        parts.append(language.text("the data must be one's own"))
    return language.listing(parts)


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


def _quoted(names: pd.Series, language: Language) -> str:
    return language.listing(f"“{name}”" for name in names)
