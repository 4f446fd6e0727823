"""All that the survey's file gives reason to doubt, as far as it tells of nobody."""

from __future__ import annotations

import pandas as pd

from toolkit.analysis.persona_research import Audience
from toolkit.analysis.survey_warnings import list_printable
from toolkit.bundle import Column
from toolkit.clients import Survey
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.tables.layout import exhibit_table
from toolkit.tidy import tabulate


def survey_warnings_table(
    survey: Survey | None, audience: Audience, language: Language
) -> Exhibit | None:
    """List the warnings on the survey's file, folded away; ``None`` where there are none."""
    faults = list_printable(survey.faults, audience) if survey else ()
    if not faults:
        return None
    rows = [(one.file, one.column, language.told(one.what)) for one in faults]
    columns = [
        Column(name="file", label=language.text("File")),
        Column(name="column", label=language.text("Column")),
        Column(name="reason", label=language.text("Reason for care")),
    ]
    table = tabulate(
        pd.DataFrame(rows, columns=[column.name for column in columns]),
        columns,
        name="survey_report",
        title=language.text("How the survey was read"),
        note=language.text(
            "How often each was found, and in which rows, the check of the client folder tells."
        ),
        folded=True,
    )
    return exhibit_table(table, language)
