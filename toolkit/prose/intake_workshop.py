"""The intake in sentences: what the team agrees on, what it does not, and what is still open."""

from __future__ import annotations

import pandas as pd

from toolkit import bundle
from toolkit.analysis.completeness import FEWEST_GOALS, Completeness, find_smart_gaps
from toolkit.analysis.discipline import (
    DISCIPLINE_MEANINGS,
    OBJECTIVE_MEANINGS,
    Priorities,
    Votes,
)
from toolkit.clients import ClientFolder
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.intake import DISCIPLINE_NAMES, OBJECTIVE_NAMES, Intake
from toolkit.prose import wording
from toolkit.prose.wording import say

CHAPTER = "intake_workshop"
FAR_APART = 40  # points between two participants
MOST_IN_A_TITLE = 2


def cover(
    folder: ClientFolder, intake: Intake, votes: Votes, priorities: Priorities, language: Language
) -> Exhibit:
    """Open the chapter with what the team chose."""
    return wording.cover(
        folder,
        language,
        chapter=CHAPTER,
        chapter_title=language.text("Intake"),
        title=headline(intake, votes, priorities, language),
        lede=language.text(
            "What {client} is and wants, for whom it is there, and what there is to do it with.",
            client=folder.client.name,
        ),
    )


def headline(intake: Intake, votes: Votes, priorities: Priorities, language: Language) -> str:
    """Say in one line what the team competes on and which objective follows, if that is known."""
    if intake.discipline is None:
        if not votes.participants:
            return language.text("The conversation about what you want is still to be had")
        return language.text("What you compete on is still to be chosen")
    meaning = language.text(DISCIPLINE_MEANINGS[intake.discipline])
    first = [language.text(OBJECTIVE_NAMES[name]) for name in find_first_objectives(priorities)]
    if not 1 <= len(first) <= MOST_IN_A_TITLE:
        return language.text("You win by {meaning}", meaning=meaning)
    message = "You win by {meaning}; {names} comes first"
    if len(first) > 1:
        message = "You win by {meaning}; {names} come first"
    return language.text(message, meaning=meaning, names=language.listing(first).lower())


def find_first_objectives(priorities: Priorities) -> tuple[str, ...]:
    """Name the objectives that weigh most, to a tenth; none while an unknown could change them."""
    table = priorities.objectives
    if table["priority"].isna().all():
        return ()
    weights = table["priority"].round(1)
    first = table[weights == weights.max()]
    others = table.drop(first.index)
    sure = first["unknown"].eq(0).all() and others["at_most"].round(1).lt(weights.max()).all()
    return tuple(first["objective"]) if sure else ()


def summary(
    folder: ClientFolder,
    intake: Intake,
    votes: Votes,
    completeness: Completeness,
    language: Language,
) -> Exhibit:
    """Say in a few sentences what came out, and what did not."""
    if completeness.untouched:
        sentence = say(
            language,
            "There are no answers to the intake yet. Hold the workshop, or fill in its answers in "
            "the folder workshop.",
        )
        return wording.summary([sentence])
    sentences = [
        *vote_sentences(intake, votes, language),
        *_goal_sentences(intake, language),
        *_means_sentences(folder, intake, language),
        *_open_sentences(completeness, language),
    ]
    return wording.summary(sentences)


