"""The choice of channels: the four gates, the two questions, and the decision."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from toolkit.analysis.channel_choice import ChannelChoice
from toolkit.analysis.channel_gates import (
    ALL,
    ASKS,
    GATE_NAMES,
    IMPROVE_NAMES,
    VERDICT_NAMES,
    GateResult,
    Judgement,
    tabulate_gates,
)
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.intake import ACTION_NAMES
from toolkit.model.ladder import NAMES_OF_RUNGS
from toolkit.tables.layout import exhibit_table
from toolkit.tidy import tabulate

# The ways in which people take part that are told of a channel: those that most do.
MOST_RUNGS = 2


def decisions_table(choice: ChannelChoice, language: Language) -> Exhibit | None:
    """Show each channel with its gates, the advice, why, and the decision beside it."""
    if not choice.judgements:
        return None
    rows = []
    for one in choice.judgements:
        cells: dict[str, str] = {gate.gate: _gate(gate, language) for gate in one.gates}
        passed = sum(gate.passed is True for gate in one.gates)
        rows.append(
            {
                "channel": one.channel.name,
                **cells,
                "passed": language.text("{seen} of {known}", seen=passed, known=len(one.gates)),
                "advice": advise(one, language),
                # That all gates were passed stands in the column before it.
                "because": explain(one, choice, language) if _wants_reason(one) else None,
                "decision": _decision(one, language),
            }
        )
    columns = [
        Column(name="channel", label=language.text("Channel")),
        *(Column(name=gate, label=language.text(label)) for gate, label in GATE_NAMES.items()),
        Column(name="passed", label=language.text("Gates passed")),
        Column(name="advice", label=language.text("Advice")),
        Column(name="because", label=language.text("Because")),
        Column(name="decision", label=language.text("Decision")),
    ]
    against = [number for number, one in enumerate(choice.judgements) if one.against]
    note = language.text(
        "Four gates: is the audience there, is there a purpose, are there hours, is there money? A "
        "channel stays where it passes all four.",
    )
    if against:
        note += " " + language.text("In colour: decided against the advice.")
    table = tabulate(
        pd.DataFrame(rows),
        columns,
        name="channel_decisions",
        title=language.text("Advice and decision for each channel"),
        shown=("channel", "passed", "advice", "because", "decision"),
        emphasis=against,
        note=note,
        published=False,
    )
    return exhibit_table(table, language)


def gates_table(choice: ChannelChoice, language: Language) -> Exhibit | None:
    """Show and publish every gate of every channel: what was found, what was needed or left."""
    if not choice.judgements:
        return None
    gates = [(one, gate) for one in choice.judgements for gate in one.gates]
    answers = {True: language.text("yes"), False: language.text("no")}
    frame = tabulate_gates(choice.judgements)
    frame["gate_name"] = [language.text(GATE_NAMES[gate.gate]) for _, gate in gates]
    frame["answer"] = [
        answers.get(bool(gate.passed), "") if gate.passed is not None else language.text("unknown")
        for _, gate in gates
    ]
    frame["found"] = [
        _asked(gate, one, language) or _amount(gate, gate.value, choice, language)
        for one, gate in gates
    ]
    frame["needed"] = [_amount(gate, gate.threshold, choice, language) for _, gate in gates]
    columns = [
        Column(name="channel", label=language.text("Channel")),
        Column(name="platform", label=language.text("Platform, as a key")),
        Column(name="handle", label=language.text("Name on the platform")),
        Column(name="gate", label=language.text("Gate, as a key")),
        Column(name="gate_name", label=language.text("Gate")),
        Column(name="passed", label=language.text("Passed, as a key"), unit="yesno"),
        Column(name="answer", label=language.text("Passed")),
        Column(name="value", label=language.text("Value"), unit="number", decimals=2),
        Column(name="found", label=language.text("Found")),
        Column(name="threshold", label=language.text("Threshold"), unit="number", decimals=2),
        Column(name="needed", label=language.text("Needed or left")),
        Column(name="low", label=language.text("Low"), unit="share"),
        Column(name="high", label=language.text("High"), unit="share"),
        Column(name="segment", label=language.text("Of whom")),
        Column(name="verdict", label=language.text("Advice, as a key")),
        Column(name="decision", label=language.text("Decision, as a key")),
        Column(name="decided_by", label=language.text("Decided by")),
        Column(name="decided_on", label=language.text("Decided on"), unit="date"),
        Column(name="reason", label=language.text("Reason")),
        Column(name="against", label=language.text("Against the advice"), unit="yesno"),
    ]
    table = tabulate(
        frame,
        columns,
        name="gates",
        title=language.text("The gates, one after the other"),
        shown=("channel", "gate_name", "answer", "found", "needed"),
        note=language.text(
            "Hours and money are given out in the order of the table; the last column says what "
            "was left for each channel."
        ),
        folded=True,
    )
    return exhibit_table(table, language)


def audience_table(choice: ChannelChoice, language: Language) -> Exhibit | None:
    """Answer two questions of each channel: does the audience use it, and in what way."""
    rows = []
    for one in choice.judgements:
        gate = one.gates[0]
        use = gate.value is not None
        rows.append(
            {
                "channel": one.channel.name,
                "segment": _segment(gate.segment, choice, language),
                "share": gate.value,
                "interval": _interval(gate, language) if use else language.text("unknown"),
                "way": _way(one, gate, choice, language),
            }
        )
    if not rows:
        return None
    columns = [
        Column(name="channel", label=language.text("Channel")),
        Column(name="segment", label=language.text("Audience")),
        Column(name="share", label=language.text("Uses it"), unit="share"),
        Column(name="interval", label=language.text("95% interval")),
        Column(name="way", label=language.text("In what way")),
    ]
    note = language.text(
        "The way in which people use a channel is the consultant’s own observation, from the "
        "register; “in general” is how that audience takes part online, on whatever channel."
    )
    if choice.sample == "convenience":
        note += " " + language.text(
            "The shares are of those who answered, who were not drawn by chance: the interval says "
            "how far so many answers could mislead, and nothing of others."
        )
    table = tabulate(
        pd.DataFrame(rows),
        columns,
        name="audience_questions",
        title=language.text("Does your audience use it, and in what way?"),
        folded=True,
        note=note,
        published=False,
    )
    return exhibit_table(table, language)


def _wants_reason(one: Judgement) -> bool:
    return bool(one.failed or one.verdict is None or one.improve)


def advise(one: Judgement, language: Language) -> str:
    """Name the advice; where an unknown leaves it open, say that."""
    if one.verdict is None:
        return language.text("Cannot be said")
    return language.text(VERDICT_NAMES[one.verdict])


def explain(one: Judgement, choice: ChannelChoice, language: Language) -> str:
    """Say why: what failed with its numbers, what to improve, or what to ask."""
    if one.failed:
        return language.listing(
            _failure(gate, choice, language) for gate in one.gates if gate.passed is False
        )
    if one.verdict is None:
        asks = (language.text(ASKS[gate.asks], channel=one.channel.name) for gate in one.unknown)
        return language.text("ask {questions}", questions="; ".join(asks))
    if one.improve:
        return language.listing(language.text(IMPROVE_NAMES[name]) for name in one.improve)
    return language.text("all four gates are passed")


def _failure(gate: GateResult, choice: ChannelChoice, language: Language) -> str:
    found, needed = gate.value or 0.0, gate.threshold or 0.0
    match gate.gate:
        case "audience":
            return language.text(
                "{found} of the audience is there; {needed} is needed",
                found=language.share(found), needed=language.share(needed),
            )  # fmt: skip
        case "purpose":
            return language.text("it is there for nothing")
        case "hours":
            return language.text(
                "{found} hours a week do not fit in the {needed} that are left",
                found=language.hours(found), needed=language.hours(needed),
            )  # fmt: skip
        case "money":
            currency = choice.client.budget.currency
            return language.text(
                "{found} a year does not fit in the {needed} that is left",
                found=language.money(found, currency), needed=language.money(needed, currency),
            )  # fmt: skip


def _gate(gate: GateResult, language: Language) -> str:
    if gate.passed is None and gate.value is None:
        return language.text("unknown")
    answer = language.text("unknown")
    if gate.passed is not None:
        answer = language.text("yes") if gate.passed else language.text("no")
    if gate.gate == "audience" and gate.value is not None:
        return f"{answer}, {language.share(gate.value)}"
    return answer


def _asked(gate: GateResult, one: Judgement, language: Language) -> str:
    if gate.passed is not None:
        return ""
    asked = language.text(ASKS[gate.asks], channel=one.channel.name)
    return language.text("ask {questions}", questions=asked)


def _amount(
    gate: GateResult, value: float | None, choice: ChannelChoice, language: Language
) -> str | None:
    if value is None:
        return None
    match gate.gate:
        case "audience":
            return language.share(value)
        case "purpose":
            return language.number(value)
        case "hours":
            return language.hours(value)
        case "money":
            return language.money(value, choice.client.budget.currency)


def _decision(one: Judgement, language: Language) -> str:
    channel = one.channel
    if channel.action is None:
        return language.text("open")
    parts = [language.text(ACTION_NAMES[channel.action]), channel.decided_by or ""]
    if channel.decided_on:
        parts.append(language.short_date(channel.decided_on))
    if one.against:
        parts.append(language.text("against the advice"))
    words = ", ".join(part for part in parts if part)
    return f"{words}: {channel.reason}" if channel.reason else words


def _segment(key: str, choice: ChannelChoice, language: Language) -> str:
    if key == ALL:
        return language.text("everybody asked")
    names = {group.segment: group.name for group in choice.intake.target_groups}
    return names.get(key, key)


def _interval(gate: GateResult, language: Language) -> str:
    low, high = (language.share(edge or 0.0) for edge in (gate.low, gate.high))
    return language.text("{low} to {high}", low=low, high=high)


def _way(one: Judgement, gate: GateResult, choice: ChannelChoice, language: Language) -> str:
    parts = [one.channel.audience_does] if one.channel.audience_does else []
    rungs = list(_rungs(gate.segment, choice, language))
    if rungs:
        parts.append(language.text("in general: {rungs}", rungs=language.listing(rungs)))
    return "; ".join(parts) or language.text("unknown")


def _rungs(segment: str, choice: ChannelChoice, language: Language) -> Iterable[str]:
    if choice.participation is None:
        return
    here = choice.participation
    here = here[here["segment"].eq(segment) & here["share"].notna()]
    top = here[~here["rung"].eq("inactives")].sort_values("share", ascending=False, kind="stable")
    for row in top.head(MOST_RUNGS).to_dict("records"):
        name = language.text(NAMES_OF_RUNGS[choice.instrument][row["rung"]])
        yield f"{name[:1].lower()}{name[1:]} ({language.share(row['share'])})"
