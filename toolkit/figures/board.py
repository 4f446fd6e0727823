"""The board as the room left it: where each card lies, and what is voted for it."""

from __future__ import annotations

from toolkit import bundle
from toolkit.analysis.board import MIDDLE, BoardReading
from toolkit.analysis.build_join_ignore import QUADRANT_NAMES
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.figures.drawing import exhibit_figure
from toolkit.figures.plane import Mark, Plane, draw_plane
from toolkit.language import Language
from toolkit.model.board import QuadrantWords
from toolkit.tidy import tabulate

TOP = 100.0


def name_quarters(words: QuadrantWords, language: Language) -> dict[str, str]:
    """Give the quarters' names in the client's words, and else the usual ones."""
    return {
        key: getattr(words, key).strip() or language.text(usual)
        for key, usual in QUADRANT_NAMES.items()
    }


def board_figure(
    reading: BoardReading,
    names: dict[str, str],
    quadrants: QuadrantWords,
    language: Language,
    title: str,
) -> Exhibit | None:
    """Show where the room put each card; filled ones it puts higher than their scores do.

    Parameters
    ----------
    names
        Of the initiatives, by their keys.
    """
    table = reading.cards
    if table.empty:
        return None
    quarters = name_quarters(quadrants, language)
    named = [names[key] for key in table["initiative"]]
    marks = [
        Mark(name, row["board_effort"], row["board_benefit"], _look(reading, row["initiative"]))
        for name, row in zip(named, table.to_dict("records"), strict=True)
    ]
    plane = Plane(
        right=TOP,
        top=TOP,
        split_x=MIDDLE,
        split_y=MIDDLE,
        corners=(
            quarters["quick_win"], quarters["big_step"],
            quarters["in_between"], quarters["time_sink"],
        ),
        label_x=language.text("effort, as the room sees it"),
        label_y=language.text("benefit, as the room sees it"),
        tick=language.number,
    )  # fmt: skip
    frame = table.assign(name=named, quarter=[quarters[key] for key in table["quadrant"]])
    columns = (
        Column(name="initiative", label=language.text("Initiative, as a key")),
        Column(name="name", label=language.text("Initiative")),
        Column(name="board_effort", label=language.text("Effort on the board"), unit="number"),
        Column(name="board_benefit", label=language.text("Benefit on the board"), unit="number"),
        Column(name="quarter", label=language.text("Corner")),
    )
    listed = (
        language.text(
            "{name} (benefit {benefit}, effort {effort})",
            name=name,
            benefit=language.number(row["board_benefit"]),
            effort=language.number(row["board_effort"]),
        )
        for name, row in zip(named, table.to_dict("records"), strict=True)
    )
    figure = bundle.Figure(
        name="build-join-ignore-board",
        kind="matrix",
        title=title,
        measure=language.text(
            "Where the room put each card, from 0 to 100, without regard to scores. Filled: "
            "higher than its scores; hollow: lower; grey: about the same, or not scored"
        ),
        alt=language.text("On the board: {list}.", list=language.listing(listed)),
        data=tabulate(
            frame, columns, name="figure_board", title=title,
            shown=["name", "board_effort", "board_benefit", "quarter"],
        ),
        n=language.plural("{n} card", "{n} cards", len(table)),
        source=language.text("workshop"),
        folded=True,
    )  # fmt: skip
    return exhibit_figure(figure, draw_plane(marks, plane))


def _look(reading: BoardReading, key: str) -> str:
    if key in reading.higher:
        return "full"
    return "open" if key in reading.lower else "quiet"
