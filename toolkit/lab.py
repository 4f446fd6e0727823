"""Opening JupyterLab: on the workspace's home page, or on a working copy of a client's notebook.

A working copy is disposable: it lies in ``working-copies/`` (JupyterLab shows no hidden folders),
and the answers and notes that matter lie in the client folder. It has the client filled in and
``interactive`` set, so that Run all shows that client.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import nbformat

from toolkit import clients
from toolkit.batch.jobs import chapter_of
from toolkit.batch.prepare import read_template
from toolkit.build.planning import choose_template, find_templates
from toolkit.errors import Fault, InputError, UsageError
from toolkit.language import language_of_most, mark

COPIES = "working-copies"
HOME = "home.ipynb"
# JupyterLab asks nobody for news or newer versions: nothing leaves the machine.
_QUIET = (
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
)
_WELCOME = mark(
    "# Koers\n\nYour clients stand below. Open one with **koers open** and its name, or build all "
    "reports with **koers build --all**; the overview of all clients is `clients/portfolio.html`."
)


def open_notebook(workspace: Path, slug: str, notebook: str, *, browser: bool = True) -> int:
    """Start JupyterLab and wait until it ends; give its exit status.

    Raises
    ------
    UsageError
        If there is no such client or notebook.
    """
    path = working_copy(workspace, slug, notebook) if slug else home_page(workspace)
    address = quote(path.relative_to(workspace).as_posix())
    command = [sys.executable, "-m", "jupyterlab", f"--notebook-dir={workspace}", *_QUIET]
    command += [f"--LabApp.default_url=/lab/tree/{address}"]
    command += [] if browser else ["--no-browser"]
    # A container's only user is root; it serves this machine alone, behind a token, all the same.
    command += ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return subprocess.run(command, cwd=workspace, env=os.environ, check=False).returncode  # noqa: S603


def working_copy(workspace: Path, slug: str, notebook: str = "") -> Path:
    """Write a working copy of a client's notebook, by default of the first, and give its path.

    Raises
    ------
    UsageError
        If there is no such client or notebook.
    """
    folder = clients.load(slug, workspace=workspace)
    templates = find_templates(workspace)
    stem = next((s for s in templates if notebook in ("", s, chapter_of(s))), None)
    if stem is None:
        known = ", ".join(chapter_of(stem) for stem in templates)
        raise UsageError(
            Fault("There is no such notebook.", got=notebook, expected=f"one of: {known}")
        )
    language = folder.client.language
    template = choose_template(templates[stem], folder.path, language, workspace)
    copy = read_template(template)
    values = {"client": slug, "language": language, "interactive": True}
    for cell in copy.cells:
        if "parameters" in cell.metadata.get("tags", ()):
            cell.source = "\n".join(_filled(line, values) for line in cell.source.splitlines())
    return _write(copy, workspace / COPIES / slug / f"{stem}.ipynb")


def home_page(workspace: Path) -> Path:
    """Write the home page of a workspace: its clients, and what can be done."""
    lines = []
    languages = []
    for slug in clients.slugs(workspace):
        try:
            client = clients.load(slug, workspace=workspace).client
        except InputError:
            # One client's mishap keeps nobody from the others; the command names what is wrong.
            lines.append(f"- `{slug}`: `koers check {slug}`")
            continue
        languages.append(client.language)
        lines.append(f"- **{client.name}** (`{slug}`)")
    text = language_of_most(languages).text(_WELCOME) + "\n\n" + "\n".join(lines)
    page = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(text, id="welcome")])
    return _write(page, workspace / COPIES / HOME)


def _filled(line: str, values: dict[str, object]) -> str:
    name = line.split(":", maxsplit=1)[0].strip()
    if name not in values:
        return line
    head, _, rest = line.partition("=")
    comment = rest[rest.index("#") :] if "#" in rest else ""
    return f"{head}= {values[name]!r}  {comment}".rstrip()


def _write(notebook: nbformat.NotebookNode, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")
    return path
