"""Sums that should equal their parts.

A total that agrees with its parts everywhere but in a row or two was changed there, or its parts
were. A total that agrees nowhere counts something else, unless its maker documents what it counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from toolkit.errors import Fault, fill
from toolkit.readers.findings import Findings, abridge, name_rows

PARTS = ("reactions", "comments", "shares")
ENOUGH_AGREE = 2
FEW = 0.25
EDITED = "Somebody changed a figure, or the columns slipped: export the file anew."
ONE_ROW = {
    "total": "This total is not the sum of its parts, as it is in the other rows.",
    "rate": "This rate does not follow from the figures of its row, as it does in the other rows.",
}
MOST_ROWS = {
    "total": "In most rows this total is not the sum of its parts.",
    "rate": "In most rows this rate does not follow from the figures of its row.",
}
OTHER_KIND = {
    "total": "This total is of another kind than the sum of its parts.",
    "rate": "This rate is of another kind than what its figures give.",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """A printed figure beside what its parts give, in one row; ``within`` is its rounding."""

    row: int
    printed: float
    computed: float
    within: float = 0.0

    @property
    def odd(self) -> bool:
        """Whether they differ by more than rounding."""
        return abs(self.printed - self.computed) > self.within


def compare(
    rows: Sequence[int], printed: Sequence[float | None], computed: Sequence[float | None]
) -> list[Comparison]:
    """Pair what is known; rows where both are zero prove nothing and are left out."""
    return [
        Comparison(row, total, parts)
        for row, total, parts in zip(rows, printed, computed, strict=True)
        if total is not None and parts is not None and (total or parts)
    ]


def add_up(*parts: Sequence[int | None]) -> list[int | None]:
    """Add columns row by row; a sum that lacks one of its parts is missing."""
    return [
        None if None in row else sum(part for part in row if part is not None)
        for row in zip(*parts, strict=True)
    ]


def report_deviations(
    pairs: Sequence[Comparison],
    column: str,
    formula: str,
    findings: Findings,
    *,
    kind: Literal["total", "rate"] = "total",
    documented: bool = False,
) -> None:
    """Report the rows whose printed figure is not what the figures of the row give.

    An error names the rows where they are few and the others agree. Where most deviate it counts
    something else, a warning; but if its maker documents the formula, and it is too high here and
    too low there, the columns have slipped, an error.

    Parameters
    ----------
    documented
        Whether the maker says that the figure follows `formula`.
    """
    odd = [pair for pair in pairs if pair.odd]
    agreeing = len(pairs) - len(odd)
    if not odd:
        return
    if agreeing >= ENOUGH_AGREE and len(odd) <= max(1, FEW * agreeing):
        for pair in odd:
            findings.add(
                ONE_ROW[kind],
                row=pair.row,
                column=column,
                got=f"{pair.printed:.10g}",
                expected=f"{pair.computed:.10g} ({formula})",
                remedy=EDITED,
            )
        return
    slipped = documented and len({pair.printed > pair.computed for pair in odd}) == 2
    first = odd[0]
    findings.add(
        (MOST_ROWS if slipped else OTHER_KIND)[kind],
        severity="error" if slipped else "warning",
        row=first.row,
        column=column,
        got=fill(
            "{printed} instead of {computed}; so in {n} of {all} rows ({rows})",
            printed=f"{first.printed:.10g}",
            computed=f"{first.computed:.10g}",
            n=len(odd),
            all=len(pairs),
            rows=name_rows(pair.row for pair in odd),
        ),
        expected=formula,
        remedy=EDITED if slipped else "See to it that brands are compared on the same figure.",
    )


def report_excess(
    pairs: Sequence[Comparison], column: str, formula: str, findings: Findings
) -> None:
    """Report the rows whose parts come to more than the total that holds them."""
    for pair in pairs:
        if pair.computed > pair.printed:
            findings.add(
                "The parts come to more than the total that holds them.",
                row=pair.row,
                column=column,
                got=f"{pair.printed:.10g}",
                expected=fill(
                    "{computed} or more ({formula})",
                    computed=f"{pair.computed:.10g}",
                    formula=formula,
                ),
                remedy=EDITED,
            )


def find_wrong_sums(posts: pd.DataFrame) -> tuple[Fault, ...]:
    """Hold a maker's total of interactions against reactions, comments and shares together.

    Parameters
    ----------
    posts
        Canonical posts of one file.
    """
    findings = Findings(str(posts["file"].iloc[0]))
    known = posts.dropna(subset=["interactions", *PARTS])
    sums = known[list(PARTS)].sum(axis=1)
    odd = known[known["interactions"].ne(sums)]
    rest = odd["interactions"] - sums[odd.index]
    saves, clicks = odd["saves"].fillna(0), odd["clicks"].fillna(0)
    # A total that takes saves or clicks in, wherever there are some, is no tampered one.
    wider = rest.eq(saves) | rest.eq(clicks) | rest.eq(saves + clicks)
    pairs = compare(known["row"].tolist(), known["interactions"].tolist(), sums.tolist())
    if len(odd) and wider.all():
        pairs = [pair for pair in pairs if pair.odd]
    report_deviations(pairs, "interactions", "reactions + comments + shares", findings)
    return abridge(findings.faults)
