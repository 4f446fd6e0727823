"""A client's roadmap: which initiatives it chooses from, whose hours there are, and what comes out.

In the plan's choice are the initiatives that were decided on, or, before any decision, those that
are advised. Nothing is guessed: hours that nobody gave are asked for, and what needs them waits.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from toolkit.analysis.build_join_ignore import Weighing
from toolkit.analysis.roadmap import Roadmap, solve_roadmap
from toolkit.analysis.roadmap_calendar import find_days, tabulate_load, tabulate_starts
from toolkit.analysis.roadmap_clashes import Clash, drop_clashing_pins
from toolkit.analysis.roadmap_explained import (
    ExtraDay,
    LeftOut,
    LeftOutReason,
    NextBest,
    add_a_day,
    explain_left_out,
    find_full,
    find_next_best,
)
from toolkit.analysis.roadmap_price import Price, price_choice, price_pins
from toolkit.analysis.roadmap_problem import (
    WEEKS_A_QUARTER,
    Limit,
    RoadmapItem,
    RoadmapProblem,
)
from toolkit.analysis.verdict import WEEKS_A_MONTH
from toolkit.model.choice import Choice
from toolkit.model.client import Budget, Capacity, name_key
from toolkit.model.initiative import Initiative
from toolkit.model.plan import Plan

ALL = "all"  # the team, where all hours are one pot

AskKind = Literal["hours", "team_hours", "money", "start", "past", "scores"]


@dataclass(frozen=True, slots=True)
class PlanAsk:
    """Something that nobody gave and that the plan needs.

    Parameters
    ----------
    kind
        ``hours``: the client's; ``team_hours``: of the team `about`; ``money``: a budget, while
        initiatives cost money; ``start``: a date to start on; ``past``: a later one, for the first
        quarter is over; ``scores``: of the initiative `about`.
    about
        A team's name, or an initiative's key.
    """

    kind: AskKind
    about: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class ClientRoadmap:
    """The plan of a client, in dates.

    Parameters
    ----------
    problem, roadmap
        What was solved, and what came out.
    days
        First day of each quarter, and the first day after the plan; empty while the start is
        unknown.
    table
        One row an initiative that is done, by quarter of start: ``initiative`` (key), ``start``
        (first day of the quarter; missing while the plan has no date), ``hours`` and ``cost``
        (within the plan, setting up and running), ``name``, ``quarter`` (``2027-Q1``), ``ready``
        (the day from which it runs), ``benefit`` (0 to 100), ``value`` (its part of that for the
        quarters in which it runs), ``quarters`` (to set up), ``hours_setup``, ``hours_running`` (a
        month), ``team``, ``fixed`` (whether its start was given), ``against`` (whether it was
        decided against the verdict). Empty if no plan fits.
    load
        One row a team and quarter: ``team`` (``all`` where all hours are one pot), ``quarter``,
        ``hours`` (asked), ``capacity`` (beside the reserve), ``reserve``, ``start``.
    left_out
        Why each other initiative is not in it.
    full
        Limits that keep out what would fit by itself.
    next_best
        The best plan that does not do the same; ``None`` if there is none, and while the plan is
        not proven best.
    extra_days
        What a day a week more would change, team by team; empty while the plan is not proven best.
    asks
        What nobody gave.
    names
        Names of all initiatives, by key.
    dropped
        Fixed starts that cannot be kept, whatever hours and money there are; the plan is made
        without them.
    prices
        What the fixed starts and the decisions cost.
    """

    problem: RoadmapProblem
    roadmap: Roadmap
    days: tuple[dt.date, ...]
    table: pd.DataFrame
    load: pd.DataFrame
    left_out: tuple[LeftOut, ...]
    full: tuple[Limit, ...]
    next_best: NextBest | None
    extra_days: tuple[ExtraDay, ...]
    asks: tuple[PlanAsk, ...]
    names: Mapping[str, str]
    dropped: tuple[Clash, ...] = ()
    prices: tuple[Price, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether there is a plan that keeps to everything."""
        return self.roadmap.status in {"optimal", "unproven"}


