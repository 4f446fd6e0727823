"""The roadmap in sentences: what is first, what does not fit, what comes close, what hours buy."""

from __future__ import annotations

import math
from collections.abc import Container

import pandas as pd

from toolkit import bundle
from toolkit.analysis.build_join_ignore import Weighing
from toolkit.analysis.client_roadmap import ALL, ClientRoadmap
from toolkit.analysis.roadmap import MOST_NODES
from toolkit.analysis.roadmap_clashes import Clash
from toolkit.analysis.roadmap_explained import HOURS_A_DAY, ExtraDay
from toolkit.exhibit import Exhibit
from toolkit.language import Language, mark
from toolkit.language.quarters import write_quarter
from toolkit.model.client import Client
from toolkit.prose import wording
from toolkit.prose.roadmap_price import dropped_sentence, name_items, price_sentences
from toolkit.prose.wording import say

SMALL = 0.05  # of benefit, below which a difference is not worth a sentence

FIRST = mark("First, in {quarter}: {names}.")
NO_ROOM: dict[str, str] = {
    "crowded_out": mark(
        "There is no room for {names}: within what there is, other things together bring more."
    ),
    "too_large": mark("Too large for what there is, even alone: {names}."),
    "too_long": mark("Not ready before the plan ends: {names}."),
    "prerequisite": mark("Waiting for something that is not in the plan: {names}."),
}
CLASHES: dict[str, str] = {
    "unknown": mark("“{name}” has a fixed start and is not in the plan’s choice."),
    "twice": mark("“{name}” has two fixed starts."),
    "too_late": mark("“{name}” has a fixed start outside the plan."),
    "variants": mark("“{name}” and “{other}” ask for two variants of one idea."),
    "prerequisite_out": mark("“{name}” depends on “{other}”, which is not in the plan’s choice."),
    "too_early": mark(
        "“{name}” is to start in {quarter}, before “{other}” is ready, in {earliest}."
    ),
}


def plan_sentences(
    plan: ClientRoadmap, client: Client, language: Language
) -> list[bundle.Sentence]:
    """Say what is done first and what the plan asks in all."""
    if not plan.fits:
        return _faults(plan, language)
    if plan.table.empty:
        return [say(language, "Nothing can be planned yet.")]
    starts = plan.roadmap.starts
    first = min(starts.values())
    names = name_items(plan, (key for key, start in starts.items() if start == first), language)
    message = FIRST
    quarter = write_quarter(plan.days, first, language)
    sentences = [say(language, message, quarter=quarter, names=names)]
    total = language.plural("{n} initiative", "{n} initiatives", len(starts))
    hours = language.hours(float(plan.table["hours"].sum()))
    cost = float(plan.table["cost"].sum())
    if cost:
        message = "In {quarters} {total} fit, for {hours} hours and {money} within the plan."
        money = language.money(cost, client.budget.currency)
        values = {"total": total, "hours": hours, "money": money}
    else:
        message = "In {quarters} {total} fit, for {hours} hours within the plan."
        values = {"total": total, "hours": hours}
    quarters = language.plural("{n} quarter", "{n} quarters", plan.problem.quarters)
    sentences.append(say(language, message, quarters=quarters, **values))
    sentences.extend(proof_sentences(plan, language))
    against = plan.table.loc[plan.table["against"].astype(bool), "initiative"]
    if len(against):
        message = "In it against the advice: {names}."
        sentences.append(say(language, message, names=name_items(plan, against, language)))
    return sentences


