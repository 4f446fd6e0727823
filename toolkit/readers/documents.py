"""The files that people write themselves: YAML, and notes in Markdown.

Each gives a frozen model, or every fault in it at once, in the words of the form it came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from toolkit.errors import Fault, Filled, InputError, fill
from toolkit.model import ContradictionError
from toolkit.model.fields import describe
from toolkit.model.note import Note
from toolkit.model.workshop import PATH
from toolkit.readers.dates import is_no_day, read_moment
from toolkit.readers.yaml_text import parse_yaml

AnyModel = TypeVar("AnyModel", bound=BaseModel)
CLOSED = re.compile(r"^---[ \t]*$", re.MULTILINE)
NUMBER = "digits, with a point for decimals, such as 1250.5"
# What our patterns ask for, in words.
SPELLINGS = {
    r"^[a-z][a-z0-9_]*$": "small letters, digits and _, a letter first, such as reading_club",
    r"^[A-Z]{3}$": "three capitals, such as EUR",
    r"^[A-Za-z0-9 ,\-]*$": "the name of a typeface, such as Georgia",
    PATH: "the path of an answer, such as intake.goals",
}
HEADING = re.compile(r"^#\s+(?P<title>.+?)\s*$", re.MULTILINE)


def read_text(path: Path, name: str) -> str:
    """Read a text file in UTF-8 (with or without byte order mark).

    Raises
    ------
    InputError
        If the file cannot be opened or is not UTF-8; `name` is what the user calls it.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            Fault(
                "The file is not in UTF-8.",
                file=name,
                got=fill("byte {number} is no UTF-8", number=error.start + 1),
                remedy="Save it again with encoding UTF-8.",
            )
        ) from error
    except OSError as error:
        raise InputError(
            Fault("The file cannot be opened.", file=name, got=error.strerror or "")
        ) from error


def validate(data: object, model: type[AnyModel], name: str) -> AnyModel:
    """Make a model of `data`, or raise an InputError with a fault for each field that is wrong."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise InputError(fault for _, fault in _tell_all(error, model, name)) from error


def find_wrong_places(
    data: object, model: type[BaseModel], name: str
) -> tuple[tuple[tuple[int | str, ...], Fault], ...]:
    """Give a fault for each field of `data` that is wrong, with its place: names, rows from 0."""
    try:
        model.model_validate(data)
    except ValidationError as error:
        return tuple(_tell_all(error, model, name))
    return ()


def read_yaml(path: Path, name: str, model: type[AnyModel]) -> AnyModel:
    """Read a YAML file as `model`.

    Raises
    ------
    InputError
        With the line of a YAML error, or with all fields that are wrong.
    """
    data = parse_yaml(read_text(path, name), name)
    return validate({} if data is None else data, model, name)


def parse_note(text: str, name: str) -> Note:
    """Take a note apart: YAML between ``---`` lines on top, then Markdown."""
    facts: object = {}
    if text.startswith(("---\n", "---\r\n")):
        head, *rest = CLOSED.split(text.replace("\r\n", "\n")[4:], maxsplit=1)
        if not rest:
            raise InputError(
                Fault("The lines between --- on top of the note are not closed.", file=name, row=1)
            )
        # The first row is the line above the facts.
        read = parse_yaml(head, name, first_row=2)
        facts = {} if read is None else read
        text = rest[0]
    if not isinstance(facts, dict):
        raise InputError(
            Fault(
                "The lines between --- on top of the note are no facts.",
                file=name,
                got=str(facts)[:80],
                expected="author, written, asks, each with a colon",
            )
        )
    unknown = {str(fact) for fact in facts} - {"author", "written", "asks"}
    if unknown:
        raise InputError(
            Fault(
                "The note has a fact on top that is not known.",
                file=name,
                column=min(unknown),
                expected="author, written, asks",
            )
        )
    heading = HEADING.search(text)
    body = (text[heading.end() :] if heading else text).strip()
    lede = body.partition("\n\n")[0].replace("\n", " ")
    return validate(
        {**facts, "title": heading["title"] if heading else "", "lede": lede, "body": body},
        Note,
        name,
    )


def as_sentence(message: str) -> str:
    """Make a sentence of a validator's message."""
    if isinstance(message, Filled):
        return fill(as_sentence(message.message), **message.values)
    plain = message.removeprefix("Value error, ").strip()
    return plain[:1].upper() + plain[1:] + ("" if plain.endswith(".") else ".")


