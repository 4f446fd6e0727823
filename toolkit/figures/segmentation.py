"""Why there are so many segments: what each number explains, and how stable it is, side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Picture
from matplotlib.ticker import FuncFormatter, MaxNLocator

from toolkit import bundle
from toolkit.analysis.segmentation import Segmentation
from toolkit.exhibit import Exhibit
from toolkit.figures.drawing import (
    ACCENT,
    FAINT,
    INK,
    PAPER,
    RIVAL,
    RULE,
    SOFT,
    WIDE,
    exhibit_figure,
    new_picture,
)
from toolkit.figures.words import LEADING, wrap_words
from toolkit.language import Language
from toolkit.tidy import tabulate

PLOT, FOOT, GUTTER, LABELS, EDGE = 150, 48, 30, 52, 10  # pixels
TITLE, TEXT = 13, 12
HOLDING = ("one_group", "chosen", "higher", "levels")


@dataclass(frozen=True, slots=True)
class _Panel:
    """A value by number of groups, and the line that it has to pass."""

    title: str
    text: str
    numbers: tuple[int, ...]
    values: tuple[float, ...]
    line: float
    tick: Callable[[float], str]
    bounds: tuple[float, float] | None = None


def grounds_figure(
    segmentation: Segmentation | None, language: Language, title: str
) -> Exhibit | None:
    """Show the BIC and the stability of each number of groups, the chosen one marked.

    Returns
    -------
    Exhibit or None
        ``None`` where no number was tried.
    """
    if segmentation is None or segmentation.grounds.empty:
        return None
    frame = segmentation.grounds[["k", "bic", "stability", "weakest"]].copy()
    frame["difference"] = frame["bic"] - frame["bic"].iloc[0]
    # A picture's points can be measured: they stand where the published number is.
    frame = frame.round({"bic": 0, "difference": 0, "stability": 2, "weakest": 2})
    frame["chosen"] = segmentation.grounds["verdict"] == "chosen"
    columns = (
        bundle.Column(name="k", label=language.text("Groups"), unit="count"),
        bundle.Column(name="bic", label=language.text("BIC"), unit="number"),
        bundle.Column(
            name="difference", label=language.text("Against one group"), unit="number"
        ),
        bundle.Column(
            name="stability", label=language.text("Stability"), unit="number", decimals=2
        ),
        bundle.Column(
            name="weakest", label=language.text("Weakest group"), unit="number", decimals=2
        ),
        bundle.Column(name="chosen", label=language.text("Chosen"), unit="yesno"),
    )  # fmt: skip
    figure = bundle.Figure(
        name="segmentation-grounds",
        kind="lines",
        title=title,
        measure=language.text(
            "By number of groups; dashed is what has to be passed, coloured what was chosen, and "
            "open what does not hold, by this or by the table below"
        )
        if segmentation.chosen
        else language.text(
            "By number of groups; dashed is what has to be passed, and open what does not hold, by "
            "this or by the table below"
        ),
        alt=_alternative(segmentation, language),
        data=tabulate(
            frame, columns, name="figure_segmentation", title=title,
            shown=("k", "difference", "stability"), published=False,
            own={"chosen": True}, of_people=True,
        ),
        n=language.plural("{n} answer", "{n} answers", segmentation.answered),
        source=language.text("survey"),
    )  # fmt: skip
    least = segmentation.demands.least_stability
    later = frame.iloc[1:]
    panels = (
        _Panel(
            language.text("Does it explain more than one group?"),
            language.text(
                "How well groups explain the answers: below 0 better than one group, lowest best"
            ),
            tuple(frame["k"]), tuple(frame["difference"]), 0.0,
            lambda value: language.number(value),
        ),
        _Panel(
            language.text("Would another sample show the same groups?"),
            language.text(
                "How much the same people come together again: 1 all, 0 as by chance; {least} is "
                "asked",
                least=language.number(least, 2),
            ),
            tuple(later["k"]), tuple(later["stability"]), least,
            lambda value: language.number(value, 1), (0.0, 1.0),
        ),
    )  # fmt: skip
    axis = language.text("number of groups")
    return exhibit_figure(figure, _draw(panels, segmentation, axis))


def _alternative(segmentation: Segmentation, language: Language) -> str:
    rows = segmentation.grounds.to_dict("records")
    one = rows[0]["bic"]
    return " ".join(
        language.text(
            "{k} groups: BIC {bic} against one group, stability {stability}{chosen}.",
            k=language.number(row["k"]),
            bic=language.number(row["bic"] - one),
            stability=language.number(row["stability"], 2),
            chosen=language.text(", chosen") if row["verdict"] == "chosen" else "",
        )
        for row in rows[1:]
    )


def _draw(
    panels: tuple[_Panel, ...], segmentation: Segmentation, axis: str
) -> Callable[[int], Picture]:
    grounds = segmentation.grounds
    failing = frozenset(grounds.loc[~grounds["verdict"].isin(HOLDING), "k"].astype(int))

    def draw(width: int) -> Picture:
        across = len(panels) if width >= WIDE else 1
        lines = len(panels) // across
        room = (width - GUTTER * (across - 1)) / across
        heads = [
            (wrap_words(one.title, room, TITLE, "bold"), wrap_words(one.text, room, TEXT))
            for one in panels
        ]
        head = EDGE + LEADING * (max(len(title) + len(text) for title, text in heads) + 0.6)
        height = head + PLOT + FOOT
        picture = new_picture(width, height * lines, lines, across)
        for index, axes in enumerate(picture.axes):
            line, column = divmod(index, across)
            left, top, total = column * (room + GUTTER), line * height + head, height * lines
            axes.set_position(
                ((left + LABELS) / width, 1 - (top + PLOT) / total,
                 (room - LABELS - EDGE) / width, PLOT / total)
            )  # fmt: skip
            _draw_panel(axes, panels[index], segmentation.chosen, failing)
            title, text = heads[index]
            for number, words in enumerate((*title, *text)):
                bold = number < len(title)
                axes.annotate(
                    words, (0, 1), (-LABELS, head - EDGE - LEADING * (number + 0.7)),
                    xycoords="axes fraction", textcoords="offset pixels",
                    weight="bold" if bold else "normal", fontsize=TITLE if bold else TEXT,
                    color=INK if bold else SOFT,
                )  # fmt: skip
            axes.annotate(
                axis, (0.5, 0), (0, -38), xycoords="axes fraction", textcoords="offset pixels",
                ha="center", fontsize=11.5, color=FAINT,
            )  # fmt: skip
        return picture

    return draw


def _draw_panel(axes: Axes, panel: _Panel, chosen: int | None, failing: frozenset[int]) -> None:
    low, high = panel.bounds or (
        min(*panel.values, panel.line), max(*panel.values, panel.line)
    )  # fmt: skip
    ticks = [float(one) for one in MaxNLocator(nbins=5).tick_values(low, high)]
    ticks = [one for one in ticks if panel.bounds is None or low <= one <= high]
    low, high = min(low, ticks[0]), max(high, ticks[-1])
    margin = 0.06 * (high - low)
    axes.set_xlim(0.6, max(panel.numbers) + 0.4)
    axes.set_ylim(min(low, *panel.values) - margin, high + margin)
    axes.axhline(panel.line, color=SOFT, linewidth=1.4, linestyle=(0, (5, 3)))
    axes.plot(panel.numbers, panel.values, color=RIVAL, linewidth=1.6)
    for number, value in zip(panel.numbers, panel.values, strict=True):
        own = number == chosen
        axes.plot(
            number, value, "o", markersize=11 if own else 7, color=ACCENT if own else RIVAL,
            markerfacecolor=PAPER if number in failing else ACCENT if own else RIVAL,
            markeredgewidth=1.6 if number in failing else 0,
        )  # fmt: skip
    sns.despine(ax=axes, left=True, bottom=True)
    axes.set_yticks(ticks)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: panel.tick(value)))
    axes.set_xticks(list(range(1, max(panel.numbers) + 1)))
    axes.tick_params(axis="both", length=0, pad=5, labelsize=11.5, labelcolor=SOFT)
    axes.grid(visible=True, axis="y", color=RULE, linewidth=1)
    axes.set_axisbelow(True)