def budget_sentences(
    plan: ClientRoadmap, client: Client, language: Language
) -> list[bundle.Sentence]:
    """Hold the plan's money against the budget for new things, year by year of the plan."""
    limits = [one for one in plan.problem.limits() if one.kind == "money"]
    if not limits or not plan.table["cost"].sum():
        return []
    items, starts = plan.problem.by_key, plan.roadmap.starts
    parts = []
    for limit in limits:
        asked = sum(plan.problem.ask(items[key], start, limit) for key, start in starts.items())
        first, last = (
            write_quarter(plan.days, number, language) for number in (limit.first, limit.last)
        )
        message = "{asked} of {limit} in {first}"
        if len(limits) == 1:
            message = "{asked} of {limit}"
        elif limit.first < limit.last:
            message = "{asked} of {limit} from {first} through {last}"
        parts.append(
            language.text(
                message,
                asked=language.money(asked, client.budget.currency),
                limit=language.money(limit.amount, client.budget.currency),
                first=first,
                last=last,
            )
        )
    values = {"parts": language.listing(parts), "kept": language.share(plan.problem.reserve)}
    message = "Of the budget it takes {parts}."
    if plan.problem.reserve:
        message = "Of the budget, less the {kept} that is kept for experiments, it takes {parts}."
    return [say(language, message, **values)]


def proof_sentences(plan: ClientRoadmap, language: Language) -> list[bundle.Sentence]:
    """Say of a plan that is not proven best how much better another could be at most."""
    if plan.roadmap.status != "unproven":
        return []
    gain = plan.roadmap.possible_gain
    if math.isinf(gain):
        return [say(language, "That no plan brings more is not proven.")]
    message = "That no plan brings more is not proven; at most {share} more is possible."
    # Rounded up, since it is at most so much.
    share = language.share(math.ceil(1000 * gain) / 1000, 1)
    return [say(language, message, share=share)]


def summary_sentences(
    plan: ClientRoadmap, weighing: Weighing, language: Language
) -> list[bundle.Sentence]:
    """Say for page one what the plan does and what it has no room for; nothing without a plan.

    What it asks in all stands beside it, in what the reader is asked.
    """
    if not plan.fits or plan.table.empty:
        return []
    starts = plan.roadmap.starts
    first = min(starts.values())
    begun = [key for key, start in starts.items() if start == first]
    later = [key for key, start in starts.items() if start != first]
    message = "First, in {quarter}: {names}; after that {later}." if later else FIRST
    return [
        say(
            language,
            message,
            quarter=write_quarter(plan.days, first, language),
            names=name_items(plan, begun, language),
            later=name_items(plan, later, language),
        ),
        *waiting_sentences(weighing, language),
        *proof_sentences(plan, language),
        *no_room_sentences(plan, language, besides=_with_more_hours(plan)),
        *room_sentences(plan, language),
    ]


def _with_more_hours(plan: ClientRoadmap) -> set[str]:
    return {key for day in plan.extra_days for key in day.comes_in}


def room_sentences(plan: ClientRoadmap, language: Language) -> list[bundle.Sentence]:
    """Say for which initiatives one more day a week would make room."""
    sentences = []
    for day in plan.extra_days:
        if not day.comes_in:
            continue
        message = "One more day a week ({hours} hours) for {team} makes room for {new}."
        if day.drops_out:
            message = (
                "One more day a week ({hours} hours) for {team} makes room for {new}, in place of "
                "{gone}."
            )
        sentences.append(
            say(
                language,
                message,
                hours=HOURS_A_DAY,
                team=_team(day.team, language),
                new=name_items(plan, day.comes_in, language),
                gone=name_items(plan, day.drops_out, language),
            )
        )
    return sentences


def find_waiting(weighing: Weighing) -> pd.DataFrame:
    """Give the rows of the ranking that have advice for something to do, and no decision."""
    table = weighing.ranking
    return table[table["decision"].isna() & table["verdict"].isin(["build", "join", "partner"])]


def waiting_sentences(weighing: Weighing, language: Language) -> list[bundle.Sentence]:
    """Say that the plan has only what got a yes, and how many others wait for a decision."""
    if not weighing.decisions:
        message = "Nothing was decided yet, so the plan is made of all that is advised."
        return [say(language, message)]
    waiting = len(find_waiting(weighing))
    if not waiting:
        return [say(language, "The plan has only what got a yes.")]
    words = language.plural(
        "The plan has only what got a yes; {n} other initiative waits for a decision.",
        "The plan has only what got a yes; {n} other initiatives wait for a decision.",
        waiting,
    )
    return [wording.plain(words)]


