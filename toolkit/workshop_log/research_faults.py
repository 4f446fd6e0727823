"""What is wrong, or weak, in personas and interviews, for whoever checks a client's folder."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from toolkit.errors import Fault, fill
from toolkit.model.persona import ENOUGH_INTERVIEWS, FOUND_SEGMENT, Research
from toolkit.model.workshop import Workshop


def find_research_faults(
    workshop: Workshop, segments: Collection[str], name: str, *, found: bool = False
) -> tuple[Fault, ...]:
    """Find personas without a group that exists or without evidence, and too few interviews.

    Parameters
    ----------
    segments
        Keys of the codebook's segments; empty where it asks for none.
    name
        The file to point at.
    found
        Whether the codebook has groups looked for in the answers: their keys are of one form.
    """
    research = workshop.research
    return (
        *_foreign(research, segments, name),
        *(_misnamed(workshop, name) if found else ()),
        *_without_evidence(workshop, name),
        *_few_interviews(research, name),
    )


def _foreign(research: Research, segments: Collection[str], name: str) -> Iterator[Fault]:
    for number, one in enumerate(research.personas, start=1):
        if segments and one.segment and one.segment not in segments:
            yield Fault(
                "A persona names a group that the survey does not have.",
                file=name,
                column=f"research → personas {number} → segment",
                got=one.segment,
                expected=fill("one of: {names}", names=", ".join(segments)),
                remedy="Choose one of these, or leave it empty.",
            )


def _misnamed(workshop: Workshop, name: str) -> Iterator[Fault]:
    places = [
        *(
            (f"research → personas {number} → segment", one.segment)
            for number, one in enumerate(workshop.research.personas, start=1)
        ),
        *(
            (f"intake → target_groups {number} → segment", one.segment)
            for number, one in enumerate(workshop.intake.target_groups, start=1)
        ),
    ]
    for place, key in places:
        if key and not re.fullmatch(FOUND_SEGMENT, key):
            yield Fault(
                "No group that is found in the answers can have this key.",
                file=name,
                column=place,
                got=key,
                expected="group_1, group_2, …, as the chapter on personas has them",
                remedy="Choose one of these, or leave it empty.",
            )


def _without_evidence(workshop: Workshop, name: str) -> Iterator[Fault]:
    research = workshop.research
    asked = {one.persona for one in research.interviews}
    in_survey = {one.name for one in workshop.intake.target_groups if one.segment}
    for number, one in enumerate(research.personas, start=1):
        if not one.segment and one.group not in in_survey and one.name not in asked:
            yield Fault(
                "Nothing is behind this persona: no group of the survey, no interview.",
                file=name,
                column=f"research → personas {number}",
                got=one.name,
                remedy="Interview them, or name their group of the survey; it is a guess now.",
                severity="warning",
            )


def _few_interviews(research: Research, name: str) -> Iterator[Fault]:
    count = len(research.interviews)
    if 0 < count < ENOUGH_INTERVIEWS:
        yield Fault(
            "There are few interviews: themes are still coming up.",
            file=name,
            column="research → interviews",
            got=str(count),
            expected=fill("{enough_interviews} or more", enough_interviews=ENOUGH_INTERVIEWS),
            remedy="Talk to more people, or read what was told as a beginning.",
            severity="warning",
        )
