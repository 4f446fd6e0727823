"""The choice between initiatives: all that it rests on, and what has to agree with what."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from toolkit.errors import fill
from toolkit.language import mark
from toolkit.model import (
    Contradiction,
    Labels,
    Model,
    find_repeats,
    stop_on,
)
from toolkit.model.board import Board
from toolkit.model.initiative import (
    AgreedScore,
    Criterion,
    Decision,
    Initiative,
    Rating,
    Rules,
)
from toolkit.model.plan import Plan

POINTS = 100
MOST_TOLD = 8
"""So many keys are told where one of them was expected."""
SLACK = 1e-9  # sums of decimals are not exact

WEIGHTING_NAMES: dict[str, str] = {
    "swing": mark("Swing: against 100 for the step that matters most"),
    "points": mark("100 points, divided"),
}
SAID_NAMES: dict[str, str] = {
    "order": mark("Only their order is sure"),
    "intervals": mark("They lie between a least and a most"),
    "nothing": mark("Nothing is sure"),
}


class Choice(Model):
    """All that the choice between initiatives rests on.

    Keys are given once, a rater scores a thing once, and what ratings, agreed scores, decisions,
    the board and the plan name exists. A later decision on the same initiative takes the place of
    an earlier one. ``weighting`` says how the weights were asked, ``weights_said`` how much of them
    the client stands for. ``revealed`` says whether the raters' scores are shown.
    """

    weighting: Annotated[Literal["swing", "points"], Labels(WEIGHTING_NAMES)] = Field(
        default="swing", title=mark("How weights are asked")
    )
    weights_said: Annotated[Literal["order", "intervals", "nothing"], Labels(SAID_NAMES)] = Field(
        default="order", title=mark("What is sure about the weights")
    )
    criteria: tuple[Criterion, ...] = Field(default=(), title=mark("Criteria"))
    initiatives: tuple[Initiative, ...] = Field(default=(), title=mark("Initiatives"))
    ratings: tuple[Rating, ...] = ()
    revealed: bool = False
    agreed: tuple[AgreedScore, ...] = ()
    decisions: tuple[Decision, ...] = Field(default=(), title=mark("Decisions"))
    rules: Rules = Field(default=Rules(), title=mark("Rules"))
    board: Board = Board()
    plan: Plan = Field(default=Plan(), title=mark("Plan"))

    @model_validator(mode="before")
    @classmethod
    def _by_name(cls, given: object) -> object:
        """Take the name of an initiative where its key is asked: people know names."""
        if not isinstance(given, Mapping):
            return given
        keys = _keys_by_name(given.get("initiatives"))
        return {**given, **_with_keys(given, keys)} if keys else given

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        stop_on(
            (
                *find_repeats(
                    "criteria", (it.key for it in self.criteria), "This key is taken", "key"
                ),
                *find_repeats(
                    "initiatives", (it.key for it in self.initiatives), "This key is taken", "key"
                ),
                *find_repeats(
                    "ratings",
                    ((it.rater, it.initiative, it.criterion) for it in self.ratings),
                    "This rater scored the same before",
                ),
                *find_repeats(
                    "agreed",
                    ((it.initiative, it.criterion) for it in self.agreed),
                    "A score was agreed on before",
                ),
                *self._names_of_nothing(),
                *self._no_weight(),
                *self._weights_out_of_reach(),
                *self._circles(),
            )
        )
        return self

    def _no_weight(self) -> Iterator[Contradiction]:
        if self.criteria and not any(one.swing for one in self.criteria):
            what = mark("No criterion has a weight; give 100 to the one whose swing matters most.")
            yield Contradiction(("criteria", 0, "swing"), what, "0 everywhere")

    def _weights_out_of_reach(self) -> Iterator[Contradiction]:
        points = sum(one.swing for one in self.criteria)
        if self.weighting == "points" and self.criteria and not math.isclose(points, POINTS):
            what: str = fill("The points must add up to {points}.", points=POINTS)
            yield Contradiction(("criteria", 0, "swing"), what, f"{points:g}")
        least = [one.least or 0.0 for one in self.criteria]
        most = [1.0 if one.most is None else one.most for one in self.criteria]
        for number, (low, high) in enumerate(zip(least, most, strict=True)):
            if low > high:
                what = mark("A weight cannot be at least more than it is at most.")
                yield Contradiction(("criteria", number, "least"), what, f"{low:g} to {high:g}")
        if self.criteria and sum(least) > 1 + SLACK:
            what = mark("What the criteria weigh at least adds up to more than 1.")
            yield Contradiction(("criteria", 0, "least"), what, f"{sum(least):g}")
        if self.criteria and sum(most) < 1 - SLACK:
            what = mark("What the criteria weigh at most adds up to less than 1.")
            yield Contradiction(("criteria", 0, "most"), what, f"{sum(most):g}")

    def _circles(self) -> Iterator[Contradiction]:
        needs = {one.key: one.depends_on for one in self.initiatives}
        for number, one in enumerate(self.initiatives):
            circle = _find_circle(one.key, needs)
            if circle:
                what = mark(
                    "It depends on itself, directly or through others; take one of them out."
                )
                yield Contradiction(("initiatives", number, "depends_on"), what, " → ".join(circle))

    def _names_of_nothing(self) -> Iterator[Contradiction]:
        initiatives = {one.key for one in self.initiatives}
        criteria = {one.key for one in self.criteria}
        called: dict[str, list[str]] = {}
        for one in self.initiatives:
            called.setdefault(_fold(one.name), []).append(one.key)
        for place, part, key in self._named():
            known = criteria if part == "criterion" else initiatives
            if key in known:
                continue
            same = called.get(_fold(key), []) if part == "initiative" else []
            what = fill(
                "There is no such {part}; there is {names}.", part=part, names=_list_some(known)
            )
            if same:
                what = fill(
                    "More than one initiative is called this; say which: {names}.",
                    names=_list_some(same),
                )
            yield Contradiction(place, what, key)

    def _named(self) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
        """Give each place that names an initiative or criterion, which of both, and its key."""
        rated: tuple[tuple[str, Sequence[Rating | AgreedScore]], ...] = (
            ("ratings", self.ratings),
            ("agreed", self.agreed),
        )
        for field, scores in rated:
            for number, score in enumerate(scores):
                yield (field, number, "initiative"), "initiative", score.initiative
                yield (field, number, "criterion"), "criterion", score.criterion
        for number, decision in enumerate(self.decisions):
            yield ("decisions", number, "initiative"), "initiative", decision.initiative
        for number, initiative in enumerate(self.initiatives):
            for key in initiative.depends_on:
                yield ("initiatives", number, "depends_on"), "initiative", key
        for number, card in enumerate(self.board.cards):
            yield ("board", "cards", number, "initiative"), "initiative", card.initiative
        for number, dots in enumerate(self.board.dots):
            yield ("board", "dots", number, "initiative"), "initiative", dots.initiative
        for number, pin in enumerate(self.plan.pins):
            yield ("plan", "pins", number, "initiative"), "initiative", pin.initiative


def _find_circle(start: str, needs: Mapping[str, Sequence[str]]) -> list[str]:
    """Give a shortest way from a key back to itself, over what each one needs; else nothing."""
    ways, seen = [[start]], set[str]()
    for way in ways:
        for key in needs.get(way[-1], ()):
            if key == start:
                return [*way, key]
            if key not in seen:
                seen.add(key)
                ways.append([*way, key])
    return []


def _list_some(keys: Collection[str]) -> str:
    some = sorted(keys)[:MOST_TOLD]
    more = len(keys) - len(some)
    return " or ".join([*some, *([f"{more} others"] if more else [])]) or "none yet"


def _keys_by_name(initiatives: object) -> dict[str, str]:
    """Give the keys of initiatives by their names; a name that two of them have is none."""
    rows = initiatives if isinstance(initiatives, list | tuple) else ()
    found: dict[str, set[str]] = {}
    for row in rows:
        if isinstance(row, Mapping) and row.get("key") and row.get("name"):
            found.setdefault(_fold(row["name"]), set()).add(str(row["key"]))
    known = {key for keys in found.values() for key in keys}
    return {name: next(iter(keys)) for name, keys in found.items()
            if len(keys) == 1 and (name not in known or name in keys)}  # fmt: skip


def _with_keys(given: Mapping[str, object], keys: Mapping[str, str]) -> dict[str, object]:
    def key_of(name: object) -> object:
        return keys.get(_fold(name), name) if isinstance(name, str) else name

    def in_row(row: object) -> object:
        if not isinstance(row, Mapping):
            return row
        row = dict(row)
        if "initiative" in row:
            row["initiative"] = key_of(row["initiative"])
        if isinstance(row.get("depends_on"), list | tuple):
            row["depends_on"] = tuple(map(key_of, row["depends_on"]))
        return row

    changed: dict[str, object] = {
        name: [in_row(row) for row in rows]
        for name in ("initiatives", "decisions")
        if isinstance(rows := given.get(name), list | tuple)
    }
    plan = given.get("plan")
    if isinstance(plan, Mapping) and isinstance(pins := plan.get("pins"), list | tuple):
        changed["plan"] = {**plan, "pins": [in_row(row) for row in pins]}
    return changed


def _fold(name: object) -> str:
    return " ".join(str(name).split()).casefold()
