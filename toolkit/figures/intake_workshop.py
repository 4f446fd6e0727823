"""The intake's figures: the vote, what follows for the objectives, and how far the client is."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Picture
from matplotlib.ticker import FuncFormatter

from toolkit import bundle
from toolkit.analysis.discipline import BEST_FIT, DISCIPLINE_MEANINGS, Priorities, Votes
from toolkit.analysis.maturity import Growth
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.figures.bars import Bar, draw_bars
from toolkit.figures.drawing import (
    ACCENT,
    INK,
    RIVAL,
    RULE,
    SOFT,
    WIDE,
    exhibit_figure,
    new_picture,
)
from toolkit.figures.heat import Cell, Matrix, draw_matrix
from toolkit.language import Language
from toolkit.model.intake import DISCIPLINE_NAMES, OBJECTIVE_NAMES, PHASE_NAMES
from toolkit.tidy import tabulate

LINE, FOOT = 62, 26  # pixels
LAST_PHASE = len(PHASE_NAMES)


def votes_figure(
    votes: Votes, chosen: str | None, language: Language, title: str
) -> Exhibit | None:
    """Show the points of each discipline: their mean, and how far the participants lie apart."""
    if not votes.participants:
        return None
    spread = language.text("{name}: {mean} points on average, from {low} to {high}")
    alternative = [
        spread.format(
            name=language.text(DISCIPLINE_NAMES[row["discipline"]]),
            mean=language.number(row["mean"]),
            low=language.number(row["lowest"]),
            high=language.number(row["highest"]),
        )
        for row in votes.table.to_dict("records")
    ]
    names = votes.table["discipline"].map(lambda key: language.text(DISCIPLINE_NAMES[key]))
    frame = votes.table.assign(name=names)
    columns = (
        Column(name="discipline", label=language.text("Discipline, as a key")),
        Column(name="name", label=language.text("Discipline")),
        Column(name="mean", label=language.text("Mean"), unit="number", decimals=1),
        Column(name="lowest", label=language.text("Lowest"), unit="number"),
        Column(name="quartile_1", label=language.text("Lower quarter"), unit="number", decimals=1),
        Column(name="median", label=language.text("Middle"), unit="number", decimals=1),
        Column(name="quartile_3", label=language.text("Upper quarter"), unit="number", decimals=1),
        Column(name="highest", label=language.text("Highest"), unit="number"),
        Column(name="rank", label=language.text("Place"), unit="count"),
    )
    figure = bundle.Figure(
        name="intake-votes",
        kind="intervals",
        title=title,
        measure=language.text(
            "Points of 100 that each participant gave: the dot is the mean, the thick line holds "
            "the middle half of the team, the thin line everybody"
        ),
        alt=". ".join(alternative) + ".",
        data=tabulate(
            frame,
            columns,
            name="figure_votes",
            title=title,
            shown=[column.name for column in columns[1:]],
        ),
        n=language.plural("{n} participant", "{n} participants", votes.participants),
        source=language.text("workshop"),
    )
    return exhibit_figure(figure, _draw_votes(votes, chosen, language))


def matrix_figure(priorities: Priorities, language: Language, title: str) -> Exhibit | None:
    """Show how well each objective fits each discipline, and what that makes of the objectives."""
    cells = priorities.cells
    if cells["fit"].isna().all():
        return None
    most = float((cells["weight"].fillna(1) * BEST_FIT).max())
    disciplines, objectives = (
        list(dict.fromkeys(cells["discipline"])),
        list(dict.fromkeys(cells["objective"])),
    )
    found = cells.set_index(["discipline", "objective"])
    drawn = [
        tuple(_cell(found.loc[(row, column)], most, language) for column in objectives)
        for row in disciplines
    ]
    totals = tuple(
        Cell(language.number(value, 1) if pd.notna(value) else "–", None if pd.isna(value) else 0)
        for value in priorities.objectives["priority"]
    )
    matrix = Matrix(
        tuple(_discipline(name, found, language) for name in disciplines),
        tuple(language.text(OBJECTIVE_NAMES[name]) for name in objectives),
        tuple(drawn),
        language.text("Weighed"),
        totals,
    )
    known = priorities.objectives.dropna(subset="priority").sort_values(
        "priority", ascending=False, kind="stable"
    )
    alternative = language.text("Weighed from 0 to 3: {list}.", list=language.listing(
        f"{language.text(OBJECTIVE_NAMES[row['objective']])} {language.number(row['priority'], 1)}"
        for row in known.to_dict("records")
    )) if len(known) else language.text("Nothing is weighed yet.")  # fmt: skip
    frame = cells.assign(
        row=cells["discipline"].map(lambda key: language.text(DISCIPLINE_NAMES[key])),
        column=cells["objective"].map(lambda key: language.text(OBJECTIVE_NAMES[key])),
    )
    columns = (
        Column(name="discipline", label=language.text("Discipline, as a key")),
        Column(name="objective", label=language.text("Objective, as a key")),
        Column(name="row", label=language.text("Discipline")),
        Column(name="column", label=language.text("Objective")),
        Column(name="fit", label=language.text("Fit, 0 to 3"), unit="count"),
        Column(name="weight", label=language.text("Share of the points"), unit="share"),
        Column(name="priority", label=language.text("Fit times share"), unit="number", decimals=2),
    )
    figure = bundle.Figure(
        name="intake-matrix",
        kind="heat",
        title=title,
        measure=language.text(
            "How well each objective fits, from 0 (not at all) to 3 (fully); the darker, the more "
            "it weighs with the points that the team gave"
        ),
        alt=alternative,
        data=tabulate(
            frame, columns, name="figure_matrix", title=title,
            shown=["row", "column", "fit", "weight", "priority"],
        ),
        n=language.plural("{n} cell not filled in", "{n} cells not filled in", priorities.unknown)
        if priorities.unknown
        else "",
        source=language.text("workshop"),
    )  # fmt: skip
    return exhibit_figure(figure, draw_matrix(matrix))


def maturity_figure(growth: Growth, language: Language, title: str) -> Exhibit | None:
    """Show how far each side is; those that hold the client back stand out."""
    if not growth.known:
        return None
    bars, alternative = [], []
    for side in growth.sides:
        name = language.text(side.label)
        words = language.text("unknown")
        if side.phase is not None:
            words = language.text(PHASE_NAMES[str(side.phase)])
        phase = side.phase or 0
        bars.append(Bar(name, phase, LAST_PHASE - phase, words, own=side in growth.weakest))
        alternative.append(f"{name}: {words}")
    rows = [
        (
            side.name,
            language.text(side.label),
            side.phase,
            language.text(PHASE_NAMES[str(side.phase)]) if side.phase else None,
        )
        for side in growth.sides
    ]
    columns = (
        Column(name="side", label=language.text("Side, as a key")),
        Column(name="name", label=language.text("Side")),
        Column(name="phase", label=language.text("Phase, of 4"), unit="count"),
        Column(name="phase_name", label=language.text("Phase")),
    )
    frame = pd.DataFrame(rows, columns=[column.name for column in columns], dtype=object)
    figure = bundle.Figure(
        name="intake-maturity",
        kind="bars",
        title=title,
        measure=language.text("Phase of 4; the side that is least far decides"),
        alt=". ".join(alternative) + ".",
        data=tabulate(
            frame, columns, name="figure_maturity", title=title, shown=["name", "phase_name"]
        ),
        n=language.plural("{n} side known", "{n} sides known", len(growth.known)),
        source=language.text("workshop"),
    )
    return exhibit_figure(figure, draw_bars(bars))


def _cell(row: pd.Series, most: float, language: Language) -> Cell:
    if pd.isna(row["fit"]):
        return Cell(language.text("unknown"), None)
    # Without votes no discipline weighs more than another: colour by fit alone.
    weight = 1.0 if pd.isna(row["weight"]) else float(row["weight"])
    return Cell(language.number(float(row["fit"])), float(row["fit"]) * weight / most)


def _discipline(name: str, cells: pd.DataFrame, language: Language) -> str:
    words = language.text(DISCIPLINE_NAMES[name])
    weight = float(cells["weight"].xs(name).iloc[0])
    if pd.isna(weight):
        return words
    points = language.plural("{n} point", "{n} points", round(weight * 100))
    return f"{words}\n{points}"


def _draw_votes(votes: Votes, chosen: str | None, language: Language) -> Callable[[int], Picture]:
    def draw(width: int) -> Picture:
        height = LINE * len(votes.table) + FOOT
        picture = new_picture(width, height)
        axes = picture.axes[0]
        axes.set_position((0, FOOT / height, 1, 1 - FOOT / height))
        margin = 8 / width * 100
        axes.set_xlim(-margin, 100 + margin)
        axes.set_ylim(LINE * len(votes.table), 0)
        sns.despine(ax=axes, left=True, bottom=True)
        axes.set_yticks([])
        axes.set_xticks([0, 25, 50, 75, 100])
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: language.number(value)))
        axes.tick_params(axis="x", length=0, pad=5)
        axes.grid(visible=True, axis="x", color=RULE, linewidth=1)
        axes.set_axisbelow(True)
        for place, row in enumerate(votes.table.to_dict("records")):
            own = row["discipline"] == chosen
            _draw_vote(axes, row, place * LINE, language, width, own=own)
        return picture

    return draw


def _draw_vote(
    axes: Axes,
    row: dict[Hashable, Any],
    top: float,
    language: Language,
    width: int,
    *,
    own: bool,
) -> None:
    low, first, third, high, mean = (
        float(row[name]) for name in ("lowest", "quartile_1", "quartile_3", "highest", "mean")
    )
    colour = ACCENT if own else RIVAL
    key = str(row["discipline"])
    name = language.text(DISCIPLINE_NAMES[key])
    if width >= WIDE:
        meaning = language.text(DISCIPLINE_MEANINGS[key])
        name = language.text("{name}: winning by {meaning}", name=name, meaning=meaning)
    axes.text(
        0, top + 17, name, fontsize=13.5, va="baseline", color=ACCENT if own else INK,
        weight="bold" if own else "normal",
    )  # fmt: skip
    line = top + 36
    axes.plot([low, high], [line, line], color=colour, linewidth=1.6, alpha=0.7)
    axes.plot([first, third], [line, line], color=colour, linewidth=7, alpha=0.32)
    axes.plot(mean, line, "o", markersize=11, color=colour, markeredgewidth=0)
    axes.annotate(
        language.number(mean), (mean, line), (0, -19), textcoords="offset pixels", ha="center",
        fontsize=12, color=ACCENT if own else SOFT, weight="bold" if own else "normal",
    )  # fmt: skip
