"""Each persona beside its evidence: the survey that counted it, the interviews, or nothing yet.

Where the consultant named no persona for a target group of the intake, the group stands for itself.
A persona that names a segment has that segment's size, as long as it is sure which one that is
(:mod:`toolkit.analysis.known_groups`). One with interviews has what was told there.
One with neither is an assumption: a proto-persona, kept with empty values, so that nobody takes it
for a finding.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from toolkit.analysis.division import Division
from toolkit.analysis.known_groups import Known, recognise
from toolkit.analysis.respondents import Respondents
from toolkit.analysis.segment_sizes import COLUMNS as SIZES
from toolkit.analysis.segment_sizes import measure_segments, withhold_segments
from toolkit.errors import Fault, InputError, fill
from toolkit.model.intake import TargetGroup
from toolkit.model.persona import FOUND_SEGMENT, Interview, Persona, Research

COLUMNS = ("persona", "share", "low", "high", "n", "stability", "evidence")

Evidence = Literal["survey", "interviews", "assumption"]


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One persona, and what it rests on.

    Parameters
    ----------
    persona
        In the consultant's words, filled up with those of its target group.
    evidence
        The best that there is: ``survey``, ``interviews`` or ``assumption``.
    interviews
        Those that fit this persona.
    dated
        Day of the evidence: the survey's last, the last interview's, or the one given.
    known
        Which segment it stands for now; None of one that names none, or without a survey. Of one
        that is lost, ``persona`` names no segment, so that nobody else's figures are told of it.
    """

    persona: Persona
    evidence: Evidence
    interviews: tuple[Interview, ...]
    dated: dt.date | None
    known: Known | None = None

    @property
    def name(self) -> str:
        """The persona's name."""
        return self.persona.name

    @property
    def segment(self) -> str | None:
        """Key of the survey's segment behind it."""
        return self.persona.segment or None

    @property
    def outdated(self) -> bool:
        """Whether its segment was known again in other answers than those it was named for."""
        return self.known is not None and self.known.link == "again"

    @property
    def lost(self) -> str:
        """The key that it names, where that is gone or may be other people now; else empty."""
        return self.known.named if self.known and self.known.lost else ""


@dataclass(frozen=True, slots=True, eq=False)
class Personas:
    """Personas and what is known of their size.

    Parameters
    ----------
    sheets
        One for each, in the consultant's order, target groups without a persona last.
    table
        ``persona`` (its name), ``share``, ``low``, ``high`` (of the people of whom the segment is
        known; fractions, Wilson's interval at 95%), ``n`` (respondents in the segment),
        ``stability`` (0 to 1, how surely the segment is found again; empty where a question asked
        for it), ``evidence``, ``segment``. Values are empty where withheld.
    placed
        Respondents of whom the segment is known: the shares' base.
    """

    sheets: tuple[Sheet, ...]
    table: pd.DataFrame
    placed: int


def list_personas(research: Research, groups: Sequence[TargetGroup]) -> tuple[Persona, ...]:
    """Give the consultant's personas, then each target group that none of them takes the place of.

    What a persona leaves empty is taken from its target group.
    """
    known = {group.name: group for group in groups}
    named = [_fill_up(one, known.get(one.group)) for one in research.personas]
    taken = {one.group for one in research.personas} | {one.name for one in research.personas}
    segments = {one.segment for one in named if one.segment}
    return (
        *named,
        *(
            _fill_up(Persona(name=group.name, group=group.name), group)
            for group in groups
            if group.name not in taken and (group.segment or "") not in segments
        ),
    )


def _fill_up(persona: Persona, group: TargetGroup | None) -> Persona:
    if group is None:
        return persona
    found: dict[str, object] = {
        "jobs": _lines(group.looks_for),
        "likes": _lines(group.likes),
        "dislikes": _lines(group.dislikes),
        "pains": _lines(group.problems),
        "help": group.help or "",
        "segment": group.segment or "",
    }
    empty = {field: value for field, value in found.items() if not getattr(persona, field)}
    return persona.model_copy(update=empty)


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())


def find_unknown_segments(personas: Sequence[Persona], division: Division) -> tuple[Fault, ...]:
    """List the personas that name a segment which the survey does not have and never had.

    Groups that were found can be gone when answers are added, or are no longer looked for; what has
    their keys is no fault. A column's groups cannot.
    """
    keys = division.keys
    return tuple(
        Fault(
            "A persona names a group that the survey does not have.",
            column=f"{persona.name} → segment",
            got=persona.segment,
            expected=fill("one of: {names}", names=", ".join(keys))
            if keys
            else "no group, for the survey has none",
            remedy="Choose one of these, or leave it empty.",
        )
        for persona in personas
        if persona.segment
        and persona.segment not in keys
        and (division.kind == "asked" or not re.fullmatch(FOUND_SEGMENT, persona.segment))
    )


def describe_personas(
    research: Research,
    groups: Sequence[TargetGroup],
    people: Respondents | None = None,
) -> Personas:
    """Lay each persona beside its evidence.

    Parameters
    ----------
    research
        Personas and interviews.
    groups
        Of the intake.
    people
        Who answered the survey, if there is one.

    Raises
    ------
    InputError
        If a persona names a segment that the survey does not have, and that is no key of groups
        that are found.
    """
    personas = list_personas(research, groups)
    sizes, placed = pd.DataFrame(columns=list(SIZES)), 0
    known: tuple[Known | None, ...] = (None,) * len(personas)
    if people is not None:
        if faults := find_unknown_segments(personas, people.division):
            raise InputError(faults)
        sizes, placed = measure_segments(people)
        known = recognise(personas, people.division)
    sheets = tuple(
        _make_sheet(persona, one, research.interviews, people)
        for persona, one in zip(personas, known, strict=True)
    )
    table = pd.DataFrame(
        {
            "persona": pd.Series([one.name for one in sheets], dtype="string"),
            "segment": pd.Series([one.segment or pd.NA for one in sheets], dtype="string"),
            "evidence": pd.Series([one.evidence for one in sheets], dtype="string"),
        }
    ).merge(sizes.astype({"segment": "string"}), on="segment", how="left")
    table = table.astype({**dict.fromkeys(("share", "low", "high", "stability"), "float64")})
    table["n"] = table["n"].astype("Int64")
    return Personas(sheets, table[[*COLUMNS, "segment"]], placed)


def _make_sheet(
    persona: Persona,
    known: Known | None,
    interviews: Sequence[Interview],
    people: Respondents | None,
) -> Sheet:
    own = tuple(one for one in interviews if one.persona == persona.name)
    if people is not None and known is not None:
        persona = persona.model_copy(update={"segment": known.key})
        # Of a group too small to be shown, interviews tell more than the survey may.
        if known.key and not (own and known.key in withhold_segments(people)):
            return Sheet(persona, "survey", own, people.codebook.fieldwork_end, known)
    if own:
        days = [one.day for one in own if one.day]
        return Sheet(persona, "interviews", own, max(days, default=persona.dated), known)
    return Sheet(persona, "assumption", own, persona.dated, known)
