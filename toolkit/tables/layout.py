"""How a table becomes an exhibit: the bundle, and the HTML that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from toolkit import bundle
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.language.grid import Grid, GridCell, write_grid

LONG = 40
"""Characters in a cell from which, on a phone, a row is easier to read as a few lines."""
LINE = 48
"""Characters that fit beside each other on a phone, with what lies between columns."""
GAP = 2
OWN, WORDY = ' class="own"', ' class="wordy"'


def exhibit_table(table: bundle.Table, language: Language) -> Exhibit:
    """Lay a table out as HTML: a caption, headers with a scope, and a frame that scrolls.

    A table of long words is marked, with the header in each cell, for pages too narrow for it.
    """
    grid = write_grid(table, language)
    labels = [header.text for header in grid.headers] if _is_wordy(grid) else []
    head = "".join(_cell("th", cell, ' scope="col"') for cell in grid.headers)
    body = "".join(
        f"<tr{OWN if number in grid.own else ''}>{_row(row, labels)}</tr>"
        for number, row in enumerate(grid.rows)
    )
    note = f'<p class="note">{escape(table.note)}</p>' if table.note else ""
    html = (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(table.title)}">'
        f"<table{WORDY if labels else ''}><caption>{escape(table.title)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{note}"
    )
    return Exhibit(table, html)


def _is_wordy(grid: Grid) -> bool:
    if len(grid.headers) < 3:
        return False
    if any(len(cell.text) > LONG for row in grid.rows for cell in row):
        return True
    columns = list(zip(*grid.rows, strict=True))
    told = sum(any(not cell.numeric and cell.text for cell in column) for column in columns)
    widest = [max(len(cell.text) for cell in column) + GAP for column in columns]
    # Numbers in columns are read down; words beside each other are what a phone has no room for.
    return told > 1 and sum(widest) > LINE


def _row(row: Sequence[GridCell], labels: Sequence[str]) -> str:
    first, *others = row
    named = zip(others, labels[1:] or [""] * len(others), strict=True)
    cells = "".join(_cell("td", cell, label=label) for cell, label in named)
    return _cell("th", first, ' scope="row"') + cells


def _cell(tag: str, cell: GridCell, attributes: str = "", label: str = "") -> str:
    kind = ' class="n"' if cell.numeric else ""
    # Hidden from who hears the table too: there the header is said already.
    named = f'<span class="label" hidden>{escape(label)}</span>' if label else ""
    return f"<{tag}{attributes}{kind}>{named}{escape(cell.text)}</{tag}>"
