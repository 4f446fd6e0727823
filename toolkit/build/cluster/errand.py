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
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from toolkit.batch.jobs import hash_data, hash_file
from toolkit.batch.manifest import Entry, Manifest
from toolkit.batch.plan import hash_folder
from toolkit.build import build
from toolkit.build.cluster.parcel import is_clean, pack, unpack
from toolkit.build.failures import PLAN, failure_path
from toolkit.build.planning import hash_code
from toolkit.build.request import ClientResult, Request
from toolkit.errors import Fault, RunError, ToolkitError
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
_FAULTS = TypeAdapter(tuple[Fault, ...])
# What comes back beside files: the result, and which files are gone; or why nothing was done.
RESULT, GONE, FAULTS = "result.json", "gone.txt", "faults.json"
# Folders below a client's reports; all else lies beside the manifest.
_FOLDERS = ("notebooks", "data")
MANIFEST = "manifest.json"
_NO_MANIFEST = b'{"client": ""}'
# Letters that are kept of what an error says of itself.
_MOST_SAID = 2000
_STEPS = ("check", "deliver", PLAN)

Equipment = Mapping[str, str]


class NotDoneError(RunError):
    """A worker did nothing for a client; another, or the same one later, may still do it."""


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


def pack_faults(error: Exception) -> bytes:
    """Pack why a worker could do nothing, as data.

    Dask would carry the exception itself, which may be of a kind that cannot be read here.
    """
    return pack({FAULTS: _FAULTS.dump_json(tell(error))})


def tell(error: BaseException) -> tuple[Fault, ...]:
    """Tell of anything that went wrong on a worker, or on the way to it."""
    if isinstance(error, ToolkitError):
        return error.faults
    try:
        said = str(error)
    except Exception:  # noqa: BLE001 - what it says of itself may be as broken
        said = ""
    return (
        Fault(
            "Something went wrong on the cluster that Koers did not foresee.",
            got=f"{type(error).__name__}: {said[:_MOST_SAID]}",
            remedy="Look at what its worker says; or build this client without --cluster.",
        ),
    )


def read_brought(content: bytes, slug: str, chapters: Collection[str]) -> Brought:
    """Read what an errand for a client brought back; nothing in it is run.

    Parameters
    ----------
    chapters
        All that the client has.

    Raises
    ------
    NotDoneError
        If the worker says that it did nothing, and why.
    RunError
        If it is damaged, or has anything that is no report of this client.
    """
    files = unpack(content)
    reports = f"clients/{slug}/reports/"
    try:
        if FAULTS in files:
            raise NotDoneError(_FAULTS.validate_json(files[FAULTS]) or "A worker did nothing.")
        result = _RESULT.validate_json(files.pop(RESULT))
        gone = tuple(files.pop(GONE).decode().splitlines())
        manifest = Manifest.model_validate_json(files.get(reports + MANIFEST, _NO_MANIFEST))
    except (KeyError, ValueError) as error:
        raise RunError(Fault("A parcel arrived damaged.", got=repr(str(error)[:200]))) from error
    strange = [
        *([] if result.slug == slug else [result.slug]),
        *(name for name in (*result.ran, *result.skipped) if name not in chapters),
        *_find_strange((*files, *gone), slug, chapters),
        *_find_strange([result.report] if result.report else [], slug),
        *_find_strange_in(manifest, slug),
    ]
    if strange:
        what = "A parcel has files that are no reports of this client."
        raise RunError(Fault(what, got=repr(strange[0])))
    return Brought(result, files, gone)


def _find_strange(names: Iterable[str], slug: str, chapters: Collection[str] = ()) -> Iterator[str]:
    """Find names that are none of a client's reports, nor why one of these chapters failed."""
    reports, failures = f"clients/{slug}/reports/", f"{CACHE}/failures/{slug}/"
    told = {f"{failures}{step}.txt" for step in (*_STEPS, *chapters)} if chapters else ()
    for name in names:
        folder, below, _ = name.removeprefix(reports).partition("/")
        in_place = name.startswith(reports) and (not below or folder in _FOLDERS)
        if not is_clean(name) or not (in_place or name in told):
            yield name


def _find_strange_in(manifest: Manifest, slug: str) -> Iterator[str]:
    """Find names in a manifest that no build writes there, and that a later one would act upon."""
    made: list[Manifest | Entry] = [manifest, *manifest.notebooks.values()]
    names = (name for one in made for name in (*one.outputs, *one.sizes))
    yield from _find_strange((f"clients/{slug}/reports/{name}" for name in names), slug)
    yield from (name for name in manifest.notebooks if "/" in name or not is_clean(name))
    read = [one.inputs for one in manifest.notebooks.values() if one.inputs]
    # Of what a client keeps in its folder, names may be odd; this no system takes.
    yield from (name for one in read for name in (*one.files, *one.folders) if "\0" in name)


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
