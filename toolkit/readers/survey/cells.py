"""The cells of a survey's columns as answers: on one line, empty where nothing was answered.

Several answers of one cell are taken apart, and what points at a person is taken out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable

from toolkit.errors import fill
from toolkit.model.listed_answers import plain_answer
from toolkit.model.survey import Codebook
from toolkit.model.survey_columns import list_asked_of, list_coded, list_counted
from toolkit.model.survey_question import JOINED
from toolkit.readers.findings import Findings, name_columns
from toolkit.readers.survey.layout import SurveyTable
from toolkit.readers.survey.personal import mask
from toolkit.readers.survey.several import join_answers, one_line, split_answers
from toolkit.readers.survey.unlisted import Texts
from toolkit.readers.table import header_key

CHOSEN = "chosen"
CODE = re.compile(r"-?\d+(?:\.0+)?")


def read_texts(
    columns: Texts, survey: SurveyTable, codebook: Codebook, findings: Findings
) -> dict[str, list[str]]:
    """Give the answers of each column on one line each, several in a cell joined.

    Words for an empty cell become empty. E-mail addresses, telephone, IP and bank account numbers
    are taken out; so much is told, and never one of them.
    """
    empty = {plain_answer(word) for word in (*codebook.missing, *survey.missing)}
    written = {question.column for question in codebook.open_questions}
    beside = {one.column for one in codebook.other_options}
    beside -= {
        name for name, purpose in question_columns(codebook).items() if purpose != "other_options"
    }
    apart = {header_key(one.column): one for one in codebook.several}
    blanked, masked = 0, 0
    whole: list[str] = []
    found: dict[str, list[str]] = {}
    for name, cells in columns.items():
        several = apart.get(header_key(name))
        options = known_answers(name, codebook)
        done: dict[str, str] = {}
        codes = name not in written and _are_codes({one_line(cell) for cell in cells}, empty)
        if codes:
            whole.append(name)
        # Most answers are given by many: each is looked at once.
        for cell, n in Counter(cells).items():
            line = plain_answer(cell) if codes else one_line(cell)
            if line and plain_answer(line) in empty:
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
    if whole:
        findings.add(
            "Codes that end in .0 were read as whole numbers: 2.0 is 2.",
            severity="note",
            got=name_columns(whole),
        )
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


def _are_codes(lines: Iterable[str], empty: Collection[str]) -> bool:
    """Say whether all answers are whole numbers, some of them written as 2.0.

    Programs that know no empty whole number write a column so that has an empty cell.
    """
    filled = [line for line in lines if line and plain_answer(line) not in empty]
    codes = all(CODE.fullmatch(line) for line in filled)
    return codes and any("." in line for line in filled)


def known_answers(column: str, codebook: Codebook) -> tuple[str, ...]:
    """Give the answers that the codebook lists for a column."""
    key = header_key(column)
    listed: list[str] = []
    for coded in list_coded(codebook):
        if header_key(coded.column) == key:
            listed += (*list_counted(coded), *coded.missing)
    for several in codebook.several:
        listed += several.missing if header_key(several.column) == key else ()
    for question in codebook.demographics:
        if header_key(question.column) == key:
            listed += (*question.answers, *question.missing)
    for part in list_asked_of(codebook):
        listed += part.answers if header_key(part.column) == key else ()
    if codebook.segment_column and header_key(codebook.segment_column) == key:
        listed += [answer for segment in codebook.segments for answer in segment.answers]
        listed += codebook.segment_missing
    return tuple(dict.fromkeys(listed))


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
    for part in list_asked_of(codebook):
        columns.setdefault(part.column, "asked_of")
    if codebook.classes:
        for name in codebook.classes.columns:
            columns.setdefault(name, "classes")
    return columns
