"""Numbers and ids, read strictly: a cell is exactly what its format allows, or a fault.

Which sign divides decimals and which groups thousands is known before a cell is read; ``1.234`` is
never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from toolkit.errors import fill
from toolkit.readers.findings import Findings, name_rows
from toolkit.readers.table import Column, write

MOST = 10**12
PLAIN = 12
SPACES = " \u00a0\u202f\u2009"
# Short for thousands and more, in the languages of the platforms' pages.
STEPS = {
    "k": 10**3, "m": 10**6, "b": 10**9,
    "mil": 10**3, "dzd": 10**3, "duiz": 10**3, "duizend": 10**3, "tsd": 10**3, "tys": 10**3,
    "mln": 10**6, "mio": 10**6, "mi": 10**6, "mill": 10**6, "mrd": 10**9, "mld": 10**9,
    "bn": 10**9,
}  # fmt: skip
SHORT = re.compile(r"(?P<number>.*[0-9])\s*(?P<step>[^\W\d]+)\.?")
RUINED_LINK = re.compile(r"[0-9][.,][0-9]+E\+?[0-9]+", re.IGNORECASE)
RUINED = re.compile(r"[0-9]([.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How a format writes numbers.

    ``missing`` lists what stands in a cell without a value. ``shorthand`` allows ``1.2K`` and
    ``1,2 mln``. ``settled`` says that the signs were found out from the file, and told.
    """

    decimal: str = "."
    thousands: str = ""
    missing: frozenset[str] = frozenset({""})
    shorthand: bool = False
    negatives: bool = False
    settled: bool = False

    @property
    def words(self) -> str:
        """What to expect, for an error."""
        if not self.thousands:
            return fill("a whole number such as 1234")
        return fill("a whole number such as 1234 or 1{sign}234", sign=self.thousands)


def parse_number(text: str, style: NumberStyle) -> Decimal | None:
    """Read a number in `style`; anything else gives None.

    A fraction of exactly three zeros (``15.000``) is refused: it is likelier to be thousands.
    """
    step = 1
    if style.shorthand and (short := SHORT.fullmatch(text)):
        step = STEPS.get(short["step"].casefold(), 0)
        if not step:
            return None
        text = short["number"]
    whole = "[0-9]+"
    if style.thousands:
        alike = next((signs for signs in (SPACES, "'’") if style.thousands in signs), "")
        grouping = f"[{alike}]" if alike else re.escape(style.thousands)
        whole = rf"(?:[0-9]+|[0-9]{{1,3}}(?:{grouping}[0-9]{{3}})+)"
    found = re.fullmatch(
        rf"(?P<sign>[-+−]?)(?P<whole>{whole})(?:{re.escape(style.decimal)}(?P<part>[0-9]+))?", text
    )
    if not found or len(text) > 40 or found["part"] == "000":
        return None
    digits = re.sub("[^0-9]", "", found["whole"]) + "." + (found["part"] or "0")
    value = Decimal(digits) * step
    return -value if found["sign"] in ("-", "−") else value


def read_counts(
    column: Column | None, style: NumberStyle, findings: Findings, length: int
) -> list[int | None]:
    """Read a column of counts; a column that is not there is missing throughout.

    Parameters
    ----------
    length
        Number of rows, for a column that is not there.
    """
    if column is None:
        return [None] * length
    values: list[int | None] = []
    grouped: tuple[int, str] | None = None
    for cell, row in zip(column.cells, column.rows, strict=True):
        if isinstance(cell, str):
            text = cell.strip()
            if text in style.missing:
                values.append(None)
                continue
            # Most cells are digits and nothing else, which leaves nothing to settle.
            if len(text) <= PLAIN and text.isascii() and text.isdigit():
                values.append(int(text))
                continue
            number = parse_number(text, style)
            if grouped is None and number is not None and style.thousands in text:
                grouped = row, text
        else:
            number = Decimal(repr(cell)) if isinstance(cell, int | float) else None
        value, fault = _whole(number, style)
        if fault:
            findings.add(fault, row=row, column=column.name, got=write(cell), expected=style.words)
        values.append(value)
    if grouped and style.thousands and not style.settled:
        findings.decide(
            column.name,
            fill("“{thousands}” groups thousands", thousands=style.thousands),
            fill(
                "row {row} says {text}; so its format, or profile.yaml, writes counts",
                row=grouped[0],
                text=grouped[1],
            ),
        )
    return values


