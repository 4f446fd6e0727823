"""A table of shares: everybody, then each segment, without anything that must be withheld."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd

from toolkit.analysis.shares import weighted_share
from toolkit.analysis.withholding import ALL, withhold

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
    together: bool = False,
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
    together
        Whether the codes bound each other, so that they are withheld together.

    Returns
    -------
    pandas.DataFrame
        ``segment`` (``all`` first), `label`, ``share``, ``low``, ``high`` (fractions, Wilson's
        interval at 95% on the effective base), ``n`` (people asked), ``n_effective``.
    """
    rows = []
    for segment in (ALL, *keys):
        inside = (
            np.full(len(segments), fill_value=True)
            if segment == ALL
            else (segments == segment).fillna(value=False).to_numpy(dtype=bool)
        )
        for name, answers in codes.items():
            found = weighted_share(answers[inside].to_numpy(), weights[inside].to_numpy())
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
        together=together,
    ).drop(columns="yes")
