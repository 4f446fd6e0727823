"""Where in a file that nobody knows the table stands: its sheet, its header, its total rows."""

from __future__ import annotations

import re

from toolkit.language import mark
from toolkit.readers.header_words import guess_header
from toolkit.readers.reason import Reason
from toolkit.readers.table import Column, Sheet, Source, Table, header_key, write

HEADER_WITHIN = 30
TOTALS = {
    "total", "totaal", "grand total", "gesamt", "gesamtsumme", "summe", "insgesamt",
    "total général", "totaux", "totales", "total geral", "totale", "razem", "suma", "łącznie",
}  # fmt: skip


def find_sheet(source: Source, name: str = "") -> Sheet:
    """Give the sheet of this name, else the one whose headers are known best."""
    chosen = next((one for one in source.sheets if one.name == name), None)
    return chosen or max(source.sheets, key=_recognised)


def find_header(sheet: Sheet) -> int:
    """Find the row that probably has the headers.

    The one with the most headers that are known in any language; among equals the one that is wide,
    in words and without repeats, and the first of these.
    """
    rows = [row for row in sheet.rows[:HEADER_WITHIN] if not row.blank]
    if not rows:
        return 1
    widest = max(len([cell for cell in row.cells if write(cell).strip()]) for row in rows)

    def score(cells: list[str]) -> tuple[int, float]:
        known = sum(bool(guess_header(text)) for text in cells if len(text) < 80)
        words = {text for text in cells if not re.fullmatch(r"[-0-9.,:/% ]+", text)}
        return (known if len(cells) > 1 or widest == 1 else 0), len(words) / widest

    best = max(rows, key=lambda row: (*score(_filled(row.cells)), -row.number))
    return best.number


def _filled(cells: tuple[object, ...]) -> list[str]:
    texts = (cell.strip() if isinstance(cell, str) else str(cell) for cell in cells)
    return [text for text in texts if text]


def _recognised(sheet: Sheet) -> tuple[int, int]:
    row = find_header(sheet)
    cells = next((one.cells for one in sheet.rows if one.number == row), ())
    return sum(bool(guess_header(write(cell))) for cell in cells), len(sheet.rows)


def headers_of(sheet: Sheet, number: int) -> dict[str, object]:
    """Give a row and the first of its headers, for a sentence."""
    cells = next((row.cells for row in sheet.rows if row.number == number), ())
    return {"row": number, "names": ", ".join(_filled(cells)[:4])}


def columns_of(table: Table) -> dict[str, Column]:
    """Give the columns by header, without those whose header stands twice."""
    keys = [header_key(header) for header in table.headers]
    return {
        header: Column(header, tuple(row.cells[at] for row in table.rows), tuple(table.numbers))
        for at, header in enumerate(table.headers)
        # Of two columns with one header nobody could say which one is meant.
        if header and keys.count(keys[at]) == 1
    }


def leave_out_totals(table: Table, about: list[Reason]) -> tuple[dict[str, str], Table]:
    """Leave out the rows that are totals, as `skip_rows_where` says, and give both."""
    for at, header in enumerate(table.headers):
        if not header:
            continue
        for row in (*table.rows[:2], *table.rows[-2:]):
            text = write(row.cells[at]).strip()
            rows = [one.number for one in table.rows if write(one.cells[at]).strip() == text]
            # Where most rows say so, it is of the figures: totals of each post to this day.
            if header_key(text) in TOTALS and 2 * len(rows) <= len(table.rows):
                values = {"row": row.number, "text": text}
                about.append(
                    Reason(mark("Row {row} says “{text}”: a total is no row of its own."), values)
                )
                return {header: text}, table.without(rows)
    return {}, table
