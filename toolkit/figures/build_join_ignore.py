"""The choice's figures: benefit against hours, and whose hours they are."""

from __future__ import annotations

import math

import pandas as pd

from toolkit import bundle
from toolkit.analysis.build_join_ignore import MIDDLE, QUADRANT_NAMES, Weighing
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.figures.bars import Bar, draw_bars
from toolkit.figures.drawing import exhibit_figure
from toolkit.figures.plane import Mark, Plane, draw_plane
from toolkit.language import Language
from toolkit.tidy import tabulate

MOST_BARS = 20


def matrix_figure(weighing: Weighing, language: Language, title: str) -> Exhibit | None:
    """Show every initiative that has a benefit: what it brings against the hours it asks."""
    table = weighing.ranking.dropna(subset="benefit").reset_index(drop=True)
    if table.empty or weighing.hours_split is None:
        return None
    marks = [
        Mark(str(row["name"]), row["hours_first_year"], row["benefit"], _look(weighing, row))
        for row in table.to_dict("records")
    ]
    quadrants = ("quick_win", "big_step", "in_between", "time_sink")
    right = _round_up(float(table["hours_first_year"].max()))
    plane = Plane(
        right=right,
        top=100.0,
        split_x=min(weighing.hours_split, right),
        split_y=MIDDLE,
        corners=tuple(language.text(QUADRANT_NAMES[name]) for name in quadrants),  # type: ignore[arg-type]
        label_x=language.text("hours in the first year"),
        label_y=language.text("benefit"),
        tick=language.number,
    )
    looks = (
        language.text("filled: decided, yes; grey: open or later; hollow: no")
        if weighing.decisions
        else language.text("filled: advised; grey: not to be said yet; hollow: to be left")
    )
    columns = (
        Column(name="initiative", label=language.text("Initiative, as a key")),
        Column(name="name", label=language.text("Initiative")),
        Column(name="benefit", label=language.text("Benefit"), unit="number"),
        Column(name="hours_first_year", label=language.text("Hours in the first year"),
               unit="hours"),
        Column(name="quadrant", label=language.text("Corner, as a key")),
        Column(name="quarter", label=language.text("Corner")),
        Column(name="verdict", label=language.text("Advice, as a key")),
        Column(name="decision", label=language.text("Decision, as a key")),
    )  # fmt: skip
    frame = table.assign(
        quarter=[language.text(QUADRANT_NAMES[name]) for name in table["quadrant"]]
    )
    raters = len(weighing.scoring.raters)
    figure = bundle.Figure(
        name="build-join-ignore-matrix",
        kind="matrix",
        title=title,
        measure=language.text(
            "Benefit (0 is doing nothing, 100 the most there is) against hours in the first year; "
            "cut at {middle} and at the middle initiative, {hours} hours. {looks}",
            middle=language.number(MIDDLE),
            hours=language.number(weighing.hours_split),
            looks=looks[:1].upper() + looks[1:],
        ),
        alt=_alternative(table, language),
        data=tabulate(
            frame, columns, name="figure_matrix", title=title,
            shown=["name", "benefit", "hours_first_year", "quarter"],
        ),
        n=language.plural("{n} rater", "{n} raters", raters),
        source=language.text("workshop"),
    )  # fmt: skip
    return exhibit_figure(figure, draw_plane(marks, plane))


def hours_figure(weighing: Weighing, language: Language, title: str) -> Exhibit | None:
    """Show the first year's hours of each initiative, people's work beside technique."""
    table = weighing.ranking[weighing.ranking["hours_first_year"] > 0]
    if table.empty:
        return None
    table = table.sort_values("hours_first_year", ascending=False, kind="stable").head(MOST_BARS)
    table = table.assign(
        people=table["hours_first_year"] * table["organisational_share"],
        technique=table["hours_first_year"] * (1 - table["organisational_share"]),
    ).reset_index(drop=True)
    bars = [
        Bar(
            str(row["name"]),
            row["people"],
            row["technique"],
            language.text(
                "{hours} hours, {share} people",
                hours=language.number(row["hours_first_year"]),
                share=language.share(row["organisational_share"]),
            ),
            own=_look(weighing, row) == "full",
        )
        for row in table.to_dict("records")
    ]
    columns = (
        Column(name="initiative", label=language.text("Initiative, as a key")),
        Column(name="name", label=language.text("Initiative")),
        Column(name="people", label=language.text("Hours of people"), unit="hours"),
        Column(name="technique", label=language.text("Hours of technique"), unit="hours"),
        Column(name="hours_running", label=language.text("Hours a month to keep going"),
               unit="hours"),
        Column(name="organisational_share", label=language.text("People's share"), unit="share"),
    )  # fmt: skip
    top = table.to_dict("records")[0]
    figure = bundle.Figure(
        name="build-join-ignore-hours",
        kind="bars",
        title=title,
        measure=language.text(
            "Hours in the first year: full, the work of people (setting up, and keeping going); "
            "light, technique"
        ),
        alt=language.text(
            "Most hours go to {name}: {hours}, of which {share} people's work. All together "
            "{total} hours.",
            name=top["name"],
            hours=language.number(top["hours_first_year"]),
            share=language.share(top["organisational_share"]),
            total=language.number(float(weighing.ranking["hours_first_year"].sum())),
        ),
        data=tabulate(
            table, columns, name="figure_hours", title=title,
            shown=["name", "people", "technique", "hours_running", "organisational_share"],
        ),
        n=language.plural("{n} initiative", "{n} initiatives", len(table)),
        source=language.text("workshop"),
        folded=True,
    )  # fmt: skip
    return exhibit_figure(figure, draw_bars(bars))


def _look(weighing: Weighing, row: dict[object, object]) -> str:
    if weighing.decisions:
        return {"yes": "full", "no": "open"}.get(str(row["decision"]), "quiet")
    if pd.isna(row["verdict"]):  # type: ignore[call-overload]
        return "quiet"
    return "open" if row["verdict"] == "ignore" else "full"


def _alternative(table: pd.DataFrame, language: Language) -> str:
    parts = []
    for key, name in QUADRANT_NAMES.items():
        here = table[table["quadrant"] == key]
        if len(here):
            listed = language.listing(
                language.text(
                    "{name} (benefit {benefit}, {hours} hours)",
                    name=row["name"],
                    benefit=language.number(row["benefit"]),
                    hours=language.number(row["hours_first_year"]),
                )
                for row in here.to_dict("records")
            )
            parts.append(f"{language.text(name)}: {listed}.")
    return " ".join(parts)


def _round_up(value: float) -> float:
    step = 10.0 ** max(0, math.floor(math.log10(max(value, 1.0))) - 1)
    return max(step * math.ceil(value / step), 1.0)
