"""What the room thinks of the whole, beside what it scored part by part.

Where a card was put on the board is a judgement of its own. It is compared with the benefit that
follows from the scores, by rank and never by worth, since the two are measured on scales that have
nothing but their order in common; neither is ever worked back into the other.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from scipy.stats import spearmanr

from toolkit.model.board import Board

MIDDLE = 50.0  # of both sides of the board
FEWEST = 4  # cards on the board and scored, below which an order says nothing
LEAST_SHIFT = 2  # ranks
SHIFT_SHARE = 0.25  # of the cards that are compared


@dataclass(frozen=True, slots=True, eq=False)
class BoardReading:
    """What the board says.

    Parameters
    ----------
    table
        One row a card on the board, the highest benefit first: ``initiative``, ``board_effort`` and
        ``board_benefit`` (0 to 100), ``quadrant``, ``board_rank`` (1 is the highest, ties share),
        ``score_rank`` (of its benefit by the scores, among the same cards; missing without one),
        ``shift`` (ranks that the room puts it higher than its scores do; missing without a score),
        ``dots`` (votes; missing while they are hidden).
    higher, lower
        Initiatives that the room puts clearly higher, or lower, than their scores: by at least two
        ranks and a quarter of the cards compared.
    agreement
        Spearman's rank correlation of the two orders; ``None`` below four cards, or all equal.
    compared
        Cards that are on the board and have a benefit.
    """

    table: pd.DataFrame
    higher: tuple[str, ...]
    lower: tuple[str, ...]
    agreement: float | None
    compared: int


def name_board_quadrant(benefit: float, effort: float) -> str:
    """Name the quarter of the board that a card lies in; on a line it counts as much, or little."""
    if benefit >= MIDDLE:
        return "quick_win" if effort <= MIDDLE else "big_step"
    return "in_between" if effort <= MIDDLE else "time_sink"


def read_board(board: Board, benefits: pd.DataFrame) -> BoardReading:
    """Lay the room's judgement beside the scores.

    Parameters
    ----------
    benefits
        ``initiative`` and ``benefit`` (missing without scores), one row an initiative.
    """
    scored = dict(zip(benefits["initiative"], benefits["benefit"], strict=True))
    votes = {one.initiative: one.dots for one in board.dots} if board.dots_shown else None
    table = pd.DataFrame(
        [
            (
                card.initiative, card.effort, card.benefit,
                name_board_quadrant(card.benefit, card.effort), scored.get(card.initiative),
                None if votes is None else votes.get(card.initiative, 0),
            )
            for card in board.cards
        ],
        columns=["initiative", "board_effort", "board_benefit", "quadrant", "benefit", "dots"],
    )  # fmt: skip
    table["benefit"] = table["benefit"].astype("float64")
    table["dots"] = table["dots"].astype("Int64")
    table["board_rank"] = _rank(table["board_benefit"])
    both = table[table["benefit"].notna()]
    table["score_rank"] = _rank(both["benefit"]).reindex(table.index)
    table["shift"] = table["score_rank"] - _rank(both["board_benefit"]).reindex(table.index)
    table = table.sort_values(["board_rank", "board_effort", "initiative"], ignore_index=True)
    least = max(float(LEAST_SHIFT), SHIFT_SHARE * len(both))
    enough = len(both) >= FEWEST
    shift = table["shift"].fillna(0)
    names = table["initiative"].astype(str)
    return BoardReading(
        table[["initiative", "board_effort", "board_benefit", "quadrant", "board_rank",
               "score_rank", "shift", "dots"]],
        tuple(names[shift >= least]) if enough else (),
        tuple(names[shift <= -least]) if enough else (),
        _agree(both) if enough else None,
        len(both),
    )  # fmt: skip


def _rank(values: pd.Series[float]) -> pd.Series[int]:
    # Equal sums can differ in their last digits, and are equal all the same.
    return values.astype("float64").round(9).rank(ascending=False, method="min").astype("Int64")


def _agree(both: pd.DataFrame) -> float | None:
    if both["benefit"].nunique() < 2 or both["board_benefit"].nunique() < 2:
        return None
    return float(spearmanr(both["board_benefit"], both["benefit"]).statistic)
