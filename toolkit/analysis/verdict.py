"""Build, join, ignore, or do it with a partner: rules one after the other, and which decided.

First comes whether the people are there and whether it serves what the organisation wants, then
whether others have done the work already, then whether an own place can be kept alive. The order
follows Forrester's "build or join" (2008): the objective decides, and joining precedes building. It
is the client's to change, except that a partner is what is left when no rule applies. An own place
has to be lacking only where joining is tried before it; otherwise it may stand beside another's.

What is unknown is named and never guessed. A rule that an unknown leaves open lets every verdict
through that could follow; only if they agree is there a verdict.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from toolkit.language import mark
from toolkit.model.client import Capacity
from toolkit.model.initiative import Community, Initiative, Level, RuleOrder, Rules, Verdict
from toolkit.model.intake import Fit

WEEKS_A_MONTH = 52 / 12
LEVELS: tuple[Level, ...] = get_args(Level)  # lowest first
UNKNOWN = Community(name="unknown")
SLACK = 1e-9  # hours are quotients, and quotients are not exact

Rule = Literal[
    "audience_too_small", "no_priority", "living_community", "own_place", "none_of_these"
]
Condition = Literal[
    "audience_share", "priority", "community_alive", "community_members", "brand_affinity",
    "no_good_community", "hours_running", "data_ownership",
]  # fmt: skip

VERDICT_NAMES: dict[str, str] = {
    "build": mark("Build"),
    "join": mark("Join"),
    "partner": mark("No rule decides"),
    "ignore": mark("Leave"),
}


@dataclass(frozen=True, slots=True)
class Check:
    """One condition of a rule.

    Parameters
    ----------
    condition
        What was looked at.
    holds
        Whether the condition is met; ``None`` if that is unknown.
    found, needed
        The numbers: shares as fractions, members, hours a month, fit from 0 to 3. ``None`` where
        the condition is about no number, or the number is unknown.
    """

    condition: Condition
    holds: bool | None
    found: float | None = None
    needed: float | None = None


@dataclass(frozen=True, slots=True)
class RuleResult:
    """A rule, whether it applies (``None``: unknown), and the conditions behind that."""

    rule: Rule
    verdict: Verdict
    applies: bool | None
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the rules say of an initiative.

    Parameters
    ----------
    initiative
        Its key.
    verdict, rule
        The advice and the rule that decided; ``None`` while an unknown could change the verdict.
    possible
        All verdicts that could follow.
    trail
        The rules in order, up to and including the one that decided.
    """

    initiative: str
    verdict: Verdict | None
    rule: Rule | None
    possible: tuple[Verdict, ...]
    trail: tuple[RuleResult, ...]

    @property
    def failed(self) -> tuple[RuleResult, ...]:
        """The rules that did not apply."""
        return tuple(result for result in self.trail if result.applies is False)

    @property
    def unknown(self) -> tuple[Condition, ...]:
        """Conditions that left a rule open."""
        return tuple(
            check.condition
            for result in self.trail
            if result.applies is None
            for check in result.checks
            if check.holds is None
        )


def all_hold(checks: Sequence[Check]) -> bool | None:
    """Say whether all conditions hold: one that fails settles it, otherwise one unknown does."""
    answers = [check.holds for check in checks]
    return False if False in answers else (None if None in answers else True)


def _at_least(condition: Condition, found: float | None, needed: float) -> Check:
    return Check(condition, None if found is None else found >= needed, found, needed)


def check_audience(initiative: Initiative, rules: Rules) -> Check:
    """Check whether enough of the target group is on the channel."""
    return _at_least("audience_share", initiative.audience_share, rules.audience_share)


def check_priority(
    initiative: Initiative, fits: Sequence[Fit], weights: Mapping[str, float]
) -> Check:
    """Check whether the initiative fills a cell of the matrix that fits and has points.

    An initiative that names no cell fills none. While no cell at all has been scored, that says
    nothing yet.

    Parameters
    ----------
    weights
        Share of the points by discipline; empty without votes, and then the fit alone counts.
    """
    score = {(fit.discipline, fit.objective): float(fit.score) for fit in fits}
    found = [
        score.get((place.discipline, place.objective))
        if weights.get(place.discipline, 1.0) > 0
        else 0.0
        for place in initiative.places
    ]
    best = max((fit for fit in found if fit is not None), default=None)
    if best is not None and best > 0:
        return Check("priority", holds=True, found=best, needed=1)
    unknown = None in found or not score
    return Check("priority", holds=None if unknown else False, found=best, needed=1)


