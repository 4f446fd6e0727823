"""An answer as a cell shows it, and a cell as an answer.

A cell cannot hold everything that an answer can: control characters show as their pictures, and a
date before 1901 as text. Whether a cell was changed is therefore asked of what it showed, and an
answer that was left alone stays what it was, to the last character.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeGuard

from pydantic import BaseModel, ValidationError

from toolkit.homework.pages import NESTED, in_every_language
from toolkit.language import Language, mark
from toolkit.model.fields import Field, describe
from toolkit.readers.dates import read_moment
from toolkit.readers.documents import NUMBER, explain
from toolkit.readers.table import Cell, write
from toolkit.workshop_log.answers import Rows

ABSENT: Final = object()
"""Stands for an answer that was never given; None is one: nobody knows."""

UNKNOWN = "?"
PARTS = "/"
"""Stands between the parts of a row that is written into one cell."""
NOBODY_KNOWS = frozenset({UNKNOWN, *in_every_language(mark("unknown"))})
YES, NO = mark("yes"), mark("no")
A_DATE = mark("a date, such as 31-05-2027")
AS_SHOWN = mark("a number, as the spreadsheet shows one: 1250.5")
TYPED = mark("the answer itself, typed")
TRUTHS = {True: in_every_language(YES) | {"true"}, False: in_every_language(NO) | {"false"}}
# A spreadsheet counts days from 1900, and one too many in that year.
FIRST_YEAR = 1901
# An emoji counts as two of the 32,767 signs that a cell can hold.
PART = 16_000

# What a spreadsheet shows where a formula came to nothing.
FAILED = frozenset(
    {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)

_PICTURES = {number: 0x2400 + number for number in range(32) if chr(number) not in "\t\n"}
_NO_SIGN = re.compile("[\ud800-\udfff\ufffe\uffff]")
_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+")


class BadCellError(ValueError):
    """Raised where a cell holds no answer to its question."""

    def __init__(self, what: str, expected: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.expected = expected


def show(value: object, field: Field, language: Language) -> str | float | dt.date:
    """Give what a cell shows of an answer; nothing at all is empty text."""
    if value is ABSENT:
        return ""
    if value is None:
        return UNKNOWN
    match field.kind:
        case "choice":
            return language.text(field.choices.get(value, str(value)))
        case "yes_no":
            return language.text(YES if value else NO)
        case "whole" | "number" | "scale" if isinstance(value, int | float):
            return value
        case "date" if int(str(value)[:4]) >= FIRST_YEAR:
            return dt.date.fromisoformat(str(value))
        case "words" if not isinstance(value, str) and isinstance(value, Iterable):
            return show_text(", ".join(map(str, value)))
        case "lines" if not isinstance(value, str) and isinstance(value, Iterable):
            return show_text("\n".join(" ".join(str(one).split()) for one in value))
        case "table" if isinstance(value, Rows | list | tuple):
            rows = value.values() if isinstance(value, Rows) else value
            return show_text("\n".join(_show_parts(row, field, language) for row in rows))
        case "fields" if isinstance(value, Mapping):
            return show_text(_show_parts(value, field, language))
    return show_text(str(value))


def show_text(text: str) -> str:
    """Give text as a cell can hold it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _NO_SIGN.sub("\ufffd", lines.translate(_PICTURES))


def cut(text: str) -> list[str]:
    """Cut text into parts that each fit into a cell; at least one."""
    return [text[start : start + PART] for start in range(0, max(len(text), 1), PART)]


def still_shows(cell: Cell, value: object, field: Field, language: Language) -> bool:
    """Say whether a cell shows what it showed when this answer was written into it."""
    shown = show(value, field, language)
    if isinstance(shown, str):
        return write(cell) in (shown, as_read(shown))
    if isinstance(shown, dt.date):
        return isinstance(cell, dt.datetime) and cell == dt.datetime.combine(shown, dt.time())
    # Spreadsheets keep 15 digits or a few more.
    return isinstance(cell, int | float) and math.isclose(cell, shown, rel_tol=1e-14)


def is_blank(cell: Cell) -> bool:
    """Say whether nothing stands in a cell."""
    return not write(cell).strip()


