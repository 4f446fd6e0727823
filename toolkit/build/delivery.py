"""From executed notebooks to files: each chapter, the whole strategy, the tables."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import nbformat

from toolkit import bundle
from toolkit.batch.engine import run_job
from toolkit.batch.jobs import Job, Outcome, hash_file
from toolkit.build.results import Delivered
from toolkit.deliver.data import write_tables
from toolkit.deliver.html import render_chapter, render_strategy
from toolkit.files import write_atomically
from toolkit.loan import Loan, take_on
from toolkit.secret import Keyring


def run_chapter(job: Job, secrets: Keyring | None = None, loan: Loan | None = None) -> Outcome:
    """Run a chapter and write the tables that it publishes, for later chapters to read.

    Parameters
    ----------
    loan
        What the client's check has read, which the chapter then need not read again.
    """
    take_on(loan)
    folder = job.client_folder / "reports" / "data" / job.chapter
    return run_job(job, secrets, partial(write_tables, folder=folder))


def deliver_client(
    folder: Path, jobs: Sequence[Job], workspace: Path, *, chapters: Container[str], complete: bool
) -> Delivered:
    """Make the files of a client from its executed notebooks.

    Parameters
    ----------
    folder
        The client folder.
    jobs
        All chapters in order; those without an executed notebook are passed over.
    chapters
        Those whose own pages and tables are to be made.
    complete
        False if a chapter failed: the strategy with all chapters then stays as it was, as it does
        while a chapter was never run.

    Returns
    -------
    Delivered
    """
    shelf = _Shelf(folder / "reports")
    made: dict[str, dict[str, str]] = {}
    notebooks = []
    for job in jobs:
        if not job.output.is_file():
            continue
        notebook = nbformat.read(job.output, as_version=4)
        notebooks.append(notebook)
        if job.chapter in chapters:
            page = render_chapter(notebook, workspace=workspace, client=folder)
            files = [shelf.put(f"{job.chapter}.html", page), job.output]
            files += write_tables(notebook, shelf.folder / "data" / job.chapter)
            made[job.chapter] = shelf.hashes(files)
    strategy: dict[str, str] = {}
    if complete and len(notebooks) == len(jobs):
        page = render_strategy(notebooks, workspace=workspace, client=folder)
        strategy = shelf.hashes([shelf.put("strategy.html", page)])
    covers = [cover for notebook in notebooks for cover in _covers(notebook)]
    titles = {cover["chapter"]: cover["chapter_title"] for cover in covers}
    last: dict[str, Any] = covers[-1] if covers else {"as_of": "", "fictional": False}
    aside = tuple(sorted(shelf.aside))
    return Delivered(made, strategy, titles, last["as_of"], last["fictional"], aside)


class _Shelf:
    """The folder of reports, and which of them had to be put beside their place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.aside: dict[str, Path] = {}

    def put(self, name: str, page: str) -> Path:
        """Write a file; gives the place that it has or will have."""
        place = self.folder / name
        written = write_atomically(place, page)
        if written != place:
            self.aside[name] = written
        return place

    def hashes(self, files: Iterable[Path]) -> dict[str, str]:
        """SHA-256 of what files hold, or will hold, by name."""
        names = {path.relative_to(self.folder).as_posix(): path for path in files}
        return {name: hash_file(self.aside.get(name, path)) for name, path in names.items()}


def _covers(notebook: nbformat.NotebookNode) -> Iterator[dict[str, Any]]:
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if bundle.COVER in output.get("data", {}):
                yield output["data"][bundle.COVER]
