"""What kinds of posts there are, and what the middle one of each draws, for the client."""

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
from toolkit.model.content import name_label
from toolkit.model.metric import METRIC_NAMES
from toolkit.tidy import tabulate

MOST_LABELS = 8
Record = Mapping[Hashable, Any]


def mix_figure(
    mix: pd.DataFrame, client: str, sort: str, language: Language, title: str
) -> Exhibit | None:
    """Show the client's posts by sort, one panel a platform.

    Parameters
    ----------
    mix
        What :func:`toolkit.analysis.content_mix.measure_mix` gives.
    sort
        ``kind``, ``theme`` or ``hashtag``.
    """
    own = mix[mix["brand"].eq(client) & mix["sort"].eq(sort)]
    rows = own.groupby("platform", sort=True).head(MOST_LABELS)
    if rows["value"].notna().sum() == 0:
        return None
    spoken = rows[rows["platform"].isin(rows.loc[rows["value"].notna(), "platform"])]
    panels = [
        Panel(
            PLATFORM_NAMES[str(platform)],
            tuple(_row(row, sort, language) for row in here.to_dict("records")),
        )
        for platform, here in spoken.groupby("platform", sort=True)
    ]
    columns = (
        bundle.Column(name="platform", label=language.text("Channel")),
        bundle.Column(name="label", label=language.text("Sort")),
        bundle.Column(name="posts", label=language.text("Posts"), unit="count"),
        bundle.Column(name="share_of_posts", label=language.text("Share of posts"), unit="share"),
        bundle.Column(name="value", label=language.text("Middle post"), unit="number"),
        bundle.Column(name="low", label=language.text("Low"), unit="number"),
        bundle.Column(name="high", label=language.text("High"), unit="number"),
    )
    labels = [name_label(sort, str(label), language) for label in spoken["label"]]
    metric = str(spoken["metric"].mode().iloc[0])
    figure = bundle.Figure(
        name=f"channel-benchmark-mix-{sort}",
        kind="intervals",
        title=title,
        measure=language.text(
            "{measure}: the middle post, with 95% interval; in brackets how many posts",
            measure=language.text(METRIC_NAMES[metric]),
        ),
        alt=" ".join(
            f"{panel.title}: {language.listing(f'{row.name} {row.text}' for row in panel.rows)}."
            for panel in panels
        ),
        data=tabulate(
            spoken.assign(label=labels), columns, name=f"figure_mix_{sort}", title=title,
            published=False,
        ),
        n=language.plural("{n} post", "{n} posts", _posts(spoken, sort)),
        source=language.text("own exports"),
        folded=sort != "kind",
    )  # fmt: skip
    return exhibit_figure(figure, draw_panels(panels, lambda value: _tick(value, language)))


def _row(row: Record, sort: str, language: Language) -> Row:
    name = name_label(sort, str(row["label"]), language)
    posts = language.number(int(str(row["posts"])))
    value = float(str(row["value"]))
    if math.isnan(value):
        return Row(name, remark=language.text("too few posts ({posts})", posts=posts))
    low, high = (float(str(row[edge])) for edge in ("low", "high"))
    return Row(
        f"{name} ({posts})",
        value,
        None if math.isnan(low) else low,
        None if math.isnan(high) else high,
        text=language.number(value, 0 if value >= 10 or value == int(value) else 1),
        own=True,
    )


def _tick(value: float, language: Language) -> str:
    return language.number(value, 0 if value == int(value) else 1)


def _posts(rows: pd.DataFrame, sort: str) -> int:
    if sort == "kind":
        return int(rows["posts"].sum())
    return int((rows["posts"] / rows["share_of_posts"]).groupby(rows["platform"]).max().sum())