def vote_sentences(intake: Intake, votes: Votes, language: Language) -> list[bundle.Sentence]:
    """Say what the team chose, how many points that got, and how far the votes lie apart."""
    sentences = []
    table = votes.table
    if intake.discipline and votes.participants:
        row = int(table.index[table["discipline"] == intake.discipline][0])
        sentences.append(
            say(
                language,
                "The team chose {discipline}: of each 100 points it got {mean} on average.",
                discipline=language.text(DISCIPLINE_NAMES[intake.discipline]).lower(),
                mean=_points(votes, row, "mean", language),
            )
        )
        if intake.discipline not in votes.leaders:
            names = language.listing(
                language.text(DISCIPLINE_NAMES[name]).lower() for name in votes.leaders
            )
            message = "The most points went elsewhere: to {names}."
            sentences.append(say(language, message, names=names))
    elif intake.discipline:
        meaning = language.text(DISCIPLINE_MEANINGS[intake.discipline])
        sentences.append(say(language, "The team wants to win by {meaning}.", meaning=meaning))
    elif votes.participants:
        row = int(table.index[table["rank"] == 1][0])
        sentences.append(
            say(
                language,
                "No choice was made yet; most points go to {names}, {mean} of 100.",
                names=language.listing(
                    language.text(DISCIPLINE_NAMES[name]).lower() for name in votes.leaders
                ),
                mean=_points(votes, row, "mean", language),
            )
        )
    apart = (table["highest"] - table["lowest"]) if votes.participants > 1 else pd.Series([0])
    if apart.max() >= FAR_APART:
        row = int(apart.to_numpy().argmax())
        sentences.append(
            say(
                language,
                "The team is not of one mind: on {discipline} the votes run from {low} to {high} "
                "points.",
                discipline=language.text(
                    DISCIPLINE_NAMES[str(table["discipline"].iloc[row])]
                ).lower(),
                low=_points(votes, row, "lowest", language),
                high=_points(votes, row, "highest", language),
            )
        )
    return sentences


def _goal_sentences(intake: Intake, language: Language) -> list[bundle.Sentence]:
    if not intake.goals:
        return [say(language, "There are no goals yet.")]
    complete = sum(not any(find_smart_gaps(goal).values()) for goal in intake.goals)
    count, goals = language.number(complete), language.number(len(intake.goals))
    if complete == len(intake.goals):
        message = "There are {goals} goals, and each is complete: who, how much, by when."
    elif complete == 0:
        message = "There are {goals} goals; all of them still lack something to be SMART."
    else:
        message = (
            "Of the {goals} goals {count} can be measured as they stand; the rest lack something."
        )
    if len(intake.goals) == 1:
        message = (
            "There is one goal, and it is complete."
            if complete
            else "There is one goal, and it still lacks something to be SMART."
        )
    return [say(language, message, goals=goals, count=count)]


def _means_sentences(
    folder: ClientFolder, intake: Intake, language: Language
) -> list[bundle.Sentence]:
    hours, money = folder.client.capacity.hours_per_week, folder.client.budget.per_year
    spent = [medium.hours_per_week for medium in intake.media if medium.hours_per_week is not None]
    sentences = []
    if hours is not None:
        there = wording.number(language.hours(hours), "means", 0, "hours_per_week")
        if money is not None:
            amount = language.money(money, folder.client.budget.currency)
            sentences.append(
                say(
                    language,
                    "There are {hours} hours a week for social media, and {money} a year.",
                    hours=there,
                    money=wording.number(amount, "means", 0, "money_per_year"),
                )
            )
        else:
            message = "There are {hours} hours a week for social media."
            sentences.append(say(language, message, hours=there))
    if spent:
        silent = len(intake.media) - len(spent)
        message = "All channels and media together now take {spent} hours a week."
        if silent:
            message = (
                "All channels and media together now take at least {spent} hours a week; of "
                "{silent} nobody knows."
            )
        spent_hours = language.hours(sum(spent))
        sentences.append(say(language, message, spent=spent_hours, silent=language.number(silent)))
    return sentences


def _open_sentences(completeness: Completeness, language: Language) -> list[bundle.Sentence]:
    row = len(dict.fromkeys(question.part for question in completeness.questions))
    everything = wording.number(
        language.number(len(completeness.questions)), "completeness", row, "questions"
    )
    if not completeness.open:
        return [say(language, "All {all} questions of the intake have an answer.", all=everything)]
    still = wording.number(language.number(len(completeness.open)), "completeness", row, "open")
    message = "Of the {all} questions of the intake {n} are still open."
    if len(completeness.open) == 1:
        message = "Of the {all} questions of the intake one is still open."
    return [say(language, message, all=everything, n=still)]


