"""What a report would do for the first time, done once before all: in a fork it is known already.

Fonts are looked for, formulas get their grammar, months their names: a twentieth to a seventh of a
chapter. All of it is the same for every client, and none is a client's.
"""

from __future__ import annotations

import datetime as dt
import io
import string
from collections.abc import Iterator

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns

from toolkit import bundle
from toolkit.batch.shell import open_shell
from toolkit.figures.bars import Bar, draw_bars
from toolkit.figures.drawing import exhibit_figure
from toolkit.figures.words import measure_words
from toolkit.language import LOCALES, Language
from toolkit.model.client import time_zones
from toolkit.readers.published_levels import read_published_levels

DAY = dt.date(2026, 1, 31)


def rehearse() -> Iterator[None]:
    """Do each thing once, step by step."""
    open_shell()
    time_zones()
    read_published_levels()
    yield
    for code in LOCALES:
        language = Language(code)
        language.text("Client")
        language.listing([language.date(DAY), language.month(DAY), language.short_date(DAY)])
        language.listing([language.money(1.5), language.share(0.5), language.number(1.5, 1)])
        yield
    _draw_as_we_do()
    yield
    _draw_as_others_do()


def _draw_as_we_do() -> None:
    for weight in ("normal", "bold"):
        measure_words(string.printable.strip().replace("$", ""), 12, weight)
    nothing = bundle.Table(name="x", title="x", columns=(), rows=())
    figure = bundle.Figure(name="x", kind="bars", title="x", measure="x", alt="x", data=nothing)
    exhibit_figure(figure, draw_bars([Bar("x", 1, 1, "x")]))


def _draw_as_others_do() -> None:
    numbers = pd.DataFrame({"x": ["a", "b", "a", "b"], "y": [1, 10, 100, 1000], "z": list("ccdd")})
    figure, (left, right) = plt.subplots(ncols=2)
    sns.boxplot(numbers, x="x", y="y", hue="z", ax=left)
    left.set_yscale("log")
    sns.heatmap(numbers.pivot_table(index="x", columns="z", values="y"), annot=True, ax=right)
    left.set_title("x", weight="bold")
    figure.savefig(io.BytesIO(), format="png", bbox_inches="tight")
    plt.close(figure)
