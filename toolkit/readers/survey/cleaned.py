"""The file that may be kept in place of the raw one: the codebook's columns, and nobody's order.

Moments, addresses and everything that the codebook does not name are gone from it. Its rows stand
in an order that does not tell who answered first, and the same answers always give the same file.
What was typed beside the answers of the codebook ("other, namely"), by too few people to be told,
is only that: something else. What people wrote to open questions stays, names and all, unless it is
left out.
"""

from __future__ import annotations

import csv
import hashlib
import io
import random

import pandas as pd

from toolkit.model.listed_answers import ListedAnswers
from toolkit.model.survey import Codebook
from toolkit.model.survey_question import JOINED
from toolkit.readers.survey.cells import known_answers
from toolkit.readers.survey.several import join_answers
from toolkit.readers.survey.unlisted import count_parts
from toolkit.readers.table import header_key

NUMBER = "#"
SOMETHING_ELSE = {"nl": "(anders)", "en": "(other)"}


def hide_rare(answers: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Give answers in which nobody is known by what they alone typed.

    In every column but the weights and the open questions, an answer that the codebook does not
    list, given by fewer than ``smallest_base``, becomes :data:`SOMETHING_ELSE`. It counts for
    nothing as before; where it makes groups, it is one answer with all others of few.
    """
    clean = answers.copy()
    kept = {codebook.weight, *(one.column for one in codebook.open_questions)}
    asked = [str(name) for name in answers.columns if name not in kept]
    for name in dict.fromkeys(one for one in asked if one in clean.columns):
        listed = ListedAnswers(known_answers(name, codebook))
        texts = clean[name].fillna("").astype(str)
        rare = {
            part
            for part, n in count_parts(texts).items()
            if n < codebook.smallest_base and part not in listed
        }
        word = SOMETHING_ELSE[codebook.language]
        while word in listed:
            word = f"({word})"
        hidden = [
            join_answers(dict.fromkeys(word if one in rare else one for one in text.split(JOINED)))
            for text in texts
        ]
        clean[name] = pd.Series([text or None for text in hidden], clean.index, dtype="string")
    return clean


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
