"""Points on a plane that is cut in four, each named where it stands.

A point carries a number where its name does not fit beside it, as none does on a phone; those names
stand below in that order.
"""

from __future__ import annotations

import itertools
import math
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Picture
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from toolkit.figures.drawing import (
    ACCENT,
    FAINT,
    INK,
    PAPER,
    RIVAL,
    RULE,
    SOFT,
    WASH,
    WIDE,
    new_picture,
    use_pixels,
)
from toolkit.figures.placement import Box, place_labels
from toolkit.figures.words import LEADING, Side, write_lines

RADIUS = 8.0  # pixels
APART = 2 * RADIUS + 5  # between middles: a point that carries a number is a bit larger
RING, RINGS = 4.0, 60  # between two rings of places that are tried, and how many there are
WRAPS = (26, 20, 34)  # letters in a line of a label, in the order in which they are tried


@dataclass(frozen=True, slots=True)
class Mark:
    """A point: its name, its place, and how it looks.

    ``look`` is ``full`` (in the accent colour), ``quiet`` (grey) or ``open`` (a dashed ring).
    """

    name: str
    x: float
    y: float
    look: str = "full"


@dataclass(frozen=True, slots=True)
class Plane:
    """The plane's scales and words.

    Parameters
    ----------
    right, top
        Where the scales end; both begin at 0.
    split_x, split_y
        Where the plane is cut.
    corners
        Names of the quarters: top left, top right, bottom left, bottom right.
    label_x, label_y
        What the scales measure.
    tick
        Writes a number of either scale.
    """

    right: float
    top: float
    split_x: float
    split_y: float
    corners: tuple[str, str, str, str]
    label_x: str
    label_y: str
    tick: Callable[[float], str]


def draw_plane(marks: Sequence[Mark], plane: Plane) -> Callable[[int], Picture]:
    """Draw the plane with its marks; equal places are drawn beside each other."""

    def draw(width: int) -> Picture:
        wide = width >= WIDE
        left, head, foot = (54.0, 8.0, 46.0) if wide else (40.0, 8.0, 44.0)
        high = 430.0 if wide else 330.0
        area = (left, head, width - 4.0, head + high)
        points = spread_points([_pixel(mark, plane, area) for mark in marks], area)
        picture = new_picture(width, head + high + foot)
        ways = [[_wrap(mark.name, letters) for letters in WRAPS if wide] for mark in marks]
        sizes = [_measure(picture, names) for names in ways]
        labels = place_labels(points, sizes, RADIUS, area, _corner_boxes(area))
        unplaced = [place for place, label in enumerate(labels) if label is None]
        numbers = {place: str(number) for number, place in enumerate(unplaced, start=1)}
        listed = {place: _wrap(marks[place].name, 88 if wide else 40) for place in unplaced}
        below = sum(LEADING * (1 + name.count("\n")) + 5 for name in listed.values())
        total = head + high + foot + below + (8 if listed else 0)
        picture.set_size_inches(width / 72, total / 72)
        axes = picture.axes[0]
        use_pixels(axes, width, total)
        _draw_ground(axes, plane, area)
        for place, (mark, point) in enumerate(zip(marks, points, strict=True)):
            _draw_mark(axes, mark, point, numbers.get(place, ""))
        for place, label in enumerate(labels):
            if label is not None:
                box = (label.left, label.top, *sizes[place][label.size])
                _draw_name(axes, marks[place], ways[place][label.size], points[place], box)
        top = head + high + foot + 12
        for place, name in listed.items():
            lines = name.split("\n")
            write_lines(axes, 16, top, [numbers[place]], "right", fontsize=12, color=SOFT)
            middle = top + LEADING * (len(lines) - 1) / 2
            write_lines(axes, 24, middle, lines, "left", fontsize=12.5, color=INK)
            top += LEADING * len(lines) + 5
        return picture

    return draw


def _pixel(mark: Mark, plane: Plane, area: Box) -> tuple[float, float]:
    left, top, right, bottom = area
    inset = RADIUS + 4
    return (
        left + inset + (right - left - 2 * inset) * mark.x / plane.right,
        bottom - inset - (bottom - top - 2 * inset) * mark.y / plane.top,
    )


