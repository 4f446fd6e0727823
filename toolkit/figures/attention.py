"""Applause, conversation and amplification of each brand's posts, three panels a platform."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from toolkit import bundle
from toolkit.exhibit import Exhibit
from toolkit.figures.drawing import exhibit_figure
from toolkit.figures.intervals import Panel, Row, draw_panels
from toolkit.language import Language, mark
from toolkit.model.client import PLATFORM_NAMES
from toolkit.tidy import tabulate

KIND_NAMES = {
    "reactions": mark("applause"),
    "comments": mark("conversation"),
    "shares": mark("amplification"),
}
PER_FOLLOWERS, PER_POST = "_per_1000_followers_mean", "_per_post_mean"
Record = Mapping[Hashable, Any]


def attention_figure(
    attention: pd.DataFrame, client: str, language: Language, title: str
) -> Exhibit | None:
    """Show what kind of attention each brand gets, on platforms where there is company.

    Parameters
    ----------
    attention
        What :func:`toolkit.analysis.attention.measure_attention` gives.
    """
    per = attention[attention["metric"].str.endswith(PER_FOLLOWERS)]
    company = per.groupby("platform")["brand"].nunique()
    crowded = list(company[company > 1].index) or list(company.index)
    rows = per[per["platform"].isin(crowded)]
    if rows.empty:
        return None
    panels = []
    for platform in crowded:
        for kind, name in KIND_NAMES.items():
            here = rows[rows["platform"].eq(platform) & rows["metric"].eq(kind + PER_FOLLOWERS)]
            brands = rows.loc[rows["platform"].eq(platform), "brand"].unique()
            made = [_row(row, client, language) for row in here.to_dict("records")]
            missing = [brand for brand in brands if brand not in set(here["brand"])]
            made += [
                Row(brand, remark=language.text("not public"), own=brand == client)
                for brand in missing
            ]
            made.sort(key=lambda row: -(row.value if row.value is not None else -1))
            panels.append(
                Panel(f"{PLATFORM_NAMES[str(platform)]}: {language.text(name)}", tuple(made))
            )
    columns = (
        bundle.Column(name="platform", label=language.text("Channel")),
        bundle.Column(name="brand", label=language.text("Brand")),
        bundle.Column(name="kind", label=language.text("Attention")),
        bundle.Column(name="value", label=language.text("Value"), unit="number", decimals=2),
        bundle.Column(name="low", label=language.text("Low"), unit="number", decimals=2),
        bundle.Column(name="high", label=language.text("High"), unit="number", decimals=2),
        bundle.Column(name="n_posts", label=language.text("Posts"), unit="count"),
    )
    kinds = [
        language.text(KIND_NAMES[metric.removesuffix(PER_FOLLOWERS)]) for metric in rows["metric"]
    ]
    figure = bundle.Figure(
        name="channel-benchmark-attention",
        kind="intervals",
        title=title,
        measure=language.text(
            "Reactions (applause), comments (conversation) and shares (amplification) of the "
            "average post per 1,000 followers, with 95% interval, too narrow where a few posts "
            "draw most"
        ),
        alt=_alternative(rows, language),
        data=tabulate(
            rows.assign(kind=kinds), columns, name="figure_attention", title=title,
            own={"brand": client}, published=False,
        ),
        n=language.plural("{n} post", "{n} posts", _posts(rows)),
        source=language.text("own exports and public counts"),
        folded=True,
    )  # fmt: skip
    return exhibit_figure(figure, draw_panels(panels, lambda value: _tick(value, language)))


def _row(row: Record, client: str, language: Language) -> Row:
    value, low, high = (float(str(row[name])) for name in ("value", "low", "high"))
    return Row(
        str(row["brand"]),
        value,
        None if math.isnan(low) else low,
        None if math.isnan(high) else high,
        text=_write(value, language),
        own=row["brand"] == client,
    )


def _write(value: float, language: Language) -> str:
    return language.number(value, 0 if value == 0 or value >= 10 else 1 if value >= 1 else 2)


def _tick(value: float, language: Language) -> str:
    return language.number(value, next((n for n in range(2) if value * 10**n % 1 == 0), 2))


def _alternative(rows: pd.DataFrame, language: Language) -> str:
    parts = []
    for (platform, metric), here in rows.groupby(["platform", "metric"], sort=False):
        values = language.listing(
            f"{row['brand']} {_write(float(row['value']), language)}"
            for row in here.to_dict("records")
        )
        kind = language.text(KIND_NAMES[str(metric).removesuffix(PER_FOLLOWERS)])
        parts.append(f"{PLATFORM_NAMES[str(platform)]}, {kind}: {values}.")
    return " ".join(parts)


def _posts(rows: pd.DataFrame) -> int:
    return int(rows.groupby(["platform", "brand"])["n_posts"].max().sum())
