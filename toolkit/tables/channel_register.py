"""The register of channels, what two sources say differently, fake accounts, complete profiles."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from toolkit.analysis.channel_choice import ChannelChoice
from toolkit.analysis.channel_register import GAP_NAMES
from toolkit.bundle import Column
from toolkit.clients import ClientFolder
from toolkit.exhibit import Exhibit
from toolkit.language import Language, mark
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.intake import ACTION_NAMES
from toolkit.tables.layout import exhibit_table
from toolkit.tidy import tabulate

STATE_NAMES: dict[str, str] = {
    "yes": mark("there"),
    "no": mark("missing"),
    "not_applicable": mark("not applicable"),
    "unknown": mark("unknown"),
}
FIELD_NAMES: dict[str, str] = {
    "owner": mark("Owner"),
    "controller": mark("Controller"),
    "frequency": mark("Frequency"),
    "objective": mark("Objective"),
    "target_group": mark("Target group"),
    "hours_per_week": mark("Hours a week"),
    "action": mark("Action"),
}


def register_table(choice: ChannelChoice, language: Language) -> Exhibit | None:
    """Show every channel: who keeps it, who checks it, how often, what for, what becomes of it."""
    # Print, radio and the like stand in the intake's inventory already.
    channels = [it for it in choice.register.channels if it.social or "register" in it.origins]
    if not channels:
        return None
    rows = [
        {
            "channel": one.name,
            "platform": one.platform,
            "handle": one.handle or None,
            "owner": one.owner,
            "controller": one.controller,
            "frequency": one.frequency,
            "objective": one.objective,
            "hours_per_week": one.hours_per_week,
            "cost_per_year": one.cost_per_year,
            "action": one.action,
            "action_name": language.text(ACTION_NAMES[one.action]) if one.action else None,
            "gaps": " ".join(one.gaps) or None,
            "lacking": language.listing(language.text(GAP_NAMES[gap]) for gap in one.gaps) or None,
            "origins": " ".join(one.origins),
        }
        for one in channels
    ]
    columns = [
        Column(name="channel", label=language.text("Channel")),
        Column(name="platform", label=language.text("Platform, as a key")),
        Column(name="handle", label=language.text("Name on the platform")),
        Column(name="owner", label=language.text("Owner")),
        Column(name="controller", label=language.text("Controller")),
        Column(name="frequency", label=language.text("Frequency")),
        Column(name="objective", label=language.text("Objective")),
        Column(name="hours_per_week", label=language.text("Hours a week"), unit="hours",
               decimals=1),
        Column(name="cost_per_year", label=language.text("Money a year"), unit="money",
               currency=choice.client.budget.currency),
        Column(name="action", label=language.text("Decision, as a key")),
        Column(name="action_name", label=language.text("Action")),
        Column(name="gaps", label=language.text("Lacking, as keys")),
        Column(name="lacking", label=language.text("Lacking")),
        Column(name="origins", label=language.text("Origin, as a key")),
    ]  # fmt: skip
    table = tabulate(
        pd.DataFrame(rows, dtype=object),
        columns,
        name="channels",
        title=language.text("Register of channels"),
        folded=True,
        shown=("channel", "owner", "controller", "frequency", "objective", "action_name",
               "lacking"),
        note=language.text(
            "From the workshop’s inventory and the register in data/register; accounts that stand "
            "in neither come from client.yaml."
        ),
    )  # fmt: skip
    return exhibit_table(table, language)


def conflicts_table(choice: ChannelChoice, language: Language) -> Exhibit | None:
    """Show where the workshop and the register differ; nothing where they agree."""
    if not choice.register.conflicts:
        return None
    rows = [
        (
            one.channel,
            language.text(FIELD_NAMES[one.field]),
            _told(one.workshop, language),
            _told(one.register, language),
        )
        for one in choice.register.conflicts
    ]
    columns = [
        Column(name="channel", label=language.text("Channel")),
        Column(name="field", label=language.text("Field")),
        Column(name="workshop", label=language.text("The workshop says")),
        Column(name="register", label=language.text("The register says")),
    ]
    table = tabulate(
        pd.DataFrame(rows, columns=[column.name for column in columns]),
        columns,
        name="register_conflicts",
        title=language.text("Where the workshop and the register differ"),
        folded=True,
        note=language.text("Until this is settled, the register counts in this chapter."),
    )
    return exhibit_table(table, language)


def fakes_table(choice: ChannelChoice, language: Language) -> Exhibit | None:
    """Show fake accounts, the signs that give them away, and when they were reported."""
    if not choice.register.fakes:
        return None
    rows = []
    for fake in choice.register.fakes:
        seen, known = fake.signs
        rows.append(
            {
                "platform": PLATFORM_NAMES[fake.platform],
                "fake_account": fake.fake_account,
                "seen_on": fake.seen_on,
                "signs": language.text(
                    "{seen} of {known}", seen=language.number(seen), known=language.number(known)
                ),
                "reported_on": fake.reported_on,
                "outcome": fake.outcome
                or _days_open(fake.seen_on, fake.reported_on, choice, language),
            }
        )
    columns = [
        Column(name="platform", label=language.text("Platform")),
        Column(name="fake_account", label=language.text("Fake account")),
        Column(name="seen_on", label=language.text("Seen on"), unit="date"),
        Column(name="signs", label=language.text("Signs")),
        Column(name="reported_on", label=language.text("Reported on"), unit="date"),
        Column(name="outcome", label=language.text("Outcome")),
    ]
    table = tabulate(
        pd.DataFrame(rows, dtype=object),
        columns,
        name="fake_accounts",
        title=language.text("Accounts that pass themselves off as you"),
        folded=True,
        note=language.text(
            "Signs, of those that were looked at: same name, same logo, made lately, no link from "
            "your site, asks for contact or payment."
        ),
    )
    return exhibit_table(table, language)


def profiles_table(choice: ChannelChoice, language: Language) -> Exhibit | None:
    """Show how complete each profile is, with what nobody looked at counted apart."""
    scores = choice.audit.scores
    if scores.empty:
        return None
    frame = scores.assign(
        channel=[PLATFORM_NAMES[name] for name in scores["platform"]],
        known=[
            language.text("{seen} of {known}", seen=language.number(row["filled"]),
                          known=language.number(row["applicable"]))
            for row in scores.to_dict("records")
        ],
        range=pd.Series(
[
            None
            if not row["unknown"]
            else language.text("{low} to {high}", low=language.share(row["lowest"]),
                               high=language.share(row["highest"]))
            for row in scores.to_dict("records")
        ], dtype="object"),
    )  # fmt: skip
    columns = [
        Column(name="brand", label=language.text("Brand")),
        Column(name="platform", label=language.text("Platform, as a key")),
        Column(name="channel", label=language.text("Channel")),
        Column(name="handle", label=language.text("Name on the platform")),
        Column(name="filled", label=language.text("There"), unit="count"),
        Column(name="applicable", label=language.text("Applicable and looked at"), unit="count"),
        Column(name="known", label=language.text("Filled in")),
        Column(name="score", label=language.text("Score"), unit="share"),
        Column(name="unknown", label=language.text("Not looked at"), unit="count"),
        Column(name="lowest", label=language.text("Low"), unit="share"),
        Column(name="highest", label=language.text("High"), unit="share"),
        Column(name="range", label=language.text("Can be")),
        Column(name="checked_on", label=language.text("Checked on"), unit="date"),
    ]
    table = tabulate(
        frame,
        columns,
        name="profiles",
        title=language.text("How complete the profiles are"),
        folded=True,
        shown=("brand", "channel", "handle", "known", "score", "unknown", "range"),
        own={"brand": choice.client.name},
        note=language.text(
            "After the checklist of {date}. What does not apply to an account counts for nothing; "
            "“can be” is the score if all that nobody looked at is missing, or there.",
            date=language.date(choice.audit.dated),
        ),
    )
    return exhibit_table(table, language)


def items_table(choice: ChannelChoice, language: Language) -> Exhibit | None:
    """Show item by item what is there, what is missing, and what nobody looked at."""
    items = choice.audit.items
    if items.empty:
        return None
    names = {item.key: item.name(language.code) for item in choice.checklist.items}
    sizes = {
        (item.key, platform): language.text(
            "at least {width} × {height} ({source})",
            width=str(size.width), height=str(size.height), source=_source(size.source, language),
        )
        for item in choice.checklist.items
        for platform, size in item.images.items()
    }  # fmt: skip
    found = items.to_dict("records")
    frame = items.assign(
        channel=[PLATFORM_NAMES[row["platform"]] for row in found],
        item_name=[names[row["item"]] for row in found],
        state_name=[language.text(STATE_NAMES[row["state"]]) for row in found],
        measure=pd.Series(
            [sizes.get((row["item"], row["platform"])) for row in found], dtype="object"
        ),
    )
    columns = [
        Column(name="brand", label=language.text("Brand")),
        Column(name="platform", label=language.text("Platform, as a key")),
        Column(name="channel", label=language.text("Channel")),
        Column(name="handle", label=language.text("Name on the platform")),
        Column(name="item", label=language.text("Item, as a key")),
        Column(name="item_name", label=language.text("Item")),
        Column(name="state", label=language.text("State, as a key")),
        Column(name="state_name", label=language.text("State")),
        Column(name="measure", label=language.text("Measure")),
    ]
    table = tabulate(
        frame,
        columns,
        name="profile_items",
        title=language.text("The profiles, item by item"),
        shown=("brand", "channel", "handle", "item_name", "state_name", "measure"),
        folded=True,
    )
    return exhibit_table(table, language)


def sheets_table(folder: ClientFolder, language: Language) -> Exhibit | None:
    """Show how the consultant's own sheets were read where they leave something open."""
    kinds = {"warning": language.text("warning"), "note": language.text("note")}
    rows = []
    for sheets in (folder.register, folder.profiles, folder.listening, folder.messages):
        rows += [
            (
                one.file,
                one.column,
                language.text("read as {value}", value=language.told(one.taken_as)),
                language.told(one.evidence),
            )
            for one in sheets.decisions
        ]
        rows += [
            (
                one.file,
                one.column,
                kinds.get(one.severity, one.severity),
                language.told(one.what) + (f" ({language.found(one.got)})" if one.got else ""),
            )
            for one in sheets.faults
        ]
    if not rows:
        return None
    columns = [
        Column(name="file", label=language.text("File")),
        Column(name="column", label=language.text("Column")),
        Column(name="kind", label=language.text("Decided or found")),
        Column(name="evidence", label=language.text("Evidence")),
    ]
    table = tabulate(
        pd.DataFrame(rows, columns=[column.name for column in columns]),
        columns,
        name="sheets_read",
        title=language.text("How your own sheets were read"),
        folded=True,
    )
    return exhibit_table(table, language)


def _source(words: str, language: Language) -> str:
    # A checklist of the consultant's own has sources that stand in no catalogue.
    return language.text(words) if language.knows(words) else words


def _told(value: object, language: Language) -> str:
    if isinstance(value, float):
        return language.hours(value)
    return language.text(ACTION_NAMES.get(str(value), str(value)))


def _days_open(
    seen: dt.date | None, reported: dt.date | None, choice: ChannelChoice, language: Language
) -> str | None:
    as_of = choice.as_of
    if reported is not None or seen is None or as_of is None:
        return None
    return language.plural(
        "not reported for {n} day", "not reported for {n} days", max(0, (as_of - seen).days)
    )
