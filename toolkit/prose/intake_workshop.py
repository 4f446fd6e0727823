"""The intake in sentences: what the team agrees on, what it does not, and what is still open."""

from __future__ import annotations

import datetime as dt

from toolkit.analysis.completeness import FEWEST_GOALS, Completeness
from toolkit.analysis.discipline import (
    OBJECTIVE_MEANINGS,
    Priorities,
    Votes,
)
from toolkit.analysis.maturity import Growth
from toolkit.analysis.smart import find_vanity, lint
from toolkit.clients import ClientFolder
from toolkit.exhibit import Exhibit
from toolkit.language import Language, mark
from toolkit.model.intake import DISCIPLINE_NAMES, OBJECTIVE_NAMES, Intake
from toolkit.model.workshop import Workshop
from toolkit.prose import wording
from toolkit.prose.intake_sentences import (
    goal_sentences,
    maturity_sentences,
    means_sentences,
    open_sentences,
    vote_sentences,
)
from toolkit.prose.intake_titles import headline
from toolkit.prose.wording import say

CHAPTER = "intake_workshop"


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
            "There are no answers to the intake yet. Hold the workshop, or fill in what you know.",
        )
        return wording.summary([sentence])
    sentences = [
        *vote_sentences(intake, votes, language),
        *goal_sentences(intake.goals, language),
        *means_sentences(folder, intake.media, language),
        *open_sentences(completeness, language),
    ]
    return wording.summary(sentences)


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
    elif all(find_vanity(goal) for goal in intake.goals):
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
    title = language.text("What is still open")
    if completeness.unknown:
        lead = language.plural("{n} answer", "{n} answers", len(completeness.unknown))
        message = "Nobody had these at hand; the intake lists them under “{title}”."
        sentences.append(say(language, message, lead=lead, title=title))
    if completeness.not_asked:
        lead = language.plural("{n} question", "{n} questions", len(completeness.not_asked))
        message = "Still to be asked; the intake lists them under “{title}”."
        sentences.append(say(language, message, lead=lead, title=title))
    return wording.asks(sentences, folder.note(CHAPTER))


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


def goals(
    intake: Intake, as_of: dt.date | None, held_on: dt.date | None, language: Language
) -> Exhibit:
    """Warn of what is odd about the goals; what each still lacks stands in their table."""
    found = [one for one in lint(intake.goals, as_of, held_on) if one.rule != "letter"]
    sentences = [wording.plain(one.write(language)) for one in found if one.goal is None]
    for place, goal in enumerate(intake.goals):
        if words := [one.write(language) for one in found if one.goal == place]:
            sentences.append(wording.plain(" ".join(words), f"“{goal.name}”:"))
    return wording.notice(sentences, "goals-notice")


def agreements(workshop: Workshop, language: Language) -> Exhibit:
    """Say when the workshop was held, and whether somebody took on each action point."""
    meeting, intake = workshop.meeting, workshop.intake
    sentences = []
    if meeting.held_on:
        date = language.date(meeting.held_on)
        sentences.append(say(language, "The workshop was held on {date}.", date=date))
    if meeting.present:
        sentences.append(say(language, "Present: {names}.", names=meeting.present.strip(" .")))
    if not (intake.decisions or intake.actions):
        sentences.append(say(language, "No decisions or action points have been noted yet."))
    free = [action.what for action in intake.actions if not action.who]
    if free:
        message = "Nobody has taken this on yet: {names}."
        sentences.append(say(language, message, names="; ".join(free)))
    return wording.finding(sentences, "agreements")


def maturity(growth: Growth, language: Language) -> Exhibit:
    """Say how far the client is, or that this is not known yet."""
    sentences = maturity_sentences(growth, language)
    if not sentences:
        message = "How far you are with social media has not been judged yet."
        sentences.append(say(language, message))
    return wording.finding(sentences, "maturity-text")


def missing(intake: Intake, part: str, language: Language) -> Exhibit:
    """Say that a part of the intake has no answers yet; nothing where it has."""
    messages = {
        "identity": mark("What you offer and what you are for has not been written down yet."),
        "target_groups": mark("No target groups have been named yet."),
        "rivals": mark("No competitors have been named yet."),
        "media": mark("There is no inventory of channels and media yet, printed ones included."),
        "swot": mark("Strong and weak points of the channels have not been noted yet."),
    }
    answered = (
        any(
            value
            for block in (intake.offer, intake.purpose)
            for value in block.model_dump().values()
        )
        if part == "identity"
        else bool(getattr(intake, part))
    )
    sentences = [] if answered else [say(language, messages[part])]
    return wording.finding(sentences, f"{part}-missing")


def means(folder: ClientFolder, intake: Intake, language: Language) -> Exhibit:
    """Say what there is to do it with, or that this is unknown."""
    sentences = means_sentences(folder, intake.media, language)
    people = folder.client.capacity.people
    if people is not None:
        number = wording.number(language.number(people), "means", 0, "people")
        message = "The work is shared by {n} people." if people != 1 else "One person does it all."
        sentences.append(say(language, message, n=number))
    if folder.client.capacity.hours_per_week is None:
        message = "How many hours a week there are is unknown."
        if intake == Intake():
            message = (
                "How many hours a week there are is unknown; the client's own details ask for them."
            )
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
