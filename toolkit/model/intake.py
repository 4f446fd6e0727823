"""The intake: what a client's team said it is, wants and has, mostly in the workshop.

Unknown is a legal answer everywhere: it is ``None`` (or an empty list), and it is counted. Labels
and questions stand beside the fields; the block that a field is asked in, in its annotation.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from toolkit.language import mark
from toolkit.model import (
    Allocation,
    Amount,
    Decimal,
    Labels,
    Model,
    Name,
    Prose,
    Whole,
    find_repeats,
    stop_on,
)

MOST = 10**12

Discipline = Literal["operational_excellence", "product_leadership", "customer_intimacy"]
Objective = Literal["listening", "talking", "energizing", "supporting", "embracing"]
Moment = Literal["before", "live", "after"]

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
MOMENT_NAMES: dict[str, str] = {
    "before": mark("before"),
    "live": mark("live"),
    "after": mark("after"),
}
KIND_NAMES: dict[str, str] = {
    "owned": mark("owned"),
    "paid": mark("paid"),
    "earned": mark("earned"),
}
ACTION_NAMES: dict[str, str] = {
    "keep": mark("keep"),
    "update": mark("update"),
    "create": mark("create"),
    "remove": mark("remove"),
}
SWOT_NAMES: dict[str, str] = {
    "strength": mark("Strength"),
    "weakness": mark("Weakness"),
    "opportunity": mark("Opportunity"),
    "threat": mark("Threat"),
}
# The learning phases of Corinne Keijzer's growth model (2016), after Maslow.
PHASE_NAMES: dict[str, str] = {
    "1": mark("1 First steps, no plan"),
    "2": mark("2 There is a plan, on its own"),
    "3": mark("3 Clear goals, the right people"),
    "4": mark("4 Part of how we work"),
}


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the intake that is asked in one go.

    ``minutes`` is its time in the preset of a live workshop of 120 minutes.
    """

    key: str
    title: str
    moment: Moment
    minutes: int = 0
    help: str = ""


OFFER = Block("offer", mark("What you offer"), "before")
PURPOSE = Block("purpose", mark("What you are there for"), "before")
MARKET = Block("market", mark("Your competitors"), "before")
MEDIA = Block("media", mark("All your channels and media"), "before")
MEANS = Block("means", mark("Hours and money"), "before")
COMPETING = Block(
    "competing", mark("What you compete on"), "live", 25,
    mark("Everybody divides 100 points, alone; then look at it together, and choose one."),
)  # fmt: skip
GROUPS = Block(
    "groups", mark("For whom"), "live", 25,
    mark("Three or four groups that you would recognise in the street."),
)  # fmt: skip
OBJECTIVES = Block(
    "objectives", mark("What social media can do for that"), "live", 20,
    mark("How well does each objective fit each way to compete? 0 not at all, 3 fully."),
)  # fmt: skip
GOALS = Block(
    "goals", mark("What you want to reach"), "live", 35,
    mark("At least three goals, and not only attention."),
)  # fmt: skip
AGREEMENTS = Block("agreements", mark("What was agreed"), "live", 15)
SWOT = Block("swot", mark("Strong and weak points of your channels"), "after")
MATURITY = Block("maturity", mark("How far you are"), "after")

BLOCKS = (OFFER, PURPOSE, MARKET, MEDIA, MEANS, COMPETING, GROUPS, OBJECTIVES, GOALS, AGREEMENTS,
          SWOT, MATURITY)  # fmt: skip


class Offer(Model):
    """What the client sells or does, in words a child understands."""

    product: Prose | None = Field(
        default=None, title=mark("Product or service"), description=mark("What do you offer?")
    )
    plainly: Prose | None = Field(
        default=None, title=mark("In plain words"),
        description=mark("How would you explain it to a child?"),
    )  # fmt: skip
    value_proposition: Prose | None = Field(
        default=None, title=mark("Value proposition"),
        description=mark("Why should people choose you?"),
    )  # fmt: skip
    market: Prose | None = Field(
        default=None, title=mark("Market"), description=mark("In which market?")
    )


