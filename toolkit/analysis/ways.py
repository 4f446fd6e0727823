"""In which ways people use channels: to look, to talk, to buy, and so on.

The ways overlap. A question may be about one channel or about social media as a whole; the two are
never taken together. A way of using a channel is withheld wherever the use of the channel is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from toolkit.analysis.by_segment import estimate_by_segment
from toolkit.analysis.channel_use import code_channels, measure_channel_use
from toolkit.analysis.coding import code_alike, merge_ballots
from toolkit.analysis.contrasts import leave_untold
from toolkit.analysis.linked_questions import (
    find_blocked,
    find_families,
    gather_questions,
    list_withheld,
)
from toolkit.analysis.respondents import Respondents
from toolkit.model.survey_question import WayQuestion

ANY_CHANNEL = "any"
"""The channel that a table of ways knows questions about no channel in particular by."""

COLUMNS = ("segment", "channel", "way", "share", "low", "high", "n", "n_effective")


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """Shares of people who use a channel in a way.

    Parameters
    ----------
    table
        ``segment`` (``all`` first), ``channel`` (or :data:`ANY_CHANNEL`), ``way``, ``share``,
        ``low``, ``high`` (fractions of those asked, Wilson's interval at 95%), ``n`` (people
        asked), ``n_effective``; empty where withheld.
    contrasts
        Each segment against everybody outside it, by ``channel`` and ``way``.
    """

    table: pd.DataFrame
    contrasts: pd.DataFrame


def measure_ways(people: Respondents) -> Ways:
    """Measure each way of using each channel, in the order of the codebook's questions.

    Parameters
    ----------
    people
        Those who were asked. A way may be asked in several columns, each of part of the people.
    """
    codebook = people.codebook
    asked = code_alike(people.answers, codebook.ways, codebook, _name)
    codes_by_name = {name: merge_ballots(codes) for name, codes in asked.items()}
    table, contrasts = estimate_by_segment(
        codes_by_name,
        people,
        label="use",
        families=find_families(codebook.ways, codebook, _name),
        blocked=_find_blocked(codes_by_name, people),
    )
    made = {_name(one) for one in codebook.ways if one.column in people.division.made_by}
    contrasts = leave_untold(contrasts, contrasts["use"].isin(made))
    return Ways(_split(table)[list(COLUMNS)], _split(contrasts))


def _name(question: WayQuestion) -> str:
    return f"{question.channel or ANY_CHANNEL} {question.way}"


def _find_blocked(codes: Mapping[str, pd.Series], people: Respondents) -> dict[str, set[str]]:
    """Find by way the segments of which the use of its channel, or who was asked, is withheld.

    A way is often asked of a channel's users only: then its base is how many they are.
    """
    questions = gather_questions(people.codebook.ways, _name)
    use = measure_channel_use(people).table
    blocked = find_blocked(codes, questions, people, use, code_channels(people))
    empty = list_withheld(use)
    return {
        name: found | empty.get(name.split(" ", 1)[0], set()) for name, found in blocked.items()
    }


def _split(table: pd.DataFrame) -> pd.DataFrame:
    parts = table["use"].astype("string").str.split(" ", n=1)
    names = {"channel": parts.str[0], "way": parts.str[1]}
    return table.drop(columns="use").assign(**names)
