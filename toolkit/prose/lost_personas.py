"""Personas whose group of the survey is not known any more: told on page one and by a check.

In other answers a group's key may be other people, and a group can be gone. Nothing is counted for
such a persona until the consultant says again which group it is.
"""

from __future__ import annotations

from toolkit import bundle
from toolkit.analysis.known_groups import Link, recognise
from toolkit.analysis.persona_research import Audience
from toolkit.analysis.personas import find_unknown_segments, list_personas
from toolkit.analysis.respondents import gather_respondents
from toolkit.clients import WORKSHOP, ClientFolder
from toolkit.errors import Fault, InputError, fill
from toolkit.language import Language, mark
from toolkit.prose.wording import say

LOG = f"{WORKSHOP}/log.jsonl"
WHATS: dict[Link, str] = {
    "doubtful": mark(
        "The answers have changed since the group of the persona “{name}” was named, and which "
        "group it is now is not clear: the persona gets no figures."
    ),
    "gone": mark(
        "The group of the persona “{name}” is not among those that the survey has now: the persona "
        "gets no figures."
    ),
    "unmarked": mark(
        "Nobody knows in which answers the group of the persona “{name}” was named: where the "
        "answers have changed since, these are other people."
    ),
}
REMEDY = mark("Say on the page of the research which group it is now.")


def ask_for_groups(audience: Audience, language: Language) -> list[bundle.Sentence]:
    """Ask which group the personas are whose group is not known any more."""
    names = audience.lost
    if not names:
        return []
    message = (
        "Say again which group of the survey {names} is: that is not clear any more, and until "
        "then the persona has no figures."
    )
    if len(names) > 1:
        message = (
            "Say again which groups of the survey {names} are: that is not clear any more, and "
            "until then these personas have no figures."
        )
    lead = language.text("Look again")
    return [say(language, message, lead=lead, names=language.listing(names))]


def find_lost_personas(folder: ClientFolder) -> tuple[Fault, ...]:
    """Find the personas whose group is gone, or may be other people; nothing of data in error.

    Groups are looked for, which takes seconds, only where a persona names one.
    """
    try:
        workshop, survey = folder.workshop, folder.survey
        personas = list_personas(workshop.research, workshop.intake.target_groups)
        if survey is None or not any(one.segment for one in personas):
            return ()
        if survey.codebook.segment_column is not None:
            # What a question asked is held against the codebook itself.
            return ()
        division = gather_respondents(survey.answers, survey.codebook, folder.words()).division
    except InputError:
        # What is wrong comes first, and is told by a check.
        return ()
    unknown = find_unknown_segments(personas, division)
    told_already = {one.got for one in unknown}
    known = recognise(personas, division)
    return (
        # Where groups are looked for, the form of their keys is checked with the folder.
        *(() if survey.codebook.classes else unknown),
        *(
            Fault(
                fill(WHATS[one.link], name=persona.name),
                LOG,
                column="research → personas",
                got=one.named,
                expected=fill("one of: {names}", names=", ".join(division.keys))
                if division.keys
                else "",
                remedy=REMEDY,
                severity="warning",
            )
            for persona, one in zip(personas, known, strict=True)
            if one and one.link in WHATS and one.named not in told_already
        ),
    )
