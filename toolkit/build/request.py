"""What is asked of a build, what it would do, and what it did."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from toolkit.batch.jobs import Job, chapter_of
from toolkit.batch.manifest import Manifest
from toolkit.errors import Fault, RunError, UsageError

# Called with the name of a task that ended, the number of tasks that are done, and of all.
Watch = Callable[[str, int, int], None]
FORMATS = ("html",)
ENGINES = ("koers", "papermill")


class Written(str):
    """A value as somebody typed it, which its parameter's type says how to read."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """One chapter of one client: the job, and why it must run (empty: it need not).

    ``asked`` is false for a chapter that the request leaves out.
    """

    job: Job
    reasons: tuple[str, ...]
    asked: bool = True


@dataclass(frozen=True, slots=True)
class ClientPlan:
    """What a build would do for a client; `faults` say why nothing can be done.

    ``pages`` is the hash of the report template, ``stale_pages`` says that it, or a file that was
    made, is not what it was. ``manifest`` is what earlier builds made. ``retain_until`` is the last
    day on which the client's data may be kept, in ISO 8601; empty where nobody said.
    """

    slug: str
    name: str
    language: str
    chapters: tuple[Planned, ...] = ()
    stale_pages: bool = False
    faults: tuple[Fault, ...] = ()
    pages: str = ""
    manifest: Manifest = field(default_factory=lambda: Manifest(client=""))
    retain_until: str = ""

    @property
    def idle(self) -> bool:
        """Whether a build would leave this client as it is."""
        return not (self.faults or self.due or self.stale_pages)

    @property
    def due(self) -> tuple[Planned, ...]:
        """The chapters that must run."""
        return tuple(chapter for chapter in self.chapters if chapter.reasons)


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a build.

    Parameters
    ----------
    workspace
        The folder; one that is given relative to the current folder is looked up here, once.
    slugs
        Clients, all of them if empty.
    notebooks
        Stems with or without their number, all of them if empty.
    as_of
        Date to report on (``2026-10-31``), empty for each client's own.
    jobs
        Processes side by side, by default one for each core.
    timeout
        Seconds that one notebook may take.
    memory
        Megabytes that one notebook may take, with all that it starts.
    force
        Run also what is up to date.
    parameters
        Values for parameters of the notebooks, by name or, for one chapter, by ``chapter.name``;
        each of its parameter's type, or :class:`Written`. They go before those of ``client.yaml``.
    cluster
        Address of a Dask scheduler whose workers make the reports, such as ``tls://host:8786``;
        empty for this machine.
    """

    workspace: Path
    slugs: tuple[str, ...] = ()
    notebooks: tuple[str, ...] = ()
    formats: tuple[str, ...] = FORMATS
    as_of: str = ""
    jobs: int = 0
    timeout: float = 600
    memory: int = 2000
    force: bool = False
    engine: str = "koers"
    parameters: Mapping[str, Any] = field(default_factory=dict)
    cluster: str = ""

    def __post_init__(self) -> None:
        """Take one name for a list of one, and fix the workspace: later the folder may be another.

        Raises
        ------
        UsageError
            If a number makes no sense.
        """
        object.__setattr__(self, "workspace", Path(self.workspace).resolve())
        for name in ("slugs", "notebooks", "formats"):
            given = getattr(self, name)
            object.__setattr__(self, name, (given,) if isinstance(given, str) else tuple(given))
        for name in ("jobs", "timeout", "memory"):
            if getattr(self, name) < 0:
                got = str(getattr(self, name))
                raise UsageError(Fault("This cannot be below zero.", column=name, got=got))

    def asks_for(self, stem: str) -> bool:
        """Say whether a notebook is among those that are asked for."""
        return not self.notebooks or bool({stem, chapter_of(stem)} & {*self.notebooks})


@dataclass(frozen=True, slots=True)
class ClientResult:
    """What a build did for a client: chapters that ran, faults, and where the report lies.

    ``aside`` names files, below ``reports/``, that another program had open: their new version
    stands beside them, and takes their place at the next build.
    """

    slug: str
    name: str
    ran: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    report: str = ""
    aside: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """True if nothing went wrong."""
        return not self.faults


class NoPageError(RunError):
    """The page of all clients could not be written; ``results`` is what was done for each."""

    def __init__(
        self, faults: Iterable[Fault] | Fault | str, results: tuple[ClientResult, ...] = ()
    ) -> None:
        super().__init__(faults)
        self.results = results
