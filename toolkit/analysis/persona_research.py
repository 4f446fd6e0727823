"""Everything that is known of the people for whom the client is there, from survey and team."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from toolkit.analysis.channel_use import ChannelUse, measure_channel_use
from toolkit.analysis.participation import Participation, measure_participation
from toolkit.analysis.personas import Personas, describe_personas
from toolkit.analysis.segment_sizes import find_unmatched_segments, measure_segments
from toolkit.analysis.withholding import ALL
from toolkit.model.intake import TargetGroup
from toolkit.model.survey import Codebook

LARGE = 0.25  # difference between shares that nobody would call small


@dataclass(frozen=True, slots=True, eq=False)
class Audience:
    """What survey and team say of the audience; without a survey only the team speaks.

    Parameters
    ----------
    groups
        The target groups, in the team's words.
    personas
        Those groups beside the survey's segments.
    codebook
        What the survey asked; ``None`` without a survey.
    use, participation
        Channels used and things done; ``None`` where the survey did not ask.
    segments
        ``segment``, ``name``, ``share``, ``low``, ``high``, ``n`` (people); empty without segments.
    respondents
        People who answered.
    unmatched
        Keys of segments of which no listed answer occurs among the answers.
    """

    groups: tuple[TargetGroup, ...]
    personas: Personas
    codebook: Codebook | None
    use: ChannelUse | None
    participation: Participation | None
    segments: pd.DataFrame
    respondents: int
    unmatched: tuple[str, ...] = ()

    @property
    def segment_names(self) -> dict[str, str]:
        """Names of the survey's segments by key."""
        return {one.key: one.name for one in self.codebook.segments} if self.codebook else {}

    @property
    def too_few(self) -> tuple[str, ...]:
        """Names of segments that are withheld: nobody may be recognised."""
        withheld = self.segments["n"].isna() & ~self.segments["segment"].isin(self.unmatched)
        return tuple(self.segments.loc[withheld, "name"])

    @property
    def unmatched_names(self) -> tuple[str, ...]:
        """Names of segments that nobody's answer matched."""
        return tuple(self.segment_names[key] for key in self.unmatched)

    @property
    def assumed(self) -> tuple[str, ...]:
        """Names of target groups that rest on the team's own idea only."""
        table = self.personas.table
        return tuple(table.loc[table["evidence"] == "assumption", "persona"])

    @property
    def fieldwork(self) -> tuple[dt.date, dt.date] | None:
        """First and last day of the survey."""
        book = self.codebook
        return (book.fieldwork_start, book.fieldwork_end) if book else None


def study_audience(
    groups: Sequence[TargetGroup],
    codebook: Codebook | None = None,
    answers: pd.DataFrame | None = None,
) -> Audience:
    """Bring together what the survey and the team know.

    Parameters
    ----------
    groups
        From the intake.
    codebook, answers
        The survey, or ``None`` for both.

    Raises
    ------
    InputError
        If answers and codebook, or groups and segments, do not go together.
    """
    personas = describe_personas(groups, codebook, answers)
    empty = pd.DataFrame(columns=["segment", "name", "share", "low", "high", "n"])
    if codebook is None or answers is None:
        return Audience(tuple(groups), personas, None, None, None, empty, 0)
    names = {segment.key: segment.name for segment in codebook.segments}
    segments, _ = measure_segments(answers, codebook)
    segments.insert(1, "name", segments["segment"].map(names))
    return Audience(
        tuple(groups),
        personas,
        codebook,
        measure_channel_use(answers, codebook) if codebook.channels else None,
        measure_participation(answers, codebook) if codebook.behaviours else None,
        segments,
        len(answers),
        find_unmatched_segments(answers, codebook),
    )


def leaves_differences_open(contrasts: pd.DataFrame) -> bool:
    """Say whether a large difference may hide behind too few answers.

    Parameters
    ----------
    contrasts
        As :func:`toolkit.analysis.contrasts.compare_with_rest` gives it. Only where every interval
        stays within :data:`LARGE` may groups be called alike.
    """
    return bool((contrasts[["low", "high"]].abs() >= LARGE).any(axis=None))


def find_clear_contrasts(contrasts: pd.DataFrame) -> pd.DataFrame:
    """Keep the contrasts that are more than chance, the largest difference first."""
    clear = contrasts[contrasts["clear"].astype(bool)]
    order = clear["difference"].abs().sort_values(ascending=False, kind="stable").index
    return clear.loc[order]


def find_row(table: pd.DataFrame, label: str, name: str, segment: str = ALL) -> int:
    """Give the row number of a segment and a channel or rung in a table of shares."""
    return int(table.index[(table["segment"] == segment) & (table[label] == name)][0])