@dataclass(frozen=True, slots=True, eq=False)
class _Teams:
    """Hours a week of each team, and which team a name stands for."""

    hours: Mapping[str, float]
    names: Mapping[str, str]  # as written anyhow -> as written in the plan
    pot: bool

    def find(self, written: str) -> str:
        """Give the team that a name stands for; of a team that is not there, the name."""
        if self.pot or not written.strip():
            return next(iter(self.names.values()))
        return self.names.get(name_key(written), written.strip())


def plan_roadmap(
    choice: Choice,
    weighing: Weighing,
    capacity: Capacity,
    budget: Budget,
    as_of: dt.date | None = None,
) -> ClientRoadmap:
    """Plan what a client chose.

    Parameters
    ----------
    choice
        Initiatives with their hours, and the plan's limits.
    weighing
        Their benefits, verdicts and decisions, and the hours that channels already take.
    capacity, budget
        What the client has, for where the plan names no teams and no money.
    as_of
        The day of the report; the plan starts in the quarter after it unless it names a day.
    """
    plan = choice.plan
    teams = _find_teams(plan, capacity, weighing)
    reasons = _find_unplanned(choice, weighing, teams)
    chosen = [one for one in choice.initiatives if one.key not in reasons]
    benefits = dict(zip(weighing.ranking["initiative"], weighing.ranking["benefit"], strict=True))
    money = budget.per_year if plan.budget_per_year is None else plan.budget_per_year
    problem = RoadmapProblem(
        items=tuple(_as_item(one, benefits, teams) for one in chosen),
        quarters=plan.quarters,
        hours={
            team: (hours * WEEKS_A_QUARTER,) * plan.quarters for team, hours in teams.hours.items()
        },
        money_per_year=money,
        most_starts=plan.most_starts,
        reserve=plan.reserve,
        pins=tuple((pin.initiative, pin.quarter) for pin in plan.pins),
    )
    problem, dropped = drop_clashing_pins(problem)
    roadmap = solve_roadmap(problem)
    proven = roadmap.status == "optimal"
    days = find_days(plan, as_of)
    unscored = {one.key for one in chosen if pd.isna(benefits[one.key])}
    fits = proven or roadmap.status == "unproven"
    planned = explain_left_out(problem, roadmap.starts) if fits else ()
    left_out = (*_rename(planned, unscored), *reasons.values())
    return ClientRoadmap(
        problem,
        roadmap,
        days,
        tabulate_starts(choice, weighing, problem, roadmap, days),
        tabulate_load(problem, roadmap, days),
        left_out,
        find_full(problem, left_out),
        find_next_best(problem, roadmap),
        tuple(add_a_day(problem, roadmap, team) for team in problem.hours) if proven else (),
        _find_asks(choice, chosen, teams, money, days, unscored, as_of),
        {one.key: one.name for one in choice.initiatives},
        dropped,
        (
            *price_pins(problem, roadmap),
            *_price_decisions(choice, weighing, teams, problem, roadmap),
        ),
    )


def _price_decisions(
    choice: Choice,
    weighing: Weighing,
    teams: _Teams,
    problem: RoadmapProblem,
    roadmap: Roadmap,
) -> tuple[Price, ...]:
    """Price the decisions: against a plan of what is advised, without fixed starts."""
    if not weighing.decisions or not roadmap.starts:
        return ()
    benefits = dict(zip(weighing.ranking["initiative"], weighing.ranking["benefit"], strict=True))
    advised = weighing.advised()
    items = tuple(
        item
        for one in choice.initiatives
        if one.key in advised and (item := _as_item(one, benefits, teams)).teams <= set(teams.hours)
    )
    return price_choice(problem, roadmap, items)


