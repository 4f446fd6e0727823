"""Running one job with papermill, leaving nothing in the result that differs from run to run."""

from __future__ import annotations

import builtins
import hashlib
import json
import logging
import sys
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import papermill
from jupyter_client.localinterfaces import localhost
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.paths import jupyter_runtime_dir
from papermill.exceptions import PapermillExecutionError
from papermill.iorw import papermill_io
from traitlets import default

from toolkit import bundle
from toolkit.batch.confined import find_left, no_access, programs_left, too_much_memory
from toolkit.batch.jobs import Job, Outcome
from toolkit.batch.shell import ENGINE
from toolkit.errors import Fault, fill
from toolkit.files import write_atomically
from toolkit.secret import (
    Keyring,
    gather_secrets,
    hide_in,
    hide_in_fault,
    hide_secrets,
    lend_secrets,
)


class _PortlessManager(AsyncKernelManager):
    """Talks to a kernel through files of this user; Windows has none, and uses its loopback."""

    @default("transport")
    def _through_files(self) -> str:
        return "tcp" if sys.platform == "win32" else "ipc"

    @default("ip")
    def _place_of_its_own(self) -> str:
        # Otherwise kernels that start together would share one file, and one another's cells.
        if self.transport == "tcp":
            return str(localhost())
        folder = Path(jupyter_runtime_dir())
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return str(folder / f"koers-{uuid.uuid4().hex[:12]}")


# What papermill needs to start a stock kernel that is quiet and writes no history of parameters.
_STOCK = {
    "kernel_manager_class": _PortlessManager,
    "extra_arguments": ["--HistoryManager.enabled=False", "--log-level=CRITICAL"],
}


# Characters that are kept of what an error says, and of where it came from.
LONGEST_ERROR = 10_000
LONGEST_TRACEBACK = 100_000


class _Memory:
    """Where papermill reads and writes: memory. What a report leaves on disk we write, once.

    The template is read once too, so that its hash is of what ran, whoever saves it meanwhile.
    """

    scheme = "koers-memory:"
    # Papermill fills parameters into names; in this one there is nothing to fill in.
    name = f"{scheme}notebook.ipynb"

    def __init__(self, template: bytes) -> None:
        self._template = template
        self.text = ""

    def read(self, path: str) -> bytes:  # noqa: ARG002 - as papermill calls it
        """Give the notebook to run."""
        return self._template

    def write(self, text: str, path: str) -> None:  # noqa: ARG002 - as papermill calls it
        """Keep the last version of the notebook."""
        self.text = text

    def pretty_path(self, path: str) -> str:
        """Give the name that messages use."""
        return path


Use = Callable[[nbformat.NotebookNode], object]


def run_job(job: Job, secrets: Keyring | None = None, use: Use | None = None) -> Outcome:
    """Run a notebook; a fault of any kind becomes part of the outcome.

    The executed notebook is written to ``job.output`` in one stroke, and only if it ran to its end;
    of a failed run the notebook stands beside it as ``….failed.ipynb`` for developers. No value of
    a secret is in either, nor in the outcome.

    Parameters
    ----------
    secrets
        What the notebook may reveal; by default what the environment holds of ``job.secrets``.
    use
        Called with the executed notebook when it is written, to spare others its reading.
    """
    keyring = gather_secrets(job.secrets, job.client) if secrets is None else secrets
    values = tuple(keyring.values.values())
    with lend_secrets(keyring, to_children=job.engine != ENGINE):
        outcome = _run(job, values, use)
    faults = tuple(hide_in_fault(one, values) for one in outcome.faults)
    return replace(outcome, faults=faults, traceback=hide_secrets(outcome.traceback, values))


def _run(job: Job, values: tuple[str, ...], use: Use | None) -> Outcome:
    logging.getLogger("papermill").setLevel(logging.ERROR)
    template = job.template.read_bytes()
    memory = _Memory(template)
    papermill_io.register(memory.scheme, memory)
    failed = job.output.with_name(f"{job.output.stem}.failed.ipynb")
    try:
        papermill.execute_notebook(
            memory.name,
            memory.name,
            parameters=dict(job.parameters),
            engine_name=job.engine if job.engine == ENGINE else None,
            kernel_name="python3",
            language="python",
            progress_bar=False,
            request_save_on_cell_execute=False,
            cwd=job.folder,
            **({} if job.engine == ENGINE else _STOCK),
        )
        notebook = nbformat.reads(memory.text, as_version=4)
        _refuse_early_end(notebook)
    except PapermillExecutionError as error:
        broken = hide_in_notebook(nbformat.reads(memory.text, as_version=4), values)
        _shorten_errors(broken)
        write_atomically(failed, nbformat.writes(broken) + "\n")
        return Outcome(
            job.client,
            job.notebook,
            (_fault_of(error, job, values),),
            traceback=_shorten_blotted("\n".join(error.traceback or ()), values, LONGEST_TRACEBACK),
        )
    if left := find_left():
        return Outcome(job.client, job.notebook, (programs_left(job.notebook, left),))
    sources = find_sources(notebook)
    if not are_sources(sources):
        return Outcome(job.client, job.notebook, (_other_version(job),))
    failed.unlink(missing_ok=True)
    settle(notebook, job)
    hide_in_notebook(notebook, values)
    write_atomically(job.output, nbformat.writes(notebook) + "\n")
    if use:
        use(notebook)
    ran = hashlib.sha256(template).hexdigest()
    return Outcome(job.client, job.notebook, sources=sources, template=ran)


