"""Answers that are no respondent's, or not all of one: tests of the survey, and who stopped."""

from __future__ import annotations

from toolkit.errors import fill
from toolkit.readers.findings import Findings
from toolkit.readers.survey.tools import NOT_SHOWN, SPAM, TRIALS, UNFINISHED, Tool
from toolkit.readers.table import Table, header_key

SUBMITTED = ("submitdate", "Date submitted", "Datum verzonden", "Datum ingediend")


def leave_out_trials(table: Table, findings: Findings) -> Table:
    """Leave out the answers that Qualtrics knows for a test; warn of those it takes for spam."""
    status = table.column("Status", "Response Type")
    if status is None:
        return table
    kinds = [header_key(text) for text in status.texts]
    trials = [row for kind, row in zip(kinds, status.rows, strict=True) if kind in TRIALS]
    if trials:
        findings.add(
            "Answers from a preview or a test of the survey were left out.",
            severity="warning",
            column=status.name,
            got=fill("{n} of {all} rows", n=len(trials), all=len(kinds)),
        )
    if n := sum(kind in SPAM for kind in kinds):
        findings.add(
            "Qualtrics takes answers for spam; they count.",
            severity="warning",
            column=status.name,
            got=fill("{n} of {all} rows", n=n, all=len(kinds)),
            remedy="Take them out in Qualtrics and export the file anew.",
        )
    return table.without(trials)


def tell_unfinished(table: Table, tool: Tool, findings: Findings) -> None:
    """Note how many did not come to the end, where the tool says so."""
    if tool == "qualtrics":
        done = table.column("Finished", "Voltooid")
        n = sum(header_key(text) in UNFINISHED for text in done.texts) if done else 0
    else:
        done = table.column(*SUBMITTED) if tool == "limesurvey" else None
        n = sum(not text or text in NOT_SHOWN[tool] for text in done.texts) if done else 0
    if n and done:
        findings.add(
            "Some respondents did not come to the end; what they answered counts.",
            severity="note",
            column=done.name,
            got=fill("{n} of {all} respondents", n=n, all=len(table.rows)),
        )
