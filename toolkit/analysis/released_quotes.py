"""Whose words may be read beside whose name: a quote carries its persona where its group is shown.

A quote from a survey can be traced by its persona where the group behind it is small. A quote from
an interview carries what the interviewer chose: nobody was counted there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from toolkit.analysis.persona_research import Audience
from toolkit.analysis.respondents import Respondents
from toolkit.analysis.segment_sizes import withhold_segments
from toolkit.model.persona import Persona, Quote


def carry_personas(
    quotes: Sequence[Quote],
    personas: Sequence[Persona],
    withheld: Mapping[str, Collection[str]],
) -> tuple[Quote, ...]:
    """Give quotes without the personas of which nothing may be said.

    Parameters
    ----------
    withheld
        By open question the keys of segments of which too few wrote something to be told of.
    """
    segments = {one.name: one.segment for one in personas}
    return tuple(
        one.model_copy(update={"persona": ""})
        if one.question and segments.get(one.persona) in withheld.get(one.question, ())
        else one
        for one in quotes
    )


def choose_answers(
    texts: pd.Series,
    segments: pd.Series,
    themes: Mapping[str, pd.Series],
    *,
    segment: str = "",
    theme: str | None = "",
) -> list[int]:
    """List the rows of the answers to read, in their order.

    Parameters
    ----------
    texts, segments
        What was answered, and each respondent's segment, in the same rows.
    themes
        By theme: 1 where an answer is about it.
    segment
        Only of these people; empty for everybody.
    theme
        Only about this; empty for all, None for what is about none of the themes.
    """
    wanted = texts.astype("string").str.strip().fillna("").ne("")
    if segment:
        wanted &= segments.eq(segment).fillna(value=False)
    if theme is None:
        for codes in themes.values():
            wanted &= ~codes.eq(1)
    elif theme:
        wanted &= themes[theme].eq(1)
    return [place for place, one in enumerate(wanted) if one]


def printable_quotes(audience: Audience) -> tuple[Quote, ...]:
    """Give an audience's quotes as they may be printed."""
    personas = [sheet.persona for sheet in audience.personas.sheets]
    withheld = _find_withheld(audience.people, audience.quotes) if audience.people else {}
    return carry_personas(audience.quotes, personas, withheld)


def _find_withheld(people: Respondents, quotes: Sequence[Quote]) -> dict[str, frozenset[str]]:
    hidden = withhold_segments(people)
    columns = {one.name: one.column for one in people.codebook.open_questions}
    found = {}
    for question in {one.question for one in quotes}:
        few: set[str] = set()
        if columns.get(question) in people.answers:
            texts = people.answers[columns[question]].astype("string").str.strip().fillna("")
            wrote = people.division.segments[texts != ""].value_counts()
            smallest = people.codebook.smallest_base
            few = {key for key in people.division.keys if wrote.get(key, 0) < smallest}
        found[question] = hidden | few
    return found
