"""Followers: counts that leap from one day to the next, and gains beyond all followers.

An account seldom grows tenfold within a week, and no account loses everybody and has them back.
"""

from __future__ import annotations

import pandas as pd

from toolkit.errors import Fault, fill
from toolkit.readers.findings import Findings, abridge

LEAP = 8.0
SMALLEST = 200
WITHIN = pd.Timedelta(days=7)


def find_jumps(frame: pd.DataFrame) -> tuple[Fault, ...]:
    """Find days on which the followers of an account cannot be what is written.

    Parameters
    ----------
    frame
        Canonical followers, or posts with the followers of their day; brands settled.

    Returns
    -------
    An error for a count that the days before and after contradict, both eight times as high or as
    low; a warning for a leap that stays, which an account that was joined to another can make.
    """
    faults: list[Fault] = []
    known = frame[frame["followers"].notna() & frame["day"].notna()]
    for _, group in known.groupby(["brand", "platform", "account"], dropna=False, sort=True):
        ordered = group.sort_values("day", kind="stable").drop_duplicates(["day", "followers"])
        faults += _jumps(ordered)
    return abridge(faults)


def _jumps(ordered: pd.DataFrame) -> list[Fault]:
    counts = ordered["followers"].astype("float64").clip(lower=0.5)
    days = ordered["day"]
    high = counts.clip(lower=1).rolling(2).max() >= SMALLEST
    near = days.diff() <= WITHIN
    up = counts / counts.shift()
    leap = near & high & ((up >= LEAP) | (up <= 1 / LEAP))
    faults, last = [], -2
    for at in leap.to_numpy().nonzero()[0]:
        row = ordered.iloc[at]
        before = ordered.iloc[at - 1]
        back = at + 1 < len(ordered) and bool(leap.iloc[at + 1])
        if at == last + 1:
            continue  # the way back from the leap that was told
        last = int(at) if back else -2
        findings = Findings(str(row["file"]))
        findings.add(
            "The followers of one day contradict those of the days around it."
            if back
            else "The followers leap from one count to the next.",
            severity="error" if back else "warning",
            row=int(row["row"]),
            column="followers",
            got=fill(
                "{followers} on {day}, {other_followers} on {other_day}",
                followers=row["followers"],
                day=f"{row['day']:%Y-%m-%d}",
                other_followers=before["followers"],
                other_day=f"{before['day']:%Y-%m-%d}",
            ),
            expected="a count near that of the day before",
            remedy="Compare it with the platform, and export the file anew."
            if back
            else "If two accounts became one, or the file changes from one account to another, "
            "say so beside the figures.",
        )
        faults += findings.faults
    return faults


def find_impossible_gains(frame: pd.DataFrame) -> tuple[Fault, ...]:
    """Find rows in which more followers were won than there are.

    Parameters
    ----------
    frame
        Canonical followers or totals of one file.
    """
    findings = Findings(str(frame["file"].iloc[0]))
    known = frame.dropna(subset=["followers", "gained"])
    for _, row in known[known["gained"] > known["followers"]].head(50).iterrows():
        findings.add(
            "More followers were won than there are.",
            row=int(row["row"]),
            column="gained",
            got=fill(
                "{gained} won, {followers} in all", gained=row["gained"], followers=row["followers"]
            ),
            expected="no more than all followers",
            remedy="The columns may have changed places: export the file anew.",
        )
    return abridge(findings.faults)