def finding(plan: ClientRoadmap, weighing: Weighing, client: Client, language: Language) -> Exhibit:
    """Open the section: what the plan asks, what it leaves out; page one says what is first."""
    sentences = []
    if plan.fits:
        told = plan_sentences(plan, client, language)
        sentences = [
            *(told[1:] or told),
            *budget_sentences(plan, client, language),
            *waiting_sentences(weighing, language),
            *left_out_sentences(plan, language),
        ]
    return wording.finding(sentences, "roadmap")


def no_room_sentences(
    plan: ClientRoadmap, language: Language, besides: Container[str] = ()
) -> list[bundle.Sentence]:
    """Name what was chosen and does not fit, but for what stands `besides`."""
    reasons: dict[str, list[str]] = {}
    for one in plan.left_out:
        if one.item in besides:
            continue
        reasons.setdefault(one.reason, []).append(one.item)
    sentences = []
    for reason, message in NO_ROOM.items():
        if reason in reasons:
            sentences.append(
                say(language, message, names=name_items(plan, reasons[reason], language))
            )
    return sentences


def left_out_sentences(plan: ClientRoadmap, language: Language) -> list[bundle.Sentence]:
    """Name what was chosen and does not fit, and which hours, money or starts are used up."""
    sentences = no_room_sentences(plan, language)
    teams = list(dict.fromkeys(one.team for one in plan.full if one.kind == "hours"))
    lacking = [
        language.text("the hours that there are")
        if one == ALL
        else language.text("the hours of {team}", team=one)
        for one in teams
    ]
    kinds = {one.kind for one in plan.full}
    lacking += [language.text("the money")] if "money" in kinds else []
    lacking += [language.text("the number of starts a quarter")] if "starts" in kinds else []
    if lacking:
        message = "What holds it back: {limits}."
        sentences.append(say(language, message, limits=language.listing(lacking)))
    return sentences


def alternatives(plan: ClientRoadmap, language: Language) -> Exhibit:
    """Say which plan comes close, and what one more day a week would buy."""
    if plan.roadmap.status == "unproven":
        message = (
            "Which plan comes next, and what a day a week more would bring, is not told: that "
            "takes a plan that is proven best."
        )
        return wording.finding([say(language, message)], "roadmap-alternatives")
    sentences = [
        *next_best_sentences(plan, language),
        *extra_day_sentences(plan, language),
        *price_sentences(plan, language),
    ]
    return wording.finding(sentences, "roadmap-alternatives")


def next_best_sentences(plan: ClientRoadmap, language: Language) -> list[bundle.Sentence]:
    """Say how the best plan with other initiatives differs."""
    other = plan.next_best
    if other is None or plan.table.empty:
        return []
    if other.roadmap.status == "unproven":
        return [say(language, "Which plan comes next could not be proven.")]
    without = name_items(plan, other.without, language)
    instead = name_items(plan, other.instead, language)
    loss = language.number(other.loss, 1)
    if other.loss < SMALL:
        if other.without and other.instead:
            message = "A plan with {instead} in place of {without} brings as much."
        elif other.without:
            message = "Within the plan, leaving out {without} costs nothing."
        else:
            message = "A plan with {instead} besides brings as much."
    elif other.without and other.instead:
        message = (
            "The next best plan has {instead} in place of {without}, and brings {loss} points of "
            "benefit less than the {total} of this one."
        )
    elif other.without:
        message = (
            "The next best plan leaves out {without}, and brings {loss} points of benefit less "
            "than the {total} of this one."
        )
    else:
        message = (
            "The next best plan has {instead} besides, all later, and brings {loss} points of "
            "benefit less than the {total} of this one."
        )
    total = language.number(plan.roadmap.benefit, 1)
    return [say(language, message, without=without, instead=instead, loss=loss, total=total)]


