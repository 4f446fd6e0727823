"""The roadmap's tables: what starts when, hours by team and quarter, why the rest is left out."""

from __future__ import annotations

import pandas as pd

from toolkit.analysis.client_roadmap import ALL, ClientRoadmap
from toolkit.analysis.roadmap_explained import LeftOut
from toolkit.analysis.roadmap_problem import Limit, Overrun
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language, mark
from toolkit.language.quarters import write_quarter
from toolkit.model.client import Client
from toolkit.tables.layout import exhibit_table
from toolkit.tidy import tabulate

REASONS = {
    "decided_no": mark("decided: no"),
    "decided_later": mark("decided: later"),
    "undecided": mark("not decided yet"),
    "advised_against": mark("the advice is to leave it"),
    "advice_open": mark("the advice is still open"),
    "no_benefit": mark("it brings nothing"),
    "unrated": mark("nobody scored it on every criterion, so what it brings is unknown"),
    "too_long": mark("it would not be ready when the plan ends"),
}


def roadmap_table(plan: ClientRoadmap, client: Client, language: Language) -> Exhibit:
    """Publish what starts when, with the hours and the money that it asks within the plan.

    The page shows it as a figure, with a table of its own.
    """
    currency = client.budget.currency
    columns = [
        Column(name="initiative", label=language.text("Initiative, as a key")),
        Column(name="start", label=language.text("Starts on"), unit="date"),
        Column(name="hours", label=language.text("Hours in the plan"), unit="hours"),
        Column(name="cost", label=language.text("Money in the plan"), unit="money",
               currency=currency),
        Column(name="name", label=language.text("Initiative")),
        Column(name="quarter", label=language.text("Quarter, as a key")),
        Column(name="ready", label=language.text("Runs from"), unit="date"),
        Column(name="benefit", label=language.text("Benefit"), unit="number", decimals=1),
        Column(name="value", label=language.text("Benefit within the plan"), unit="number",
               decimals=1),
        Column(name="quarters", label=language.text("Quarters to set up"), unit="count"),
        Column(name="hours_setup", label=language.text("Hours to set up"), unit="hours"),
        Column(name="hours_running", label=language.text("Hours a month"), unit="hours"),
        Column(name="team", label=language.text("Team")),
        Column(name="fixed", label=language.text("Fixed start"), unit="yesno"),
        Column(name="against", label=language.text("Against the advice"), unit="yesno"),
    ]  # fmt: skip
    against = [number for number, row in plan.table.iterrows() if row["against"]]
    table = tabulate(
        plan.table,
        columns,
        name="roadmap",
        title=language.text("What starts when"),
        emphasis=tuple(int(str(number)) for number in against),
        note=language.text("In colour: decided against the advice.") if against else "",
        source=language.text("workshop"),
    )
    return Exhibit(table, "")


def load_table(plan: ClientRoadmap, language: Language) -> Exhibit:
    """Publish hours asked and hours there are, by team and quarter."""
    columns = [
        Column(name="team", label=language.text("Team, as a key")),
        Column(name="quarter", label=language.text("Quarter, as a key")),
        Column(name="hours", label=language.text("Hours asked"), unit="hours"),
        Column(name="capacity", label=language.text("Hours there are"), unit="hours"),
        Column(name="reserve", label=language.text("Kept for experiments"), unit="hours"),
        Column(name="start", label=language.text("Quarter begins on"), unit="date"),
    ]
    title = language.text("Hours by team and quarter")
    return Exhibit(tabulate(plan.load, columns, name="load", title=title), "")


def more_hours_table(plan: ClientRoadmap, language: Language) -> Exhibit:
    """Publish what one more day a week would change, team by team."""
    columns = [
        Column(name="team", label=language.text("Team, as a key")),
        Column(name="gain", label=language.text("More benefit"), unit="number", decimals=1),
        Column(name="comes_in", label=language.text("Comes in")),
        Column(name="drops_out", label=language.text("Drops out")),
        Column(name="earlier", label=language.text("Starts earlier")),
    ]
    rows = [
        (day.team, day.gain, *(" ".join(keys) for keys in (
            day.comes_in, day.drops_out, day.earlier)))
        for day in plan.extra_days
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=[column.name for column in columns])
    title = language.text("One more day a week")
    return Exhibit(tabulate(frame, columns, name="more_hours", title=title), "")


