"""Words in several lines, each line placed by itself.

The picture is measured in one typeface and shown in another, so a block of lines that is centred or
set to the right would come apart; a line of its own keeps to its edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import text_to_path
from numpy.typing import NDArray

Side = Literal["left", "center", "right"]
Vertices = NDArray[np.float64]
Codes = NDArray[np.uint8]
LEADING = 15.5  # pixels from line to line


def measure_words(words: str, fontsize: float, weight: str = "normal") -> float:
    """Give the width of a line in pixels, as the picture is measured; pages show it no wider."""
    return _measure_at_full_size(words or " ", weight) * fontsize / text_to_path.FONT_SCALE


@cache
def _measure_at_full_size(words: str, weight: str) -> float:
    # The same as the extents of the line's whole outline, which takes a hundred times as long.
    font = FontProperties(family="DejaVu Sans", weight=weight)
    outlines = _outlines(weight)
    letters, _, _ = text_to_path.get_glyphs_with_font(
        text_to_path._get_font(font),  # type: ignore[attr-defined] # noqa: SLF001 - at the size of outlines
        words,
        glyph_map=outlines,
    )
    edges = [
        (left + first, left + last)
        for letter, left, _, _ in letters
        for first, last in _edges(weight, letter)
    ]
    return max((last for _, last in edges), default=0) - min((one for one, _ in edges), default=0)


@cache
def _outlines(weight: str) -> dict[str, tuple[Vertices, Codes]]:  # noqa: ARG001 - one for each
    return {}


@cache
def _edges(weight: str, letter: str) -> tuple[tuple[float, float], ...]:
    vertices, codes = _outlines(weight)[letter]
    if not len(vertices):
        return ()
    box = Path(vertices, codes).get_extents()
    return ((float(box.x0), float(box.x1)),)


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
