"""What exists: the client, its posts, its survey, its workshop answers; data without behaviour.

Everything is a frozen pydantic model or, for data in rows, a named frame of pandas. The kinds of
fields that models share stand here too: names, and numbers as people write them.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from toolkit.errors import fill

PERHAPS_THOUSANDS = re.compile(r"\s*[-+]?[1-9][0-9]{0,2}\.[0-9]{3}\s*")


class Model(BaseModel):
    """Base of all models: frozen, finite, and no field that nobody declared.

    A field's ``title`` is its label and its ``description`` the question or help beside it, both in
    English, marked for the catalogue; forms, pages, spreadsheets and checks are made from them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def _read_one_way(value: object) -> object:
    # Half of Europe writes six thousand five hundred so.
    if isinstance(value, str) and PERHAPS_THOUSANDS.fullmatch(value):
        plain = value.strip()
        decimal = f"{plain}0" if plain[-1] != "0" else plain.rstrip("0").removesuffix(".")
        raise ValueError(
            f"“{plain}” can be read in two ways; write {plain.replace('.', '')} if the point "
            f"divides thousands, or {decimal} if it divides decimals"
        )
    return value


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Words that something is called by: spaces around them are no part of it."""


@dataclass(frozen=True, slots=True)
class Long:
    """Marks text that may run over several lines."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Marks a list of texts of which each stands on a line of its own: they may hold commas."""


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """Names, as people read them, of the values that a field can have."""

    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RowOf:
    """Marks a text, or a list of texts, of which each is the key of a row of a table.

    Parameters
    ----------
    table
        Where the table stands in the whole, such as ``choice.initiatives``; its rows have a ``key``
        and a ``name``.
    """

    table: str


Prose = Annotated[str, Long()]
"""Text of a few sentences, or of a few pages."""

Whole = Annotated[int, BeforeValidator(_read_one_way)]
"""A whole number; text is read as one unless it could mean another (``6.500``)."""

Decimal = Annotated[float, BeforeValidator(_read_one_way)]
"""A number that may have decimals; text is read as one unless it could mean another."""

Amount = Annotated[Decimal, Field(ge=0, le=1e9)]
"""Hours, or money: nothing that a client does takes a billion of either."""

Count = Annotated[Whole, Field(ge=0, le=10**10)]
"""People or followers: not below zero, and no more than there are."""


class Allocation(Model):
    """So many points, divided over the fields; each field is a whole number, 0 or more."""

    total: ClassVar[int] = 100

    @model_validator(mode="after")
    def _all_given(self) -> Self:
        given = sum(getattr(self, name) for name in type(self).model_fields)
        if given != self.total:
            raise ValueError(
                f"a vote must add up to {self.total} points; this one adds up to {given}"
            )
        return self


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A field that does not go with the others: where it stands below the model, what, and got."""

    place: tuple[str | int, ...]
    what: str
    got: str = ""


class ContradictionError(ValueError):
    """Raised by a validator over several fields, for all that is wrong between them."""

    def __init__(self, found: Iterable[Contradiction]) -> None:
        self.found = tuple(found)
        super().__init__("; ".join(f"{one.what} ({one.got})" for one in self.found))


def stop_on(found: Iterable[Contradiction]) -> None:
    """Raise a :class:`ContradictionError` if anything was found."""
    if known := tuple(found):
        raise ContradictionError(known)


def find_repeats(
    field: str, keys: Iterable[Hashable], what: str, part: str = ""
) -> Iterable[Contradiction]:
    """Find every entry of a list whose key stood there before.

    Parameters
    ----------
    field
        The list's name in the model.
    keys
        What must differ, entry by entry; a tuple where several things together must.
    part
        The field of an entry in which the key stands, if it is one.
    """
    first: dict[Hashable, int] = {}
    for number, key in enumerate(keys):
        if key in first:
            place = (field, number, part) if part else (field, number)
            words = ", ".join(map(str, key)) if isinstance(key, tuple) else str(key)
            told = fill(
                "{what}, as in {field} {number}.",
                what=fill(what),
                field=field,
                number=first[key] + 1,
            )
            yield Contradiction(place, told, words)
        else:
            first[key] = number
