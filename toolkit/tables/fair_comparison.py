"""Tables that keep the comparison fair: differences, sizes, averages, posts that draw nothing."""

from __future__ import annotations

import pandas as pd

from toolkit.analysis.benchmark_result import Benchmark
from toolkit.analysis.public_counts import RHYTHM, count_of
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language, mark
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.metric import METRIC_NAMES, decimals
from toolkit.model.size_band import BAND_NAMES
from toolkit.tables.layout import exhibit_table
from toolkit.tidy import tabulate

# Below this share of answered posts the median of all posts hides how many draw nothing.
MOSTLY_ANSWERED = 0.95
DIFFERENCE_VERDICTS: dict[str, str] = {
    "ahead": mark("draws more than you"),
    "behind": mark("draws less than you"),
    "unclear": mark("cannot be told apart from you"),
}


def differences_table(benchmark: Benchmark, language: Language) -> Exhibit | None:
    """Show by how much each competitor's middle post differs from the client's."""
    rows = [
        {
            "platform": one.platform,
            "channel": PLATFORM_NAMES[one.platform],
            "competitor": difference.competitor,
            "metric": one.headline,
            "measure": language.text(METRIC_NAMES[one.headline]),
            "difference": difference.value,
            "low": _bounded(difference.low),
            "high": _bounded(difference.high),
            "size": _beside(difference.across, language),
            "verdict": difference.verdict,
            "conclusion": language.text(DIFFERENCE_VERDICTS[difference.verdict]),
        }
        for one in benchmark.platforms
        for difference in one.differences
    ]
    if not rows:
        return None
    frame = pd.DataFrame(rows)
    measures = set(frame["measure"])
    one_measure = language.text("The middle post: {measure}.", measure=min(measures).lower())
    places = min(2, max(decimals(str(name), part["difference"].abs())
                        for name, part in frame.groupby("metric")))  # fmt: skip
    columns = [
        Column(name="platform", label=language.text("Channel")),
        Column(name="channel", label=language.text("Channel")),
        Column(name="competitor", label=language.text("Brand")),
        Column(name="metric", label=language.text("Measure")),
        Column(name="measure", label=language.text("Measure")),
        Column(name="difference", label=language.text("More than you"), unit="number",
               decimals=places),
        Column(name="low", label=language.text("Low"), unit="number", decimals=places),
        Column(name="high", label=language.text("High"), unit="number", decimals=places),
        Column(name="size", label=language.text("Size")),
        Column(name="verdict", label=language.text("Verdict")),
        Column(name="conclusion", label=language.text("What the posts can tell")),
    ]  # fmt: skip
    table = tabulate(
        frame,
        columns,
        name="differences",
        title=language.text("How far others are from you"),
        folded=True,
        shown=("channel", "competitor", *(("measure",) if len(measures) > 1 else ()),
               "difference", "low", "high", "size", "conclusion"),
        note=(one_measure + " " if len(measures) == 1 else "")
        + language.text(
            "The difference between two middle posts has an interval of its own, at 95% over all "
            "brands on a channel together. Without both ends the posts lie in too few weeks."
        ),
    )  # fmt: skip
    return exhibit_table(table, language)


def sizes_table(benchmark: Benchmark, language: Language) -> Exhibit | None:
    """Show which band of followers each brand is in, and what its size leads to expect."""
    if benchmark.sizes.empty:
        return None
    unknown = language.text("not known")
    frame = benchmark.sizes.assign(
        channel=[PLATFORM_NAMES[name] for name in benchmark.sizes["platform"]],
        band_name=[
            language.text(BAND_NAMES[key]) if key in BAND_NAMES else unknown
            for key in benchmark.sizes["band"]
        ],
        beside=[_beside(across, language) for across in benchmark.sizes["across"]],
    )
    fitted = frame["for_its_size"].notna().any()
    columns = [
        Column(name="platform", label=language.text("Channel")),
        Column(name="channel", label=language.text("Channel")),
        Column(name="brand", label=language.text("Brand")),
        Column(name="followers", label=language.text("Followers"), unit="count"),
        Column(name="band", label=language.text("Band")),
        Column(name="band_name", label=language.text("Band of followers")),
        Column(name="across", label=language.text("Another band")),
        Column(name="beside", label=language.text("Beside you")),
        Column(name="for_its_size", label=language.text("Times what its size leads to expect"),
               unit="number", decimals=1),
    ]  # fmt: skip
    table = tabulate(
        frame.assign(followers=frame["followers"].round().astype("Int64")),
        columns,
        name="sizes",
        title=language.text("Who is of what size"),
        shown=("channel", "brand", "followers", "band_name", "beside",
               *(("for_its_size",) if fitted else ())),
        own={"brand": benchmark.client},
        note=language.text(
            "Followers are those behind the brand's middle post. What a post draws for each "
            "follower falls with size, so that brands of one band can be laid side by side; "
            "between bands the comparison is across sizes."
        ),
        folded=True,
    )  # fmt: skip
    return exhibit_table(table, language)


