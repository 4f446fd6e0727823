"""How a table becomes an exhibit: the bundle, and the HTML that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from toolkit import bundle
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.language.grid import GridCell, write_grid


def exhibit_table(table: bundle.Table, language: Language) -> Exhibit:
    """Lay a table out as HTML: a caption, headers with a scope, and a frame that scrolls."""
    grid = write_grid(table, language)
    head = "".join(_cell("th", cell, ' scope="col"') for cell in grid.headers)
    body = "".join(
        f'<tr class="own">{_row(row)}</tr>' if number in grid.own else f"<tr>{_row(row)}</tr>"
        for number, row in enumerate(grid.rows)
    )
    note = f'<p class="note">{escape(table.note)}</p>' if table.note else ""
    html = (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(table.title)}">'
        f"<table><caption>{escape(table.title)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{note}"
    )
    return Exhibit(table, html)


def _row(row: Sequence[GridCell]) -> str:
    first, *others = row
    return _cell("th", first, ' scope="row"') + "".join(_cell("td", cell) for cell in others)


def _cell(tag: str, cell: GridCell, attributes: str = "") -> str:
    kind = ' class="n"' if cell.numeric else ""
    return f"<{tag}{attributes}{kind}>{escape(cell.text)}</{tag}>"
