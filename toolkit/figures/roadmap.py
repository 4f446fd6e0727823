"""The roadmap's figures: what starts when, and hours asked against hours there are."""

from __future__ import annotations

import pandas as pd

from toolkit import bundle
from toolkit.analysis.client_roadmap import ALL, ClientRoadmap
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.figures.drawing import exhibit_figure
from toolkit.figures.loads import LoadPanel, draw_loads
from toolkit.figures.timeline import Work, draw_timeline
from toolkit.language import Language
from toolkit.language.quarters import write_quarter, write_tick
from toolkit.model.client import Client
from toolkit.tidy import tabulate


def roadmap_figure(
    plan: ClientRoadmap, client: Client, language: Language, title: str
) -> Exhibit | None:
    """Show which initiative is set up in which quarters, and from when it runs."""
    if plan.table.empty:
        return None
    rows = plan.table.to_dict("records")
    starts = plan.roadmap.starts
    items = plan.problem.by_key
    works = [
        Work(
            str(row["name"]),
            starts[row["initiative"]] - 1,
            items[row["initiative"]].ready(starts[row["initiative"]]) - 1,
            _text(row, client, language),
        )
        for row in rows
    ]
    columns = (
        Column(name="initiative", label=language.text("Initiative, as a key")),
        Column(name="name", label=language.text("Initiative")),
        Column(name="start", label=language.text("Starts on"), unit="date"),
        Column(name="ready", label=language.text("Runs from"), unit="date"),
        Column(name="hours_setup", label=language.text("Hours to set up"), unit="hours"),
        Column(name="hours_running", label=language.text("Hours a month"), unit="hours"),
        Column(name="hours", label=language.text("Hours in the plan"), unit="hours"),
        Column(name="cost", label=language.text("Money in the plan"), unit="money",
               currency=client.budget.currency),
        Column(name="value", label=language.text("Benefit within the plan"), unit="number",
               decimals=1),
    )  # fmt: skip
    figure = bundle.Figure(
        name="build-join-ignore-roadmap",
        kind="strips",
        title=title,
        measure=language.text(
            "Quarters of the plan. Light with an edge: setting up; full: running. Behind each name "
            "the hours and the money within the plan"
        ),
        alt=" ".join(_tell(plan, row, language) for row in rows),
        data=tabulate(
            plan.table, columns, name="figure_roadmap", title=title,
            shown=["name", "start", "ready", "hours_setup", "hours_running", "hours", "cost",
                   "value"],
        ),
        n=language.plural("{n} initiative", "{n} initiatives", len(rows)),
        source=language.text("workshop"),
    )  # fmt: skip
    return exhibit_figure(figure, draw_timeline(works, _ticks(plan, language)))


def load_figure(plan: ClientRoadmap, language: Language, title: str) -> Exhibit | None:
    """Show for each team what the plan asks in each quarter against the hours there are."""
    if plan.load.empty or plan.table.empty:
        return None
    teams = list(dict.fromkeys(plan.load["team"]))
    names = {team: _team(team, language) for team in teams}
    panels = []
    told = []
    for team in teams:
        mine = plan.load[plan.load["team"] == team]
        panels.append(
            LoadPanel(
                names[team], tuple(mine["hours"]), tuple(mine["capacity"]), tuple(mine["reserve"])
            )
        )
        asked = language.listing(language.hours(hours) for hours in mine["hours"])
        told.append(
            language.text(
                "{team}: {asked} hours, quarter by quarter, of at most {most}.",
                team=names[team],
                asked=asked,
                most=language.hours(float(mine["capacity"].max())),
            )
        )
    columns = (
        Column(name="team", label=language.text("Team, as a key")),
        Column(name="team_name", label=language.text("Team")),
        Column(name="quarter", label=language.text("Quarter of the year")),
        Column(name="hours", label=language.text("Hours asked"), unit="hours"),
        Column(name="capacity", label=language.text("Hours there are"), unit="hours"),
        Column(name="reserve", label=language.text("Kept for experiments"), unit="hours"),
    )
    frame = plan.load.assign(team_name=[names[team] for team in plan.load["team"]])
    figure = bundle.Figure(
        name="build-join-ignore-load",
        kind="bars",
        title=title,
        measure=language.text(
            "Hours a quarter. Bars: asked; line: there for new things; hatched: kept for "
            "experiments. Below each bar its hours"
        ),
        alt=" ".join(told),
        data=tabulate(
            frame, columns, name="figure_load", title=title,
            shown=["team_name", "quarter", "hours", "capacity", "reserve"],
        ),
        n=language.plural("{n} team", "{n} teams", len(teams)),
        source=language.text("workshop"),
        folded=True,
    )  # fmt: skip
    return exhibit_figure(figure, draw_loads(panels, _ticks(plan, language), language.number))


def _ticks(plan: ClientRoadmap, language: Language) -> list[tuple[str, str]]:
    numbers = range(1, plan.problem.quarters + 1)
    return [write_tick(plan.days, number, language) for number in numbers]


def _text(row: dict[object, object], client: Client, language: Language) -> str:
    parts = [language.text("{n} hours", n=language.hours(_float(row["hours"])))]
    if row["cost"]:
        parts.append(language.money(_float(row["cost"]), client.budget.currency))
    if row["fixed"]:
        parts.append(language.text("fixed start"))
    if row["against"]:
        parts.append(language.text("against the advice"))
    return ", ".join(parts)


def _tell(plan: ClientRoadmap, row: dict[object, object], language: Language) -> str:
    start = plan.roadmap.starts[str(row["initiative"])]
    ready = plan.problem.by_key[str(row["initiative"])].ready(start)
    values = {"name": row["name"], "start": write_quarter(plan.days, start, language)}
    if ready > plan.problem.quarters:
        return language.text("{name} starts in {start} and is ready when the plan ends.", **values)
    return language.text(
        "{name} starts in {start} and runs from {ready}.",
        ready=write_quarter(plan.days, ready, language),
        **values,
    )


def _team(team: str, language: Language) -> str:
    return language.text("Everybody together") if team == ALL else team


def _float(value: object) -> float:
    return float(pd.to_numeric(value))  # type: ignore[call-overload]
