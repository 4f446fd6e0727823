"""Blanks among counts of a platform that prints a number in every cell, and 0 where there is none.

A cell that was lost pulls the others of its row to the left, and leaves a blank at the end. Where
every row lost one, the blanks fill a column, and no row differs from the others: so a column that
is blank throughout, beside others that are not, is as much a sign of it as a single blank.
"""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.errors import fill
from toolkit.readers.findings import Findings
from toolkit.readers.misfits import REMEDY
from toolkit.readers.table import Column

ANEW = "Export the file anew, and leave it as it came."


def check_filled(
    columns: Sequence[Column | None],
    platform: str,
    findings: Findings,
    *,
    every_row: bool = True,
) -> None:
    """Refuse blanks in rows that have counts, and columns that are blank throughout.

    Parameters
    ----------
    columns
        All columns of one table in which `platform` prints a number in each row.
    every_row
        Whether it does in every row; if not, a row may be blank in all of them.
    """
    known = [column for column in columns if column is not None]
    counts = [any(texts) for texts in zip(*(column.texts for column in known), strict=True)]
    printed = [any(counts)] * len(counts) if every_row else counts
    for column in known:
        cells = list(zip(column.texts, column.rows, printed, strict=True))
        if any(printed) and not any(text for text, _, _ in cells):
            refuse_blank_column(column, platform, findings)
            continue
        for text, row, others in cells:
            if not text and others:
                findings.add(
                    fill(
                        "This cell is blank, and {platform} prints a number in each: the row "
                        "may have slipped.",
                        platform=platform,
                    ),
                    row=row,
                    column=column.name,
                    got="a blank",
                    expected="a number, 0 where there is none",
                    remedy=REMEDY,
                )


def check_columns(
    columns: Sequence[Column | None], asked: Sequence[bool], platform: str, findings: Findings
) -> None:
    """Refuse columns that are blank throughout while others are not.

    Parameters
    ----------
    columns
        Those in which `platform` prints a number, though perhaps not in each row.
    asked
        For each row whether it is one of those in which it does.
    """
    known = [column for column in columns if column is not None]
    filled = [
        any(text for text, row in zip(column.texts, asked, strict=True) if row) for column in known
    ]
    for column, some in zip(known, filled, strict=True):
        if any(filled) and not some:
            refuse_blank_column(column, platform, findings)


def refuse_blank_column(column: Column, platform: str, findings: Findings) -> None:
    """Refuse a column that is blank in every row, where `platform` prints a number in each."""
    findings.add(
        fill(
            "This column is blank in every row, and {platform} prints a number "
            "in each: the cells may have slipped against their headers.",
            platform=platform,
        ),
        row=column.rows[0],
        column=column.name,
        got="blanks only",
        expected="a number in each row, 0 where there is none",
        remedy=ANEW,
    )
