"""Names: one brand under two of them, and rows that are no brand but a total."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from itertools import combinations

import pandas as pd

from toolkit.errors import Fault, fill, join
from toolkit.model.client import Client, name_key
from toolkit.readers.total_rows import WORDS

# Legal forms and words that the same house leaves out now and then.
FORMS = frozenset({
    "bv", "nv", "vof", "cv", "sa", "sas", "sarl", "ltd", "limited", "plc", "llc", "llp", "inc",
    "corp", "co", "gmbh", "ag", "kg", "oy", "ab", "aps", "srl", "spa", "stichting", "coöperatie",
    "group", "groep", "holding", "official", "officieel", "the", "de", "het",
})  # fmt: skip
COUNTRIES = frozenset({
    "nl", "nederland", "netherlands", "be", "belgië", "belgium", "uk", "de", "deutschland",
    "germany", "fr", "france", "eu", "europe", "us", "usa",
})  # fmt: skip
ALIKE = 0.88
LONG_ENOUGH = 6
MOST_NAMES = 200


def find_total_rows(frames: Mapping[str, pd.DataFrame]) -> tuple[Fault, ...]:
    """Find rows that bear *Total* where a brand should stand.

    Parameters
    ----------
    frames
        Canonical frames by their contents.
    """
    faults = []
    for frame in frames.values():
        names = frame["brand"].dropna().unique()
        wrong = [name for name in names if name_key(str(name)) in WORDS]
        for (file, name), group in frame[frame["brand"].isin(wrong)].groupby(
            ["file", "brand"], sort=True
        ):
            faults.append(
                Fault(
                    "This row is a total and no brand.",
                    str(file),
                    int(group["row"].iloc[0]),
                    "brand",
                    str(name),
                    remedy="Leave it out: in profile.yaml with skip_rows_where, or in the file.",
                )
            )
    return tuple(faults)


def find_name_twins(frames: Mapping[str, pd.DataFrame], client: Client) -> tuple[Fault, ...]:
    """Find brands whose names are so alike that they may be one.

    Names that ``client.yaml`` declares apart are apart; digits tell names apart too.

    Parameters
    ----------
    frames
        Canonical frames by their contents, brands settled.
    """
    stacked = pd.concat(
        [frame[["brand", "platform", "file"]].drop_duplicates() for frame in frames.values()]
    ).dropna(subset=["brand"])
    names = sorted(str(name) for name in stacked["brand"].unique())[:MOST_NAMES]
    declared = set(client.brands)
    faults = []
    for one, other in combinations(names, 2):
        if one in declared and other in declared:
            continue
        why = _alike(one, other)
        if not why:
            continue
        where = stacked[stacked["brand"].isin([one, other])]
        platforms = [set(where["platform"][where["brand"].eq(name)]) for name in (one, other)]
        both = sorted(str(name) for name in platforms[0] & platforms[1])
        faults.append(
            Fault(
                "Two names seem to be one brand.",
                str(where["file"].iloc[0]),
                column="brand",
                got=join(
                    [
                        fill("“{one}” and “{other}”: {why}", one=one, other=other, why=fill(why)),
                        *([fill("both on {platforms}", platforms=", ".join(both))] if both else []),
                    ],
                    "; ",
                ),
                remedy="If they are, name one in client.yaml, and the other under also_called.",
                severity="warning",
            )
        )
    return tuple(faults)


def _alike(one: str, other: str) -> str:
    """Say what speaks for two names being one; nothing where nothing does."""
    if name_key(one) == name_key(other):
        return fill("they differ in signs and capitals only")
    lands = _words(one) & COUNTRIES, _words(other) & COUNTRIES
    if all(lands) and lands[0] != lands[1]:
        return ""
    first, second = _core(one), _core(other)
    if first and first == second:
        return fill("they differ in words such as BV, Ltd or the only")
    if re.findall("[0-9]+", one) != re.findall("[0-9]+", other):
        return ""
    a, b = "".join(first), "".join(second)
    if min(len(a), len(b)) < LONG_ENOUGH:
        return ""
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    # The first two are quick, and never lower than the third.
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < ALIKE:
        return ""
    likeness = matcher.ratio()
    if likeness < ALIKE:
        return ""
    return fill("{share} of their letters are the same", share=f"{likeness:.0%}")


def _words(name: str) -> set[str]:
    return set(_split(name))


def _core(name: str) -> list[str]:
    return [word for word in _split(name) if word not in FORMS | COUNTRIES]


def _split(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold().replace(".", "").replace("'", ""))
