"""Initiatives to build, join or ignore: what they are, what they ask, what raters think of them."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from toolkit.model import Model
from toolkit.model.intake import Discipline, Objective

Verdict = Literal["ignore", "join", "build", "partner"]


class Criterion(Model):
    """A benefit that initiatives are scored on, from 0 (as good as doing nothing) to 5.

    ``anchors`` describes steps of the scale, lowest first. ``swing`` is the worth, 0 to 100, of
    going from 0 to 5 on this criterion, against 100 for the criterion whose swing matters most.
    """

    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    anchors: tuple[str, ...] = ()
    swing: float = Field(ge=0, le=100)


class Community(Model):
    """A community of others that an initiative could join."""

    name: str
    members: int | None = Field(default=None, ge=0)
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
    name: str = Field(min_length=1)
    description: str = ""
    places: tuple[Place, ...] = ()
    target_groups: tuple[str, ...] = ()
    channel: str = ""
    hours_technical: float = Field(default=0, ge=0)
    hours_organisational: float = Field(default=0, ge=0)
    hours_running: float = Field(default=0, ge=0)
    cost: float = Field(default=0, ge=0)
    cost_running: float = Field(default=0, ge=0)
    audience_share: float | None = Field(default=None, ge=0, le=1)
    community: Community | None = None
    brand_affinity: Literal["low", "middle", "high"] | None = None
    data_ownership: bool | None = None


class Rating(Model):
    """One rater's score of one initiative on one criterion."""

    rater: str
    initiative: str
    criterion: str
    score: int = Field(ge=0, le=5)


class Decision(Model):
    """What the client decided about an initiative, which need not be the advice."""

    initiative: str
    decision: Literal["yes", "later", "no"]
    who: str
    when: dt.date
    why: str = ""


class Rules(Model):
    """Thresholds of the verdict rules; printed in the report, and the client's to change.

    ``audience_share`` is the least share of the target group on the channel; ``community_members``
    the least size of a community worth joining.
    """

    audience_share: float = Field(default=0.10, ge=0, le=1)
    community_members: int = Field(default=100, ge=0)


class Choice(Model):
    """All that the choice between initiatives rests on."""

    criteria: tuple[Criterion, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    ratings: tuple[Rating, ...] = ()
    decisions: tuple[Decision, ...] = ()
    rules: Rules = Rules()
