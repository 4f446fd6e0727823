"""A SWOT of channels, drafted from figures: each point is a rule that held, with its evidence.

After step 6 of Corinne Keijzer's plan. Strong and weak points are of the client's own channels,
chances and threats come from outside. A rule speaks only where an interval does, or where something
was counted or looked up and leaves no doubt. What the team decided stands beside the draft and is
never changed by it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from toolkit.analysis.benchmark_result import Benchmark
from toolkit.analysis.channel_register import ChannelRegister
from toolkit.analysis.listening import Listening
from toolkit.analysis.profile_audit import Audit
from toolkit.model.gate_rules import GateRules

Kind = Literal["strength", "weakness", "opportunity", "threat"]
Rule = Literal[
    "ahead_of", "behind", "followers_fell", "silent", "profile_complete", "profile_incomplete",
    "audience_absent", "audience_elsewhere", "no_owner", "fake_account", "topic_left_open",
]  # fmt: skip

# Half of everybody, for certain, before a platform without the client is called a chance.
MANY = 0.5
USE = "persona_research/channel_use"


@dataclass(frozen=True, slots=True)
class Point:
    """A drafted point.

    ``value`` is the number that it rests on, ``table`` and ``column`` where that stands, ``names``
    the brands or the topic that it is about.
    """

    channel: str
    platform: str | None
    kind: Kind
    rule: Rule
    value: float | None
    table: str
    column: str
    names: tuple[str, ...] = ()
    since: dt.date | None = None


def draft_swot(
    benchmark: Benchmark,
    register: ChannelRegister,
    audit: Audit,
    use: pd.DataFrame | None,
    rules: GateRules,
    listening: Listening | None = None,
    counts: pd.DataFrame | None = None,
    silences: Mapping[tuple[str, str], dt.date] | None = None,
) -> tuple[Point, ...]:
    """Draft the points that the figures allow, platform by platform.

    Parameters
    ----------
    benchmark
        The comparison, with intervals of differences.
    register, audit
        Channels with what is lacking, and how complete profiles are.
    use
        ``persona_research/channel_use``, or None.
    rules
        Thresholds: the least share of the audience, and from where a profile is complete.
    listening
        What the log says.
    counts
        The client's and others' followers by day (``brand, platform, day, followers``), of which
        only a loss is told: whether a gain is much, nothing here says.
    silences
        Last posts by platform and handle, of accounts that fell silent.
    """
    points = (
        *_of_benchmark(benchmark),
        *_of_followers(counts, benchmark.client),
        *_of_rhythm(silences or {}),
        *_of_audit(audit, benchmark.client, rules),
        *_of_audience(use, register, rules),
        *_of_register(register),
        *_of_listening(listening),
    )
    order = {"strength": 0, "weakness": 1, "opportunity": 2, "threat": 3}
    return tuple(sorted(points, key=lambda one: (one.platform or "~", order[one.kind])))


def _of_benchmark(benchmark: Benchmark) -> Iterator[Point]:
    for one in benchmark.platforms:
        ahead = tuple(it.competitor for it in one.differences if it.verdict == "ahead")
        behind = tuple(it.competitor for it in one.differences if it.verdict == "behind")
        own = benchmark.value(benchmark.client, one.platform, one.headline)
        if own is None or bool(ahead) == bool(behind):
            continue  # nothing that is certain, or both: no plain strength and no plain weakness
        kind: Kind = "strength" if behind else "weakness"
        rule: Rule = "ahead_of" if behind else "behind"
        yield Point(
            one.platform, one.platform, kind, rule, float(own["value"]), "metrics", "value",
            behind or ahead,
        )  # fmt: skip


def _of_followers(counts: pd.DataFrame | None, client: str) -> Iterator[Point]:
    if counts is None:
        return
    own = counts[counts["brand"].eq(client) & counts["followers"].notna()]
    for platform, here in own.groupby("platform", sort=True):
        account = here.get("account")
        accounts = here.groupby("account", dropna=False) if account is not None else ((None, here),)
        first = last = 0.0
        start = here["day"].min()
        for _, rows in accounts:
            ordered = rows.sort_values("day")
            first += float(ordered["followers"].iloc[0])
            last += float(ordered["followers"].iloc[-1])
        if 0 < last < first:
            yield Point(
                str(platform), str(platform), "weakness", "followers_fell", last / first - 1,
                "", "", since=pd.Timestamp(start).date(),
            )  # fmt: skip


def _of_rhythm(silences: Mapping[tuple[str, str], dt.date]) -> Iterator[Point]:
    for (platform, handle), last in silences.items():
        name = f"{platform} {handle}".strip()
        yield Point(name, platform, "weakness", "silent", None, "", "", since=last)


def _of_audit(audit: Audit, client: str, rules: GateRules) -> Iterator[Point]:
    for row in audit.scores[audit.scores["brand"].eq(client)].to_dict("records"):
        platform = str(row["platform"])
        name = f"{platform} {row['handle']}".strip()
        if pd.notna(row["highest"]) and row["highest"] < rules.profile_complete:
            yield Point(
                name, platform, "weakness", "profile_incomplete", float(row["highest"]),
                "profiles", "highest",
            )  # fmt: skip
        elif pd.notna(row["lowest"]) and row["lowest"] >= rules.profile_complete:
            yield Point(
                name, platform, "strength", "profile_complete", float(row["lowest"]), "profiles",
                "lowest",
            )  # fmt: skip


def _of_audience(
    use: pd.DataFrame | None, register: ChannelRegister, rules: GateRules
) -> Iterator[Point]:
    if use is None:
        return
    there = {one.platform for one in register.channels if one.exists and one.social}
    for row in use[use["segment"].eq("all") & use["share"].notna()].to_dict("records"):
        platform = str(row["channel"])
        if platform in there and row["high"] < rules.audience_share:
            yield Point(
                platform, platform, "threat", "audience_absent", float(row["share"]), USE, "share"
            )
        elif platform not in there and row["low"] >= MANY:
            yield Point(
                platform, platform, "opportunity", "audience_elsewhere", float(row["share"]), USE,
                "share",
            )  # fmt: skip


def _of_register(register: ChannelRegister) -> Iterator[Point]:
    for one in register.channels:
        if one.social and one.exists and "owner" in one.gaps:
            yield Point(one.name, one.platform, "weakness", "no_owner", None, "channels", "owner")
    for fake in register.unreported:
        yield Point(
            fake.platform, fake.platform, "threat", "fake_account", None, "fake_accounts",
            "reported_on", (fake.fake_account,),
        )  # fmt: skip


def _of_listening(listening: Listening | None) -> Iterator[Point]:
    if listening is None:
        return
    spaces = listening.white_space
    for row in spaces[spaces["verdict"].eq("left open")].to_dict("records"):
        yield Point(
            "", None, "opportunity", "topic_left_open", float(row["questions"]), "white_space",
            "questions", (str(row["topic"]),),
        )  # fmt: skip