class Purpose(Model):
    """Mission, vision, and the golden circle of Simon Sinek."""

    mission: Prose | None = Field(
        default=None, title=mark("Mission"), description=mark("What is the mission?")
    )
    vision: Prose | None = Field(
        default=None, title=mark("Vision"), description=mark("What is the vision?")
    )
    why: Prose | None = Field(
        default=None, title=mark("Why"), description=mark("Why do you do this?")
    )
    how: Prose | None = Field(
        default=None, title=mark("How"), description=mark("How do you do it?")
    )
    what: Prose | None = Field(
        default=None, title=mark("What"), description=mark("What do you do?")
    )


class Rival(Model):
    """A competitor as the team sees it; its accounts and counts stand with the client."""

    name: Name = Field(title=mark("Competitor"))
    does_well: str | None = Field(
        default=None, title=mark("Does well"), description=mark("What do they do better?")
    )
    does_badly: str | None = Field(
        default=None, title=mark("Does badly"), description=mark("What do they leave to you?")
    )
    found_at: str | None = Field(
        default=None, title=mark("Found at"), description=mark("On which channels are they?")
    )


class TargetGroup(Model):
    """People for whom the client is there, as the team sees them.

    ``segment`` names a segment of the survey's codebook, so that the two can be laid side by side.
    """

    name: Name = Field(title=mark("Target group"))
    looks_for: Prose | None = Field(
        default=None, title=mark("Looks for"), description=mark("What do they look for?")
    )
    likes: Prose | None = Field(
        default=None, title=mark("Likes"), description=mark("What do they like?")
    )
    dislikes: Prose | None = Field(
        default=None, title=mark("Dislikes"), description=mark("What do they dislike?")
    )
    problems: Prose | None = Field(
        default=None, title=mark("Problems"), description=mark("What problems do they have?")
    )
    help: Prose | None = Field(
        default=None, title=mark("How we can help"), description=mark("How can you help?")
    )
    segment: str | None = Field(
        default=None, title=mark("Segment of the survey"),
        description=mark("The key of a segment in the survey's codebook, if this is one."),
    )  # fmt: skip


class DisciplineVote(Allocation):
    """One participant's 100 points over the three value disciplines of Treacy and Wiersema."""

    operational_excellence: Whole = Field(
        ge=0, le=100, title=DISCIPLINE_NAMES["operational_excellence"]
    )
    product_leadership: Whole = Field(ge=0, le=100, title=DISCIPLINE_NAMES["product_leadership"])
    customer_intimacy: Whole = Field(ge=0, le=100, title=DISCIPLINE_NAMES["customer_intimacy"])


class Fit(Model):
    """How well a social objective fits a discipline, as the team agreed: 0 not at all, 3 fully."""

    discipline: Annotated[Discipline, Labels(DISCIPLINE_NAMES)] = Field(title=mark("Discipline"))
    objective: Annotated[Objective, Labels(OBJECTIVE_NAMES)] = Field(title=mark("Objective"))
    score: Whole = Field(ge=0, le=3, title=mark("Fit"))