def check_community(initiative: Initiative, rules: Rules) -> tuple[Check, Check]:
    """Check whether others keep a community that is alive and large enough.

    While nobody named one, nor said that there is none, both are unknown.
    """
    community = initiative.community or UNKNOWN
    members = None if community.members is None else float(community.members)
    return (
        Check("community_alive", community.alive),
        _at_least("community_members", members, rules.community_members),
    )


def measure_monthly_hours(initiative: Initiative, rules: Rules) -> float:
    """Give the hours of people a month: keeping it going, and setting it up spread over the months.

    Hours of technique are left out: they can be bought, and end.
    """
    return initiative.hours_running + initiative.hours_organisational / rules.running_months


def measure_room(capacity: Capacity, taken: float = 0) -> float | None:
    """Give the hours a month beside those that are taken; ``None`` if unknown."""
    hours = capacity.hours_per_week
    return None if hours is None else max(hours * WEEKS_A_MONTH - taken, 0.0)


def check_own_place(
    initiative: Initiative, rules: Rules, capacity: Capacity, taken: float = 0
) -> tuple[Check, ...]:
    """Check whether an own place would be loved, is lacking, can be run, and must be owned.

    What the client's rules do not ask for is not looked at.
    """
    affinity = initiative.brand_affinity
    loved = None if affinity is None else LEVELS.index(affinity) >= LEVELS.index(rules.affinity)
    good = all_hold(check_community(initiative, rules))
    hours, room = measure_monthly_hours(initiative, rules), measure_room(capacity, taken)
    fits = None if room is None else hours <= room + SLACK
    checks = (
        Check("brand_affinity", loved) if rules.affinity_needed else None,
        Check("no_good_community", None if good is None else not good),
        Check("hours_running", fits, hours, room),
        Check("data_ownership", initiative.data_ownership) if rules.ownership_needed else None,
    )
    return tuple(check for check in checks if check is not None)


def apply_rules(
    initiative: Initiative,
    rules: Rules,
    fits: Sequence[Fit],
    weights: Mapping[str, float],
    capacity: Capacity,
    taken: float = 0,
) -> Ruling:
    """Apply the rules to one initiative, in the client's order, until one applies for certain.

    Parameters
    ----------
    initiative
        What it is and asks.
    rules
        What the client asks for, and in which order.
    fits, weights
        The matrix: fit of each cell, and the disciplines' share of the points.
    capacity
        Hours that the client has.
    taken
        Hours a month of these that go to the channels that stay.
    """
    audience = check_audience(initiative, rules)
    priority = check_priority(initiative, fits, weights)
    community = check_community(initiative, rules)
    own = _own_place_in_turn(check_own_place(initiative, rules, capacity, taken), rules.order)
    blocks: Mapping[str, tuple[RuleResult, ...]] = {
        "ignore": (
            RuleResult("audience_too_small", "ignore", _not(audience.holds), (audience,)),
            RuleResult("no_priority", "ignore", _not(priority.holds), (priority,)),
        ),
        "join": (RuleResult("living_community", "join", all_hold(community), community),),
        "build": (RuleResult("own_place", "build", all_hold(own), own),),
    }
    steps = [
        *(result for name in rules.order.split("_") for result in blocks[name]),
        RuleResult("none_of_these", "partner", applies=True, checks=()),
    ]
    # An unknown before a certain "ignore" changes nothing: both rules say the same.
    trail: list[RuleResult] = []
    possible: list[Verdict] = []
    for result in steps:
        trail.append(result)
        if result.applies is not False and result.verdict not in possible:
            possible.append(result.verdict)
        if result.applies:
            break
    if len(possible) > 1:
        return Ruling(initiative.key, None, None, tuple(possible), tuple(trail))
    return Ruling(initiative.key, possible[0], trail[-1].rule, tuple(possible), tuple(trail))


def _own_place_in_turn(checks: tuple[Check, ...], order: RuleOrder) -> tuple[Check, ...]:
    # Where joining is tried first, an own place has its turn only if there is nothing to join; so
    # what is not known of that leaves the rule before it open, and not this one too.
    join_first = order.index("join") < order.index("build")
    return tuple(
        check
        for check in checks
        if check.condition != "no_good_community" or (join_first and check.holds is not None)
    )


def _not(holds: bool | None) -> bool | None:  # noqa: FBT001 - it is what is negated
    return None if holds is None else not holds