def are_sources(found: Mapping[str, Any]) -> bool:
    """Say whether this is what a chapter tells of its sources, or nothing: code of any kind may."""
    try:
        return not found or bool(bundle.Sources.model_validate(found))
    except ValueError:
        return False


def _other_version(job: Job) -> Fault:
    return Fault(
        "An output of this chapter was made by another version of Koers.",
        file=job.notebook,
        got=bundle.SOURCES,
        remedy="Build this chapter again: koers build SLUG --force",
    )


def hide_in_notebook(
    notebook: nbformat.NotebookNode, values: tuple[str, ...]
) -> nbformat.NotebookNode:
    """Blot secrets out of everything that a notebook says and shows."""
    for cell in notebook.cells if values else ():
        cell.source = hide_secrets(cell.source, values)
        for output in cell.get("outputs", ()):
            shown = {name: one for name, one in output.items() if name != "output_type"}
            output.update(nbformat.from_dict(hide_in(shown, values)))
    return notebook


ENDED_ITSELF = "The notebook ended itself before its last cell."
_OWN_ERRORS = ("InputError", "UsageError", "RunError", "ToolkitError")


def _refuse_early_end(notebook: nbformat.NotebookNode) -> None:
    # Papermill takes sys.exit() for a good end; a report of half the cells is none.
    for number, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", ()):
            if output.output_type == "error":
                raise PapermillExecutionError(
                    cell_index=number,
                    exec_count=cell.execution_count,
                    source=cell.source,
                    ename=output.ename,
                    evalue=ENDED_ITSELF,
                    traceback=output.traceback,
                )


def _fault_of(error: PapermillExecutionError, job: Job, values: tuple[str, ...]) -> Fault:
    told = _shorten_blotted(error.evalue, values, LONGEST_ERROR)
    if error.ename in _OWN_ERRORS:
        return Fault(told, file=job.notebook)
    if error.ename == "MemoryError":
        return too_much_memory(job.notebook)
    if error.ename == "SystemExit":
        # What it says is a number, which tells nobody anything.
        told = ENDED_ITSELF
    kind = getattr(builtins, error.ename, None)
    if isinstance(kind, type) and issubclass(kind, OSError):
        return no_access(job.notebook, told)
    place = fill("{error}, in cell {n}", error=error.ename, n=error.exec_count)
    return Fault(_as_sentence(told or error.ename), file=job.notebook, got=place)


def _as_sentence(text: str) -> str:
    """Give what a library says the end that a sentence has: more stands behind it."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _shorten_blotted(text: str, values: tuple[str, ...], most: int) -> str:
    # Of a secret that the cut goes through nobody would know the rest.
    return shorten(hide_secrets(text, values), most)


def shorten(text: str, most: int) -> str:
    """Leave out the middle of a text that is longer than anybody reads."""
    return text if len(text) <= most else f"{text[: most // 2]} … {text[-most // 2 :]}"


def _shorten_errors(notebook: nbformat.NotebookNode) -> None:
    for output in _outputs(notebook):
        if output.output_type == "error":
            output.evalue = shorten(output.evalue, LONGEST_ERROR)
            output.traceback = [shorten("\n".join(output.traceback), LONGEST_TRACEBACK)]


def settle(notebook: nbformat.NotebookNode, job: Job) -> None:
    """Take out of an executed notebook what differs from run to run: times, paths, random ids."""
    notebook.metadata.pop("papermill", None)
    notebook.metadata.pop("widgets", None)
    notebook.metadata["language_info"] = {"name": "python"}
    notebook.metadata["koers"] = {"client": job.client, "notebook": job.notebook}
    for number, cell in enumerate(notebook.cells):
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        cell["id"] = hashlib.sha256(f"{job.notebook}/{number}".encode()).hexdigest()[:12]


def find_sources(notebook: nbformat.NotebookNode) -> dict[str, Any]:
    """Give the notebook's sources bundle as plain data; the last one, which holds all."""
    found: dict[str, Any] = {}
    for output in _outputs(notebook):
        found = output.get("data", {}).get(bundle.SOURCES, found)
    plain: dict[str, Any] = json.loads(json.dumps(found))
    return plain


def _outputs(notebook: nbformat.NotebookNode) -> Iterator[nbformat.NotebookNode]:
    for cell in notebook.cells:
        yield from cell.get("outputs", ())
