"""What must run, and why: a job is due if something that it depends on is not what it was."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from toolkit.batch.digests import HIDDEN, NOWHERE, Digests
from toolkit.batch.jobs import Job, Outcome, hash_data, hash_file
from toolkit.batch.manifest import Entry, Inputs

# What Python compiled is of one machine; what is shipped is held against a workspace by itself.
_PASSED_OVER = frozenset({"__pycache__", "shipped"})
# None is a value that a parameter can be given.
_NOT_GIVEN = object()


def find_reasons(
    job: Job, entry: Entry | None, toolkit: str, digests: Digests | None = None
) -> tuple[str, ...]:
    """Say why a job must run; an empty answer means that its report is what it would be again.

    Parameters
    ----------
    job
        The job as it would run now.
    entry
        What the manifest knows of it.
    toolkit
        What :func:`hash_toolkit` gives now.
    digests
        What files hold now; by default each is read.
    """
    digests = digests or Digests(job.client_folder)
    if entry is None or entry.inputs is None:
        return ("not built yet",) if entry is None or entry.status == "ok" else ("it failed",)
    reasons = []
    known = entry.inputs
    if entry.status == "failed":
        reasons.append("it failed")
    if known.template != digests.of(job.template):
        reasons.append("the template changed")
    if known.toolkit != toolkit:
        reasons.append("Koers itself changed")
    given = dict(job.parameters)
    reasons += [
        f"{name} is now {given[name]!r}" if name in given else f"{name} is no longer given"
        for name in sorted(known.parameters.keys() | given.keys())
        # As they are written: a notebook may show a dictionary in its order, and 1 is not 1.0.
        if repr(known.parameters.get(name, _NOT_GIVEN)) != repr(given.get(name, _NOT_GIVEN))
    ]
    for name, digest in known.files.items():
        path = f"{job.client_folder}{os.sep}{name}"
        found = digests.of(path)
        # One that was looked for and not there has an empty hash.
        if (found or "") != digest:
            reasons.append(f"{name} {_tell_change(path, digest, found)}")
    for name, entries in known.folders.items():
        now = digests.names(f"{job.client_folder}{os.sep}{name}")
        new = sorted(now - set(entries))
        reasons += [f"{name}/{one} is new" if one else f"{name} {NOWHERE}" for one in new]
        # Of a file that was read it was said already.
        gone = set(entries) - now
        gone = gone and gone - {Path(file).name for file in known.files}
        reasons += [f"{name}/{one} is gone" for one in sorted(gone)]
    size = digests.sizes(job.output.parent).get(job.output.name)
    if size is None:
        reasons.append("the executed notebook is gone")
    elif size != entry.sizes.get(f"notebooks/{job.output.name}", size):
        reasons.append("the executed notebook is not what it was")
    return tuple(reasons)


def _tell_change(path: str, before: str, now: str | None) -> str:
    if now == NOWHERE:
        return NOWHERE
    if not before:
        return "is new"
    there = now is not None or os.path.exists(path)  # noqa: PTH110 - one of thousands
    return "changed" if there else "is gone"


def record_inputs(job: Job, outcome: Outcome, toolkit: str) -> Inputs:
    """Write down what a job depended on when it ran, from its sources bundle."""
    sources = outcome.sources
    return Inputs(
        template=outcome.template,
        toolkit=toolkit,
        parameters=dict(job.parameters),
        files={file["path"]: file["sha256"] for file in sources.get("files", ())},
        folders={one["path"]: tuple(one["entries"]) for one in sources.get("folders", ())},
    )


@cache
def hash_toolkit(folder: Path) -> str:
    """SHA-256 over the toolkit: its code, its catalogues and whatever else it may read."""
    files = {path.relative_to(folder): path for path in sorted(folder.rglob("*"))}
    return hash_data(
        {
            name.as_posix(): hash_file(path)
            for name, path in files.items()
            if not _PASSED_OVER.intersection(name.parts)
            and not path.name.startswith(HIDDEN)
            and path.suffix != ".pyc"
            and path.is_file()
        }
    )


def hash_folder(folder: Path, digests: Digests | None = None) -> str:
    """SHA-256 over all files of a folder, such as the report template, also in linked folders."""
    digests = digests or Digests(folder)
    files = sorted(_find_files(folder))
    return hash_data({path.relative_to(folder).as_posix(): digests.of(path) for path in files})


def _find_files(path: Path, above: frozenset[Path] = frozenset()) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir() and (real := path.resolve()) not in above:
        # A link to a folder above itself would never end.
        for one in path.iterdir():
            yield from _find_files(one, above | {real})
