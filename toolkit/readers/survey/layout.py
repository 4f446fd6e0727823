"""A survey file of any maker as one table: a unique header for each column, a row a respondent.

Which tool made it is seen from the file alone. Where two rows say what a column is, its header
becomes “Question – option”. Where the first row holds codes, the code is the header, for it is what
a questionnaire refers to, and the words are kept as its meaning. What the file left open and how it
was read is told; no cell of a respondent is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from toolkit.errors import Fault, InputError, fill
from toolkit.model.survey import Layout
from toolkit.readers.findings import Findings, name_columns
from toolkit.readers.reading import Export
from toolkit.readers.source import open_source
from toolkit.readers.survey.tools import (
    NOT_SHOWN,
    ONE_COLUMN,
    OWN,
    SPAM,
    TOOL_NAMES,
    TRIALS,
    UNFINISHED,
    Tool,
)
from toolkit.readers.table import Row, Sheet, Source, Table, header_key, read_table, write

IMPORT_ID = '{"ImportId"'
BETWEEN = " – "
COUNTED = re.compile(r"[0-9,]+ (?:cells|headers|rows)\b|rows? [0-9]")
NOT_READ = {"This file cannot be opened.", "This file is too large."}
# So many of a tool's own columns tell it from others that have a column of the same name.
ENOUGH = {"google_forms": 1, "microsoft_forms": 3, "qualtrics": 4, "limesurvey": 3}
SUBMITTED = ("submitdate", "Date submitted", "Datum verzonden", "Datum ingediend")


@dataclass(frozen=True, slots=True)
class SurveyTable:
    """The answers as a table.

    ``meanings`` gives the words of a column whose header is a code; ``missing`` what the tool
    prints where a question was not shown.
    """

    tool: Tool
    layout: Layout
    table: Table
    meanings: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


def open_answers(export: Export, findings: Findings, layout: Layout | None = None) -> SurveyTable:
    """Open a file with answers, whatever it is, and read it as :func:`open_survey` does.

    Raises
    ------
    InputError
        If it cannot be read; what stands in it is not told.
    """
    try:
        source = open_source(export)
    except InputError as error:
        raise InputError(_without_cell(fault) for fault in error.faults) from None
    findings.faults += [_without_cell(fault) for fault in source.faults]
    return open_survey(source, findings, layout)


def open_survey(source: Source, findings: Findings, layout: Layout | None = None) -> SurveyTable:
    """Read the rows above the answers, whatever the tool, and give the table below them.

    Parameters
    ----------
    layout
        How many rows stand above the answers; ``None`` to see it from the file.

    Raises
    ------
    InputError
        If the first sheet is empty.
    """
    sheet = source.sheets[0]
    others = [one.name for one in source.sheets[1:] if any(not row.blank for row in one.rows)]
    if others:
        findings.add(
            "Only the first sheet of this workbook is read.",
            severity="note",
            got=fill("{n} more: {names}", n=len(others), names=name_columns(others)),
        )
    rows = [row for row in sheet.rows if not row.blank][:3]
    if not rows:
        raise InputError(Fault("The first sheet of this workbook is empty.", source.file))
    known = layout or find_layout(rows)
    tool = find_tool(rows, known)
    match known:
        case "qualtrics":
            names, meanings, above = _read_qualtrics(rows)
        case "surveymonkey":
            names, meanings, above = _join_two(rows[:2]), {}, 2
        case "plain":
            names, meanings, above = _texts(sheet.rows[0]), {}, 1
    if known == "plain":
        head = sheet.rows[0]
    else:
        head = rows[min(above, len(rows)) - 1]
        findings.add(
            fill(
                "Read as a file of {tool}, with {n} rows above the answers.",
                tool=fill(TOOL_NAMES[tool]),
                n=above,
            ),
            severity="note",
        )
    names, again = name_uniquely(names)
    if again:
        findings.add(
            "Several columns have the same header; they were numbered.",
            severity="note",
            got=name_columns(again),
            expected="a header of its own for each",
            remedy="In codebook.yaml the second is called “… (2)”.",
        )
    below = tuple(row for row in sheet.rows if row.number > head.number)
    named = Sheet(sheet.name, (Row(head.number, names), *below), sheet.closed, sheet.zipped)
    told = Findings(findings.file)
    table = read_table(named, head.number, told, by_hand=True)
    findings.faults += [_without_cell(fault) for fault in told.faults]
    if tool == "qualtrics":
        table = _without_trials(table, findings)
    _tell_unfinished(table, tool, findings)
    return SurveyTable(tool, known, table, meanings, NOT_SHOWN.get(tool, ()))


def _without_cell(fault: Fault) -> Fault:
    """Keep of what was found how much it was, for anything else is a cell of somebody."""
    harmless = COUNTED.match(fault.got) or fault.what in NOT_READ
    return fault if harmless else replace(fault, got="")


def find_layout(rows: Sequence[Row]) -> Layout:
    """See from the first rows how many of them stand above the answers."""
    texts = [_texts(row) for row in rows]
    if any(_holds_ids(row) for row in texts[1:3]):
        return "qualtrics"
    if len(texts) > 1 and _has_two(texts[0], texts[1]):
        return "surveymonkey"
    return "plain"


def find_tool(rows: Sequence[Row], layout: Layout) -> Tool:
    """Say which tool made a file, by its layout and by the columns that only it has."""
    if layout != "plain":
        return layout
    headers = _texts(rows[0])
    keys = {header_key(header) for header in headers}
    for tool in ("qualtrics", "limesurvey", "microsoft_forms"):
        if len(keys & OWN[tool]) >= ENOUGH[tool]:
            return tool
    if any(re.search(r"\[SQ\d+\]", header) for header in headers):
        return "limesurvey"
    first = header_key(headers[0]) if headers else ""
    return "google_forms" if first in OWN["google_forms"] else "plain"


def name_uniquely(names: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give headers of which each stands there once, and those that had to be numbered for it."""
    taken = {header_key(name) for name in names if name}
    met: set[str] = set()
    unique: list[str] = []
    again: list[str] = []
    for name in names:
        found, number = name, 2
        if name and header_key(name) in met:
            again.append(name)
            while header_key(found) in taken:
                found, number = f"{name} ({number})", number + 1
            taken.add(header_key(found))
        met.add(header_key(name))
        unique.append(found)
    return tuple(unique), tuple(dict.fromkeys(again))


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(" ".join(write(cell).split()) for cell in row.cells)