def left_out_table(plan: ClientRoadmap, client: Client, language: Language) -> Exhibit | None:
    """Show what is not in the plan, and why."""
    if not plan.left_out:
        return None
    rows = [
        (one.item, plan.names[one.item], one.reason, explain(plan, one, client, language))
        for one in plan.left_out
    ]
    columns = [
        Column(name="initiative", label=language.text("Initiative, as a key")),
        Column(name="name", label=language.text("Initiative")),
        Column(name="reason", label=language.text("Reason, as a key")),
        Column(name="because", label=language.text("Because")),
    ]
    table = tabulate(
        pd.DataFrame(rows, columns=[column.name for column in columns]),
        columns,
        name="left_out",
        title=language.text("What is not in the plan"),
        shown=("name", "because"),
        source=language.text("workshop"),
        folded=True,
    )
    return exhibit_table(table, language)


def overrun_table(plan: ClientRoadmap, client: Client, language: Language) -> Exhibit | None:
    """Show by how much the fixed starts break each limit, in the plan that breaks them least."""
    if not plan.roadmap.overruns:
        return None
    rows = [
        (
            name_limit(plan, one.limit, language),
            write_amount(one.asked, one.limit, client, language),
            write_amount(one.limit.amount, one.limit, client, language),
            write_amount(one.over, one.limit, client, language),
        )
        for one in plan.roadmap.overruns
    ]
    columns = [
        Column(name="limit", label=language.text("Limit")),
        Column(name="asked", label=language.text("Asked")),
        Column(name="there", label=language.text("There is")),
        Column(name="over", label=language.text("Too much by")),
    ]
    table = tabulate(
        pd.DataFrame(rows, columns=[column.name for column in columns]),
        columns,
        name="overruns",
        title=language.text("Where the fixed starts do not fit"),
        source=language.text("workshop"),
        published=False,
    )
    return exhibit_table(table, language)


def explain(plan: ClientRoadmap, one: LeftOut, client: Client, language: Language) -> str:
    """Say why an initiative is not in the plan."""
    if one.reason in REASONS:
        return language.text(REASONS[one.reason])
    names = language.listing(f"“{plan.names.get(key, key)}”" for key in one.others)
    if one.reason == "unknown_hours":
        teams = language.listing(_team(team, language) for team in one.others)
        return language.text("the hours of {teams} are unknown", teams=teams)
    if one.reason == "variant":
        return language.text("{names} is done instead, a variant of the same idea", names=names)
    if one.reason == "prerequisite":
        return language.text("it depends on {names}, which is not in the plan", names=names)
    if not one.lacking:
        return language.text("what it depends on is ready too late: {names}", names=names)
    lacking = language.listing(
        language.text(
            "{limit}: {amount} too few",
            amount=write_amount(overrun.over, overrun.limit, client, language),
            limit=name_limit(plan, overrun.limit, language),
        )
        for overrun in _worst(one.lacking)
    )
    if one.reason == "too_large":
        return language.text("too large even if nothing else is done ({lacking})", lacking=lacking)
    return language.text("no room beside what brings more ({lacking})", lacking=lacking)


def name_limit(plan: ClientRoadmap, limit: Limit, language: Language) -> str:
    """Name a limit of the plan."""
    first = write_quarter(plan.days, limit.first, language)
    if limit.kind == "hours":
        team = _team(limit.team, language)
        return language.text("hours of {team} in {quarter}", team=team, quarter=first)
    if limit.kind == "starts":
        return language.text("starts in {quarter}", quarter=first)
    if limit.first == limit.last:
        return language.text("money in {quarter}", quarter=first)
    last = write_quarter(plan.days, limit.last, language)
    return language.text("money from {first} to {last}", first=first, last=last)


def write_amount(amount: float, limit: Limit, client: Client, language: Language) -> str:
    """Write how much of a limit, with its unit."""
    if limit.kind == "money":
        return language.money(amount, client.budget.currency)
    if limit.kind == "hours":
        return language.text("{n} hours", n=language.hours(amount))
    return language.plural("{n} start", "{n} starts", amount)


def _team(team: str, language: Language) -> str:
    return language.text("everybody together") if team == ALL else team


def _worst(lacking: tuple[Overrun, ...], most: int = 2) -> list[Overrun]:
    share = {one: one.over / max(one.limit.amount, 1.0) for one in lacking}
    worst = sorted(lacking, key=lambda one: -share[one])[:most]
    return [one for one in lacking if one in worst]
