"""The roadmap as a backlog: a file that the importers of Jira, and those for Trello, take as it is.

An epic an initiative, then its stories: technical work, organisational work, and keeping it going
quarter by quarter. Epics stand above all stories, and a story names its epic's id in ``Parent``, as
Jira in the cloud asks (support.atlassian.com, *Keep work parent-child relationships during CSV
import*); ``Epic Name`` and ``Epic Link`` are for Jira on a server. Estimates are in seconds, Jira's
own unit, and in hours for people. Trello has no importer of its own; those that are added to it map
columns, of which ``List`` is the list that a card goes into. ``Component`` is the team, and
``Depends on`` the numbers of the epics that have to be there before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from toolkit.analysis.client_roadmap import ALL, ClientRoadmap
from toolkit.analysis.roadmap_calendar import name_quarter
from toolkit.analysis.roadmap_problem import MONTHS_A_QUARTER
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.formulas import SIGNS
from toolkit.language import Language, mark
from toolkit.language.quarters import write_quarter
from toolkit.model.choice import Choice
from toolkit.model.client import name_key
from toolkit.model.initiative import Initiative
from toolkit.tidy import tabulate

SECONDS_AN_HOUR = 3600
LONGEST_SUMMARY = 255  # letters that Jira takes, also of an epic's name
LONGEST_DESCRIPTION = 32_000  # Jira takes 32,767
COLUMNS = (
    "Issue ID", "Issue Type", "Summary", "Parent", "Epic Name", "Epic Link", "Description",
    "Original Estimate", "Hours", "Labels", "Due date", "List", "Component", "Depends on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Story:
    """What it is, its hours, its quarter, the quarter that it is due in, and whose it is."""

    what: str
    hours: float
    quarter: int
    due: int
    team: str | None


def backlog_table(plan: ClientRoadmap, choice: Choice, language: Language) -> Exhibit:
    """Publish the plan as epics and stories."""
    rows = list(_write_rows(plan, choice, language))
    frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
    labels = {
        "Issue ID": mark("Number"),
        "Issue Type": mark("Kind"),
        "Summary": mark("What"),
        "Parent": mark("Part of number"),
        "Epic Name": mark("Name of the epic"),
        "Epic Link": mark("Part of the epic"),
        "Description": mark("Description"),
        "Original Estimate": mark("Estimate in seconds"),
        "Hours": mark("Estimate in hours"),
        "Labels": mark("Label"),
        "Due date": mark("Due on"),
        "List": mark("List"),
        "Component": mark("Team"),
        "Depends on": mark("Depends on numbers"),
    }
    counted = {"Issue ID", "Parent", "Original Estimate"}
    columns = [
        Column(
            name=name,
            label=language.text(labels[name]),
            unit="count" if name in counted else "hours" if name == "Hours" else "text",
        )
        for name in COLUMNS
    ]
    return Exhibit(tabulate(frame, columns, name="backlog", title=language.text("Backlog")), "")


def make_harmless(text: str) -> str:
    """Put words on one line, in quotes where a spreadsheet would take them for a formula."""
    line = _make_visible(text)
    return f"“{line}”" if line.startswith(SIGNS) else line


def _make_visible(text: str) -> str:
    # An importer refuses what XML does not have, and signs that turn a line around deceive.
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _write_rows(plan: ClientRoadmap, choice: Choice, language: Language) -> Iterator[list[object]]:
    initiatives = {one.key: one for one in choice.initiatives}
    done = [initiatives[key] for key in plan.table["initiative"]]
    names = [_cut(make_harmless(one.name)) for one in done]
    # A story finds its epic by name on a server, so no two may share one.
    names = [
        _cut(name, f" ({one.key})") if names.count(name) > 1 else name
        for name, one in zip(names, done, strict=True)
    ]
    numbered = list(enumerate(zip(done, names, strict=True), 1))
    ids = {one.key: number for number, (one, _) in numbered}
    stories = {one.key: list(_list_stories(plan, one, language)) for one in done}
    for number, (one, name) in numbered:
        start = plan.roadmap.starts[one.key]
        # An epic is done when the last of its stories is.
        due = max(story.due for story in stories[one.key])
        needed = (str(ids[key]) for key in one.depends_on if key in ids)
        yield [
            number, "Epic", name, None, name, None, _describe(plan, one, language), None,
            None, name_quarter(plan.days, start), _last_day(plan, due),
            write_quarter(plan.days, start, language), _find_team(plan, one.team),
            ", ".join(needed) or None,
        ]  # fmt: skip
    next_number = len(numbered)
    for number, (one, name) in numbered:
        for story in stories[one.key]:
            next_number += 1
            told = language.text(
                "{what}: {hours} hours, part of “{name}”.",
                what=story.what,
                hours=language.hours(story.hours),
                name=name,
            )
            yield [
                next_number, "Story", _cut(name, f": {story.what}"), number, None, name,
                told[:1].upper() + told[1:], round(story.hours * SECONDS_AN_HOUR), story.hours,
                name_quarter(plan.days, story.quarter), _last_day(plan, story.due),
                write_quarter(plan.days, story.quarter, language), story.team, None,
            ]  # fmt: skip


def _list_stories(plan: ClientRoadmap, one: Initiative, language: Language) -> Iterator[_Story]:
    team = _find_team(plan, one.team)
    start = plan.roadmap.starts[one.key]
    ready = plan.problem.by_key[one.key].ready(start)
    if one.hours_technical:
        technical = _find_team(plan, one.technical_team or one.team)
        what = language.text("technical set-up")
        yield _Story(what, one.hours_technical, start, ready - 1, technical)
    if one.hours_organisational or not one.hours_technical:
        what = language.text("organisational set-up")
        yield _Story(what, one.hours_organisational, start, ready - 1, team)
    if one.hours_running:
        for quarter in range(ready, plan.problem.quarters + 1):
            what = language.text(
                "keep it going, {quarter}", quarter=write_quarter(plan.days, quarter, language)
            )
            hours = MONTHS_A_QUARTER * one.hours_running
            yield _Story(what, hours, quarter, quarter, team)


def _find_team(plan: ClientRoadmap, written: str) -> str | None:
    """Give the team that a name stands for; nothing where all hours are one pot."""
    teams = [team for team in plan.problem.hours if team != ALL]
    if not teams:
        return None
    known = {name_key(team): team for team in teams}
    return make_harmless(known.get(name_key(written), written) if written.strip() else teams[0])


def _describe(plan: ClientRoadmap, one: Initiative, language: Language) -> str:
    row = plan.table[plan.table["initiative"] == one.key].iloc[0]
    parts = [
        language.text(
            "Benefit {benefit} of 100; {hours} hours within the plan.",
            benefit=language.number(row["benefit"]),
            hours=language.hours(row["hours"]),
        )
    ]
    if row["against"]:
        parts.append(language.text("Decided against the advice."))
    words = " ".join(parts)
    told = "\n".join(filter(None, map(_make_visible, one.description.splitlines())))
    return _cut(f"{words}\n\n{told}" if told else words, at_most=LONGEST_DESCRIPTION)


def _last_day(plan: ClientRoadmap, quarter: int) -> str | None:
    if quarter >= len(plan.days):
        return None
    return (plan.days[quarter] - dt.timedelta(days=1)).isoformat()


def _cut(words: str, end: str = "", *, at_most: int = LONGEST_SUMMARY) -> str:
    """Cut words so that what stands behind them fits too: it tells one story from another."""
    left = at_most - len(end)
    return f"{words if len(words) <= left else words[: left - 1] + '…'}{end}"
