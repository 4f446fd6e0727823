"""Sheets that people keep by hand: a header in Dutch or English, and a row for each thing.

The columns follow from a model: a header is a field's name or its label in either language, so that
a field that a model gets later is a column at once. What cannot be read is told by row and column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from toolkit.errors import Fault, InputError, ToolkitError
from toolkit.language import Language
from toolkit.model.fields import Field, describe
from toolkit.readers.dates import read_moments, settle_order
from toolkit.readers.documents import NUMBER, explain
from toolkit.readers.findings import Findings, name_columns
from toolkit.readers.reading import Decision, Export
from toolkit.readers.source import open_source
from toolkit.readers.table import Column, Source, Table, header_key, locate, read_table, write
from toolkit.readers.vocabulary import PLATFORMS

Row = TypeVar("Row", bound=BaseModel)
Found = TypeVar("Found")


class Gathered(NamedTuple, Generic[Found]):
    """What sheets hold: rows by file, warnings and notes, and how open matters were read."""

    found: Found
    rows: dict[str, int]
    faults: tuple[Fault, ...]
    decisions: tuple[Decision, ...]


def gather_sheets(
    exports: Iterable[Export],
    read: Callable[[Source, Findings], int],
    tell: Callable[[Fault], Fault] = lambda fault: fault,
) -> tuple[dict[str, int], tuple[Fault, ...], tuple[Decision, ...]]:
    """Read all files of a kind, and give the rows of each, with what was found and decided.

    Parameters
    ----------
    read
        Takes in one opened file and gives the number of its rows.
    tell
        How a fault is told, where it must not say what stands in a cell.

    Raises
    ------
    InputError
        With the faults of all files, if any of them cannot be used.
    """
    rows: dict[str, int] = {}
    faults: list[Fault] = []
    decisions: list[Decision] = []
    for export in exports:
        try:
            source = open_source(export)
            faults.extend(map(tell, source.faults))
            decisions.extend(source.decisions)
            findings = Findings(export.name)
            found = read(source, findings)
            decisions.extend(findings.decisions)
            findings.faults = [tell(fault) for fault in findings.faults]
            faults.extend(findings.settle())
            rows[export.name] = found
        except ToolkitError as error:
            faults.extend(error.faults)
    if any(fault.severity == "error" for fault in faults):
        raise InputError(faults)
    return rows, tuple(faults), tuple(decisions)


UNKNOWN = frozenset({"", "?", "onbekend", "unknown"})
YES = frozenset({"yes", "y", "ja", "j", "true", "x", "1", "waar"})
NO = frozenset({"no", "n", "nee", "false", "0", "onwaar"})
# 1.250 and 1,250 are a thousand and more to one reader, and hardly more than one to another.
TWO_WAYS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_DUTCH = Language("nl")


def headers_of(field: Field, also: Iterable[str] = ()) -> tuple[str, ...]:
    """Give the headers that a field may stand under."""
    return (field.name, field.label, _DUTCH.text(field.label), *also)


def find_table(
    source: Source,
    model: type[BaseModel],
    findings: Findings,
    also: Mapping[str, tuple[str, ...]] | None = None,
) -> Table | None:
    """Find the table whose header has every field that a row of `model` must have."""
    needed = [
        headers_of(field, (also or {}).get(field.name, ()))
        for field in describe(model)
        if field.required
    ]
    found = locate(source, *needed)
    return read_table(*found, findings, by_hand=True) if found else None


def read_rows(
    table: Table,
    model: type[Row],
    findings: Findings,
    also: Mapping[str, tuple[str, ...]] | None = None,
    words: Mapping[str, str] | None = None,
) -> list[Row]:
    """Read each row of a table as `model`; rows with a fault are left out and told.

    Parameters
    ----------
    also
        More headers by field.
    words
        More words for the values of choices, with the value that each means.
    """
    values: list[dict[str, object]] = [{} for _ in table.rows]
    columns: dict[str, str] = {}
    for field in describe(model):
        column = table.column(*headers_of(field, (also or {}).get(field.name, ())))
        if column is None:
            continue
        columns[field.name] = column.name
        for row, value in zip(values, _read(field, column, words or {}, findings), strict=True):
            if value is not None:
                row[field.name] = value
    rows = []
    for given, number in zip(values, table.numbers, strict=True):
        try:
            rows.append(model.model_validate(given))
        except ValidationError as error:
            for problem in error.errors(include_url=False):
                what, expected = explain(problem, model)
                place = str(problem["loc"][0])
                got = "" if problem["type"] == "missing" else str(problem["input"])
                findings.add(
                    what, row=number, column=columns.get(place, place), got=got, expected=expected
                )
    return rows


def tell_leftovers(table: Table, findings: Findings) -> None:
    """Say which columns nobody asked for; they take no part."""
    if over := table.leftovers():
        findings.add(
            "These columns are not known here and take no part.",
            severity="note",
            got=name_columns(over),
        )


def _read(
    field: Field, column: Column, words: Mapping[str, str], findings: Findings
) -> list[object]:
    match field.kind:
        case "choice":
            return _choose(field, column, words, findings)
        case "yes_no":
            return [_yes_or_no(text, row, column, findings) for text, row in _cells(column)]
        case "date":
            return _days(column, findings)
        case "number" | "whole" | "scale":
            cells = zip(column.cells, column.texts, column.rows, strict=True)
            return [
                # A workbook's own number leaves nothing open.
                float(cell)
                if isinstance(cell, int | float)
                else _number(text, row, column, findings)
                for cell, text, row in cells
            ]
        case "words":
            split = [re.split(r"[,;\s]+", text) for text in column.texts]
            return [tuple(word for word in words if word) or None for words in split]
        case _:
            return [None if header_key(text) in UNKNOWN else text for text in column.texts]


def _cells(column: Column) -> Iterable[tuple[str, int]]:
    return zip(column.texts, column.rows, strict=True)


def _choose(
    field: Field, column: Column, words: Mapping[str, str], findings: Findings
) -> list[object]:
    known: dict[str, object] = {}
    for key, label in field.choices.items():
        for word in (str(key), label, _DUTCH.text(label)):
            known.setdefault(header_key(word), key)
    for word, meant in (PLATFORMS | dict(words)).items():
        if meant in field.choices:
            known.setdefault(header_key(word), meant)
    chosen: list[object] = []
    for text, row in _cells(column):
        key = known.get(header_key(text))
        if key is None and header_key(text) not in UNKNOWN:
            findings.add(
                "This is not one of the values that are known.",
                row=row,
                column=column.name,
                got=text,
                expected=", ".join(known),
            )
        chosen.append(key)
    return chosen


def _yes_or_no(text: str, row: int, column: Column, findings: Findings) -> bool | None:
    word = header_key(text)
    if word in YES or word in NO:
        return word in YES
    if word not in UNKNOWN:
        findings.add(
            "This should be yes or no.",
            row=row, column=column.name, got=text, expected="yes, no, ja, nee; empty: unknown",
        )  # fmt: skip
    return None


def _number(text: str, row: int, column: Column, findings: Findings) -> str | None:
    if header_key(text) in UNKNOWN:
        return None
    if TWO_WAYS.fullmatch(text):
        findings.add(
            "This number can be read in two ways: a point or comma before three digits may divide "
            "thousands or decimals.",
            row=row, column=column.name, got=text, expected=NUMBER,
        )  # fmt: skip
        return None
    return text.replace(",", ".")


def _days(column: Column, findings: Findings) -> list[object]:
    filled = [
        (cell, row)
        for cell, row in zip(column.cells, column.rows, strict=True)
        if header_key(write(cell)) not in UNKNOWN
    ]
    if not filled:
        return [None] * len(column.rows)
    cells, rows = zip(*filled, strict=True)
    given = Column(column.name, cells, rows)
    order = settle_order(given, "day-first", "a sheet typed by hand", findings)
    moments = read_moments(given, order, findings)
    # A date that is no date was told; the row goes on without it rather than being told twice.
    days = {
        row: moment.value.date() if moment else None
        for row, moment in zip(rows, moments, strict=True)
    }
    return [days.get(row) for row in column.rows]
