"""The titles of the intake: what the team wins by, and what each of its figures shows."""

from __future__ import annotations

from toolkit.analysis.discipline import (
    DISCIPLINE_MEANINGS,
    OBJECTIVE_MEANINGS,
    Priorities,
    Votes,
)
from toolkit.analysis.maturity import Growth
from toolkit.language import Language
from toolkit.model.intake import DISCIPLINE_NAMES, OBJECTIVE_NAMES, PHASE_NAMES, Intake
from toolkit.prose.intake_sentences import FAR_APART

MOST_IN_A_TITLE = 2


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


def maturity_title(growth: Growth, language: Language) -> str:
    """Say the finding of the figure with the phases."""
    if growth.phase is None:
        return language.text("How far you are")
    names = [language.text(side.label) for side in growth.weakest]
    # A side that nobody knows may be less far still.
    sure = growth.phase == 1 or len(growth.known) == len(growth.sides)
    if sure and len(names) < len(growth.known) and len(names) <= MOST_IN_A_TITLE:
        words = language.listing(names).lower()
        return language.text("You are least far with {names}", names=words)
    phase = language.text(PHASE_NAMES[str(growth.phase)])
    if not sure:
        return language.text("You are no further than phase “{phase}”", phase=phase)
    return language.text("You are in phase “{phase}”", phase=phase)
