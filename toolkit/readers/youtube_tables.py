"""What the tables of YouTube Studio have in common: columns of a video, and rows of a total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from toolkit.readers.findings import Findings
from toolkit.readers.table import Sheet, Table, header_key, write

CONTENT = ("Content", "Video")
TITLE = ("Video title", "Videotitel", "Titel van video")
PUBLISHED = (
    "Video publish time", "Publicatietijd van video", "Publicatietijd video",
    "Publicatietijdstip van video", "Tijdstip van videopublicatie",
)  # fmt: skip
VIEWS = ("Views", "Weergaven")
LIKES = ("Likes", "Vind-ik-leuks")
COMMENTS = ("Comments added", "Comments", "Toegevoegde reacties", "Reacties toegevoegd")
SHARES = ("Shares", "Gedeeld", "Keer gedeeld")
DAY = ("Date", "Datum")
TOTAL = {"total", "totaal"}
VIDEO = re.compile(r"[A-Za-z0-9_-]{11}")


def has_headers(sheet: Sheet, *required: Sequence[str]) -> bool:
    """Say whether the sheet's first row has one of each of these headers."""
    keys = {header_key(write(cell)) for row in sheet.rows[:1] for cell in row.cells}
    return all(keys & {header_key(name) for name in names} for names in required)


def split_total(table: Table, findings: Findings) -> tuple[Table, Table]:
    """Give the rows of videos, and those of the total; any other row is a fault."""
    content = table.column(*CONTENT)
    assert content is not None  # noqa: S101
    totals = {
        row
        for row, text in zip(content.rows, content.texts, strict=True)
        if header_key(text) in TOTAL
    }
    for row, text in zip(content.rows, content.texts, strict=True):
        if row not in totals and not VIDEO.fullmatch(text):
            findings.add(
                "This is not the number of a video.",
                row=row,
                column=content.name,
                got=text,
                expected="eleven letters, digits, - or _, such as dQw4w9WgXcQ",
                remedy="A spreadsheet may have changed the file: export it anew.",
            )
    videos = [row for row in content.rows if row not in totals]
    return table.without(totals), table.without(videos)


def name_sheet(sheet: Sheet, findings: Findings, since: int) -> None:
    """Say of the faults from number `since` on in which table of a zip they are."""
    if sheet.name:
        findings.faults[since:] = [
            replace(
                fault,
                column=f"{sheet.name} → {fault.column}"
                if fault.column not in {"", sheet.name}
                else sheet.name,
            )
            for fault in findings.faults[since:]
        ]