def _tell_all(
    error: ValidationError, model: type[BaseModel], name: str
) -> Iterator[tuple[tuple[int | str, ...], Fault]]:
    for problem in error.errors(include_url=False):
        yield from _tell(problem, model, name)


def _tell(
    problem: ErrorDetails, model: type[BaseModel], name: str
) -> list[tuple[tuple[int | str, ...], Fault]]:
    place = problem["loc"]
    reason = problem.get("ctx", {}).get("error")
    if isinstance(reason, ContradictionError):
        places = [((*place, *one.place), one) for one in reason.found]
        return [
            (whole, Fault(as_sentence(one.what), name, column=write_place(whole), got=one.got))
            for whole, one in places
        ]
    value = problem["input"]
    shown = "" if isinstance(value, dict | list) else str(value)[:80]
    got = "" if problem["type"] == "missing" else shown
    what, expected = explain(problem, model)
    return [(place, Fault(what, name, column=write_place(place), got=got, expected=expected))]


def explain(problem: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    """Say in plain words what a validator found wrong, and what it expected."""
    context = problem.get("ctx", {})
    if problem["input"] is None and problem["type"].endswith("_type"):
        return "Nothing stands here.", "a value; or take the line out"
    match problem["type"]:
        case "missing" | "string_too_short":
            return "This field has to be filled in.", ""
        case "literal_error":
            return "This is not one of the values that are known.", context["expected"]
        case "extra_forbidden":
            known = ", ".join(_fields_at(model, problem["loc"][:-1]))
            return "This field is not known.", (
                fill("one of: {names}", names=known) if known else ""
            )
        case "float_parsing" | "float_type" | "finite_number":
            return "This should be a number.", NUMBER
        case "int_parsing" | "int_from_float" | "int_type" | "int_parsing_size":
            return "This should be a whole number.", "digits only, such as 1250"
        case "bool_parsing" | "bool_type":
            return "This should be true or false.", "true or false"
        case "greater_than_equal":
            return "This number is too low.", fill(
                "{number} or more", number=f"{context['ge']:.15g}"
            )
        case "greater_than":
            return "This number is too low.", fill(
                "more than {number}", number=f"{context['gt']:.15g}"
            )
        case "less_than_equal":
            return "This number is too high.", fill(
                "{number} or less", number=f"{context['le']:.15g}"
            )
        case "less_than":
            return "This number is too high.", fill(
                "less than {number}", number=f"{context['lt']:.15g}"
            )
        case "string_type":
            return "Words should stand here, not a list or fields of their own.", "plain text"
        case "list_type" | "tuple_type":
            return "This should be a list.", "[one, another], or lines that begin with -"
        case "dict_type" | "model_type" | "model_attributes_type":
            return "Fields should stand here, each with a colon.", "lines such as name: value"
        case "too_short":
            return "This list needs more entries.", fill(
                "{number} or more", number=context["min_length"]
            )
        case "string_pattern_mismatch":
            known = SPELLINGS.get(context["pattern"], "")
            return "This is not written as it should be.", known
        case "json_invalid":
            return "This line is not valid JSON.", "an operation in JSON"
        case kind if kind.startswith("date"):
            return _explain_date(str(problem["input"]).strip())
        case _:
            reason = context.get("error")
            # What a validator of ours said, before it became a text.
            said = reason.args[0] if isinstance(reason, ValueError) and reason.args else ""
            return as_sentence(said if isinstance(said, Filled) else problem["msg"]), ""


def _fields_at(model: type[BaseModel], place: tuple[int | str, ...]) -> tuple[str, ...]:
    """Name the fields that may stand at a place of a model; none where that is not known."""
    here: type[BaseModel] | None = model
    for part in place:
        if here is None or isinstance(part, int):
            continue
        here = next((one.model for one in describe(here) if one.name == part), None)
    return tuple(here.model_fields) if here else ()


def _explain_date(text: str) -> tuple[str, str]:
    form = "year-month-day, such as 2026-05-31"
    if is_no_day(text, "year-first") or is_no_day(text, "day-first"):
        return "This day does not exist.", form
    moment = read_moment(text, "day-first")
    if moment and len(text) == len("31-05-2026"):
        return "This date is written in another order.", f"{moment.value:%Y-%m-%d}"
    return "This is not a date.", form


def write_place(location: tuple[int | str, ...]) -> str:
    """Write where something stands in a model: ``goals 2 → name``, rows counted from 1."""
    words: list[str] = []
    for part in location:
        if isinstance(part, int) and words:
            words[-1] = f"{words[-1]} {part + 1}"
        else:
            words.append(str(part))
    return " → ".join(words)
