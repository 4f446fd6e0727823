"""Words in several lines, each line placed by itself.

The picture is measured in one typeface and shown in another, so a block of lines that is centred or
set to the right would come apart; a line of its own keeps to its edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Literal

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.path import Path as Outline
from matplotlib.textpath import TextPath, text_to_path

Side = Literal["left", "center", "right"]
LEADING = 15.5  # pixels from line to line
_OUTLINES: dict[str, Any] = {}


@cache
def measure_words(words: str, fontsize: float, weight: str = "normal") -> float:
    """Give the width of a line in pixels, as the picture is measured; pages show it no wider."""
    font = FontProperties(family="DejaVu Sans", weight=weight)
    if "$" in words:
        # Perhaps a formula, of which the letters say little.
        return float(TextPath((0, 0), words, size=fontsize, prop=font).get_extents().width)
    # What TextPath does, but each letter's outline is measured once: of a long text that took a
    # third of the time of a whole chapter.
    face = get_font(findfont(font))
    face.set_size(text_to_path.FONT_SCALE, text_to_path.DPI)
    letters, new, _ = text_to_path.get_glyphs_with_font(face, words or " ", glyph_map=_OUTLINES)
    _OUTLINES.update(new)
    reaches = [
        (place + left * scale, place + right * scale)
        for letter, place, _, scale in letters
        for left, right in [_measure_letter(letter)]
        if left <= right
    ]
    if not reaches:
        return 0.0
    width = max(right for _, right in reaches) - min(left for left, _ in reaches)
    return float(width) * fontsize / text_to_path.FONT_SCALE


@cache
def _measure_letter(letter: str) -> tuple[float, float]:
    """Say where a letter's outline begins and ends; a blank has none, and ends before it begins."""
    corners, codes = _OUTLINES[letter]
    if not len(corners):
        return 1.0, 0.0
    box = Outline(corners, codes).get_extents()
    return float(box.x0), float(box.x1)


def wrap_words(words: str, room: float, fontsize: float, weight: str = "normal") -> list[str]:
    """Break words into lines of at most `room` pixels; a word that is wider is cut with a dash."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure_words(longer, fontsize, weight) <= room:
            lines[-1] = longer
            continue
        while measure_words(word, fontsize, weight) > room and len(word) > 2:
            kept = len(word) - 1
            while kept > 1 and measure_words(f"{word[:kept]}-", fontsize, weight) > room:
                kept -= 1
            lines.append(f"{word[:kept]}-")
            word = word[kept:]
        lines.append(word)
    return lines or [""]


def write_lines(
    axes: Axes,
    x: float,
    middle: float,
    lines: Sequence[str],
    side: Side,
    *,
    fontsize: float,
    color: str,
    weight: str = "normal",
) -> None:
    """Write lines around the height `middle`, in axes whose units are pixels from the top.

    Parameters
    ----------
    side
        The edge that stands at `x`.
    """
    first = middle - LEADING * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        # A third of the letters' size puts them in the middle of their line.
        down = first + LEADING * number + fontsize * 0.36
        axes.text(
            x, down, line, ha=side, va="baseline", fontsize=fontsize, color=color, weight=weight
        )
