"""What the board is asked on page one: hours, people, money, and a yes or no."""

from __future__ import annotations

from toolkit import bundle
from toolkit.analysis.build_join_ignore import Weighing
from toolkit.analysis.client_roadmap import ALL, ClientRoadmap
from toolkit.clients import ClientFolder
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.language.quarters import write_quarter
from toolkit.prose import wording
from toolkit.prose.wording import quote, say

CHAPTER = "build_join_ignore"
MOST_IN_A_LIST = 3


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
        sentences += _plan_sentences(folder, plan, language)
    elif len(weighing.chosen()):
        sentences.append(_month_sentence(folder, weighing, language))
    table = weighing.ranking
    waiting = table[table["decision"].isna() & table["verdict"].isin(["build", "join", "partner"])]
    if len(waiting):
        lead = language.text("Decide on the rest")
        message = "{names}: advised, and not decided yet."
        if len(waiting) > MOST_IN_A_LIST:
            message = "{n} initiatives are advised and not decided yet; see the table “{table}”."
        values = {
            "names": quote(waiting["name"], language),
            "n": language.number(len(waiting)),
            "table": language.text("Advice and decision"),
        }
        sentences.append(say(language, message, lead=lead, **values))
    unsure = table.loc[table["verdict"].isna(), "name"]
    if len(unsure):
        lead = language.text("Find out")
        message = "What is unknown about {names}; the table “{table}” says what."
        title = language.text("Advice and decision")
        names = quote(unsure, language)
        sentences.append(say(language, message, lead=lead, names=names, table=title))
    return wording.asks(sentences, folder.note(CHAPTER))


def _plan_sentences(
    folder: ClientFolder, plan: ClientRoadmap, language: Language
) -> list[bundle.Sentence]:
    """Ask for what the roadmap takes in all, and whether it may begin."""
    client = folder.client
    hours, cost = float(plan.table["hours"].sum()), float(plan.table["cost"].sum())
    parts = [language.text("{hours} hours", hours=language.number(hours))]
    if client.capacity.people:
        parts.append(language.plural("{n} person", "{n} people", client.capacity.people))
    if cost:
        parts.append(language.money(cost, client.budget.currency))
    teams = sorted(team for team in plan.load["team"].unique() if team != ALL)
    quarters = language.plural("{n} quarter", "{n} quarters", plan.problem.quarters)
    message = "In {quarters}, for what stands under “{section}”."
    if teams:
        message = "In {quarters}, of {teams}, for what stands under “{section}”."
    section = language.text("What starts when")
    first = min(plan.roadmap.starts.values())
    names = [plan.names[key] for key, start in plan.roadmap.starts.items() if start == first]
    return [
        say(
            language, message, lead=language.listing(parts), quarters=quarters, section=section,
            teams=language.listing(teams),
        ),
        say(
            language, "May {names} begin in {quarter}?", lead=language.text("Yes or no"),
            names=language.listing(f"“{name}”" for name in names),
            quarter=write_quarter(plan.days, first, language),
        ),
    ]  # fmt: skip


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
    told = "To keep going what was decided." if decided else "To do all that is advised."
    if cost:
        told = (
            "To keep going what was decided; the money is for the first year."
            if decided
            else "To do all that is advised; the money is for the first year."
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
