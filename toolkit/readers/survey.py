"""Answers of a survey: only the columns that the codebook names, and never a personal one.

The file has one header row. Other columns are dropped unread. No fault quotes a cell: it may be
what one person said, and in a file without headers even the first row is. Notes about answers that
the codebook does not list give counts, and leave out every answer that too few people gave to be
told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches

import pandas as pd

from toolkit.errors import Fault, InputError
from toolkit.model.survey import Codebook
from toolkit.readers.counts import NumberStyle, read_numbers
from toolkit.readers.findings import Findings, name_columns
from toolkit.readers.reading import Export
from toolkit.readers.source import open_source
from toolkit.readers.table import Column, Source, Table, header_key, read_table

LISTED = 12


def read_answers(export: Export, codebook: Codebook) -> tuple[pd.DataFrame, tuple[Fault, ...]]:
    """Read the answers of a survey.

    Returns
    -------
    A row for each respondent in the order of the file, and a column (named as in the codebook) for
    the weight (float), the segment, each channel and each behaviour (text; blank is missing).

    Raises
    ------
    InputError
        If the file cannot be read, columns of the codebook are not there or are personal, or
        weights are not numbers above zero.
    """
    source = open_source(export)
    findings = Findings(export.name)
    # What they found in a cell is for exports, whose cells were public.
    findings.faults += [replace(fault, got="") for fault in source.faults]
    table = read_table(source.sheets[0], _header_row(source), findings, by_hand=True)
    check_header_rows(table, findings)
    columns = find_columns(table, codebook, findings)
    findings.settle()
    data: dict[str, pd.Series[str] | pd.Series[float]] = {}
    for name, column in columns.items():
        if name == codebook.weight:
            data[name] = pd.Series(read_weights(column, findings), dtype="float64")
        else:
            texts = [text or None for text in column.texts]
            data[name] = pd.Series(texts, dtype="string")
    note_empty(columns, findings)
    note_unlisted(columns, codebook, findings)
    warn_of_misses(columns, codebook, findings)
    frame = pd.DataFrame(data, index=pd.RangeIndex(len(table.rows)))
    return frame, findings.settle()


def _header_row(source: Source) -> int:
    if not source.sheets[0].rows:
        raise InputError(Fault("The first sheet of this workbook is empty.", source.file))
    return source.sheets[0].rows[0].number


def check_header_rows(table: Table, findings: Findings) -> None:
    """Refuse exports with more than one header row (Qualtrics has three, SurveyMonkey two)."""
    for row in table.rows[:2]:
        cells = [str(cell).strip() for cell in row.cells]
        second = any(cell.startswith('{"ImportId"') for cell in cells) or (
            cells.count("Response") > 1 and not cells[0]
        )
        if second:
            findings.add(
                "This survey file has more than one header row.",
                row=row.number,
                expected="one row of headers, then one row for each respondent",
                remedy="Take the extra header rows out, or export with one header row.",
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
    for way in codebook.ways:
        columns.setdefault(way.column, "ways")
    for one in codebook.demographics:
        columns.setdefault(one.column, "demographics")
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
                f"The codebook uses this column ({purpose}) and also calls it personal.",
                column=name,
                remedy="Take it out of one of the two.",
            )
        elif (column := table.column(name)) is not None:
            found[name] = column
    missing = [name for name in asked if name not in found and header_key(name) not in personal]
    if len(missing) > len(found):
        findings.add(
            "The first row does not seem to be the headers that the codebook means.",
            got=f"{len(missing)} of {len(asked)} columns of the codebook are not there",
            expected="headers such as " + ", ".join(missing),
            remedy="Put the headers above the answers, or correct the names in codebook.yaml.",
        )
        return found
    for name in missing:
        findings.add(
            f"The codebook names this column ({asked[name]}), but the file does not have it.",
            column=name,
            expected="one of " + name_columns(others),
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


def note_empty(columns: dict[str, Column], findings: Findings) -> None:
    """Warn of questions that nobody answered, and of a file with headers only."""
    empty = [name for name, column in columns.items() if not any(column.texts)]
    if empty and not any(column.cells for column in columns.values()):
        findings.add("There are no answers below the headers.", severity="warning")
        return
    for name in empty:
        findings.add(
            "Nobody has an answer in this column.",
            severity="warning",
            column=name,
            remedy="Export the answers anew, or take the column out of codebook.yaml.",
        )


def note_unlisted(columns: dict[str, Column], codebook: Codebook, findings: Findings) -> None:
    """Count the answers that the codebook does not list, so that a misspelt one is seen."""
    listed: dict[str, set[str]] = {}
    meaning: dict[str, str] = {}
    if codebook.segment_column:
        listed[codebook.segment_column] = {
            answer for segment in codebook.segments for answer in segment.answers
        }
        meaning[codebook.segment_column] = "belong to no segment"
    for channel in codebook.channels:
        listed.setdefault(channel.column, set()).update(channel.use)
        meaning.setdefault(channel.column, "count as not using the channel")
    for behaviour in codebook.behaviours:
        listed.setdefault(behaviour.column, set()).update(behaviour.counts)
        meaning.setdefault(behaviour.column, "count as not doing this")
    for name, known in listed.items():
        if name not in columns:
            continue
        counts = Counter(text for text in columns[name].texts if text and text not in known)
        if counts:
            findings.add(
                f"Answers that the codebook does not list {meaning[name]}.",
                severity="note",
                column=name,
                got=count_answers(counts, codebook.smallest_base),
            )


def _listed(codebook: Codebook) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Give each segment, channel and behaviour: its column, what it is, its answers."""
    for segment in codebook.segments:
        yield codebook.segment_column or "", f"the segment “{segment.key}”", segment.answers
    for channel in codebook.channels:
        yield channel.column, f"the channel {channel.channel}", channel.use
    for behaviour in codebook.behaviours:
        yield behaviour.column, f"the behaviour {behaviour.rung}", behaviour.counts


