"""Which values the notebooks of a client get: from the command, else ``client.yaml``, else none.

A value is given under a parameter's name, or as ``chapter.name`` for one chapter alone, which goes
before. Everything that is given is held against the notebooks' contracts before anything runs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from toolkit.batch.parameter_cell import read_contract
from toolkit.batch.parameter_types import PLAIN, find_adapter, holds_several, takes_nothing
from toolkit.batch.parameters import (
    Checked,
    Contract,
    Parameter,
    check,
    take,
    tell_given_secret,
    tell_unknown,
    tell_wrong,
)
from toolkit.build.request import Request, Written
from toolkit.clients import ClientFolder
from toolkit.errors import Fault, InputError, UsageError, fill
from toolkit.files import refuse_dead_link
from toolkit.model import Decimal, Whole
from toolkit.readers.documents import read_text
from toolkit.readers.yaml_text import find_rows
from toolkit.secret import gather_secrets

# A build gives these to every notebook.
GIVEN = ("client", "language", "as_of", "interactive")
# Where it is said instead.
_ELSEWHERE = {
    "client": fill("Name the client in the command."),
    "language": fill("Set language in client.yaml."),
    "as_of": fill("Use --as-of, or as_of in client.yaml."),
    "interactive": fill("It is set by koers open."),
}
_AS_TYPED = {**PLAIN, "int": Whole, "float": Annotated[Decimal, Field(allow_inf_nan=False)]}


@dataclass(frozen=True, slots=True)
class Offer:
    """Values that somebody gives, by name or by ``chapter.name``.

    ``client`` is the folder whose ``client.yaml`` gives them; None for the command.
    """

    values: Mapping[str, object]
    client: ClientFolder | None = None

    def find(self, contract: Contract, name: str) -> str | None:
        """Give the name under which there is a value for a notebook's parameter."""
        keys = (f"{contract.chapter}.{name}", name)
        return next((key for key in keys if key in self.values), None)


@dataclass(frozen=True, slots=True)
class Settled:
    """What each notebook of a client is run with, by its stem, and all that is in the way.

    ``secrets`` are names; their values are not known here.
    """

    values: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    secrets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


def choose_notebook(template: Path, client: Path) -> Path:
    """Give the notebook that runs for a client: its own copy of a template, else the template.

    Raises
    ------
    InputError
        If its own copy is a link that leads nowhere.
    """
    own = client / "notebooks" / template.name
    if own.is_file():
        return own
    refuse_dead_link(client, f"notebooks/{template.name}")
    return template


def settle_parameters(
    folder: ClientFolder, request: Request, templates: Mapping[str, Path]
) -> Settled:
    """Settle what a client's notebooks are run with.

    Parameters
    ----------
    templates
        All notebooks of the workspace, by stem; of those that are not asked for only the names of
        parameters are looked at.
    """
    contracts: list[Contract] = []
    faults: list[Fault] = []
    # Most clients have no notebook of their own, and there may be a thousand clients.
    own_ones = (folder.path / "notebooks").is_dir()
    for template in templates.values():
        try:
            chosen = choose_notebook(template, folder.path) if own_ones else template
            contracts.append(read_contract(chosen))
        except InputError as error:
            faults.extend(error.faults)
    typed = {name: Written(text) for name, text in folder.client.parameters.items()}
    own = Offer(typed, folder)
    if not faults:
        # What a notebook with a fault has is not known; nothing is unknown beside it.
        faults += check_offer(own, contracts)
    # Who comes first goes before.
    offers = (Offer(request.parameters), own)
    values: dict[str, dict[str, Any]] = {}
    for contract in contracts:
        given = (folder.slug, folder.client.language, request.as_of, False)
        checked = _fill(contract, dict(zip(GIVEN, given, strict=True)), offers)
        values[contract.notebook] = checked.values
        faults += checked.faults if request.asks_for(contract.notebook) else ()
    secrets = {contract.notebook: contract.secrets for contract in contracts}
    return Settled(values, secrets, tuple(dict.fromkeys(faults)))


def check_command(request: Request, slugs: Iterable[str], templates: Mapping[str, Path]) -> None:
    """Hold what the command gives against all notebooks that it asks for.

    Raises
    ------
    UsageError
        With everything that none of them takes.
    """
    if not request.parameters:
        return
    asked = [path for stem, path in templates.items() if request.asks_for(stem)]
    folders = [request.workspace / "clients" / slug for slug in slugs]
    contracts = []
    for path in dict.fromkeys(choose_notebook(one, folder) for folder in folders for one in asked):
        try:
            contracts.append(read_contract(path))
        except InputError:
            # Of this one notebook the plan tells it.
            continue
    if faults := check_offer(Offer(request.parameters), contracts):
        raise UsageError(faults)


