"""The intake: what a client's team said it is, wants and has, mostly in the workshop.

Unknown is a legal answer everywhere: it is ``None`` (or an empty list), and it is counted.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, Self

from pydantic import Field, model_validator

from toolkit.language import mark
from toolkit.model import Amount, Decimal, Model, Name, Whole, find_repeats, stop_on

MOST = 10**12

Discipline = Literal["operational_excellence", "product_leadership", "customer_intimacy"]
Objective = Literal["listening", "talking", "energizing", "supporting", "embracing"]

DISCIPLINE_NAMES: dict[str, str] = {
    "operational_excellence": mark("Operational excellence"),
    "product_leadership": mark("Product leadership"),
    "customer_intimacy": mark("Customer intimacy"),
}
OBJECTIVE_NAMES: dict[str, str] = {
    "listening": mark("Listening"),
    "talking": mark("Talking"),
    "energizing": mark("Energizing"),
    "supporting": mark("Supporting"),
    "embracing": mark("Embracing"),
}


class Offer(Model):
    """What the client sells or does, in words a child understands."""

    product: str | None = None
    plainly: str | None = None
    value_proposition: str | None = None
    market: str | None = None


class Purpose(Model):
    """Mission, vision, and the golden circle of Simon Sinek."""

    mission: str | None = None
    vision: str | None = None
    why: str | None = None
    how: str | None = None
    what: str | None = None


class TargetGroup(Model):
    """People for whom the client is there, as the team sees them.

    ``segment`` names a segment of the survey's codebook, so that the two can be laid side by side.
    """

    name: Name
    looks_for: str | None = None
    likes: str | None = None
    dislikes: str | None = None
    problems: str | None = None
    help: str | None = None
    segment: str | None = None


class DisciplineVote(Model):
    """One participant's 100 points over the three value disciplines of Treacy and Wiersema."""

    operational_excellence: Whole = Field(ge=0, le=100)
    product_leadership: Whole = Field(ge=0, le=100)
    customer_intimacy: Whole = Field(ge=0, le=100)

    @model_validator(mode="after")
    def _hundred(self) -> Self:
        total = self.operational_excellence + self.product_leadership + self.customer_intimacy
        if total != 100:
            raise ValueError(f"a vote must add up to 100 points; this one adds up to {total}")
        return self


class Fit(Model):
    """How well a social objective fits a discipline, as the team agreed: 0 not at all, 3 fully."""

    discipline: Discipline
    objective: Objective
    score: Whole = Field(ge=0, le=3)


class Goal(Model):
    """A goal, with all that makes it specific, measurable and bound to a date.

    ``reached`` says what it looks like when reached; ``serves`` names the business goal behind it;
    ``vanity`` marks a goal that counts attention only.
    """

    name: Name
    reached: str | None = None
    measure: str | None = None
    source: str | None = None
    baseline: Decimal | None = Field(default=None, ge=-MOST, le=MOST)
    target: Decimal | None = Field(default=None, ge=-MOST, le=MOST)
    unit: str = ""
    deadline: dt.date | None = None
    owner: str | None = None
    serves: str | None = None
    channels: tuple[str, ...] = ()
    vanity: bool = False


class Medium(Model):
    """A channel in the inventory of all media, printed and broadcast ones included."""

    name: Name
    kind: Literal["owned", "paid", "earned"] | None = None
    online: bool | None = None
    owner: str | None = None
    controller: str | None = None
    goal: str | None = None
    target_group: str | None = None
    frequency: str | None = None
    hours_per_week: Amount | None = None
    action: Literal["keep", "update", "create", "remove"] | None = None


class Intake(Model):
    """Everything that the intake asks.

    A cell of the matrix has one fit, and target groups differ in their names, by which initiatives
    and personas know them.
    """

    offer: Offer = Offer()
    purpose: Purpose = Purpose()
    target_groups: tuple[TargetGroup, ...] = ()
    discipline_votes: tuple[DisciplineVote, ...] = ()
    discipline: Discipline | None = None
    discipline_reason: str | None = None
    fits: tuple[Fit, ...] = ()
    goals: tuple[Goal, ...] = ()
    media: tuple[Medium, ...] = ()

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        stop_on(
            (
                *find_repeats(
                    "target_groups",
                    (one.name.casefold() for one in self.target_groups),
                    "This name is taken",
                    "name",
                ),
                *find_repeats(
                    "fits",
                    ((one.discipline, one.objective) for one in self.fits),
                    "This cell has a fit already",
                ),
            )
        )
        return self