def warn_of_misses(columns: dict[str, Column], codebook: Codebook, findings: Findings) -> None:
    """Warn where nobody gave any of the listed answers: most likely they are written otherwise.

    Only answers that enough people gave are told.
    """
    for name, what, answers in _listed(codebook):
        counts = Counter(text for text in columns[name].texts if text) if name in columns else {}
        if not counts or any(answer in counts for answer in answers):
            continue
        told = [answer for answer, n in counts.items() if n >= codebook.smallest_base]
        close = ", ".join(f"“{answer}”" for answer in find_close(answers, told))
        findings.add(
            f"Nobody gave any of the answers that the codebook lists for {what}.",
            severity="warning",
            column=name,
            got=", ".join(f"“{answer}”" for answer in answers),
            expected=f"answers of the file, such as {close}" if close else "answers of the file",
            remedy="Write the answers in codebook.yaml as the file has them.",
        )


def find_close(answers: Iterable[str], there: Iterable[str]) -> list[str]:
    """Find which of the answers that are there look most like those that are not."""
    plain = {answer.casefold(): answer for answer in there}
    found = (get_close_matches(answer.casefold(), plain, n=2) for answer in answers)
    return list(dict.fromkeys(plain[one] for close in found for one in close))


def count_answers(counts: Counter[str], smallest: int) -> str:
    """Write answers with their counts; those that fewer than `smallest` gave stay unnamed."""
    told = [f"“{answer}” {n} times" for answer, n in counts.most_common() if n >= smallest]
    rare = [n for n in counts.values() if n < smallest]
    parts = told[:LISTED]
    if len(told) > LISTED:
        parts.append(f"{len(told) - LISTED} other answers")
    if rare:
        words = "1 answer" if len(rare) == 1 else f"{len(rare)} answers"
        parts.append(f"{words} given by fewer than {smallest} people each")
    return "; ".join(parts)
