"""Weights of respondents, read so that a point or comma is never taken for the other thing.

``1.234,56`` and ``8.5e-05`` can be read in one way only, and so can ``0.845``. Where every sign in
the column stands before exactly three digits, as in ``1,034`` beside ``845``, it may divide
decimals or thousands: that is asked, for the answer changes the weights a thousandfold.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Literal, TypeAlias

from toolkit.errors import fill
from toolkit.model.listed_answers import plain_answer
from toolkit.readers.findings import Findings
from toolkit.readers.table import Column

Sign: TypeAlias = Literal[".", ","]
SIGNED = re.compile(r"[+-]?(?P<body>[0-9.,]+)(?P<power>[eE][+-]?[0-9]{1,3})?")
SHORTEST, LONGEST = 1, 3  # Digits before a sign that may group thousands.


def read_weights(
    column: Column, findings: Findings, *, decimal: Sign | None, empty: Collection[str] = ()
) -> list[float | None]:
    """Read weights; missing for whoever has none, or a weight of zero.

    Parameters
    ----------
    decimal
        What divides decimals, where somebody said so; else seen from the column as a whole.
    empty
        Words for an empty cell, as :func:`toolkit.model.listed_answers.plain_answer` has them.
    """
    texts = ["" if plain_answer(text) in empty else text for text in column.texts]
    written = [
        text
        for text, cell in zip(texts, column.cells, strict=True)
        if text and isinstance(cell, str)
    ]
    style = decimal or _settle(written, column.name, findings)
    if style is None:
        return [None] * len(texts)
    if style == "," and decimal is None:
        findings.add(
            "Weights were read with a decimal comma, as those show that can be read in one way.",
            severity="note",
            column=column.name,
        )
    weights: list[float | None] = []
    left: Counter[str] = Counter()
    for text, cell, row in zip(texts, column.cells, column.rows, strict=True):
        number = float(cell) if isinstance(cell, int | float) else _read(text, style)
        if not text:
            left["blank"] += 1
        elif number is None or not math.isfinite(number):
            findings.add(
                "This should be a number.",
                row=row,
                column=column.name,
                expected=fill("a weight such as 0{sign}5", sign=style),
                remedy="Correct it; a word that means that there is none goes under missing.",
            )
        elif number < 0:
            findings.add("A weight has to be above zero.", row=row, column=column.name)
        elif number == 0:
            left["zero"] += 1
        weights.append(number if number and number > 0 else None)
    _tell_left_out(left, len(weights), column, findings)
    return weights


def read_numbers(texts: Iterable[str], decimal: Sign) -> list[float] | None:
    """Read texts as numbers, with `decimal` before their decimals; ``None`` if one is none."""
    numbers = [_read(text, decimal) for text in texts]
    read = [number for number in numbers if number is not None and math.isfinite(number)]
    return read if len(read) == len(numbers) else None


def _tell_left_out(left: Counter[str], everybody: int, column: Column, findings: Findings) -> None:
    if not left:
        return
    n = left.total()
    none = n == everybody
    findings.add(
        "Nobody has a weight above zero."
        if none
        else "Respondents without a weight above zero were left out. Weights for a part of a "
        "sample are like that; in other files it is a mistake.",
        severity="error" if none else "warning",
        column=column.name,
        got=fill(
            "{n} of {all} respondents ({zero} zero, {blank} blank)",
            n=n,
            all=everybody,
            zero=left["zero"],
            blank=left["blank"],
        ),
        remedy="Look whether this is the weight that goes with these questions.",
    )


def _settle(texts: Iterable[str], name: str, findings: Findings) -> Sign | None:
    """See from all weights what divides decimals; ``None`` where that is not to be seen."""
    shown: set[Sign] = set()
    unclear: set[Sign] = set()
    for text in texts:
        found = SIGNED.fullmatch(text)
        if found and (sign := _last_sign(found["body"])):
            other: Sign = "," if sign == "." else "."
            before, after = found["body"].rsplit(sign, 1)
            if sign in before:
                shown.add(other)  # It stands there twice, so it groups thousands.
            elif (
                other in before
                or found["power"]
                or len(after) != LONGEST
                or not SHORTEST <= len(before) <= LONGEST
                or before.startswith("0")
            ):
                shown.add(sign)
            else:
                unclear.add(sign)
    if len(shown) == 1:
        return shown.pop()
    if not shown and not unclear:
        return "."
    findings.add(
        "These weights can be read in two ways: what divides decimals, and what thousands?"
        if unclear and not shown
        else "Weights are written in two ways: some with a decimal point, others with a comma.",
        column=name,
        expected="numbers such as 1034 or 1.25, or an answer under weight_decimal",
        remedy="Write  weight_decimal: '.'  in codebook.yaml if the point divides decimals, or  "
        "weight_decimal: ','  if the comma does; the other sign then groups thousands.",
    )
    return None


def _last_sign(body: str) -> Sign | None:
    point, comma = body.rfind("."), body.rfind(",")
    if point == comma:
        return None
    return "." if point > comma else ","


def _read(text: str, decimal: Sign) -> float | None:
    thousands = re.escape("," if decimal == "." else ".")
    sign = re.escape(decimal)
    pattern = (
        rf"(?P<whole>[+-]?(?:[0-9]+|[0-9]{{1,3}}(?:{thousands}[0-9]{{3}})+)?)"
        rf"(?:{sign}(?P<part>[0-9]+))?(?P<power>[eE][+-]?[0-9]{{1,3}})?"
    )
    found = re.fullmatch(pattern, text)
    if not found or not (found["part"] or found["whole"].strip("+-")):
        return None
    whole = re.sub(thousands, "", found["whole"])
    return float(f"{whole or '0'}.{found['part'] or '0'}{found['power'] or ''}")
