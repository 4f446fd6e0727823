"""What the survey's file gives reason to doubt, as far as it tells of nobody."""

from __future__ import annotations

from toolkit.analysis.persona_research import Audience
from toolkit.analysis.survey_warnings import list_printable
from toolkit.clients import Survey
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.prose.import_doubts import tell_warnings


def survey_warnings(survey: Survey | None, audience: Audience, language: Language) -> Exhibit:
    """Say what the survey's file gives reason to doubt; nothing where there is nothing."""
    faults = list_printable(survey.faults, audience) if survey else ()
    return tell_warnings(
        faults, language, "survey-warnings", language.text("How the survey was read")
    )
