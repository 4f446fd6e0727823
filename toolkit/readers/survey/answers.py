"""Answers of a survey: only the columns that the codebook names, and never a personal one.

Other columns are dropped unread. No fault quotes a cell: it may be what one person said, and in a
file without headers even the first row is. Notes about answers that the codebook does not list give
counts, and leave out every answer that too few people gave to be told.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pandas as pd

from toolkit.errors import Fault, fill
from toolkit.model.survey import Codebook
from toolkit.model.survey_question import JOINED, BehaviourQuestion, WayQuestion
from toolkit.readers.counts import NumberStyle, read_numbers
from toolkit.readers.findings import Findings, name_columns
from toolkit.readers.reading import Export
from toolkit.readers.survey.doubts import warn_of_doubts
from toolkit.readers.survey.layout import SurveyTable, open_answers
from toolkit.readers.survey.personal import find_personal, mask, name_personal_cells
from toolkit.readers.survey.several import join_answers, one_line, split_answers
from toolkit.readers.survey.unlisted import (
    Texts,
    note_unlisted,
    warn_of_empty_words,
    warn_of_misses,
)
from toolkit.readers.table import Column, Table, header_key

CHOSEN = "chosen"


def read_answers(export: Export, codebook: Codebook) -> tuple[pd.DataFrame, tuple[Fault, ...]]:
    """Read the answers of a survey, whatever tool they come from.

    Returns
    -------
    A row for each respondent in the order of the file, and a column (named as in the codebook) for
    the weight (float) and for each question that the codebook names (text on one line; blank is
    missing). Several answers of one cell are joined by
    :data:`toolkit.model.survey_question.JOINED`.

    Raises
    ------
    InputError
        If the file cannot be read, columns of the codebook are not there or are personal, or
        weights are not numbers above zero.
    """
    findings = Findings(export.name)
    survey = open_answers(export, findings, codebook.layout)
    columns = find_columns(survey.table, codebook, findings)
    cells = {name: column.texts for name, column in columns.items() if name != codebook.weight}
    refuse_personal(cells, survey, codebook, findings)
    findings.settle()
    texts = read_texts(cells, survey, codebook, findings)
    data: dict[str, pd.Series[str] | pd.Series[float]] = {}
    for name, column in columns.items():
        if name == codebook.weight:
            data[name] = pd.Series(read_weights(column, findings), dtype="float64")
        else:
            data[name] = pd.Series([text or None for text in texts[name]], dtype="string")
    note_empty(columns, texts, codebook, findings)
    note_unlisted(texts, codebook, findings)
    warn_of_misses(texts, codebook, findings)
    warn_of_empty_words(texts, codebook, findings)
    warn_of_doubts(texts, survey, codebook, findings)
    frame = pd.DataFrame(data, index=pd.RangeIndex(len(survey.table.rows)))
    return frame, findings.settle()


def read_texts(
    columns: Texts, survey: SurveyTable, codebook: Codebook, findings: Findings
) -> dict[str, list[str]]:
    """Give the answers of each column on one line each, several in a cell joined.

    Words for an empty cell become empty. E-mail addresses, telephone, IP and bank account numbers
    are taken out; so much is told, and never one of them.
    """
    empty = {one_line(word) for word in (*codebook.missing, *survey.missing)}
    beside = {one.column for one in codebook.other_options}
    beside -= {
        name for name, purpose in question_columns(codebook).items() if purpose != "other_options"
    }
    apart = {header_key(one.column): one for one in codebook.several}
    blanked, masked = 0, 0
    found: dict[str, list[str]] = {}
    for name, cells in columns.items():
        several = apart.get(header_key(name))
        options = known_answers(name, codebook)
        done: dict[str, str] = {}
        # Most answers are given by many: each is looked at once.
        for cell, n in Counter(cells).items():
            line = one_line(cell)
            if line and line in empty:
                blanked += n
                line = ""
            clean = mask(line)
            masked += n * (clean != line)
            if several and clean:
                raw = clean if several.separator.strip() else mask(cell)
                parts = split_answers(raw, several.separator, (*several.options, *options))
                clean = join_answers(parts)
            done[cell] = clean
        texts = [done[cell] for cell in cells]
        if several and any(texts) and not any(JOINED in text for text in done.values()):
            findings.add(
                "No cell of this column holds several answers, as the codebook has it.",
                severity="warning",
                column=name,
                expected=fill("“{separator}” between answers", separator=several.separator),
                remedy="Look in the file what stands between them, and correct separator in "
                "codebook.yaml.",
            )
        # Of another option it matters that it was chosen, not what somebody wrote there.
        found[name] = [CHOSEN if text else "" for text in texts] if name in beside else texts
    if blanked:
        findings.add(
            "Words for an empty cell were read as empty.",
            severity="note",
            got=fill("{n} cells with one of: {words}", n=blanked, words=", ".join(sorted(empty))),
        )
    if masked:
        findings.add(
            "Answers held an e-mail address or a number of a person; these were taken out.",
            severity="note" if masked < codebook.smallest_base else "warning",
            got=fill("fewer than {n} answers", n=codebook.smallest_base)
            if masked < codebook.smallest_base
            else fill("{n} answers", n=masked),
        )
    return found


def known_answers(column: str, codebook: Codebook) -> tuple[str, ...]:
    """Give the answers that the codebook lists for a column."""
    key = header_key(column)
    listed: list[str] = []
    for channel in codebook.channels:
        listed += channel.use if header_key(channel.column) == key else ()
    counted: list[BehaviourQuestion | WayQuestion] = [*codebook.behaviours, *codebook.ways]
    for coded in counted:
        listed += coded.counts if header_key(coded.column) == key else ()
    for question in codebook.demographics:
        listed += question.answers if header_key(question.column) == key else ()
    if codebook.segment_column and header_key(codebook.segment_column) == key:
        listed += [answer for segment in codebook.segments for answer in segment.answers]
    return tuple(dict.fromkeys(listed))


def refuse_personal(
    columns: Texts, survey: SurveyTable, codebook: Codebook, findings: Findings
) -> None:
    """Refuse columns that hold what points at a person, whatever the codebook calls them.

    Their cells show it, or their header does and hardly any answer in them repeats.
    """
    written = {header_key(question.column) for question in codebook.open_questions}
    meanings = {header_key(name): meaning for name, meaning in survey.meanings.items()}
    for name, cells in columns.items():
        key = header_key(name)
        held = find_personal(name, cells, meanings.get(key, ""))
        if not held or (key in written and not name_personal_cells(cells)):
            # What people wrote differs by itself; addresses are taken out of it.
            continue
        findings.add(
            fill(
                "The codebook asks for this column, and it seems to hold {held}.", held=fill(held)
            ),
            column=name,
            expected="a question with answers that several people give",
            remedy="List the column under personal in codebook.yaml, and nowhere else.",
        )


def question_columns(codebook: Codebook) -> dict[str, str]:
    """Give the columns that the codebook asks for, each with what for."""
    columns: dict[str, str] = {}
    if codebook.weight:
        columns[codebook.weight] = "weight"
    if codebook.segment_column:
        columns[codebook.segment_column] = "segment_column"
    for channel in codebook.channels:
        columns[channel.column] = "channels"
    for behaviour in codebook.behaviours:
        columns[behaviour.column] = "behaviours"
    for field in ("ways", "demographics", "other_options", "open_questions"):
        for question in getattr(codebook, field):
            columns.setdefault(question.column, field)
    if codebook.classes:
        for name in codebook.classes.columns:
            columns.setdefault(name, "classes")
    return columns


def find_columns(table: Table, codebook: Codebook, findings: Findings) -> dict[str, Column]:
    """Find the codebook's columns; note those that are left out, but for personal ones.

    Where most of them are missing, the first row is not taken for headers, and not told.
    """
    personal = {header_key(name) for name in codebook.personal}
    found: dict[str, Column] = {}
    asked = question_columns(codebook)
    others = [header for header in table.headers if header and header_key(header) not in personal]
    for name, purpose in asked.items():
        if header_key(name) in personal:
            findings.add(
                fill(
                    "The codebook uses this column ({purpose}) and also calls it personal.",
                    purpose=purpose,
                ),
                column=name,
                remedy="Take it out of one of the two.",
            )
        elif (column := table.column(name)) is not None:
            found[name] = column
    missing = [name for name in asked if name not in found and header_key(name) not in personal]
    if len(missing) > len(found):
        findings.add(
            "The first row does not seem to be the headers that the codebook means.",
            got=fill(
                "{n} of {all} columns of the codebook are not there",
                n=len(missing),
                all=len(asked),
            ),
            expected=fill("headers such as {names}", names=", ".join(missing)),
            remedy="Put the headers above the answers, or correct the names in codebook.yaml.",
        )
        return found
    for name in missing:
        findings.add(
            fill(
                "The codebook names this column ({purpose}), but the file does not have it.",
                purpose=asked[name],
            ),
            column=name,
            expected=fill("one of: {names}", names=name_columns(others)),
            remedy="Correct the name in codebook.yaml; it has to be the header in full.",
        )
    for name in codebook.personal:
        if table.column(name) is None:
            findings.add(
                "The codebook calls this column personal, but the file does not have it.",
                severity="warning",
                column=name,
                remedy="Correct the name in codebook.yaml, or take it out: under another name a "
                "column is not known to be personal.",
            )
    used = {header_key(name) for name in asked}
    unused = [header for header in others if header_key(header) not in used]
    if unused:
        findings.add(
            "Columns that the codebook does not name were left out.",
            severity="note",
            got=name_columns(unused),
        )
    return found


def read_weights(column: Column, findings: Findings) -> list[float | None]:
    """Read weights, each a number above zero."""
    comma = any("," in text for text in column.texts) and not any(
        "." in str(cell) for cell in column.cells if isinstance(cell, str)
    )
    if comma:
        findings.add(
            "Weights were read with a decimal comma: some have a comma, none a point.",
            severity="note",
            column=column.name,
        )
    style = NumberStyle(decimal="," if comma else ".")
    cells = Findings(findings.file)
    weights = read_numbers(column, style, cells)
    findings.faults += [replace(fault, got="") for fault in cells.faults]
    for weight, row, text in zip(weights, column.rows, column.texts, strict=True):
        if not text:
            findings.add("The weight is missing.", row=row, column=column.name)
        elif weight is not None and weight <= 0:
            findings.add("A weight has to be above zero.", row=row, column=column.name)
    return weights


def note_empty(
    columns: dict[str, Column], texts: Texts, codebook: Codebook, findings: Findings
) -> None:
    """Warn of questions that nobody answered, and of a file with headers only."""
    # A weight that is missing is an error of its own.
    empty = [name for name in columns if name != codebook.weight and not any(texts[name])]
    if columns and not any(column.cells for column in columns.values()):
        findings.add("There are no answers below the headers.", severity="warning")
        return
    for name in empty:
        findings.add(
            "Nobody has an answer in this column.",
            severity="warning",
            column=name,
            remedy="Export the answers anew, or take the column out of codebook.yaml.",
        )
