"""The last weeks beside the weeks before them: the client's on the page, everybody's published."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping

import pandas as pd

from toolkit.analysis.benchmark_result import Benchmark
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language, mark
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.metric import METRIC_NAMES, decimals, is_share
from toolkit.tables.layout import exhibit_table
from toolkit.tidy import tabulate

CHANGE_VERDICTS: dict[str, str] = {
    "up": mark("up"),
    "down": mark("down"),
    "unclear": mark("no clear change"),
    "too few posts": mark("too few posts"),
}


def overview_table(benchmark: Benchmark, language: Language) -> Exhibit | None:
    """Show before and now at a glance: a row for each channel, a column for each measure."""
    own = benchmark.changes[benchmark.changes["brand"].eq(benchmark.client)]
    if own.empty:
        return None
    rows: dict[str, dict[str, str]] = {}
    for row in own.to_dict("records"):
        here = rows.setdefault(row["platform"], {"platform": PLATFORM_NAMES[row["platform"]]})
        here[row["metric"]] = _before_and_now(row, language)
    # What is compared on few channels, such as a count of its own, comes after what all have.
    metrics = own["metric"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    columns = [
        Column(name="platform", label=language.text("Channel")),
        *(
            Column(name=str(metric), label=language.text(METRIC_NAMES[str(metric)]))
            for metric in metrics.index
        ),
    ]
    table = tabulate(
        pd.DataFrame(list(rows.values()), columns=[column.name for column in columns]),
        columns,
        name="changes_shown",
        title=language.text("The weeks before → the last weeks"),
        note=language.text(
            "“Interactions” are those of the middle post. A change is only called one where its "
            "interval leaves out zero."
        ),
        published=False,
    )
    return exhibit_table(table, language)


def periods_table(benchmark: Benchmark, language: Language) -> Exhibit | None:
    """Show the client's last weeks beside the weeks before them."""
    own = benchmark.changes[benchmark.changes["brand"].eq(benchmark.client)]
    if own.empty:
        return None
    rows = [
        {
            "platform": PLATFORM_NAMES[row["platform"]],
            "measure": language.text(METRIC_NAMES[row["metric"]]),
            **dict(zip(("before", "now", "change"), _periods(row, language), strict=True)),
            "posts": f"{language.number(row['n_before'])} → {language.number(row['n_now'])}",
            "verdict": language.text(CHANGE_VERDICTS[row["verdict"]]),
        }
        for row in own.to_dict("records")
    ]
    columns = [
        Column(name="platform", label=language.text("Channel")),
        Column(name="measure", label=language.text("Measure")),
        Column(name="before", label=language.text("Before")),
        Column(name="now", label=language.text("Now")),
        Column(name="change", label=language.text("Change (95% interval)")),
        Column(name="posts", label=language.text("Posts")),
        Column(name="verdict", label=language.text("Verdict")),
    ]
    spans = "; ".join(
        language.text(
            "{platform} {start} to {end}, before that from {before}",
            platform=PLATFORM_NAMES[str(row["platform"])],
            start=language.date(row["now_start"]),
            end=language.date(row["now_end"]),
            before=language.date(row["before_start"]),
        )
        for row in own.drop_duplicates("platform").to_dict("records")
    )
    table = tabulate(
        pd.DataFrame(rows),
        columns,
        name="periods",
        title=language.text("Each change with its interval"),
        folded=True,
        note=spans + ".",
        published=False,
    )
    return exhibit_table(table, language)


def changes_table(benchmark: Benchmark, language: Language) -> Exhibit:
    """Publish the changes of all brands with their intervals."""
    numbers = ("before", "now", "change", "low", "high")
    labels = {
        "platform": language.text("Channel"),
        "brand": language.text("Brand"),
        "metric": language.text("Measure"),
        "before": language.text("Before"),
        "now": language.text("Now"),
        "change": language.text("Change"),
        "low": language.text("Low"),
        "high": language.text("High"),
        "n_before": language.text("Posts before"),
        "n_now": language.text("Posts now"),
        "verdict": language.text("Verdict"),
        "before_start": language.text("Before, from"),
        "now_start": language.text("From"),
        "now_end": language.text("To"),
    }
    columns = [
        Column(name=name, label=label, unit="number", decimals=2)
        if name in numbers
        else Column(name=name, label=label, unit="count")
        if name.startswith("n_")
        else Column(name=name, label=label, unit="date")
        if name.endswith(("_start", "_end"))
        else Column(name=name, label=label)
        for name, label in labels.items()
    ]
    table = tabulate(
        benchmark.changes,
        columns,
        name="changes",
        title=language.text("Changes, all brands"),
        own={"brand": benchmark.client},
    )
    return Exhibit(table, "")


def _before_and_now(row: Mapping[Hashable, object], language: Language) -> str:
    if row["verdict"] == "too few posts":
        return language.text(CHANGE_VERDICTS["too few posts"])
    before, now, _ = _periods(row, language)
    if row["verdict"] == "unclear":
        return f"{before} → {now}"
    return f"{before} → {now}: {language.text(CHANGE_VERDICTS[str(row['verdict'])])}"


def _periods(row: Mapping[Hashable, object], language: Language) -> tuple[str, str, str]:
    values = {name: float(str(row[name])) for name in ("before", "now", "change", "low", "high")}
    metric = str(row["metric"])
    if is_share(metric):
        before, now = (language.share(values[name], 1) for name in ("before", "now"))
        # A share that goes from 40% to 44% rises by four points, not by 4%.
        change, low, high = (
            language.number(100 * values[name], 1) for name in ("change", "low", "high")
        )
        change = language.text("{change} points", change=change)
    else:
        places = decimals(metric, (values["before"], values["now"]))
        before, now, change, low, high = (
            language.number(value, places) for value in values.values()
        )
    if math.isnan(values["low"]):
        return before, now, change
    return before, now, f"{change} ({low} – {high})"
