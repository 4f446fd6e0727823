"""A table of shares: everybody, then each segment, without anything that must be withheld."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from toolkit.analysis.dominance import judge_effective, judge_in_turn
from toolkit.analysis.shares import Share, weighted_share, wilson_interval
from toolkit.analysis.weight_classes import (
    WeighedAnswers,
    class_weights,
    count_kinds,
    limit_digits,
)
from toolkit.analysis.withholding import ALL, Judge, withhold

VALUES = ("share", "low", "high", "n", "n_effective")


def tabulate_shares(
    codes: Mapping[str, pd.Series],
    weights: pd.Series,
    segments: pd.Series,
    keys: Sequence[str],
    *,
    label: str,
    smallest_base: int,
    elsewhere: Collection[str] = (),
    families: Mapping[str, str] | None = None,
    blocked: Mapping[str, Collection[str]] | None = None,
) -> pd.DataFrame:
    """Estimate the share of ones among everybody and among the people of each segment.

    Parameters
    ----------
    codes
        By name (a channel, a rung): 1, 0 or missing for each respondent.
    weights, segments
        Of each respondent; a missing segment is in none.
    keys
        Segments in the order of the codebook.
    label
        Column that takes the names of `codes`.
    smallest_base
        The least number of people behind a cell that may be seen.
    elsewhere
        Segments that another table of these people withholds.
    families
        By name what it shares with codes that bound it, so that they are withheld together.
    blocked
        By name the segments, or :data:`ALL`, of which another table withholds what this base tells.

    Returns
    -------
    pandas.DataFrame
        ``segment`` (``all`` first), `label`, ``share``, ``low``, ``high`` (fractions, Wilson's
        interval at 95% on the effective base), ``n`` (people asked), ``n_effective``. Shares are
        in whole percents, or of many people in tenths of one, where weights could be solved for
        (:mod:`toolkit.analysis.weight_classes`).
    """
    kinds = count_kinds(weights)
    rows = []
    members = {ALL: np.full(len(segments), fill_value=True)}
    for key in keys:
        members[key] = (segments == key).fillna(value=False).to_numpy(dtype=bool)
    for segment, inside in members.items():
        for name, answers in codes.items():
            found = weighted_share(answers[inside].to_numpy(), weights[inside].to_numpy())
            found = _round(found, limit_digits(kinds, found.n))
            rows.append(
                (
                    segment, name, found.share, found.low, found.high, found.n, found.n_effective,
                    int(answers[inside].sum()),
                )
            )  # fmt: skip
    table = pd.DataFrame(rows, columns=["segment", label, *VALUES, "yes"])
    fractions = [name for name in VALUES if name != "n"]
    table = table.astype({**dict.fromkeys(fractions, "float64"), "n": "int64"})
    return withhold(
        table,
        within=label,
        values=VALUES,
        smallest_base=smallest_base,
        elsewhere=elsewhere,
        given="yes",
        families=families,
        judges=_judge_weights(codes, weights, members, smallest_base),
        blocked=blocked,
    ).drop(columns="yes")


def _round(found: Share, digits: int | None) -> Share:
    """Give a share with fewer digits, and its interval from these, so that it tells no more."""
    if digits is None or found.share is None or found.n_effective is None:
        return found
    share = round(found.share, digits)
    # Effective bases are published whole.
    low, high = wilson_interval(share, round(found.n_effective), found.level)
    return replace(found, share=share, low=low, high=high)


def _judge_weights(
    codes: Mapping[str, pd.Series],
    weights: pd.Series,
    members: Mapping[str, npt.NDArray[np.bool_]],
    smallest_base: int,
) -> dict[str, Judge]:
    """Give for each question what its weighted shares would tell of a few people."""
    classes = class_weights(weights)
    judges: dict[str, Judge] = {}
    for name, answers in codes.items():
        given = answers.to_numpy(dtype=np.float64)
        reached = {key: inside & ~np.isnan(given) for key, inside in members.items()}
        judges[name] = judge_effective(reached, weights, smallest_base)
        if classes is None:
            continue
        asked = {key: classes.count(inside) for key, inside in reached.items()}
        yes = {key: classes.count(inside & (given == 1)) for key, inside in members.items()}
        weighed = WeighedAnswers(classes, asked, yes, smallest_base, ALL)
        judges[name] = judge_in_turn(judges[name], weighed.find_telling)
    return judges
