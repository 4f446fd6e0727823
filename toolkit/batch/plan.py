"""What must run, and why: a job is due if something that it depends on is not what it was."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from toolkit.batch.digests import Digests
from toolkit.batch.jobs import Job, hash_data, hash_file
from toolkit.batch.manifest import Entry, Inputs

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
        if known.parameters.get(name, _NOT_GIVEN) != given.get(name, _NOT_GIVEN)
    ]
    for name, digest in known.files.items():
        path = f"{job.client_folder}{os.sep}{name}"
        found = digests.of(path)
        if found != digest:
            there = found is not None or os.path.exists(path)  # noqa: PTH110 - one of thousands
            reasons.append(f"{name} changed" if there else f"{name} is gone")
    for name, entries in known.folders.items():
        now = digests.names(f"{job.client_folder}{os.sep}{name}")
        reasons += [f"{name}/{one} is new" for one in sorted(now - set(entries))]
        # Of a file that was read it was said already.
        gone = set(entries) - now
        gone = gone and gone - {Path(file).name for file in known.files}
        reasons += [f"{name}/{one} is gone" for one in sorted(gone)]
    if not os.path.isfile(job.output):  # noqa: PTH113 - one of thousands
        reasons.append("the executed notebook is gone")
    return tuple(reasons)


def record_inputs(job: Job, sources: Mapping[str, Any], toolkit: str) -> Inputs:
    """Write down what a job depended on, from its sources bundle."""
    return Inputs(
        template=hash_file(job.template),
        toolkit=toolkit,
        parameters=dict(job.parameters),
        files={file["path"]: file["sha256"] for file in sources.get("files", ())},
        folders={one["path"]: tuple(one["entries"]) for one in sources.get("folders", ())},
    )


@cache
def hash_toolkit(folder: Path) -> str:
    """SHA-256 over the toolkit's code and catalogues."""
    files = sorted([*folder.rglob("*.py"), *folder.rglob("*.po")])
    return hash_data({path.relative_to(folder).as_posix(): hash_file(path) for path in files})


def hash_folder(folder: Path, digests: Digests | None = None) -> str:
    """SHA-256 over all files of a folder, such as the report template."""
    digests = digests or Digests(folder)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return hash_data({path.relative_to(folder).as_posix(): digests.of(path) for path in files})
