"""A room for tests: a workspace with one small client, and a page with a form of its workshop."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat

from toolkit.scaffold import make_workspace
from toolkit.workshop_log import read_workshop
from toolkit.workshop_log.answers import fingerprint
from toolkit.workshop_log.files import add_up, find_foreign_state, read_log

FORM = """
from toolkit.clients import load
from toolkit.forms.form import form
from toolkit.forms.workshop_store import WorkshopStore
from toolkit.language import Language
store = WorkshopStore(load("small"), Language("en"))
form(store, {path!r}, Language("en"))
"""
SCRATCH = "working-copies/small/scratch.ipynb"


def make_room(folder: Path, path: str = "intake.purpose") -> Path:
    """Lay down a workspace with one client, and a page with the form of `path`."""
    make_workspace(folder)
    for demo in (folder / "clients").glob("demo-*"):
        shutil.rmtree(demo)
    client = folder / "clients" / "small"
    client.mkdir(parents=True)
    (client / "client.yaml").write_text("name: Small & Co\nlanguage: en\n", encoding="utf-8")
    cell = nbformat.v4.new_code_cell(FORM.format(path=path), id="form")
    notebook = nbformat.v4.new_notebook(cells=[cell])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    (folder / SCRATCH).parent.mkdir(parents=True)
    nbformat.write(notebook, folder / SCRATCH)
    return folder


def workshop_folder(room: Path) -> Path:
    """Give the folder of the client's workshop."""
    return room / "clients" / "small" / "workshop"


def check_files(folder: Path) -> None:
    """Fail unless the log is whole, each line on its own, and the state is what it adds up to."""
    operations = read_log(folder)
    assert (folder / "log.jsonl").read_bytes().endswith(b"\n")
    assert find_foreign_state(folder, operations) is None
    answers = add_up(operations, folder).plain()
    assert fingerprint(answers)
    read_workshop(folder)
    assert not list(folder.glob(".*")), "nothing half-written is left"
