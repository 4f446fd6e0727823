"""Initiatives to build, join or ignore: what they are, what they ask, what raters think of them."""

from __future__ import annotations

import datetime as dt
import itertools
import math
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from toolkit.language import mark
from toolkit.model import (
    Amount,
    Contradiction,
    Count,
    Decimal,
    Labels,
    Lines,
    Model,
    Name,
    Prose,
    Whole,
    find_repeats,
    stop_on,
)
from toolkit.model.board import Board
from toolkit.model.intake import DISCIPLINE_NAMES, OBJECTIVE_NAMES, Discipline, Objective
from toolkit.model.plan import Plan

Verdict = Literal["ignore", "join", "build", "partner"]
Level = Literal["low", "middle", "high"]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]

POINTS = 100
LONGEST_KEY = 40
SLACK = 1e-9  # sums of decimals are not exact

LEVEL_NAMES: dict[str, str] = {
    "low": mark("low"),
    "middle": mark("middle"),
    "high": mark("high"),
}
DECISION_NAMES: dict[str, str] = {"yes": mark("Yes"), "later": mark("Later"), "no": mark("No")}
WEIGHTING_NAMES: dict[str, str] = {
    "swing": mark("Swing: against 100 for the step that matters most"),
    "points": mark("100 points, divided"),
}
SAID_NAMES: dict[str, str] = {
    "order": mark("Only their order is sure"),
    "intervals": mark("They lie between a least and a most"),
    "nothing": mark("Nothing is sure"),
}


