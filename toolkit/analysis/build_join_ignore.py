"""What to do and what to leave: benefit, effort, verdict and decision, initiative by initiative."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from toolkit.analysis.discipline import summarise_votes
from toolkit.analysis.hours_taken import as_capacity, measure_hours_for_new, measure_hours_taken
from toolkit.analysis.rank_acceptability import RankAcceptability, accept_ranks
from toolkit.analysis.rater_spread import collect_scores
from toolkit.analysis.scoring import Scoring, score_initiatives, tabulate_counts
from toolkit.analysis.verdict import WEEKS_A_MONTH, Ruling, apply_rules
from toolkit.analysis.weight_space import find_space, find_weighed
from toolkit.language import mark
from toolkit.model.choice import Choice
from toolkit.model.client import Capacity
from toolkit.model.initiative import Decision
from toolkit.model.intake import Intake

MIDDLE = 50.0  # of the benefit's fixed scale
FEWEST_TO_SPLIT = 4  # initiatives, below which their median splits nothing
COLUMNS = (
    "initiative", "name", "benefit", "hours_technical", "hours_organisational", "hours_running",
    "cost", "rank", "verdict", "rule", "decision",
)  # fmt: skip

QUADRANT_NAMES: dict[str, str] = {
    "quick_win": mark("Quick win"),
    "big_step": mark("Big step"),
    "in_between": mark("In between"),
    "time_sink": mark("Time sink"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Weighing:
    """All that speaks for and against the initiatives.

    Parameters
    ----------
    ranking
        One row an initiative, the highest benefit first and those without one last: ``initiative``
        (key), ``name``, ``benefit`` (0 is doing nothing, 100 the most), ``hours_technical`` and
        ``hours_organisational`` (to set up), ``hours_running`` (a month), ``cost`` (first year),
        ``rank``, ``verdict`` and ``rule`` (missing while an unknown could change them),
        ``decision`` (missing while open), ``hours_first_year``, ``organisational_share``,
        ``against`` (whether the decision goes against the verdict), ``quadrant``, ``idea`` (the
        same word for its variants; empty without).
    scoring, rulings, acceptability
        Where these come from.
    decisions
        The last decision on each initiative.
    hours_split
        Median hours of the first year, where the matrix is split; ``None`` below four initiatives.
    capacity_month
        Hours a month that the client has; ``None`` if unknown.
    taken_month
        Hours a month of these that go to the social channels that stay, as far as known; 0 where
        the plan's teams have hours beside those.
    left_month
        Hours a month that the plan has for new things, as the roadmap counts them; ``None`` if
        unknown. Each initiative is held against all of them, as if it were the only one.
    """

    ranking: pd.DataFrame
    scoring: Scoring
    rulings: dict[str, Ruling]
    acceptability: RankAcceptability
    decisions: dict[str, Decision]
    hours_split: float | None
    capacity_month: float | None
    taken_month: float = 0.0
    left_month: float | None = None

    def chosen(self) -> pd.DataFrame:
        """Give the initiatives decided on, or, before there is any decision, those advised."""
        if self.decisions:
            return self.ranking[(self.ranking["decision"] == "yes").fillna(value=False)]
        return self.ranking[self.ranking["initiative"].isin(self.advised())]

    def advised(self) -> frozenset[str]:
        """Give the initiatives that are advised, whatever was decided."""
        advised = self.ranking["verdict"].isin(["join", "build", "partner"])
        return frozenset(self.ranking.loc[advised, "initiative"])

    def chosen_once(self) -> pd.DataFrame:
        """Give of what was chosen one variant an idea, the first by rank: no more can be done."""
        chosen = self.chosen()
        ideas = chosen["idea"].where(chosen["idea"] != "", "\n" + chosen["initiative"])
        return chosen[~ideas.duplicated()]

    def find_double_choices(self) -> tuple[tuple[str, ...], ...]:
        """Give the initiatives (keys) decided on that are variants of one idea, idea by idea."""
        if not self.decisions:
            return ()
        chosen = self.chosen()
        groups = chosen[chosen["idea"] != ""].groupby("idea", sort=False)["initiative"]
        return tuple(tuple(keys) for _, keys in groups if len(keys) > 1)


def goes_against(verdict: str | None, decision: str | None) -> bool:
    """Say whether a decision goes against the advice; to wait never does."""
    if verdict is None or decision is None:
        return False
    return decision == ("yes" if verdict == "ignore" else "no")


def find_last_decisions(choice: Choice) -> dict[str, Decision]:
    """Give the last decision on each initiative, by date and then by place."""
    ordered = sorted(choice.decisions, key=lambda decision: decision.when)
    return {decision.initiative: decision for decision in ordered}


def name_quadrant(benefit: float, hours: float, hours_split: float) -> str:
    """Name the quarter of the matrix: much or little benefit, few or many hours."""
    if benefit >= MIDDLE:
        return "quick_win" if hours <= hours_split else "big_step"
    return "in_between" if hours <= hours_split else "time_sink"


def weigh_choice(choice: Choice, intake: Intake, capacity: Capacity) -> Weighing:
    """Weigh all initiatives: score them, rule on them, lay the decisions beside the advice.

    Parameters
    ----------
    choice
        Criteria, initiatives, ratings, decisions and the thresholds of the rules.
    intake
        For the matrix of disciplines and objectives.
    capacity
        Hours that the client has.
    """
    scoring = score_initiatives(choice)
    votes = summarise_votes(intake.discipline_votes).table
    weights = dict(zip(votes["discipline"].astype(str), votes["mean"] / 100, strict=True))
    taken = measure_hours_taken(intake.media)
    left = measure_hours_for_new(choice.plan, capacity, taken)
    rulings = {
        one.key: apply_rules(one, choice.rules, intake.fits, weights, as_capacity(left))
        for one in choice.initiatives
    }
    decisions = find_last_decisions(choice)
    table = scoring.benefits.merge(scoring.efforts, on="initiative", validate="one_to_one")
    table["name"] = [one.name for one in choice.initiatives]
    table["cost"] = table["cost_first_year"]
    table["idea"] = [one.idea.strip().casefold() for one in choice.initiatives]
    verdicts = [rulings[key].verdict for key in table["initiative"]]
    decided = [decisions[key].decision if key in decisions else None for key in table["initiative"]]
    table["verdict"] = pd.Series(verdicts, dtype="string")
    table["rule"] = pd.Series([rulings[key].rule for key in table["initiative"]], dtype="string")
    table["decision"] = pd.Series(decided, dtype="string")
    table["against"] = [goes_against(*pair) for pair in zip(verdicts, decided, strict=True)]
    few = len(table) < FEWEST_TO_SPLIT
    split = None if few else float(table["hours_first_year"].median())
    table["quadrant"] = pd.Series(
        [
            None if split is None or pd.isna(benefit) else name_quadrant(benefit, hours, split)
            for benefit, hours in zip(table["benefit"], table["hours_first_year"], strict=True)
        ],
        dtype="string",
    )
    table = table.sort_values(["rank", "name"], na_position="last", ignore_index=True)
    extra = ["hours_first_year", "organisational_share", "against", "quadrant", "idea"]
    hours = capacity.hours_per_week
    return Weighing(
        table[[*COLUMNS, *extra]],
        scoring,
        rulings,
        _accept(choice, scoring),
        decisions,
        split,
        None if hours is None else hours * WEEKS_A_MONTH,
        0.0 if choice.plan.teams else taken,
        left,
    )


def _accept(choice: Choice, scoring: Scoring) -> RankAcceptability:
    keys = [one.key for one in choice.initiatives]
    criteria = [one.key for one in find_weighed(choice)]
    counts = tabulate_counts(scoring, keys, criteria)
    return accept_ranks(
        keys,
        counts,
        space=find_space(choice),
        raters=collect_scores(choice, counts, criteria),
    )
