"""Exports of the same days that do not agree on a figure: which one is the later, if anything says.

Totals of a post grow, so of two exports with the same last post the one with the higher figures was
made later. Where each is higher somewhere, one of them was changed. Figures of a day are corrected
either way: of these nothing tells the later export but the days that it reaches.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from toolkit.errors import Fault, Severity, fill, join
from toolkit.readers.delimited import is_broken

FIGURES = (
    "reactions", "comments", "shares", "interactions", "engagements", "saves", "clicks", "reach",
    "impressions",
)  # fmt: skip
# Likes are taken back and reach is corrected, here and there.
CLEARLY = 3
ENOUGH_LETTERS = 8
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
ALIKE = 1e-9


def compare_files(repeated: pd.DataFrame, key: Sequence[str]) -> tuple[dict[str, int], list[Fault]]:
    """Compare files that hold the same posts and have the same last post.

    Parameters
    ----------
    repeated
        Canonical posts that several rows hold, with ``latest``, the last post of each row's file.
    key
        Columns that say which post it is.

    Returns
    -------
    By file, over how many others it has the higher figures; and a warning for each two files that
    do not agree, an error where each has higher figures than the other.
    """
    once = repeated.drop_duplicates([*key, "file"], keep="last")
    columns = [*key, "file", "row", "latest", *FIGURES]
    pairs = once[columns].merge(once[columns], on=list(key), suffixes=("_a", "_b"))
    pairs = pairs[(pairs["file_a"] < pairs["file_b"]) & (pairs["latest_a"] == pairs["latest_b"])]
    wins: dict[str, int] = {}
    faults: list[Fault] = []
    for (first, second), found in pairs.groupby(["file_a", "file_b"], sort=True):
        higher = _find_higher(found, "_b", "_a")
        lower = _find_higher(found, "_a", "_b")
        if higher.empty and lower.empty:
            continue
        up, down = higher["post_id"].nunique(), lower["post_id"].nunique()
        later, earlier = (str(second), str(first)) if up >= down else (str(first), str(second))
        settled = min(up, down) == 0 or max(up, down) >= CLEARLY * min(up, down)
        if settled:
            wins[later] = wins.get(later, 0) + 1
        told = higher if up >= down else lower
        faults.append(_tell(told, earlier, later, max(up, down), min(up, down), settled=settled))
    return wins, faults


def _find_higher(pairs: pd.DataFrame, more: str, less: str) -> pd.DataFrame:
    """Give a row for each figure that is higher in one file than in the other."""
    found = []
    for name in FIGURES:
        odd = pairs[(pairs[name + more] > pairs[name + less]).fillna(value=False)]
        found.append(
            pd.DataFrame(
                {
                    "post_id": odd["post_id"],
                    "row": odd["row" + less],
                    "figure": name,
                    "more": odd[name + more],
                    "less": odd[name + less],
                }
            )
        )
    return pd.concat(found)


def _tell(
    told: pd.DataFrame, earlier: str, later: str, up: int, down: int, *, settled: bool
) -> Fault:
    first = told.iloc[0]
    severity: Severity = "warning" if settled else "error"
    higher = fill("higher there in 1 post") if up == 1 else fill("higher there in {n} posts", n=up)
    lower = [fill("lower in {n}", n=down)] if down else []
    seen = fill(
        "{less} here and {more} in {later} for post {post}",
        less=first["less"],
        more=first["more"],
        later=later,
        post=first["post_id"],
    )
    return Fault(
        "Two exports with the same last post do not agree. The one with the higher figures was "
        "taken: totals of a post grow, so it is the later one."
        if settled
        else "Two exports with the same last post contradict each other, and nothing says which "
        "one is the later.",
        earlier,
        int(first["row"]),
        column=str(first["figure"]),
        got=join([seen, higher, *lower], "; "),
        expected="" if settled else "figures that grow from one of the two to the other, or stay",
        remedy=fill(
            "If {later} is not the later export, or a figure in it was changed, take it away.",
            later=later,
        )
        if settled
        else "Keep the export that was made last, as it came, and take the other one away.",
        severity=severity,
    )


def is_broken_cell(text: object) -> bool:
    """Say whether letters of a text were broken; a missing one has none."""
    return isinstance(text, str) and is_broken(text)


def plain_texts(texts: pd.Series[str]) -> pd.Series[str]:
    """Reduce texts to what is the same after letters were broken: those of ASCII, if enough."""

    def reduce(text: object) -> object:
        if not isinstance(text, str) or text.isascii():
            return text
        plain = " ".join(BEYOND_ASCII.sub("", text).split())
        return plain if sum(sign.isalpha() for sign in plain) >= ENOUGH_LETTERS else text

    return texts.map(reduce).astype("string")


def withhold(
    frame: pd.DataFrame, ordered: pd.DataFrame, key: Sequence[str]
) -> tuple[pd.DataFrame, tuple[Fault, ...]]:
    """Take figures out on which rows of equally late exports do not agree.

    Parameters
    ----------
    frame
        Canonical followers, totals or insights.
    ordered
        The same rows, the latest export last, with ``_last``, the last day of each row's file.
    key
        Columns that say whose row it is, and when.

    Returns
    -------
    The rows without those figures; rows that are left without any are gone. A warning for each
    figure and each two files.
    """
    names = list(key)
    repeated = ordered[ordered.duplicated(names, keep=False)]
    newest = repeated.groupby(names, dropna=False)["_last"].transform("max")
    # Files without any day, such as those of an audience, say no more of when they were made.
    tied = repeated[repeated["_last"].eq(newest) | newest.isna()]
    figures = [
        name
        for name in map(str, frame.columns)
        if name not in {*names, "file", "row"} and pd.api.types.is_numeric_dtype(frame[name])
    ]
    faults: list[Fault] = []
    for name in figures:
        known = tied[tied[name].notna()]
        groups = known.groupby(names, dropna=False, sort=False)[name]
        spread = groups.transform("max") - groups.transform("min")
        apart = known[spread > ALIKE * known[name].abs().clip(lower=1)]
        if apart.empty:
            continue
        which = apart.groupby(names, dropna=False, sort=False).ngroup()
        faults += _name_apart(apart, which, name)
        same = frame.groupby(names, dropna=False, sort=False).ngroup()
        frame = frame.assign(**{name: frame[name].mask(same.isin(same.loc[apart.index]))})
    if faults:
        frame = frame[frame[figures].notna().any(axis=1)]
    return frame, tuple(faults)


def _name_apart(apart: pd.DataFrame, which: pd.Series[int], name: str) -> list[Fault]:
    faults = []
    # By the number of its group, so that the first and the last of each stand side by side.
    numbered = apart.assign(_which=which)
    firsts, lasts = (
        numbered.drop_duplicates("_which", keep=keep).sort_values("_which")
        for keep in ("first", "last")
    )
    ends = "end" if "end" in apart else "day"
    pairs = pd.DataFrame(
        {
            "a": firsts["file"].to_numpy(),
            "b": lasts["file"].to_numpy(),
            "row": firsts["row"].to_numpy(),
            "row_b": lasts["row"].to_numpy(),
            "one": firsts[name].to_numpy(),
            "other": lasts[name].to_numpy(),
            "what": firsts["metric"].to_numpy() if "metric" in apart else name,
            "start": firsts["start" if "start" in apart else ends].to_numpy(),
            "end": firsts[ends].to_numpy(),
        }
    )
    for (a, b, what), found in pairs.groupby(["a", "b", "what"], sort=True):
        first = found.iloc[0]
        there = f"row {first['row_b']}" if a == b else str(b)
        days = _write_days(first["start"], first["end"])
        faults.append(
            Fault(
                "The same figure stands here twice and not alike; neither is used."
                if a == b
                else "Two files give different figures for the same day or period, and nothing "
                "says which is the later; neither is used.",
                str(a),
                int(first["row"]),
                column=str(what),
                # Without words, since the chapter prints it in the language of the client.
                got=f"{days}{first['one']:.10g} ≠ {first['other']:.10g} ({there}); {len(found)} ×",
                remedy="Export the file anew, and leave it as it came."
                if a == b
                else "Take the older of the two away; where they count different things, the one "
                "that is not to be used.",
                severity="warning",
            )
        )
    return faults


def _write_days(start: object, end: object) -> str:
    days = [pd.Timestamp(str(day)) for day in (start, end) if not pd.isna(day)]  # type: ignore[call-overload]
    told = dict.fromkeys(f"{day:%Y-%m-%d}" for day in days)
    return " / ".join(told) + ": " if told else ""
