"""How audiences grew: followers against those at the start, a panel for each platform."""

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
    """Show the client's followers by month, 100 at the start, the others in grey behind them.

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
    panels = [
        LinePanel(
            PLATFORM_NAMES[platform],
            tuple(Line(*lines[key], front=key[1] == client) for key in lines if key[0] == platform),
            text=_text(growth, platform, client, language),
            own=True,
        )
        for platform in dict.fromkeys(platform for platform, _ in lines)
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
            "Your followers, 100 on the first day known; dashed the others on that channel"
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


def _text(growth: pd.DataFrame, platform: str, client: str, language: Language) -> str:
    here = growth[growth["platform"].eq(platform)].dropna(subset="follower_growth")
    own = here.loc[here["brand"].eq(client), "follower_growth"]
    others = here.loc[here["brand"].ne(client), "follower_growth"]
    said = [write_change(float(own.iloc[0]), language)] if len(own) else []
    if len(others) == 1:
        other = write_change(float(others.iloc[0]), language)
        said.append(language.text("other {change}", change=other))
    elif len(others):
        low, high = (write_change(float(edge), language) for edge in (others.min(), others.max()))
        said.append(language.text("others {low} to {high}", low=low, high=high))
    return "; ".join(said)
