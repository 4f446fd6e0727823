"""Workspaces of many small clients, with two short chapters each."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import nbformat

FIRST = (
    "from toolkit.clients import load\nfrom toolkit.prose.wording import reading, sources",
    "folder = load(client, as_of)\nwords = folder.words(language)",
    'reading(folder, words, "first")',
    "sources(folder, words)",
)
SECOND = (*FIRST[:2], 'reading(folder, words, "second")', FIRST[3])
PARAMETERS = (
    'client: str = ""  # the client\'s folder\nlanguage: str = ""  # nl or en\n'
    'as_of: str = ""  # date\ninteractive: bool = False  # live'
)


def write_template(path: Path, *code: str) -> None:
    """Write a notebook that can be run with parameters."""
    tags = {"tags": ["parameters"]}
    cells = [nbformat.v4.new_code_cell(PARAMETERS, metadata=tags)]
    cells += [nbformat.v4.new_code_cell(source) for source in code]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    notebook = nbformat.v4.new_notebook(cells=cells)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(nbformat.writes(notebook), encoding="utf-8", newline="\n")


def make_clients(folder: Path, number: int) -> Path:
    """Make a workspace with so many small clients, each with a word of its own in its notes."""
    from toolkit.scaffold import make_workspace

    make_workspace(folder)
    shutil.rmtree(folder / "clients")
    shutil.rmtree(folder / "notebooks")
    write_template(folder / "notebooks" / "01_first.ipynb", *FIRST)
    write_template(folder / "notebooks" / "02_second.ipynb", *SECOND)
    for one in range(number):
        client = folder / "clients" / f"client-{one:03d}"
        (client / "notes").mkdir(parents=True)
        (client / "client.yaml").write_text(
            f"name: Client {one}\nlanguage: en\nas_of: 2026-06-30\n", encoding="utf-8"
        )
        for chapter in ("first", "second"):
            note = client / "notes" / f"{chapter}.md"
            note.write_text(f"Our own word is {canary(one)}.\n", encoding="utf-8")
    return folder


def canary(number: int) -> str:
    """Give the word that only one client knows."""
    return f"canary{hashlib.sha256(str(number).encode()).hexdigest()[:12]}"


def hash_reports(workspace: Path) -> dict[str, str]:
    """SHA-256 of everything that a build made for clients, and of the page of all."""
    made = [*workspace.glob("clients/*/reports/**/*"), workspace / "clients" / "portfolio.html"]
    return {
        path.relative_to(workspace).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(made)
        if path.is_file()
    }