def check_offer(offer: Offer, contracts: Collection[Contract]) -> tuple[Fault, ...]:
    """Find everything that is given to no notebook, or that one cannot take."""
    known = [
        one.name
        for contract in contracts
        for one in contract.parameters
        if not one.secret and one.name not in GIVEN
    ]
    faults: list[Fault] = []
    for key, value in offer.values.items():
        chapter, _, name = key.rpartition(".")
        asked = [one for one in contracts if chapter in ("", one.chapter)]
        takers = [one for one in (contract.find(name) for contract in asked) if one]
        if name in GIVEN:
            what = "Koers gives this parameter itself."
            faults += _place([Fault(what, remedy=_ELSEWHERE[name])], offer, key)
        elif not takers:
            having = {f"{one.chapter}.{name}" for one in contracts if one.find(name)}
            faults += _place([tell_unknown(key, {name, *having} if having else known)], offer, key)
        for taker in takers if name not in GIVEN else ():
            try:
                _take(taker, value)
            except InputError as error:
                faults += _place(error.faults, offer, key)
    return tuple(dict.fromkeys(faults))


def find_missing_secrets(
    secrets: Mapping[str, Iterable[str]], slug: str, stems: Iterable[str]
) -> tuple[Fault, ...]:
    """Find the secrets that these notebooks of a client name and nobody gave.

    Parameters
    ----------
    secrets
        Names of secrets by the stem of the notebook.
    """
    faults: list[Fault] = []
    for stem in stems:
        try:
            gather_secrets(secrets.get(stem, ()), slug)
        except InputError as error:
            faults += [replace(fault, file=f"{stem}.ipynb") for fault in error.faults]
    return tuple(faults)


def _fill(contract: Contract, given: Mapping[str, object], offers: Iterable[Offer]) -> Checked:
    """Fill in a contract with what every notebook gets, and for the rest with what is offered."""
    values = dict(given)
    wrong = set[str]()
    for parameter in contract.parameters:
        if parameter.secret or parameter.name in given:
            continue
        for offer in offers:
            if key := offer.find(contract, parameter.name):
                try:
                    values[parameter.name] = _take(parameter, offer.values[key])
                except InputError:
                    # It was told where the whole offer was looked at.
                    wrong.add(parameter.name)
                break
    checked = check(contract, values)
    faults = (_advise(one, contract) for one in checked.faults if one.column not in wrong)
    return Checked(checked.values, tuple(faults))


def _advise(fault: Fault, contract: Contract) -> Fault:
    """Say of a fault in which notebook it is, and what to do."""
    name, file = fault.column, f"{contract.notebook}.ipynb"
    if name in GIVEN and contract.find(name) is None:
        default = "bool = False" if name == "interactive" else 'str = ""'
        what = "A notebook needs this parameter, which every build gives."
        message = "{line} in the cell tagged “parameters”"
        expected = fill(message, line=f"{name}: {default}")
        return Fault(what, file, column=name, expected=expected)
    parameter = contract.find(name)
    if parameter and parameter.required and not fault.got:
        message = "Give it under parameters in client.yaml, or with --param {name}=…"
        remedy = fill(message, name=name)
        return replace(fault, file=file, remedy=remedy)
    return replace(fault, file=file)


def _take(parameter: Parameter, value: object) -> Any:  # noqa: ANN401 - of the parameter's type
    if parameter.secret:
        raise InputError(tell_given_secret(parameter))
    if not isinstance(value, Written):
        return take(parameter, value)
    adapter = _find_reader(parameter.type)
    try:
        if not value and takes_nothing(parameter.type):
            return None
        if holds_several(parameter.type):
            return adapter.validate_json(value)
        return adapter.validate_python(str(value))
    except ValidationError as error:
        raise InputError(tell_wrong(parameter, error)) from error


@cache
def _find_reader(annotation: str) -> TypeAdapter[Any]:
    return find_adapter(annotation, _AS_TYPED)


def _place(faults: Iterable[Fault], offer: Offer, key: str) -> list[Fault]:
    """Say where a value with a fault was given."""
    if offer.client is None:
        return [replace(fault, file=f"--param {key}", column="") for fault in faults]
    name = "client.yaml"
    row = find_rows(read_text(offer.client.path / name, name), "parameters").get(key)
    column = f"parameters → {key}"
    return [replace(fault, file=name, row=row, column=column) for fault in faults]
