"""The four gates that a channel has to pass: audience, purpose, hours, money.

After the questions with which Corinne Keijzer lets an organisation choose its channels: where is
the audience, what is the channel for, are there people enough, is there money enough. All four
passed is keep (or improve, or add), one that fails for certain is remove (or leave); what is
unknown is neither, and says what to ask.

Hours and money are given out in order, for they are spent once: first to channels that are there,
then to new ones, each with the largest share of the audience first. What others took is gone.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from toolkit.analysis.channel_register import Channel
from toolkit.language import mark
from toolkit.model.client import PLATFORM_NAMES, Budget, Capacity, name_key
from toolkit.model.gate_rules import GateRules
from toolkit.model.intake import Goal, TargetGroup

Gate = Literal["audience", "purpose", "hours", "money"]
Verdict = Literal["keep", "improve", "add", "remove", "leave"]

GATE_NAMES: dict[str, str] = {
    "audience": mark("Audience"),
    "purpose": mark("Purpose"),
    "hours": mark("Hours"),
    "money": mark("Money"),
}
VERDICT_NAMES: dict[str, str] = {
    "keep": mark("Keep"),
    "improve": mark("Improve"),
    "add": mark("Add"),
    "remove": mark("Remove"),
    "leave": mark("Do not start"),
}
# In the register's words: what is decided comes to the same as which advice.
STAYS = frozenset({"keep", "improve", "add", "update", "create"})
NO_PURPOSE = frozenset({"none", "geen", "nothing", "niets", "no", "nee"})
ALL = "all"

GATE_COLUMNS = [
    "channel", "platform", "handle", "gate", "passed", "value", "threshold", "low", "high",
    "segment", "verdict", "decision", "decided_by", "decided_on", "reason", "against",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class GateResult:
    """One gate of one channel.

    Parameters
    ----------
    passed
        ``None`` where it cannot be said.
    value, threshold
        Share of the audience and the least of it; number of purposes known and 1; hours a week, or
        money a year, and what is left of it for this channel.
    low, high
        The interval of a share.
    segment
        Of whom the share is; ``all`` for everybody who was asked.
    asks
        What would have to be known, as a word of :data:`ASKS`.
    """

    gate: Gate
    passed: bool | None
    value: float | None = None
    threshold: float | None = None
    low: float | None = None
    high: float | None = None
    segment: str = ""
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The advice on a channel: its gates in order, what is to be improved, and the decision."""

    channel: Channel
    gates: tuple[GateResult, ...]
    verdict: Verdict | None
    improve: tuple[str, ...] = ()

    @property
    def failed(self) -> tuple[Gate, ...]:
        """The gates that it does not pass."""
        return tuple(one.gate for one in self.gates if one.passed is False)

    @property
    def unknown(self) -> tuple[GateResult, ...]:
        """The gates of which it cannot be said."""
        return tuple(one for one in self.gates if one.passed is None)

    @property
    def against(self) -> bool:
        """Whether the decision goes against the advice: a channel goes that should stay, or so."""
        if self.verdict is None or self.channel.action is None:
            return False
        return (self.verdict in STAYS) != (self.channel.action in STAYS)


