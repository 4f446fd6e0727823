"""Answers as people type them: text becomes a value, or what is wrong with it; and back.

Numbers and dates are read in the way of the form's language. A question mark says that nobody
knows.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from babel import Locale
from babel.numbers import NumberFormatError, format_decimal, parse_decimal
from pydantic import BaseModel, ValidationError

from toolkit.errors import Fault
from toolkit.language import Language
from toolkit.model.fields import Field
from toolkit.readers.dates import is_no_day, read_moment
from toolkit.readers.documents import explain
from toolkit.readers.worded import find_month

UNKNOWN = "?"
LONGEST_NUMBER = 40
NOTHING = "–"
"""How a choice shows that nothing was answered yet."""

# Between commas; one that holds a comma itself stands in quotes, as in a spreadsheet's file.
_WORDS = re.compile(r'\s*(?:"((?:[^"]|"")*)"\s*(?=[,;\n]|$)|([^,;\n]+))')
_WORDY_DATE = re.compile(
    r"(?P<day>[0-9]{1,2})\s+(?P<month>[^\W\d]+)\.?\s+(?P<century>[0-9]{2})?(?P<year>[0-9]{2})"
)


class NoAnswerError(ValueError):
    """Raised where text is no answer to a question; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def read_text(text: str, field: Field, language: Language) -> Any:  # noqa: ANN401 - any JSON
    """Turn typed text into the plain value of an answer.

    Parameters
    ----------
    text
        As typed; not empty.

    Returns
    -------
    object
        A value in JSON; None where nobody knows.

    Raises
    ------
    NoAnswerError
        If the text is no answer to this question.
    """
    plain = text.strip()
    if plain == UNKNOWN and field.nullable:
        return None
    match field.kind:
        case "choice" | "scale":
            value = _read_choice(text, field, language)
        case "yes_no":
            value = _read_yes_no(text, language)
        case "whole" | "number":
            value = _read_number(plain, field, language)
        case "date":
            value = _read_date(plain, language)
        case "words":
            value = _read_words(text)
        case "lines":
            value = read_lines(text)
        case "pairs":
            value = _read_pairs(text, language)
        case _:
            value = text
    return _validate(value, field)


def write_value(value: object, field: Field, language: Language, *, given: bool = True) -> str:
    """Write an answer as the form shows it.

    Parameters
    ----------
    given
        Whether anything was answered; an answer of None is then a question mark.
    """
    if value is None:
        picks = field.kind in {"choice", "scale", "yes_no"}
        return name_of_unknown(field, language) if given else (NOTHING if picks else "")
    match field.kind:
        case "choice" | "scale":
            return language.text(field.choices.get(value, str(value)))
        case "yes_no":
            return language.text("yes") if value else language.text("no")
        case "whole" | "number":
            return _write_number(value, language.locale)
        case "date":
            day = dt.date.fromisoformat(str(value))
            return f"{day.day:02d}-{day.month:02d}-{day.year:04d}"
        case "words" if isinstance(value, list | tuple):
            return ", ".join(_quoted(str(one)) for one in value)
        case "lines" if isinstance(value, list | tuple):
            return "\n".join(" ".join(str(one).split()) for one in value)
        case "pairs" if isinstance(value, Mapping):
            return "\n".join(f"{key}: {one}" for key, one in value.items())
    return str(value)


def name_of_unknown(field: Field, language: Language) -> str:
    """Say how the form shows that nobody knows."""
    if field.kind in {"choice", "scale", "yes_no"}:
        return language.text("? nobody knows")
    return UNKNOWN


def options_of(field: Field, language: Language) -> tuple[str, ...]:
    """Give what a choice can be set to, in the form's language."""
    names = [language.text(name) for name in field.choices.values()]
    if field.kind == "yes_no":
        names = [language.text("yes"), language.text("no")]
    if field.required or not field.nullable:
        return (NOTHING, *names) if field.required else tuple(names)
    return (NOTHING, *names, name_of_unknown(field, language))


def explain_value(value: object, field: Field, language: Language) -> str:
    """Say how a typed number or date was understood, where it can be read in more than one way."""
    if value is None:
        return language.text("Nobody knows: noted.")
    if field.kind == "date":
        return language.date(dt.date.fromisoformat(str(value)))
    return ""


