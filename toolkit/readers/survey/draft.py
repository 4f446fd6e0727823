"""A codebook drafted from a file: what each column seems to be, as guesses to be looked at.

An answer that too few people gave is never written down, for it may be of one person; how many
there were of such answers is. Personal columns are listed by their headers only.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from toolkit.errors import Fault, fill
from toolkit.model.listed_answers import plain_answer
from toolkit.model.survey import Codebook, Layout
from toolkit.readers.findings import Findings
from toolkit.readers.questionnaire import FoundQuestionnaire, find_questionnaire
from toolkit.readers.reading import Export
from toolkit.readers.survey.cells import question_columns
from toolkit.readers.survey.fieldwork import find_fieldwork
from toolkit.readers.survey.guessed_cells import guess_parts
from toolkit.readers.survey.guesses import guess_alone, guess_spread
from toolkit.readers.survey.layout import SurveyTable, open_answers
from toolkit.readers.survey.not_asked import means_not_asked
from toolkit.readers.survey.personal import mask
from toolkit.readers.survey.scales import is_scale
from toolkit.readers.survey.seen import Seen
from toolkit.readers.survey.set_apart import find_missing, set_apart
from toolkit.readers.survey.several import one_line
from toolkit.readers.survey.tools import Tool
from toolkit.readers.survey.topics import DUTCH, WEIGHT
from toolkit.readers.table import Column, Table, header_key, write

SMALLEST = 10
WEIGHT_CELL = re.compile(r"[0-9.,]*[0-9](?:[eE][+-]?[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A guess: the list of the codebook that it goes into, its fields, and what was seen.

    That and why columns were left out are in English, to be translated where they are written.

    What one of our own questionnaires says of a column is no guess.
    """

    place: str
    value: Mapping[str, Any]
    seen: str
    guessed: bool = True