# What nobody knows yet, by the word in `asks`.
ASKS: dict[str, str] = {
    "use": mark("whether the audience is on {channel} (ask it in the survey)"),
    "withheld": mark("whether the audience is on {channel} (too few answers to show)"),
    "wide": mark("whether enough of the audience is on {channel} (more answers are needed)"),
    "purpose": mark("what {channel} is for"),
    "hours": mark("how many hours a week {channel} takes"),
    "capacity": mark("how many hours a week there are in all"),
    "cost": mark("what {channel} costs in a year (nothing is an answer too)"),
    "budget": mark("how much money there is in a year"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What the benchmark and the audit say against a channel as it is: keys of what to improve."""

    platform: str
    handle: str = ""
    behind: bool = False
    incomplete: bool = False
    silent: bool = False

    @property
    def reasons(self) -> tuple[str, ...]:
        """What there is to improve."""
        found = {"behind": self.behind, "incomplete": self.incomplete, "silent": self.silent}
        return tuple(name for name, holds in found.items() if holds)


IMPROVE_NAMES: dict[str, str] = {
    "behind": mark("posts draw less than a competitor’s"),
    "incomplete": mark("the profile is incomplete"),
    "silent": mark("nothing was posted lately"),
}


def judge_channels(
    channels: Sequence[Channel],
    use: pd.DataFrame | None,
    groups: Sequence[TargetGroup],
    goals: Sequence[Goal],
    capacity: Capacity,
    budget: Budget,
    rules: GateRules,
    standings: Sequence[Standing] = (),
) -> tuple[Judgement, ...]:
    """Put each social channel through the four gates.

    Parameters
    ----------
    channels
        All channels; others than social ones take no part.
    use
        The published table ``persona_research/channel_use``, or None where there is none.
    groups
        Target groups, by which a channel's group leads to a segment of the survey.
    goals
        Goals that may name a channel.
    capacity, budget
        Hours a week and money a year for social media.
    rules
        The thresholds.
    standings
        What benchmark and audit say of each.

    Returns
    -------
    A judgement for each channel, in the order in which hours are given out.
    """
    social = [one for one in channels if one.social]
    audiences = {one.name: check_audience(one, use, groups, rules) for one in social}
    crowd = Counter(one.platform for one in social)
    purposes = {
        one.name: check_purpose(one, goals, alone=crowd[one.platform] == 1) for one in social
    }

    def order(one: Channel) -> tuple[bool, float, str]:
        share = audiences[one.name].value
        return not one.exists, -(share if share is not None else -1.0), one.name

    hours, money = capacity.hours_per_week, budget.per_year
    judged = []
    for one in sorted(social, key=order):
        spent_hours = _spend("hours", one.hours_per_week, hours, "hours", "capacity")
        spent_money = _spend("money", one.cost_per_year, money, "cost", "budget")
        gates = (audiences[one.name], purposes[one.name], spent_hours, spent_money)
        holds = all_hold_of(gates)
        # A channel that is certain to go, or was decided to, leaves what it takes to the others.
        if holds is not False and one.action != "remove":
            hours = _less(hours, one.hours_per_week)
            money = _less(money, one.cost_per_year)
        known = next((it for it in standings if _is_of(it, one)), None)
        improve = known.reasons if known and one.exists else ()
        judged.append(Judgement(one, gates, _advise(one, holds, improve), improve))
    return tuple(judged)


def check_audience(
    channel: Channel, use: pd.DataFrame | None, groups: Sequence[TargetGroup], rules: GateRules
) -> GateResult:
    """Check whether enough of the audience is there: its whole interval, not only its share.

    The audience is the segment of the channel's target group, else everybody who was asked.
    """
    needed = rules.audience_share
    segment = segment_of(channel, groups)
    row = None
    if use is not None and channel.platform:
        here = use[use["channel"].eq(channel.platform)]
        of_segment = here[here["segment"].eq(segment)]
        if of_segment.empty:
            segment, of_segment = ALL, here[here["segment"].eq(ALL)]
        row = None if of_segment.empty else of_segment.iloc[0]
    if row is None:
        return GateResult("audience", None, threshold=needed, segment=segment, asks="use")
    share, low, high = (float(row[name]) for name in ("share", "low", "high"))
    if math.isnan(share):
        return GateResult("audience", None, threshold=needed, segment=segment, asks="withheld")
    passed = True if low >= needed else False if high < needed else None
    asks = "" if passed is not None else "wide"
    return GateResult("audience", passed, share, needed, low, high, segment, asks)


def segment_of(channel: Channel, groups: Sequence[TargetGroup]) -> str:
    """Give the survey's segment for which a channel is; ``all`` where none is known."""
    if channel.target_group:
        wanted = name_key(channel.target_group)
        for group in groups:
            if group.segment and name_key(group.name) == wanted:
                return group.segment
    return ALL


def check_purpose(channel: Channel, goals: Sequence[Goal], *, alone: bool = True) -> GateResult:
    """Check whether it is known what a channel is for: an objective of its own, or a goal's.

    A goal names a channel by its name, or by its platform's where it stands there `alone`.
    """
    own = channel.objective is not None and name_key(channel.objective) not in NO_PURPOSE
    names = {name_key(channel.name)}
    if alone and channel.platform:
        names.add(name_key(PLATFORM_NAMES[channel.platform]))
    named = sum(any(name_key(it) in names for it in goal.channels) for goal in goals)
    count = int(own) + named
    if count:
        return GateResult("purpose", passed=True, value=count, threshold=1)
    if channel.objective is not None:
        return GateResult("purpose", passed=False, value=0, threshold=1)
    return GateResult("purpose", None, threshold=1, asks="purpose")


def _spend(
    gate: Gate, needed: float | None, left: float | None, unknown: str, whole: str
) -> GateResult:
    if needed is None:
        return GateResult(gate, None, threshold=left, asks=unknown)
    if needed == 0:
        return GateResult(gate, passed=True, value=0.0, threshold=left)
    if left is None:
        return GateResult(gate, None, value=needed, asks=whole)
    return GateResult(gate, needed <= left, needed, left)


def _less(left: float | None, taken: float | None) -> float | None:
    return None if left is None else max(0.0, left - (taken or 0.0))


def all_hold_of(gates: Sequence[GateResult]) -> bool | None:
    """Say whether all gates are passed: one that fails settles it, otherwise one unknown does."""
    answers = [one.passed for one in gates]
    return False if False in answers else None if None in answers else True


def _advise(channel: Channel, holds: bool | None, improve: Sequence[str]) -> Verdict | None:  # noqa: FBT001 - the answer of all gates
    if holds is None:
        return None
    if not holds:
        return "remove" if channel.exists else "leave"
    if not channel.exists:
        return "add"
    return "improve" if improve else "keep"


def _is_of(standing: Standing, channel: Channel) -> bool:
    if standing.platform != channel.platform:
        return False
    return not standing.handle or name_key(standing.handle) == name_key(channel.handle)


def tabulate_gates(judgements: Sequence[Judgement]) -> pd.DataFrame:
    """Lay judgements out as a tidy table: a row for each gate of each channel."""
    rows = [
        (
            one.channel.name, one.channel.platform, one.channel.handle or None, gate.gate,
            gate.passed, gate.value, gate.threshold, gate.low, gate.high, gate.segment or None,
            one.verdict, one.channel.action, one.channel.decided_by, one.channel.decided_on,
            one.channel.reason, one.against,
        )
        for one in judgements
        for gate in one.gates
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=GATE_COLUMNS)
    return frame.astype({"passed": "boolean"})
