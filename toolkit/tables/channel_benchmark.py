"""The benchmark's tables: where each brand stands, every metric, what was read and how."""

from __future__ import annotations

import pandas as pd

from toolkit.analysis.benchmark_result import Benchmark, PlatformComparison
from toolkit.analysis.period_totals import summarise_totals
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.metric import METRIC_NAMES, VERDICTS, decimals, share_metric
from toolkit.readers.channels import ChannelData
from toolkit.readers.findings import name_columns
from toolkit.tables.layout import exhibit_table
from toolkit.tables.measured_columns import shared_columns
from toolkit.tidy import tabulate


def standing_table(benchmark: Benchmark, language: Language) -> Exhibit | None:
    """Show where each brand stands on each platform: response, rank, rhythm, share."""
    rows = []
    for one in benchmark.platforms:
        shares = share_metric(one.headline)
        places = _places(benchmark, one)
        for brand in one.brands:
            found = {
                metric: benchmark.value(brand, one.platform, metric)
                for metric in (one.headline, "posts_per_week", shares)
            }
            headline = found[one.headline]
            rows.append(
                {
                    "platform": PLATFORM_NAMES[one.platform],
                    "brand": brand,
                    "measure": language.text(METRIC_NAMES[one.headline]),
                    "value": _with_interval(headline, places, language),
                    "rank": _rank(benchmark, one.platform, one.headline, brand, language),
                    "posts_per_week": _value(found["posts_per_week"], "value"),
                    "share": _value(found[shares], "value"),
                }
            )
    if not rows:
        return None
    columns = [
        *shared_columns(language, "platform", "brand", "measure"),
        Column(name="value", label=language.text("Middle post (95% interval)")),
        Column(name="rank", label=language.text("Rank")),
        Column(name="posts_per_week", label=language.text("Posts a week"), unit="number",
               decimals=1),
        Column(name="share", label=language.text("Share"), unit="share"),
    ]  # fmt: skip
    measures = {str(row["measure"]) for row in rows}
    one_measure = language.text("The middle post: {measure}.", measure=min(measures).lower())
    table = tabulate(
        pd.DataFrame(rows),
        columns,
        name="standing",
        title=language.text("Response, rank, rhythm and share of interactions"),
        folded=True,
        shown=[c.name for c in columns if c.name != "measure" or len(measures) > 1],
        own={"brand": benchmark.client},
        note=(one_measure + " " if len(measures) == 1 else "")
        + language.text("A rank comes with the range that the posts allow."),
        published=False,
    )
    return exhibit_table(table, language)


def own_table(benchmark: Benchmark, language: Language) -> Exhibit | None:
    """Show what only the client can see of its own channels: reach, views and clicks."""
    if benchmark.own.empty:
        return None
    wide = benchmark.own.pivot_table(index="platform", columns="metric", values="value")
    wide["posts"] = benchmark.own.groupby("platform")["n_posts"].max()
    for metric in ("clicks_per_reach", "clicks_per_impressions"):
        wide[metric] = wide.get(metric, pd.Series(pd.NA, wide.index))
    wide["click_through"] = wide["clicks_per_reach"].fillna(wide["clicks_per_impressions"])
    wide = wide.reset_index()
    wide["channel"] = [PLATFORM_NAMES[name] for name in wide["platform"]]
    columns = [
        *shared_columns(language, "channel"),
        *(
            Column(name=metric, label=language.text(METRIC_NAMES[metric]), unit="number")
            for metric in ("reach_per_post", "impressions_per_post", "clicks_per_post")
            if metric in wide
        ),
        Column(name="click_through", label=language.text("Clicks per view"), unit="share",
               decimals=1),
        *shared_columns(language, "posts"),
    ]  # fmt: skip
    table = tabulate(
        wide,
        columns,
        name="own_channels",
        title=language.text("Reach and clicks"),
        note=language.text(
            "Of competitors nobody can see these. Reach, impressions and clicks are those of the "
            "middle post. Clicks per view are all clicks divided by all people reached, or by all "
            "impressions where the platform does not give reach."
        ),
        published=False,
    )
    return exhibit_table(table, language)


def totals_table(channels: ChannelData, client: str, language: Language) -> Exhibit | None:
    """Show totals of a period where a file gives those instead of posts."""
    found = summarise_totals(channels.totals)
    if found.empty:
        return None
    columns = [
        *shared_columns(language, "platform", "brand", "start", "end"),
        Column(name="followers", label=language.text("Followers"), unit="count"),
        Column(name="follower_growth", label=language.text("Growth"), unit="share", decimals=1),
        *shared_columns(language, "posts"),
        Column(name="posts_per_week", label=language.text("Posts a week"), unit="number",
               decimals=1),
        Column(name="interactions", label=language.text("Interactions"), unit="count"),
        Column(name="mean_interactions_per_post", label=language.text("Average a post"),
               unit="number", decimals=1),
    ]  # fmt: skip
    places = ", ".join(dict.fromkeys(PLATFORM_NAMES[name] for name in found["platform"]))
    table = tabulate(
        found,
        columns,
        name="period_totals",
        title=language.text("{platforms}: totals of a period", platforms=places),
        folded=True,
        shown=("brand", "followers", "follower_growth", "posts_per_week",
               "mean_interactions_per_post"),
        own={"brand": client},
        note=language.text(
            "From {start} to {end}. Here only totals are public; an average post is not the middle "
            "post, so these are not laid beside the figures above.",
            start=language.date(found["start"].min().date()),
            end=language.date(found["end"].max().date()),
        ),
    )  # fmt: skip
    return exhibit_table(table, language)


