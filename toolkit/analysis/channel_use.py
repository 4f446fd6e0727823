"""How many people use a channel: everybody who was asked, and each segment of the survey."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from toolkit.analysis.by_segment import estimate_by_segment
from toolkit.analysis.coding import code_alike, merge_ballots
from toolkit.analysis.linked_questions import find_blocked, find_families, gather_questions
from toolkit.analysis.respondents import Respondents

SAME_PEOPLE = 0.9
"""Part of all who were asked one of two questions that was asked both, to be called the same."""


@dataclass(frozen=True, slots=True, eq=False)
class ChannelUse:
    """Shares of channel users.

    Parameters
    ----------
    table
        ``segment`` (``all`` first), ``channel``, ``share``, ``low``, ``high`` (fractions, Wilson's
        interval at 95%), ``n`` (people asked), ``n_effective``; empty where withheld.
    contrasts
        Each segment against everybody outside it, as
        :func:`toolkit.analysis.contrasts.compare_with_rest` gives it.
    respondents
        People in the survey, asked or not.
    sample
        How they were found; intervals of a convenience sample say nothing about a population.
    weighted
        Whether answers have weights, of a column or made from margins.
    comparable
        Channels that the same people were asked about, nearly (:data:`SAME_PEOPLE`), those of the
        widest base: shares of other people are not ranked with these.
    """

    table: pd.DataFrame
    contrasts: pd.DataFrame
    respondents: int
    sample: Literal["probability", "convenience"]
    weighted: bool
    comparable: tuple[str, ...] = ()

    @property
    def withheld(self) -> int:
        """Cells that rest on too few people, or would give such a cell away."""
        return int(self.table["n"].isna().sum())


def measure_channel_use(people: Respondents) -> ChannelUse:
    """Measure the use of each channel in the codebook, in the order of its questions.

    Parameters
    ----------
    people
        Those who were asked. A channel may be asked in
        several columns, each of part of the people.

    """
    codebook = people.codebook
    channels = code_channels(people)
    questions = gather_questions(codebook.channels, lambda one: one.channel)
    families = find_families(codebook.channels, codebook, lambda one: one.channel)
    blocked: dict[str, set[str]] = {}
    while True:
        table, contrasts = estimate_by_segment(
            channels, people, label="channel", families=families, blocked=blocked
        )
        found = find_blocked(channels, questions, people, table, channels)
        if all(found[channel] <= blocked.get(channel, set()) for channel in channels):
            break
        blocked = {channel: found[channel] | blocked.get(channel, set()) for channel in channels}
    weighted = codebook.weight is not None or bool(codebook.margins)
    return ChannelUse(
        table,
        contrasts,
        len(people.answers),
        codebook.sample,
        weighted,
        list_comparable(channels),
    )


def code_channels(people: Respondents) -> dict[str, pd.Series]:
    """Give by channel 1 for who uses it, 0 for others who were asked, and missing for the rest."""
    codebook = people.codebook
    asked = code_alike(people.answers, codebook.channels, codebook, lambda one: one.channel)
    return {channel: merge_ballots(codes) for channel, codes in asked.items()}


def list_comparable(codes: Mapping[str, pd.Series]) -> tuple[str, ...]:
    """List the questions that nearly the same people were asked as the one asked of most.

    Parameters
    ----------
    codes
        By name: 1, 0 or missing (not asked) for each respondent.
    """
    asked = {name: code.notna() for name, code in codes.items()}
    if not asked:
        return ()
    widest = max(asked.values(), key=lambda people: int(people.sum()))
    return tuple(
        name
        for name, people in asked.items()
        if (people & widest).sum() >= SAME_PEOPLE * (people | widest).sum()
    )
