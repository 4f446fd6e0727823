"""Which rows of several files are one post: those with the same id, or with the same address.

One file may have the id of a post and its address, another only the address, a third an id of its
own maker beside it; they hang together by what they share.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from toolkit.readers.post_addresses import number_in, plain_address

# A file without times may put a post on the day before or after.
A_DAY = pd.Timedelta(days=1)


def owner(frame: pd.DataFrame) -> pd.Series[str]:
    """Give whose rows these are: their account, else their brand."""
    return frame["account"].fillna(frame["brand"]).fillna("")


def name_same_posts(posts: pd.DataFrame) -> pd.DataFrame:
    """Give the rows that an id or an address identifies, so that rows of one post are named alike.

    Parameters
    ----------
    posts
        Canonical posts, with an index of its own for each row.

    Returns
    -------
    Those rows with ``owner``, and with ``post_id`` filled in; both are equal in rows of one post.
    An address identifies a post within a brand and platform, where it stands once in a file at
    most, in rows of one day (give or take one) and of no two accounts; for what stands more often
    is the address of something else.
    """
    frame = posts.assign(
        owner=owner(posts),
        whose=posts["brand"].fillna(posts["account"]).fillna(""),
        number=_take(number_in, posts),
        address=_take(plain_address, posts),
    )
    by_address = ["platform", "whose", "address"]
    telling = _identifies(frame, by_address)
    frame["address"] = frame["address"].where(telling)
    frame["post_id"] = frame["post_id"].fillna(frame["number"].where(telling))
    frame = frame[frame["post_id"].notna() | frame["address"].notna()]
    post = pd.Series(range(len(frame)), index=frame.index)
    while True:
        before = post
        for key in (["platform", "owner", "post_id"], by_address):
            known = frame[frame[key[-1]].notna()]
            keys = [known[name] for name in key]
            shared = post[known.index].groupby(keys, dropna=False).transform("min")
            post = shared.reindex(post.index).fillna(post).astype("int64")
        if post.equals(before):
            break
    names = frame.assign(post_id=frame["post_id"].fillna(frame["address"])).groupby(post)
    return frame.assign(
        owner=names["owner"].transform("first"), post_id=names["post_id"].transform("first")
    ).drop(columns=["whose", "number", "address"])


def _take(part: Callable[[object, object], str | None], posts: pd.DataFrame) -> pd.Series[str]:
    pairs = zip(posts["platform"], posts["url"], strict=True)
    return pd.Series([part(*pair) for pair in pairs], index=posts.index, dtype="string")


def _identifies(frame: pd.DataFrame, by_address: list[str]) -> pd.Series[bool]:
    """Say in which rows the address is that of one post and of nothing else."""
    # Rows with the same id are one row: an export may hold a post twice.
    rows = frame.assign(
        row=frame["post_id"].fillna(
            "row " + pd.Series(range(len(frame)), frame.index).astype("string")
        )
    )
    in_file = rows.groupby([*by_address, "file"], dropna=False)["row"].transform("nunique")
    groups = rows.assign(in_file=in_file).groupby(by_address, dropna=False)
    once = groups["in_file"].transform("max") == 1
    days = groups["day"].transform("max") - groups["day"].transform("min")
    # A number is given once on a platform; what accounts are called differs from file to file.
    of_one = frame["number"].notna() | (groups["account"].transform("nunique") <= 1)
    return frame["address"].notna() & once & days.fillna(pd.Timedelta(0)).le(A_DAY) & of_one
