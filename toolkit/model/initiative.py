"""Initiatives to build, join or ignore: what they are, what they ask, what raters think of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from toolkit.model import (
    Amount,
    Contradiction,
    Count,
    Decimal,
    Model,
    Name,
    Whole,
    find_repeats,
    stop_on,
)
from toolkit.model.intake import Discipline, Objective

Verdict = Literal["ignore", "join", "build", "partner"]


class Criterion(Model):
    """A benefit that initiatives are scored on, from 0 (as good as doing nothing) to 5.

    ``anchors`` describes steps of the scale, lowest first. ``swing`` is the worth, 0 to 100, of
    going from 0 to 5 on this criterion, against 100 for the criterion whose swing matters most.
    """

    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: Name
    anchors: tuple[str, ...] = ()
    swing: Decimal = Field(ge=0, le=100)


class Community(Model):
    """A community of others that an initiative could join."""

    name: Name
    members: Count | None = None
    alive: bool = True


class Place(Model):
    """A cell of the discipline by objective matrix that an initiative fills."""

    discipline: Discipline
    objective: Objective


class Initiative(Model):
    """Something that could be done.

    Hours are of the first year: ``hours_technical`` and ``hours_organisational`` to set it up,
    ``hours_running`` a month to keep it going. Money: ``cost`` once, ``cost_running`` a month.
    ``audience_share`` is the share (0 to 1) of the target group that is on the channel.
    """

    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: Name
    description: str = ""
    places: tuple[Place, ...] = ()
    target_groups: tuple[str, ...] = ()
    channel: str = ""
    hours_technical: Amount = 0
    hours_organisational: Amount = 0
    hours_running: Amount = 0
    cost: Amount = 0
    cost_running: Amount = 0
    audience_share: Decimal | None = Field(default=None, ge=0, le=1)
    community: Community | None = None
    brand_affinity: Literal["low", "middle", "high"] | None = None
    data_ownership: bool | None = None


class Rating(Model):
    """One rater's score of one initiative on one criterion."""

    rater: Name
    initiative: str
    criterion: str
    score: Whole = Field(ge=0, le=5)


class Decision(Model):
    """What the client decided about an initiative, which need not be the advice."""

    initiative: str
    decision: Literal["yes", "later", "no"]
    who: Name
    when: dt.date
    why: str = ""


class Rules(Model):
    """Thresholds of the verdict rules; printed in the report, and the client's to change.

    ``audience_share`` is the least share of the target group on the channel; ``community_members``
    the least size of a community worth joining.
    """

    audience_share: Decimal = Field(default=0.10, ge=0, le=1)
    community_members: Count = 100


class Choice(Model):
    """All that the choice between initiatives rests on.

    Keys are given once, a rater scores a thing once, and what ratings and decisions name exists. A
    later decision on the same initiative takes the place of an earlier one.
    """

    criteria: tuple[Criterion, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    ratings: tuple[Rating, ...] = ()
    decisions: tuple[Decision, ...] = ()
    rules: Rules = Rules()

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
                *self._names_of_nothing(),
                *self._no_weight(),
            )
        )
        return self

    def _no_weight(self) -> Iterator[Contradiction]:
        if self.criteria and not any(one.swing for one in self.criteria):
            what = "No criterion has a weight; give 100 to the one whose swing matters most"
            yield Contradiction(("criteria", 0, "swing"), what, "0 everywhere")

    def _names_of_nothing(self) -> Iterator[Contradiction]:
        initiatives = {one.key for one in self.initiatives}
        criteria = {one.key for one in self.criteria}
        named: list[tuple[str, int, str, str, set[str]]] = []
        for number, rating in enumerate(self.ratings):
            named.append(("ratings", number, "initiative", rating.initiative, initiatives))
            named.append(("ratings", number, "criterion", rating.criterion, criteria))
        for number, decision in enumerate(self.decisions):
            named.append(("decisions", number, "initiative", decision.initiative, initiatives))
        for field, number, part, key, known in named:
            if key not in known:
                there = " or ".join(sorted(known)) or "none yet"
                what = f"There is no such {part}; there is {there}"
                yield Contradiction((field, number, part), what, key)
