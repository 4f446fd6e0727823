"""Names at the left, dots at the right: rows that share one scale, in one panel or in several.

In several panels the rows are the same and stand once at the left, so that the eye goes across.
Where it is narrow the panels stand below each other and long names take two lines.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable, Sequence

import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Picture
from matplotlib.ticker import FuncFormatter

from toolkit.figures.drawing import ACCENT, FAINT, INK, RIVAL, RULE, SOFT, WIDE, new_picture
from toolkit.figures.intervals import Panel, Row

ROW, HEAD, FOOT, GUTTER, EDGE = 34, 30, 26, 22, 8  # pixels
LETTER = 7.3  # width of a letter at 13 pixels, on the wide side
PER_LINE = 5
NARROW_NAMES = 132
CROWDED = 170  # pixels of a panel below which it shows less of its scale


def draw_rows(
    panels: Sequence[Panel],
    tick: Callable[[float], str],
    ticks: Sequence[float],
    end: float = 1.0,
    *,
    values: bool = True,
) -> Callable[[int], Picture]:
    """Draw panels whose rows have the same names in the same order.

    Parameters
    ----------
    panels
        In reading order; a panel without a title takes no room for one.
    tick
        Writes a number of the scale in the report's language.
    ticks
        Numbers of the scale that get a line; the first and the last are written in each panel.
    end
        Where every panel's scale ends.
    values
        Whether a row's text stands beside its dot.
    """

    def draw(width: int) -> Picture:
        wide = width >= WIDE
        names = [row.name for row in panels[0].rows]
        column = min(max(len(name) for name in names) * LETTER + 14, 0.29 * width)
        column = column if wide else min(column, NARROW_NAMES)
        across = min(len(panels), PER_LINE) if wide else 1
        lines = math.ceil(len(panels) / across)
        head = HEAD if any(panel.title for panel in panels) else EDGE
        height = head + FOOT + ROW * len(names)
        total = height * lines
        picture = new_picture(width, total, lines, across)
        room = (width - column - GUTTER * (across - 1)) / across
        for place, axes in enumerate(picture.axes):
            line, position = divmod(place, across)
            if place >= len(panels):
                axes.remove()
                continue
            left = column + position * (room + GUTTER)
            top = line * height + head
            axes.set_position(
                (left / width, 1 - (top + ROW * len(names)) / total, room / width,
                 ROW * len(names) / total)
            )  # fmt: skip
            title = panels[place].title
            crowded = room < CROWDED
            _draw_panel(axes, panels[place], room, end, values=values)
            lines_shown = (ticks[0], ticks[len(ticks) // 2], ticks[-1]) if crowded else ticks
            _draw_scale(axes, tick, lines_shown, crowded=crowded)
            if title and wide:
                _write_title(axes, title, room)
            elif title:
                axes.annotate(
                    title, (0, 1), (-column, 10), xycoords="axes fraction",
                    textcoords="offset pixels", weight="bold", fontsize=14, color=INK,
                )  # fmt: skip
            if position == 0:
                _write_names(axes, panels, column)
        return picture

    return draw


def _write_title(axes: Axes, title: str, room: float) -> None:
    lines = textwrap.wrap(title, max(8, int(room / LETTER)))[:2]
    axes.annotate(
        "\n".join(lines), (0, 1), (0, 9), xycoords="axes fraction", textcoords="offset pixels",
        weight="bold", fontsize=12.5, color=INK, va="baseline", linespacing=1.1,
    )  # fmt: skip


def _write_names(axes: Axes, panels: Sequence[Panel], column: float) -> None:
    own = {row.name for panel in panels for row in panel.rows if row.own}
    for number, row in enumerate(panels[0].rows):
        lines = textwrap.wrap(row.name, int((column - 10) / LETTER))
        if len(lines) > 2:
            # What stands in brackets is an example; the table behind the figure has it in full.
            lines = textwrap.wrap(row.name.partition(" (")[0], int((column - 10) / LETTER))
        words = "\n".join(lines)
        axes.annotate(
            words, (0, number + 0.5), (-column, 0), xycoords=("axes fraction", "data"),
            textcoords="offset pixels", va="center", fontsize=13 if "\n" not in words else 12,
            color=INK if row.name in own else SOFT, linespacing=1.1,
        )  # fmt: skip


def _draw_scale(
    axes: Axes, tick: Callable[[float], str], ticks: Sequence[float], *, crowded: bool
) -> None:
    sns.despine(ax=axes, left=True, bottom=True)
    axes.set_yticks([])
    axes.set_xticks(list(ticks))
    shown = (ticks[0], ticks[-1]) if crowded else tuple(ticks)
    axes.xaxis.set_major_formatter(
        FuncFormatter(lambda value, _: tick(value) if value in shown else "")
    )
    axes.tick_params(axis="x", length=0, pad=4)
    axes.grid(visible=True, axis="x", color=RULE, linewidth=1)
    axes.set_axisbelow(True)


def _draw_panel(axes: Axes, panel: Panel, room: float, end: float, *, values: bool) -> None:
    margin = 7 / room * end
    axes.set_xlim(-margin, end + (40 / room * end if values else margin))
    axes.set_ylim(len(panel.rows), 0)
    size = 7.5 if room < CROWDED else 9.0
    for number, row in enumerate(panel.rows):
        _draw_row(axes, row, number + 0.5, size, values=values)


def _draw_row(axes: Axes, row: Row, line: float, size: float, *, values: bool) -> None:
    if row.value is None:
        axes.annotate(
            row.remark, (0, line), (0, -4), textcoords="offset pixels",
            fontsize=11.5, color=FAINT, style="italic",
        )  # fmt: skip
        return
    colour = ACCENT if row.own else RIVAL
    if row.low is not None and row.high is not None:
        axes.plot([row.low, row.high], [line, line], color=colour, linewidth=5, alpha=0.32)
    if row.ring is not None:
        axes.plot([row.ring, row.value], [line, line], color=colour, linewidth=2.5, alpha=0.4)
        axes.plot(row.ring, line, "o", markersize=size - 1, mfc="none", mec=RIVAL, mew=1.6)
    axes.plot(row.value, line, "o", markersize=size, color=colour, markeredgewidth=0)
    if values:
        edges = [edge for edge in (row.value, row.high, row.ring) if edge is not None]
        axes.annotate(
            row.text, (max(edges), line), (8, -4), textcoords="offset pixels", fontsize=12,
            color=ACCENT if row.own else SOFT, weight="bold" if row.own else "normal",
        )  # fmt: skip