def averages_table(benchmark: Benchmark, language: Language) -> Exhibit | None:
    """Show the client beside the competitors' average and that of the whole landscape."""
    values = {
        (row["platform"], row["metric"], row["average"]): row
        for row in benchmark.averages.to_dict("records")
    }
    rows = []
    for one in benchmark.platforms:
        for metric in dict.fromkeys((one.headline, RHYTHM)):
            own = benchmark.value(benchmark.client, one.platform, metric)
            rivals = values.get((one.platform, metric, "competitors"))
            landscape = values.get((one.platform, metric, "landscape"))
            if own is not None and rivals:
                rows.append(
                    {
                        "platform": PLATFORM_NAMES[one.platform],
                        "measure": language.text(METRIC_NAMES[metric]),
                        "own": own["value"],
                        "competitors": rivals["value"],
                        "landscape": landscape["value"] if landscape else None,
                        "brands": rivals["brands"],
                    }
                )
    if not rows:
        return None
    places = 1 if all(row["own"] >= 1 for row in rows) else 2
    columns = [
        Column(name="platform", label=language.text("Channel")),
        Column(name="measure", label=language.text("Measure")),
        *(
            Column(name=name, label=label, unit="number", decimals=places)
            for name, label in (
                ("own", language.text("You")),
                ("competitors", language.text("Competitors, without you")),
                ("landscape", language.text("Landscape, with you")),
            )
        ),
        Column(name="brands", label=language.text("Competitors"), unit="count"),
    ]  # fmt: skip
    table = tabulate(
        pd.DataFrame(rows),
        columns,
        name="beside_averages",
        title=language.text("You beside the averages"),
        folded=True,
        note=language.text(
            "An average is the mean of the brands' own middle posts (or posts a week): each brand "
            "with at least 20 posts counts once."
        ),
        published=False,
    )
    return exhibit_table(table, language)


def all_averages_table(benchmark: Benchmark, language: Language) -> Exhibit:
    """Publish the averages of every measure."""
    columns = [
        Column(name="platform", label=language.text("Channel")),
        Column(name="metric", label=language.text("Measure")),
        Column(name="average", label=language.text("Average")),
        Column(name="value", label=language.text("Value"), unit="number", decimals=2),
        Column(name="brands", label=language.text("Brands"), unit="count"),
    ]
    title = language.text("Averages, without and with the client")
    return Exhibit(tabulate(benchmark.averages, columns, name="averages", title=title), "")


def zeros_table(benchmark: Benchmark, language: Language) -> Exhibit | None:
    """Show how many posts draw anything, and what those draw, where many draw nothing."""
    rows = []
    for one in benchmark.platforms:
        name = count_of(one.headline)
        for brand in one.brands:
            hurdle = benchmark.value(brand, one.platform, f"posts_with_{name}")
            rest = benchmark.value(brand, one.platform, f"{name}_per_post_with_any")
            if hurdle is not None and brand not in one.few and hurdle["value"] < MOSTLY_ANSWERED:
                rows.append(
                    {
                        "platform": PLATFORM_NAMES[one.platform],
                        "brand": brand,
                        "any": hurdle["value"],
                        "low": hurdle["low"],
                        "high": hurdle["high"],
                        "rest": None if rest is None else rest["value"],
                        "posts": hurdle["n_posts"],
                    }
                )
    if not rows:
        return None
    columns = [
        Column(name="platform", label=language.text("Channel")),
        Column(name="brand", label=language.text("Brand")),
        Column(name="any", label=language.text("Posts that draw anything"), unit="share"),
        Column(name="low", label=language.text("Low"), unit="share"),
        Column(name="high", label=language.text("High"), unit="share"),
        Column(name="rest", label=language.text("Middle one of those"), unit="number"),
        Column(name="posts", label=language.text("Posts"), unit="count"),
    ]
    table = tabulate(
        pd.DataFrame(rows),
        columns,
        name="unanswered",
        title=language.text("Where posts often draw nothing"),
        folded=True,
        own={"brand": benchmark.client},
        note=language.text(
            "Brands of whose posts more than one in twenty draw nothing at all. Then one middle "
            "post says too little: how often a post draws anything is one thing, how much such a "
            "post draws another."
        ),
        published=False,
    )
    return exhibit_table(table, language)


def _bounded(end: float) -> float | None:
    return None if abs(end) == float("inf") else end


def _beside(across: object, language: Language) -> str:
    if not isinstance(across, bool):
        return language.text("not known")
    return language.text("across sizes") if across else language.text("the same band")
