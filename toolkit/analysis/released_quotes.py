"""Whose words may be read beside whose name: a quote carries its persona where its group is shown.

A quote from a survey can be traced by its persona where the group behind it is small. A quote from
an interview carries what the interviewer chose: nobody was counted there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from toolkit.analysis.persona_research import Audience
from toolkit.analysis.segment_sizes import withhold_segments
from toolkit.model.persona import Persona, Quote


def carry_personas(
    quotes: Sequence[Quote], personas: Sequence[Persona], withheld: Collection[str]
) -> tuple[Quote, ...]:
    """Give quotes without the personas of which nothing may be said.

    Parameters
    ----------
    withheld
        Keys of segments that are too small to be shown.
    """
    hidden = {one.name for one in personas if one.segment in withheld}
    return tuple(
        one.model_copy(update={"persona": ""}) if one.question and one.persona in hidden else one
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
    withheld = withhold_segments(audience.people) if audience.people else frozenset()
    personas = [sheet.persona for sheet in audience.personas.sheets]
    return carry_personas(audience.quotes, personas, withheld)
