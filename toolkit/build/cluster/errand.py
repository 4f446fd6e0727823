"""One client's build on a worker elsewhere: unpack, build as anywhere, and pack what changed.

Nothing of it stays: the folder goes when the errand is done. Templates lie at the same path for
all clients that share them, since the process that reports start from keeps what it read there.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from toolkit.batch.jobs import hash_data, hash_file
from toolkit.batch.plan import hash_folder
from toolkit.build import build
from toolkit.build.cluster.parcel import leads_out, pack, unpack
from toolkit.build.failures import failure_path
from toolkit.build.planning import hash_code
from toolkit.build.request import ClientResult, Request
from toolkit.errors import Fault, RunError
from toolkit.workspace import CACHE, package_resources

# Beside Koers itself, what decides the bytes of a report, and what the two sides speak with.
_LIBRARIES = (
    "babel", "dask", "distributed", "ipython", "jinja2", "markdown-it-py", "matplotlib",
    "nbconvert", "nbformat", "nh3", "numpy", "openpyxl", "pandas", "papermill", "pydantic",
    "scipy", "seaborn",
)  # fmt: skip
# Each side says these of itself.
_OWN = ("workspace", "slugs", "jobs", "cluster")
_RESULT = TypeAdapter(ClientResult)
# What comes back beside files: the result, and which files are gone.
RESULT, GONE = "result.json", "gone.txt"

Equipment = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Errand:
    """One client to build elsewhere: its parcel, what was asked, and with what it must be made."""

    slug: str
    parcel: bytes = field(repr=False)
    options: Mapping[str, Any] = field(repr=False)
    equipment: Equipment = field(repr=False)


@dataclass(frozen=True, slots=True)
class Brought:
    """What an errand brings back: new or changed files by their names in the workspace."""

    result: ClientResult
    files: Mapping[str, bytes]
    gone: tuple[str, ...] = ()


def options_of(request: Request) -> dict[str, Any]:
    """Give what a request asks of whoever builds, wherever that is."""
    named = (one.name for one in fields(request))
    return {name: getattr(request, name) for name in named if name not in _OWN}


@cache
def describe_equipment() -> Equipment:
    """Say what reports are made with here: Koers, Python and the libraries, by name."""
    brought = [package_resources() / name for name in ("notebooks", "templates")]
    own = {"koers": hash_data([hash_code(), *map(hash_folder, brought)])}
    own["python"] = ".".join(platform.python_version_tuple()[:2])
    return own | {name: _version_of(name) for name in _LIBRARIES}


def find_differences(theirs: Equipment) -> tuple[str, ...]:
    """Name what is not the same elsewhere as here."""
    ours = describe_equipment()
    names = sorted(name for name in ours if theirs.get(name) != ours[name])
    return tuple(
        "Koers" if name == "koers" else f"{name} ({theirs.get(name)} there, {ours[name]} here)"
        for name in names
    )


def carry_out(errand: Errand, scratch: Path) -> bytes:
    """Build a client in a folder below `scratch`, and pack what there is to bring back.

    Raises
    ------
    ToolkitError
        If the worker cannot build anything; what is wrong with the client is in the result.
    """
    if differences := find_differences(errand.equipment):
        raise RunError(
            Fault(
                "A worker has another Koers than this machine, or other libraries.",
                got=", ".join(differences),
                remedy="Install the same on all of them, and build again.",
            )
        )
    with _lay_out(unpack(errand.parcel), scratch) as workspace:
        kept = workspace / "clients" / errand.slug / "reports"
        before = _hashes(kept)
        (result,) = build(Request(workspace, slugs=(errand.slug,), jobs=1, **errand.options))
        after = _hashes(kept)
        changed = [path for path in after if after[path] != before.get(path)]
        failures = [*failure_path(workspace, f"{errand.slug}/check").parent.glob("*.txt")]
        files = {_name(path, workspace): path.read_bytes() for path in (*changed, *failures)}
        gone = sorted(_name(path, workspace) for path in before.keys() - after.keys())
    files |= {RESULT: _RESULT.dump_json(result), GONE: "\n".join(gone).encode()}
    return pack(files)


def read_brought(content: bytes, slug: str) -> Brought:
    """Read what an errand for a client brought back; nothing in it is run.

    Raises
    ------
    RunError
        If it is damaged, or has files that are no reports of this client.
    """
    files = unpack(content)
    try:
        result = _RESULT.validate_json(files.pop(RESULT))
        gone = files.pop(GONE).decode()
    except (KeyError, ValueError) as error:
        raise RunError(Fault("A parcel arrived damaged.", got=str(error)[:200])) from error
    brought = Brought(result, files, tuple(gone.splitlines()))
    places = (f"clients/{slug}/reports/", f"{CACHE}/failures/{slug}/")
    strange = [name for name in (*files, *brought.gone) if not name.startswith(places)]
    strange += [name for name in brought.gone if leads_out(name)]
    if strange or result.slug != slug:
        what = "A parcel has files that are no reports of this client."
        raise RunError(Fault(what, got=strange[0] if strange else result.slug))
    return brought


@contextmanager
def _lay_out(files: Mapping[str, bytes], scratch: Path) -> Iterator[Path]:
    shared = {name: content for name, content in files.items() if not name.startswith("clients/")}
    digest = hash_data({name: hashlib.sha256(one).hexdigest() for name, one in shared.items()})
    # Two threads of a worker build in two folders.
    workspace = scratch / f"koers-{digest[:16]}-{threading.get_ident()}"
    shutil.rmtree(workspace, ignore_errors=True)
    workspace.mkdir(mode=0o700, parents=True)
    try:
        for name, content in files.items():
            path = workspace / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            # What holds the same is of the same day, and need not be read again.
            os.utime(path, (0, 0))
        yield workspace
    finally:
        shutil.rmtree(workspace, ignore_errors=True)


def _hashes(folder: Path) -> dict[Path, str]:
    return {path: hash_file(path) for path in sorted(folder.rglob("*")) if path.is_file()}


def _name(path: Path, workspace: Path) -> str:
    return path.relative_to(workspace).as_posix()


def _version_of(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "none"
