"""How many people are in each segment of a survey, without what would say too much about a few."""

from __future__ import annotations

import pandas as pd

from toolkit.analysis.dominance import judge_effective, judge_in_turn
from toolkit.analysis.respondents import Respondents
from toolkit.analysis.tabulating import tabulate_shares
from toolkit.analysis.weight_classes import FEW, WeighedGroups, class_weights
from toolkit.analysis.withholding import ALL, Judge, choose_withheld

COLUMNS = ("segment", "share", "low", "high", "n", "stability")


def withhold_segments(people: Respondents) -> frozenset[str]:
    """Choose the segments whose size must not be seen, and of which no table may say anything."""
    division = people.division
    bases, placed = division.sizes, int(division.placed.sum())
    return choose_withheld(
        bases, placed, people.codebook.smallest_base, find_telling=_judge_weights(people)
    ) - {ALL}


def _judge_weights(people: Respondents) -> Judge:
    """Give what the weighted sizes would tell of one person who dominates, or of one or two."""
    segments = people.division.segments
    members = {
        key: segments.eq(key).fillna(value=False).to_numpy(dtype=bool)
        for key in people.division.sizes
    }
    placed = people.division.placed.to_numpy(dtype=bool)
    dominance = judge_effective(
        {ALL: placed, **members}, people.weights, people.codebook.smallest_base
    )
    classes = class_weights(people.weights)
    if classes is None:
        return dominance
    sizes = {key: classes.count(inside) for key, inside in members.items()}
    weighed = WeighedGroups(classes, sizes, classes.count(placed), FEW)
    return judge_in_turn(dominance, weighed.find_telling)


def measure_segments(people: Respondents) -> tuple[pd.DataFrame, int]:
    """Measure the size of each segment, withheld where it rests on too few people.

    Returns
    -------
    pandas.DataFrame
        ``segment``, ``share``, ``low``, ``high``, ``n`` (people in the segment), ``stability``
        (likeness over samples, 0 to 1; missing where segments were not found in the answers).
    int
        People who gave an answer to the question that decides the segment.
    """
    division = people.division
    segments, placed, sizes = division.segments, division.placed, division.sizes
    if not sizes:
        return pd.DataFrame(columns=list(COLUMNS)), 0
    codes = {
        key: (segments == key).fillna(value=False).astype(float).where(placed) for key in sizes
    }
    everybody = pd.Series(pd.NA, index=people.answers.index, dtype="string")
    table = tabulate_shares(
        codes,
        people.weights,
        everybody,
        [],
        label="key",
        smallest_base=people.codebook.smallest_base,
    )
    table = (
        table[table["segment"] == ALL].drop(columns="segment").rename(columns={"key": "segment"})
    )
    table["n"] = table["segment"].map(sizes).astype("Int64")
    table["stability"] = table["segment"].map(_stabilities(people)).astype("float64")
    values = ["share", "low", "high", "n", "stability"]
    table[values] = table[values].mask(table["segment"].isin(withhold_segments(people)))
    return table[list(COLUMNS)].reset_index(drop=True), int(placed.sum())


def _stabilities(people: Respondents) -> dict[str, float]:
    found = people.division.segmentation
    if found is None or found.segments is None:
        return {}
    return dict(zip(people.division.keys, found.sizes["stability"], strict=True))
