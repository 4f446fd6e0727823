"""Bars in two parts, the name above each, so that long names stay whole on a phone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure as Picture
from matplotlib.patches import Rectangle

from toolkit.figures.drawing import ACCENT, INK, RIVAL, SOFT, new_picture, use_pixels
from toolkit.figures.words import LEADING, measure_words, wrap_words

ROW, HEIGHT, GAP = 40, 13, 8  # pixels


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of two parts, and what is written behind it; ``own`` ones are in the accent colour."""

    name: str
    first: float
    second: float
    text: str
    own: bool = True


def draw_bars(bars: Sequence[Bar]) -> Callable[[int], Picture]:
    """Draw bars on one scale from 0: the first part full, the second part hollow."""

    def draw(width: int) -> Picture:
        names = [wrap_words(bar.name, width, 13) for bar in bars]
        heights = [ROW + LEADING * (len(lines) - 1) for lines in names]
        height = sum(heights)
        picture = new_picture(width, height)
        axes = picture.axes[0]
        use_pixels(axes, width, height)
        # Behind the longest bar there is room for the longest words.
        words = max((measure_words(bar.text, 12) for bar in bars), default=0)
        room = width - GAP - words
        most = max((bar.first + bar.second for bar in bars), default=0) or 1
        bottom = 0.0
        for bar, lines, tall in zip(bars, names, heights, strict=True):
            bottom += tall
            top = bottom - ROW
            colour = ACCENT if bar.own else RIVAL
            for number, line in enumerate(reversed(lines)):
                above = top + 14 - LEADING * number
                axes.text(0, above, line, fontsize=13, color=INK, va="baseline")
            one, two = bar.first / most * room, bar.second / most * room
            axes.add_patch(Rectangle((0, top + 20), one, HEIGHT, facecolor=colour, linewidth=0))
            axes.add_patch(
                Rectangle((one, top + 20), two, HEIGHT, facecolor=colour, alpha=0.3, linewidth=0)
            )
            axes.text(one + two + GAP, top + 31, bar.text, fontsize=12, color=SOFT, va="baseline")
        return picture

    return draw