def spread_points(points: Sequence[tuple[float, float]], area: Box) -> list[tuple[float, float]]:
    """Move each point that would cover an earlier one to the nearest free place in `area`.

    Where there is none, as with hundreds of points, it stays where it is.
    """
    left, top, right, bottom = area
    inset = RADIUS + 4
    placed: list[tuple[float, float]] = []
    for x, y in points:
        rings = (
            (x + RING * ring * math.cos(turn), y + RING * ring * math.sin(turn))
            for ring in range(1, RINGS)
            for turn in (2 * math.pi * part / 16 for part in range(16))
        )
        inside = (
            (a, b)
            for a, b in rings
            if left + inset <= a <= right - inset and top + inset <= b <= bottom - inset
        )
        free = (
            one
            for one in itertools.chain([(x, y)], inside)
            if all(math.dist(one, other) >= APART for other in placed)
        )
        placed.append(next(free, (x, y)))
    return placed


def _wrap(name: str, letters: int) -> str:
    return "\n".join(textwrap.wrap(name, letters))


def _measure(picture: Picture, names: Sequence[str]) -> list[tuple[float, float]]:
    renderer = FigureCanvasAgg(picture).get_renderer()  # type: ignore[no-untyped-call]
    sizes = []
    for name in names:
        box = Text(0, 0, name, fontsize=12.5, figure=picture).get_window_extent(renderer)
        sizes.append((box.width, LEADING * (1 + name.count("\n"))))
    return sizes


def _corner_boxes(area: Box) -> tuple[Box, ...]:
    left, top, right, bottom = area
    return (
        (left, top, left + 120, top + 26), (right - 120, top, right, top + 26),
        (left, bottom - 26, left + 120, bottom), (right - 120, bottom - 26, right, bottom),
    )  # fmt: skip


def _draw_ground(axes: Axes, plane: Plane, area: Box) -> None:
    left, top, right, bottom = area
    axes.add_patch(Rectangle((left, top), right - left, bottom - top, facecolor=WASH, linewidth=0))
    origin = Mark("", plane.split_x, plane.split_y)
    x, y = _pixel(origin, plane, area)
    axes.plot([x, x], [top, bottom], color=RULE, linewidth=1.5)
    axes.plot([left, right], [y, y], color=RULE, linewidth=1.5)
    places = ((left + 10, top + 18, "left"), (right - 10, top + 18, "right"),
              (left + 10, bottom - 9, "left"), (right - 10, bottom - 9, "right"))  # fmt: skip
    for (across, down, side), name in zip(places, plane.corners, strict=True):
        axes.text(across, down, name, ha=side, fontsize=12, color=FAINT, style="italic")
    for value in dict.fromkeys((0.0, plane.split_y, plane.top)):
        down = _pixel(Mark("", 0, value), plane, area)[1]
        axes.text(left - 7, down, plane.tick(value), ha="right", va="center", fontsize=11.5,
                  color=FAINT)  # fmt: skip
    for value in dict.fromkeys((0.0, plane.split_x, plane.right)):
        across = _pixel(Mark("", value, 0), plane, area)[0]
        side = "right" if value == plane.right else "center"
        edge = right if value == plane.right else across
        axes.text(edge, bottom + 16, plane.tick(value), ha=side, fontsize=11.5, color=FAINT)
    axes.text((left + right) / 2, bottom + 37, plane.label_x, ha="center", fontsize=12, color=SOFT)
    axes.text(11, (top + bottom) / 2, plane.label_y, rotation=90, ha="center", va="center",
              fontsize=12, color=SOFT)  # fmt: skip


def _draw_mark(axes: Axes, mark: Mark, point: tuple[float, float], number: str) -> None:
    face = {"full": ACCENT, "quiet": RIVAL, "open": PAPER}[mark.look]
    edge = {"full": ACCENT, "quiet": RIVAL, "open": RIVAL}[mark.look]
    size = 2 * RADIUS + (4 if number else 0)
    axes.plot(
        *point, "o", markersize=size, markerfacecolor=face, markeredgecolor=edge,
        markeredgewidth=1.6,
    )  # fmt: skip
    if number:
        axes.text(
            *point, number, ha="center", va="center_baseline", fontsize=11, weight="bold",
            color=INK if mark.look == "open" else PAPER,
        )  # fmt: skip


def _draw_name(
    axes: Axes,
    mark: Mark,
    name: str,
    point: tuple[float, float],
    box: tuple[float, float, float, float],
) -> None:
    left, top, width, height = box
    side: Side = "left" if left >= point[0] - width / 4 else "right"
    write_lines(
        axes,
        left if side == "left" else left + width,
        top + height / 2,
        name.split("\n"),
        side,
        fontsize=12.5,
        color=INK if mark.look == "full" else SOFT,
        weight="bold" if mark.look == "full" else "normal",
    )
