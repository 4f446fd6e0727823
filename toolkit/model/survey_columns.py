"""What a codebook says of a question that counts, whatever its kind.

Channels, behaviours and ways are the questions of which some answers count and others do not.
"""

from __future__ import annotations

from typing import TypeAlias

from toolkit.model.survey import Codebook
from toolkit.model.survey_question import (
    AskedOf,
    BehaviourQuestion,
    ChannelQuestion,
    WayQuestion,
)

Coded: TypeAlias = ChannelQuestion | BehaviourQuestion | WayQuestion


def list_coded(codebook: Codebook) -> tuple[Coded, ...]:
    """Give the questions that count: channels, behaviours, ways."""
    return (*codebook.channels, *codebook.behaviours, *codebook.ways)


def list_counted(question: Coded) -> tuple[str, ...]:
    """Give the answers that count."""
    return question.use if isinstance(question, ChannelQuestion) else question.counts


def list_missing(question: Coded, codebook: Codebook) -> tuple[str, ...]:
    """Give the answers that leave the base: the question's own, and those of its column."""
    several = [one for one in codebook.several if one.column == question.column]
    return tuple(word for one in (question, *several) for word in one.missing)


def list_parts(question: Coded, codebook: Codebook) -> tuple[AskedOf, ...]:
    """Give whom a question was put to: who is in all of these; empty for everybody."""
    several = [one for one in codebook.several if one.column == question.column]
    return tuple(one.asked_of for one in (question, *several) if one.asked_of)


def list_asked_of(codebook: Codebook) -> tuple[AskedOf, ...]:
    """Give every part of the people that some question was put to, each once."""
    parts = [part for one in list_coded(codebook) for part in list_parts(one, codebook)]
    return tuple(dict.fromkeys(parts))
