"""Which sign groups the thousands of counts: ``4.851`` is 4851, or a decimal that is no count.

A maker's own files have no such sign, or always the same; a spreadsheet puts in that of its own
language. So the cells of the whole file are asked, then the language of its headers, then somebody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from toolkit.errors import fill
from toolkit.readers.counts import NumberStyle
from toolkit.readers.file_answers import FileAnswers
from toolkit.readers.findings import Findings
from toolkit.readers.table import Column, header_key

Sign = Literal[".", ","]
# Three digits behind it, and a whole part that does not begin with a nought.
ONE_GROUP = re.compile(r"[-+−]?[1-9][0-9]{0,2}(?P<sign>[.,])[0-9]{3}")
GROUPS = re.compile(r"[-+−]?[1-9][0-9]{0,2}(?P<sign>[.,])[0-9]{3}(?:(?P=sign)[0-9]{3})+")
DECIMALS = re.compile(r"[-+−]?[0-9]+(?P<sign>[.,])[0-9]+")
UNGROUPED = re.compile(r"[-+−]?[1-9][0-9]{3,}")
OF_LANGUAGES: dict[str, Sign] = {"nl": ".", "en": ","}
NAMES = {"nl": "Dutch", "en": "English"}
HEADERS = {
    "nl": frozenset({
        "weergaven", "vertoningen", "impressies", "vind-ik-leuks", "opmerkingen",
        "toegevoegde opmerkingen", "abonnees", "volgers", "unieke kijkers", "bereik",
    }),
    "en": frozenset({
        "views", "impressions", "likes", "comments", "comments added", "shares", "subscribers",
        "followers", "unique viewers", "reach",
    }),
}  # fmt: skip
ENOUGH = 3
SAID = "data/channels/profile.yaml says so"
MISSING = frozenset({"", "-"})
Cell = tuple[str, int, str]


def settle_grouping(
    columns: Sequence[Column],
    findings: Findings,
    answers: FileAnswers | None = None,
    *,
    language: Literal["nl", "en"] | None = None,
) -> NumberStyle:
    """Find out which sign groups the thousands of counts, and note it for each of the columns.

    It does where numbers have two groups (``1.234.567``), where the headers are in a language that
    writes so, or where three cells or more have it before three digits. It does not where the file
    has other decimals behind it or thousands without it: then the cells are named when they are
    read, as they are where both signs seem to group. What is left is asked.

    Parameters
    ----------
    columns
        All columns of counts of the file.
    answers
        What somebody said of the file; not given, what is open is an error.
    language
        Of its headers; not given, those of `columns` say it if they are common words.
    """
    one = _gather(columns, ONE_GROUP)
    several = _gather(columns, GROUPS)
    signs = one.keys() | several.keys()
    if len(signs) != 1:
        return NumberStyle(missing=MISSING)
    (sign,) = signs
    cells = [*several.get(sign, []), *one.get(sign, [])]
    said = answers.decimal if answers else None
    if said == sign:
        findings.decide(cells[0][0], fill("“{sign}” stands before decimals", sign=sign), SAID)
        return NumberStyle(decimal=sign, missing=MISSING)
    if not said and not several and _is_contradicted(columns, sign):
        return NumberStyle(decimal=sign, missing=MISSING)
    spoken = language or _language_of(columns)
    evidence = SAID if said else _weigh(cells, sign, spoken, doubled=bool(several))
    if evidence:
        for name in dict.fromkeys(name for name, _, _ in cells):
            findings.decide(name, fill("“{sign}” groups thousands", sign=sign), evidence)
    else:
        _leave_open(cells, sign, findings, ask=answers is not None)
    other = "," if sign == "." else "."
    return NumberStyle(decimal=other, thousands=sign, missing=MISSING, settled=True)


def _gather(columns: Sequence[Column], pattern: re.Pattern[str]) -> dict[str, list[Cell]]:
    found: dict[str, list[Cell]] = defaultdict(list)
    for column in columns:
        for text, row in zip(column.texts, column.rows, strict=True):
            if match := pattern.fullmatch(text):
                found[match["sign"]].append((column.name, row, text))
    return found


def _is_contradicted(columns: Sequence[Column], sign: str) -> bool:
    for column in columns:
        if not any(ONE_GROUP.fullmatch(text) for text in column.texts):
            continue
        for text in column.texts:
            decimals = DECIMALS.fullmatch(text)
            if decimals and decimals["sign"] == sign and not ONE_GROUP.fullmatch(text):
                return True
            if UNGROUPED.fullmatch(text):
                return True
    return False


def _language_of(columns: Sequence[Column]) -> str:
    keys = {header_key(column.name) for column in columns}
    spoken = [language for language, words in HEADERS.items() if keys & words]
    return spoken[0] if len(spoken) == 1 else ""


def _weigh(cells: Sequence[Cell], sign: str, language: str, *, doubled: bool) -> str:
    _, row, text = cells[0]
    if doubled:
        return f"row {row} says {text}, which has it twice"
    if OF_LANGUAGES.get(language) == sign:
        return (
            f"row {row} says {text}, a count has no decimals, and the headers are in "
            f"{NAMES[language]}, which writes thousands so"
        )
    if len(cells) >= ENOUGH:
        return (
            f"{len(cells)} cells have it before three digits, such as {text} in row {row}, none "
            "before fewer, and no number of four digits is without it"
        )
    return ""


def _leave_open(cells: Sequence[Cell], sign: str, findings: Findings, *, ask: bool) -> None:
    name, row, text = cells[0]
    whole = text.replace(sign, "")
    question = (
        "A sign before three digits can group thousands or stand before decimals, and nothing in "
        "the file says which."
    )
    got = fill(
        "{text} in row {row}: {whole}, or a number with decimals", text=text, row=row, whole=whole
    )
    if ask:
        other = "," if sign == "." else "."
        expected = fill(
            'decimal: "{other}" if it is {whole}; decimal: "{sign}" if it is not',
            other=other,
            whole=whole,
            sign=sign,
        )
        findings.ask("decimal", question, column=name, got=got, expected=expected)
        return
    findings.add(
        question,
        column=name,
        got=got,
        remedy="Export the file anew and do not save it from a spreadsheet, which puts such signs "
        "in.",
    )
