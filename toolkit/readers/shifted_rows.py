"""Rows of figures that moved by one column: each cell fits the column beside its own.

A cell lost from a row pulls all that follow to the left, and a blank put in pushes them to the
right. The row may be as long as the others then, and every cell may still be a number. What gives
it away is the blank that is left, and that the figures are of the size of their neighbours. Both
readings of a row, as it stands and moved back, are held against what the other rows have in each
column: whether the cell is blank, a number or words, and how large the number is. A post that is
merely unusual, or lacks a figure, is none the likelier for being moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from toolkit.errors import fill
from toolkit.language import mark
from toolkit.readers.findings import Findings
from toolkit.readers.misfits import REMEDY, SLIPPED
from toolkit.readers.slips import SHAPES, shape
from toolkit.readers.table import Table, write

Numbers = npt.NDArray[np.float64]
ENOUGH_ROWS = 5
CLEARLY = 7.0  # natural logarithm of how many times likelier: a thousand
NARROWEST = 0.7  # of the spread of figures, on the scale of natural logarithms
WIDEST = 4.0  # in a column without enough figures to tell
RAREST = 0.02  # a single cell of another kind, such as a blank, proves nothing in a long file
TAILS = 3  # degrees of freedom: posts that go round are no rarity
NAMES = (*(name for name, _ in SHAPES), "words")
NUMBER = NAMES.index("number")


def report_shifted_rows(table: Table, findings: Findings) -> None:
    """Refuse rows whose cells clearly fit the columns beside their own; see the module's text."""
    texts = [[write(cell).strip() for cell in row.cells] for row in table.rows]
    told = {fault.row for fault in findings.faults if fault.severity == "error"}
    for place, (at, way) in find_shifted_rows(texts).items():
        if table.numbers[place] in told:
            continue
        findings.add(
            SLIPPED,
            row=table.numbers[place],
            column=table.headers[at],
            got=texts[place][at] or "a blank",
            expected=fill(
                "a row whose cells fit their columns: from here on they fit those {way}",
                way=fill(way),
            ),
            remedy=REMEDY,
        )


def find_shifted_rows(rows: Sequence[Sequence[str]]) -> dict[int, tuple[int, str]]:
    """Find rows that are a thousand times likelier when moved by one column from some cell on.

    Parameters
    ----------
    rows
        Cells as text, in each row as many as there are headers.

    Returns
    -------
    By the place of a row: the place of the first column that is moved, and to which side its cells
    belong. Nothing where there are fewer than five rows to hold it against.
    """
    if len(rows) < ENOUGH_ROWS or len(rows[0]) < 2:
        return {}
    looks = np.array([[_look_at(text) for text in row] for row in rows])
    kinds, sizes = looks[:, :, 0].astype("int64"), looks[:, :, 1]
    blank = kinds == NAMES.index("blank")
    sizes[kinds != NUMBER] = np.nan
    middles, spreads = _sizes_of_columns(sizes)
    own = _fit(kinds, sizes, middles, spreads, 0)
    found: dict[int, tuple[int, str]] = {}
    for step, way in ((1, mark("to the right")), (-1, mark("to the left"))):
        beside = _fit(kinds, sizes, middles, spreads, step)
        gain = _gain(own, beside, blank, step)
        best = gain.argmax(axis=1)
        for place in np.flatnonzero(gain.max(axis=1) > CLEARLY):
            at = int(best[place])
            level = _gain_by_level(sizes[place], middles, spreads, step, at)
            if gain[place, at] + level > CLEARLY:
                found.setdefault(int(place), (at, way))
    return found


def _gain(own: Numbers, beside: Numbers, blank: npt.NDArray[np.bool_], step: int) -> Numbers:
    """Give how much likelier each row is if all from a column on belongs to the column beside."""
    steps = beside - own
    if step == 1:
        # A cell was lost; the blank that closes the row belongs to no column.
        steps[:, -1] = -own[:, -1]
        gain = np.cumsum(steps[:, ::-1], axis=1)[:, ::-1]
        return np.where(blank[:, -1:], gain, -np.inf)
    # A blank was put in; from there on each cell belongs one to the left.
    after = np.cumsum(steps[:, ::-1], axis=1)[:, ::-1]
    gain = np.full_like(after, -np.inf)
    gain[:, :-1] = np.where(blank[:, :-1], after[:, 1:] - own[:, :-1], -np.inf)
    return gain


def _gain_by_level(sizes: Numbers, middles: Numbers, spreads: Numbers, step: int, at: int) -> float:
    """Give how the gain changes where a row may be higher or lower in all figures together.

    All figures of a post that goes round are ten times those of others, and so may look like those
    of the columns beside them.
    """
    places = np.arange(len(sizes))
    moved = places + np.where(places >= at, step, 0)
    kept = (moved < len(sizes)) & np.isfinite(sizes)
    change = 0.0
    for to, sign in ((moved[kept], 1), (places[kept], -1)):
        away = sizes[kept] - middles[to]
        levels = np.array([0.0, *away])
        fits = _density((away - levels[:, None]) / spreads[to]).sum(axis=1)
        change += sign * float(fits.max() - fits[0])
    return change


def _sizes_of_columns(sizes: Numbers) -> tuple[Numbers, Numbers]:
    """Give middle and spread of the figures of each column; wide ones where it has hardly any."""
    every = sizes[np.isfinite(sizes)]
    width = sizes.shape[1]
    middles = np.full(width, np.median(every) if len(every) else 0.0)
    spreads = np.full(width, WIDEST)
    for at in range(width):
        known = sizes[np.isfinite(sizes[:, at]), at]
        if len(known) >= ENOUGH_ROWS - 1:
            middles[at] = np.median(known)
            around = 1.4826 * float(np.median(np.abs(known - middles[at])))
            spreads[at] = max(around, NARROWEST)
    return middles, spreads


def _density(away: Numbers) -> Numbers:
    """Give the log density of Student's t, but for its constant."""
    density: Numbers = -(TAILS + 1) / 2 * np.log1p(away**2 / TAILS)
    return density


@lru_cache(maxsize=2**16)
def _look_at(text: str) -> tuple[int, float]:
    """Give the kind of a cell, by its place in ``NAMES``, and the size of a number."""
    plain = text.replace(",", "").replace(" ", "").rstrip("%")
    try:
        size = float(np.log1p(abs(float(plain)))) if plain else np.nan
    except ValueError:
        size = np.nan
    return NAMES.index(shape(text)), size


def _fit(
    kinds: npt.NDArray[np.int64], sizes: Numbers, middles: Numbers, spreads: Numbers, step: int
) -> Numbers:
    """Give how well each cell fits the column `step` beside its own, as a log density.

    Of the kinds of cells in a column the row itself is left out, so that it is no witness for
    itself. Cells that would stand beyond the first or last column get zero.
    """
    n, width = kinds.shape
    fits = np.zeros((n, width))
    for at in range(width):
        to = at + step
        if not 0 <= to < width:
            continue
        counts = np.bincount(kinds[:, to], minlength=len(NAMES))[kinds[:, at]].astype("float64")
        counts -= kinds[:, at] == kinds[:, to]
        likely = (counts + 0.5) / (n - 1 + 0.5 * len(NAMES))
        fits[:, at] = np.log(np.maximum(likely, RAREST))
        numeric = np.isfinite(sizes[:, at])
        away = (sizes[numeric, at] - middles[to]) / spreads[to]
        fits[numeric, at] += _density(away) - np.log(spreads[to])
    return fits
