"""What raters should talk about first: where they lie far apart, and where that matters most.

A mean hides that one sees everything in an idea and another nothing; both may know something. So
scores three steps or more apart come first, then the rest; within each by how much the raters'
spread moves the benefit: the standard deviation of the scores times the criterion's weight.
"""

from __future__ import annotations

import pandas as pd

from toolkit.analysis.scoring import HIGHEST_SCORE, Scoring

COLUMNS = (
    "initiative", "criterion", "lowest", "median", "highest", "n", "range", "weight", "spread",
    "disagreement",
)  # fmt: skip


def order_talking_points(scoring: Scoring) -> pd.DataFrame:
    """List the scores that raters differ on and have not settled yet, most urgent first.

    Returns
    -------
    pandas.DataFrame
        One row an initiative and criterion with at least two different scores and no agreed one:
        ``lowest``, ``median``, ``highest`` (0 to 5), ``n`` (raters), ``range`` (steps), ``weight``
        (of the criterion, a share), ``spread`` (points of benefit, 0 to 100, that one standard
        deviation between the raters is worth), ``disagreement`` (three steps or more apart).
    """
    table = scoring.scores
    table = table.assign(
        range=table["highest"] - table["lowest"],
        weight=table["criterion"].map(scoring.weights).astype("float64"),
    )
    table["spread"] = 100 * table["deviation"] / HIGHEST_SCORE * table["weight"]
    still_open = table[(table["range"] > 0) & table["agreed"].isna()]
    ordered = still_open.sort_values(
        ["disagreement", "spread", "range"],
        ascending=[False, False, False],
        kind="stable",
        ignore_index=True,
    )
    return ordered[list(COLUMNS)]


def list_agreed_scores(scoring: Scoring) -> pd.DataFrame:
    """List the scores that were agreed on, beside what the raters gave alone.

    Returns
    -------
    pandas.DataFrame
        ``initiative``, ``criterion``, ``agreed``, ``median``, ``lowest``, ``highest``, ``n``
        (raters), ``n_differing`` (of them, with another score than the agreed one), ``shift``
        (agreed less median; missing without ratings).
    """
    table = scoring.scores[scoring.scores["agreed"].notna()]
    table = table.assign(
        n_differing=[len(names) for names in table["differing"]],
        shift=table["agreed"] - table["median"],
    )
    columns = [
        "initiative", "criterion", "agreed", "median", "lowest", "highest", "n", "n_differing",
        "shift",
    ]  # fmt: skip
    return table[columns].reset_index(drop=True)