def read_cell(cell: Cell, field: Field, language: Language) -> Any:  # noqa: ANN401 - any JSON
    """Turn a cell that is not blank into the plain value of an answer; None: nobody knows.

    Raises
    ------
    BadCellError
        If it is no answer to the question.
    """
    text = write(cell).strip()
    if field.nullable and text.casefold() in NOBODY_KNOWS:
        return None
    if text in FAILED:
        raise BadCellError("The formula in this cell came to nothing.", language.text(TYPED))
    value: object = write(cell).replace("_x000D_", "").replace("\r\n", "\n")
    match field.kind:
        case "choice":
            value = _read_choice(text, field, language)
        case "yes_no":
            value = _read_truth(text, language)
        case "date":
            value = _read_date(cell, language)
        case "whole" | "number" | "scale":
            comma = language.code == "nl" and _COMMA.fullmatch(text)
            value = cell if not isinstance(cell, str) else text.replace(",", ".") if comma else text
        case "words":
            value = [one.strip() for one in re.split(r"[,;\n]", text) if one.strip()]
        case "lines":
            value = [one.strip() for one in text.splitlines()]
        case "table":
            lines = [one for one in re.split(r"[;\n]", text) if one.strip()]
            value = [_read_parts(one, field, language) for one in lines]
        case "fields":
            value = _read_parts(text, field, language)
    try:
        checked = field.adapter.validate_python(value)
    except ValidationError as error:
        what, expected = explain(error.errors(include_url=False)[0], BaseModel)
        # A spreadsheet writes numbers as its user's country does, a file that is typed does not.
        expected = language.text(AS_SHOWN) if expected == NUMBER else expected
        raise BadCellError(what, expected) from None
    return field.adapter.dump_python(checked, mode="json", exclude_unset=True)


def explain_field(field: Field, language: Language) -> str:
    """Say what a question asks, and how an answer of several parts is written into its cell."""
    told = language.text(field.help) if field.help else ""
    if field.kind in NESTED:
        parts = f" {PARTS} ".join(language.text(one.label) for one in _parts(field))
        choices = "; ".join(_list_choices(one, language) for one in _parts(field) if one.choices)
        return f"{told} ({parts}). {choices}".strip().removesuffix(". ").rstrip(".")
    return f"{told} {language.text('One a line.')}".strip() if field.kind == "lines" else told


def _list_choices(field: Field, language: Language) -> str:
    """Name what a part may be; a cell of several parts cannot offer a list."""
    names = ", ".join(language.text(name) for name in field.choices.values())
    return f"{language.text(field.label)}: {names}"


def _parts(field: Field) -> tuple[Field, ...]:
    return describe(field.model) if field.model else ()


def _show_parts(row: Mapping[str, Any], field: Field, language: Language) -> str:
    shown = [show(row.get(one.name, ABSENT), one, language) for one in _parts(field)]
    words = [one if isinstance(one, str) else f"{one:.15g}" for one in shown if _is_plain(one)]
    plain = [" ".join(word.replace(PARTS, "-").split()) for word in words]
    return f" {PARTS} ".join(plain).rstrip(f" {PARTS}")


def _is_plain(shown: str | float | dt.date) -> TypeGuard[str | float]:
    return not isinstance(shown, dt.date)


def _read_parts(text: str, field: Field, language: Language) -> dict[str, Any]:
    asked = _parts(field)
    given = [one.strip() for one in text.split(PARTS)]
    expected = f" {PARTS} ".join(language.text(one.label) for one in asked)
    lacking = any(one.required for one in asked[len(given) :])
    if len(given) > len(asked) or lacking:
        raise BadCellError("This cell should hold parts with a slash between them.", expected)
    return {
        one.name: read_cell(part, one, language)
        for one, part in zip(asked, given, strict=False)
        if part or one.required
    }


def as_read(shown: str) -> str:
    """Give text as it is read back from a cell."""
    # openpyxl takes this out of every text, also where it was typed.
    return "".join(part.replace("x005F_", "") for part in cut(shown))


def _read_choice(text: str, field: Field, language: Language) -> object:
    for value, name in field.choices.items():
        if text.casefold() in in_every_language(name) | {str(value).casefold()}:
            return value
    names = ", ".join(language.text(name) for name in field.choices.values())
    raise BadCellError(
        "This is not one of the values that are known.",
        language.text("one of: {names}", names=names),
    )


def _read_truth(text: str, language: Language) -> bool:
    for truth, words in TRUTHS.items():
        if text.casefold() in words:
            return truth
    raise BadCellError(
        "This is neither yes nor no.",
        language.text("{yes} or {no}", yes=language.text(YES), no=language.text(NO)),
    )


def _read_date(cell: Cell, language: Language) -> str:
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    text = write(cell).strip()
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        moment = read_moment(text, "day-first")
    if moment is None or isinstance(cell, int | float):
        raise BadCellError("This is not a date.", language.text(A_DATE))
    return moment.value.date().isoformat()
