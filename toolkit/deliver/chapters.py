"""Several chapters as one notebook, so that one page can hold a whole strategy.

Joining turns nothing into another form: the cells follow each other, and each remembers which
chapter it came from. Everything that makes one report of them (one title, one box at the top, one
numbering) is worked out by :mod:`toolkit.deliver.page`, as for a single chapter.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import nbformat
from nbformat import NotebookNode

from toolkit.errors import UsageError

_MARK = "koers_chapter"


class _Shared(NotebookNode):
    """A notebook whose deep copies are as deep as a page needs."""

    def __deepcopy__(self, memo: dict[int, Any]) -> NotebookNode:
        return share_outputs(self)


def share_outputs(notebook: NotebookNode) -> NotebookNode:
    """Copy a notebook, but not what its outputs hold: megabytes, which no page changes.

    Cells, outputs, and the names under which an output holds things are the copy's own. Deep copies
    of the copy are made like it: nbconvert makes three for each page.
    """
    copied = _Shared(notebook)  # type: ignore[no-untyped-call] # nbformat's
    copied.metadata = NotebookNode(notebook.metadata)
    copied.cells = [_copy_cell(cell) for cell in notebook.cells]
    return copied


def join_chapters(notebooks: Sequence[NotebookNode]) -> NotebookNode:
    """Join executed chapters, in the order given, into one notebook.

    Raises
    ------
    UsageError
        If there is no chapter to join.
    """
    if not notebooks:
        raise UsageError("A strategy needs at least one chapter that was built.")
    cells = []
    for place, notebook in enumerate(notebooks, start=1):
        for number, cell in enumerate(notebook.cells, start=1):
            joined = _copy_cell(cell)
            joined.metadata[_MARK] = place
            # Copies of one template have the same cell ids; a notebook may hold each id once.
            joined["id"] = f"chapter-{place}-cell-{number}"
            cells.append(joined)
    return NotebookNode(
        cells=cells,
        metadata=NotebookNode(notebooks[0].metadata),
        nbformat=nbformat.current_nbformat,
        nbformat_minor=nbformat.current_nbformat_minor,
    )


def is_joined(notebook: NotebookNode) -> bool:
    """Say whether a notebook came from :func:`join_chapters`."""
    return any(_MARK in cell.metadata for cell in notebook.cells)


def split_chapters(notebook: NotebookNode) -> list[list[NotebookNode]]:
    """Give the cells of each chapter; a notebook that was not joined is one chapter."""
    marked = groupby(notebook.cells, key=lambda cell: int(cell.metadata.get(_MARK, 1)))
    return [list(cells) for _, cells in marked]


def _copy_cell(cell: NotebookNode) -> NotebookNode:
    copied = NotebookNode({**cell, "metadata": NotebookNode(cell.metadata)})
    if "outputs" in cell:
        copied.outputs = [_copy_output(output) for output in cell.outputs]
    return copied


def _copy_output(output: NotebookNode) -> NotebookNode:
    copied = NotebookNode(output)
    if "data" in output:
        copied.data = NotebookNode(output.data)
    return copied
