"""Answers of a survey: only the columns that the codebook names, and never a personal one.

Other columns are dropped unread, but for those that are named as weights, which may be forgotten.
No fault quotes a cell, but for the least and the most weight, rounded: it may be what one person
said, and in a file without headers even the first row is. Notes about answers that the codebook
does not list give counts, and leave out every answer that too few people gave to be told.
"""

from __future__ import annotations

from itertools import compress

import pandas as pd

from toolkit.errors import Fault, fill
from toolkit.model.listed_answers import plain_answer
from toolkit.model.survey import Codebook
from toolkit.readers.findings import Findings, name_columns
from toolkit.readers.reading import Export
from toolkit.readers.survey.cells import question_columns, read_texts
from toolkit.readers.survey.doubts import warn_of_doubts
from toolkit.readers.survey.identical import warn_of_identical
from toolkit.readers.survey.layout import SurveyTable, open_answers
from toolkit.readers.survey.not_asked import warn_of_no_answers
from toolkit.readers.survey.parts import warn_of_parts
from toolkit.readers.survey.personal import find_personal, name_personal_cells
from toolkit.readers.survey.unlisted import (
    Texts,
    note_unlisted,
    warn_of_codes_in_ranges,
    warn_of_empty_words,
    warn_of_misses,
)
from toolkit.readers.survey.weight_columns import warn_of_weights
from toolkit.readers.survey.weights import read_weights
from toolkit.readers.table import Column, Table, header_key


def read_answers(export: Export, codebook: Codebook) -> tuple[pd.DataFrame, tuple[Fault, ...]]:
    """Read the answers of a survey, whatever tool they come from.

    Returns
    -------
    A row for each respondent in the order of the file, but for those without a weight above zero
    where the codebook names weights, and a column (named as in the codebook) for
    the weight (float) and for each question that the codebook names (text on one line; blank is
    missing). Several answers of one cell are joined by
    :data:`toolkit.model.survey_question.JOINED`.

    Raises
    ------
    InputError
        If the file cannot be read, columns of the codebook are not there or are personal, or
        weights are no numbers, below zero or to be read in two ways; or if several columns look
        like weights and the codebook says of none that it is, or is not.
    """
    findings = Findings(export.name)
    survey = open_answers(export, findings, codebook.layout, codebook.sheet)
    columns = find_columns(survey.table, codebook, findings)
    every = {name: column.texts for name, column in columns.items() if name != codebook.weight}
    refuse_personal(every, survey, codebook, findings)
    warn_of_weights(survey, codebook, findings)
    findings.settle()
    weights = _read_weights(columns, survey, codebook, findings)
    # Without any weight there is an error, and the other faults are told of everybody.
    counted = [weight is not None or not any(weights) for weight in weights]
    cells = {name: list(compress(texts, counted)) for name, texts in every.items()}
    texts = read_texts(cells, survey, codebook, findings)
    data: dict[str, pd.Series[str] | pd.Series[float]] = {}
    for name in columns:
        if name == codebook.weight:
            data[name] = pd.Series(list(compress(weights, counted)), dtype="float64")
        else:
            data[name] = pd.Series([text or None for text in texts[name]], dtype="string")
    note_empty(columns, texts, codebook, findings)
    note_unlisted(texts, codebook, findings)
    warn_of_misses(texts, codebook, findings)
    warn_of_codes_in_ranges(texts, codebook, findings)
    warn_of_empty_words(texts, codebook, findings)
    warn_of_no_answers(texts, codebook, findings)
    warn_of_parts(texts, codebook, findings)
    warn_of_doubts(texts, survey, codebook, findings)
    warn_of_identical(texts, codebook, findings)
    frame = pd.DataFrame(data, index=pd.RangeIndex(sum(counted)))
    return frame, findings.settle()


def _read_weights(
    columns: dict[str, Column], survey: SurveyTable, codebook: Codebook, findings: Findings
) -> list[float | None]:
    """Give everybody's weight; 1 where the codebook names no column for it."""
    if codebook.weight is None or codebook.weight not in columns:
        return [1.0] * len(survey.table.rows)
    return read_weights(
        columns[codebook.weight],
        findings,
        decimal=codebook.weight_decimal,
        empty={plain_answer(word) for word in (*codebook.missing, *survey.missing)},
    )


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
            remedy="Put the headers above the answers, or correct the names in codebook.yaml; of "
            "a workbook with several sheets, name the one with the answers under sheet.",
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
