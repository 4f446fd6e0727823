"""Engagement rates by definition, and the dictionary of all metrics."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.engagement_rate import COUNT_NAMES, RATES
from toolkit.model.metric import METRIC_NAMES
from toolkit.model.metric_dictionary import METRICS, UNIT_NAMES
from toolkit.tables.layout import exhibit_table
from toolkit.tables.measured_columns import shared_columns
from toolkit.tidy import tabulate


def translator_table(rates: pd.DataFrame, language: Language) -> Exhibit | None:
    """Publish the same posts under each definition, with what is counted and who says so.

    Parameters
    ----------
    rates
        What :func:`toolkit.analysis.engagement_rates.translate_rates` gives.
    """
    if rates.empty:
        return None
    rows = rates.to_dict("records")
    frame = rates.assign(
        channel=[PLATFORM_NAMES[str(row["platform"])] for row in rows],
        definition=[language.text(METRIC_NAMES[str(row["metric"])]) for row in rows],
        counted=[
            _name_counts(RATES[str(row["metric"])].counted(str(row["platform"])), language)
            for row in rows
        ],
        source=[RATES[str(row["metric"])].source for row in rows],
        lacking=[
            language.text(COUNT_NAMES[str(row["lacking"])]) if row["lacking"] else ""
            for row in rows
        ],
    )
    columns = [
        *shared_columns(language, "channel", "platform", "metric", "definition"),
        Column(name="counted", label=language.text("What is counted")),
        *shared_columns(language, "value", "n_posts", unit="share", decimals=2),
        Column(name="all_posts", label=language.text("Posts in all"), unit="count"),
        Column(name="lacking", label=language.text("Missing in the files")),
        Column(name="known", label=language.text("Known of"), unit="count"),
        Column(name="source", label=language.text("Definition after")),
        *shared_columns(language, "start", "end"),
    ]
    table = tabulate(
        frame,
        columns,
        name="engagement_rates",
        title=language.text("The same posts under each definition of engagement rate"),
        shown=("channel", "definition", "counted", "value", "n_posts", "lacking", "source"),
        note=language.text(
            "All values of a channel rest on the same posts. What others publish is not laid "
            "beside these: their samples differ as much as their definitions."
        ),
        folded=True,
    )
    return exhibit_table(table, language)


def brand_rates_table(rates: pd.DataFrame, client: str, language: Language) -> Exhibit | None:
    """Show each brand's engagement rates that rest on public figures, one column a definition.

    Parameters
    ----------
    rates
        What :func:`toolkit.analysis.engagement_rates.rate_brands` gives.
    """
    if rates.empty:
        return None
    columns = shared_columns(
        language, "platform", "brand", "metric", "definition", "value", "n_posts", "start", "end",
        unit="share", decimals=2,
    )  # fmt: skip
    frame = rates.assign(
        definition=[language.text(METRIC_NAMES[str(name)]) for name in rates["metric"]]
    )
    table = tabulate(
        frame,
        columns,
        name="brand_engagement_rates",
        title=language.text("Engagement rates of all brands, by definition"),
        shown=("platform", "brand", "definition", "value", "n_posts"),
        own={"brand": client},
        note=language.text(
            "Only rates by followers: reach and impressions of others cannot be seen. Compare "
            "brands within one definition only."
        ),
        folded=True,
    )
    return exhibit_table(table, language)


def dictionary_table(language: Language, used: Iterable[str] = ()) -> Exhibit:
    """Publish the metric dictionary: formula, denominator, unit and source of each metric.

    Parameters
    ----------
    used
        Names of metrics to list; by default all.
    """
    wanted = set(used) or set(METRICS)
    rows = [
        {
            "metric": metric.name,
            "title": language.text(metric.title),
            "formula": language.text(metric.formula),
            "denominator": language.text(metric.denominator),
            "unit": language.text(UNIT_NAMES[metric.unit]),
            "source": metric.source,
        }
        for metric in METRICS.values()
        if metric.name in wanted
    ]
    columns = [
        *shared_columns(language, "metric"),
        Column(name="title", label=language.text("Measure")),
        Column(name="formula", label=language.text("What it is")),
        Column(name="denominator", label=language.text("Divided by")),
        Column(name="unit", label=language.text("Unit")),
        Column(name="source", label=language.text("After")),
    ]
    table = tabulate(
        pd.DataFrame(rows, columns=[column.name for column in columns]),
        columns,
        name="metric_dictionary",
        title=language.text("What each measure means"),
        shown=("title", "formula", "denominator", "unit", "source"),
        folded=True,
    )
    return exhibit_table(table, language)


def _name_counts(columns: tuple[str, ...], language: Language) -> str:
    return language.listing(language.text(COUNT_NAMES[column]) for column in columns)
