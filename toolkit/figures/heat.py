"""A matrix of cells, the weightier the darker; what is unknown stays empty and says so."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Picture
from matplotlib.patches import Rectangle

from toolkit.figures.drawing import (
    ACCENT,
    FAINT,
    INK,
    PAPER,
    RULE,
    SOFT,
    WIDE,
    new_picture,
    use_pixels,
)
from toolkit.figures.words import LEADING, measure_words, wrap_words, write_lines

CELL, HEAD, GAP, NAME = 46, 42, 3, 24  # pixels
STRONGEST = 0.45  # of the accent, so that ink on it stays readable


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, and how strongly it is coloured: from 0 to 1, ``None`` unknown."""

    text: str
    strength: float | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Cells by row and column, and a line of totals below them, each with its weight."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    total: str = ""
    totals: tuple[Cell, ...] = ()


def draw_matrix(matrix: Matrix) -> Callable[[int], Picture]:
    """Draw a matrix; where it is narrow, the name of a row stands above its cells."""

    def draw(width: int) -> Picture:
        wide = width >= WIDE
        names = 190.0 if wide else 0.0
        lines = [*zip(matrix.rows, matrix.cells, strict=True)]
        if matrix.totals:
            lines.append((matrix.total, matrix.totals))
        named = [_break_name(name, width, wide=wide) for name, _ in lines]
        above = [0.0 if wide else NAME + LEADING * (len(words) - 1) for words in named]
        across = (width - names) / len(matrix.columns)
        size = 12 if wide else 11
        turned = _is_turned(matrix.columns, across - GAP, size)
        head = (
            max(HEAD, *(measure_words(one, size) + 14 for one in matrix.columns))
            if turned
            else HEAD
        )
        height = head + CELL * len(lines) + sum(above)
        picture = new_picture(width, height)
        axes = picture.axes[0]
        use_pixels(axes, width, height)
        for place, name in enumerate(matrix.columns):
            middle = names + (place + 0.5) * across
            if turned:
                axes.text(
                    middle, head - 7, name, ha="center", va="bottom", rotation=90,
                    fontsize=size, color=SOFT,
                )  # fmt: skip
                continue
            words = wrap_words(name, across - GAP, size)
            write_lines(
                axes, middle, head - 13 - LEADING * (len(words) - 1) / 2, words, "center",
                fontsize=size, color=SOFT,
            )  # fmt: skip
        top = float(head)
        for line, (_, cells) in enumerate(lines):
            middle = top + CELL / 2 if wide else top + above[line] / 2 + 2
            write_lines(axes, 0, middle, named[line], "left", fontsize=13, color=INK)
            top += above[line]
            total = line == len(matrix.rows)
            for place, cell in enumerate(cells):
                left = names + place * across
                _draw_cell(axes, cell, left, top, across, total=total)
            top += CELL
        return picture

    return draw


def _is_turned(names: tuple[str, ...], room: float, size: float) -> bool:
    """Say whether names stand upright: a word is wider than its column, and none is ever cut."""
    return any(measure_words(word, size) > room for name in names for word in name.split())


def _break_name(name: str, width: float, *, wide: bool) -> list[str]:
    if wide:
        return [line for part in name.split("\n") for line in textwrap.wrap(part, 26)]
    return wrap_words(name.replace("\n", ", "), width, 13)


def _draw_cell(
    axes: Axes, cell: Cell, left: float, top: float, width: float, *, total: bool
) -> None:
    if not total:
        box = (left + GAP / 2, top + GAP / 2), width - GAP, CELL - GAP
        axes.add_patch(Rectangle(*box, facecolor=PAPER, edgecolor=RULE, linewidth=1))
        if cell.strength:
            alpha = STRONGEST * cell.strength
            axes.add_patch(Rectangle(*box, facecolor=ACCENT, linewidth=0, alpha=alpha))
    axes.text(
        left + width / 2, top + CELL / 2, cell.text, ha="center", va="center",
        fontsize=14 if total else 13, weight="bold" if total else "normal",
        color=FAINT if cell.strength is None else INK,
        style="italic" if cell.strength is None and not total else "normal",
    )  # fmt: skip
