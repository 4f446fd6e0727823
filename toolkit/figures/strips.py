"""Days on a strip: a stroke for each day with a post, so that rhythm and silence can be seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure as Picture
from matplotlib.patches import Rectangle

from toolkit.figures.drawing import (
    ACCENT,
    FAINT,
    INK,
    RIVAL,
    RULE,
    SOFT,
    WARN,
    WASH,
    WIDE,
    new_picture,
    use_pixels,
)
from toolkit.figures.words import LEADING, measure_words, wrap_words

ROW, HEAD, FOOT, TALL = 48, 30, 24, 16  # pixels


@dataclass(frozen=True, slots=True)
class Strip:
    """Strokes at places from 0 to 1, the longest silence (from, to) and what is said of both."""

    name: str
    strokes: tuple[float, ...]
    silence: tuple[float, float] | None
    text: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class StripPanel:
    """Strips over the same days, with the words for their two ends."""

    title: str
    strips: tuple[Strip, ...]
    ends: tuple[str, str]


def draw_strips(panels: Sequence[StripPanel]) -> Callable[[int], Picture]:
    """Draw panels below each other; a name and its words stand above their strip."""

    def draw(width: int) -> Picture:
        wide = width >= WIDE
        laid = [
            [(strip, *_lay_out(strip, width, wide=wide)) for strip in panel.strips]
            for panel in panels
        ]
        heights = [HEAD + FOOT + sum(height for _, _, height in strips) for strips in laid]
        picture = new_picture(width, sum(heights))
        axes = picture.axes[0]
        use_pixels(axes, width, sum(heights))
        top = 0.0
        for panel, strips, height in zip(panels, laid, heights, strict=True):
            axes.text(0, top + 17, panel.title, weight="bold", fontsize=14, color=INK)
            line = top + HEAD
            for strip, words, tall in strips:
                _draw_strip(axes, strip, words, line, width, tall)
                line += tall
            for place, said, side in ((0, panel.ends[0], "left"), (width, panel.ends[1], "right")):
                axes.text(place, line + 10, said, ha=side, fontsize=11, color=FAINT)
            top += height
        return picture

    return draw


def _lay_out(strip: Strip, width: int, *, wide: bool) -> tuple[list[str], float]:
    beside = measure_words(strip.name, 13, "bold") + 12 + measure_words(strip.text, 12) < width
    words = [] if beside and wide else wrap_words(strip.text, width, 12)
    return words, ROW + LEADING * len(words)


def _draw_strip(
    axes: Axes, strip: Strip, words: list[str], top: float, width: float, height: float
) -> None:
    colour = ACCENT if strip.own else RIVAL
    weight = "bold" if strip.own else "normal"
    axes.text(0, top + 13, strip.name, fontsize=13, weight=weight, color=colour if strip.own
              else INK)  # fmt: skip
    if words:
        for number, said in enumerate(words):
            axes.text(0, top + 13 + LEADING * (number + 1), said, fontsize=12, color=SOFT)
    else:
        axes.text(width, top + 13, strip.text, ha="right", fontsize=12, color=SOFT)
    line = top + height - TALL - 10
    axes.add_patch(Rectangle((0, line), width, TALL, facecolor=WASH, linewidth=0))
    axes.plot([0, width], [line + TALL, line + TALL], color=RULE, linewidth=1)
    # One drawing for all: a stroke a day of a year, for each brand and channel, are thousands.
    strokes = [[(place * width, line), (place * width, line + TALL)] for place in strip.strokes]
    axes.add_collection(
        LineCollection(strokes, colors=colour, linewidths=1, alpha=0.75, capstyle="butt"),
        autolim=False,
    )
    if strip.silence is not None:
        start, end = (place * width for place in strip.silence)
        below = line + TALL + 3.5
        axes.plot([start, max(end, start + 2)], [below, below], color=WARN, linewidth=3,
                  solid_capstyle="butt")  # fmt: skip