def _find_teams(plan: Plan, capacity: Capacity, weighing: Weighing) -> _Teams:
    if not plan.teams:
        if capacity.hours_per_week is None:
            return _Teams({}, {ALL: ALL}, pot=True)
        taken = weighing.taken_month / WEEKS_A_MONTH
        return _Teams({ALL: max(0.0, capacity.hours_per_week - taken)}, {ALL: ALL}, pot=True)
    names: dict[str, str] = {}
    hours: dict[str, float] = {}
    for team in plan.teams:
        name = names.setdefault(name_key(team.name), team.name)
        hours[name] = hours.get(name, 0.0) + team.hours_per_week
    return _Teams(hours, names, pot=False)


def _as_item(one: Initiative, benefits: Mapping[str, float], teams: _Teams) -> RoadmapItem:
    team = teams.find(one.team)
    technical = teams.find(one.technical_team) if one.technical_team.strip() else team
    once = {team: one.hours_organisational}
    once[technical] = once.get(technical, 0.0) + one.hours_technical
    benefit = benefits[one.key]
    return RoadmapItem(
        key=one.key,
        # What nobody scored adds nothing, and is done only where something else needs it.
        benefit=0.0 if pd.isna(benefit) else float(benefit),
        hours_once=once,
        hours_monthly={team: one.hours_running},
        cost_once=one.cost,
        cost_monthly=one.cost_running,
        quarters=one.quarters,
        idea=one.idea.strip().casefold(),
        depends_on=one.depends_on,
    )


def _find_unplanned(choice: Choice, weighing: Weighing, teams: _Teams) -> dict[str, LeftOut]:
    chosen = set(weighing.chosen()["initiative"])
    verdicts = dict(zip(weighing.ranking["initiative"], weighing.ranking["verdict"], strict=True))
    zero = dict.fromkeys(verdicts, 0.0)
    found: dict[str, LeftOut] = {}
    for one in choice.initiatives:
        if one.key not in chosen:
            decision = weighing.decisions.get(one.key)
            reason: LeftOutReason = "undecided"
            if decision is not None:
                reason = "decided_no" if decision.decision == "no" else "decided_later"
            elif not weighing.decisions:
                unknown = pd.isna(verdicts[one.key])
                reason = "advice_open" if unknown else "advised_against"
            found[one.key] = LeftOut(one.key, reason)
        elif unknown_teams := sorted(_as_item(one, zero, teams).teams - set(teams.hours)):
            found[one.key] = LeftOut(one.key, "unknown_hours", tuple(unknown_teams))
    return found


def _rename(left_out: tuple[LeftOut, ...], unscored: set[str]) -> tuple[LeftOut, ...]:
    return tuple(
        LeftOut(one.item, "unrated")
        if one.item in unscored and one.reason in {"no_benefit", "crowded_out"}
        else one
        for one in left_out
    )


def _find_asks(
    choice: Choice,
    chosen: list[Initiative],
    teams: _Teams,
    money: float | None,
    days: tuple[dt.date, ...],
    unscored: set[str],
    as_of: dt.date | None,
) -> tuple[PlanAsk, ...]:
    found = [] if days else [PlanAsk("start")]
    if days and as_of is not None and days[1] <= as_of:
        found.append(PlanAsk("past"))
    if teams.pot and not teams.hours:
        found.append(PlanAsk("hours"))
    named = (name for one in choice.initiatives for name in (one.team, one.technical_team))
    known = set() if teams.pot else set(teams.names)
    missing = {name_key(name): name.strip() for name in named if name.strip()}
    found.extend(PlanAsk("team_hours", missing[key]) for key in sorted(missing.keys() - known))
    if money is None and any(one.cost or one.cost_running for one in chosen):
        found.append(PlanAsk("money"))
    found.extend(PlanAsk("scores", one.key) for one in chosen if one.key in unscored)
    return tuple(found)
