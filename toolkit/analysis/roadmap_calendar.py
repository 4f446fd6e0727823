"""A roadmap in dates: the days of its quarters, and its starts and loads as tables."""

from __future__ import annotations

import calendar
import datetime as dt

import pandas as pd

from toolkit.analysis.build_join_ignore import Weighing
from toolkit.analysis.roadmap import Roadmap
from toolkit.analysis.roadmap_problem import MONTHS_A_QUARTER, RoadmapProblem
from toolkit.model.choice import Choice
from toolkit.model.plan import Plan

COLUMNS = (
    "initiative", "start", "hours", "cost", "name", "quarter", "ready", "benefit", "value",
    "quarters", "hours_setup", "hours_running", "team", "fixed", "against",
)  # fmt: skip
LOAD_COLUMNS = ("team", "quarter", "hours", "capacity", "reserve", "start")


def first_of_next_quarter(day: dt.date) -> dt.date:
    """Give the first day of the quarter of the calendar after the one that a day lies in."""
    months = 3 * ((day.month - 1) // 3 + 1)
    return dt.date(day.year + months // 12, months % 12 + 1, 1)


def name_quarter(days: tuple[dt.date, ...], number: int) -> str:
    """Name a quarter of the plan (from 1): ``2027-Q1``, or by its first day, or by its number."""
    if not days:
        return str(number)
    day = days[number - 1]
    of_the_calendar = day.day == 1 and day.month % 3 == 1
    return f"{day.year}-Q{(day.month + 2) // 3}" if of_the_calendar else day.isoformat()


def find_days(plan: Plan, as_of: dt.date | None) -> tuple[dt.date, ...]:
    """Give the first day of each quarter of a plan, and the first one after it; none if unknown."""
    if plan.start is None and as_of is None:
        return ()
    first = plan.start or first_of_next_quarter(as_of)  # type: ignore[arg-type]
    days = []
    for number in range(plan.quarters + 1):
        months = first.month - 1 + MONTHS_A_QUARTER * number
        year, month = first.year + months // 12, months % 12 + 1
        days.append(dt.date(year, month, min(first.day, calendar.monthrange(year, month)[1])))
    return tuple(days)


def tabulate_starts(
    choice: Choice,
    weighing: Weighing,
    problem: RoadmapProblem,
    roadmap: Roadmap,
    days: tuple[dt.date, ...],
) -> pd.DataFrame:
    """Tabulate what starts when, with the columns of a client's roadmap."""
    initiatives = {one.key: one for one in choice.initiatives}
    against = dict(zip(weighing.ranking["initiative"], weighing.ranking["against"], strict=True))
    pins, known = dict(problem.pins), problem.by_key
    starts = roadmap.starts if roadmap.status in {"optimal", "unproven"} else {}
    rows = []
    for key, start in starts.items():
        item, one = known[key], initiatives[key]
        quarters = [quarter - start for quarter in range(1, problem.quarters + 1)]
        hours = sum(item.hours(team, since) for team in sorted(item.teams) for since in quarters)
        ready = item.ready(start)
        rows.append(
            {
                "initiative": key,
                "start": days[start - 1] if days else None,
                "hours": hours,
                "cost": sum(item.money(since) for since in quarters),
                "name": one.name,
                "quarter": name_quarter(days, start),
                "ready": days[ready - 1] if days and ready <= problem.quarters + 1 else None,
                "benefit": item.benefit,
                "value": problem.worth(item, start),
                "quarters": one.quarters,
                "hours_setup": one.hours_technical + one.hours_organisational,
                "hours_running": one.hours_running,
                "team": one.team,
                "fixed": key in pins,
                "against": bool(against[key]),
            }
        )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def tabulate_load(
    problem: RoadmapProblem, roadmap: Roadmap, days: tuple[dt.date, ...]
) -> pd.DataFrame:
    """Tabulate hours asked and hours there are, by team and quarter."""
    starts = roadmap.starts if roadmap.status in {"optimal", "unproven"} else {}
    rows = [
        (
            limit.team, name_quarter(days, limit.first), asked, limit.amount,
            problem.hours[limit.team][limit.first - 1] * problem.reserve,
            days[limit.first - 1] if days else None,
        )
        for limit, asked in problem.load(starts).items()
        if limit.kind == "hours"
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(LOAD_COLUMNS))
