"""What travels between a build and a worker elsewhere: one client's little workspace as a zip file.

It holds what the client's build reads and nothing of another client. Order and dates in it tell
nothing, so that the same files give the same bytes.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import NamedTuple

from toolkit.batch.digests import HIDDEN
from toolkit.errors import Fault, RunError
from toolkit.workspace import MARKER

# What all clients of a workspace share, as far as a report reads it.
SHARED = (MARKER, "brand.yaml", "notebooks", "templates")
# Files that somebody took out of a folder; nothing reads them.
_PUT_ASIDE = "removed"
# Bytes that a parcel may grow to when it is unpacked.
_MOST = 4_000_000_000
_DATE = (1980, 1, 1, 0, 0, 0)


class Found(NamedTuple):
    """Files below a folder, and links among them that lead out of it, which do not count."""

    files: tuple[Path, ...]
    links: tuple[Path, ...] = ()


def find_files(folder: Path) -> Found:
    """Find the files of a client that may be sent: none that is hidden, put aside or elsewhere."""
    found = (one for one in _walk(folder) if _PUT_ASIDE not in one.relative_to(folder).parts)
    return _part(found, [folder])


def find_shared(workspace: Path) -> Found:
    """Find the files that all clients share, as far as they may be sent.

    A folder of them may itself be a link, and one may lead into another; what lies in none of them
    is another client's, or nobody's whom a worker need know.
    """
    places = [workspace / name for name in SHARED]
    found = (file for place in places for file in _walk(place))
    return _part(found, places, workspace / "clients")


def pack_client(workspace: Path, slug: str) -> bytes:
    """Pack the workspace as one client's build reads it.

    Raises
    ------
    OSError
        If a file cannot be read.
    """
    own = workspace / "clients" / slug
    files = (*find_shared(workspace).files, *find_files(own).files)
    return pack({path.relative_to(workspace).as_posix(): path.read_bytes() for path in files})


def pack(files: Mapping[str, bytes]) -> bytes:
    """Pack files by their names, with ``/``."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as parcel:
        for name in sorted(files):
            member = zipfile.ZipInfo(name, _DATE)
            parcel.writestr(member, files[name], zipfile.ZIP_DEFLATED, compresslevel=1)
    return held.getvalue()


def unpack(content: bytes) -> dict[str, bytes]:
    """Give the files of a parcel by their names.

    Raises
    ------
    RunError
        If it is no parcel, or has a name that leads out of the folder that it is meant for.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parcel:
            members = parcel.infolist()
            wrong = [one.filename for one in members if leads_out(one.filename)]
            if wrong:
                raise RunError(Fault("A parcel has a file that leads out of it.", got=wrong[0]))
            if sum(one.file_size for one in members) > _MOST:
                raise RunError(Fault("A parcel is larger than any report."))
            return {one.filename: parcel.read(one) for one in members}
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise RunError(Fault("A parcel arrived damaged.", got=str(error))) from error


def leads_out(name: str) -> bool:
    """Whether a name may lead out of the folder that it is meant for, on any system."""
    ways = (PurePosixPath(name), PureWindowsPath(name))
    return not name or any(way.anchor or ".." in way.parts for way in ways)


def is_clean(name: str) -> bool:
    """Whether a name is one that a build could have given a file, on any system.

    It is written in one way only, leads nowhere else, and has nothing in it that a screen obeys.
    """
    ways = (PurePosixPath(name), PureWindowsPath(name))
    return (
        not leads_out(name)
        and all(way.as_posix() == name for way in ways)
        and not any(unicodedata.category(letter) in ("Cc", "Cs") for letter in name)
    )


def _part(found: Iterable[Path], places: Iterable[Path], closed: Path | None = None) -> Found:
    """Part files that lie below one of these places from those that only a link leads to.

    What lies below `closed` never counts, nor does a place that leads there or above it.
    """
    barred = closed and closed.resolve()
    roots = [place.resolve() for place in places]
    roots = [root for root in roots if not (barred and barred.is_relative_to(root))]
    files: list[Path] = []
    links: list[Path] = []
    for one in found:
        real = one.resolve()
        inside = any(real.is_relative_to(root) for root in roots)
        inside = inside and not (barred and real.is_relative_to(barred))
        (files if inside else links).append(one)
    return Found(tuple(files), tuple(links))


def _walk(path: Path, above: frozenset[Path] = frozenset()) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir() and (real := path.resolve()) not in above:
        # A link to a folder above itself would never end.
        for one in sorted(path.iterdir()):
            if not one.name.startswith(HIDDEN):
                yield from _walk(one, above | {real})
