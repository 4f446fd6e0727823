"""The parameters of a notebook as a contract: which there are, of what type, which must be given.

A secret is never given a value: it comes to the notebook by another way (:mod:`toolkit.secret`).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from pydantic import ValidationError

from toolkit.batch.jobs import chapter_of
from toolkit.batch.parameter_types import describe_type, find_adapter
from toolkit.errors import Fault, InputError, fill, join
from toolkit.secret import name_variables


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a notebook.

    Parameters
    ----------
    name
        The variable.
    type
        Its annotation, as Python writes it: ``list[str] | None``.
    default
        What it is where nothing is given; None for a secret or a required one.
    help
        The remark behind it.
    required
        Whether it has no default.
    secret
        Name of the secret that it stands for; empty for all others.
    """

    name: str
    type: str
    default: Any = None
    help: str = ""
    required: bool = False
    secret: str = ""


@dataclass(frozen=True, slots=True)
class Contract:
    """All parameters of a notebook, in their order; `notebook` is the stem of its file."""

    notebook: str
    parameters: tuple[Parameter, ...] = ()

    @property
    def chapter(self) -> str:
        """The stem without its number."""
        return chapter_of(self.notebook)

    @property
    def names(self) -> tuple[str, ...]:
        """What they are called."""
        return tuple(one.name for one in self.parameters)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Names of the secrets that the notebook asks for, each once."""
        return tuple(dict.fromkeys(one.secret for one in self.parameters if one.secret))

    def find(self, name: str) -> Parameter | None:
        """Give the parameter called `name`."""
        return next((one for one in self.parameters if one.name == name), None)


class Checked(NamedTuple):
    """Values that the notebook can be run with, and all that is wrong with the others."""

    values: dict[str, Any]
    faults: tuple[Fault, ...]


def check(contract: Contract, values: Mapping[str, object]) -> Checked:
    """Hold values against a contract; each is of its parameter's type as it stands.

    Every fault has the parameter's name as its ``column``.
    """
    faults: list[Fault] = []
    good: dict[str, Any] = {}
    for name, value in values.items():
        parameter = contract.find(name)
        if parameter is None:
            faults.append(tell_unknown(name, contract.names))
        elif parameter.secret:
            faults.append(tell_given_secret(parameter))
        else:
            try:
                good[name] = take(parameter, value)
            except InputError as error:
                faults.extend(error.faults)
    faults += [
        tell_missing(one)
        for one in contract.parameters
        if one.required and not one.secret and one.name not in values
    ]
    return Checked(good, tuple(faults))


def take(parameter: Parameter, value: object) -> Any:  # noqa: ANN401 - of its own type
    """Give `value` as the notebook gets it: of the parameter's type, nothing turned into another.

    Raises
    ------
    InputError
        If it is of another type.
    """
    try:
        return find_adapter(parameter.type).validate_python(value, strict=True)
    except ValidationError as error:
        raise InputError(tell_wrong(parameter, error)) from error


def tell_unknown(name: str, known: Iterable[str]) -> Fault:
    """Say that no parameter has this name, and which one is nearest."""
    names = sorted(set(known))
    near = difflib.get_close_matches(name, names, 1)
    return Fault(
        "There is no such parameter.",
        column=name,
        expected=fill("one of: {names}", names=", ".join(names)) if names else "",
        remedy=fill("Did you mean “{name}”?", name=near[0]) if near else "",
    )


def tell_missing(parameter: Parameter) -> Fault:
    """Say that a parameter needs a value."""
    return Fault(
        "A notebook needs this parameter, and nothing gives it a value.",
        column=parameter.name,
        expected=_expect(parameter),
    )


def tell_given_secret(parameter: Parameter) -> Fault:
    """Say that a secret is written down where it does not belong; without repeating it."""
    return Fault(
        "This parameter is a secret: its value may not be written down.",
        column=parameter.name,
        remedy=fill(
            "Take the value out, and set it in the environment variable {variable} instead.",
            variable=name_variables(parameter.secret)[0],
        ),
    )


def tell_wrong(parameter: Parameter, error: ValidationError) -> Iterable[Fault]:
    """Say what of a value is not of the parameter's type."""
    for problem in error.errors(include_url=False):
        place = [one for one in problem["loc"] if isinstance(one, int | str)]
        entry = "".join(f" {one + 1 if isinstance(one, int) else one}" for one in place)
        reason = problem.get("ctx", {}).get("error")
        advice = _as_sentence(reason) if isinstance(reason, ValueError) else ""
        if problem["type"] == "json_invalid":
            advice = fill('Write it as JSON, such as ["one", "two"].')
        yield Fault(
            "This is not a value that the parameter takes.",
            column=parameter.name + entry,
            got=repr(problem["input"])[:80],
            expected=_expect(parameter),
            remedy=advice,
        )


def _expect(parameter: Parameter) -> str:
    told = [f"({parameter.help})"] if parameter.help else []
    return join([describe_type(parameter.type), *told], " ")


def _as_sentence(reason: ValueError) -> str:
    text = str(reason)
    return f"{text[:1].upper()}{text[1:]}."