def tell(fault: Fault, language: Language) -> str:
    """Say in the form's language what is wrong beside a field, and what was expected."""
    parts = [language.told(fault.what)]
    if fault.expected:
        parts.append(language.text("Expected: {what}.", what=language.told(fault.expected)))
    return " ".join(parts)


def _validate(value: object, field: Field) -> Any:  # noqa: ANN401 - any JSON
    try:
        checked = field.adapter.validate_python(value)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        what, expected = explain(problem, BaseModel)
        raise NoAnswerError(Fault(what, expected=expected)) from None
    return field.adapter.dump_python(checked, mode="json")


def read_lines(text: str) -> list[str]:
    """Read a list of which each entry is a line; one left empty before others keeps its place."""
    return [line.strip() for line in text.rstrip().splitlines()]


def _read_words(text: str) -> list[str]:
    found = []
    for quoted, plain in ((one[1], one[2]) for one in _WORDS.finditer(text)):
        if quoted is not None:
            found.append(quoted.replace('""', '"'))
        elif plain.strip():
            found.append(plain.strip())
    return found


def _quoted(word: str) -> str:
    if word == word.strip() and word and not re.search(r'[,;\n]|^"', word):
        return word
    return '"' + word.replace('"', '""') + '"'


def _read_choice(text: str, field: Field, language: Language) -> object:
    for value, name in field.choices.items():
        if text.strip() in {language.text(name), name, str(value)}:
            return value
    if text.strip() == name_of_unknown(field, language):
        return None
    names = ", ".join(language.text(name) for name in field.choices.values())
    raise NoAnswerError(Fault("This is not one of the values that are known.", expected=names))


def _read_yes_no(text: str, language: Language) -> bool | None:
    word = text.strip().casefold()
    if word in {language.text("yes"), "yes", "true"}:
        return True
    if word in {language.text("no"), "no", "false"}:
        return False
    if word == language.text("? nobody knows"):
        return None
    raise NoAnswerError(Fault("This should be yes or no."))


def _read_number(text: str, field: Field, language: Language) -> int | float:
    plain = text.replace("€", "").replace("%", "").replace("\u00a0", "").replace(" ", "")
    # A power of ten would make a number of millions of digits.
    if len(plain) > LONGEST_NUMBER or "e" in plain.casefold():
        plain = ""
    try:
        number = parse_decimal(plain, locale=language.locale, strict=True)
    except NumberFormatError:
        raise NoAnswerError(
            Fault(
                language.text(
                    "This should be a number, such as {number}.",
                    number=_write_number(1250.5, language.locale),
                )
            )
        ) from None
    if not number.is_finite():
        raise NoAnswerError(Fault("This should be a number."))
    if field.kind == "whole":
        if number != int(number):
            raise NoAnswerError(Fault("This should be a whole number."))
        return int(number)
    return float(number)


def _write_number(value: object, locale: Locale) -> str:
    number = float(str(value))
    if number == int(number):
        return format_decimal(int(number), "#,##0", locale=locale)
    return format_decimal(number, "#,##0.##############", locale=locale)


def _read_date(text: str, language: Language) -> str:
    words = _WORDY_DATE.fullmatch(text)
    if words:
        month = find_month(words["month"])
        if month:
            # Behind a month in words two digits can only be a year, and of this century.
            text = f"{words['day']}-{month}-{words['century'] or '20'}{words['year']}"
    for order in ("year-first", "day-first"):
        moment = read_moment(text, order)
        if moment and re.search(r"[0-9]{4}", text):
            return moment.value.date().isoformat()
    if is_no_day(text, "day-first") or is_no_day(text, "year-first"):
        raise NoAnswerError(Fault("This day does not exist."))
    raise NoAnswerError(
        Fault("This is not a date.", expected=language.text("day-month-year, such as 31-05-2027"))
    )


def _read_pairs(text: str, language: Language) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for line in text.splitlines():
        if not line.strip():
            continue
        key, sign, value = line.partition(":")
        if not sign or not key.strip():
            raise NoAnswerError(
                Fault(
                    "Each line should be a word, a colon and what it means.",
                    expected=language.text("word: meaning"),
                )
            )
        pairs[key.strip()] = value.strip()
    return pairs
