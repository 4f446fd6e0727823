"""What is asked of a survey: shares among everybody and in each segment, and who stands out."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from toolkit.analysis.contrasts import compare_with_rest, leave_untold
from toolkit.analysis.respondents import Respondents
from toolkit.analysis.segment_sizes import withhold_segments
from toolkit.analysis.tabulating import tabulate_shares


def estimate_by_segment(
    codes: Mapping[str, pd.Series],
    people: Respondents,
    *,
    label: str,
    families: Mapping[str, str] | None = None,
    blocked: Mapping[str, Collection[str]] | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Estimate shares with the survey's weights, segments and smallest base.

    Parameters
    ----------
    codes
        By name (a channel, a rung): 1, 0 or missing for each respondent.
    people
        Those who were asked.
    label
        Column that takes the names of `codes`.
    families
        By name what it shares with codes that bound it, so that they are withheld together.
    blocked
        By name the segments of which another table withholds what this base tells.

    Returns
    -------
    table
        As :func:`toolkit.analysis.tabulating.tabulate_shares` gives it.
    contrasts
        As :func:`toolkit.analysis.contrasts.compare_with_rest` gives it; what made the segments is
        never clear.
    """
    weights, segments = people.weights, people.division.segments
    table = tabulate_shares(
        codes,
        weights,
        segments,
        people.division.keys,
        label=label,
        smallest_base=people.codebook.smallest_base,
        elsewhere=withhold_segments(people),
        families=families,
        blocked=blocked,
    )
    contrasts = compare_with_rest(codes, weights, segments, table, label=label)
    # Groups differ on what made them because it did: that is no finding.
    made = contrasts[label].map(lambda name: f"{label} {name}" in people.division.made_by)
    return table, leave_untold(contrasts, made)
