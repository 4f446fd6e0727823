"""The files that people write themselves: YAML, and notes in Markdown.

Each gives a frozen model, or every fault in it at once, in the words of the form it came from.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from toolkit.errors import Fault, InputError
from toolkit.model import ContradictionError
from toolkit.model.note import Note
from toolkit.readers.yaml_text import parse_yaml

AnyModel = TypeVar("AnyModel", bound=BaseModel)
CLOSED = re.compile(r"^---[ \t]*$", re.MULTILINE)
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
                got=f"byte {error.start + 1} is no UTF-8",
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
        faults = [
            fault
            for problem in error.errors(include_url=False)
            for fault in _tell(problem, model, name)
        ]
        raise InputError(faults) from error


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
    plain = message.removeprefix("Value error, ").strip()
    return plain[:1].upper() + plain[1:] + ("" if plain.endswith(".") else ".")


def _tell(problem: ErrorDetails, model: type[BaseModel], name: str) -> list[Fault]:
    place = problem["loc"]
    reason = problem.get("ctx", {}).get("error")
    if isinstance(reason, ContradictionError):
        return [
            Fault(as_sentence(one.what), name, column=_field((*place, *one.place)), got=one.got)
            for one in reason.found
        ]
    value = problem["input"]
    shown = "" if isinstance(value, dict | list) else str(value)[:80]
    got = "" if problem["type"] == "missing" else shown
    what, expected = _explain(problem, model)
    return [Fault(what, name, column=_field(place), got=got, expected=expected)]


def _explain(problem: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    match problem["type"]:
        case "missing" | "string_too_short":
            return "This field has to be filled in.", ""
        case "literal_error":
            return "This is not one of the values that are known.", problem["ctx"]["expected"]
        case "extra_forbidden":
            known = ", ".join(model.model_fields) if len(problem["loc"]) == 1 else ""
            return "This field is not known.", f"one of: {known}" if known else ""
        case "float_parsing" | "finite_number":
            return "This should be a number.", "digits, with a point for decimals, such as 1250.5"
        case "int_parsing" | "int_from_float":
            return "This should be a whole number.", "digits only, such as 1250"
        case "bool_parsing":
            return "This should be true or false.", "true or false"
        case _:
            return as_sentence(problem["msg"]), ""


def _field(location: tuple[int | str, ...]) -> str:
    words: list[str] = []
    for part in location:
        if isinstance(part, int) and words:
            words[-1] = f"{words[-1]} {part + 1}"
        else:
            words.append(str(part))
    return " → ".join(words)