def key_from_name(name: str, taken: Collection[str] = ()) -> str:
    """Make a key of a name: small letters, digits and underscores, and unlike those `taken`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:LONGEST_KEY].rstrip("_")
    stem = words if words[:1].isalpha() else f"i_{words}".rstrip("_")
    numbers = (f"{stem}_{number}" for number in itertools.count(2))
    return next(one for one in itertools.chain([stem], numbers) if one not in taken)


class Criterion(Model):
    """A benefit that initiatives are scored on, from 0 (as good as doing nothing) to 5.

    ``anchors`` describes the steps of the scale, lowest first. ``swing`` is the worth, 0 to 100,
    of going from 0 to 5 on this criterion, against 100 for the criterion whose swing matters most;
    where points are divided instead, it is the points. ``least`` and ``most`` bound its weight, as
    a share of all weights, as far as the client would go.
    """

    model_config = ConfigDict(title=mark("Criterion"))

    name: Name = Field(title=mark("Criterion"))
    anchors: Annotated[tuple[str, ...], Lines()] = Field(
        default=(), max_length=6, title=mark("Steps of the scale"),
        description=mark("From 0, as good as doing nothing, to 5, the most you could hope for."),
    )  # fmt: skip
    swing: Decimal = Field(
        ge=0, le=100, title=mark("Weight"),
        description=mark("What going from step 0 to step 5 is worth, against 100 for the most."),
    )  # fmt: skip
    least: Decimal | None = Field(
        default=None, ge=0, le=1, title=mark("Weighs at least"),
        description=mark("Share of all weights, 0 to 1."),
    )  # fmt: skip
    most: Decimal | None = Field(
        default=None, ge=0, le=1, title=mark("Weighs at most"),
        description=mark("Share of all weights, 0 to 1."),
    )  # fmt: skip
    key: Key = Field(
        title=mark("Key"),
        description=mark("What stays the same when the name is mended; made by itself."),
    )  # fmt: skip


class Community(Model):
    """A community of others that an initiative could join."""

    name: Name = Field(title=mark("Community"))
    members: Count | None = Field(default=None, title=mark("Members"))
    alive: bool = Field(default=True, title=mark("Alive"))


class Place(Model):
    """A cell of the discipline by objective matrix that an initiative fills."""

    discipline: Annotated[Discipline, Labels(DISCIPLINE_NAMES)] = Field(title=mark("Discipline"))
    objective: Annotated[Objective, Labels(OBJECTIVE_NAMES)] = Field(title=mark("Objective"))


class Initiative(Model):
    """Something that could be done.

    Hours are of the first year: ``hours_technical`` and ``hours_organisational`` to set it up,
    ``hours_running`` a month to keep it going. Money: ``cost`` once, ``cost_running`` a month.
    ``team`` does the organisational work and keeps it going; ``technical_team`` does the technical
    work (empty: the same team). It takes ``quarters`` to set up. Initiatives with the same ``idea``
    are variants of one idea: at most one of them is done. ``depends_on`` are keys of initiatives
    that have to be set up before. ``audience_share`` is the share (0 to 1) of the target group that
    is on the channel.
    """

    model_config = ConfigDict(title=mark("Initiative"))

    name: Name = Field(title=mark("Initiative"))
    description: Prose = Field(default="", title=mark("Description"))
    places: tuple[Place, ...] = Field(
        default=(), title=mark("Cells of the matrix"),
        description=mark("Which way to compete it serves, and by which objective."),
    )  # fmt: skip
    target_groups: tuple[str, ...] = Field(default=(), title=mark("For whom"))
    channel: str = Field(default="", title=mark("Channel"))
    idea: str = Field(
        default="", title=mark("Variant of"),
        description=mark("A word for the idea: of initiatives with the same word, one is done."),
    )  # fmt: skip
    depends_on: tuple[str, ...] = Field(
        default=(), title=mark("Depends on"),
        description=mark("Keys of initiatives that have to be there before."),
    )  # fmt: skip
    hours_technical: Amount = Field(default=0, title=mark("Technical hours, once"))
    hours_organisational: Amount = Field(default=0, title=mark("Organisational hours, once"))
    hours_running: Amount = Field(default=0, title=mark("Hours a month, from then on"))
    team: str = Field(default="", title=mark("Team"))
    technical_team: str = Field(
        default="", title=mark("Technical team"), description=mark("Empty: the same team.")
    )
    quarters: Whole = Field(default=1, ge=1, le=8, title=mark("Quarters to set up"))
    cost: Amount = Field(default=0, title=mark("Money, once"))
    cost_running: Amount = Field(default=0, title=mark("Money a month, from then on"))
    risk: Annotated[Level, Labels(LEVEL_NAMES)] | None = Field(default=None, title=mark("Risk"))
    risk_why: str = Field(default="", title=mark("What could go wrong"))
    audience_share: Decimal | None = Field(
        default=None, ge=0, le=1, title=mark("Share of the target group on the channel"),
        description=mark("0 to 1; empty while nobody knows."),
    )  # fmt: skip
    community: Community | None = Field(
        default=None, title=mark("Community of others that could be joined")
    )
    brand_affinity: Annotated[Level, Labels(LEVEL_NAMES)] | None = Field(
        default=None, title=mark("Love for the brand")
    )
    data_ownership: bool | None = Field(
        default=None, title=mark("Data have to be your own"),
        description=mark("Whether what people leave behind has to be yours."),
    )  # fmt: skip
    key: Key = Field(
        title=mark("Key"),
        description=mark("What stays the same when the name is mended; made by itself."),
    )  # fmt: skip


class Rating(Model):
    """One rater's score of one initiative on one criterion."""

    rater: Name
    initiative: str
    criterion: str
    score: Whole = Field(ge=0, le=5)


class AgreedScore(Model):
    """The score that the team settled on after talking, beside what each rater gave alone."""

    initiative: str
    criterion: str
    score: Whole = Field(ge=0, le=5)
    why: str = ""


class Decision(Model):
    """What the client decided about an initiative, which need not be the advice."""

    model_config = ConfigDict(title=mark("Decision"))

    initiative: str = Field(title=mark("Initiative"), description=mark("Its name, or its key."))
    decision: Annotated[Literal["yes", "later", "no"], Labels(DECISION_NAMES)] = Field(
        title=mark("Decision")
    )
    who: Name = Field(title=mark("Decided by"))
    when: dt.date = Field(title=mark("On"))
    why: str = Field(default="", title=mark("Reason"))


