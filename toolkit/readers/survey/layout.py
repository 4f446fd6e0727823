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
from toolkit.readers.survey.sheets import choose_sheet, find_sheet
from toolkit.readers.survey.tools import (
    NOT_SHOWN,
    ONE_COLUMN,
    OWN,
    TOOL_NAMES,
    Tool,
)
from toolkit.readers.survey.unfinished import leave_out_trials, tell_unfinished
from toolkit.readers.table import Row, Sheet, Source, Table, header_key, read_table, write

IMPORT_ID = '{"ImportId"'
BETWEEN = " – "
COUNTED = re.compile(r"[0-9,]+ (?:cells|headers|rows)\b|rows? [0-9]")
NOT_READ = {"This file cannot be opened.", "This file is too large."}
# So many of a tool's own columns tell it from others that have a column of the same name.
ENOUGH = {"google_forms": 1, "microsoft_forms": 3, "qualtrics": 4, "limesurvey": 3}


@dataclass(frozen=True, slots=True)
class SurveyTable:
    """The answers as a table.

    ``meanings`` gives the words of a column whose header is a code; ``missing`` what the tool
    prints where a question was not shown; ``sheet`` which of several sheets it is.
    """

    tool: Tool
    layout: Layout
    table: Table
    meanings: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    sheet: str = ""


def open_answers(
    export: Export,
    findings: Findings,
    layout: Layout | None = None,
    sheet: str | None = None,
    *,
    look: bool = False,
) -> SurveyTable:
    """Open a file with answers, whatever it is, and read it as :func:`open_survey` does.

    Parameters
    ----------
    look
        Whether to look for the sheet that holds the answers, where none is named.

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
    if look and sheet is None and len(source.sheets) > 1:
        sheet = choose_sheet(source).name
    return open_survey(source, findings, layout, sheet)


def open_survey(
    source: Source, findings: Findings, layout: Layout | None = None, sheet: str | None = None
) -> SurveyTable:
    """Read the rows above the answers, whatever the tool, and give the table below them.

    Parameters
    ----------
    layout
        How many rows stand above the answers; ``None`` to see it from the file.
    sheet
        Name of the sheet of a workbook; ``None`` for the first.

    Raises
    ------
    InputError
        If the sheet is not there, or empty.
    """
    chosen = find_sheet(source, sheet)
    others = [
        one.name
        for one in source.sheets
        if one is not chosen and any(not row.blank for row in one.rows)
    ]
    if others:
        findings.add(
            fill("Only the sheet “{name}” of this workbook is read.", name=chosen.name),
            severity="note",
            got=fill("{n} more: {names}", n=len(others), names=name_columns(others)),
            remedy="Name another under sheet in codebook.yaml if the answers stand there.",
        )
    rows = [row for row in chosen.rows if not row.blank][:3]
    if not rows:
        raise InputError(Fault("This sheet of the workbook is empty.", source.file))
    known = layout or find_layout(rows)
    tool = find_tool(rows, known)
    match known:
        case "qualtrics":
            names, meanings, above = _read_qualtrics(rows)
        case "surveymonkey":
            names, meanings, above = _join_two(rows[:2]), {}, 2
        case "plain":
            names, meanings, above = _texts(chosen.rows[0]), {}, 1
    if known == "plain":
        head = chosen.rows[0]
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
    below = tuple(row for row in chosen.rows if row.number > head.number)
    named = Sheet(chosen.name, (Row(head.number, names), *below), chosen.closed, chosen.zipped)
    told = Findings(findings.file)
    table = read_table(named, head.number, told, by_hand=True)
    findings.faults += [_without_cell(fault) for fault in told.faults]
    if tool == "qualtrics":
        table = leave_out_trials(table, findings)
    tell_unfinished(table, tool, findings)
    name = chosen.name if others else ""
    return SurveyTable(tool, known, table, meanings, NOT_SHOWN.get(tool, ()), name)


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
