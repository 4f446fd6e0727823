"""The limits that a roadmap has to fit: quarters, hours by team, money, and fixed starts."""

from __future__ import annotations

import datetime as dt
from typing import Self

from pydantic import ConfigDict, Field, model_validator

from toolkit.language import mark
from toolkit.model import (
    Amount,
    Contradiction,
    Decimal,
    Model,
    Name,
    Whole,
    find_repeats,
    stop_on,
)
from toolkit.model.initiative import InitiativeKey

MOST_QUARTERS = 12


class Team(Model):
    """People who have hours for the plan."""

    model_config = ConfigDict(title=mark("Team"))

    name: Name = Field(title=mark("Team"))
    hours_per_week: Amount = Field(
        title=mark("Hours a week for new things"),
        description=mark("Beside what the channels that stay take."),
    )  # fmt: skip


class Pin(Model):
    """An initiative that starts in a given quarter of the plan, counted from 1."""

    model_config = ConfigDict(title=mark("Fixed start"))

    initiative: InitiativeKey = Field(title=mark("Initiative"))
    quarter: Whole = Field(ge=1, le=MOST_QUARTERS, title=mark("Quarter of the plan"))


class Plan(Model):
    """What the roadmap may use.

    Without teams all hours are the client's (hours a week, less what the channels that stay take);
    without a budget the client's (a year). Of hours and money a share ``reserve`` is kept for
    experiments.
    """

    start: dt.date | None = Field(
        default=None, title=mark("Plan starts on"),
        description=mark("Empty: the first quarter after the day of the report."),
    )  # fmt: skip
    quarters: Whole = Field(default=4, ge=1, le=MOST_QUARTERS, title=mark("Quarters"))
    teams: tuple[Team, ...] = Field(default=(), title=mark("Teams"))
    budget_per_year: Amount | None = Field(
        default=None, title=mark("Money a year for new things"),
        description=mark("Empty: the client's budget."),
    )  # fmt: skip
    most_starts: Whole = Field(default=2, ge=1, le=20, title=mark("Starts a quarter, at most"))
    reserve: Decimal = Field(
        default=0.1, ge=0, le=0.5, title=mark("Kept for experiments"),
        description=mark("Share of hours and money, 0 to 0.5."),
    )  # fmt: skip
    pins: tuple[Pin, ...] = Field(default=(), title=mark("Fixed starts"))

    @model_validator(mode="after")
    def _once(self) -> Self:
        teams = (team.name.casefold() for team in self.teams)
        late = (
            Contradiction(
                ("pins", number, "quarter"),
                mark("This quarter lies after the end of the plan."),
                f"{pin.quarter} (1–{self.quarters})",
            )
            for number, pin in enumerate(self.pins)
            if pin.quarter > self.quarters
        )
        stop_on((*find_repeats("teams", teams, "This team is there", "name"), *late))
        return self