class Rules(Model):
    """What the verdict rules ask for; printed in the report, and the client's to change.

    The rules stand in a fixed order; what each one asks for does not. For an own place the hours of
    people, to set it up and to keep it going, have to be there for ``running_months`` months.
    """

    model_config = ConfigDict(title=mark("Rules"))

    audience_share: Decimal = Field(
        default=0.10, ge=0, le=1, title=mark("Least share of the target group"),
        description=mark("With less of the target group on the channel an initiative is left."),
    )  # fmt: skip
    community_members: Count = Field(
        default=100, title=mark("Least members of a community"),
        description=mark("From how many members a community of others is worth joining."),
    )  # fmt: skip
    affinity_needed: bool = Field(
        default=True, title=mark("An own place needs love for the brand"),
        description=mark("Nobody comes to the place of a brand that leaves them cold."),
    )  # fmt: skip
    affinity: Annotated[Level, Labels(LEVEL_NAMES)] = Field(
        default="high", title=mark("Least love for the brand"),
        description=mark("How much of it an own place needs."),
    )  # fmt: skip
    ownership_needed: bool = Field(
        default=True, title=mark("An own place needs a reason to own the data"),
        description=mark("Whether only data that have to be your own are worth an own place."),
    )  # fmt: skip
    running_months: Whole = Field(
        default=12, ge=1, le=60, title=mark("Months that the hours have to suffice"),
        description=mark("To set an own place up and keep it going, from its start."),
    )  # fmt: skip
    review_months: Whole = Field(
        default=6, ge=1, le=60, title=mark("Look again after so many months"),
        description=mark("What is left now is weighed again then."),
    )  # fmt: skip


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
            what = "No criterion has a weight; give 100 to the one whose swing matters most"
            yield Contradiction(("criteria", 0, "swing"), what, "0 everywhere")

    def _weights_out_of_reach(self) -> Iterator[Contradiction]:
        points = sum(one.swing for one in self.criteria)
        if self.weighting == "points" and self.criteria and not math.isclose(points, POINTS):
            what = f"The points must add up to {POINTS}"
            yield Contradiction(("criteria", 0, "swing"), what, f"{points:g}")
        least = [one.least or 0.0 for one in self.criteria]
        most = [1.0 if one.most is None else one.most for one in self.criteria]
        for number, (low, high) in enumerate(zip(least, most, strict=True)):
            if low > high:
                what = "A weight cannot be at least more than it is at most"
                yield Contradiction(("criteria", number, "least"), what, f"{low:g} to {high:g}")
        if self.criteria and sum(least) > 1 + SLACK:
            what = "What the criteria weigh at least adds up to more than 1"
            yield Contradiction(("criteria", 0, "least"), what, f"{sum(least):g}")
        if self.criteria and sum(most) < 1 - SLACK:
            what = "What the criteria weigh at most adds up to less than 1"
            yield Contradiction(("criteria", 0, "most"), what, f"{sum(most):g}")

    def _circles(self) -> Iterator[Contradiction]:
        needs = {one.key: one.depends_on for one in self.initiatives}
        for number, one in enumerate(self.initiatives):
            reached, found = set[str](), list(one.depends_on)
            while found:
                key = found.pop()
                if key not in reached:
                    reached.add(key)
                    found.extend(needs.get(key, ()))
            if one.key in reached:
                what = "It depends on itself, directly or through others"
                yield Contradiction(("initiatives", number, "depends_on"), what, one.key)

    def _names_of_nothing(self) -> Iterator[Contradiction]:
        initiatives = {one.key for one in self.initiatives}
        criteria = {one.key for one in self.criteria}
        for place, part, key in self._named():
            known = criteria if part == "criterion" else initiatives
            if key not in known:
                there = " or ".join(sorted(known)) or "none yet"
                what = f"There is no such {part}; there is {there}"
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
