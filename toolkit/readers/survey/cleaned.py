"""The file that may be kept in place of the raw one: the codebook's columns, and nobody's order.

Moments, addresses and everything that the codebook does not name are gone from it. Its rows stand
in an order that does not tell who answered first, and the same answers always give the same file.
"""

from __future__ import annotations

import csv
import hashlib
import io
import random

import pandas as pd

from toolkit.model.survey import Codebook
from toolkit.model.survey_question import JOINED
from toolkit.readers.table import header_key

NUMBER = "#"


def write_cleaned(answers: pd.DataFrame, codebook: Codebook) -> bytes:
    """Write answers, as they were read, so that reading them by the same codebook gives the same.

    Parameters
    ----------
    answers
        As :func:`toolkit.readers.read_answers` gives them.
    """
    separators = {header_key(one.column): one.separator for one in codebook.several}
    columns: list[list[str]] = []
    for name in answers.columns:
        cells = answers[name]
        if name == codebook.weight:
            columns.append([repr(float(cell)) for cell in cells])
            continue
        between = separators.get(header_key(str(name)), " ")
        columns.append([str(cell).replace(JOINED, between) for cell in cells.fillna("")])
    rows = sorted(zip(*columns, strict=True))
    # Sorted first, so that nothing of the old order is in the new one.
    seed = hashlib.sha256(repr(rows).encode()).digest()
    random.Random(seed).shuffle(rows)  # noqa: S311 - it hides nothing, it forgets
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow([NUMBER, *map(str, answers.columns)])
    # Without a number a row of somebody who answered nothing would be none.
    table.writerows([str(number), *row] for number, row in enumerate(rows, start=1))
    return written.getvalue().encode("utf-8-sig")
