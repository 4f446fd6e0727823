"""Rates that should recompute, where the rows themselves show by which formula they were made.

A column that a file prints besides, such as *Response_Rate*, tells nobody how it was computed. If
one formula gives what is printed in nearly every row, that is its formula, and a row that deviates
was changed: its rate, or one of the figures that it was made of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from toolkit.errors import Fault, fill
from toolkit.readers.consistency.sums import EDITED
from toolkit.readers.findings import Findings, abridge, name_rows

Numbers = npt.NDArray[np.float64]

RATE = re.compile(r"rate|ratio|%|\bctr\b|percentage", re.IGNORECASE)
NUMBER = re.compile(r"-?[0-9]+(?:[.,](?P<part>[0-9]+))?(?:[eE](?P<power>-?[0-9]+))?[ \u00a0]*%?")
ABOVE: tuple[tuple[str, ...], ...] = (
    ("reactions",),
    ("comments",),
    ("shares",),
    ("saves",),
    ("clicks",),
    ("impressions",),
    ("interactions",),
    ("reactions", "comments"),
    ("reactions", "comments", "shares"),
    ("reactions", "comments", "shares", "saves"),
    ("reactions", "comments", "shares", "clicks"),
    ("reactions", "comments", "shares", "saves", "clicks"),
)
BELOW = ("followers", "impressions", "reach")
ENOUGH_AGREE = 20
NEARLY_ALL = 0.95
SHARP = 0.02  # a rate rounded more coarsely than this fits several formulas


@dataclass(frozen=True, slots=True)
class _Formula:
    words: str
    values: Numbers
    fits: npt.NDArray[np.bool_]


def find_wrong_rates(posts: pd.DataFrame, kept: pd.DataFrame) -> tuple[Fault, ...]:
    """Hold the printed rates of one file against the formula that nearly all of them follow.

    Parameters
    ----------
    posts
        Canonical posts of one file.
    kept
        Its other columns as text, indexed by row.
    """
    findings = Findings(str(posts["file"].iloc[0]))
    if kept.empty or not kept.index.is_unique:
        return ()
    rows = posts["row"].astype("int64")
    headers = [header for header in kept.columns if RATE.search(str(header))]
    shares = _shares(posts) if headers else {}
    for header in headers:
        printed = kept[header].reindex(rows).fillna("").tolist()
        _check_rate(str(header), posts["row"], printed, shares, findings)
    return abridge(findings.faults)


def _check_rate(
    header: str,
    rows: pd.Series,
    texts: Sequence[str],
    shares: Mapping[str, Numbers],
    findings: Findings,
) -> None:
    printed, half = _read(texts)
    formulas = _formulas(shares, printed, half)
    candidates = [formula for formula in formulas if formula.fits.sum() >= ENOUGH_AGREE]
    if not candidates:
        return
    best = max(candidates, key=lambda formula: int(formula.fits.sum()))
    asked = np.isfinite(printed) & np.isfinite(best.values) & ((printed != 0) | (best.values != 0))
    odd = asked & ~best.fits
    # A row that another formula explains does not prove that somebody changed it.
    for formula in formulas:
        odd &= ~formula.fits
    sharp = odd & ((half <= SHARP * np.abs(printed)) | (printed == 0))
    if not sharp.any() or best.fits.sum() < NEARLY_ALL * (best.fits.sum() + odd.sum()):
        return
    numbers = [int(row) for row in rows[sharp]]
    first = int(np.flatnonzero(sharp)[0])
    findings.add(
        "This rate does not follow from the figures of its row, as it does in the other rows.",
        row=numbers[0],
        column=header,
        got=f"{texts[first]} ({name_rows(numbers)})",
        expected=fill(
            "{rate} ({words}, as in {n} rows)",
            rate=f"{best.values[first]:.6g}",
            words=best.words,
            n=int(best.fits.sum()),
        ),
        remedy=EDITED,
    )


def _read(texts: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Read printed rates, and half a unit of the last digit to which they are printed."""
    values, finest = np.full(len(texts), np.nan), 0
    for at, text in enumerate(texts):
        found = NUMBER.fullmatch(text.strip())
        if found and len(text) < 40:
            plain = text.strip().rstrip("%").strip().replace(",", ".")
            values[at] = float(plain)
            places = len(found["part"] or "") - int(found["power"] or 0)
            finest = max(finest, places)
    # A column is printed with one number of digits, of which zeros at the end may be left out.
    return values, np.full(len(texts), 0.5 * 10.0 ** -min(max(finest, 0), 20))


def _shares(posts: pd.DataFrame) -> dict[str, Numbers]:
    """Give every quotient that a rate may be, by its words."""
    names = dict.fromkeys((*(name for above in ABOVE for name in above), *BELOW))
    figures = {name: posts[name].to_numpy("float64", na_value=np.nan) for name in names}
    with np.errstate(divide="ignore", invalid="ignore"):
        return {
            f"{' + '.join(above)} / {below}": sum(figures[name] for name in above) / figures[below]
            for above in ABOVE
            for below in BELOW
            if below not in above
        }


def _formulas(shares: Mapping[str, Numbers], printed: Numbers, half: Numbers) -> list[_Formula]:
    made = []
    for words, share in shares.items():
        for times, sign in ((1.0, ""), (100.0, " × 100")):
            values = share * times
            close = np.abs(printed - values) <= half * 1.0001 + 1e-9 * np.abs(values)
            informative = (values != 0) & (half <= SHARP * np.abs(values))
            made.append(_Formula(f"{words}{sign}", values, close & informative))
    return made
