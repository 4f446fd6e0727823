"""When posts draw more: a grid of weekdays and parts of the day for each platform."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any

from toolkit import bundle
from toolkit.analysis.best_times import DAYPARTS, BestTimes
from toolkit.exhibit import Exhibit
from toolkit.figures.drawing import exhibit_figure
from toolkit.figures.week_grid import TimeCell, TimeGrid, draw_grids
from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.week import DAYPART_NAMES, VERDICT_SIGNS, WEEKDAY_NAMES
from toolkit.tidy import tabulate

Record = Mapping[Hashable, Any]


def times_figure(times: BestTimes, zone: str, language: Language, title: str) -> Exhibit | None:
    """Show what posts draw by weekday and part of the day, against the client's own level.

    Parameters
    ----------
    times
        What :func:`toolkit.analysis.best_times.find_times` gives.
    zone
        The client's time zone.
    """
    cells = times.cells
    if cells.empty:
        return None
    # Parts of the day in which nobody ever posts take no room.
    used = [part for part in DAYPARTS if cells["daypart"].eq(part).any()]
    grids = [
        TimeGrid(
            PLATFORM_NAMES[str(row["platform"])],
            _base(row, language),
            {
                (int(cell["weekday"]), used.index(str(cell["daypart"]))): _cell(cell, language)
                for cell in cells[cells["platform"].eq(row["platform"])].to_dict("records")
            },
        )
        for row in times.platforms.to_dict("records")
        if row["n_posts"]
    ]
    columns = (
        bundle.Column(name="platform", label=language.text("Channel")),
        bundle.Column(name="weekday", label=language.text("Weekday")),
        bundle.Column(name="daypart", label=language.text("Part of the day")),
        bundle.Column(name="n_posts", label=language.text("Posts"), unit="count"),
        bundle.Column(name="relative", label=language.text("Factor"), unit="number", decimals=2),
        bundle.Column(name="low", label=language.text("Low"), unit="number", decimals=2),
        bundle.Column(name="high", label=language.text("High"), unit="number", decimals=2),
    )
    named = cells.assign(
        weekday=[language.text(WEEKDAY_NAMES[int(day)]) for day in cells["weekday"]],
        daypart=[language.text(DAYPART_NAMES[str(part)]) for part in cells["daypart"]],
    )
    figure = bundle.Figure(
        name="channel-benchmark-times",
        kind="heat",
        title=title,
        measure=language.text(
            "What a post draws against your own level on that channel, shrunk to what the number "
            "of posts allows (a dot: too few); below it the number of posts; {zone}",
            zone=zone,
        ),
        alt=_alternative(times, language),
        data=tabulate(named, columns, name="figure_times", title=title, published=False),
        n=language.plural("{n} post", "{n} posts", int(times.platforms["n_posts"].sum())),
        source=language.text("own exports"),
        folded=True,
    )
    days = [language.text(WEEKDAY_NAMES[day])[:2] for day in range(7)]
    parts = [
        language.text("{start}–{end} h", start=DAYPARTS[part][0], end=DAYPARTS[part][1])
        for part in used
    ]
    return exhibit_figure(figure, draw_grids(grids, days, parts))


def _cell(cell: Record, language: Language) -> TimeCell:
    base = language.number(int(str(cell["n_posts"])))
    value = float(str(cell["relative"]))
    if math.isnan(value):
        return TimeCell("·", base)
    change = value - 1
    sign = "+" if round(change, 2) > 0 else "−" if round(change, 2) < 0 else "±"
    text = sign + language.share(abs(change))
    return TimeCell(text, base, VERDICT_SIGNS[str(cell["verdict"])])


def _base(row: Record, language: Language) -> str:
    posts = int(str(row["n_posts"]))
    said = language.plural("{n} post", "{n} posts", posts)
    without = int(str(row["no_time"]))
    if without:
        said += language.plural(
            "; {n} without a time of day left out", "; {n} without a time of day left out", without
        )
    return said


def _alternative(times: BestTimes, language: Language) -> str:
    stand_out = times.cells[times.cells["verdict"].isin(["better", "worse"])]
    posts = int(times.platforms["n_posts"].sum())
    if stand_out.empty:
        return language.plural(
            "Over {n} post no time stands out.", "Over {n} posts no time stands out.", posts
        )
    return " ".join(
        language.text(
            "{platform}, {day} {part}: {change} ({n} posts).",
            platform=PLATFORM_NAMES[str(cell["platform"])],
            day=language.text(WEEKDAY_NAMES[int(cell["weekday"])]),
            part=language.text(DAYPART_NAMES[str(cell["daypart"])]),
            change=_cell(cell, language).text,
            n=language.number(int(cell["n_posts"])),
        )
        for cell in stand_out.to_dict("records")
    )