def extra_day_sentences(plan: ClientRoadmap, language: Language) -> list[bundle.Sentence]:
    """Say for each team what one more day a week would bring."""
    sentences = []
    idle: list[str] = []
    for row, day in enumerate(plan.extra_days):
        team = _team(day.team, language)
        if day.gain < SMALL and not day.proven:
            message = "What one more day a week for {team} would bring could not be proven."
            sentences.append(say(language, message, team=team))
        elif day.gain < SMALL:
            idle.append(team)
        else:
            gain = wording.number(language.number(day.gain, 1), "more_hours", row, "gain")
            sentences.append(_say_gain(plan, day, team, gain, language))
            if not day.proven:
                message = (
                    "That a day a week more for {team} brings no more than that is not proven."
                )
                sentences.append(say(language, message, team=team))
    if idle and (plan.left_out or len(plan.extra_days) > 1):
        message = "One more day a week for {team} adds nothing."
        if len(idle) > 1:
            message = "One more day a week for any of {team} adds nothing."
        sentences.append(say(language, message, team=language.listing(idle)))
    return sentences


def _say_gain(
    plan: ClientRoadmap, day: ExtraDay, team: str, gain: bundle.Number, language: Language
) -> bundle.Sentence:
    new = name_items(plan, day.comes_in, language)
    if day.comes_in and day.drops_out:
        message = (
            "One more day a week ({hours} hours) for {team} brings {gain} points of benefit more: "
            "{new} comes in, {gone} drops out."
        )
        gone = name_items(plan, day.drops_out, language)
        return say(language, message, hours=HOURS_A_DAY, team=team, gain=gain, new=new, gone=gone)
    if day.comes_in:
        message = (
            "One more day a week ({hours} hours) for {team} brings {gain} points of benefit more: "
            "{new} comes in."
        )
        return say(language, message, hours=HOURS_A_DAY, team=team, gain=gain, new=new)
    message = (
        "One more day a week ({hours} hours) for {team} brings {gain} points of benefit more: "
        "earlier starts."
    )
    return say(language, message, hours=HOURS_A_DAY, team=team, gain=gain)


def notice(plan: ClientRoadmap, language: Language) -> Exhibit:
    """Warn of fixed starts that cannot be kept, and of what nobody gave."""
    sentences = [_say_clash(plan, clash, language) for clash in plan.dropped]
    sentences += dropped_sentence(plan, language)
    sentences += [] if plan.fits else _faults(plan, language)
    return wording.notice([*sentences, *ask_sentences(plan, language)], "roadmap-notice")


def ask_sentences(plan: ClientRoadmap, language: Language) -> list[bundle.Sentence]:
    """Ask for what nobody gave and the plan needs."""
    sentences = []
    kinds = {ask.kind for ask in plan.asks}
    if "hours" in kinds:
        message = "How many hours a week there are is unknown; nothing that asks hours is planned."
        sentences.append(say(language, message))
    teams = [ask.about for ask in plan.asks if ask.kind == "team_hours"]
    if teams:
        message = "Ask for the hours a week of {teams}: initiatives name them, the plan does not."
        sentences.append(say(language, message, teams=language.listing(teams)))
    if "money" in kinds:
        message = "How much money there is, is unknown; the plan sets no limit to it."
        sentences.append(say(language, message))
    if "start" in kinds:
        message = "The plan has no date to start on."
        sentences.append(say(language, message))
    if "past" in kinds:
        message = (
            "The plan starts on {day}, and its first quarter is over: fix what has begun, or give "
            "it a later start."
        )
        sentences.append(say(language, message, day=language.date(plan.days[0])))
    unscored = [ask.about for ask in plan.asks if ask.kind == "scores"]
    if unscored:
        message = "Without scores they count for nothing: {names}."
        sentences.append(say(language, message, names=name_items(plan, unscored, language)))
    return sentences


