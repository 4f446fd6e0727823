"""The minutes of a workshop: one page, decisions and actions first, ready before people leave.

The page is laid out as every report is, from a notebook that is put together here from exhibits:
nothing runs, so it takes no longer than it takes people to find their coats.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode, v4

from toolkit import clients
from toolkit.analysis.completeness import check_completeness
from toolkit.analysis.discipline import summarise_votes
from toolkit.clients import ClientFolder
from toolkit.deliver.html import render_chapter
from toolkit.exhibit import Exhibit
from toolkit.files import write_atomically
from toolkit.language import Language
from toolkit.prose import minutes as prose
from toolkit.tables import minutes as tables
from toolkit.workspace import find_workspace

NAME = "minutes.html"


def make_minutes(slug: str, workspace: Path | None = None, language: str = "") -> Path:
    """Write the minutes of a client's workshop as a page.

    Parameters
    ----------
    slug
        The client's folder below ``clients/``.
    workspace
        Default: the workspace around the current folder.
    language
        ``nl`` or ``en``; empty for the client's own.

    Returns
    -------
    Path
        The page, ``reports/minutes.html``; beside it if another program holds that open.

    Raises
    ------
    UsageError
        If there is no such client, or no such language.
    InputError
        If the answers cannot be read.
    """
    root = workspace or find_workspace()
    folder = clients.load(slug, workspace=root)
    words = folder.words(language)
    notebook = _put_together(_exhibits(folder, words))
    page = render_chapter(notebook, workspace=root, client=folder.path)
    return write_atomically(folder.path / "reports" / NAME, page)


def _exhibits(folder: ClientFolder, language: Language) -> Iterator[Exhibit | None]:
    workshop = folder.workshop
    intake = workshop.intake
    yield prose.cover(folder, workshop, language)
    yield prose.nothing_agreed(intake, language)
    yield from tables.agreed_tables(intake, language)
    yield prose.present(workshop, language)
    yield prose.choice(intake, summarise_votes(intake.discipline_votes), language)
    yield tables.goals_table(intake, language)
    yield prose.parked(intake, language)
    yield prose.still_open(check_completeness(intake, folder.client), language)


def _put_together(exhibits: Iterator[Exhibit | None]) -> NotebookNode:
    cells = []
    for number, exhibit in enumerate(one for one in exhibits if one is not None):
        output = v4.new_output("display_data", data=exhibit._repr_mimebundle_())
        # An id that is drawn by lot would be another one each time.
        cells.append(v4.new_code_cell(id=f"exhibit-{number}", outputs=[output]))
    notebook: NotebookNode = v4.new_notebook(cells=cells)
    nbformat.validate(notebook)
    return notebook
