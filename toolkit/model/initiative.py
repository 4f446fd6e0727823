"""Initiatives to build, join or ignore: what they are, what they ask, what raters think of them."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from toolkit.language import mark
from toolkit.model import (
    Amount,
    Count,
    Decimal,
    Labels,
    Lines,
    Model,
    Name,
    Prose,
    RowOf,
    Whole,
)
from toolkit.model.intake import DISCIPLINE_NAMES, OBJECTIVE_NAMES, Discipline, Objective

Verdict = Literal["ignore", "join", "build", "partner"]
Level = Literal["low", "middle", "high"]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]

RuleOrder = Literal[
    "ignore_join_build", "ignore_build_join", "join_ignore_build",
    "join_build_ignore", "build_ignore_join", "build_join_ignore",
]  # fmt: skip
InitiativeKey = Annotated[str, RowOf("choice.initiatives")]
"""The key of an initiative; where answers are typed its name does too."""

LONGEST_KEY = 40
NO_COMMUNITY = frozenset({"none", "no", "geen", "nee"})
"""Names by which people say that there is no community of others."""

LEVEL_NAMES: dict[str, str] = {
    "low": mark("low"),
    "middle": mark("middle"),
    "high": mark("high"),
}
RULE_ORDER_NAMES: dict[str, str] = {
    "ignore_join_build": mark("leave, join, build"),
    "ignore_build_join": mark("leave, build, join"),
    "join_ignore_build": mark("join, leave, build"),
    "join_build_ignore": mark("join, build, leave"),
    "build_ignore_join": mark("build, leave, join"),
    "build_join_ignore": mark("build, join, leave"),
}
DECISION_NAMES: dict[str, str] = {"yes": mark("Yes"), "later": mark("Later"), "no": mark("No")}


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
    """A community of others that an initiative could join, or, by the name ``none``, that there is.

    ``alive`` is missing while nobody knows. A community called none is none, and so is not alive.
    """

    name: Name = Field(title=mark("Community"))
    members: Count | None = Field(default=None, title=mark("Members"))
    alive: bool | None = Field(default=None, title=mark("Alive"))

    @model_validator(mode="before")
    @classmethod
    def _none_is_not_alive(cls, given: object) -> object:
        if not isinstance(given, Mapping) or given.get("alive") is not None:
            return given
        name = str(given.get("name", "")).strip().casefold()
        none = name in NO_COMMUNITY or given.get("members") == 0
        return {**given, "alive": False} if none else given


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
    depends_on: Annotated[tuple[str, ...], RowOf("choice.initiatives")] = Field(
        default=(), title=mark("Depends on"),
        description=mark("Initiatives that have to be there before, with commas between them."),
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
        default=None, title=mark("Community of others that could be joined"),
        description=mark("Its name; “none” where there is none, and empty while nobody knows."),
    )  # fmt: skip
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

    initiative: InitiativeKey = Field(title=mark("Initiative"))
    decision: Annotated[Literal["yes", "later", "no"], Labels(DECISION_NAMES)] = Field(
        title=mark("Decision")
    )
    who: Name = Field(title=mark("Decided by"))
    when: dt.date = Field(title=mark("On"))
    why: str = Field(default="", title=mark("Reason"))


class Rules(Model):
    """What the verdict rules ask for; printed in the report, and the client's to change.

    ``order`` names the verdicts in the order in which their rules are tried; a partner is what is
    left when none applies. For an own place the hours of people, to set it up and to keep it going,
    have to be there for ``running_months`` months.
    """

    model_config = ConfigDict(title=mark("Rules"))

    order: Annotated[RuleOrder, Labels(RULE_ORDER_NAMES)] = Field(
        default="ignore_join_build", title=mark("Order of the rules"),
        description=mark("The first rule that applies decides; if none does: partner, buy or "
                         "talk. With build before join an own place may be built beside "
                         "one of others."),
    )  # fmt: skip
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