@dataclass(frozen=True, slots=True)
class Draft:
    """What a file proposes for its codebook.

    ``left_out`` are the columns of which nothing was made, each with why; ``settled`` fields that
    follow from the questionnaire, where it is one of ours; ``sheet`` is that of the answers, where
    the workbook has others; ``faults`` what came to light while the
    file was read.
    """

    file: str
    tool: Tool
    layout: Layout
    respondents: int
    smallest: int
    entries: tuple[Entry, ...]
    personal: tuple[str, ...] = ()
    weight: str = ""
    missing: tuple[str, ...] = ()
    fieldwork: tuple[dt.date, dt.date] | None = None
    left_out: Mapping[str, str] = field(default_factory=dict)
    settled: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    faults: tuple[Fault, ...] = ()

    @property
    def questionnaire(self) -> str:
        """Which of our own questionnaires the file was made with; empty for another."""
        return self.settled.get("questionnaire", "")

    @property
    def guesses(self) -> int:
        """How many entries somebody has to look at."""
        return sum(entry.guessed for entry in self.entries)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to add."""
        return not self.entries and not self.personal


def draft_codebook(export: Export, known: Codebook | None = None) -> Draft:
    """Guess what the columns of a survey file are.

    Parameters
    ----------
    known
        A codebook that there is already: only columns that it does not name are looked at.

    Raises
    ------
    InputError
        If the file cannot be read.
    """
    findings = Findings(export.name)
    survey = (
        open_answers(export, findings, known.layout, known.sheet)
        if known
        else open_answers(export, findings, look=True)
    )
    _require_headers(survey.table, findings)
    findings.settle()
    smallest = known.smallest_base if known else SMALLEST
    named = {*map(header_key, _named(known))} if known else set()
    columns = {
        name: _write_lines(column)
        for name in survey.table.headers
        if name and header_key(name) not in named and (column := survey.table.column(name))
    }
    ours = find_questionnaire(columns, meanings=survey.meanings) if known is None else None
    settled, asked = _settle(ours, columns, smallest) if ours else ({}, [])
    answered = set(ours.columns.values()) if ours else set()
    personal, left_out = set_apart(
        {name: texts for name, texts in columns.items() if name not in answered}, survey
    )
    questions = {
        name: texts
        for name, texts in columns.items()
        if name not in personal and name not in left_out and name not in answered
    }
    missing = find_missing(questions, survey, smallest) if known is None else known.missing
    nothing = {*missing, *survey.missing}
    if known is None:
        # A word for nothing that few cells have is not written down, and is no answer either.
        given = {text for texts in questions.values() for text in texts}
        nothing |= {plain_answer(text) for text in given if means_not_asked(text)}
    questions = {
        name: ["" if plain_answer(text) in nothing else text for text in texts]
        for name, texts in questions.items()
    }
    fieldwork = find_fieldwork(survey.table)
    year = fieldwork[1].year if fieldwork else None
    seen = _look(questions, survey, smallest, dutch=_is_dutch(columns), year=year)
    weight = next((one.column for one in seen if _is_weight(one)), "")
    entries = [*asked, *_guess([one for one in seen if one.column != weight], left_out)]
    used = {str(entry.value["column"]) for entry in entries if "column" in entry.value}
    if known is None:
        # A word that no question has is of no interest.
        cells = {plain_answer(text) for name in used for text in columns[name]}
        missing = tuple(word for word in missing if word in cells)
    return Draft(
        file=export.path.name,
        tool=survey.tool,
        layout=survey.layout,
        respondents=len(survey.table.rows),
        smallest=smallest,
        entries=tuple(entries),
        personal=personal,
        weight="" if known and (known.weight or known.margins) else weight,
        missing=missing,
        fieldwork=fieldwork,
        left_out=left_out,
        settled=settled,
        sheet=survey.sheet,
        faults=findings.settle(),
    )


def _settle(
    ours: FoundQuestionnaire, columns: Mapping[str, list[str]], smallest: int
) -> tuple[dict[str, str], list[Entry]]:
    """Give the fields and the entries that follow from one of our own questionnaires."""
    groups = Counter(text for text in columns.get(ours.group_column or "", ()) if text)
    often = [text for text, n in groups.most_common() if n >= smallest]
    book = ours.as_codebook(columns, often)
    fields = {name: value for name, value in book.items() if isinstance(value, str)}
    seen = fill("As {questionnaire} asks it.", questionnaire=ours.questionnaire.name)
    return fields, [
        Entry(place, value, seen, guessed=False)
        for place, values in book.items()
        if not isinstance(values, str)
        for value in values
    ]


def _write_lines(column: Column) -> list[str]:
    texts = column.texts
    lines = {text: one_line(text) for text in {*texts}}
    return [lines[text] for text in texts]


def _require_headers(table: Table, findings: Findings) -> None:
    """Refuse a file whose first row is of a respondent: what stands in it is not to be told."""
    held = any(mask(header) != header for header in table.headers)
    alike = 0
    for place, header in enumerate(table.headers):
        answers = {write(row.cells[place]).strip() for row in table.rows} - {""}
        # Of an option that was chosen or not, the header is the only answer.
        alike += header in answers and len(answers) > 1
    if held or alike * 2 > sum(map(bool, table.headers)):
        findings.add(
            "The first row seems to hold answers, and no headers.",
            row=table.rows[0].number - 1 if table.rows else None,
            expected="a row that says what was asked, above the answers",
            remedy="Export the file anew with its headers, or put them above the answers.",
        )


def _named(known: Codebook) -> list[str]:
    several = [one.column for one in known.several]
    return [*question_columns(known), *known.personal, *several]


def _look(
    questions: Mapping[str, list[str]],
    survey: SurveyTable,
    smallest: int,
    *,
    dutch: bool,
    year: int | None,
) -> list[Seen]:
    """Count the answers of each column; those of scales together, for they are the same words."""
    scales = {name: texts for name, texts in questions.items() if is_scale({*texts} - {""})}
    people: dict[str, set[int]] = {}
    for texts in scales.values():
        for row, text in enumerate(texts):
            if text:
                people.setdefault(text, set()).add(row)
    often = {text: len(rows) for text, rows in people.items()}
    return [
        Seen(
            column=name,
            meaning=survey.meanings.get(name, ""),
            texts=tuple(texts),
            smallest=smallest,
            tool=survey.tool,
            dutch=dutch,
            year=year,
            pooled=often if name in scales else {},
        )
        for name, texts in questions.items()
    ]


def _guess(seen: Iterable[Seen], left_out: dict[str, str]) -> list[Entry]:
    waiting = list(seen)
    entries: list[Entry] = []
    taken: set[str] = set()
    for guesses in (guess_spread(waiting), *map(guess_parts, waiting), *map(guess_alone, waiting)):
        mine = [guess for guess in guesses if guess.column not in taken]
        entries += [
            Entry(guess.place, guess.value, guess.seen) for guess in mine if guess.value is not None
        ]
        taken |= {guess.column for guess in mine if not guess.why_not}
        left_out |= {guess.column: guess.why_not for guess in mine if guess.why_not}
    for one in waiting:
        if one.column in taken:
            left_out.pop(one.column, None)
        else:
            left_out.setdefault(one.column, one.divides or fill("nothing tells what it is"))
    return entries


def _is_weight(seen: Seen) -> bool:
    if not WEIGHT.search(header_key(seen.column.replace("_", " "))):
        return False
    # Who is in no part of the sample that weights are for has none, or zero.
    return bool(seen.counts) and all(WEIGHT_CELL.fullmatch(text) for text in seen.counts)


def _is_dutch(columns: Mapping[str, list[str]]) -> bool:
    words = [header_key(name) for name in columns]
    answers = [header_key(text) for texts in columns.values() for text in texts[:20]]
    return sum(bool(DUTCH.search(text)) for text in (*words, *answers)) * 5 > len(words)
