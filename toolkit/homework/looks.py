"""How the cells of a workbook look: how wide, in which colours, on which paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from toolkit.language import Language
from toolkit.model.fields import Field

_WIDTHS = {
    "text": 44,
    "line": 26,
    "words": 26,
    "lines": 34,
    "table": 34,
    "fields": 26,
    "choice": 22,
    "date": 14,
}
_NARROW = 14
# As spreadsheets number sizes of paper.
A3, A4 = 8, 9
CROWDED = 12
"""From so many columns a table is printed on A3, in narrower columns."""
_CROWDED_WIDTHS = {
    "text": 34,
    "line": 16,
    "words": 18,
    "lines": 26,
    "table": 28,
    "fields": 18,
    "choice": 12,
}
_CROWDED_NARROW = 11
_FORMATS = {"date": "dd-mm-yyyy", "whole": "0", "scale": "0", "number": "General"}


def is_crowded(columns: Sequence[Field]) -> bool:
    """Say whether a table has more columns than an A4 page takes in letters that can be read."""
    return len(columns) >= CROWDED


def widths_of(columns: Sequence[Field], language: Language) -> list[int]:
    """Give how wide each column of a table is, in signs."""
    crowded = is_crowded(columns)
    kinds, least = (_CROWDED_WIDTHS, _CROWDED_NARROW) if crowded else (_WIDTHS, _NARROW)
    heads = [language.text(field.label) for field in columns]
    # A word that is cut in two is no head.
    longest = [max(map(len, head.split())) + 3 for head in heads]
    wide = [kinds.get(one.kind, least) for one in columns]
    # What a row is about stands first.
    wide[0] = max(wide[0], _WIDTHS.get(columns[0].kind, _NARROW))
    return [max(pair) for pair in zip(wide, longest, strict=True)]


def look_of(name: str, kind: str = "") -> dict[str, Any]:
    """Give how a cell looks, by what it is and by the kind of answer in it."""
    cell = {"text_wrap": True, "valign": "top"}
    edge = {"border": 1, "border_color": "#B8B8B8"}
    looks: dict[str, dict[str, Any]] = {
        "title": {"bold": True, "font_size": 16},
        "subtitle": {"bold": True, "font_size": 13},
        "plain": {**cell, "font_size": 12},
        "help": {**cell, "italic": True, "font_color": "#555555"},
        "note": {"italic": True, "font_color": "#555555"},
        "head": {**cell, **edge, "bold": True, "font_color": "#FFFFFF", "bg_color": "#1F3A4D"},
        "label": {**cell, **edge, "bold": True},
        "answer": {**cell, **edge, "bg_color": "#FFFBE6", "num_format": _FORMATS.get(kind, "@")},
        "bare": {},
    }
    return looks[name]
