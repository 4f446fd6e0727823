"""From executed notebooks to files: each chapter, the whole strategy, the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from toolkit import bundle
from toolkit.batch.engine import run_job
from toolkit.batch.jobs import Job, Outcome, hash_file
from toolkit.deliver.data import write_tables
from toolkit.deliver.html import render_chapter, render_strategy
from toolkit.files import write_atomically


@dataclass(frozen=True, slots=True)
class Delivered:
    """The files that were made, below ``reports/``, with their hashes.

    ``chapters`` maps each chapter to its files; ``strategy`` is empty if it was left as it was.
    ``titles`` maps chapters to their names; these, ``as_of`` and ``fictional`` the covers say.
    """

    chapters: dict[str, dict[str, str]]
    strategy: dict[str, str]
    titles: dict[str, str]
    as_of: str = ""
    fictional: bool = False


def run_chapter(job: Job) -> Outcome:
    """Run a chapter and write the tables that it publishes, for later chapters to read."""
    outcome = run_job(job)
    if outcome.ok:
        notebook = nbformat.read(job.output, as_version=4)
        write_tables(notebook, job.client_folder / "reports" / "data" / job.chapter)
    return outcome


def deliver_client(
    folder: Path, jobs: Sequence[Job], workspace: Path, *, complete: bool
) -> Delivered:
    """Make the files of a client from its executed notebooks.

    Parameters
    ----------
    folder
        The client folder.
    jobs
        All chapters in order; those without an executed notebook are passed over.
    complete
        False if a chapter failed: the strategy with all chapters then stays as it was, as it does
        while a chapter was never run.

    Returns
    -------
    Delivered
    """
    reports = folder / "reports"
    made: dict[str, dict[str, str]] = {}
    notebooks = []
    for job in jobs:
        if not job.output.is_file():
            continue
        notebook = nbformat.read(job.output, as_version=4)
        notebooks.append(notebook)
        page = render_chapter(notebook, workspace=workspace, client=folder)
        files = [write_atomically(reports / f"{job.chapter}.html", page), job.output]
        files += write_tables(notebook, reports / "data" / job.chapter)
        made[job.chapter] = _hashes(files, reports)
    strategy: dict[str, str] = {}
    if complete and len(notebooks) == len(jobs):
        page = render_strategy(notebooks, workspace=workspace, client=folder)
        strategy = _hashes([write_atomically(reports / "strategy.html", page)], reports)
    covers = [cover for notebook in notebooks for cover in _covers(notebook)]
    titles = {cover["chapter"]: cover["chapter_title"] for cover in covers}
    last: dict[str, Any] = covers[-1] if covers else {"as_of": "", "fictional": False}
    return Delivered(made, strategy, titles, last["as_of"], last["fictional"])


def _covers(notebook: nbformat.NotebookNode) -> Iterator[dict[str, Any]]:
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if bundle.COVER in output.get("data", {}):
                yield output["data"][bundle.COVER]


def _hashes(files: Iterable[Path], reports: Path) -> dict[str, str]:
    return {path.relative_to(reports).as_posix(): hash_file(path) for path in files}
