"""Judges a plan by the problem alone: written apart from what makes plans, and shares no line.

All sums are of fractions, so that nothing is lost in rounding.
"""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

from toolkit.analysis.roadmap_problem import RoadmapItem, RoadmapProblem


def fraction(number):
    # Decimals as they are written, and not as the machine keeps them.
    return Fraction(str(number))


def quarter_loads(item, start, quarters):
    """Give for each quarter (from 1) the part of what is asked once, and the months of running."""
    for quarter in range(1, quarters + 1):
        once = months = Fraction(0)
        if item.quarters == 0:
            once = Fraction(int(quarter == start))
            months = Fraction(3 if quarter >= start else 0)
        elif start <= quarter < start + item.quarters:
            once = Fraction(1, item.quarters)
        elif quarter >= start + item.quarters:
            months = Fraction(3)
        yield quarter, once, months


def find_breaches(problem, starts):
    """List in words every limit and rule that a plan breaks."""
    items = {item.key: item for item in problem.items}
    pins = dict(problem.pins)
    broken = [f"{key} is not there" for key in starts if key not in items]
    broken += [f"{key} is pinned" for key, at in pins.items() if starts.get(key) != at]
    ideas = [items[key].idea for key in starts if items[key].idea]
    broken += [f"{idea} twice" for idea in set(ideas) if ideas.count(idea) > 1]
    for key, start in starts.items():
        if not 1 <= start <= problem.quarters:
            broken.append(f"{key} starts outside the plan")
        if key not in pins and start + items[key].quarters > problem.quarters + 1:
            broken.append(f"{key} is not ready when the plan ends")
        for before in items[key].depends_on:
            if before not in starts or starts[before] + items[before].quarters > start:
                broken.append(f"{before} is not ready before {key}")
    kept = 1 - fraction(problem.reserve)
    hours, money = {}, {}
    for key, start in starts.items():
        item = items[key]
        for quarter, once, months in quarter_loads(item, start, problem.quarters):
            for team in {*item.hours_once, *item.hours_monthly}:
                asked = once * fraction(item.hours_once.get(team, 0))
                asked += months * fraction(item.hours_monthly.get(team, 0))
                hours[team, quarter] = hours.get((team, quarter), 0) + asked
            cost = once * fraction(item.cost_once) + months * fraction(item.cost_monthly)
            money[quarter] = money.get(quarter, 0) + cost
    for (team, quarter), asked in hours.items():
        have = problem.hours[team][quarter - 1] if team in problem.hours else 0
        if asked > fraction(have) * kept:
            broken.append(f"{team} lacks hours in {quarter}")
    for quarter, asked in money.items():
        limit = problem.money_per_quarter
        if limit is not None and asked > fraction(limit) * kept:
            broken.append(f"no money in {quarter}")
    if problem.money_per_year is not None:
        for first in range(1, problem.quarters + 1, 4):
            year = [one for one in range(first, first + 4) if one <= problem.quarters]
            there = fraction(problem.money_per_year) * kept * len(year) / 4
            if sum(money.get(one, 0) for one in year) > there:
                broken.append(f"no money in the year from {first}")
    if problem.most_starts is not None:
        at = list(starts.values())
        broken += [f"too many start in {q}" for q in set(at) if at.count(q) > problem.most_starts]
    return broken


def value(problem, starts):
    """Add up what a plan brings: benefit for each quarter in which an item runs."""
    items = {item.key: item for item in problem.items}
    return sum(
        (
            fraction(items[key].benefit)
            * max(0, problem.quarters - (start + items[key].quarters) + 1)
            / problem.quarters
            for key, start in starts.items()
        ),
        Fraction(0),
    )


def try_all(problem):
    """Give every plan that breaks nothing, by trying all."""
    keys = [item.key for item in problem.items]
    for choice in itertools.product(range(problem.quarters + 1), repeat=len(keys)):
        starts = {key: at for key, at in zip(keys, choice, strict=True) if at}
        if not find_breaches(problem, starts):
            yield starts


def invent_problem(seed, items, quarters):
    """Invent a problem with everything in it: teams, money, variants, dependencies, pins."""
    draw = random.Random(seed)
    teams = ("editors", "builders")
    made = []
    for number in range(items):
        team = draw.choice(teams)
        once = {team: draw.choice([0, 8, 20.5, 40, 66.6])}
        if draw.random() < 0.4:
            once["builders"] = draw.choice([5, 12.25, 30])
        made.append(
            RoadmapItem(
                key=f"i{number}",
                benefit=draw.choice([0, 12, 33.3, 40, 55.5, 70, 81]),
                hours_once=once,
                hours_monthly={team: draw.choice([0, 1, 2.2, 6])},
                cost_once=draw.choice([0, 0, 500, 1200.5]),
                cost_monthly=draw.choice([0, 0, 40, 99.9]),
                quarters=draw.choice([0, 1, 1, 1, 2]),
                idea=draw.choice(["", "", "", "club"]),
                depends_on=tuple(
                    f"i{other}" for other in range(number) if draw.random() < 0.5 / items
                ),
            )
        )
    return RoadmapProblem(
        items=tuple(made),
        quarters=quarters,
        hours={
            "editors": tuple(draw.choice([0, 40, 61.1, 90]) for _ in range(quarters)),
            "builders": (draw.choice([20, 45.5]),) * quarters,
        },
        money_per_year=draw.choice([None, 1000, 2600]),
        money_per_quarter=draw.choice([None, None, 900]),
        most_starts=draw.choice([None, 1, 2]),
        reserve=draw.choice([0, 0.1, 0.25]),
        pins=((f"i{draw.randrange(items)}", draw.randint(1, quarters)),)
        if draw.random() < 0.3
        else (),
    )
