"""Rhythm and silences: a stroke for each day with a post, brand under brand."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import pandas as pd

from toolkit import bundle
from toolkit.analysis.compared_posts import ComparedPosts
from toolkit.exhibit import Exhibit
from toolkit.figures.drawing import exhibit_figure
from toolkit.figures.strips import Strip, StripPanel, draw_strips
from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES
from toolkit.tidy import tabulate

Record = Mapping[Hashable, Any]


def silence_figure(
    compared: Iterable[ComparedPosts],
    rhythm: pd.DataFrame,
    client: str,
    language: Language,
    title: str,
) -> Exhibit | None:
    """Show when each brand posted and its longest silence, one panel a platform.

    Parameters
    ----------
    rhythm
        What :func:`toolkit.analysis.rhythm.measure_rhythm` gives for `compared`.
    """
    if rhythm.empty:
        return None
    panels = []
    for one in compared:
        here = rhythm[rhythm["platform"].eq(one.platform)]
        if here.empty:
            continue
        start, end = one.window.start, one.window.end
        strips = tuple(
            _strip(row, one.of(str(row["brand"]))["day"], start, end, client, language)
            for row in here.to_dict("records")
        )
        ends = (language.short_date(start.date()), language.short_date(end.date()))
        panels.append(StripPanel(PLATFORM_NAMES[one.platform], strips, ends))
    columns = (
        bundle.Column(name="platform", label=language.text("Channel")),
        bundle.Column(name="brand", label=language.text("Brand")),
        bundle.Column(
            name="posts_per_week", label=language.text("Posts a week"), unit="number", decimals=1
        ),
        bundle.Column(
            name="share_of_weeks_with_post",
            label=language.text("Weeks with a post"),
            unit="share",
        ),
        bundle.Column(
            name="longest_silence_days",
            label=language.text("Longest silence, days"),
            unit="count",
        ),
        bundle.Column(name="silence_start", label=language.text("From"), unit="date"),
        bundle.Column(name="silence_end", label=language.text("To"), unit="date"),
    )
    figure = bundle.Figure(
        name="channel-benchmark-silences",
        kind="strips",
        title=title,
        measure=language.text(
            "Each stroke is a day with a post; the line under it is the longest silence"
        ),
        alt=" ".join(_sentence(row, language) for row in rhythm.to_dict("records")),
        data=tabulate(
            rhythm, columns, name="figure_silences", title=title, own={"brand": client},
            published=False,
        ),
        n=language.plural("{n} post", "{n} posts", int(rhythm["n_posts"].sum())),
        source=language.text("own exports and public counts"),
        folded=True,
    )  # fmt: skip
    return exhibit_figure(figure, draw_strips(panels))


def _strip(
    row: Record,
    days: pd.Series,
    start: pd.Timestamp,
    end: pd.Timestamp,
    client: str,
    language: Language,
) -> Strip:
    length = (end - start).days + 1

    def place(day: pd.Timestamp, part: float = 0.5) -> float:
        return ((day - start).days + part) / length

    silence = None
    if row["silence_start"] is not None and not pd.isna(row["silence_start"]):
        first, last = (pd.Timestamp(str(row[name])) for name in ("silence_start", "silence_end"))
        silence = (place(first, 0), place(last, 1))
    text = language.text(
        "{rate} a week, a post in {share} of weeks, silent for {days} at most",
        rate=language.number(float(str(row["posts_per_week"])), 1),
        share=language.share(float(str(row["share_of_weeks_with_post"]))),
        days=language.plural("{n} day", "{n} days", int(str(row["longest_silence_days"]))),
    )
    strokes = tuple(place(day) for day in sorted(days.unique()))
    brand = str(row["brand"])
    return Strip(brand, strokes, silence, text, own=brand == client)


def _sentence(row: Record, language: Language) -> str:
    return language.text(
        "{platform}, {brand}: {rate} posts a week, longest silence {days}.",
        platform=PLATFORM_NAMES[str(row["platform"])],
        brand=row["brand"],
        rate=language.number(float(str(row["posts_per_week"])), 1),
        days=language.plural("{n} day", "{n} days", int(str(row["longest_silence_days"]))),
    )
