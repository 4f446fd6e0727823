"""What a file would change, question by question, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from toolkit.homework.cells import ABSENT, show
from toolkit.homework.pages import NESTED
from toolkit.homework.wanted import Wanted
from toolkit.language import Language, mark
from toolkit.model.client import Client
from toolkit.model.fields import Field, describe
from toolkit.model.workshop import Workshop
from toolkit.workshop_log.answers import Rows, Tree

LONGEST = 120
LONGEST_ROW = 1200
AROUND = 40

Kind = Literal["answered", "changed", "taken away", "added", "removed", "order"]
KINDS: dict[Kind, str] = {
    "answered": mark("answered"),
    "changed": mark("changed"),
    "taken away": mark("taken away"),
    "added": mark("row added"),
    "removed": mark("row removed"),
    "order": mark("rows in another order"),
}


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One change: of which question, what stands there now, and what would stand there then."""

    what: str
    now: str
    then: str
    kind: Kind


def preview(wanted: Wanted, language: Language) -> tuple[PreviewLine, ...]:
    """Say what would change, in the order of the intake."""
    return tuple(_Preview(language).lines(wanted))


def write_line(line: PreviewLine, language: Language) -> str:
    """Write a change as one line of plain text."""
    words = f"{line.what}: {language.text(KINDS[line.kind])}"
    match line.kind:
        case "answered" | "added":
            return f"{words}: {line.then}"
        case "changed":
            return f"{words}: {line.now} → {line.then}"
        case "taken away" | "removed":
            return f"{words}: {line.now}"
    return words


class _Preview:
    """Walks two trees along the models that they are made of."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def lines(self, wanted: Wanted) -> Iterator[PreviewLine]:
        yield from self._fields((), Workshop, wanted.before.tree, wanted.after.tree)
        for (part, name), value in wanted.means.items():
            outer = next(one for one in describe(Client) if one.name == part)
            inner = next(one for one in describe(outer.model or BaseModel) if one.name == name)
            now = wanted.means_before.get(part, {}).get(name)
            # An empty line of client.yaml is a question not answered.
            yield from self._one(
                (self._label(inner),), inner, ABSENT if now is None else now, value
            )

    def _fields(
        self,
        above: tuple[str, ...],
        model: type[BaseModel],
        now: Mapping[str, Any],
        then: Mapping[str, Any],
    ) -> Iterator[PreviewLine]:
        for field in describe(model):
            here, there = now.get(field.name, ABSENT), then.get(field.name, ABSENT)
            # The three parts of a workshop are no words that anybody sees.
            place = above if model is Workshop else (*above, self._label(field))
            yield from self._compare(place, field, here, there)

    def _compare(
        self, place: tuple[str, ...], field: Field, now: Tree, then: Tree
    ) -> Iterator[PreviewLine]:
        if field.model and field.kind in ("table", "groups"):
            yield from self._rows(place, field.model, _rows(now), _rows(then))
        elif field.model:
            yield from self._fields(place, field.model, _mapping(now), _mapping(then))
        else:
            yield from self._one(place, field, now, then)

    def _rows(
        self, place: tuple[str, ...], model: type[BaseModel], now: Rows, then: Rows
    ) -> Iterator[PreviewLine]:
        what = " → ".join(place)
        for number, (key, row) in enumerate(now.items(), start=1):
            if key not in then:
                yield PreviewLine(what, self._row(row, model), "", "removed")
            else:
                name = self._name(row, model) or str(number)
                yield from self._fields((*place, name), model, row, then[key])
        for key, row in then.items():
            if key not in now:
                yield PreviewLine(what, "", self._row(row, model), "added")
        if [key for key in now if key in then] != [key for key in then if key in now]:
            yield PreviewLine(what, "", "", "order")

    def _one(
        self, place: tuple[str, ...], field: Field, now: object, then: object
    ) -> Iterator[PreviewLine]:
        if now == then and type(now) is type(then):
            return
        before, after = self._shown(now, field), self._shown(then, field)
        kind: Kind = "answered" if now is ABSENT else "changed"
        kind = "taken away" if then is ABSENT else kind
        before, after = _shorten(before, after)
        yield PreviewLine(" → ".join(place), before, after, kind)

    def _row(self, row: Mapping[str, Any], model: type[BaseModel]) -> str:
        parts = (
            (field, self._shown(row.get(field.name, ABSENT), field))
            for field in describe(model)
            if not field.model or field.kind in NESTED
        )
        words = "; ".join(
            text if field.required else f"{self._label(field)}: {text}"
            for field, text in parts
            if text
        )
        return words if len(words) <= LONGEST_ROW else f"{words[:LONGEST_ROW]}…"

    def _name(self, row: Mapping[str, Any], model: type[BaseModel]) -> str:
        required = (field for field in describe(model) if field.required)
        words = (self._shown(row.get(field.name, ABSENT), field) for field in required)
        return _shorten(", ".join(word for word in words if word), "")[0]

    def _shown(self, value: object, field: Field) -> str:
        shown = show(value, field, self._language)
        if isinstance(shown, str):
            return shown
        if isinstance(shown, int | float):
            return self._language.number(shown, 0 if shown == int(shown) else 2)
        return self._language.date(shown)

    def _label(self, field: Field) -> str:
        return self._language.text(field.label)


def _rows(value: Tree) -> Rows:
    return value if isinstance(value, Rows) else Rows()


def _mapping(value: Tree) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _shorten(now: str, then: str) -> tuple[str, str]:
    """Shorten two texts so that what differs between them can still be seen."""
    if max(len(now), len(then)) <= LONGEST:
        return now, then
    pairs = enumerate(zip(now, then, strict=False))
    differs = next((place for place, (a, b) in pairs if a != b), min(len(now), len(then)))
    start = max(0, differs - AROUND) if now and then else 0
    return _window(now, start), _window(then, start)


def _window(text: str, start: int) -> str:
    shown = text[start : start + LONGEST]
    return ("…" if start else "") + shown + ("…" if len(text) > start + LONGEST else "")


__all__ = ["KINDS", "PreviewLine", "preview", "write_line"]
