"""Why cells of a survey are empty, in the words that figures and sentences share.

The reason is true of all that it names, and does not tell which of them is the small one.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.analysis.demographics import OTHER
from toolkit.analysis.persona_research import Audience
from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.ladder import NAMES_OF_RUNGS


def tell_empty(audience: Audience, language: Language, label: str = "") -> Iterator[str]:
    """Say of groups and of questions why they are empty; nothing where none is.

    Parameters
    ----------
    label
        Of which table: ``channel`` or ``rung``; empty for both.
    """
    if audience.codebook is None:
        return
    k = language.number(audience.codebook.smallest_base)
    if audience.too_few:
        message = (
            "Left empty, so that nobody can be recognised: {names}. Groups of fewer than {k} are "
            "not shown, nor what would give them away by subtraction."
        )
        if audience.weighted:
            message = (
                "Left empty, so that nobody can be recognised: {names}. Groups that are or count "
                "for fewer than {k} people are not shown, nor what would give them away by "
                "subtraction, or a few people in them by their weights."
            )
        yield language.text(message, names=language.listing(audience.too_few), k=k)
    if names := audience.find_emptied(label):
        message = (
            "Left empty in part: {names}. There, fewer than {k} people of the group answered, or "
            "what stood there would give a few people away by subtraction."
        )
        if audience.weighted:
            message = (
                "Left empty in part: {names}. There, those of the group who answered are or count "
                "for fewer than {k} people, or what stood there would give a few people away by "
                "subtraction or by their weights."
            )
        yield language.text(message, names=language.listing(names), k=k)
    if unanswered := audience.find_unanswered(label):
        message = "Of {things} nothing is shown: fewer than {k} people answered all that it takes."
        if audience.weighted:
            message = (
                "Of {things} nothing is shown: those who answered all that it takes are or count "
                "for fewer than {k} people, or their weights would tell what a few of them "
                "answered."
            )
        rungs = NAMES_OF_RUNGS[audience.codebook.instrument]
        things = (
            PLATFORM_NAMES[key] if name == "channel" else f"“{language.text(rungs[key])}”"
            for name, key in unanswered
        )
        yield language.text(message, things=language.listing(things), k=k)


def holds_anything_back(audience: Audience) -> bool:
    """Say whether a cell of the survey is empty, or answers of few people are taken together.

    What is counted elsewhere could then be set off against what is shown.
    """
    if audience.codebook is None:
        return False
    measured = (audience.use, audience.participation, audience.ways, audience.who, audience.themes)
    tables = [audience.segments, *(one.table for one in measured if one is not None)]
    if any(table["n"].isna().any() for table in tables):
        return True
    asked = {
        question.name
        for question in audience.codebook.demographics
        if question.column != audience.codebook.segment_column
    }
    if not asked or audience.who is None:
        return bool(asked)
    shown = audience.who.table
    # A question of which nothing is shown has no rows.
    return OTHER in set(shown["answer"]) or not asked <= set(shown["question"])
