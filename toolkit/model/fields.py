"""What a model asks, field by field: the one description that forms and sheets are made from.

A field's label is its ``title`` and its help its ``description``; both are English messages, to be
translated where they are shown. What kind of answer it takes follows from its type alone.
"""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal

import annotated_types
from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from toolkit.model import Allocation, Labels, Lines, Long, RowOf

Kind = Literal[
    "line", "text", "whole", "number", "scale", "choice", "yes_no", "date", "words", "lines",
    "pairs",
    "fields", "allocation", "table", "groups",
]  # fmt: skip
"""``words`` is a list of short texts, ``lines`` one of texts that each take a line, ``pairs`` a
dictionary of texts; ``fields`` a model of its
own, ``table`` rows of short answers, ``groups`` rows with longer ones."""

LONGEST_SCALE = 10


@dataclass(frozen=True, eq=False)
class Field:
    """A question of a model.

    Parameters
    ----------
    name
        The field's name in the model.
    label, help
        In English, for the catalogue.
    kind
        What kind of answer it takes.
    required
        Whether there is no answer to fall back on.
    nullable
        Whether nobody knowing is an answer.
    choices
        For ``choice`` and ``scale``: the values as JSON has them, and their names in English.
    lowest, highest
        Of numbers, both allowed; None without a limit.
    model
        For ``fields``, ``allocation``, ``table`` and ``groups``: of which model.
    table
        For ``line`` and ``words``: where the table stands whose rows are named by their keys; empty
        for any text.
    adapter
        Validates one answer.
    """

    name: str
    label: str
    help: str
    kind: Kind
    required: bool
    nullable: bool
    choices: Mapping[Any, str]
    lowest: float | None
    highest: float | None
    model: type[BaseModel] | None
    table: str
    adapter: TypeAdapter[Any]


@cache
def describe(model: type[BaseModel]) -> tuple[Field, ...]:
    """Describe every field of a model, in order."""
    return tuple(_describe(name, info) for name, info in model.model_fields.items())


def name_of_row(model: type[BaseModel]) -> str:
    """Say what a row of a model is called, in English: its title, else its first field's label."""
    return str(model.model_config.get("title") or describe(model)[0].label)


def _describe(name: str, info: FieldInfo) -> Field:
    marks = list(info.metadata)
    inner = _bare(info.annotation, marks)
    nullable = _takes_none(info.annotation)
    low, high = _limit(marks, "ge", "gt"), _limit(marks, "le", "lt")
    kind, row = _kind(inner, marks, low, high)
    return Field(
        name=name,
        label=info.title or name.replace("_", " ").capitalize(),
        help=info.description or "",
        kind=kind,
        required=info.is_required(),
        nullable=nullable,
        choices=_choices(inner, marks, kind, low, high),
        lowest=low,
        highest=high,
        model=row,
        table=next((one.table for one in marks if isinstance(one, RowOf)), ""),
        adapter=TypeAdapter(Annotated[info.annotation, *info.metadata, name]),  # type: ignore[arg-type]
    )


def _bare(annotation: object, marks: list[object]) -> object:
    # What stands around a type, and whether it may be None, is told apart from the type.
    while True:
        if typing.get_origin(annotation) is Annotated:
            annotation, *more = typing.get_args(annotation)
            for one in more:
                marks.extend(one.metadata if isinstance(one, FieldInfo) else (one,))
        elif _takes_none(annotation):
            rest = [one for one in typing.get_args(annotation) if one is not type(None)]
            annotation = rest[0]
        else:
            return annotation


def _takes_none(annotation: object) -> bool:
    union = typing.get_origin(annotation) in (typing.Union, types.UnionType)
    return union and type(None) in typing.get_args(annotation)


def _limit(marks: list[object], inclusive: str, exclusive: str) -> float | None:
    for mark in _limits(marks):
        for name in (inclusive, exclusive):
            if (value := getattr(mark, name, None)) is not None:
                return float(value)
    return None


def _limits(marks: list[object]) -> Iterator[object]:
    for mark in marks:
        if isinstance(mark, annotated_types.GroupedMetadata):
            yield from mark
        yield mark


def _kind(
    inner: object, marks: list[object], low: float | None, high: float | None
) -> tuple[Kind, type[BaseModel] | None]:
    origin = typing.get_origin(inner)
    if origin is Literal:
        return "choice", None
    if origin is tuple or origin is list:
        (row, *_) = typing.get_args(inner)
        row = _bare(row, [])
        if not (isinstance(row, type) and issubclass(row, BaseModel)):
            return ("lines" if any(isinstance(mark, Lines) for mark in marks) else "words"), None
        return ("table" if _all_short(row) else "groups"), row
    if origin is dict:
        return "pairs", None
    if isinstance(inner, type):
        if issubclass(inner, Allocation):
            return "allocation", inner
        if issubclass(inner, BaseModel):
            return "fields", inner
        if issubclass(inner, bool):
            return "yes_no", None
        if issubclass(inner, int):
            short = low is not None and high is not None and high - low <= LONGEST_SCALE
            return ("scale" if short else "whole"), None
        if issubclass(inner, float):
            return "number", None
        if issubclass(inner, dt.date):
            return "date", None
    return ("text" if any(isinstance(mark, Long) for mark in marks) else "line"), None


def _all_short(model: type[BaseModel]) -> bool:
    long = {"text", "lines", "table", "groups", "fields", "pairs"}
    return issubclass(model, Allocation) or all(one.kind not in long for one in describe(model))


def _choices(
    inner: object, marks: list[object], kind: Kind, low: float | None, high: float | None
) -> Mapping[Any, str]:
    if kind == "choice":
        named: Mapping[str, str] = next((m.names for m in marks if isinstance(m, Labels)), {})
        return {value: named.get(value, value) for value in typing.get_args(inner)}
    if kind == "scale" and low is not None and high is not None:
        return {value: str(value) for value in range(int(low), int(high) + 1)}
    return {}