def _holds_ids(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    return bool(filled) and sum(text.startswith(IMPORT_ID) for text in filled) * 2 > len(filled)


def _has_two(first: Sequence[str], second: Sequence[str]) -> bool:
    """Say whether the second row goes on with the first, as SurveyMonkey's does.

    Below its own columns it is blank, and a question over several columns is blank in the first.
    """
    pairs = [
        (one, two)
        for one, two in zip(first, [*second] + [""] * len(first), strict=False)
        if one or two
    ]
    if not pairs or not pairs[0][0] or pairs[0][1]:
        return False
    own = {header_key(one) for one, two in pairs if not two} & OWN["surveymonkey"]
    below = [header_key(two) for _, two in pairs if two]
    if len(own) >= 2 and below:
        return any(key in ONE_COLUMN for key in below) or any(not one for one, _ in pairs)
    return any(not one for one, _ in pairs) and any(key in ONE_COLUMN for key in below)


def _join_two(rows: Sequence[Row]) -> tuple[str, ...]:
    first, second = (*map(_texts, rows), ())[:2]
    width = max(len(first), len(second))
    names: list[str] = []
    question = ""
    for top, option in zip(_fill(first, width), _fill(second, width), strict=True):
        if top or not option:
            question = top
        lone = not option or header_key(option) in ONE_COLUMN
        names.append(
            question if lone else BETWEEN.join(part for part in (question, option) if part)
        )
    return tuple(names)


def _read_qualtrics(rows: Sequence[Row]) -> tuple[tuple[str, ...], dict[str, str], int]:
    texts = [_texts(row) for row in rows]
    ids = next((place for place, row in enumerate(texts) if place and _holds_ids(row)), None)
    names = texts[0]
    words = _fill(texts[1], len(names)) if ids != 1 and len(texts) > 1 else ()
    unique, _ = name_uniquely(names)
    meanings = {
        name: meaning
        for name, meaning in zip(unique, words, strict=False)
        if name and meaning and header_key(meaning) != header_key(name)
    }
    return names, meanings, 2 if ids is None else ids + 1


def _fill(texts: Sequence[str], width: int) -> tuple[str, ...]:
    return (*texts, *[""] * (width - len(texts)))[:width]


def _without_trials(table: Table, findings: Findings) -> Table:
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


def _tell_unfinished(table: Table, tool: Tool, findings: Findings) -> None:
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
