"""A segment's participation against others: the index, the points between, and how sure they are.

An index is a quotient. Of a rare thing it is high at once, and of few people it is anything, so it
never stands alone: beside it stand the percentage points and their interval, and of few people they
stand without it.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from toolkit.analysis.contrasts import difference_interval
from toolkit.analysis.respondents import Respondents
from toolkit.analysis.shares import weighted_share
from toolkit.analysis.weight_classes import WHOLE_PERCENTS, count_kinds, limit_digits
from toolkit.analysis.withholding import ALL
from toolkit.model.ladder import FIRST_BASE, INACTIVES
from toolkit.model.survey import BaseShare

COLUMNS = ("index", "difference", "difference_low", "difference_high", "base")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A share beside a base.

    Parameters
    ----------
    index
        Share over base, times 100; ``None`` where it may not be given.
    difference
        Share minus base, from -1 to 1.
    low, high
        Interval of the difference; ``None`` where there is nothing to compare.
    base
        The share of the others.
    """

    index: float | None
    difference: float
    low: float | None
    high: float | None
    base: float


def compare_with_population(
    share: float, interval: tuple[float, float], n_effective: float, base: BaseShare
) -> Comparison:
    """Set a share against one that was measured among other people.

    Parameters
    ----------
    share, interval, n_effective
        Of the segment: fractions, and the number of people that they rest on.
    base
        Of the others; without ``n`` their share counts as known exactly.

    Notes
    -----
    The interval of the difference is Newcombe's (1998, method 10) where the base has its ``n``;
    otherwise the interval of the share, moved by the base.
    """
    low, high = (edge - base.share for edge in interval)
    if base.n is not None:
        low, high = difference_interval((share, n_effective), (base.share, base.n))
    people = n_effective if base.n is None else min(n_effective, base.n)
    index = make_index(share, base.share, people)
    return Comparison(index, share - base.share, low, high, base.share)


def compare_with_everybody(
    codes: pd.Series, weights: pd.Series, inside: Collection[bool]
) -> Comparison | None:
    """Set a segment against everybody who answered, itself among them.

    Parameters
    ----------
    codes
        1, 0 or missing for each respondent.
    inside
        Whether each is in the segment.

    Returns
    -------
    Comparison or None
        ``None`` where nobody of the segment was asked. Without others outside the segment there is
        no interval.

    Notes
    -----
    Everybody is the segment and the rest: with f the segment's part of the weights, the difference
    with everybody is (1 − f) times that with the rest. So is its interval, Newcombe's (1998) of two
    groups that share nobody.
    """
    chosen = np.asarray(inside, dtype=bool)
    one = weighted_share(codes[chosen].to_numpy(), weights[chosen].to_numpy())
    two = weighted_share(codes[~chosen].to_numpy(), weights[~chosen].to_numpy())
    every = weighted_share(codes.to_numpy(), weights.to_numpy())
    if one.share is None or every.share is None or one.n_effective is None:
        return None
    index = make_index(one.share, every.share, one.n_effective)
    if two.share is None or two.n_effective is None:
        return Comparison(index, 0.0, None, None, every.share)
    asked = weights[codes.notna()]
    outside = 1 - float(asked[chosen[codes.notna().to_numpy()]].sum() / asked.sum())
    low, high = difference_interval((one.share, one.n_effective), (two.share, two.n_effective))
    return Comparison(
        index, one.share - every.share, outside * low, outside * high, every.share
    )  # fmt: skip


def make_index(share: float, base: float, people: float) -> float | None:
    """Give share over base times 100; ``None`` without a base, or of fewer than 100 people.

    Parameters
    ----------
    people
        Effective number on which the less certain of the two rests.
    """
    return share / base * 100 if base > 0 and people >= FIRST_BASE else None


def add_index(
    table: pd.DataFrame,
    codes: Mapping[str, pd.Series],
    people: Respondents,
    expected: Sequence[str],
) -> pd.DataFrame:
    """Add to a table of shares what sets each row against its base.

    Parameters
    ----------
    table
        ``segment``, ``rung``, ``share``, ``low``, ``high``, ``n_effective``; withheld rows are
        empty and stay so.
    codes
        By rung: 1, 0 or missing for each respondent.
    people
        Those who were asked; their codebook may hold a base.
    expected
        The rungs of the survey's ladder that it asked.

    Returns
    -------
    pandas.DataFrame
        With the columns of :data:`COLUMNS`: ``index`` (100 is as many as in the base),
        ``difference``, its interval ``difference_low`` and ``difference_high``, and ``base``, all
        four fractions. A rung that the codebook's base does not give has none of them; nor have
        the inactive, unless the base asked the same rungs, for who does nothing depends on what
        was asked.
    """
    bases: dict[str, BaseShare] = {one.rung: one for one in people.codebook.base}
    if set(bases) - {INACTIVES} != set(expected):
        bases.pop(INACTIVES, None)
    everybody = {str(row["rung"]): row for row in table.to_dict("records") if row["segment"] == ALL}
    kinds = count_kinds(people.weights)
    rows = []
    for row in table.to_dict("records"):
        found: Comparison | None = None
        rung, segment = str(row["rung"]), str(row["segment"])
        if pd.isna(row["share"]):
            pass
        elif not people.codebook.base:
            inside = (people.division.segments == segment).fillna(value=False) | (segment == ALL)
            found = compare_with_everybody(codes[rung], people.weights, inside.to_numpy(dtype=bool))
        elif rung in bases:
            found = compare_with_population(
                row["share"], (row["low"], row["high"]), row["n_effective"], bases[rung]
            )
        if found and limit_digits(kinds, int(row["n"])) is not None:
            found = _follow_published(found, row, {} if people.codebook.base else everybody[rung])
        rows.append(
            (found.index, found.difference, found.low, found.high, found.base)
            if found
            else (None,) * len(COLUMNS)
        )
    added = pd.DataFrame(rows, columns=list(COLUMNS), index=table.index).astype("float64")
    return pd.concat([table, added], axis="columns")


def _follow_published(
    found: Comparison, row: Mapping[Hashable, Any], everybody: Mapping[Hashable, Any]
) -> Comparison:
    """Reckon from numbers as they are published, so that a comparison tells no more than they.

    `everybody` is empty where the base was measured among other people, and is known itself.
    """
    share, base = float(row["share"]), float(everybody.get("share", found.base))
    low, high = found.low, found.high
    if everybody and low is not None:
        part = row["n"] / everybody["n"]
        rest = min(max((base - part * share) / (1 - part), 0.0), 1.0)
        n, n_all = round(row["n_effective"]), round(everybody["n_effective"])
        edges = difference_interval((share, n), (rest, max(n_all - n, 1)))
        low, high = ((1 - part) * edge for edge in edges)
    low, high = (None if edge is None else round(edge, WHOLE_PERCENTS) for edge in (low, high))
    index = None if found.index is None or not base else share / base * 100
    return replace(found, index=index, difference=share - base, low=low, high=high, base=base)
