"""What is asked of a survey: shares among everybody and in each segment, and who stands out."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from toolkit.analysis.coding import assign_segments, read_weights
from toolkit.analysis.contrasts import compare_with_rest
from toolkit.analysis.segment_sizes import count_segments
from toolkit.analysis.tabulating import tabulate_shares
from toolkit.model.survey import Codebook


def estimate_by_segment(
    codes: Mapping[str, pd.Series], answers: pd.DataFrame, codebook: Codebook, *, label: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Estimate shares with the codebook's weight, segments and smallest base.

    Parameters
    ----------
    codes
        By name (a channel, a rung): 1, 0 or missing for each respondent.
    answers
        One row a respondent, with the columns that the codebook names.
    label
        Column that takes the names of `codes`.

    Returns
    -------
    table
        As :func:`toolkit.analysis.tabulating.tabulate_shares` gives it.
    contrasts
        As :func:`toolkit.analysis.contrasts.compare_with_rest` gives it.

    Raises
    ------
    InputError
        If a weight cannot be used.
    """
    weights, segments = read_weights(answers, codebook), assign_segments(answers, codebook)
    table = tabulate_shares(
        codes,
        weights,
        segments,
        [segment.key for segment in codebook.segments],
        label=label,
        smallest_base=codebook.smallest_base,
        elsewhere=count_segments(answers, codebook).withheld,
    )
    return table, compare_with_rest(codes, weights, segments, table, label=label)
