"""How many segments there are, and why: one row for each number that was tried."""

from __future__ import annotations

import pandas as pd

from toolkit.analysis.segmentation import Segmentation
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language, mark
from toolkit.tables.layout import exhibit_table
from toolkit.tidy import tabulate

NAME = "segmentation"
VERDICT_NAMES = {
    "chosen": mark("chosen"),
    "one_group": mark("everybody together"),
    "no_better_than_one": mark("explains no more than one group, for what it costs"),
    "unstable": mark("other groups in another sample"),
    "too_small": mark("a group is too small"),
    "narrow": mark("too few questions tell the groups apart"),
    "levels": mark("its groups are levels of one scale, not kinds of people"),
    "higher": mark("holds, but explains less than the chosen number"),
}


def prepare_grounds(segmentation: Segmentation, smallest_base: int) -> pd.DataFrame:
    """Give the grounds as they may be published, with ``seed`` and ``draws``.

    The smallest group's people and share are missing where they are fewer than `smallest_base`.
    """
    few = segmentation.grounds["smallest"].astype("Int64") < smallest_base
    withheld = {
        name: segmentation.grounds[name].mask(few.to_numpy(dtype=bool))
        for name in ("smallest", "smallest_share")
    }
    return segmentation.grounds.assign(
        **withheld, seed=segmentation.demands.seed, draws=segmentation.demands.draws
    )


def grounds_table(
    segmentation: Segmentation | None, language: Language, *, smallest_base: int = 10
) -> Exhibit | None:
    """Show what each number of segments explains, and what it fails on.

    Parameters
    ----------
    smallest_base
        People below whom a group's size is not shown.

    Returns
    -------
    Exhibit or None
        ``None`` where no number was tried.
    """
    if segmentation is None or segmentation.grounds.empty:
        return None
    frame = prepare_grounds(segmentation, smallest_base)
    frame["verdict_name"] = [language.text(VERDICT_NAMES[key]) for key in frame["verdict"]]
    asked = segmentation.demands
    columns = [
        Column(name="k", label=language.text("Groups"), unit="count"),
        Column(name="log_likelihood", label=language.text("Log-likelihood"), unit="number"),
        Column(name="parameters", label=language.text("Parameters"), unit="count"),
        Column(name="bic", label=language.text("BIC"), unit="number"),
        Column(name="entropy", label=language.text("Entropy"), unit="number", decimals=2),
        Column(name="stability", label=language.text("Stability"), unit="number", decimals=2),
        Column(name="weakest", label=language.text("Weakest group"), unit="number", decimals=2),
        Column(name="smallest", label=language.text("People in the smallest"), unit="count"),
        Column(name="smallest_share", label=language.text("Share of the smallest"), unit="share",
               decimals=1),
        Column(name="telling", label=language.text("Questions that tell them apart"),
               unit="count"),
        Column(name="agreeing", label=language.text("Starts that agree"), unit="count"),
        Column(name="verdict", label=language.text("Outcome, as a key")),
        Column(name="verdict_name", label=language.text("Outcome")),
        Column(name="seed", label=language.text("Seed"), unit="number"),
        Column(name="draws", label=language.text("Samples drawn"), unit="count"),
    ]  # fmt: skip
    chosen = [number for number, key in enumerate(frame["verdict"]) if key == "chosen"]
    table = tabulate(
        frame,
        columns,
        name=NAME,
        title=language.text("How many groups the answers show"),
        shown=("k", "bic", "stability", "weakest", "smallest", "verdict_name"),
        emphasis=chosen,
        note=language.text(
            "BIC: lower is better. Stability: how far groups from other samples agree, 1 the same, "
            "0 chance; at least {stability} is asked, of the weakest group more than {likeness}, "
            "and of the smallest {people} people and {share}.",
            stability=language.number(asked.least_stability, 2),
            likeness=language.number(asked.least_likeness, 1),
            people=language.number(asked.least_size),
            share=language.share(asked.least_share),
        ),
        source=language.text("survey"),
        folded=True,
        of_people=True,
    )
    return exhibit_table(table, language)
