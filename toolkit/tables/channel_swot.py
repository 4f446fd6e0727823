"""Strong and weak points, chances and threats: drafted from the figures, decided by the team."""

from __future__ import annotations

import pandas as pd

from toolkit.analysis.channel_choice import ChannelChoice
from toolkit.analysis.channel_swot import Point
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language, mark
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.intake import SWOT_NAMES
from toolkit.model.metric import METRIC_NAMES
from toolkit.tables.quarters import exhibit_quarters
from toolkit.tidy import tabulate

POINTS: dict[str, str] = {
    "ahead_of": mark("A post draws more than one of {names} ({measure}: {value} in the middle)."),
    "behind": mark("A post draws less than one of {names} ({measure}: {value} in the middle)."),
    "followers_fell": mark("{value} of the followers have gone since {since}."),
    "silent": mark("Nothing has been posted since {since}."),
    "profile_complete": mark("At least {value} of the profile is filled in."),
    "profile_incomplete": mark("At most {value} of the profile is filled in."),
    "audience_absent": mark("Only {value} of the audience is there."),
    "audience_elsewhere": mark("{value} of the audience is there, and you are not."),
    "no_owner": mark("Nobody is its owner."),
    "fake_account": mark("A fake account has not been reported: {names}."),
    "topic_left_open": mark("People ask about {names}, and competitors post little about it."),
}


def swot_table(choice: ChannelChoice, language: Language) -> Exhibit | None:
    """Lay what the team decided and the draft from the figures out as four quarters."""
    rows = [
        {
            "channel": channel_of(point, choice),
            "kind": point.kind,
            "kind_name": language.text(SWOT_NAMES[point.kind]),
            "point": write_point(point, language),
            "why": None,
            "origin": "drafted",
            "origin_name": language.text("from the figures"),
            "rule": point.rule,
            "value": point.value,
            "table": point.table or None,
        }
        for point in choice.drafted
    ]
    rows += [
        {
            "channel": point.channel,
            "kind": point.kind,
            "kind_name": language.text(SWOT_NAMES[point.kind]),
            "point": point.what,
            "why": point.why,
            "origin": "decided",
            "origin_name": language.text("the team"),
            "rule": None,
            "value": None,
            "table": None,
        }
        for point in choice.decided
    ]
    if not rows:
        return None
    order = {kind: place for place, kind in enumerate(SWOT_NAMES)}
    rows.sort(
        key=lambda row: (order[str(row["kind"])], str(row["origin"]), str(row["channel"] or "~"))
    )
    columns = [
        Column(name="channel", label=language.text("Channel")),
        Column(name="kind", label=language.text("Kind, as a key")),
        Column(name="kind_name", label=language.text("What it is")),
        Column(name="point", label=language.text("Point")),
        Column(name="why", label=language.text("Why")),
        Column(name="origin", label=language.text("Origin, as a key")),
        Column(name="origin_name", label=language.text("From")),
        Column(name="rule", label=language.text("Rule, as a key")),
        Column(name="value", label=language.text("Found"), unit="number", decimals=3),
        Column(name="table", label=language.text("Table")),
    ]
    table = tabulate(
        pd.DataFrame(rows, dtype=object),
        columns,
        name="swot",
        title=language.text("Strong and weak points, chances and threats"),
        shown=("channel", "kind_name", "point", "why", "origin_name"),
        note=language.text(
            "Points from the figures are a draft for the team: they stand only where the figures "
            "leave no doubt."
        ),
    )
    return exhibit_quarters(table, rows, language)


def write_point(point: Point, language: Language) -> str:
    """Write a drafted point as a sentence with its number."""
    shares = {"followers_fell", "profile_complete", "profile_incomplete", "audience_absent",
              "audience_elsewhere"}  # fmt: skip
    value = ""
    if point.value is not None and point.rule in shares:
        value = language.share(abs(point.value))
    elif point.value is not None:
        value = language.number(point.value, 1)
    return language.text(
        POINTS[point.rule],
        names=language.listing(point.names),
        value=value,
        since=language.date(point.since) if point.since else "",
        measure=language.text(METRIC_NAMES[point.metric]).lower() if point.metric else "",
    )


def channel_of(point: Point, choice: ChannelChoice) -> str:
    """Name the channel that a point is about, as the register does; empty where it is of none."""
    if point.channel or point.platform is None:
        return point.channel
    for one in choice.register.channels:
        if point.handle and (one.platform, one.handle) == (point.platform, point.handle):
            return one.name
    name = PLATFORM_NAMES[point.platform]
    return f"{name} ({point.handle})" if point.handle else name
