"""The types that a parameter may have, from its annotation; nothing of it is ever evaluated.

A short list of plain types, so that a value can be written down anywhere: in a cell, a YAML file, a
manifest, on a command line.
"""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, FiniteFloat, TypeAdapter

from toolkit.errors import fill

# As a cell has them: names of Python, in any language.
TYPES = "str, int, float, bool, “date”, list[…], dict[str, …], Literal[…], … | None, Secret"

Kinds = Mapping[str, Any]
"""What the plain names of an annotation stand for, as pydantic takes it."""


def find_adapter(annotation: str, kinds: Kinds | None = None) -> TypeAdapter[Any]:
    """Give what validates values of the type that an annotation names.

    Parameters
    ----------
    annotation
        As Python writes it: ``list[str] | None``.
    kinds
        What ``str``, ``int``, ``float``, ``bool`` and ``date`` stand for, where it is not the type
        of that name. A date is text, year-month-day.

    Raises
    ------
    ValueError
        If it names a type that no parameter may have.
    """
    if kinds is None:
        return _find_plain(annotation)
    return TypeAdapter(_resolve(_parse(annotation), kinds))


def takes_nothing(annotation: str) -> bool:
    """Say whether None is a value of this type."""
    return _inside_optional(_parse(annotation)) is not None


def holds_several(annotation: str) -> bool:
    """Say whether values of this type are lists, or names with values."""
    node = _parse(annotation)
    node = _inside_optional(node) or node
    return isinstance(node, ast.Subscript) and ast.unparse(node.value) in ("list", "dict")


def describe_type(annotation: str) -> str:
    """Say in plain words what a parameter of this type takes."""
    return _describe(_parse(annotation))


def _is_day(text: str) -> str:
    try:
        known = dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        known = False
    if not known:
        raise ValueError("there is no such day, or it is written in another way")
    return text


PLAIN: Kinds = {
    "str": str,
    "int": int,
    "float": FiniteFloat,
    "bool": bool,
    "date": Annotated[str, AfterValidator(_is_day)],
}


@cache
def _find_plain(annotation: str) -> TypeAdapter[Any]:
    return TypeAdapter(_resolve(_parse(annotation), PLAIN))


def _parse(annotation: str) -> ast.expr:
    return ast.parse(annotation, mode="eval").body


def _resolve(node: ast.expr, kinds: Kinds) -> Any:  # noqa: ANN401 - a type
    match node:
        case ast.Name(id=name) if name in kinds:
            return kinds[name]
        case ast.Subscript(value=ast.Name(id="list"), slice=inner):
            return list[_resolve(inner, kinds)]  # type: ignore[misc]
        case ast.Subscript(
            value=ast.Name(id="dict"), slice=ast.Tuple(elts=[ast.Name(id="str"), inner])
        ):
            return dict[str, _resolve(inner, kinds)]  # type: ignore[misc]
        case ast.Subscript(value=ast.Name(id="Literal")):
            return Literal[tuple(_choices(node))]
    if (bare := _inside_optional(node)) is not None:
        return _resolve(bare, kinds) | None
    raise ValueError(ast.unparse(node))


def _inside_optional(node: ast.expr) -> ast.expr | None:
    match node:
        case ast.Subscript(value=ast.Name(id="Optional"), slice=inner):
            return inner
        case ast.BinOp(left=inner, op=ast.BitOr(), right=ast.Constant(value=None)):
            return inner
        case ast.BinOp(left=ast.Constant(value=None), op=ast.BitOr(), right=inner):
            return inner
    return None


def _choices(node: ast.Subscript) -> Iterator[str]:
    choices = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    if not choices:
        raise ValueError(ast.unparse(node))
    for one in choices:
        if not isinstance(one, ast.Constant) or not isinstance(one.value, str):
            raise ValueError(ast.unparse(node))
        yield one.value


_WORDS = {
    "str": fill("text"),
    "int": fill("a whole number"),
    "float": fill("a number, with a point for decimals"),
    "bool": fill("true or false"),
    "date": fill("a date as year-month-day, such as 2026-05-31"),
}


def _describe(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name):
            return _WORDS.get(name, name)
        case ast.Subscript(value=ast.Name(id="list"), slice=inner):
            return fill("a list, each entry {what}", what=_describe(inner))
        case ast.Subscript(value=ast.Name(id="dict"), slice=ast.Tuple(elts=[_, inner])):
            return fill("names, each with {what}", what=_describe(inner))
        case ast.Subscript(value=ast.Name(id="Literal")):
            return fill("one of: {names}", names=", ".join(_choices(node)))
    if (bare := _inside_optional(node)) is not None:
        return fill("{what}; or nothing", what=_describe(bare))
    return ast.unparse(node)