def _whole(number: Decimal | None, style: NumberStyle) -> tuple[int | None, str]:
    if number is None or not number.is_finite():
        return None, "This should be a number."
    if number != number.to_integral_value():
        return None, "A count has no decimals."
    if number < 0 and not style.negatives:
        return None, "A count cannot be below zero."
    if abs(number) > MOST:
        return None, "No count is as large as this."
    return int(number), ""


def read_numbers(column: Column, style: NumberStyle, findings: Findings) -> list[float | None]:
    """Read a column of numbers that may have decimals."""
    values: list[float | None] = []
    for cell, row in zip(column.cells, column.rows, strict=True):
        text = cell.strip() if isinstance(cell, str) else ""
        if isinstance(cell, str) and text in style.missing:
            values.append(None)
            continue
        if isinstance(cell, int | float):
            number: Decimal | None = Decimal(repr(cell))
        else:
            number = parse_number(text, style)
        if number is None or not number.is_finite():
            findings.add(
                "This should be a number.",
                row=row,
                column=column.name,
                got=write(cell),
                expected=fill("a number such as 0{decimal}5", decimal=style.decimal),
            )
            values.append(None)
        else:
            values.append(float(number))
    return values


def read_texts(column: Column | None, length: int) -> list[str | None]:
    """Read a column of text, trimmed; blank cells are missing."""
    if column is None:
        return [None] * length
    return [text or None for text in column.texts]


def read_ids(
    column: Column | None, findings: Findings, length: int, *, repeated: bool = False
) -> list[str | None]:
    """Read ids as text, and refuse those that a spreadsheet turned into numbers.

    A spreadsheet writes a long id as ``1.22158E+17``, or keeps fifteen digits and puts zeros for
    the rest. The latter is taken for damage where all long ids end so and five zeros or more speak
    for it.

    Parameters
    ----------
    repeated
        Whether the same id stands in many rows, as an account's does, which may well end in two
        zeros: then each counts once.
    """
    if column is None:
        return [None] * length
    texts = column.texts
    ruined = [row for row, text in zip(column.rows, texts, strict=True) if RUINED.fullmatch(text)]
    long = [
        (row, text)
        for row, text in zip(column.rows, texts, strict=True)
        if len(text) > 15 and re.fullmatch("[0-9]+", text)
    ]
    told = {text for _, text in long} if repeated else [text for _, text in long]
    tails = "".join(text[15:] for text in told)
    if len(tails) >= 5 and not tails.strip("0"):
        ruined += [row for row, _ in long]
    if ruined:
        first = column.rows.index(ruined[0])
        findings.add(
            fill(
                "A spreadsheet ruined the ids: their last digits are lost ({rows}).",
                rows=name_rows(ruined),
            ),
            row=ruined[0],
            column=column.name,
            got=texts[first],
            expected="the platform's id in full, such as 122158041234567890",
            remedy="Export the file anew and put it here without opening it in a spreadsheet.",
        )
    return [text or None for text in texts]


def check_links(column: Column | None, findings: Findings) -> None:
    """Refuse addresses in which a spreadsheet turned the post's number into ``7.36E+18``."""
    if column is None:
        return
    texts = zip(column.rows, column.texts, strict=True)
    ruined = [(row, text) for row, text in texts if RUINED_LINK.search(text)]
    if ruined:
        findings.add(
            fill(
                "A spreadsheet ruined the numbers in these addresses: their last "
                "digits are lost ({rows}).",
                rows=name_rows((row for row, _ in ruined)),
            ),
            row=ruined[0][0],
            column=column.name,
            got=ruined[0][1],
            remedy="Export the file anew and put it here without opening it in a spreadsheet.",
        )
