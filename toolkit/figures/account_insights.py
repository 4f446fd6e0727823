"""The client's accounts as a whole: figures by month beside a year before, and the audience."""

from __future__ import annotations

import pandas as pd

from toolkit import bundle
from toolkit.exhibit import Exhibit
from toolkit.figures.drawing import exhibit_figure
from toolkit.figures.intervals import Panel, Row, draw_panels
from toolkit.figures.lines import Line, LinePanel, draw_lines, short_month
from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.insight import DIMENSIONS, INSIGHT_NAMES
from toolkit.tidy import tabulate

MOST_MONTHS = 12
MOST_MEMBERS = 6


def months_figure(months: pd.DataFrame, language: Language, title: str) -> Exhibit | None:
    """Show each figure by month over the last year at most, the same months a year before behind.

    Parameters
    ----------
    months
        What :func:`toolkit.analysis.account_insights.sum_months` gives; broken months are left out.
    """
    whole = months[months["complete"].astype(bool)]
    if whole.empty:
        return None
    last = whole["month"].max()
    first = max(whole["month"].min(), last - pd.DateOffset(months=MOST_MONTHS - 1))
    places = {month: number for number, month in enumerate(pd.date_range(first, last, freq="MS"))}
    if len(places) < 2:
        return None
    panels = []
    for (platform, metric), series in whole.groupby(["platform", "metric"], sort=True):
        by_month = series.set_index("month")["value"].astype(float)
        now = _line(by_month, places, 0, front=True)
        before = _line(by_month, places, MOST_MONTHS, front=False)
        if len(now.places) > 1:
            title_of = f"{PLATFORM_NAMES[str(platform)]}: {name_metric(str(metric), language)}"
            text = language.number(now.heights[-1])
            panels.append(
                LinePanel(title_of, (now, before) if len(before.places) > 1 else (now,), text,
                          own=True)
            )  # fmt: skip
    if not panels:
        return None
    shown = whole[whole["month"].ge(first)]
    columns = (
        bundle.Column(name="platform", label=language.text("Channel")),
        bundle.Column(name="metric", label=language.text("Measure")),
        bundle.Column(name="month", label=language.text("Month"), unit="date"),
        bundle.Column(name="value", label=language.text("Value"), unit="number"),
    )
    names = [name_metric(str(metric), language) for metric in shown["metric"]]
    figure = bundle.Figure(
        name="channel-benchmark-account-months",
        kind="lines",
        title=title,
        measure=language.text(
            "Sum of the days of each whole month; dashed the same month a year before"
        ),
        alt=" ".join(f"{panel.title}: {panel.text}." for panel in panels),
        data=tabulate(
            shown.assign(metric=names), columns, name="figure_account_months", title=title,
            published=False,
        ),
        n=language.plural("{n} month", "{n} months", len(places)),
        source=language.text("own exports"),
        folded=True,
    )  # fmt: skip
    ends = (short_month(first.date(), language), short_month(last.date(), language))
    draw = draw_lines(panels, lambda value: _short(value, language), ends, shared=False, zero=True)
    return exhibit_figure(figure, draw)


def audience_figure(audience: pd.DataFrame, language: Language, title: str) -> Exhibit | None:
    """Show of whom the audience consists, a panel for each platform and division.

    Parameters
    ----------
    audience
        What :func:`toolkit.analysis.account_insights.compose_audience` gives.
    """
    if audience.empty:
        return None
    panels = []
    for (platform, dimension), here in audience.groupby(["platform", "dimension"], sort=True):
        top = here.head(MOST_MEMBERS)
        rows = tuple(
            Row(
                str(row["member"]),
                float(row["share"]),
                text=language.share(float(row["share"])),
                own=True,
            )
            for row in top.to_dict("records")
        )
        name = language.text(DIMENSIONS[str(dimension)]).lower()
        panels.append(Panel(f"{PLATFORM_NAMES[str(platform)]}: {name}", rows))
    columns = (
        bundle.Column(name="platform", label=language.text("Channel")),
        bundle.Column(name="dimension", label=language.text("Division")),
        bundle.Column(name="member", label=language.text("Part")),
        bundle.Column(name="share", label=language.text("Share"), unit="share", decimals=1),
        bundle.Column(name="end", label=language.text("To"), unit="date"),
    )
    divisions = [language.text(DIMENSIONS[str(name)]) for name in audience["dimension"]]
    figure = bundle.Figure(
        name="channel-benchmark-audience",
        kind="intervals",
        title=title,
        measure=language.text("Share of the audience as the platform gives it, largest parts"),
        alt=" ".join(
            f"{panel.title}: {language.listing(f'{row.name} {row.text}' for row in panel.rows)}."
            for panel in panels
        ),
        data=tabulate(
            audience.assign(dimension=divisions), columns, name="figure_audience", title=title,
            published=False,
        ),
        n=language.text("until {date}", date=language.date(max(audience["end"]))),
        source=language.text("own exports"),
        folded=True,
    )  # fmt: skip
    return exhibit_figure(figure, draw_panels(panels, lambda value: language.share(value)))


def name_metric(metric: str, language: Language) -> str:
    """Name a figure of an account, in the report's language."""
    return language.text(INSIGHT_NAMES[metric])


def _line(by_month: pd.Series, places: dict[pd.Timestamp, int], back: int, *, front: bool) -> Line:
    end = len(places) - 1
    found = [
        (number / end, float(by_month[month - pd.DateOffset(months=back)]))
        for month, number in places.items()
        if month - pd.DateOffset(months=back) in by_month.index
    ]
    return Line(tuple(x for x, _ in found), tuple(y for _, y in found), front=front)


def _short(value: float, language: Language) -> str:
    if abs(value) >= 10_000:
        return language.text("{n}k", n=language.number(value / 1000))
    return language.number(value)
