"""A codebook drafted from a file: what each column seems to be, as guesses to be looked at.

An answer that too few people gave is never written down, for it may be of one person; how many
there were of such answers is. Personal columns are listed by their headers only.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from toolkit.errors import Fault, fill
from toolkit.language import mark
from toolkit.model.listed_answers import plain_answer
from toolkit.model.survey import Codebook, Layout
from toolkit.readers.findings import Findings
from toolkit.readers.questionnaire import FoundQuestionnaire, find_questionnaire
from toolkit.readers.reading import Export
from toolkit.readers.survey.cells import question_columns
from toolkit.readers.survey.fieldwork import find_fieldwork
from toolkit.readers.survey.first_row import holds_answers
from toolkit.readers.survey.guessed_cells import guess_parts
from toolkit.readers.survey.guesses import guess_alone, guess_spread
from toolkit.readers.survey.layout import SurveyTable, open_answers
from toolkit.readers.survey.not_asked import means_not_asked
from toolkit.readers.survey.scales import is_scale
from toolkit.readers.survey.seen import Seen
from toolkit.readers.survey.set_apart import find_missing, set_apart
from toolkit.readers.survey.several import one_line
from toolkit.readers.survey.tools import Tool
from toolkit.readers.survey.topics import DUTCH
from toolkit.readers.survey.unlisted import LOOKS_EMPTY
from toolkit.readers.survey.weight_columns import WeightColumn, find_weight_columns, name_weight
from toolkit.readers.table import Column, Table, header_key

SMALLEST = 10
NOTHING_TELLS = mark("nothing tells what it is")


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
    follow from the questionnaire, where it is one of ours; ``weights`` the columns that look like
    weights, where none is chosen yet: which of several counts is not guessed; ``sheet`` is that of
    the answers, where the workbook has others; ``faults`` what came to light while the file was
    read.
    """

    file: str
    tool: Tool
    layout: Layout
    respondents: int
    smallest: int
    entries: tuple[Entry, ...]
    personal: tuple[str, ...] = ()
    weights: tuple[WeightColumn, ...] = ()
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
    def weight(self) -> str:
        """The one column that looks like weights; empty where there is none, or a choice."""
        return self.weights[0].column if len(self.weights) == 1 else ""

    @property
    def guesses(self) -> int:
        """How many entries somebody has to look at."""
        return sum(entry.guessed for entry in self.entries) + bool(self.weight)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to add."""
        return not self.entries and not self.personal and not self.weight


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
    weights = find_weight_columns(questions, survey.meanings)
    weighing = [one.column for one in weights]
    guessed = _guess([one for one in seen if one.column not in weighing], left_out)
    entries = _name_apart([*asked, *guessed], known)
    if known and (known.weight or known.margins):
        weights = ()
    if len(weights) != 1:
        left_out |= dict.fromkeys(weighing, fill("looks like weights"))
    for name, why in left_out.items():
        if why == NOTHING_TELLS and name_weight(name, survey.meanings.get(name, "")):
            left_out[name] = fill(
                "called as weights are, and its numbers are not like weights: kilograms, codes?"
            )
    used = {str(entry.value["column"]) for entry in entries if "column" in entry.value}
    if known is None:
        # A word that no question has is of no interest. What stands among weights is of no person.
        weighed = {plain_answer(text) for name in weighing for text in columns[name]}
        cells = {plain_answer(text) for name in used for text in columns[name]} | weighed
        words = (word for word in sorted(weighed) if word.casefold() in LOOKS_EMPTY)
        missing = tuple(dict.fromkeys((*(one for one in missing if one in cells), *words)))
    return Draft(
        file=export.path.name,
        tool=survey.tool,
        layout=survey.layout,
        respondents=len(survey.table.rows),
        smallest=smallest,
        entries=tuple(entries),
        personal=personal,
        weights=weights,
        missing=missing,
        fieldwork=fieldwork,
        left_out=left_out,
        settled=settled,
        sheet=survey.sheet,
        faults=findings.settle(),
    )


def _name_apart(entries: Sequence[Entry], known: Codebook | None) -> list[Entry]:
    """Give questions about who somebody is names of their own, as age in years and in classes."""
    taken = {one.name for one in known.demographics} if known else set()
    apart = []
    for one in entries:
        if one.place == "demographics":
            name = str(one.value["name"])
            if name in taken:
                name = f"{name} ({one.value['column']})"
            taken.add(name)
            one = replace(one, value={**one.value, "name": name})
        apart.append(one)
    return apart


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
    if holds_answers(table):
        findings.add(
            "The first row seems to hold answers, and no headers.",
            row=table.rows[0].number - 1 if table.rows else None,
            expected="a row that says what was asked, above the answers",
            remedy="Export the file anew with its headers, or put them above the answers.",
        )


def _named(known: Codebook) -> list[str]:
    several = [one.column for one in known.several]
    return [*question_columns(known), *known.personal, *known.not_weights, *several]


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
            left_out.setdefault(one.column, one.divides or fill(NOTHING_TELLS))
    return entries


def _is_dutch(columns: Mapping[str, list[str]]) -> bool:
    words = [header_key(name) for name in columns]
    answers = [header_key(text) for texts in columns.values() for text in texts[:20]]
    return sum(bool(DUTCH.search(text)) for text in (*words, *answers)) * 5 > len(words)
