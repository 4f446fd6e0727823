"""How audiences grew: each brand's followers against those at its start, a panel each."""

from __future__ import annotations

import pandas as pd

from toolkit import bundle
from toolkit.exhibit import Exhibit
from toolkit.figures.drawing import exhibit_figure
from toolkit.figures.lines import Line, LinePanel, draw_lines, short_month
from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES
from toolkit.tidy import tabulate


def growth_figure(
    months: pd.DataFrame, growth: pd.DataFrame, client: str, language: Language, title: str
) -> Exhibit | None:
    """Show followers by month, 100 at the start; the others of the platform stand behind in grey.

    Parameters
    ----------
    months, growth
        What :func:`toolkit.analysis.follower_growth.follow_months` and ``measure_growth`` give.
    """
    if months.empty:
        return None
    first, last = months["day"].min(), months["day"].max()
    span = max((last - first).days, 1)
    lines = {
        (str(platform), str(brand)): (
            tuple((day - first).days / span for day in series["day"]),
            tuple(float(value) for value in series["index"]),
        )
        for (platform, brand), series in months.groupby(["platform", "brand"], sort=True)
    }
    ordered = sorted(lines, key=lambda key: (key[0], key[1] != client, key[1].casefold()))
    panels = [
        LinePanel(
            brand,
            tuple(
                Line(*lines[other], front=other == (platform, brand))
                for other in lines
                if other[0] == platform
            ),
            text=_text(growth, platform, brand, language),
            own=brand == client,
        )
        for platform, brand in ordered
    ]
    columns = (
        bundle.Column(name="platform", label=language.text("Channel")),
        bundle.Column(name="brand", label=language.text("Brand")),
        bundle.Column(name="day", label=language.text("Day"), unit="date"),
        bundle.Column(name="followers", label=language.text("Followers"), unit="count"),
        bundle.Column(name="index", label=language.text("Index"), unit="number", decimals=1),
    )
    known = growth.dropna(subset="follower_growth")
    figure = bundle.Figure(
        name="channel-benchmark-growth",
        kind="lines",
        title=title,
        measure=language.text(
            "Followers, 100 on the first day known; dashed behind it the others on that channel"
        ),
        alt=" ".join(
            language.text(
                "{platform}, {brand}: {growth}.",
                platform=PLATFORM_NAMES[str(row["platform"])],
                brand=row["brand"],
                growth=write_change(float(row["follower_growth"]), language),
            )
            for row in known.to_dict("records")
        ),
        data=tabulate(
            months.assign(followers=months["followers"].round()), columns, name="figure_growth",
            title=title, own={"brand": client}, published=False,
        ),
        n=language.plural("{n} brand", "{n} brands", months["brand"].nunique()),
        source=language.text("own exports and public counts"),
    )  # fmt: skip
    ends = (short_month(first.date(), language), short_month(last.date(), language))
    draw = draw_lines(panels, lambda value: language.number(value), ends, shared=False)
    return exhibit_figure(figure, draw)


def write_change(value: float, language: Language) -> str:
    """Write a change with its sign."""
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    return sign + language.share(abs(value), 0 if abs(value) >= 0.1 else 1)


def _text(growth: pd.DataFrame, platform: str, brand: str, language: Language) -> str:
    found = growth[growth["platform"].eq(platform) & growth["brand"].eq(brand)]
    change = float(found["follower_growth"].iloc[0]) if len(found) else float("nan")
    name = PLATFORM_NAMES[platform]
    if pd.isna(change):
        return name
    return f"{name} {write_change(change, language)}"
