"""Where a segment differs from all other people by more than chance.

Two intervals that overlap can still differ, so it is the interval of the difference that decides.
And who compares everything finds something: the level rises with the number of comparisons, so that
a survey of pure chance shows a difference one time in twenty at most. All comparisons count that a
reader is told of, in whatever table: see :func:`judge_together`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from toolkit.analysis.shares import weighted_share, wilson_interval
from toolkit.analysis.withholding import ALL


def difference_interval(
    first: tuple[float, float], second: tuple[float, float], level: float = 0.95
) -> tuple[float, float]:
    """Give the interval of the difference between two independent shares.

    Parameters
    ----------
    first, second
        A share (0 to 1) and the number of people that it rests on.

    Notes
    -----
    Newcombe, R. G. (1998), Interval estimation for the difference between independent proportions,
    Statistics in Medicine 17, 873–890, method 10: Wilson's two intervals, joined by squares.
    """
    (one, n_one), (two, n_two) = first, second
    low_one, high_one = wilson_interval(one, n_one, level)
    low_two, high_two = wilson_interval(two, n_two, level)
    difference = one - two
    return (
        difference - math.hypot(one - low_one, high_two - two),
        difference + math.hypot(high_one - one, two - low_two),
    )


def compare_with_rest(
    codes: Mapping[str, pd.Series],
    weights: pd.Series,
    segments: pd.Series,
    table: pd.DataFrame,
    *,
    label: str,
) -> pd.DataFrame:
    """Compare each segment with everybody outside it, wherever the segment's share is shown.

    Parameters
    ----------
    codes, weights, segments
        As for :func:`toolkit.analysis.tabulating.tabulate_shares`.
    table
        What that gave; rows that are withheld there are not compared here.

    Returns
    -------
    pandas.DataFrame
        ``segment``, `label`, ``share``, ``rest`` (share among all others), ``difference``, ``base``
        and ``rest_base`` (effective numbers of people), ``reach`` (part of the people asked who are
        in the segment, by weight, from 0 to 1), ``told`` (whether a reader may be told of it: here
        of all), ``low``, ``high``, ``clear``. These last are judged with the comparisons of this
        table alone, as long as :func:`judge_together` does not judge more together.
    """
    shown = table[(table["segment"] != ALL) & table["n"].notna()]
    rows = []
    for segment, name in zip(shown["segment"], shown[label], strict=True):
        inside = (segments == segment).fillna(value=False).to_numpy(dtype=bool)
        one = weighted_share(codes[name][inside].to_numpy(), weights[inside].to_numpy())
        two = weighted_share(codes[name][~inside].to_numpy(), weights[~inside].to_numpy())
        if one.share is None or two.share is None:
            continue  # the segment is everybody
        asked = weights[codes[name].notna()]
        reach = float(asked[inside[codes[name].notna().to_numpy()]].sum() / asked.sum())
        rows.append(
            (segment, name, one.share, two.share, one.share - two.share, one.n_effective or 0,
             two.n_effective or 0, reach, True)
        )  # fmt: skip
    columns = ["segment", label, "share", "rest", "difference", "base", "rest_base", "reach"]
    found = pd.DataFrame(rows, columns=[*columns, "told"])
    return judge_together([found])[0]


def judge_together(tables: Sequence[pd.DataFrame]) -> list[pd.DataFrame]:
    """Judge all comparisons of these tables as the one family that a reader sees.

    Parameters
    ----------
    tables
        As :func:`compare_with_rest` gives them; what is not ``told`` counts for nothing.

    Returns
    -------
    The tables with ``low`` and ``high`` (interval at 95% over all comparisons of all tables
    together, after Bonferroni) and ``clear`` (told, and the interval leaves out 0).
    """
    comparisons = sum(int(table["told"].astype(bool).sum()) for table in tables)
    level = 1 - 0.05 / max(1, comparisons)
    return [_judge(table, level) for table in tables]


def leave_untold(contrasts: pd.DataFrame, rows: pd.Series) -> pd.DataFrame:
    """Mark rows (true) of which nothing is told as a difference: they had to differ, say."""
    untold = rows.to_numpy(dtype=bool)
    return contrasts.assign(
        told=contrasts["told"].to_numpy(dtype=bool) & ~untold,
        clear=contrasts["clear"].to_numpy(dtype=bool) & ~untold,
    )


def _judge(table: pd.DataFrame, level: float) -> pd.DataFrame:
    sides = zip(table["share"], table["base"], table["rest"], table["rest_base"], strict=True)
    bounds = [difference_interval((a, m), (b, n), level) for a, m, b, n in sides]
    low = pd.Series([one for one, _ in bounds], index=table.index, dtype="float64")
    high = pd.Series([one for _, one in bounds], index=table.index, dtype="float64")
    clear = ((low > 0) | (high < 0)) & table["told"].astype(bool)
    return table.assign(low=low, high=high, clear=clear)


def order_clear(contrasts: pd.DataFrame) -> pd.DataFrame:
    """Keep the contrasts that are more than chance, those that concern most people first.

    Parameters
    ----------
    contrasts
        As :func:`compare_with_rest` gives it.

    Notes
    -----
    The order is by f (1 − f) d: f is the segment's part of the people, and d the least difference
    with the rest that the interval leaves. With the rest's part, (1 − f) d is the least difference
    with everybody; times f it is people, as a part of everybody: how many more of the segment do
    this, at least, than if they were as everybody is. A difference by itself puts the smallest
    segments first, for of few people only a large one is clear; and of a segment that is nearly
    everybody the few others decide, which 1 − f holds in check. All intervals hold together
    (Bonferroni), so that to name the first of them names chance no more often.
    """
    clear = contrasts[contrasts["clear"].astype(bool)]
    least = clear["low"].where(clear["difference"] > 0, -clear["high"])
    # Of two groups, one is the other's mirror: equal but for a computer's last digit.
    people = (clear["reach"] * (1 - clear["reach"]) * least).astype("float64").round(9)
    return clear.loc[people.sort_values(ascending=False, kind="stable").index]