def asks(
    folder: ClientFolder, intake: Intake, completeness: Completeness, language: Language
) -> Exhibit:
    """Say what is asked of the reader: by the answers, then by the consultant."""
    sentences = []
    if completeness.untouched:
        lead = language.text("An afternoon")
        message = "Get the people who decide round one table, and answer these questions together."
        sentences.append(say(language, message, lead=lead))
        return wording.asks(sentences, folder.note(CHAPTER))
    if intake.discipline is None:
        lead, message = language.text("Choose"), "What you compete on; the rest follows from it."
        sentences.append(say(language, message, lead=lead))
    if len(intake.goals) < FEWEST_GOALS:
        lead = language.text("Three goals")
        message = "Or more, each with what it looks like when it is reached."
        sentences.append(say(language, message, lead=lead))
    elif all(goal.vanity for goal in intake.goals):
        lead = language.text("One goal")
        message = "Add one that counts more than attention alone."
        sentences.append(say(language, message, lead=lead))
    orphans = [goal.name for goal in intake.goals if not goal.owner]
    if orphans:
        lead = language.text("Who answers for it?")
        message = "“{goals}” has no owner yet."
        if len(orphans) > 1:
            message = "These goals have no owner yet: {goals}."
        sentences.append(say(language, message, lead=lead, goals=language.listing(orphans)))
    leaving = [medium.name for medium in intake.media if medium.action == "remove"]
    if leaving:
        lead = language.text("Yes or no")
        message = "{names}: to be closed or not?"
        sentences.append(say(language, message, lead=lead, names=language.listing(leaving)))
    if completeness.open:
        n = len(completeness.open)
        lead = language.plural("{n} answer", "{n} answers", n)
        message = "Nobody had these at hand; the intake lists them under “{title}”."
        title = language.text("What is still open")
        sentences.append(say(language, message, lead=lead, title=title))
    return wording.asks(sentences, folder.note(CHAPTER))


def votes_title(votes: Votes, language: Language) -> str:
    """Say the finding of the figure with the votes."""
    if not votes.participants:
        return language.text("What the team thinks you compete on")
    table = votes.table
    apart = (table["highest"] - table["lowest"]).max()
    leader = language.listing(language.text(DISCIPLINE_NAMES[name]) for name in votes.leaders)
    if votes.participants > 1 and apart >= FAR_APART:
        return language.text("{leader} gets the most points, but not from everybody", leader=leader)
    return language.text("{leader} gets the most points", leader=leader)


def matrix_title(priorities: Priorities, language: Language) -> str:
    """Say the finding of the matrix."""
    first = find_first_objectives(priorities)
    if not first:
        return language.text("Which objective comes first is not settled yet")
    names = [language.text(OBJECTIVE_NAMES[name]) for name in first]
    if len(names) == 1:
        meaning = language.text(OBJECTIVE_MEANINGS[first[0]])
        return language.text("{name} comes first: {meaning}", name=names[0], meaning=meaning)
    joined = language.listing(names).capitalize()
    return language.text("{names} come first", names=joined)


def competing(intake: Intake, votes: Votes, language: Language) -> Exhibit:
    """Say why the team chose as it did, or what is missing for that."""
    sentences = []
    if intake.discipline and intake.discipline_reason:
        message = "The choice for {discipline}, in the team's own words: “{reason}”"
        sentences.append(
            say(
                language,
                message,
                discipline=language.text(DISCIPLINE_NAMES[intake.discipline]).lower(),
                reason=intake.discipline_reason.strip(),
            )
        )
    if not votes.participants:
        message = (
            "Nobody divided points yet. Let each participant divide 100 points over the three, "
            "alone first, and talk afterwards."
        )
        sentences.append(say(language, message))
    return wording.finding(sentences, "competing")


def objectives(intake: Intake, priorities: Priorities, language: Language) -> Exhibit:
    """Say what the objectives mean, and what is missing to weigh them."""
    sentences = []
    if not intake.fits:
        message = (
            "How well each objective fits has not been scored yet. It takes a quarter of an hour: "
            "three disciplines, five objectives, a score from 0 to 3 each."
        )
        sentences.append(say(language, message))
    elif priorities.unknown:
        message = (
            "{n} cells of the matrix were left open; the order may change with them."
            if priorities.unknown > 1
            else "One cell of the matrix was left open; the order may change with it."
        )
        sentences.append(say(language, message, n=language.number(priorities.unknown)))
    meanings = [
        f"{language.text(OBJECTIVE_NAMES[name])}: {language.text(meaning)}."
        for name, meaning in OBJECTIVE_MEANINGS.items()
    ]
    if intake.fits:
        sentences.extend(wording.plain(words) for words in meanings)
    return wording.finding(sentences, "objectives")


