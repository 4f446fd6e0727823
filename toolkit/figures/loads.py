"""Hours asked against hours there are, quarter by quarter, a panel for each team.

The line is what may be used; the hatched part above it is kept for experiments.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Picture
from matplotlib.patches import Rectangle

from toolkit.figures.drawing import (
    ACCENT,
    FAINT,
    INK,
    RULE,
    SOFT,
    WIDE,
    new_picture,
    use_pixels,
)
from toolkit.figures.words import LEADING, measure_words, wrap_words

PLOT, HEAD, FOOT, GUTTER = 110, 32, 40, 26  # pixels
PER_LINE, TITLE, SMALL = 2, 13, 11


@dataclass(frozen=True, slots=True)
class LoadPanel:
    """A team: hours asked, hours there are and hours kept, each quarter by quarter."""

    title: str
    hours: tuple[float, ...]
    capacity: tuple[float, ...]
    reserve: tuple[float, ...]


def draw_loads(
    panels: Sequence[LoadPanel], ticks: Sequence[tuple[str, str]], tick: Callable[[float], str]
) -> Callable[[int], Picture]:
    """Draw panels side by side, each on its own scale from 0.

    Parameters
    ----------
    ticks
        For each quarter its name in short, and the year below it where that begins.
    tick
        Writes hours in the report's language.
    """

    def draw(width: int) -> Picture:
        across = min(len(panels), PER_LINE) if width >= WIDE else 1
        room = (width - GUTTER * (across - 1)) / across
        titles = [wrap_words(panel.title, room, TITLE, "bold") for panel in panels]
        head = HEAD + LEADING * (max(len(lines) for lines in titles) - 1)
        height = head + PLOT + FOOT
        total = height * math.ceil(len(panels) / across)
        picture = new_picture(width, total)
        axes = picture.axes[0]
        use_pixels(axes, width, total)
        for number, (panel, lines) in enumerate(zip(panels, titles, strict=True)):
            row, column = divmod(number, across)
            left, top = column * (room + GUTTER), row * height
            for place, line in enumerate(lines):
                axes.text(
                    left, top + 16 + LEADING * place, line, fontsize=TITLE, color=INK,
                    weight="bold", va="baseline",
                )  # fmt: skip
            _draw_panel(axes, panel, ticks, tick, left, top + head, room)
        return picture

    return draw


def _draw_panel(
    axes: Axes,
    panel: LoadPanel,
    ticks: Sequence[tuple[str, str]],
    tick: Callable[[float], str],
    left: float,
    top: float,
    room: float,
) -> None:
    whole = [one + kept for one, kept in zip(panel.capacity, panel.reserve, strict=True)]
    most = max((*whole, *panel.hours, 1.0)) * 1.12
    wide, bottom = room / len(ticks), top + PLOT
    named = max(measure_words(tick(hours), SMALL) for hours in panel.hours) + 2 < wide
    axes.plot([left, left + room], [bottom, bottom], color=RULE, linewidth=1)
    for number, hours in enumerate(panel.hours):
        start = left + number * wide
        line = bottom - panel.capacity[number] / most * PLOT
        kept = panel.reserve[number] / most * PLOT
        tall = hours / most * PLOT
        axes.add_patch(
            Rectangle(
                (start, line - kept), wide, kept, facecolor="none", edgecolor=SOFT, hatch="////",
                linewidth=0,
            )
        )  # fmt: skip
        axes.add_patch(
            Rectangle(
                (start + 0.18 * wide, bottom - tall), 0.64 * wide, tall, facecolor=ACCENT,
                linewidth=0,
            )
        )  # fmt: skip
        axes.plot([start, start + wide], [line, line], color=INK, linewidth=2)
        short, year = ticks[number]
        if named or number % 2 == 0:
            axes.text(
                start + wide / 2, bottom + 14, short, ha="center", fontsize=SMALL, color=SOFT,
                va="baseline",
            )  # fmt: skip
            axes.text(
                start + wide / 2, bottom + 28, f"{tick(hours)}", ha="center", fontsize=SMALL,
                color=INK, va="baseline",
            )  # fmt: skip
        if year:
            axes.text(start, top - 4, year, fontsize=SMALL, color=FAINT, va="baseline")
