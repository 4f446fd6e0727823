"""Numbers as people type them: what can be read in two ways is not read at all."""

from __future__ import annotations

import math
import types
import typing
from collections.abc import Iterator

import pytest
from pydantic import TypeAdapter, ValidationError

from toolkit.model import Amount, Count, Decimal, Model, Name, Whole, _read_one_way
from toolkit.model.choice import Choice
from toolkit.model.client import Client
from toolkit.model.intake import Intake
from toolkit.model.survey import Codebook
from toolkit.readers.profile import Profile


@pytest.mark.parametrize("text", ["6.500", "12.500", " 125.000 ", "-1.250", "1.234"])
@pytest.mark.parametrize("kind", [Decimal, Amount, Whole, Count])
def test_three_decimals_could_be_thousands(kind: object, text: str) -> None:
    with pytest.raises(ValidationError, match="two ways"):
        TypeAdapter(kind).validate_python(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("6.5", 6.5), ("6.5000", 6.5), ("0.125", 0.125), ("6500", 6500), ("1250.125", 1250.125)],
)
def test_other_numbers_are_what_they_say(text: str, value: float) -> None:
    assert TypeAdapter(Decimal).validate_python(text) == value


def test_the_remedy_can_be_typed() -> None:
    for text, decimal in (("6.500", "6.5"), ("6.512", "6.5120"), ("10.000", "10")):
        with pytest.raises(ValueError, match=f"or {decimal} if it divides decimals"):
            _read_one_way(text)
        assert float(decimal) == float(text)
        assert _read_one_way(decimal) == decimal


@pytest.mark.parametrize("value", [math.nan, math.inf, -1, 1e10, "nan", "inf"])
def test_an_amount_is_finite_and_no_more_than_there_is(value: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Amount, config=Model.model_config).validate_python(value)


@pytest.mark.parametrize("text", ["", " ", "\u00a0\t"])
def test_a_name_is_more_than_spaces(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Name).validate_python(text)
    assert TypeAdapter(Name).validate_python(" Ann ") == "Ann"


def models(start: type[Model], met: set[type[Model]]) -> Iterator[type[Model]]:
    """Give a model and all models inside it."""
    if start in met:
        return
    met.add(start)
    yield start
    for field in start.model_fields.values():
        waiting = [field.annotation]
        while waiting:
            one = waiting.pop()
            waiting.extend(typing.get_args(one))
            plain = isinstance(one, type) and not isinstance(one, types.GenericAlias)
            if plain and issubclass(one, Model):
                yield from models(one, met)


def plain_numbers(annotation: object) -> list[object]:
    """List the numbers in an annotation that are read as Python reads them."""
    if typing.get_origin(annotation) is typing.Annotated:
        inner, *notes = typing.get_args(annotation)
        one_way = any(getattr(note, "func", None) is _read_one_way for note in notes)
        return [] if one_way else plain_numbers(inner)
    if annotation in (int, float):
        return [annotation]
    return [one for part in typing.get_args(annotation) for one in plain_numbers(part)]


def test_every_number_that_a_person_types_is_read_one_way() -> None:
    met: set[type[Model]] = set()
    for start in (Client, Codebook, Intake, Choice, Profile):
        for model in models(start, met):
            for name, annotation in typing.get_type_hints(model, include_extras=True).items():
                if name in model.model_fields:
                    assert not plain_numbers(annotation), f"{model.__name__}.{name}"
    assert len(met) > 15
