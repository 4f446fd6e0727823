"""The room's judgement beside the scores, card by card."""

from __future__ import annotations

from toolkit.analysis.board import BoardReading
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.tables.layout import exhibit_table
from toolkit.tidy import tabulate


def board_table(reading: BoardReading, names: dict[str, str], language: Language) -> Exhibit | None:
    """Show for each card its place by the room and by its scores; published as ``board``.

    Parameters
    ----------
    names
        Of the initiatives, by their keys.
    """
    table = reading.table
    if table.empty:
        return None
    frame = table.assign(name=[names[key] for key in table["initiative"]])
    columns = [
        Column(name="initiative", label=language.text("Initiative, as a key")),
        Column(name="name", label=language.text("Initiative")),
        Column(name="board_rank", label=language.text("Place by the room"), unit="count"),
        Column(name="score_rank", label=language.text("Place by its scores"), unit="count"),
        Column(name="shift", label=language.text("Places higher by the room"), unit="count"),
        Column(name="dots", label=language.text("Dots"), unit="count"),
        Column(name="board_effort", label=language.text("Effort on the board"), unit="number"),
        Column(name="board_benefit", label=language.text("Benefit on the board"), unit="number"),
        Column(name="quadrant", label=language.text("Corner, as a key")),
        Column(name="benefit", label=language.text("Benefit by its scores"), unit="number"),
        Column(name="difference", label=language.text("Points higher by the room"), unit="number"),
        Column(name="score_quadrant", label=language.text("Corner by its scores, as a key")),
    ]
    shown = ["name", "board_benefit", "benefit", "difference", "board_rank", "score_rank"]
    if table["dots"].notna().any():
        shown.append("dots")
    exhibit = tabulate(
        frame,
        columns,
        name="board",
        title=language.text("What the room thinks, beside what it scored"),
        note=language.text(
            "A place by the scores is among the cards that are on the board and have been scored "
            "on all criteria. Without a place: a card beside the board."
        ),
        source=language.text("workshop"),
        shown=shown,
        folded=True,
    )
    return exhibit_table(exhibit, language)
