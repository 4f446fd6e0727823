"""Dots with intervals: each panel has its own scale, each row a name, a dot and how sure it is."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Picture
from matplotlib.ticker import FuncFormatter, MaxNLocator

from toolkit.figures.drawing import ACCENT, FAINT, INK, RIVAL, RULE, SOFT, WIDE, new_picture
from toolkit.figures.words import LEADING, wrap_words

ROW, HEAD, FOOT, GUTTER = 46, 34, 30, 36  # pixels
PER_LINE = 3
TITLE = 14  # size of a panel's title


@dataclass(frozen=True, slots=True)
class Row:
    """A name with a value, its interval, and how both are written; or a remark in their place.

    ``own`` rows stand in the accent colour; ``ring`` is a value to compare with, drawn as a ring.
    """

    name: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    text: str = ""
    remark: str = ""
    own: bool = False
    ring: float | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """Rows that share a scale. ``limit`` fixes the scale's end; without, the data decide."""

    title: str
    rows: tuple[Row, ...]
    limit: float | None = None


def draw_panels(
    panels: Sequence[Panel], tick: Callable[[float], str], per_line: int = PER_LINE
) -> Callable[[int], Picture]:
    """Draw panels beside each other, or below each other where it is narrow.

    Parameters
    ----------
    panels
        In reading order.
    tick
        Writes a number of the scale in the report's language.
    per_line
        Panels beside each other where there is room.
    """

    def draw(width: int) -> Picture:
        columns = min(len(panels), per_line) if width >= WIDE else 1
        lines = math.ceil(len(panels) / columns)
        panel_width = (width - GUTTER * (columns - 1)) / columns
        titles = [wrap_words(panel.title, panel_width, TITLE, "bold") for panel in panels]
        starts = range(0, lines * columns, columns)
        heads = [
            HEAD + LEADING * (max(len(title) for title in titles[start:][:columns]) - 1)
            for start in starts
        ]
        heights = [
            head + FOOT + ROW * max(len(panel.rows) for panel in panels[start:][:columns])
            for head, start in zip(heads, starts, strict=True)
        ]
        total = sum(heights)
        picture = new_picture(width, total, lines, columns)
        for index, axes in enumerate(picture.axes):
            line, column = divmod(index, columns)
            if index >= len(panels):
                axes.remove()
                continue
            top = sum(heights[:line]) + heads[line]
            height = heights[line] - heads[line] - FOOT
            left = column * (panel_width + GUTTER)
            axes.set_position(
                (left / width, 1 - (top + height) / total, panel_width / width, height / total)
            )
            _draw_panel(axes, panels[index], titles[index], tick, panel_width, height)
        return picture

    return draw


def find_ticks(end: float) -> list[float]:
    """Choose round ticks from 0; the last is at `end` or beyond, so that none leaves data out."""
    locator = MaxNLocator(nbins=3, steps=[1, 2, 2.5, 5, 10], min_n_ticks=2)
    ticks = [float(value) for value in locator.tick_values(0, end) if value >= 0]
    # A whisker of rounding is not beyond.
    reached = next((n for n, value in enumerate(ticks) if value >= end * (1 - 1e-9)), len(ticks))
    return ticks[: reached + 1]


def _draw_panel(
    axes: Axes,
    panel: Panel,
    title: Sequence[str],
    tick: Callable[[float], str],
    width: float,
    height: float,
) -> None:
    reach = max(
        (
            edge
            for row in panel.rows
            for edge in (row.value, row.high, row.ring)
            if edge is not None
        ),
        default=1.0,
    )
    ticks = find_ticks(max(reach, panel.limit or 0) or 1.0)
    # Room at the right for the last value's text, which stands beside its interval.
    end = ticks[-1]
    room = 52 / width * end
    axes.set_xlim(-0.012 * end, end + room)
    axes.set_ylim(height, 0)
    for number, words in enumerate(reversed(title)):
        up = -16 - LEADING * number
        axes.text(0, up, words, weight="bold", fontsize=TITLE, color=INK, va="baseline")
    for number, row in enumerate(panel.rows):
        _draw_row(axes, row, number * ROW)
    sns.despine(ax=axes, left=True, bottom=True)
    axes.set_yticks([])
    axes.set_xticks(ticks)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: tick(value)))
    axes.tick_params(axis="x", length=0, pad=5)
    axes.grid(visible=True, axis="x", color=RULE, linewidth=1)
    axes.set_axisbelow(True)


def _draw_row(axes: Axes, row: Row, top: float) -> None:
    colour, text = (ACCENT, ACCENT) if row.own else (RIVAL, SOFT)
    weight = "bold" if row.own else "normal"
    axes.text(0, top + 13, row.name, fontsize=13, color=text, weight=weight, va="baseline")
    line = top + 26
    if row.value is None:
        axes.text(
            0, line + 4, row.remark, fontsize=11.5, color=FAINT, style="italic", va="baseline"
        )
        return
    low, high = row.low, row.high
    if low is not None and high is not None:
        axes.plot([low, high], [line, line], color=colour, linewidth=5, alpha=0.32)
    if row.ring is not None:
        axes.plot([row.ring, row.value], [line, line], color=colour, linewidth=2, alpha=0.6)
        axes.plot(row.ring, line, "o", markersize=9, mfc="none", mec=RIVAL, mew=2)
    axes.plot(row.value, line, "o", markersize=11, color=colour, markeredgewidth=0)
    edge = max(one for one in (row.value, high, row.ring) if one is not None)
    axes.annotate(
        row.text, (edge, line), (9, -4), textcoords="offset pixels",
        fontsize=12.5, color=text, weight=weight,
    )  # fmt: skip
