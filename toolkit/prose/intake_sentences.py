"""The intake sentence by sentence: what its chapter, its summary and the minutes all say."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from toolkit import bundle
from toolkit.analysis.completeness import Completeness
from toolkit.analysis.discipline import DISCIPLINE_MEANINGS, Votes
from toolkit.analysis.maturity import Growth
from toolkit.analysis.smart import find_smart_gaps
from toolkit.clients import ClientFolder
from toolkit.language import Language
from toolkit.model.intake import DISCIPLINE_NAMES, PHASE_NAMES, Goal, Intake, Medium
from toolkit.prose import wording
from toolkit.prose.wording import say

FAR_APART = 40  # points between two participants


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


def goal_sentences(goals: Sequence[Goal], language: Language) -> list[bundle.Sentence]:
    """Say how many goals there are, and how many are complete."""
    if not goals:
        return [say(language, "There are no goals yet.")]
    complete = sum(not any(find_smart_gaps(goal).values()) for goal in goals)
    count, number = language.number(complete), language.number(len(goals))
    if complete == len(goals):
        message = "There are {goals} goals, and each is complete: who, how much, by when."
    elif complete == 0:
        message = "There are {goals} goals; all of them still lack something to be SMART."
    else:
        message = (
            "Of the {goals} goals {count} can be measured as they stand; the rest lack something."
        )
    if len(goals) == 1:
        message = (
            "There is one goal, and it is complete."
            if complete
            else "There is one goal, and it still lacks something to be SMART."
        )
    return [say(language, message, goals=number, count=count)]


def means_sentences(
    folder: ClientFolder, media: Sequence[Medium], language: Language
) -> list[bundle.Sentence]:
    """Say how many hours and how much money there are, and what the channels take now."""
    hours, money = folder.client.capacity.hours_per_week, folder.client.budget.per_year
    spent = [medium.hours_per_week for medium in media if medium.hours_per_week is not None]
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
        silent = len(media) - len(spent)
        message = "All channels and media together now take {spent} hours a week."
        if silent:
            message = (
                "All channels and media together now take at least {spent} hours a week; of "
                "{silent} nobody knows."
            )
        spent_hours = language.hours(sum(spent))
        sentences.append(say(language, message, spent=spent_hours, silent=language.number(silent)))
    return sentences


def maturity_sentences(growth: Growth, language: Language) -> list[bundle.Sentence]:
    """Say how far the client is, what holds it back, and what a mean would have said."""
    if growth.phase is None or growth.mean is None:
        return []
    phase = language.text(PHASE_NAMES[str(growth.phase)])
    message = "You are in phase “{phase}”: a client is no further than its weakest side."
    sentences = [say(language, message, phase=phase)]
    if len(growth.weakest) < len(growth.known):
        sides = language.listing(language.text(side.label).lower() for side in growth.weakest)
        sentences.append(say(language, "Least far: {sides}.", sides=sides))
    unknown = [side for side in growth.sides if side not in growth.known]
    if unknown:
        sides = language.listing(language.text(side.label).lower() for side in unknown)
        message = "Nobody knows yet: {sides}."
        if growth.phase > 1:
            message = "Nobody knows yet: {sides}; that may put you lower."
        sentences.append(say(language, message, sides=sides))
    mean = wording.number(language.number(growth.mean, 1), "maturity_level", 0, "mean")
    sentences.append(say(language, "The mean over the sides that are known is {mean}.", mean=mean))
    return sentences


def open_sentences(completeness: Completeness, language: Language) -> list[bundle.Sentence]:
    """Say how much is open: what nobody knows, and what nobody was asked yet."""
    row = len(dict.fromkeys(question.part for question in completeness.questions))

    def count(column: str, questions: Sequence[object]) -> bundle.Number:
        return wording.number(language.number(len(questions)), "completeness", row, column)

    everything = count("questions", completeness.questions)
    unknown = count("unknown", completeness.unknown)
    not_asked = count("not_asked", completeness.not_asked)
    if not completeness.open:
        return [say(language, "All {all} questions of the intake have an answer.", all=everything)]
    if not completeness.not_asked:
        message = "Of the {all} questions of the intake nobody knows the answer to {unknown}."
        return [say(language, message, all=everything, unknown=unknown)]
    if not completeness.unknown:
        message = "Of the {all} questions of the intake {not_asked} have not been answered yet."
        return [say(language, message, all=everything, not_asked=not_asked)]
    message = (
        "Of the {all} questions of the intake {open} are still open: to {unknown} nobody knows "
        "the answer, {not_asked} have not been answered yet."
    )
    still = count("open", completeness.open)
    return [
        say(language, message, all=everything, open=still, unknown=unknown, not_asked=not_asked)
    ]


def _points(votes: Votes, row: int, column: str, language: Language) -> bundle.Number:
    value = float(votes.table[column].iloc[row])
    return wording.number(language.number(value), "discipline_votes", row, column)
