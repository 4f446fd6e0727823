"""Cells that cannot stand where they stand: words for an address, an address for a kind of post.

Columns of words take anything, so that a row whose cells moved is read in silence there. What a
column of ids, addresses or kinds can hold is known, and a cell that it cannot hold is named.
"""

from __future__ import annotations

import re
from typing import Literal

from toolkit.readers.findings import Findings
from toolkit.readers.slips import shape
from toolkit.readers.table import Column

SLIPPED = "The cells of this row have slipped against their headers."
REMEDY = "Compare this row with the platform, or export the file anew."
ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
ID = re.compile(r"[0-9_]+|[0-9]([.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE)
EXPECTED = {
    "address": "an address that begins with https://",
    "id": "an id, of digits only",
    "kind": "a kind of post, such as photo or video",
}


def check_cells(
    column: Column | None, holds: Literal["address", "id", "kind"], findings: Findings
) -> None:
    """Refuse cells that a column of such a kind cannot hold; a blank is none of them.

    An id that a spreadsheet ruined is told where ids are read, and is no slipped cell.
    """
    for text, row in zip(column.texts, column.rows, strict=True) if column else ():
        if text and not _fits(text, holds):
            findings.add(
                SLIPPED,
                row=row,
                column=column.name if column else "",
                got=text,
                expected=EXPECTED[holds],
                remedy=REMEDY,
            )


def _fits(text: str, holds: str) -> bool:
    match holds:
        case "address":
            return ADDRESS.fullmatch(text) is not None
        case "id":
            return ID.fullmatch(text) is not None
        case _:
            return shape(text) == "words"
