"""What the board is asked on page one: hours, people, money, and a yes or no."""

from __future__ import annotations

from toolkit import bundle
from toolkit.analysis.build_join_ignore import Weighing
from toolkit.analysis.client_roadmap import ALL, ClientRoadmap
from toolkit.clients import ClientFolder
from toolkit.exhibit import Exhibit
from toolkit.language import Language, mark
from toolkit.language.quarters import write_quarter
from toolkit.prose import wording
from toolkit.prose.roadmap import find_waiting
from toolkit.prose.wording import quote, say

CHAPTER = "build_join_ignore"
MOST_IN_A_LIST = 2


def asks(
    folder: ClientFolder, weighing: Weighing, plan: ClientRoadmap, language: Language
) -> Exhibit:
    """Say what is asked of the reader: by the results, then by the consultant."""
    sentences: list[bundle.Sentence] = []
    if weighing.ranking.empty:
        lead = language.text("Name them")
        message = "What could be done, where, and by whom? Ten or twelve ideas are enough."
        sentences.append(say(language, message, lead=lead))
    if plan.fits and len(plan.table):
        sentences += _plan_sentences(folder, weighing, plan, language)
    elif len(weighing.chosen()):
        sentences.append(_month_sentence(folder, weighing, language))
    sentences += _choices(weighing, language)
    table = weighing.ranking
    # Nobody has to find out what a decision does not wait for.
    unsure = table.loc[table["verdict"].isna() & table["decision"].isna(), "name"]
    if len(unsure):
        lead = language.text("Find out")
        names = quote(unsure, language)
        sentences.append(
            say(language, "Who finds out what is unknown about {names}?", lead=lead, names=names)
        )
    return wording.asks(sentences, folder.note(CHAPTER))


def _choices(weighing: Weighing, language: Language) -> list[bundle.Sentence]:
    """Ask for a decision on what has none: on what is advised, and on what no rule decides."""
    waiting = find_waiting(weighing)
    sentences = []
    for verdicts, lead, one, many in (
        (
            ("build", "join"),
            language.text("Yes, later or no"),
            mark("What do you decide on {names}?"),
            mark("Which of the {n} that are advised and wait get a yes? See “{table}”."),
        ),
        (
            ("partner",),
            language.text("Talk"),
            mark("{names}: with a partner, bought, or left? No rule decides."),
            mark("With a partner, bought, or left? No rule decides on {n}; see “{table}”."),
        ),
    ):
        names = waiting.loc[waiting["verdict"].isin(verdicts), "name"]
        if len(names):
            values = {
                "names": quote(names, language),
                "n": language.number(len(names)),
                "table": language.text("Advice and decision"),
            }
            message = one if len(names) <= MOST_IN_A_LIST else many
            sentences.append(say(language, message, lead=lead, **values))
    return sentences


def _plan_sentences(
    folder: ClientFolder, weighing: Weighing, plan: ClientRoadmap, language: Language
) -> list[bundle.Sentence]:
    """Ask whether what the plan takes can be kept free, and what is not decided may begin."""
    hours, cost = float(plan.table["hours"].sum()), float(plan.table["cost"].sum())
    parts = [language.text("{hours} hours", hours=language.number(hours))]
    if cost:
        parts.append(language.money(cost, folder.client.budget.currency))
    asked = set(plan.load.loc[plan.load["hours"] > 0, "team"]) - {ALL}
    # In the order of the plan.
    teams = [team for team in dict.fromkeys(plan.load["team"]) if team in asked]
    quarters = language.plural("{n} quarter", "{n} quarters", plan.problem.quarters)
    message = "Can these be kept free in {quarters}, for what stands under “{section}”?"
    if teams:
        message = "Can {teams} keep these free in {quarters}, for what stands under “{section}”?"
    section = language.text("What starts when")
    sentences = [
        say(
            language, message, lead=language.listing(parts), quarters=quarters, section=section,
            teams=language.listing(teams),
        )
    ]  # fmt: skip
    decided = {key for key, one in weighing.decisions.items() if one.decision == "yes"}
    open_starts = {key: start for key, start in plan.roadmap.starts.items() if key not in decided}
    if open_starts:
        first = min(open_starts.values())
        names = [plan.names[key] for key, start in open_starts.items() if start == first]
        sentences.append(
            say(
                language, "May {names} begin in {quarter}?", lead=language.text("Yes or no"),
                names=quote(names, language), quarter=write_quarter(plan.days, first, language),
            )
        )  # fmt: skip
    return sentences


def _month_sentence(
    folder: ClientFolder, weighing: Weighing, language: Language
) -> bundle.Sentence:
    """Ask for what keeps it going, where no plan can be made."""
    chosen = weighing.chosen_once()
    hours, cost = float(chosen["hours_running"].sum()), float(chosen["cost"].sum())
    values = {
        "hours": language.number(hours),
        "money": language.money(cost, folder.client.budget.currency),
    }
    message = "{hours} hours a month and {money}" if cost else "{hours} hours a month"
    lead = language.text(message, **values)
    decided = bool(weighing.decisions)
    told = (
        "Can these be kept free for what was decided?"
        if decided
        else "Can these be kept free for all that is advised?"
    )
    if cost:
        told = (
            "Can these be kept free for what was decided? The money is for the first year."
            if decided
            else "Can these be kept free for all that is advised? The money is for the first year."
        )
    budget = plan_budget(folder)
    if budget is not None and cost > budget:
        message = "{text} That is more than the budget of {budget} a year."
        return say(
            language,
            message,
            lead=lead,
            text=language.text(told),
            budget=language.money(budget, folder.client.budget.currency),
        )
    return say(language, told, lead=lead)


def plan_budget(folder: ClientFolder) -> float | None:
    """Give the money a year for new things: the plan's own, or else the client's."""
    own = folder.workshop.choice.plan.budget_per_year
    return folder.client.budget.per_year if own is None else own
