"""What the cells of a column look like: dates, numbers, addresses, words; and how they are written.

Nothing is concluded here that the cells do not prove. Where several orders of dates, or several
signs before decimals, fit all of them, that is what is said.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from toolkit.readers.counts import STEPS
from toolkit.readers.dates import Order, possible_orders, split_date
from toolkit.readers.measures import DURATION
from toolkit.readers.table import Cell, Column, header_key, write
from toolkit.readers.vocabulary import PLATFORMS
from toolkit.readers.worded import read_worded, read_worded_moment

# What makers put in a cell without a value.
NOTHING = {
    "", "-", "–", "—", "--", ".", "n/a", "na", "n.a.", "#n/a", "null", "none", "nan", "n.v.t.",
    "nvt", "k.a.", "k. a.", "n/d", "n.d.", "s/o", "s.o.", "b.d.", "undefined",
}  # fmt: skip
NUMBER = re.compile(
    r"[-+−]?(?:[€$£]\s*)?(?P<figure>[0-9](?:[0-9.,'’ \u00a0\u202f\u2009]*[0-9])?)"
    r"(?:\s*(?P<short>[^\W\d_]{1,7})\.?)?\s*[%€$£]?"
)
ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
SENTENCE = 25
LOOKED_AT = 500
SPACES = " \u00a0\u202f\u2009"


@dataclass(frozen=True, slots=True)
class Shape:
    """What a column's cells are, as shares of those that are not blank.

    ``missing`` lists what stands, in a column of numbers, where there is no value; ``orders`` are
    the ways in which all dates of it can be written.
    """

    n: int
    dates: float = 0.0
    numbers: float = 0.0
    addresses: float = 0.0
    platforms: float = 0.0
    distinct: float = 0.0
    length: float = 0.0
    words: float = 0.0
    missing: frozenset[str] = frozenset()
    texts: tuple[str, ...] = field(default=(), repr=False)
    steady: bool = False


def look_at(column: Column) -> Shape:
    """Describe the cells of a column, the first 500 of them."""
    cells = [cell for cell in column.cells[:LOOKED_AT] if write(cell).strip()]
    filled = [cell for cell in cells if write(cell).strip().casefold() not in NOTHING]
    if not filled:
        return Shape(0)
    texts = tuple(write(cell).strip() for cell in filled)

    def share(fits: Iterable[bool]) -> float:
        return sum(fits) / len(filled)

    numbers = share(_is_number(cell) for cell in filled)
    blank = {write(cell).strip() for cell in cells} - {*texts}
    return Shape(
        n=len(filled),
        dates=share(_is_date(cell) for cell in filled),
        numbers=numbers,
        addresses=share(bool(ADDRESS.match(text)) for text in texts),
        platforms=share(header_key(text) in PLATFORMS for text in texts),
        distinct=len(set(texts)) / len(texts),
        length=sum(map(len, texts)) / len(texts),
        words=share(" " in text for text in texts),
        missing=frozenset(blank) if numbers else frozenset(),
        texts=texts,
        steady=_is_steady(texts),
    )


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, int | float):
        return True
    if not isinstance(cell, str):
        return False
    text = cell.strip()
    parts = split_date(text)
    if parts is not None and parts.groupdict().get("sign") and possible_orders(parts):
        return False  # 12.03.2026 groups no thousands
    found = NUMBER.fullmatch(text)
    if found and found["short"]:
        return found["short"].casefold() in {*STEPS, "eur", "usd", "gbp"}
    return bool(found) or bool(DURATION.fullmatch(text))


def _is_date(cell: Cell) -> bool:
    if isinstance(cell, dt.datetime):
        return True
    if not isinstance(cell, str):
        return False
    parts = split_date(cell.strip())
    if parts is not None and possible_orders(parts):
        # Eight digits are a day only if they are one: most are a number.
        return parts.re.groupindex.get("sign") is not None or parts["a"][:2] == "20"
    return read_worded_moment(cell) is not None or read_worded(cell) is not None


def _is_steady(texts: Sequence[str]) -> bool:
    """Say whether these are large numbers that hardly change from row to row."""
    values = [float(text) for text in texts if re.fullmatch(r"[0-9]+(\.0+)?", text)]
    if len(values) < 20 or len(values) < len(texts) or min(values) < 1000:
        return False
    changes = sorted(abs(b - a) / a for a, b in pairwise(values))
    return changes[len(changes) // 2] < 0.01


def find_orders(texts: Iterable[str]) -> frozenset[str]:
    """Give the ways in which all these dates can be written; ``in-words`` with the month in words.

    None at all where they contradict each other.
    """
    fits: set[str] = {"day-first", "month-first", "year-first", "in-words"}
    for text in texts:
        parts = split_date(text)
        if parts is not None:
            orders: set[Order] = possible_orders(parts)
            fits &= orders | ({"in-words"} if "year-first" in orders else set())
        elif read_worded_moment(text) is not None or read_worded(text) is not None:
            fits &= {"in-words"}
    return frozenset(fits - {"in-words"} if "year-first" in fits else fits)


@dataclass(frozen=True, slots=True)
class Signs:
    """Signs in numbers, as far as cells prove them, each with the cell that does."""

    decimal: str = ""
    thousands: str = ""
    decimal_in: str = ""
    thousands_in: str = ""
    contradictory: bool = False
    open: str = ""  # a cell that can be read in two ways
    shorthand: str = ""  # a cell such as 1.2K


def find_signs(counts: Iterable[str], others: Iterable[str]) -> Signs:
    """Find which sign stands before decimals and which between thousands.

    Parameters
    ----------
    counts
        Cells of columns that count something: these have no decimals, so a sign before three digits
        groups them, unless it is proven elsewhere to stand before decimals.
    others
        Cells of other columns of numbers.
    """
    decimals: dict[str, str] = {}
    thousands: dict[str, str] = {}
    unsure: dict[str, str] = {}
    in_counts: dict[str, str] = {}
    short = ""
    for is_count, texts in ((True, counts), (False, others)):
        for text in texts:
            found = NUMBER.fullmatch(text)
            if found is None or DURATION.fullmatch(text):
                continue
            shortened = (found["short"] or "").casefold() in STEPS
            short = short or (text if shortened else "")
            figure = found["figure"]
            groups, last = _signs_of(figure)
            if groups:
                thousands.setdefault(groups, text)
            if last:
                if _may_group(figure, last) and not groups and not shortened:
                    (in_counts if is_count else unsure).setdefault(last, text)
                elif not (groups and groups == last):
                    decimals.setdefault(last, text)
    for sign, text in in_counts.items():
        if sign not in decimals:
            thousands.setdefault(sign, text)
    # Between the two signs that are left there is nothing to choose.
    left = {sign for sign in unsure if sign not in decimals and sign not in thousands}
    contradictory = len(decimals) > 1 or len(thousands) > 1 or bool({*decimals} & {*thousands})
    decimal, decimal_in = next(iter(decimals.items()), ("", ""))
    group, group_in = next(iter(thousands.items()), ("", ""))
    if not decimal and group in (".", ","):
        decimal = "," if group == "." else "."
    return Signs(
        decimal, group, decimal_in, group_in, contradictory,
        unsure[min(left)] if left and not decimal else "", short,
    )  # fmt: skip


def _signs_of(figure: str) -> tuple[str, str]:
    """Give the sign that surely groups, and the last one if it may stand before decimals."""
    signs = [" " if sign in SPACES else "'" if sign == "’" else sign
             for sign in figure if not sign.isdigit()]  # fmt: skip
    if not signs:
        return "", ""
    if len(signs) > 1 and len(set(signs)) == 1:
        return signs[0], ""
    if signs[-1] in " '":
        return signs[-1], ""
    return (signs[0] if len(signs) > 1 else ""), signs[-1]


def _may_group(figure: str, sign: str) -> bool:
    whole, _, part = figure.partition(sign)
    return len(part) == 3 and len(whole) <= 3 and not whole.startswith("0")
