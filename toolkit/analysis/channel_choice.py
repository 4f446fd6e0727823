"""Which channels to keep, improve, add or remove: everything that the choice rests on, in one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from toolkit.analysis.benchmark_result import Benchmark
from toolkit.analysis.channel_gates import Judgement, Standing, judge_channels
from toolkit.analysis.channel_register import ChannelRegister, merge_channels
from toolkit.analysis.channel_swot import Point, draft_swot
from toolkit.analysis.listening import Listening, study_log
from toolkit.analysis.profile_audit import Audit, audit_profiles, find_silences
from toolkit.model.channel_sheets import ChannelSheets
from toolkit.model.client import Client
from toolkit.model.gate_rules import GateRules
from toolkit.model.intake import Intake, SwotPoint
from toolkit.model.ladder import Instrument
from toolkit.model.profile_checklist import Checklist

SILENT_DAYS = 30


@dataclass(frozen=True, slots=True)
class ChannelChoice:
    """The register, the audit, the log, the drafted and the decided SWOT, and the four gates."""

    client: Client
    register: ChannelRegister
    audit: Audit
    checklist: Checklist
    listening: Listening
    drafted: tuple[Point, ...]
    decided: tuple[SwotPoint, ...]
    judgements: tuple[Judgement, ...]
    use: pd.DataFrame | None
    participation: pd.DataFrame | None
    sample: str
    instrument: Instrument
    intake: Intake
    rules: GateRules
    as_of: dt.date | None


def choose_channels(
    client: Client,
    intake: Intake,
    sheets: ChannelSheets,
    posts: pd.DataFrame,
    counts: pd.DataFrame,
    benchmark: Benchmark,
    use: pd.DataFrame | None,
    participation: pd.DataFrame | None,
) -> ChannelChoice:
    """Lay everything side by side that says whether a channel should stay.

    Parameters
    ----------
    client, intake
        Accounts, hours, money and thresholds; the inventory, target groups, goals and the SWOT.
    sheets
        Register, audit and log, and what profiles should have.
    posts, counts, benchmark
        Canonical posts, followers by day, and the comparison made of them; its day is spoken from.
    use, participation
        Published tables of ``persona_research``; None where there are none.
    """
    as_of, checklist = benchmark.as_of, sheets.checklist
    merged = merge_channels(intake.media, sheets.register, client.accounts)
    known = posts if as_of is None else posts[posts["day"] <= pd.Timestamp(as_of)]
    audit = audit_profiles(sheets.profiles, checklist, known, client.accounts, as_of)
    listening = study_log(sheets.mentions, client, known)
    silences = find_silences(known, client.name, client.accounts, SILENT_DAYS, as_of)
    rules = client.gates
    standings = tuple(
        _standing(one.platform, one.handle, benchmark, audit, rules, silences)
        for one in merged.channels
        if one.social and one.platform
    )
    return ChannelChoice(
        client=client,
        register=merged,
        audit=audit,
        checklist=checklist,
        listening=listening,
        drafted=draft_swot(
            benchmark, merged, audit, use, rules, listening, counts, silences
        ),
        decided=intake.swot,
        judgements=judge_channels(
            merged.channels, use, intake.target_groups, intake.goals, client.capacity,
            client.budget, rules, standings,
        ),
        use=use,
        participation=participation,
        sample=sheets.sample,
        instrument=sheets.instrument,
        intake=intake,
        rules=rules,
        as_of=as_of,
    )  # fmt: skip


def _standing(
    platform: str,
    handle: str,
    benchmark: Benchmark,
    audit: Audit,
    rules: GateRules,
    silences: dict[tuple[str, str], dt.date],
) -> Standing:
    compared = next((one for one in benchmark.platforms if one.platform == platform), None)
    behind = compared is not None and any(it.verdict == "ahead" for it in compared.differences)
    scores = audit.score_of(benchmark.client, platform, handle)
    incomplete = scores is not None and bool(scores["highest"] < rules.profile_complete)
    return Standing(platform, handle, behind, incomplete, (platform, handle) in silences)
