"""Working copies: the notebooks that a consultant looks at in JupyterLab, and may throw away.

They lie in ``working-copies/`` (JupyterLab shows no hidden folders); the answers and notes that
matter lie in the client folder. A copy has the client filled in and ``interactive`` set, and
JupyterLab runs it when it opens. Notebooks elsewhere are never run by themselves.
"""

from __future__ import annotations

from pathlib import Path

import nbformat

from toolkit import clients
from toolkit.batch.jobs import chapter_of
from toolkit.batch.parameter_cell import fill_in
from toolkit.batch.prepare import read_template
from toolkit.build.parameters import settle_parameters
from toolkit.build.planning import choose_template, find_templates
from toolkit.build.request import Request
from toolkit.errors import Fault, InputError, UsageError, fill
from toolkit.files import write_atomically
from toolkit.language import Language, language_of_most, mark

COPIES = "working-copies"
HOME = "home.ipynb"
# The bar above a page speaks the page's language; the rest of JupyterLab does not know Koers.
_BAR = {
    "home": mark("Home page"),
    "menu": mark("Menu"),
    "stop": mark("Stop Koers"),
    "stopping": mark("Everything is saved. All pages of Koers stop, in every window."),
    "stay": mark("Cancel"),
    "stopped": mark("Koers has stopped; you can close this window."),
    "starting": mark("Starting …"),
    "running": mark("Working …"),
    "lost": mark("The connection is gone. Waiting for it …"),
}


def working_copy(workspace: Path, slug: str, notebook: str = "") -> Path:
    """Write a working copy of a client's notebook, by default of the first, and give its path.

    Parameters
    ----------
    notebook
        A chapter (``channel_benchmark``) or the stem of its file (``03_channel_benchmark``).

    Raises
    ------
    UsageError
        If there is no such client or notebook.
    InputError
        If the client, or what its parameters are given, cannot be used.
    """
    folder = clients.load(slug, workspace=workspace)
    templates = find_templates(workspace)
    stem = next((s for s in templates if notebook in ("", s, chapter_of(s))), None)
    if stem is None:
        known = ", ".join(chapter_of(stem) for stem in templates)
        raise UsageError(
            Fault(
                "There is no such notebook.",
                got=notebook,
                expected=fill("one of: {names}", names=known),
            )
        )
    language = folder.client.language
    template = choose_template(templates[stem], folder.path, folder.words(), workspace)
    copy = read_template(template)
    request = Request(workspace, notebooks=(stem,))
    settled = settle_parameters(folder, request, templates)
    # What is wrong with another notebook is no reason not to open this one.
    faults = [one for one in settled.faults if one.file in ("client.yaml", f"{stem}.ipynb")]
    if faults:
        raise InputError(faults)
    values = settled.values[stem] | {"interactive": True}
    for cell in copy.cells:
        if "parameters" in cell.metadata.get("tags", ()):
            cell.source = fill_in(cell.source, values, slug)
    _tell_the_bar(copy, Language(language), title=folder.client.name)
    return _write(copy, workspace / COPIES / slug / f"{stem}.ipynb")


def home_page(workspace: Path) -> Path:
    """Write the home page of a workspace, one cell that asks for everything, and give its path."""
    cell = nbformat.v4.new_code_cell("from toolkit.home import show_home\n\nshow_home()", id="home")
    page = nbformat.v4.new_notebook(cells=[cell])
    page.metadata["kernelspec"] = {
        "name": "python3",
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
    }
    _tell_the_bar(page, language_of_most(_languages(workspace)))
    return _write(page, workspace / COPIES / HOME)


def _languages(workspace: Path) -> list[str]:
    found: list[str] = []
    for slug in clients.slugs(workspace):
        try:
            found.append(clients.load(slug, workspace=workspace).client.language)
        except InputError:
            # One client's mishap keeps nobody from the home page, which says what is wrong.
            continue
    return found


def _tell_the_bar(notebook: nbformat.NotebookNode, words: Language, title: str = "") -> None:
    notebook.metadata["koers"] = {
        "title": title,
        "words": {name: words.text(text) for name, text in _BAR.items()},
    }


def _write(notebook: nbformat.NotebookNode, path: Path) -> Path:
    return write_atomically(path, nbformat.writes(notebook) + "\n")
