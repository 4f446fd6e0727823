"""What the room thinks of the whole, beside what it scored part by part.

Where a card was put on the board is a judgement of its own. It is laid beside the benefit that
follows from the scores, by place and by points: both run from nothing to the most. Neither is ever
worked back into the other.
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
FAR = 20.0  # points of benefit, beyond which a card lies clearly elsewhere than its scores


@dataclass(frozen=True, slots=True, eq=False)
class BoardReading:
    """What the board says.

    Parameters
    ----------
    table
        One row an initiative with a card on the board or dots, the highest on the board first and
        those beside it last: ``initiative``, ``board_effort`` and ``board_benefit`` (0 to 100;
        missing for a card beside the board), ``quadrant`` (likewise), ``board_rank`` (1 is the
        highest, ties share), ``score_rank`` (of its benefit by the scores, among the same cards;
        missing without one), ``shift`` (ranks that the room puts it higher than its scores do),
        ``dots`` (votes; missing while they are hidden), ``benefit`` (by the scores, 0 to 100),
        ``difference`` (points that the room puts it higher), ``score_quadrant`` (by scores and
        hours; missing where there is none).
    higher, lower
        Initiatives that the room puts clearly higher, or lower, than their scores: by more than 20
        points, or, from four cards compared, by at least two ranks and a quarter of these cards.
    elsewhere
        Others that lie in another quarter of the board than by their scores and hours.
    agreement
        Spearman's rank correlation of the two orders; ``None`` below four cards, or all equal.
    compared
        Cards that are on the board and have a benefit.
    placed, total
        Cards on the board, and initiatives that there are.
    """

    table: pd.DataFrame
    higher: tuple[str, ...]
    lower: tuple[str, ...]
    elsewhere: tuple[str, ...]
    agreement: float | None
    compared: int
    placed: int
    total: int

    @property
    def cards(self) -> pd.DataFrame:
        """The rows of cards that lie on the board."""
        return self.table[self.table["board_benefit"].notna()]


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
        ``initiative``, ``benefit`` (missing without scores) and, where it is to be laid beside the
        room's, ``quadrant``, one row an initiative.
    """
    votes = {one.initiative: one.dots for one in board.dots} if board.dots_shown else {}
    cards = {card.initiative: card for card in board.cards}
    keys = [*cards, *(key for key in votes if key not in cards)]
    rows = [
        (key, card.effort, card.benefit, name_board_quadrant(card.benefit, card.effort))
        if (card := cards.get(key))
        else (key, None, None, None)
        for key in keys
    ]
    table = pd.DataFrame(
        rows, columns=["initiative", "board_effort", "board_benefit", "quadrant"]
    ).astype({"board_effort": "float64", "board_benefit": "float64", "quadrant": "string"})
    dots = [votes.get(key, 0) if board.dots_shown else None for key in keys]
    table["dots"] = pd.Series(dots, dtype="Int64")
    known = benefits.set_index("initiative").reindex(keys)
    table["benefit"] = known["benefit"].astype("float64").to_numpy()
    by_scores = known["quadrant"].tolist() if "quadrant" in known else [None] * len(keys)
    table["score_quadrant"] = pd.Series(by_scores, dtype="string")
    both = table[table["benefit"].notna() & table["board_benefit"].notna()]
    table["board_rank"] = _rank(table["board_benefit"])
    table["score_rank"] = _rank(both["benefit"]).reindex(table.index)
    table["shift"] = table["score_rank"] - _rank(both["board_benefit"]).reindex(table.index)
    table["difference"] = table["board_benefit"] - table["benefit"]
    table = table.sort_values(
        ["board_rank", "board_effort", "initiative"], ignore_index=True, na_position="last"
    )
    higher, lower = _find_far(table, len(both))
    moved = (table["quadrant"] != table["score_quadrant"]).fillna(value=False).astype(bool)
    names = table["initiative"].astype(str)
    return BoardReading(
        table[["initiative", "board_effort", "board_benefit", "quadrant", "board_rank",
               "score_rank", "shift", "dots", "benefit", "difference", "score_quadrant"]],
        tuple(names[higher]),
        tuple(names[lower]),
        tuple(names[moved & ~higher & ~lower]),
        _agree(both) if len(both) >= FEWEST else None,
        len(both),
        len(cards),
        len(benefits),
    )  # fmt: skip


def _find_far(table: pd.DataFrame, compared: int) -> tuple[pd.Series[bool], pd.Series[bool]]:
    """Mark what lies clearly higher, and clearly lower; where points and ranks differ, points."""
    higher, lower = table["difference"] > FAR, table["difference"] < -FAR
    least = max(float(LEAST_SHIFT), SHIFT_SHARE * compared)
    shift = table["shift"].fillna(0) if compared >= FEWEST else 0 * table["difference"].fillna(0)
    by_rank = (shift >= least).astype(bool), (shift <= -least).astype(bool)
    return higher | (by_rank[0] & ~lower), lower | (by_rank[1] & ~higher)


def _rank(values: pd.Series[float]) -> pd.Series[int]:
    # Equal sums can differ in their last digits, and are equal all the same.
    return values.astype("float64").round(9).rank(ascending=False, method="min").astype("Int64")


def _agree(both: pd.DataFrame) -> float | None:
    if both["benefit"].nunique() < 2 or both["board_benefit"].nunique() < 2:
        return None
    return float(spearmanr(both["board_benefit"], both["benefit"]).statistic)
