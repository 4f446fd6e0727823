"""Words in several lines, each line placed by itself.

The picture is measured in one typeface and shown in another, so a block of lines that is centred or
set to the right would come apart; a line of its own keeps to its edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from matplotlib.axes import Axes

Side = Literal["left", "center", "right"]
LEADING = 15.5  # pixels from line to line


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
