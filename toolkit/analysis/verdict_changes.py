"""What would have to change for the verdict to change: one thing at a time, by the same rules.

Each fact that a rule looks at is moved to the nearest value on the other side of what the rule asks
for, or, where it is unknown, to either side, and the rules are applied again. What then comes out
otherwise is told; what makes no difference alone is left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from toolkit.analysis.verdict import (
    LEVELS,
    SLACK,
    WEEKS_A_MONTH,
    Rule,
    apply_rules,
    check_own_place,
    check_priority,
    measure_room,
)
from toolkit.model.choice import Choice
from toolkit.model.client import Capacity
from toolkit.model.initiative import Community, Initiative, Place, Rules, Verdict
from toolkit.model.intake import Fit

Fact = Literal[
    "audience_share", "priority", "community_alive", "community_members", "brand_affinity",
    "hours_running", "hours_setup", "hours_left", "data_ownership",
]  # fmt: skip
Side = Literal["at_least", "below", "at_most", "above", "yes", "no"]

OTHERS = "others"  # the name of a community that there would have to be
LITTLE = 1e-6  # hours a month that are too many all the same


@dataclass(frozen=True, slots=True)
class Change:
    """One change that leads to another verdict.

    Parameters
    ----------
    initiative
        Its key.
    fact
        What changes; ``community_members`` stands for a living community of so many members,
        ``hours_setup`` for the organisational hours, once.
    side
        ``at_least``, ``below``, ``at_most`` or ``above`` the number in `needed`; ``yes`` or ``no``
        where it is about no number.
    found
        The number as it is; ``None`` if unknown or if it is about none.
    needed
        The number to pass: a share as a fraction, members, hours a month.
    before
        The verdict as it is; ``None`` while it is open.
    verdict, rule
        What it would become, and by which rule; ``None`` where it would be open, because something
        else that then counts is unknown.
    """

    initiative: str
    fact: Fact
    side: Side
    found: float | None
    needed: float | None
    before: Verdict | None
    verdict: Verdict | None
    rule: Rule | None


@dataclass(frozen=True, slots=True)
class _Trial:
    fact: Fact
    side: Side
    found: float | None = None
    needed: float | None = None
    parts: Mapping[str, object] = field(default_factory=dict)  # of the initiative
    hours_per_week: float | None = None


def find_changes(
    initiative: Initiative,
    rules: Rules,
    fits: Sequence[Fit],
    weights: Mapping[str, float],
    capacity: Capacity,
    taken: float = 0,
) -> tuple[Change, ...]:
    """Find the single changes by which an initiative gets another verdict, in the rules' order.

    Parameters
    ----------
    initiative, rules, fits, weights, capacity, taken
        As :func:`toolkit.analysis.verdict.apply_rules` takes them.

    Returns
    -------
    tuple of Change
        Empty where no single change makes a difference.
    """
    before = apply_rules(initiative, rules, fits, weights, capacity, taken).verdict
    found = []
    trials = {
        "ignore": [*_try_audience(initiative, rules), *_try_cells(initiative, fits, weights)],
        "join": [*_try_communities(initiative, rules)],
        "build": [*_try_own_place(initiative, rules, capacity, taken)],
    }
    for it in (trial for name in rules.order.split("_") for trial in trials[name]):
        changed = initiative.model_copy(update=dict(it.parts))
        room = capacity
        if it.hours_per_week is not None:
            room = capacity.model_copy(update={"hours_per_week": it.hours_per_week})
        after = apply_rules(changed, rules, fits, weights, room, taken)
        if after.verdict != before:
            what = (it.fact, it.side, it.found, it.needed)
            found.append(Change(initiative.key, *what, before, after.verdict, after.rule))
    return tuple(found)


def list_changes(
    choice: Choice,
    fits: Sequence[Fit],
    weights: Mapping[str, float],
    capacity: Capacity,
    taken: float = 0,
) -> pd.DataFrame:
    """List the changes of all initiatives.

    Returns
    -------
    pandas.DataFrame
        The fields of :class:`Change` as columns; initiatives in the choice's order.
    """
    rows = [
        (it.initiative, it.fact, it.side, it.found, it.needed, it.before, it.verdict, it.rule)
        for one in choice.initiatives
        for it in find_changes(one, choice.rules, fits, weights, capacity, taken)
    ]
    columns = ["initiative", "fact", "side", "found", "needed", "before", "verdict", "rule"]
    kinds = {name: "float64" if name in {"found", "needed"} else "string" for name in columns}
    return pd.DataFrame(rows, columns=columns).astype(kinds)


def _try_audience(initiative: Initiative, rules: Rules) -> Iterator[_Trial]:
    share, least = initiative.audience_share, rules.audience_share
    if share is None or share < least:
        yield _Trial("audience_share", "at_least", share, least, {"audience_share": least})
    if (share is None or share >= least) and least > 0:
        less = math.nextafter(least, 0)
        yield _Trial("audience_share", "below", share, least, {"audience_share": less})


def _try_cells(
    initiative: Initiative, fits: Sequence[Fit], weights: Mapping[str, float]
) -> Iterator[_Trial]:
    holds = check_priority(initiative, fits, weights).holds
    counting = (
        Place(discipline=fit.discipline, objective=fit.objective)
        for fit in fits
        if fit.score > 0 and weights.get(fit.discipline, 1.0) > 0
    )
    cell = next(counting, None)
    if holds is not True and cell is not None:
        yield _Trial("priority", "yes", parts={"places": (cell,)})
    if holds is not False and fits:
        yield _Trial("priority", "no", parts={"places": ()})


def _try_communities(initiative: Initiative, rules: Rules) -> Iterator[_Trial]:
    there, least = initiative.community, rules.community_members
    members = None if there is None or there.members is None else float(there.members)
    large = members is not None and members >= least
    if there is not None and large and there.alive is not True:
        lively = there.model_copy(update={"alive": True})
        yield _Trial("community_alive", "yes", parts={"community": lively})
    elif not large:
        others = Community(name=there.name if there else OTHERS, members=least, alive=True)
        changed = {"community": others}
        yield _Trial("community_members", "at_least", members, float(least), changed)
    if there is not None and large and there.alive is not False:
        dead = there.model_copy(update={"alive": False})
        yield _Trial("community_alive", "no", parts={"community": dead})
    if there is not None and there.alive is False:
        return
    if (large or members is None) and least > 0:
        fewer = Community(name=there.name if there else OTHERS, members=least - 1, alive=True)
        yield _Trial("community_members", "below", members, float(least), {"community": fewer})


def _try_own_place(
    initiative: Initiative, rules: Rules, capacity: Capacity, taken: float
) -> Iterator[_Trial]:
    found = check_own_place(initiative, rules, capacity, taken)
    holds = {check.condition: check.holds for check in found}
    if "brand_affinity" in holds:
        lower = LEVELS[: LEVELS.index(rules.affinity)]
        if holds["brand_affinity"] is not True:
            yield _Trial("brand_affinity", "yes", parts={"brand_affinity": rules.affinity})
        if holds["brand_affinity"] is not False and lower:
            yield _Trial("brand_affinity", "no", parts={"brand_affinity": lower[-1]})
    yield from _try_hours(initiative, rules, capacity, taken)
    if "data_ownership" in holds:
        if holds["data_ownership"] is not True:
            yield _Trial("data_ownership", "yes", parts={"data_ownership": True})
        if holds["data_ownership"] is not False:
            yield _Trial("data_ownership", "no", parts={"data_ownership": False})


def _try_hours(
    initiative: Initiative, rules: Rules, capacity: Capacity, taken: float
) -> Iterator[_Trial]:
    running, once = initiative.hours_running, initiative.hours_organisational
    setting_up = once / rules.running_months
    needed, room = running + setting_up, measure_room(capacity, taken)
    if room is not None:
        fits = needed <= room + SLACK
        facts: tuple[tuple[Fact, str, float, float], ...] = (
            ("hours_running", "hours_running", running, room - setting_up),
            ("hours_setup", "hours_organisational", once, (room - running) * rules.running_months),
        )
        for fact, name, found, most in facts:
            if fits:
                more = max(most, found) + LITTLE * rules.running_months
                yield _Trial(fact, "above", found, max(most, found), {name: more})
            elif most >= 0:
                yield _Trial(fact, "at_most", found, most, {name: most})
    if room is None or needed > room + SLACK:
        enough = (needed + taken) / WEEKS_A_MONTH
        yield _Trial("hours_left", "at_least", room, needed, hours_per_week=enough)
    if needed > LITTLE and (room is None or needed <= room + SLACK):
        fewer = (needed - LITTLE + taken) / WEEKS_A_MONTH
        yield _Trial("hours_left", "below", room, needed, hours_per_week=fewer)
