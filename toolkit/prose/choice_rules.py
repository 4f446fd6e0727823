"""The rules in sentences: what a single change would turn, and what serves no objective."""

from __future__ import annotations

from toolkit.analysis.build_join_ignore import Weighing
from toolkit.analysis.firmness import Firmness
from toolkit.analysis.matrix_cells import MatrixCells
from toolkit.analysis.verdict import VERDICT_NAMES
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.choice import Choice
from toolkit.model.intake import DISCIPLINE_NAMES, OBJECTIVE_NAMES
from toolkit.prose import wording
from toolkit.prose.wording import quote, say

MOST_NAMED = 3


def changes(firmness: Firmness, weighing: Weighing, language: Language) -> Exhibit:
    """Say how many verdicts would stand whatever single thing changed, and what they turn on."""
    table = firmness.changes
    turning = table["initiative"].nunique()
    ruled = weighing.ranking["verdict"].notna().sum()
    if not ruled:
        return wording.finding([], "changes")
    sentences = []
    firm = len(weighing.ranking) - turning
    if firm:
        message = "On {n} of {all} initiatives no single change would lead to other advice."
        n, total = language.number(firm), language.number(len(weighing.ranking))
        sentences.append(say(language, message, n=n, all=total))
    left = weighing.ranking.loc[
        (weighing.ranking["verdict"] == "ignore").fillna(value=False), "initiative"
    ]
    saved = table[table["initiative"].isin(set(left))].drop_duplicates("initiative")
    names = dict(zip(weighing.ranking["initiative"], weighing.ranking["name"], strict=True))
    for key, mine in saved.head(MOST_NAMED).groupby(saved["verdict"].fillna(""), sort=False):
        advice = language.text(VERDICT_NAMES.get(str(key), "open")).lower()
        words = language.plural(
            "The advice to leave {names} rests on one reason; without it: {advice}.",
            "The advice to leave {names} rests on one reason each; without it: {advice}.",
            len(mine),
            names=quote((names[one] for one in mine["initiative"]), language),
            advice=advice,
        )
        sentences.append(wording.plain(words))
    return wording.finding(sentences, "changes")


def matrix(cells: MatrixCells, choice: Choice, language: Language) -> Exhibit:
    """Name the empty cells of high priority, and the initiatives that are in no cell."""
    sentences = []
    served = bool(cells.cells["n"].sum())
    if served and cells.gaps.empty and cells.cells["priority"].notna().any():
        message = "Each objective that fits and counts is served by at least one initiative."
        sentences.append(say(language, message))
    gaps = cells.gaps.head(MOST_NAMED)
    if len(gaps) and choice.initiatives:
        message = "No initiative is for {list} yet, though that fits and counts."
        listed = language.listing(
            language.text(
                "{objective} under {discipline}",
                objective=language.text(OBJECTIVE_NAMES[row["objective"]]).lower(),
                discipline=language.text(DISCIPLINE_NAMES[row["discipline"]]).lower(),
            )
            for row in gaps.to_dict("records")
        )
        sentences.append(say(language, message, list=listed))
    if cells.nowhere:
        names = {one.key: one.name for one in choice.initiatives}
        message = "No objective was named for {names}. Say what they serve, or leave them."
        listed = quote((names[key] for key in cells.nowhere), language)
        sentences.append(say(language, message, names=listed))
    return wording.finding(sentences, "matrix")