def goals(intake: Intake, language: Language) -> Exhibit:
    """Warn where there are too few goals, or where they count attention only."""
    sentences = []
    if len(intake.goals) < FEWEST_GOALS:
        message = (
            "There are fewer than three goals. Write at least three, and for each what it looks "
            "like when it is reached and how you will see that."
        )
        sentences.append(say(language, message))
    vain = [goal.name for goal in intake.goals if goal.vanity]
    if vain:
        message = (
            "“{goals}” counts attention, not what it leads to. Keep it beside a goal that does."
            if len(vain) == 1
            else "These goals count attention, not what it leads to: {goals}."
        )
        sentences.append(say(language, message, goals=language.listing(vain)))
    return wording.notice(sentences, "goals-notice")


def missing(intake: Intake, part: str, language: Language) -> Exhibit:
    """Say that a part of the intake has no answers yet; nothing where it has."""
    messages = {
        "identity": "What you offer and what you are for has not been written down yet.",
        "target_groups": "No target groups have been named yet.",
        "media": "There is no inventory of channels and media yet, printed ones included.",
    }
    answers = {
        "identity": any(
            value
            for block in (intake.offer, intake.purpose)
            for value in block.model_dump().values()
        ),
        "target_groups": bool(intake.target_groups),
        "media": bool(intake.media),
    }
    sentences = [] if answers[part] else [say(language, messages[part])]
    return wording.finding(sentences, f"{part}-missing")


def means(folder: ClientFolder, intake: Intake, language: Language) -> Exhibit:
    """Say what there is to do it with, or that this is unknown."""
    sentences = _means_sentences(folder, intake, language)
    people = folder.client.capacity.people
    if people is not None:
        number = wording.number(language.number(people), "means", 0, "people")
        message = "The work is shared by {n} people." if people != 1 else "One person does it all."
        sentences.append(say(language, message, n=number))
    if folder.client.capacity.hours_per_week is None:
        message = "How many hours a week there are is unknown."
        if intake == Intake():
            message = "How many hours a week there are is unknown; fill in capacity in client.yaml."
        sentences.append(say(language, message))
    return wording.finding(sentences, "means-text")


def method(votes: Votes, language: Language) -> Exhibit:
    """Explain how votes and fits were put together, with sources."""
    sentences = [
        say(
            language,
            "The three value disciplines are those of Treacy and Wiersema (The Discipline of "
            "Market Leaders, 1995), the five objectives those of Li and Bernoff (Groundswell, "
            "2008); laying one on the other follows Martin Kloos (2008).",
        ),
        say(
            language,
            "Each participant divides 100 points, which forces a choice. The team then scores from "
            "0 to 3 how well each objective fits each discipline. An objective weighs the sum of "
            "these scores, each times the discipline's mean share of the points. A cell without a "
            "score is left out and counted; it is not taken for 0.",
        ),
        say(
            language,
            "A goal is called complete when all of this is known: what it looks like when reached, "
            "which business goal it serves, what is measured, where the figure comes from, the "
            "target, the baseline, who answers for it and by when.",
        ),
    ]
    if votes.participants > 1:
        message = "Spread is shown as quartiles and as the lowest and highest vote ({n} votes)."
        sentences.append(say(language, message, n=language.number(votes.participants)))
    title = language.text("How this was computed")
    return wording.method(sentences, f"{CHAPTER}-method", title)


def reading(folder: ClientFolder, language: Language) -> Exhibit:
    """Give the consultant's own reading of the intake."""
    return wording.reading(folder, language, CHAPTER)


def sources(folder: ClientFolder, language: Language) -> Exhibit:
    """List what the chapter read."""
    return wording.sources(folder, language)


def _points(votes: Votes, row: int, column: str, language: Language) -> bundle.Number:
    value = float(votes.table[column].iloc[row])
    return wording.number(language.number(value), "discipline_votes", row, column)
