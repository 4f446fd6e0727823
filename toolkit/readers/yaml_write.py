"""Writing YAML as people do: fields on lines of their own, short lists in brackets, few quotes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import yaml

Data: TypeAlias = Any
STEP = 2
WIDEST = 100_000
# What every reader of YAML takes for words, or for a day, in brackets too.
PLAIN = re.compile(r"[^\W\d_](?:[\w ./’–&-]*[\w./’)])?|[0-9]{4}-[0-9]{2}-[0-9]{2}")
NO_WORDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}


def as_text(value: object) -> Data:
    """Give a value as reading it back from YAML gives it: words, lists and fields."""
    if isinstance(value, Mapping):
        return {str(key): as_text(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [as_text(one) for one in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()
    return None if value is None else str(value)


def is_block(value: object) -> bool:
    """Say whether a value takes lines of its own: fields, or rows of them."""
    if isinstance(value, Mapping):
        return bool(value)
    return isinstance(value, list | tuple) and any(isinstance(one, Mapping) for one in value)


def as_lines(lines: Iterable[str]) -> str:
    """End every line."""
    return "".join(f"{line}\n" for line in lines)


def write_block(value: object, column: int) -> list[str]:
    """Write fields, or rows, on lines of their own."""
    space = " " * column
    if not isinstance(value, Mapping):
        rows = value if isinstance(value, list | tuple) else ()
        return [space + line for row in rows for line in write_item(row)]
    lines = []
    for key, one in value.items():
        name = write_scalar(str(key))
        if is_block(one):
            lines.append(f"{space}{name}:")
            lines.extend(write_block(one, column + STEP))
        else:
            piece = write_flow(one, inside=False)
            lines.append(f"{space}{name}: {piece}" if piece else f"{space}{name}:")
    return lines


def write_item(value: object) -> list[str]:
    """Write an entry of a list, its dash first."""
    if not isinstance(value, Mapping) or not value:
        return [f"- {write_flow(value)}"]
    first, *rest = write_block(value, STEP)
    return [f"- {first[STEP:]}", *rest]


def write_flow(value: object, *, quoted: bool = False, inside: bool = True) -> str:
    """Write a value on one line."""
    if isinstance(value, Mapping):
        parts = (f"{write_scalar(str(key))}: {write_flow(one)}" for key, one in value.items())
        return "{" + ", ".join(parts) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(write_flow(one) for one in value) + "]"
    if isinstance(value, str):
        return write_scalar(value, quoted=quoted)
    return as_text(value) or ("null" if inside else "")


def write_scalar(text: str, *, quoted: bool = False) -> str:
    """Write words, in quotes where another program might take them for something else."""
    if not quoted and PLAIN.fullmatch(text) and text.lower() not in NO_WORDS:
        return text
    written: str = yaml.safe_dump(
        text, default_style='"', allow_unicode=True, width=WIDEST, explicit_end=False
    )
    return written.strip()
