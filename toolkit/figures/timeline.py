"""Work over the quarters of a plan: under each name a light bar to set it up, a full one to run.

Light and full differ in grey too, and the light one has an edge, so that nothing hangs on colour.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Picture
from matplotlib.patches import Rectangle

from toolkit.figures.drawing import (
    ACCENT,
    ACCENT_SOFT,
    FAINT,
    INK,
    RULE,
    SOFT,
    WIDE,
    new_picture,
    use_pixels,
)
from toolkit.figures.words import LEADING, measure_words, wrap_words

HEAD, ROW, HEIGHT, NAME, TEXT = 38, 46, 14, 13, 12  # pixels
EDGE = 1.4


@dataclass(frozen=True, slots=True)
class Work:
    """An initiative on the timeline.

    Parameters
    ----------
    start, ready
        Quarters (from 0) in which setting up begins, and in which it runs.
    text
        What is said behind its name.
    """

    name: str
    start: int
    ready: int
    text: str


def draw_timeline(
    works: Sequence[Work], ticks: Sequence[tuple[str, str]]
) -> Callable[[int], Picture]:
    """Draw initiatives below each other.

    Parameters
    ----------
    ticks
        For each quarter its name in short, and the year below it where that begins.
    """

    def draw(width: int) -> Picture:
        laid = [_lay_out(work, width) for work in works]
        heights = [ROW + LEADING * (len(lines) - 1) for lines in laid]
        total = HEAD + sum(heights)
        picture = new_picture(width, total)
        axes = picture.axes[0]
        use_pixels(axes, width, total)
        quarter = (width - EDGE) / len(ticks)
        _draw_ticks(axes, ticks, quarter)
        top = float(HEAD)
        for work, lines, tall in zip(works, laid, heights, strict=True):
            _draw_work(axes, work, lines, top, tall, quarter, len(ticks))
            top += tall
        return picture

    return draw


def _lay_out(work: Work, width: int) -> list[str]:
    beside = measure_words(work.name, NAME) + 10 + measure_words(work.text, TEXT) < width
    if beside and width >= WIDE:
        return [work.name]
    return [*wrap_words(work.name, width, NAME), *wrap_words(work.text, width, TEXT)]


def _draw_ticks(axes: Axes, ticks: Sequence[tuple[str, str]], quarter: float) -> None:
    words = max(measure_words(short, 11.5) for short, _ in ticks)
    # Where quarters are too narrow for their names, every other one is named.
    step = 1 if words + 4 < quarter else 2
    for number, (short, year) in enumerate(ticks):
        left = number * quarter
        axes.plot([left, left], [4, HEAD - 8], color=RULE, linewidth=1)
        if number % step == 0:
            axes.text(left + 3, 13, short, fontsize=11.5, color=SOFT, va="baseline")
        if year:
            axes.text(left + 3, 27, year, fontsize=11, color=FAINT, va="baseline")


def _draw_work(
    axes: Axes,
    work: Work,
    lines: Sequence[str],
    top: float,
    tall: float,
    quarter: float,
    quarters: int,
) -> None:
    named = wrap_words(work.name, axes.get_xlim()[1], NAME) if len(lines) > 1 else [work.name]
    for number, line in enumerate(lines):
        is_name = number < len(named)
        axes.text(
            0, top + 16 + LEADING * number, line, fontsize=NAME if is_name else TEXT,
            color=INK if is_name else SOFT, va="baseline",
        )  # fmt: skip
    if len(lines) == 1:
        behind = measure_words(work.name, NAME) + 10
        axes.text(behind, top + 16, work.text, fontsize=TEXT, color=SOFT, va="baseline")
    place = top + tall - HEIGHT - 8
    # Quarters are marked beside the bars only, so that no line runs through a name.
    for number in range(quarters):
        at = number * quarter
        axes.plot([at, at], [place - 3, place + HEIGHT + 3], color=RULE, linewidth=1)
    left, middle = work.start * quarter, min(work.ready, quarters) * quarter
    axes.add_patch(
        Rectangle(
            (left + EDGE, place), max(middle - left - EDGE, 0), HEIGHT, facecolor=ACCENT_SOFT,
            edgecolor=ACCENT, linewidth=EDGE,
        )
    )  # fmt: skip
    if work.ready < quarters:
        right = quarters * quarter
        axes.add_patch(
            Rectangle((middle, place), right - middle, HEIGHT, facecolor=ACCENT, linewidth=0)
        )
