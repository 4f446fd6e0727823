"""A job: one notebook, for one client, with its parameters; and what became of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from toolkit.errors import Fault


@dataclass(frozen=True, slots=True)
class Job:
    """One notebook to run.

    Parameters
    ----------
    client
        Slug of the client.
    notebook
        Stem of the template, such as ``03_channel_benchmark``.
    template
        The notebook to run, in the report's language already.
    output
        Where the executed notebook goes.
    parameters
        Values for the cell tagged ``parameters``.
    folder
        Current folder of the run.
    client_folder
        Folder that the notebook's sources are relative to.
    engine
        Name of a papermill engine.
    secrets
        Names of the secrets that the notebook may reveal; a job never holds their values.
    """

    client: str
    notebook: str
    template: Path
    output: Path
    parameters: Mapping[str, Any]
    folder: Path
    client_folder: Path
    engine: str = "koers"
    secrets: tuple[str, ...] = ()

    @property
    def chapter(self) -> str:
        """The stem without its number: ``channel_benchmark``."""
        return chapter_of(self.notebook)

    @property
    def key(self) -> str:
        """Name of the job in logs: ``client/chapter``."""
        return f"{self.client}/{self.chapter}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job.

    ``sources`` is the sources bundle that the notebook showed (as plain data), ``template`` the
    hash of the notebook that ran, ``traceback`` is for developers only.
    """

    client: str
    notebook: str
    faults: tuple[Fault, ...] = ()
    sources: Mapping[str, Any] = field(default_factory=dict)
    traceback: str = ""
    template: str = ""

    @property
    def ok(self) -> bool:
        """True if the notebook ran to its end."""
        return not self.faults


def chapter_of(notebook: str) -> str:
    """Take the number off a notebook's stem."""
    number, _, rest = notebook.partition("_")
    return rest if number.isdigit() else notebook


def hash_file(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def hash_data(data: object) -> str:
    """SHA-256 of plain data in canonical JSON."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    # A name of a file that is not UTF-8 has a hash as well.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
