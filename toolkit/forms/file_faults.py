"""What the model of a file says of its contents, while a form changes them bit by bit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from toolkit.errors import Fault, InputError
from toolkit.model import ContradictionError
from toolkit.readers.documents import validate, write_place
from toolkit.readers.yaml_edit import Place


def find_faults(data: Mapping[str, Any], model: type[BaseModel], name: str) -> tuple[Fault, ...]:
    """Give all that is wrong with the contents of the file `name`."""
    try:
        validate(data, model, name)
    except InputError as error:
        return error.faults
    return ()


def find_lacking(data: Mapping[str, Any], model: type[BaseModel]) -> set[tuple[int | str, ...]]:
    """Give the places at which something is wrong or missing."""
    return {problem["loc"] for problem in _problems(data, model)}


def refuse_what_no_form_shows(data: Mapping[str, Any], model: type[BaseModel], name: str) -> None:
    """Fail on contents that no form can show: a field that nobody knows, a text for a number.

    Raises
    ------
    InputError
        With all that is wrong; what is only missing can be filled in, and is no reason.
    """
    if any(one["type"] != "missing" for one in _problems(data, model)):
        validate(data, model, name)


def find_wrong(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    place: Place,
    model: type[BaseModel],
    name: str,
) -> tuple[Fault, ...]:
    """Give what a change at `place` makes wrong, other than that more has to be filled in."""
    problems = _problems(after, model)
    if not problems:
        return ()
    wrong = {
        write_place(one["loc"])
        for one in problems
        if one["loc"][: len(place)] == place and one["type"] != "missing"
    }
    found = find_faults(after, model, name)
    if any(_contradicts(one) for one in problems):
        # It may show at the other of two fields that do not go together.
        known = {(one.what, one.got) for one in find_faults(before, model, name)}
        return tuple(one for one in found if (one.what, one.got) not in known)
    return tuple(one for one in found if one.column in wrong)


def _problems(data: Mapping[str, Any], model: type[BaseModel]) -> list[ErrorDetails]:
    try:
        model.model_validate(data)
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


def _contradicts(problem: ErrorDetails) -> bool:
    return isinstance(problem.get("ctx", {}).get("error"), ContradictionError)
