"""The target groups that a team sees, laid beside the segments that a survey finds.

A target group that names a segment gets that segment's size and has the survey as its evidence. One
that names none is an assumption: a proto-persona, kept in the table with empty values, so that
nobody takes it for a finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from toolkit.analysis.segment_sizes import measure_segments
from toolkit.errors import Fault, InputError
from toolkit.model.intake import TargetGroup
from toolkit.model.survey import Codebook

COLUMNS = ("persona", "share", "low", "high", "n", "stability", "evidence")


@dataclass(frozen=True, slots=True, eq=False)
class Personas:
    """Personas and what is known of their size.

    Parameters
    ----------
    table
        ``persona`` (the target group's name), ``share``, ``low``, ``high`` (of the people who gave
        an answer that decides their segment; fractions, Wilson's interval at 95%), ``n``
        (respondents in the segment), ``stability`` (empty: segments follow from a rule, they were
        not found by an algorithm), ``evidence`` (``survey`` or ``assumption``), ``segment``.
        Values are empty where withheld.
    placed
        Respondents whose answer decides their segment or puts them in none: the shares' base.
    """

    table: pd.DataFrame
    placed: int


def find_unknown_segments(groups: Sequence[TargetGroup], codebook: Codebook) -> tuple[Fault, ...]:
    """List the target groups that name a segment which the codebook does not have."""
    keys = [segment.key for segment in codebook.segments]
    return tuple(
        Fault(
            "A target group names a segment that the survey's codebook does not have.",
            column=f"target_groups {number} → segment",
            got=group.segment,
            expected=" or ".join(keys) or "no segment, for the codebook has none",
            remedy="Choose one of these, or leave it empty.",
        )
        for number, group in enumerate(groups, start=1)
        if group.segment and group.segment not in keys
    )


def describe_personas(
    groups: Sequence[TargetGroup],
    codebook: Codebook | None = None,
    answers: pd.DataFrame | None = None,
) -> Personas:
    """Lay the team's target groups beside the survey's segments, in the team's order.

    Raises
    ------
    InputError
        If a target group names a segment that the codebook lacks, or the answers lack a column.
    """
    sizes, placed = pd.DataFrame(columns=["segment", "share", "low", "high", "n"]), 0
    if codebook is not None and answers is not None:
        faults = find_unknown_segments(groups, codebook)
        if faults:
            raise InputError(faults)
        sizes, placed = measure_segments(answers, codebook)
    table = pd.DataFrame(
        {
            "persona": pd.Series([group.name for group in groups], dtype="string"),
            "segment": pd.Series([group.segment or pd.NA for group in groups], dtype="string"),
        }
    ).merge(sizes.astype({"segment": "string"}), on="segment", how="left")
    found = table["segment"].isin(sizes["segment"])
    table["evidence"] = found.map({True: "survey", False: "assumption"}).astype("string")
    table["stability"] = float("nan")
    for name in ("share", "low", "high"):
        table[name] = table[name].astype("float64")
    table["n"] = table["n"].astype("Int64")
    return Personas(table[[*COLUMNS, "segment"]], placed)
