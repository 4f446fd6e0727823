"""Which question of a model a path leads to: its field, what stands there by default, its name."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from toolkit.language import Language
from toolkit.model.fields import Field, describe

ROWS = ("table", "groups")


def field_at(model: type[BaseModel], path: str) -> Field | None:
    """Describe what is asked at `path`; None for a row, for the whole, and for what is not asked.

    Parameters
    ----------
    path
        Dotted, rows by their ids: ``competitors.r3.name``.
    """
    _, field = _walk(model, path)
    return field


def default_at(model: type[BaseModel], path: str) -> Any:  # noqa: ANN401 - any JSON
    """Give what is taken where nothing is answered at `path`, as JSON has it; None where none."""
    owner, field = _walk(model, path)
    if owner is None or field is None or field.required:
        return None
    value = owner.model_fields[field.name].get_default(call_default_factory=True)
    return field.adapter.dump_python(value, mode="json")


def name_place(model: type[BaseModel], column: str, words: Language) -> str:
    """Name the place of a fault (``competitors 2 → name``) as a form does."""
    named: list[str] = []
    here: type[BaseModel] | None = model
    for step in column.split(" → ") if column else ():
        name, _, number = step.partition(" ")
        field = _find(here, name)
        label = words.text(field.label) if field else name
        named.append(f"{label} {number}".strip())
        here = field.model if field else None
    return " → ".join(named)


def _walk(model: type[BaseModel], path: str) -> tuple[type[BaseModel] | None, Field | None]:
    owner: type[BaseModel] | None = None
    here: type[BaseModel] | None = model
    field: Field | None = None
    among_rows = False
    for part in path.split(".") if path else ():
        if among_rows:
            among_rows, field = False, None
            continue
        owner, field = here, _find(here, part)
        if field is None:
            return None, None
        here, among_rows = field.model, field.kind in ROWS
    return owner, field


def _find(model: type[BaseModel] | None, name: str) -> Field | None:
    fields = describe(model) if model is not None else ()
    return next((one for one in fields if one.name == name), None)
