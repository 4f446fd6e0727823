"""Rows of a model as a table: its columns follow from the model's fields, a new field's too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from pydantic import BaseModel

from toolkit.bundle import Column, Table, Unit
from toolkit.language import Language
from toolkit.model.fields import Field, Kind, describe
from toolkit.tidy import tabulate

_UNITS: dict[Kind, Unit] = {
    "whole": "count", "scale": "count", "number": "number", "yes_no": "yesno", "date": "date",
}  # fmt: skip
_HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Derived:
    """A column that no field holds: how it is headed, and its values row by row."""

    column: Column
    values: Sequence[object]


def tabulate_rows(
    rows: Sequence[BaseModel],
    model: type[BaseModel],
    language: Language,
    *,
    name: str,
    title: str,
    hidden: Sequence[str] = (),
    after: Mapping[str, Sequence[Derived]] | None = None,
    note: str = "",
) -> Table:
    """Make the table of rows of a model, a column a field.

    A choice has two columns: its key, under the field's name, and its name in `language`.

    Parameters
    ----------
    hidden
        Columns that are published and do not stand on the page; all others do, those of fields
        that the model gets later too.
    after
        Derived columns, by the field that they come after.
    """
    columns: list[Column] = []
    values: dict[str, Sequence[object]] = {}
    away = set(hidden)

    def put(column: Column, cells: Sequence[object]) -> None:
        columns.append(column)
        values[column.name] = cells

    for field in describe(model):
        label = language.text(field.label)
        given = [getattr(row, field.name) for row in rows]
        if field.kind == "choice":
            named = [None if key is None else language.text(field.choices[key]) for key in given]
            put(Column(name=field.name, label=language.text("{name}, as a key", name=label)), given)
            put(Column(name=f"{field.name}_name", label=label), named)
            away.add(field.name)
        elif field.kind in {"words", "lines"}:
            put(Column(name=field.name, label=label), [language.listing(one) for one in given])
        else:
            put(_column(field, label), given)
        for one in (after or {}).get(field.name, ()):
            put(one.column, one.values)
    return tabulate(
        pd.DataFrame(values, dtype=object),
        columns,
        name=name,
        title=title,
        shown=[column.name for column in columns if column.name not in away],
        note=note,
        source=language.text("workshop"),
    )


def _column(field: Field, label: str) -> Column:
    unit = _UNITS.get(field.kind, "text")
    if field.kind == "number" and field.name.startswith(_HOURS):
        unit = "hours"
    decimals = 1 if field.kind == "number" else 0
    return Column(name=field.name, label=label, unit=unit, decimals=decimals)
