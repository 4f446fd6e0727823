"""Figures that cannot stand where they stand: columns that slipped, and gaps.

Whoever likes a post has seen it. Where more people like than see, row after row, the figures stand
under the wrong headers; in a single row it happens (a boosted post whose organic views alone are
counted) and is told.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from toolkit.errors import Fault, fill
from toolkit.readers.findings import Findings, abridge, name_rows

# What cannot be more than what.
BOUNDED = (
    ("reactions", "reach"),
    ("reactions", "impressions"),
    ("comments", "impressions"),
    ("shares", "impressions"),
    ("saves", "impressions"),
    ("reach", "impressions"),
)
MOST = 0.5
ENOUGH = 3
SELDOM = 0.05
ENOUGH_ROWS = 20
SLIPPED = "The columns may have slipped against their headers: export the file anew."
DATE = re.compile(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}(?:[ T].*)?")
PLAIN_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
ADDRESS = re.compile(r"\S+[./]\S+")


def find_impossible_figures(posts: pd.DataFrame) -> tuple[Fault, ...]:
    """Find figures above those that they are a part of.

    Parameters
    ----------
    posts
        Canonical posts of one file.
    """
    findings = Findings(str(posts["file"].iloc[0]))
    for part, whole in BOUNDED:
        # Of the figures only: a frame of all columns costs a hundred times as much to choose from.
        parts, wholes = (posts[name].to_numpy("float64", na_value=np.nan) for name in (part, whole))
        known = np.isfinite(parts) & np.isfinite(wholes) & ((parts > 0) | (wholes > 0))
        larger = known & (parts > wholes)
        if not larger.any():
            continue
        odd = posts[larger]
        first = odd.iloc[0]
        numbers = [int(row) for row in odd["row"]]
        got = fill(
            "{part} {other_part}, {whole} {other_whole}; so in {n} of {all} rows ({rows})",
            part=part,
            other_part=first[part],
            whole=whole,
            other_whole=first[whole],
            n=len(odd),
            all=int(known.sum()),
            rows=name_rows(numbers),
        )
        most = len(odd) >= ENOUGH and len(odd) > MOST * known.sum()
        if most or part != "reach":
            findings.add(
                "A figure is larger than the one that it is a part of, in most rows."
                if most
                else "A figure is larger than the one that it is a part of.",
                severity="error" if most else "warning",
                row=numbers[0],
                column=part,
                got=got,
                expected=fill("no more {part} than {whole}", part=part, whole=whole),
                remedy=SLIPPED if most else "Compare these posts with the platform.",
            )
    return abridge(findings.faults)


def find_slipped_days(insights: pd.DataFrame) -> tuple[Fault, ...]:
    """Find files by day in which, day after day, more people react than see: slipped columns.

    On single days it happens, for what was shown earlier is liked later; so only most days count.

    Parameters
    ----------
    insights
        Canonical insights of one file.
    """
    whole = insights[insights["dimension"].isna()]
    if whole.empty:
        return ()
    wide = whole.pivot_table(index="row", columns="metric", values="value", aggfunc="first")
    columns = sorted({name for pair in BOUNDED for name in pair})
    wide = wide.reindex(columns=columns).reset_index().assign(file=insights["file"].iloc[0])
    found = find_impossible_figures(wide)
    return tuple(fault for fault in found if fault.severity == "error")


def find_misplaced_texts(posts: pd.DataFrame) -> tuple[Fault, ...]:
    """Find columns of words that hold something else in most rows: ids that are dates, and so on.

    Parameters
    ----------
    posts
        Canonical posts of one file.
    """
    findings = Findings(str(posts["file"].iloc[0]))
    for column, wrong, expected in (
        ("post_id", DATE, "ids of posts, no dates"),
        ("account", DATE, "an account, no dates"),
        ("brand", DATE, "a name, no dates"),
        ("url", PLAIN_NUMBER, "addresses, no numbers"),
        ("text", DATE, "texts of posts, no dates"),
    ):
        known = posts[column].dropna()
        odd = known[known.str.fullmatch(wrong.pattern).fillna(value=False)]
        if len(odd) >= ENOUGH and len(odd) > MOST * len(known):
            first = posts.loc[odd.index[0]]
            findings.add(
                "In most rows something else stands here than the header says.",
                row=int(first["row"]),
                column=column,
                got=fill(
                    "{value}; so in {n} of {all} rows",
                    value=first[column],
                    n=len(odd),
                    all=len(known),
                ),
                expected=expected,
                remedy=SLIPPED,
            )
    return abridge(findings.faults)


def find_gaps(posts: pd.DataFrame) -> tuple[Fault, ...]:
    """Find the few rows without a figure that all the others have.

    Parameters
    ----------
    posts
        Canonical posts of one file.
    """
    findings = Findings(str(posts["file"].iloc[0]))
    if len(posts) < ENOUGH_ROWS:
        return ()
    for column in ("reactions", "comments", "shares"):
        blank = posts[posts[column].isna()]
        if 0 < len(blank) <= SELDOM * len(posts):
            numbers = [int(row) for row in blank["row"]]
            findings.add(
                "A few rows lack a figure that the others have; they are not counted as zero.",
                severity="warning",
                row=numbers[0],
                column=column,
                got=fill(
                    "{n} of {all} rows ({rows})",
                    n=len(blank),
                    all=len(posts),
                    rows=name_rows(numbers),
                ),
            )
    return abridge(findings.faults)
