"""How many people are in each segment of a survey, without what would say too much about a few."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from toolkit.analysis.coding import assign_segments, read_weights, require_columns
from toolkit.analysis.tabulating import tabulate_shares
from toolkit.analysis.withholding import ALL, choose_withheld
from toolkit.model.survey import Codebook

COLUMNS = ("segment", "share", "low", "high", "n")


@dataclass(frozen=True, slots=True, eq=False)
class SegmentCounts:
    """People by segment.

    Parameters
    ----------
    segments
        Segment key of each respondent; missing for those in none.
    placed
        Whether each respondent answered the question that decides the segment.
    sizes
        People by segment, in the order of the codebook.
    withheld
        Segments whose size must not be seen, and of which no table may say anything.
    """

    segments: pd.Series
    placed: pd.Series
    sizes: dict[str, int]
    withheld: frozenset[str]


def count_segments(answers: pd.DataFrame, codebook: Codebook) -> SegmentCounts:
    """Count the people of each segment, and choose the segments that are withheld everywhere."""
    segments = assign_segments(answers, codebook)
    placed = pd.Series(data=False, index=answers.index)
    if codebook.segment_column is not None:
        placed = answers[codebook.segment_column].astype("string").str.strip().fillna("") != ""
    sizes = {one.key: int((segments == one.key).sum()) for one in codebook.segments}
    withheld = choose_withheld(sizes, int(placed.sum()), codebook.smallest_base)
    return SegmentCounts(segments, placed, sizes, withheld - {ALL})


def find_unmatched_segments(answers: pd.DataFrame, codebook: Codebook) -> tuple[str, ...]:
    """List the segments of which no listed answer occurs: misspelt, or chosen by nobody."""
    if codebook.segment_column is None:
        return ()
    given = set(answers[codebook.segment_column].astype("string").str.strip().dropna())
    return tuple(
        one.key
        for one in codebook.segments
        if given.isdisjoint(answer.strip() for answer in one.answers)
    )


def measure_segments(answers: pd.DataFrame, codebook: Codebook) -> tuple[pd.DataFrame, int]:
    """Measure the size of each segment, withheld where it rests on too few people.

    Returns
    -------
    pandas.DataFrame
        ``segment``, ``share``, ``low``, ``high``, ``n`` (people in the segment).
    int
        People who gave an answer to the question that decides the segment.

    Raises
    ------
    InputError
        If a column is missing or a weight cannot be used.
    """
    require_columns(answers, codebook)
    if codebook.segment_column is None:
        return pd.DataFrame(columns=list(COLUMNS)), 0
    counts = count_segments(answers, codebook)
    segments, placed = counts.segments, counts.placed
    codes = {
        key: (segments == key).fillna(value=False).astype(float).where(placed)
        for key in counts.sizes
    }
    everybody = pd.Series(pd.NA, index=answers.index, dtype="string")
    table = tabulate_shares(
        codes,
        read_weights(answers, codebook),
        everybody,
        [],
        label="key",
        smallest_base=codebook.smallest_base,
    )
    table = (
        table[table["segment"] == ALL].drop(columns="segment").rename(columns={"key": "segment"})
    )
    table["n"] = table["segment"].map(counts.sizes).astype("Int64")
    values = ["share", "low", "high", "n"]
    table[values] = table[values].mask(table["segment"].isin(counts.withheld))
    return table[list(COLUMNS)].reset_index(drop=True), int(placed.sum())
