"""A job that is up to date, and notebooks of a few cells."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from toolkit.batch.jobs import Job

PARAMETERS = 'client: str = "demo"  # slug\nlanguage: str = "en"  # nl or en'


@pytest.fixture
def write_notebook(tmp_path: Path) -> Callable[..., Path]:
    """Write a notebook of code cells; the first has the parameters, unless told otherwise."""

    def write(*code: str, name: str = "05_trial.ipynb", prose: str = "", tagged: int = 1) -> Path:
        cells = [nbformat.v4.new_markdown_cell(prose)] if prose else []
        tags = {"tags": ["parameters"]}
        cells += [nbformat.v4.new_code_cell(PARAMETERS, metadata=tags) for _ in range(tagged)]
        cells += [nbformat.v4.new_code_cell(source) for source in code]
        for number, cell in enumerate(cells):
            cell["id"] = f"cell-{number}"
        notebook = nbformat.v4.new_notebook(cells=cells)
        notebook.metadata["kernelspec"] = {
            "name": "python3", "display_name": "Python 3", "language": "python",
        }  # fmt: skip
        path = tmp_path / name
        path.write_text(nbformat.writes(notebook), encoding="utf-8", newline="\n")
        return path

    return write


@pytest.fixture
def make_job(tmp_path: Path, write_notebook: Callable[..., Path]) -> Callable[..., Job]:
    """Make a job that runs the given cells for a client with one file."""

    def make(*code: str, engine: str = "koers") -> Job:
        folder = tmp_path / "clients" / "demo"
        (folder / "data").mkdir(parents=True, exist_ok=True)
        (folder / "data" / "posts.csv").write_text("a\n1\n", encoding="utf-8", newline="\n")
        return Job(
            client="demo",
            notebook="05_trial",
            template=write_notebook(*code),
            output=folder / "reports" / "notebooks" / "05_trial.ipynb",
            parameters={"client": "demo", "language": "nl"},
            folder=tmp_path,
            client_folder=folder,
            engine=engine,
        )

    return make


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
