"""Drawing: matplotlib and seaborn make the picture, the page's style sheet gives it its colours.

A figure is drawn twice, for a page and for a phone. Colours are stand-ins while it is drawn; in the
SVG they become CSS variables, so that one picture serves light, dark, paper and every client's
accent. Words stay words: they can be read aloud, searched and copied, in the page's own typeface.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Picture

from toolkit import bundle
from toolkit.exhibit import Exhibit

if TYPE_CHECKING:
    from matplotlib.typing import RcKeyType  # newer versions only have it

# Stand-in colours: each stands for a variable of the page, with what JupyterLab shows instead.
INK, SOFT, FAINT, RULE = "#010101", "#020202", "#030303", "#040404"
PAPER, WASH, ACCENT, ACCENT_SOFT = "#050505", "#060606", "#070707", "#080808"
RIVAL, WARN = "#090909", "#0a0a0a"
_VARIABLES = {
    INK: "var(--ink, #1c2126)",
    SOFT: "var(--soft, #55606a)",
    FAINT: "var(--faint, #626c76)",
    RULE: "var(--rule, #dfe3e6)",
    PAPER: "var(--paper, #ffffff)",
    WASH: "var(--wash, #f5f6f4)",
    ACCENT: "var(--accent, #0b5c6b)",
    ACCENT_SOFT: "var(--accent-soft, #d5e6e9)",
    RIVAL: "var(--rival, #6f7982)",
    WARN: "var(--warn, #8a4b08)",
}
WIDE, NARROW = 760, 343  # pixels; the narrow one fits a 375-pixel phone with its margins

_STYLE: dict[RcKeyType, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "koers",
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
    "font.family": "DejaVu Sans",  # measured with the same font everywhere; shown in the page's
    "font.size": 13,
    "text.color": INK,
    "axes.labelcolor": SOFT,
    "axes.edgecolor": RULE,
    "axes.facecolor": "none",
    "figure.facecolor": "none",
    "savefig.facecolor": "none",
    "xtick.color": FAINT,
    "ytick.color": INK,
    "xtick.labelsize": 11.5,
    "ytick.labelsize": 13,
    "grid.color": RULE,
    "grid.linewidth": 1,
    "lines.solid_capstyle": "round",
}

Draw = Callable[[int], Picture]


def exhibit_figure(figure: bundle.Figure, draw: Draw) -> Exhibit:
    """Draw a figure for both widths and put it beside its bundle.

    Parameters
    ----------
    figure
        Title, alternative text and data.
    draw
        Makes the picture for a width in pixels (:data:`WIDE` or :data:`NARROW`); use
        :func:`new_picture` in it.
    """
    pictures = "".join(
        f'<div class="picture {name}"{hidden}>{_svg(draw, width, figure, name)}</div>'
        for name, width, hidden in (("wide", WIDE, ""), ("narrow", NARROW, " hidden"))
    )
    html = (
        f'<figure class="koers-figure"><figcaption class="head">{escape(figure.title)}'
        f"<span>{escape(figure.measure)}</span></figcaption>{pictures}</figure>"
    )
    return Exhibit(figure, html)


def new_picture(width: int, height: float, rows: int = 1, columns: int = 1) -> Picture:
    """Start an empty picture of `width` by `height` pixels with a grid of axes."""
    picture = Picture(figsize=(width / 72, height / 72), dpi=72)
    picture.subplots(rows, columns, squeeze=False)
    return picture


def use_pixels(axes: Axes, width: float, height: float) -> None:
    """Make the axes a blank sheet measured in pixels from its top left."""
    axes.set_position((0, 0, 1, 1))
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    sns.despine(ax=axes, left=True, bottom=True)
    axes.set_xticks([])
    axes.set_yticks([])


@contextmanager
def _style() -> Iterator[None]:
    with mpl.rc_context(), sns.axes_style("white"), mpl.rc_context(_STYLE):
        yield


def _svg(draw: Draw, width: int, figure: bundle.Figure, name: str) -> str:
    with _style():
        picture = draw(width)
        file = io.StringIO()
        nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        picture.savefig(file, format="svg", metadata=nothing)
    svg = file.getvalue()
    svg = svg[svg.index("<svg") :]
    for colour, variable in _VARIABLES.items():
        svg = svg.replace(colour, variable)
    prefix = f"{figure.name}-{name}"
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{prefix}-\1"', svg)
    svg = re.sub(r'(href="#|url\(#)', rf"\1{prefix}-", svg)
    svg = re.sub(r"font: (\w+ )?([\d.]+px) 'DejaVu Sans'[^;\"]*", _font, svg)
    svg = re.sub(r"font-family: 'DejaVu Sans'[^;\"]*; ?", "", svg)
    # A style sheet inside an inline picture would rule the whole page.
    svg = re.sub(r"<defs>\s*<style.*?</defs>", "", svg, count=1, flags=re.DOTALL)
    # Coordinates to a hundredth of a pixel; the digits beyond are noise that weighs half the file.
    # In tags only: between them stand words, and 1.300 there is a Dutch number.
    svg = re.sub(r"<[^>]+>", lambda tag: re.sub(r"(\d+\.\d\d)\d+", r"\1", tag[0]), svg)
    svg = re.sub(r"\n\s*", "\n", svg)
    box = re.search(r'viewBox="[^"]+"', svg)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'class="fig" role="img" {box[0] if box else ""} '
        f'aria-labelledby="{prefix}-title {prefix}-desc">'
        f'<title id="{prefix}-title">{escape(figure.title)}</title>'
        f'<desc id="{prefix}-desc">{escape(figure.alt)}</desc>'
    )
    return head + svg[svg.index(">") + 1 :].strip()


def _font(found: re.Match[str]) -> str:
    weight = f"; font-weight: {found[1].strip()}" if found[1] else ""
    return f"font-size: {found[2]}{weight}"
