"""Columns in which a cell holds several answers, by what stands between them.

An answer may hold that itself: “Books, films and series” is one. Two signs keep it whole: what
follows begins with a small letter and never stands without what goes before, or the file has a
space behind some commas and none behind most.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from toolkit.errors import fill, join
from toolkit.readers.findings import shorten
from toolkit.readers.survey.seen import KEYS, Guess, Seen
from toolkit.readers.survey.several import split_answers
from toolkit.readers.survey.tools import Tool
from toolkit.readers.survey.topics import asks_why, find_rung, find_way, name_channel
from toolkit.readers.survey.unlisted import count_rare

SEPARATORS: dict[Tool, tuple[str, ...]] = {
    "google_forms": (", ", ";"), "microsoft_forms": (";",), "qualtrics": (",",),
}  # fmt: skip
# Between digits a comma is of a number.
TIGHT = re.compile(r"(?<!\d),(?!\s)|,(?![\s\d])")
MANY = 30


def guess_parts(seen: Seen) -> list[Guess]:
    """Find columns in which a cell holds several answers, of which two or more are known."""
    for separator in _choose_separators(seen):
        options = find_whole(seen.counts, separator, seen.smallest)
        cells = {text: split_answers(text, separator, options) for text in seen.counts}
        if not any(len(parts) > 1 for parts in cells.values()):
            continue
        parts: Counter[str] = Counter()
        for text, n in seen.counts.items():
            parts.update(dict.fromkeys(cells[text], n))
        frequent = [part for part, n in parts.most_common() if n >= seen.smallest]
        place, groups = _name_parts(frequent, seen)
        key, listed = KEYS[place]
        if len(groups) < 2:
            continue
        rare = len(parts) - len(frequent)
        remarks = [
            fill(
                "cells hold several answers, {n} different ones; {blanks} empty",
                n=len(parts),
                blanks=seen.blanks,
            )
        ]
        if rare:
            remarks.append(fill("{answers} left out", answers=count_rare(rare, seen.smallest)))
        others = [part for part in frequent if not any(part in alike for alike in groups.values())]
        if others:
            remarks.append(fill("not used: {answers}", answers=shorten(", ".join(others), 200)))
        column: dict[str, Any] = {"column": seen.column, "separator": separator}
        if options:
            column["options"] = list(options)
            remarks.append(
                fill("answers that seem to hold the separator were taken for one, see options")
            )
        if len(parts) >= MANY:
            message = "{n} is many: look at the separator, and list under options what holds it"
            remarks.append(fill(message, n=len(parts)))
        several = Guess(seen.column, "several", column, join(remarks, "; "))
        return [
            several,
            *(
                Guess(
                    seen.column,
                    place,
                    {"column": seen.column, key: what, listed: alike, "blank": "not_asked"},
                    fill(
                        "chosen by {numbers}",
                        numbers=", ".join(f"{parts[part]}" for part in alike),
                    ),
                )
                for what, alike in groups.items()
            ),
        ]
    return []


def _name_parts(parts: Sequence[str], seen: Seen) -> tuple[str, Mapping[str, list[str]]]:
    """Say what the answers of a cell are: ways of use, things that people do, or channels."""
    channels, rungs = _sort(parts, name_channel), _sort(parts, find_rung)
    if asks_why(seen.column, seen.meaning) and not channels:
        return "ways", _sort(parts, find_way)
    return ("behaviours", rungs) if len(rungs) > len(channels) else ("channels", channels)


def _choose_separators(seen: Seen) -> tuple[str, ...]:
    """Give what may stand between answers: a bare comma where most commas have no space behind."""
    if seen.tool in SEPARATORS:
        return SEPARATORS[seen.tool]
    tight = sum(len(TIGHT.findall(text)) * n for text, n in seen.counts.items())
    spaced = sum(text.count(", ") * n for text, n in seen.counts.items())
    return (";", "," if tight > spaced else ", ", "|")


def find_whole(given: Mapping[str, int], separator: str, smallest: int) -> tuple[str, ...]:
    """Find answers that hold the separator themselves, such as “Books, films and series”.

    Their second half begins with a small letter where other answers do not, and never stands
    without the first. Where a bare comma stands between answers, one with a space behind it is of
    an answer.

    Parameters
    ----------
    given
        Cells, each with how many people gave it.
    smallest
        Fewer people than this give no option away.
    """
    held = _find_spaced(given) if separator == "," else Counter[str]()
    before: dict[str, Counter[str]] = defaultdict(Counter)
    large = 0
    for cell, n in given.items():
        parts = ("", *split_answers(cell, separator, held))
        for first, second in pairwise(parts):
            before[second][first] += n
            large += second[:1].isupper()
    halves = {
        second: firsts
        for second, firsts in before.items()
        if second[:1].islower() and len(firsts) == 1 and "" not in firsts
    }
    if large > len(halves):
        for second, firsts in halves.items():
            held.update({f"{first}{separator}{second}": n for first, n in firsts.items()})
    return tuple(option for option, n in held.items() if n >= smallest)


def _find_spaced(given: Mapping[str, int]) -> Counter[str]:
    """Count the answers that hold a comma with a space, where a bare one stands between others."""
    held: Counter[str] = Counter()
    for cell, n in given.items():
        held.update({part: n for part in TIGHT.split(cell) if ", " in part})
    return held


def _sort(parts: Iterable[str], name: Callable[[str], str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for part in parts:
        if found := name(part):
            groups[found].append(part)
    return groups
