"""The files that people write themselves: YAML, and notes in Markdown.

Each gives a frozen model, or every fault in it at once, in the words of the form it came from.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from toolkit.errors import Fault, InputError
from toolkit.model.note import Note

AnyModel = TypeVar("AnyModel", bound=BaseModel)
TIMESTAMP = "tag:yaml.org,2002:timestamp"
HEADING = re.compile(r"^#\s+(?P<title>.+?)\s*$", re.MULTILINE)


class _Loader(yaml.SafeLoader):
    """Leaves dates as they stand: a wrong one is then told by the field that it stands in."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != TIMESTAMP]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


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
        faults = []
        for problem in error.errors(include_url=False):
            value = problem["input"]
            shown = "" if isinstance(value, dict | list) else str(value)[:80]
            what, expected = _explain(problem, model)
            faults.append(
                Fault(
                    what,
                    file=name,
                    column=_field(problem["loc"]),
                    got="" if problem["type"] == "missing" else shown,
                    expected=expected,
                )
            )
        raise InputError(faults) from error


def read_yaml(path: Path, name: str, model: type[AnyModel]) -> AnyModel:
    """Read a YAML file as `model`.

    Raises
    ------
    InputError
        With the line of a YAML error, or with all fields that are wrong.
    """
    text = read_text(path, name)
    try:
        data = _Loader(text).get_single_data()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError(
            Fault(
                "This is not valid YAML: "
                + (getattr(error, "problem", None) or "unreadable")
                + ".",
                file=name,
                row=mark.line + 1 if mark else None,
                remedy="Look at the indentation, colons and quotes on and just above this row.",
            )
        ) from error
    return validate({} if data is None else data, model, name)


def parse_note(text: str, name: str) -> Note:
    """Take a note apart: YAML between ``---`` lines on top, then Markdown."""
    facts: dict[str, Any] = {}
    if text.startswith(("---\n", "---\r\n")):
        head, found, rest = text.replace("\r\n", "\n")[4:].partition("\n---\n")
        if not found:
            raise InputError(
                Fault("The lines between --- on top of the note are not closed.", file=name, row=1)
            )
        try:
            facts = _Loader(head).get_single_data() or {}
        except yaml.YAMLError as error:
            raise InputError(
                Fault("The lines between --- on top of the note are not valid YAML.", file=name)
            ) from error
        text = rest
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


def _explain(problem: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    match problem["type"]:
        case "missing":
            return "This field has to be filled in.", ""
        case "literal_error":
            return "This is not one of the values that are known.", problem["ctx"]["expected"]
        case "extra_forbidden":
            known = ", ".join(model.model_fields) if len(problem["loc"]) == 1 else ""
            return "This field is not known.", f"one of: {known}" if known else ""
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
