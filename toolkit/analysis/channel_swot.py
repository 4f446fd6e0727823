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


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A drafted point.

    ``channel`` is the register's name of it, empty where only platform, and perhaps handle, is
    known. ``value`` is the number that it rests on and ``table`` where that stands, ``metric`` what
    is measured; ``names`` are the brands, the topic or the account that it is about.
    """

    kind: Kind
    rule: Rule
    platform: str | None = None
    channel: str = ""
    handle: str = ""
    value: float | None = None
    table: str = ""
    metric: str = ""
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
        yield Point(
            kind="strength" if behind else "weakness",
            rule="ahead_of" if behind else "behind",
            platform=one.platform,
            value=float(own["value"]),
            table="metrics",
            metric=one.headline,
            names=behind or ahead,
        )


def _of_followers(counts: pd.DataFrame | None, client: str) -> Iterator[Point]:
    if counts is None:
        return
    own = counts[counts["brand"].eq(client) & counts["followers"].notna()]
    for platform, here in own.groupby("platform", sort=True):
        ordered = here.sort_values("day").groupby("account", dropna=False)["followers"]
        first, last = float(ordered.first().sum()), float(ordered.last().sum())
        if 0 < last < first:
            yield Point(
                kind="weakness",
                rule="followers_fell",
                platform=str(platform),
                value=last / first - 1,
                since=here["day"].min().date(),
            )


def _of_rhythm(silences: Mapping[tuple[str, str], dt.date]) -> Iterator[Point]:
    for (platform, handle), last in silences.items():
        yield Point(kind="weakness", rule="silent", platform=platform, handle=handle, since=last)


def _of_audit(audit: Audit, client: str, rules: GateRules) -> Iterator[Point]:
    for row in audit.scores[audit.scores["brand"].eq(client)].to_dict("records"):
        place = {"platform": row["platform"], "handle": row["handle"], "table": "profiles"}
        if pd.notna(row["highest"]) and row["highest"] < rules.profile_complete:
            value = float(row["highest"])
            yield Point(kind="weakness", rule="profile_incomplete", value=value, **place)
        elif pd.notna(row["lowest"]) and row["lowest"] >= rules.profile_complete:
            value = float(row["lowest"])
            yield Point(kind="strength", rule="profile_complete", value=value, **place)


def _of_audience(
    use: pd.DataFrame | None, register: ChannelRegister, rules: GateRules
) -> Iterator[Point]:
    if use is None:
        return
    there = {one.platform for one in register.channels if one.exists and one.social}
    for row in use[use["segment"].eq("all") & use["share"].notna()].to_dict("records"):
        found = {"platform": row["channel"], "value": float(row["share"]), "table": USE}
        if row["channel"] in there and row["high"] < rules.audience_share:
            yield Point(kind="threat", rule="audience_absent", **found)
        elif row["channel"] not in there and row["low"] >= MANY:
            yield Point(kind="opportunity", rule="audience_elsewhere", **found)


def _of_register(register: ChannelRegister) -> Iterator[Point]:
    for one in register.channels:
        if one.social and one.exists and "owner" in one.gaps:
            yield Point(
                kind="weakness",
                rule="no_owner",
                platform=one.platform,
                channel=one.name,
                table="channels",
            )
    for fake in register.unreported:
        yield Point(
            kind="threat",
            rule="fake_account",
            platform=fake.platform,
            table="fake_accounts",
            names=(fake.fake_account,),
        )


def _of_listening(listening: Listening | None) -> Iterator[Point]:
    if listening is None:
        return
    spaces = listening.white_space
    for row in spaces[spaces["verdict"].eq("left open")].to_dict("records"):
        yield Point(
            kind="opportunity",
            rule="topic_left_open",
            value=float(row["questions"]),
            table="white_space",
            names=(str(row["topic"]),),
        )