def title(plan: ClientRoadmap, language: Language) -> str:
    """Say in one line what the figure of the plan shows."""
    if plan.table.empty:
        return language.text("Nothing can be planned yet")
    starts = plan.roadmap.starts
    first = min(starts.values())
    keys = [key for key, start in starts.items() if start == first]
    if len(keys) == 1:
        return language.text("First of all {name}", name=plan.names[keys[0]])
    values = {
        "n": language.number(len(keys)),
        "later": language.number(len(starts) - len(keys)),
        "quarter": write_quarter(plan.days, first, language),
    }
    message = "{n} initiatives start in {quarter}"
    if len(keys) < len(starts):
        message = "{n} initiatives start in {quarter}, {later} later"
    return language.text(message, **values)


def load_title(plan: ClientRoadmap, language: Language) -> str:
    """Say in one line how full the fullest quarter is."""
    room = plan.load[plan.load["capacity"] > 0]
    if room.empty:
        return language.text("There are no hours to plan with")
    share = room["hours"] / room["capacity"]
    top = int(str(share.idxmax()))
    limit = plan.load.loc[top]
    number = list(plan.load.loc[plan.load["team"] == limit["team"]].index).index(top) + 1
    return language.text(
        "The fullest quarter is {quarter}: {share} of the hours of {team}",
        quarter=write_quarter(plan.days, number, language),
        share=language.share(float(share.max())),
        team=_team(str(limit["team"]), language),
    )


def method(plan: ClientRoadmap, language: Language) -> Exhibit:
    """Explain how the plan was made."""
    sentences = [
        say(
            language,
            "The plan brings the most that can be had within hours, money and at most {starts} "
            "starts a quarter; {reserve} of hours and money is kept for experiments. A benefit "
            "counts for the quarters in which the initiative runs, as a share of all quarters. "
            "Hours and money to set up are spread evenly over the quarters that it takes; those "
            "to keep it going begin in the quarter after and go on. What an initiative depends on "
            "is ready before it starts, and of the variants of an idea at most one is done.",
            starts=language.number(plan.problem.most_starts or 0),
            reserve=language.share(plan.problem.reserve),
        )
    ]
    if plan.roadmap.status == "optimal":
        message = (
            "It is a mixed integer program, solved to proven optimality (HiGHS): no plan brings "
            "more."
        )
        sentences.append(say(language, message))
    elif plan.roadmap.status == "unproven":
        message = (
            "It is a mixed integer program (HiGHS). The search for a better plan ended after "
            "{nodes} steps; what it had not looked at could bring {bound} points of benefit at "
            "most, and this plan brings {benefit}."
        )
        values = {
            "nodes": language.number(MOST_NODES),
            "bound": language.number(plan.roadmap.bound, 1),
            "benefit": language.number(plan.roadmap.benefit, 1),
        }
        sentences.append(say(language, message, **values))
    return wording.method(sentences, "roadmap-method", language.text("How the plan was made"))


def _faults(plan: ClientRoadmap, language: Language) -> list[bundle.Sentence]:
    sentences = [_say_clash(plan, clash, language) for clash in plan.roadmap.clashes]
    if not sentences:
        message = "The fixed starts do not fit, so there is no plan; the table says what lacks."
        sentences.append(say(language, message))
    return sentences


def _say_clash(plan: ClientRoadmap, clash: Clash, language: Language) -> bundle.Sentence:
    values = {
        "name": plan.names.get(clash.item, clash.item),
        "other": plan.names.get(clash.other, clash.other),
        "quarter": _quarter(plan, clash.quarter, language),
        "earliest": _quarter(plan, clash.earliest, language),
    }
    return say(language, CLASHES[clash.kind], **values)


def _quarter(plan: ClientRoadmap, number: int, language: Language) -> str:
    inside = 1 <= number <= plan.problem.quarters
    return write_quarter(plan.days if inside else (), number, language)


def _team(team: str, language: Language) -> str:
    return language.text("everybody together") if team == ALL else team
