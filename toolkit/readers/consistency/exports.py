"""What an export tells of itself: where it stopped, which is the older one, who paid for it."""

from __future__ import annotations

import pandas as pd

from toolkit.errors import Fault, fill, join
from toolkit.model.client import PLATFORM_NAMES
from toolkit.readers.findings import name_rows

# Where makers of tables stop: pages of ten times something, and the limits that they document.
ROUND = frozenset({50, 100, 200, 250, 500, 1000, 2000, 2500, 3200, 5000, 10_000, 50_000, 100_000})
OF_A_BRAND = 100
MUCH = 0.1
PARTS = ("reactions", "comments", "shares", "impressions")
ENOUGH = 5


def find_round_counts(posts: pd.DataFrame) -> tuple[Fault, ...]:
    """Find a file, or a brand among several, with exactly as many posts as makers stop at.

    Parameters
    ----------
    posts
        Canonical posts of one file.
    """
    file = str(posts["file"].iloc[0])
    told = []
    if len(posts) in ROUND:
        told.append(f"{len(posts)} posts")
    sizes = posts.groupby("brand").size()
    if len(sizes) > 1:
        told += [
            f"{n} posts of {brand}" for brand, n in sizes.items() if n in ROUND and n >= OF_A_BRAND
        ]
    return tuple(
        Fault(
            "The number of posts is so round that the export may have stopped there.",
            file,
            int(posts["row"].iloc[-1]),
            got=fill("exactly {one}", one=one),
            remedy="Look whether the first day of the file is the one that was asked for; if not, "
            "export shorter periods.",
            # One file in fifty has fifty posts by chance.
            severity="warning" if int(one.split()[0]) >= OF_A_BRAND else "note",
        )
        for one in told
    )


def find_falling_totals(posts: pd.DataFrame) -> tuple[Fault, ...]:
    """Find later exports with lower totals than earlier ones: lifetime totals hardly ever fall.

    Parameters
    ----------
    posts
        Canonical posts of all files, brands settled, repeats still in.

    Returns
    -------
    An error where half of the posts that two files share fell and hardly one rose, since then the
    files were taken in the wrong order; a warning where a fifth fell.
    """
    latest = posts.groupby("file")["published"].max()
    named = posts[posts["post_id"].notna()]
    if named.empty:
        return ()
    owner = named["account"].fillna(named["brand"]).fillna("")
    named = named.assign(owner=owner, latest=named["file"].map(latest))
    named = named[named.duplicated(["platform", "owner", "post_id"], keep=False)]
    named = named.sort_values(["latest", "file", "row"], kind="stable", na_position="first")
    groups = named.groupby(["platform", "owner", "post_id"], dropna=False, sort=False)
    before = groups[[*PARTS, "file"]].shift()
    shared = before["file"].notna() & before["file"].ne(named["file"])
    known = named[list(PARTS)].notna() & before[list(PARTS)].notna()
    now = named[list(PARTS)].where(known).sum(axis=1)
    then = before[list(PARTS)].where(known).sum(axis=1)
    steps = pd.DataFrame(
        {
            "older": before["file"],
            "later": named["file"],
            "row": named["row"],
            "fell": now < then,
            "rose": now > then,
        }
    )[shared]
    faults = []
    for (older, later), pairs in steps.groupby(["older", "later"], sort=True):
        fell, rose, n = int(pairs["fell"].sum()), int(pairs["rose"].sum()), len(pairs)
        if fell < ENOUGH or fell < 0.2 * n or fell <= rose:
            continue
        swapped = fell >= 0.5 * n and rose <= 0.1 * n
        numbers = [int(row) for row in pairs["row"][pairs["fell"]]]
        faults.append(
            Fault(
                "Posts have lower totals here than in the earlier export.",
                str(later),
                numbers[0],
                got=fill(
                    "{fell} of the {n} posts that stand in {older} too are lower "
                    "({rows}), {rose} higher",
                    fell=fell,
                    n=n,
                    older=older,
                    rows=name_rows(numbers),
                    rose=rose,
                ),
                expected="totals that grow, or stay",
                remedy="If the other file is the later export, take this one away; if one of them "
                "was changed, export it anew.",
                severity="error" if swapped else "warning",
            )
        )
    return tuple(faults)


def find_paid_posts(posts: pd.DataFrame, client: str) -> tuple[Fault, ...]:
    """Say how many of the client's posts had paid reach, and where that is not known.

    Parameters
    ----------
    posts
        Canonical posts of all files, brands settled.
    """
    own = posts[posts["brand"].eq(client)]
    faults: list[Fault] = []
    unknown = []
    for platform, group in own.groupby("platform", sort=True):
        name = PLATFORM_NAMES.get(str(platform), str(platform))
        told = group["boosted"].notna()
        if not told.all():
            silent = int((~told).sum())
            unknown.append(fill("{name} ({n} of {all} posts)", name=name, n=silent, all=len(group)))
        paid = int(group["boosted"].fillna(value=False).sum())
        if paid:
            much = paid >= MUCH * len(group)
            faults.append(
                Fault(
                    "Many of the client’s posts were paid for, which lifts their figures."
                    if much
                    else "Some of the client’s posts were paid for.",
                    str(group["file"].iloc[0]),
                    got=fill("{paid} of {n} posts on {name}", paid=paid, n=len(group), name=name),
                    severity="warning" if much else "note",
                )
            )
    if unknown:
        faults.append(
            Fault(
                "The exports do not say which of the client’s posts were paid for.",
                got=join(unknown, ", "),
                severity="note",
            )
        )
    return tuple(faults)