def own_results_table(benchmark: Benchmark, language: Language) -> Exhibit:
    """Publish the client's reach and clicks with their intervals."""
    table = tabulate(
        benchmark.own,
        _metric_columns(language),
        name="own_results",
        title=language.text("Reach and clicks, with intervals"),
    )
    return Exhibit(table, "")


def metrics_table(benchmark: Benchmark, language: Language) -> Exhibit:
    """Publish every metric of every brand and platform over the common window."""
    table = tabulate(
        benchmark.metrics,
        _metric_columns(language),
        name="metrics",
        title=language.text("All measures, all brands"),
        own={"brand": benchmark.client},
    )
    return Exhibit(table, "")


def ranks_table(benchmark: Benchmark, language: Language) -> Exhibit:
    """Publish the ranks with the range that the posts allow."""
    columns = [
        *shared_columns(language, "platform", "metric", "brand"),
        Column(name="rank", label=language.text("Rank"), unit="count"),
        Column(name="rank_low", label=language.text("Low"), unit="count"),
        Column(name="rank_high", label=language.text("High"), unit="count"),
        Column(name="verdict", label=language.text("Verdict")),
    ]
    frame = benchmark.ranks.astype(dict.fromkeys(("rank", "rank_low", "rank_high"), "Int64"))
    table = tabulate(
        frame, columns, name="ranks", title=language.text("Ranks"), own={"brand": benchmark.client}
    )
    return Exhibit(table, "")


def coverage_table(benchmark: Benchmark, language: Language) -> Exhibit:
    """Show which posts there are of whom, and how many of them could be compared."""
    frame = benchmark.coverage.assign(
        channel=[PLATFORM_NAMES[name] for name in benchmark.coverage["platform"]]
    )
    columns = [
        *shared_columns(language, "brand", "channel", "posts"),
        Column(name="first", label=language.text("First"), unit="date"),
        Column(name="last", label=language.text("Last"), unit="date"),
        Column(name="in_window", label=language.text("Compared"), unit="count"),
        Column(name="replies", label=language.text("Replies left out"), unit="count"),
        Column(name="boosted", label=language.text("Boosted, kept"), unit="count"),
        Column(name="young", label=language.text("Too young, left out"), unit="count"),
    ]
    table = tabulate(
        frame,
        columns,
        name="coverage",
        title=language.text("Which posts were there, and which were compared"),
        own={"brand": benchmark.client},
        note=language.text(
            "Files cover different dates; only the weeks that they share are compared."
        ),
        folded=True,
    )
    return exhibit_table(table, language)


def import_table(channels: ChannelData, language: Language) -> Exhibit:
    """Show what was decided about the files, with the evidence, and what was found in them."""
    decided = [
        (
            one.file,
            one.column,
            language.text("read as {value}", value=language.told(one.taken_as)),
            language.told(one.evidence),
        )
        for one in channels.decisions
    ]
    kinds = {"warning": language.text("warning"), "note": language.text("note")}
    found = [
        (
            one.file,
            one.column,
            kinds.get(one.severity, one.severity),
            _found(language.told(one.what), language.found(one.got)),
        )
        for one in channels.faults
    ]
    kept = [
        (
            file,
            name_columns(str(name) for name in frame.columns),
            language.text("kept, not used"),
            "",
        )
        for file, frame in channels.kept.items()
    ]
    columns = [
        Column(name="file", label=language.text("File")),
        Column(name="column", label=language.text("Column")),
        Column(name="kind", label=language.text("Decided or found")),
        Column(name="evidence", label=language.text("Evidence")),
    ]
    table = tabulate(
        pd.DataFrame([*decided, *found, *kept], columns=[column.name for column in columns]),
        columns,
        name="import_report",
        title=language.text("How the files were read"),
        folded=True,
    )
    return exhibit_table(table, language)


def _metric_columns(language: Language) -> list[Column]:
    return [
        *shared_columns(language, "brand", "platform", "metric"),
        Column(name="value", label=language.text("Middle post"), unit="number", decimals=2),
        *shared_columns(language, "low", "high", "n_posts", "start", "end", decimals=2),
    ]


def _rank(benchmark: Benchmark, platform: str, metric: str, brand: str, language: Language) -> str:
    ranks = benchmark.ranks
    found = ranks[
        ranks["platform"].eq(platform) & ranks["metric"].eq(metric) & ranks["brand"].eq(brand)
    ]
    if found.empty:
        return language.text("not counted")
    row = found.iloc[0]
    if row["verdict"] != "ranked":
        return language.text(VERDICTS[str(row["verdict"])])
    low, high = int(row["rank_low"]), int(row["rank_high"])
    return str(low) if low == high else f"{low}–{high}"


def _places(benchmark: Benchmark, one: PlatformComparison) -> int:
    rows = benchmark.metrics["platform"].eq(one.platform) & benchmark.metrics["metric"].eq(
        one.headline
    )
    return decimals(one.headline, benchmark.metrics.loc[rows, "value"])


def _with_interval(row: pd.Series | None, places: int, language: Language) -> str:
    if row is None:
        return ""
    value = language.number(row["value"], places)
    if pd.isna(row["low"]):
        return value
    low, high = (language.number(row[edge], places) for edge in ("low", "high"))
    return f"{value} ({low} – {high})"


def _value(row: pd.Series | None, column: str) -> float | None:
    return None if row is None else float(row[column])


def _found(what: str, got: str) -> str:
    return f"{what} ({got})" if got else what