class Goal(Model):
    """A goal, with all that makes it specific, measurable and bound to a date.

    ``reached`` says what it looks like when reached; ``serves`` names the business goal behind it;
    ``vanity`` marks a goal that counts attention only.
    """

    name: Name = Field(title=mark("Goal"))
    reached: Prose | None = Field(
        default=None, title=mark("Reached when"),
        description=mark("What does it look like when reached?"),
    )  # fmt: skip
    serves: str | None = Field(
        default=None, title=mark("Serves"),
        description=mark("Which business goal does it serve?"),
    )  # fmt: skip
    measure: str | None = Field(
        default=None, title=mark("Measure"), description=mark("What is measured?")
    )
    source: str | None = Field(
        default=None, title=mark("Source"), description=mark("Where does the figure come from?")
    )
    baseline: Decimal | None = Field(
        default=None, ge=-MOST, le=MOST, title=mark("Baseline"),
        description=mark("What is it now?"),
    )  # fmt: skip
    target: Decimal | None = Field(
        default=None, ge=-MOST, le=MOST, title=mark("Target"), description=mark("How much?")
    )
    unit: str = Field(default="", title=mark("Unit"))
    deadline: dt.date | None = Field(
        default=None, title=mark("Deadline"), description=mark("By when?")
    )
    owner: str | None = Field(
        default=None, title=mark("Owner"), description=mark("Who answers for it?")
    )
    channels: tuple[str, ...] = Field(
        default=(), title=mark("Channels"), description=mark("One after the other, with commas.")
    )
    vanity: bool = Field(
        default=False, title=mark("Attention only"),
        description=mark("It counts attention only, such as followers or likes."),
    )  # fmt: skip


class Medium(Model):
    """A channel in the inventory of all media, printed and broadcast ones included."""

    name: Name = Field(title=mark("Channel or medium"))
    kind: Annotated[Literal["owned", "paid", "earned"], Labels(KIND_NAMES)] | None = Field(
        default=None, title=mark("Kind")
    )
    online: bool | None = Field(default=None, title=mark("Online"))
    owner: str | None = Field(
        default=None, title=mark("Owner"), description=mark("Who maintains it?")
    )
    controller: str | None = Field(
        default=None, title=mark("Controller"), description=mark("Who checks it?")
    )
    goal: str | None = Field(default=None, title=mark("Goal"), description=mark("What is it for?"))
    target_group: str | None = Field(
        default=None, title=mark("Target group"), description=mark("Whom is it for?")
    )
    frequency: str | None = Field(
        default=None, title=mark("Frequency"), description=mark("How often?")
    )
    hours_per_week: Amount | None = Field(default=None, title=mark("Hours a week"))
    action: (
        Annotated[Literal["keep", "update", "create", "remove"], Labels(ACTION_NAMES)] | None
    ) = Field(
        default=None, title=mark("Action"), description=mark("Keep, update, create or remove?")
    )


class TeamDecision(Model):
    """Something that the team settled in the workshop."""

    what: Name = Field(title=mark("Decision"))
    why: str | None = Field(default=None, title=mark("Reason"))
    who: str | None = Field(default=None, title=mark("Decided by"))


class Action(Model):
    """Something that somebody will do after the workshop."""

    what: Name = Field(title=mark("Action point"))
    who: str | None = Field(default=None, title=mark("Who"))
    due: dt.date | None = Field(default=None, title=mark("By when"))


class Parked(Model):
    """Something that came up and was left for another time."""

    what: Name = Field(title=mark("Parked for later"))
    who: str | None = Field(default=None, title=mark("Comes back to it"))


class SwotPoint(Model):
    """A strong or weak point of a channel, or a chance or threat from outside."""

    model_config = ConfigDict(title=mark("Point"))

    channel: Name = Field(title=mark("Channel"))
    kind: Annotated[
        Literal["strength", "weakness", "opportunity", "threat"], Labels(SWOT_NAMES)
    ] = Field(title=mark("What it is"))
    what: str | None = Field(default=None, title=mark("Point"))
    why: str | None = Field(default=None, title=mark("Why"))


Phase = Annotated[Literal["1", "2", "3", "4"], Labels(PHASE_NAMES)]


