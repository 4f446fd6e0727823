"""What people do on social media: the ladder of participation, from making to watching.

The rungs overlap. Somebody who makes videos watches them too, and a higher rung does not imply a
lower one, so the shares add up to more than one and nobody has a highest rung. Only the inactive
stand apart: they do none of the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from toolkit.analysis.by_segment import estimate_by_segment
from toolkit.analysis.channel_use import code_channels, measure_channel_use
from toolkit.analysis.coding import answered_in_part, code_alike, code_any, meant_alike
from toolkit.analysis.linked_questions import find_blocked, gather_questions
from toolkit.analysis.participation_index import add_index
from toolkit.analysis.respondents import Respondents
from toolkit.model.ladder import (
    ADDED_IN_2010,
    INACTIVES,
    NAMES_OF_RUNGS,
    RUNGS,
    Instrument,
    list_rungs,
)

COLUMNS = (
    "segment", "rung", "share", "low", "high", "index", "n", "n_effective", "difference",
    "difference_low", "difference_high", "base",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Participation:
    """Shares of people on each rung.

    Parameters
    ----------
    table
        ``segment`` (``all`` first), ``rung``, ``share``, ``low``, ``high`` (fractions, Wilson's
        interval at 95%), ``index`` (share over the base, times 100; only from 100 effective
        people), ``n`` (people asked), ``n_effective``, ``difference`` (share minus base) with its
        interval ``difference_low`` and ``difference_high``, ``base`` (the share compared with:
        the codebook's, or else that of everybody who answered); empty where withheld.
    contrasts
        Each segment against everybody outside it, as
        :func:`toolkit.analysis.contrasts.compare_with_rest` gives it.
    respondents
        People in the survey, asked or not.
    sample
        How they were found; intervals of a convenience sample say nothing about a population.
    not_asked
        Rungs of the instrument that the codebook has no question for. While there is one, nobody
        can be called inactive with certainty: who does none of what was asked may do the rest.
    instrument
        The ladder that was asked.
    base_source
        Whom the index sets this survey against; empty for everybody who answered it.
    left_out
        By rung, the inactive among them, the people who answered only a part of what it asks, where
        there are any: they are not in its base.
    empty
        Rungs, the inactive among them, of which something was answered, and nobody answered all
        that was put to them: nothing can be said of these.
    led_past
        Rungs of which all who were left out, the smallest base of them or more, had said yes to
        what they answered something of: they seem to have been led past the rest.
    """

    table: pd.DataFrame
    contrasts: pd.DataFrame
    respondents: int
    sample: Literal["probability", "convenience"]
    not_asked: tuple[str, ...]
    instrument: Instrument = "modern"
    base_source: str = ""
    left_out: Mapping[str, int] = field(default_factory=dict)
    led_past: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()

    @property
    def names(self) -> Mapping[str, str]:
        """What the rungs are called on this ladder, in English."""
        return NAMES_OF_RUNGS[self.instrument]

    @property
    def six_rungs(self) -> bool:
        """Whether Forrester's ladder was asked as it was up to 2009, without conversationalists."""
        return self.instrument == "forrester" and not self.table["rung"].eq(ADDED_IN_2010).any()


def measure_participation(people: Respondents) -> Participation:
    """Measure who does what at least as often as each rung asks.

    On a rung stands who does any of its behaviours often enough; its base are those of whom an
    answer to all of them is known (:func:`toolkit.analysis.coding.code_any` says why), but for what
    the codebook says was not put to them. The inactive are those who answered everything, something
    of every rung, and do none of it. Bernoff, J. and Li, C. (2008), Groundswell, chapter 3.

    Parameters
    ----------
    people
        Those who were asked.

    """
    answers, codebook = people.answers, people.codebook
    asked = code_alike(answers, codebook.behaviours, codebook, lambda one: one.rung)
    meant = meant_alike(answers, codebook.behaviours, codebook, lambda one: one.rung)
    rungs: dict[str, pd.Series] = {
        rung: code_any(asked[rung], meant[rung]) for rung in RUNGS if rung in asked
    }
    if rungs:
        rungs[INACTIVES] = 1 - code_any(list(rungs.values()))
    all_codes = [one for codes in asked.values() for one in codes]
    # Who stands on no rung follows from the rungs, so what they show could be set off against it.
    families = dict.fromkeys(rungs, "ladder")
    blocked = _find_blocked(rungs, people)
    table, contrasts = estimate_by_segment(
        rungs, people, label="rung", families=families, blocked=blocked
    )
    table = add_index(table, rungs, people, tuple(asked))
    ladder = list_rungs(codebook.instrument, asked)
    return Participation(
        table[list(COLUMNS)],
        contrasts,
        len(answers),
        codebook.sample,
        tuple(rung for rung in ladder if rung not in asked),
        codebook.instrument,
        codebook.base_source.strip() if codebook.base else "",
        _count_left_out(asked, meant, rungs),
        tuple(
            rung
            for rung in asked
            if _seem_led_past(asked[rung], meant[rung], codebook.smallest_base)
        ),
        tuple(
            rung
            for rung, codes in rungs.items()
            if codes.isna().all() and any(one.notna().any() for one in asked.get(rung, all_codes))
        ),
    )


def _find_blocked(rungs: Mapping[str, pd.Series], people: Respondents) -> dict[str, set[str]]:
    """Find by rung the segments of which its base would tell who uses a withheld channel."""
    if all(codes.notna().all() for codes in rungs.values()):
        return {}
    behaviours = people.codebook.behaviours
    questions = gather_questions(behaviours, lambda one: one.rung) | {INACTIVES: list(behaviours)}
    use = measure_channel_use(people).table
    return find_blocked(rungs, questions, people, use, code_channels(people))


def _count_left_out(
    asked: Mapping[str, Sequence[pd.Series]],
    meant: Mapping[str, Sequence[pd.Series]],
    rungs: Mapping[str, pd.Series],
) -> dict[str, int]:
    counts: dict[str, int] = {
        rung: int(answered_in_part(asked[rung], meant[rung]).sum())
        for rung in RUNGS
        if rung in asked
    }
    if asked:
        # Who was not put a whole rung may stand on it: they are not known to be inactive either.
        answered = pd.concat([one for codes in asked.values() for one in codes], axis="columns")
        some = answered.notna().any(axis="columns")
        counts[INACTIVES] = int((some & rungs[INACTIVES].isna()).sum())
    return {rung: people for rung, people in counts.items() if people}


def _seem_led_past(
    codes: Sequence[pd.Series], meant: Sequence[pd.Series], smallest_base: int
) -> bool:
    partly = answered_in_part(codes, meant)
    # What a few of them said is not told.
    if partly.sum() < smallest_base:
        return False
    said_yes = pd.concat(list(codes), axis="columns")[partly].max(axis="columns") == 1
    return bool(said_yes.all())
