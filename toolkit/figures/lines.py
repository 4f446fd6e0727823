"""Lines over months in small panels: one thing in colour each, what it stands beside in grey."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Picture
from matplotlib.ticker import FuncFormatter, MaxNLocator

from toolkit.figures.drawing import ACCENT, INK, RIVAL, RULE, SOFT, WIDE, new_picture
from toolkit.figures.words import LEADING, wrap_words
from toolkit.language import Language

PLOT, HEAD, FOOT, GUTTER, LABELS = 92, 30, 30, 22, 40  # pixels
PER_LINE, MOST_IN_ONE_LINE, PER_NARROW_LINE = 3, 4, 2
TITLE, TEXT = 13, 12


@dataclass(frozen=True, slots=True)
class Line:
    """Heights at places from 0 to 1; ``front`` is the panel's own, others stand behind it."""

    places: tuple[float, ...]
    heights: tuple[float, ...]
    front: bool = True


@dataclass(frozen=True, slots=True)
class LinePanel:
    """A title, the quiet words under it, and lines; ``own`` panels are in the accent colour."""

    title: str
    lines: tuple[Line, ...]
    text: str = ""
    own: bool = False


def draw_lines(
    panels: Sequence[LinePanel],
    tick: Callable[[float], str],
    ends: tuple[str, str],
    *,
    shared: bool,
    zero: bool = False,
) -> Callable[[int], Picture]:
    """Draw panels of lines.

    Parameters
    ----------
    tick
        Writes a height in the report's language.
    ends
        What the left and the right end of all panels are called.
    shared
        Whether all panels have one scale.
    zero
        Whether the scale begins at nothing.
    """
    every = [height for panel in panels for line in panel.lines for height in line.heights]

    def draw(width: int) -> Picture:
        wide = width >= WIDE
        in_line = len(panels) if len(panels) <= MOST_IN_ONE_LINE else PER_LINE
        columns = in_line if wide else min(len(panels), PER_NARROW_LINE)
        lines = math.ceil(len(panels) / columns)
        room = (width - GUTTER * (columns - 1)) / columns
        titles = [wrap_words(panel.title, room, TITLE, "bold") for panel in panels]
        texts = [wrap_words(panel.text, room, TEXT) for panel in panels]
        words_above = max(len(title) for title in titles) + max(len(text) for text in texts)
        head = HEAD + LEADING * (words_above - 1)
        height = head + PLOT + FOOT
        picture = new_picture(width, height * lines, lines, columns)
        for index, axes in enumerate(picture.axes):
            if index >= len(panels):
                axes.remove()
                continue
            line, column = divmod(index, columns)
            left, top = column * (room + GUTTER), line * height + head
            total = height * lines
            axes.set_position(
                (
                    (left + LABELS) / width,
                    1 - (top + PLOT) / total,
                    (room - LABELS - 6) / width,
                    PLOT / total,
                )
            )
            panel = panels[index]
            own = [height for part in panel.lines for height in part.heights]
            _draw_panel(axes, panel, tick, ends, every if shared else own, zero=zero)
            for number, words in enumerate(titles[index]):
                axes.annotate(
                    words, (0, 1), (-LABELS, head - 16 - LEADING * number),
                    xycoords="axes fraction", textcoords="offset pixels", weight="bold",
                    fontsize=TITLE, color=ACCENT if panel.own else INK,
                )  # fmt: skip
            for number, words in enumerate(texts[index], len(titles[index])):
                axes.annotate(
                    words, (0, 1), (-LABELS, head - 16 - LEADING * number),
                    xycoords="axes fraction", textcoords="offset pixels", fontsize=TEXT,
                    color=SOFT,
                )  # fmt: skip
        return picture

    return draw


def short_month(day: dt.date, language: Language) -> str:
    """Write month and year as briefly as a table does."""
    return language.short_date(day).partition("\u00a0")[2]


def _draw_panel(
    axes: Axes,
    panel: LinePanel,
    tick: Callable[[float], str],
    ends: tuple[str, str],
    heights: Sequence[float],
    *,
    zero: bool,
) -> None:
    low, high = (0.0 if zero else min(heights)), max(heights)
    ticks = [float(one) for one in MaxNLocator(nbins=2, min_n_ticks=2).tick_values(low, high)]
    axes.set_xlim(-0.02, 1.03)
    low, high = min(low, ticks[0]), max(high, ticks[-1])
    # Room for the dot at a line's end.
    axes.set_ylim(low - 0.05 * (high - low), high + 0.05 * (high - low))
    for line in sorted(panel.lines, key=lambda one: one.front):
        colour = (ACCENT if panel.own else INK) if line.front else RIVAL
        axes.plot(
            line.places, line.heights, color=colour, linewidth=2.2 if line.front else 1.1,
            alpha=1 if line.front else 0.55, linestyle="-" if line.front else (0, (4, 2)),
        )  # fmt: skip
        if line.front and line.places:
            axes.plot(line.places[-1], line.heights[-1], "o", markersize=6, color=colour)
    sns.despine(ax=axes, left=True, bottom=True)
    axes.set_yticks(ticks)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: tick(value)))
    axes.tick_params(axis="y", length=0, pad=4, labelsize=11, labelcolor=SOFT)
    axes.set_xticks([])
    for place, words, side in ((0.0, ends[0], "left"), (1.0, ends[1], "right")):
        axes.annotate(
            words, (place, 0), (0, -18), xycoords="axes fraction", textcoords="offset pixels",
            ha=side, fontsize=11, color=SOFT,
        )  # fmt: skip
    axes.grid(visible=True, axis="y", color=RULE, linewidth=1)
    axes.set_axisbelow(True)