class Maturity(Model):
    """How far the client is with social media, in Corinne Keijzer's four learning phases.

    A client is as far as its weakest side; beside each phase stands what shows it.
    """

    goals: Phase | None = Field(
        default=None, title=mark("Plan and goals"),
        description=mark("Are there goals, and does everybody know them?"),
    )  # fmt: skip
    goals_evidence: str | None = Field(default=None, title=mark("What shows it: plan and goals"))
    channels: Phase | None = Field(
        default=None, title=mark("Choice of channels"),
        description=mark("Is each channel there for a reason?"),
    )  # fmt: skip
    channels_evidence: str | None = Field(
        default=None, title=mark("What shows it: choice of channels")
    )
    people: Phase | None = Field(
        default=None, title=mark("People"),
        description=mark("Does each channel have an owner with time and skill?"),
    )  # fmt: skip
    people_evidence: str | None = Field(default=None, title=mark("What shows it: people"))
    measuring: Phase | None = Field(
        default=None, title=mark("Measuring"),
        description=mark("Is it measured, and does anything change because of it?"),
    )  # fmt: skip
    measuring_evidence: str | None = Field(default=None, title=mark("What shows it: measuring"))
    organisation: Phase | None = Field(
        default=None, title=mark("The rest of the organisation"),
        description=mark("Do colleagues take part?"),
    )  # fmt: skip
    organisation_evidence: str | None = Field(
        default=None, title=mark("What shows it: the rest of the organisation")
    )


class Intake(Model):
    """Everything that the intake asks, each field in its block.

    A cell of the matrix has one fit, and target groups differ in their names, by which initiatives
    and personas know them.
    """

    offer: Annotated[Offer, OFFER] = Field(default=Offer(), title=mark("What you offer"))
    purpose: Annotated[Purpose, PURPOSE] = Field(
        default=Purpose(), title=mark("What you are there for")
    )
    rivals: Annotated[tuple[Rival, ...], MARKET] = Field(
        default=(), title=mark("Competitors"), description=mark("With whom do people compare you?")
    )
    media: Annotated[tuple[Medium, ...], MEDIA] = Field(
        default=(), title=mark("Channels and media"),
        description=mark("Which channels and media are there?"),
    )  # fmt: skip
    discipline_votes: Annotated[tuple[DisciplineVote, ...], COMPETING] = Field(
        default=(), title=mark("The vote"),
        description=mark("What does everybody think you compete on?"),
    )  # fmt: skip
    discipline: Annotated[Annotated[Discipline, Labels(DISCIPLINE_NAMES)] | None, COMPETING] = (
        Field(
            default=None,
            title=mark("Primary discipline"),
            description=mark("What do you compete on?"),
        )
    )
    discipline_reason: Annotated[Prose | None, COMPETING] = Field(
        default=None, title=mark("Why that"), description=mark("Why that?")
    )
    target_groups: Annotated[tuple[TargetGroup, ...], GROUPS] = Field(
        default=(), title=mark("Target groups"), description=mark("For whom?")
    )
    fits: Annotated[tuple[Fit, ...], OBJECTIVES] = Field(
        default=(), title=mark("The matrix"),
        description=mark("How well does this objective fit what you compete on?"),
    )  # fmt: skip
    goals: Annotated[tuple[Goal, ...], GOALS] = Field(
        default=(), title=mark("Goals"), description=mark("Which goals?")
    )
    decisions: Annotated[tuple[TeamDecision, ...], AGREEMENTS] = Field(
        default=(), title=mark("Decisions")
    )
    actions: Annotated[tuple[Action, ...], AGREEMENTS] = Field(
        default=(), title=mark("Action points")
    )
    parking_lot: Annotated[tuple[Parked, ...], AGREEMENTS] = Field(
        default=(), title=mark("Parking lot")
    )
    swot: Annotated[tuple[SwotPoint, ...], SWOT] = Field(
        default=(), title=mark("Strong and weak points")
    )
    maturity: Annotated[Maturity, MATURITY] = Field(
        default=Maturity(), title=mark("How far you are")
    )

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


def block_of(field: str) -> Block | None:
    """Give the block in which a field of the intake is asked."""
    marks = Intake.model_fields[field].metadata
    return next((one for one in marks if isinstance(one, Block)), None)


def fields_of(block: Block) -> tuple[str, ...]:
    """Name the fields of the intake that are asked in a block."""
    return tuple(name for name in Intake.model_fields if block_of(name) == block)
