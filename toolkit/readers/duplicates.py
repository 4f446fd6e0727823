"""Posts that came in twice: totals grow, so the latest export counts; the rest is reported.

A post with an id is one post however many files hold it, and so is one with an address; see
:mod:`toolkit.readers.same_posts`. Without either two rows are the same post only if everything
about them is the same, but for letters that somebody broke; rows that merely look alike are kept
and named. Which of two exports with the same last post is the later one their
figures may say; see :mod:`toolkit.readers.disagreements`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from toolkit.errors import Fault, fill
from toolkit.language import mark
from toolkit.model.posts import POSTS, conform
from toolkit.readers.disagreements import compare_files, is_broken_cell, plain_texts, withhold
from toolkit.readers.findings import name_rows
from toolkit.readers.same_posts import name_same_posts, owner

APART = {"file", "row"}


def settle_duplicates(posts: pd.DataFrame) -> tuple[pd.DataFrame, tuple[Fault, ...]]:
    """Leave one row for each post, and say what was left out or looks alike.

    Parameters
    ----------
    posts
        Canonical posts of all files, stacked (:data:`toolkit.model.posts.POSTS`).

    Returns
    -------
    The posts in their given order, and all that was found. Of rows with the same platform, account
    (else brand) and id, or the same address, that of the latest export is kept: the file whose last
    post is the latest, among equals the one with the higher figures, the one whose letters are
    whole, the last name; the last row in a file. An error where of such files neither has the
    higher figures. Rows without an id that are the same in every column are dropped if they have a
    text or an address, or come from different files. Rows that share brand, platform, day and text,
    of which one has no id, are kept and named in a warning.
    """
    if posts.empty:
        return conform(posts, POSTS), ()
    frame = posts.reset_index(drop=True)
    gone, faults = _repeated_ids(frame)
    same, same_faults = _identical(frame[~frame.index.isin(gone)])
    gone |= same
    rest = frame[~frame.index.isin(gone)]
    faults += same_faults + _alike(rest)
    return conform(rest, POSTS), (*faults, *_alike_elsewhere(rest))


def _repeated_ids(frame: pd.DataFrame) -> tuple[set[int], list[Fault]]:
    """Find the rows that a later export, or a later row, replaces."""
    latest = frame.groupby("file", dropna=False)["published"].max()
    named = name_same_posts(frame)
    named = named.assign(latest=named["file"].map(latest))
    key = ["platform", "owner", "post_id"]
    repeated = named[named.duplicated(key, keep=False)]
    wins, faults = compare_files(repeated, key)
    repeated = repeated.assign(
        wins=repeated["file"].map(wins).fillna(0), whole=~repeated["text"].map(is_broken_cell)
    ).sort_values(["latest", "wins", "whole", "file", "row"], kind="stable", na_position="first")
    repeated["kept"] = repeated.groupby(key, dropna=False, sort=False)["file"].transform("last")
    older = repeated[repeated.duplicated(key, keep="last")]
    pairs = Counter(zip(older["file"].astype(str), older["kept"].astype(str), strict=True))
    return {int(index) for index in older.index}, faults + [
        Fault(
            fill(
                "{count} in this file more than once; the last row of each counts.",
                count=_count(n, mark("{n} post stands"), mark("{n} posts stand")),
            )
            if file == kept
            else fill(
                "{count} in {kept} too, {why}; its figures count.",
                count=_count(
                    n, mark("{n} post of this file stands"), mark("{n} posts of this file stand")
                ),
                kept=kept,
                why=_why(latest, file, kept),
            ),
            file,
            severity="note",
        )
        for (file, kept), n in sorted(pairs.items())
    ]


def _why(latest: pd.Series[pd.Timestamp], file: str, kept: str) -> str:
    if latest[file] != latest[kept]:
        return fill("which is the later export")
    return fill("which has the same last post")


def _identical(frame: pd.DataFrame) -> tuple[set[int], list[Fault]]:
    """Find rows without id that repeat another row in every column."""
    nameless = frame[frame["post_id"].isna()]
    broken = nameless["text"].map(is_broken_cell)
    nameless = nameless.assign(text=plain_texts(nameless["text"])).loc[broken.sort_values().index]
    columns = [name for name in nameless.columns if name not in APART]
    twins = nameless[nameless.duplicated(columns, keep=False)]
    which = twins.groupby(columns, dropna=False, sort=False).ngroup()
    first = twins.groupby(which)["file"].transform("first")
    told = twins[["text", "url"]].notna().any(axis=1)
    # Two posts of one day can both have 12 likes; two files that say so are copies.
    dropped = twins[which.duplicated() & (told | twins["file"].ne(first))]
    gone = dict(_rows_by_file(dropped))
    return {int(index) for index in dropped.index}, [
        Fault(
            fill(
                "{count} another row in every column; left out: {rows}.",
                count=_count(len(rows), mark("{n} row repeats"), mark("{n} rows repeat")),
                rows=name_rows(rows),
            ),
            file,
            row=rows[0],
            severity="warning",
            remedy="If these are posts of their own, give each its address in a column url.",
        )
        for file, rows in sorted(gone.items())
    ]


def _alike(frame: pd.DataFrame) -> list[Fault]:
    """Name the rows without id that share brand, platform, day and text with an earlier row."""
    nameless = frame[frame["post_id"].isna()]
    nameless = nameless.assign(owner=owner(nameless), text=plain_texts(nameless["text"]))
    columns = ["platform", "owner", "brand", "day", "text", "url"]
    known = nameless[nameless["text"].notna() | nameless["url"].notna()]
    alike = known[known.duplicated(columns)]
    silent = nameless[nameless["text"].isna() & nameless["url"].isna()]
    counts = ["reactions", "comments", "shares", "interactions"]
    same = silent[silent.duplicated([*columns, *counts])]
    return [
        Fault(
            fill(
                "{count} the {what} of an earlier row, with no id to tell them "
                "apart. All were kept ({rows}).",
                count=_count(len(rows), mark("{n} row has"), mark("{n} rows have")),
                what=fill(what),
                rows=name_rows(rows),
            ),
            file,
            row=rows[0],
            severity="warning",
            remedy="If they are one post counted twice, take the older rows out of the file.",
        )
        for found, what in (
            (alike, mark("brand, platform, day and text")),
            (same, mark("brand, platform, day and figures")),
        )
        for file, rows in _rows_by_file(found)
    ]


def _alike_elsewhere(frame: pd.DataFrame) -> list[Fault]:
    """Name the rows without id whose brand, platform, day and text stand in another file too.

    The other may have an id or an address, or be of another reader: all that is asked is that
    nothing tells them apart.
    """
    key = ["platform", "brand", "day", "text"]
    told = frame.assign(text=plain_texts(frame["text"]), place=range(len(frame)))
    told = told[told[key].notna().all(axis=1)]
    told = told[[*key, "file", "row", "account", "post_id", "url", "place"]]
    pairs = told[told["post_id"].isna()].merge(told, on=key, suffixes=("", "_there"))
    pairs = pairs[pairs["file"] != pairs["file_there"]]
    named = pairs["post_id_there"].notna()
    apart = _both_differ(pairs, "account") | (~named & _both_differ(pairs, "url"))
    same_url = pairs["url"].fillna("").eq(pairs["url_there"].fillna(""))
    same_account = pairs["account"].fillna("").eq(pairs["account_there"].fillna(""))
    # Of two rows without id the later is named, and by _alike() where no column is apart.
    open_pairs = ~named & (pairs["place"] > pairs["place_there"]) & ~(same_url & same_account)
    found = pairs[~apart & (named | open_pairs)].drop_duplicates(["file", "row"])
    return [
        Fault(
            fill(
                "{count} the brand, platform, day and text of a row in {there}, with "
                "no id or address in common. All were kept ({rows}).",
                count=_count(len(rows), mark("{n} row has"), mark("{n} rows have")),
                there=there,
                rows=name_rows(rows),
            ),
            file,
            row=rows[0],
            severity="warning",
            remedy="If they are the same posts, each counts twice: take them out of one of the "
            "two files.",
        )
        for there, of_one in found.groupby("file_there", sort=True)
        for file, rows in _rows_by_file(of_one)
    ]


def _both_differ(pairs: pd.DataFrame, name: str) -> pd.Series[bool]:
    one, other = pairs[name], pairs[f"{name}_there"]
    return one.notna() & other.notna() & one.ne(other).fillna(value=False)


def _rows_by_file(frame: pd.DataFrame) -> list[tuple[str, list[int]]]:
    return [
        (str(file), [int(row) for row in group["row"]])
        for file, group in frame.groupby("file", sort=True)
    ]


def _count(n: int, one: str, many: str) -> str:
    return fill(one if n == 1 else many, n=n)


def settle_repeats(
    frame: pd.DataFrame, key: Sequence[str]
) -> tuple[pd.DataFrame, tuple[Fault, ...]]:
    """Leave one row for each day or period that several exports hold; the latest export's counts.

    Parameters
    ----------
    frame
        Canonical followers or totals, with brands settled.
    key
        Columns that say whose row it is, and when.

    Returns
    -------
    The rows in their given order, and a note for each file that had to give way. The latest export
    is the file that reaches furthest; what it lacks, such as the total where it has only the
    followers won, an earlier one may still give. Where files reach as far and do not agree, or rows
    of one file, nothing says which is right: neither figure is used, and a warning names both.
    """
    if frame.empty:
        return frame, ()
    last = frame.groupby("file")[key[-1]].max()
    ordered = frame.assign(_last=frame["file"].map(last)).sort_values(["_last", "file", "row"])
    gone = ordered[ordered.duplicated(list(key), keep="last")]
    if not gone.empty:
        given = [name for name in frame if name not in {*key, "file", "row"}]
        filled = ordered.groupby(list(key), dropna=False)[given].ffill()
        frame = frame.assign(**filled.reindex(frame.index))
    frame, apart = withhold(frame, ordered, key)
    newest = ordered.groupby(list(key), dropna=False)["_last"].transform("max")
    later = gone["_last"].lt(newest[gone.index])
    repeated = Counter(zip(gone["file"].astype(str), later, strict=True))
    faults = tuple(
        Fault(
            fill(
                "{count} in a later export too, which counts.",
                count=_count(n, mark("{n} row stands"), mark("{n} rows stand")),
            )
            if is_later
            else fill(
                "{count} here or in another export once more; each counts once.",
                count=_count(n, mark("{n} row stands"), mark("{n} rows stand")),
            ),
            file,
            severity="note",
        )
        for (file, is_later), n in sorted(repeated.items())
    )
    left = frame.drop(index=gone.index, errors="ignore").reset_index(drop=True)
    return left, (*apart, *faults)
