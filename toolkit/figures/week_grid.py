"""A week as a grid: days down, parts of the day across, one grid a platform.

What stands out is filled (more) or hatched (less) besides its sign, so that it can be told in grey.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
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
from toolkit.figures.words import LEADING, wrap_words

CELL, HEAD, NAMES, GUTTER, GAP, FOOT = 38, 40, 34, 28, 2, 12  # pixels
PER_LINE = 2


@dataclass(frozen=True, slots=True)
class TimeCell:
    """The first line (a change), the second (posts), and whether it stands out: -1, 0 or 1."""

    text: str
    base: str
    sign: int = 0


@dataclass(frozen=True, slots=True)
class TimeGrid:
    """A title, a quiet line under it, and cells by row and column; absent ones are empty."""

    title: str
    text: str
    cells: Mapping[tuple[int, int], TimeCell]


def draw_grids(
    grids: Sequence[TimeGrid], rows: Sequence[str], columns: Sequence[str]
) -> Callable[[int], Picture]:
    """Draw grids beside each other, or below each other where it is narrow."""

    def draw(width: int) -> Picture:
        across = min(len(grids), PER_LINE) if width >= WIDE else 1
        lines = math.ceil(len(grids) / across)
        room = (width - GUTTER * (across - 1)) / across if len(grids) > 1 else min(width, 480)
        texts = [wrap_words(grid.text, room, 12) for grid in grids]
        head = HEAD + LEADING * max(len(text) for text in texts)
        height = head + CELL * len(rows) + FOOT
        picture = new_picture(width, height * lines)
        axes = picture.axes[0]
        use_pixels(axes, width, height * lines)
        for place, grid in enumerate(grids):
            line, position = divmod(place, across)
            left, top = position * (room + GUTTER), line * height
            axes.text(left, top + 16, grid.title, weight="bold", fontsize=14, color=INK)
            for number, words in enumerate(texts[place]):
                axes.text(left, top + 33 + LEADING * number, words, fontsize=12, color=SOFT)
            one = (room - NAMES) / len(columns)
            for number, name in enumerate(columns):
                middle = left + NAMES + (number + 0.5) * one
                axes.text(middle, top + head - 5, name, ha="center", fontsize=11, color=SOFT)
            for row, name in enumerate(rows):
                below = top + head + row * CELL
                axes.text(left, below + CELL / 2 + 4, name, fontsize=12, color=INK)
                for column in range(len(columns)):
                    corner = left + NAMES + column * one, below
                    _draw_cell(axes, grid.cells.get((row, column)), *corner, one)
        return picture

    return draw


def _draw_cell(axes: Axes, cell: TimeCell | None, left: float, top: float, width: float) -> None:
    box = (left + GAP / 2, top + GAP / 2), width - GAP, CELL - GAP
    axes.add_patch(Rectangle(*box, facecolor=PAPER, edgecolor=RULE, linewidth=1))
    if cell is None:
        return
    if cell.sign > 0:
        axes.add_patch(Rectangle(*box, facecolor=ACCENT, alpha=0.3, linewidth=0))
    elif cell.sign < 0:
        axes.add_patch(Rectangle(*box, fill=False, edgecolor=FAINT, hatch="////", linewidth=0))
    middle = left + width / 2
    axes.text(
        middle, top + 16, cell.text, ha="center", fontsize=12,
        weight="bold" if cell.sign else "normal", color=INK if cell.sign else SOFT,
    )  # fmt: skip
    axes.text(middle, top + 31, cell.base, ha="center", fontsize=10.5, color=FAINT)
