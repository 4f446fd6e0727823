"""Sections without content leave no bare heading behind: a client may lack what they would show."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nbformat import NotebookNode

from toolkit import bundle

_BARE_HEADING = re.compile(r"\s*(#{1,6})\s+[^\n]+\s*")
_NOT_IN_THE_TEXT = (bundle.COVER, bundle.SOURCES)


def drop_empty_sections(cells: Sequence[NotebookNode]) -> list[NotebookNode]:
    """Leave out each heading that nothing stands under.

    Parameters
    ----------
    cells
        Cells of an executed notebook; a heading is a Markdown cell that holds nothing else.
    """
    kept: list[NotebookNode] = []
    for cell in reversed(cells):
        heading = _level(cell)
        if heading and not _has_content(kept, heading):
            continue
        kept.append(cell)
    return kept[::-1]


def _has_content(below: Sequence[NotebookNode], level: int) -> bool:
    for cell in reversed(below):
        other = _level(cell)
        if other:
            # A deeper heading that was kept has content of its own, and so gives this one some.
            return other > level
        if cell.cell_type == "markdown" or any(_shows(one) for one in cell.get("outputs", ())):
            return True
    return False


def _level(cell: NotebookNode) -> int:
    found = _BARE_HEADING.fullmatch(cell.source) if cell.cell_type == "markdown" else None
    return len(found[1]) if found else 0


def _shows(output: NotebookNode) -> bool:
    if output.output_type == "stream":
        return output.get("name") != "stderr"
    data = output.get("data", {})
    if any(name in data for name in _NOT_IN_THE_TEXT):
        return False
    return bool(data.get("text/html", "")) or not any(
        name.startswith("application/vnd.koers") for name in data
    )
