"""The translator: one and the same posts, scored under every definition of engagement rate."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from toolkit import bundle
from toolkit.exhibit import Exhibit
from toolkit.figures.drawing import exhibit_figure
from toolkit.figures.intervals import Panel, Row, draw_panels
from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.engagement_rate import AGGREGATION_NAMES, COUNT_NAMES, DENOMINATOR_NAMES
from toolkit.model.metric import METRIC_NAMES
from toolkit.tidy import tabulate

OURS = "er_followers_median"  # what brands are compared on, apart from the thousand
Record = Mapping[Hashable, Any]


def translator_figure(rates: pd.DataFrame, language: Language, title: str) -> Exhibit | None:
    """Show what definition does, one panel a platform.

    Parameters
    ----------
    rates
        What :func:`toolkit.analysis.engagement_rates.translate_rates` gives.
    """
    computed = rates.dropna(subset="value")
    if computed.empty:
        return None
    shown = rates[rates["platform"].isin(computed["platform"])].copy()
    shown = shown.sort_values(["platform", "value"], kind="stable", ignore_index=True)
    panels = [
        Panel(
            language.plural(
                "{platform}: the same post",
                "{platform}: the same {n} posts",
                int(here["n_posts"].iloc[0]),
                platform=PLATFORM_NAMES[str(platform)],
            ),
            tuple(_row(row, language) for row in here.to_dict("records")),
        )
        for platform, here in shown.groupby("platform", sort=True)
    ]
    columns = (
        bundle.Column(name="platform", label=language.text("Channel")),
        bundle.Column(name="metric", label=language.text("Definition")),
        bundle.Column(name="value", label=language.text("Value"), unit="share", decimals=2),
        bundle.Column(name="n_posts", label=language.text("Posts"), unit="count"),
    )
    names = [language.text(METRIC_NAMES[str(metric)]) for metric in computed["metric"]]
    figure = bundle.Figure(
        name="channel-benchmark-translator",
        kind="intervals",
        title=title,
        measure=language.text(
            "“Engagement rate” of your own posts under each definition; in colour the one that "
            "this report compares brands on"
        ),
        alt=_alternative(shown, language),
        data=tabulate(
            computed.assign(metric=names),
            columns,
            name="figure_translator",
            title=title,
            published=False,
        ),
        n=_base(shown, language),
        source=language.text("own exports"),
        folded=True,
    )
    return exhibit_figure(figure, draw_panels(panels, lambda value: _tick(value, language), 2))


def write_rate(value: float, language: Language) -> str:
    """Write a rate with as many decimals as the least of them wants."""
    return language.share(value, 0 if value == 0 else 2 if value < 0.001 else 1)


def name_definition(row: Record, language: Language) -> str:
    """Name a definition: publisher, denominator, aggregation."""
    what = language.text(
        "{denominator}, {aggregation}",
        denominator=language.text(DENOMINATOR_NAMES[str(row["denominator"])]),
        aggregation=language.text(AGGREGATION_NAMES[str(row["aggregation"])]),
    )
    if not row["publisher"]:
        return what[:1].upper() + what[1:]
    return f"{row['publisher']}: {what}"


def _tick(value: float, language: Language) -> str:
    places = next((n for n in range(3) if abs(value * 100 * 10**n % 1) < 1e-6), 3)
    return language.share(value, places)


def _row(row: Record, language: Language) -> Row:
    name, own = name_definition(row, language), row["metric"] == OURS
    value = float(str(row["value"]))
    if not math.isnan(value):
        return Row(name, value, text=write_rate(value, language), own=own)
    return Row(name, remark=_why_not(row, language), own=own)


def _why_not(row: Record, language: Language) -> str:
    lacking, known = language.text(COUNT_NAMES[str(row["lacking"])]), int(str(row["known"]))
    if not known:
        return language.text("cannot be computed: no {what} in the files", what=lacking)
    return language.text(
        "cannot be computed: {what} known of {known} of {n} posts",
        what=lacking,
        known=language.number(known),
        n=language.number(int(str(row["all_posts"]))),
    )


def _alternative(shown: pd.DataFrame, language: Language) -> str:
    parts = []
    for platform, here in shown.dropna(subset="value").groupby("platform", sort=True):
        values = language.listing(
            f"{name_definition(row, language)} {write_rate(float(row['value']), language)}"
            for row in here.to_dict("records")
        )
        parts.append(f"{PLATFORM_NAMES[str(platform)]}: {values}.")
    return " ".join(parts)


def _base(shown: pd.DataFrame, language: Language) -> str:
    posts = int(shown.groupby("platform")["n_posts"].first().sum())
    return language.plural("{n} post", "{n} posts", posts)
