"""Writing a deliverable so that nobody ever meets half of it, and moving a file over no other.

What is written goes into a temporary file beside its destination, which then takes the old one's
place in one step. Windows refuses that step while Office has the old file open; the new version
then stays beside it under a name that says so. A hidden file notes what we put there: a file that
has such a name for a reason of its own is its owner's.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import psutil

from toolkit.errors import Fault, InputError, make_whole

# What is being written, until it takes its place: hidden, and told apart by the process's number.
_PART = ".part"
_ASIDE = " (new)"
# Notes the hash of what stands aside, as ".name (new).ext.aside".
_NOTE = ".aside"
# A virus scanner or a synced folder holds a file for a moment only.
_TRIES, _PAUSE = 3, 0.1
_HOUR = 3600


def write_atomically(path: Path, content: str | bytes) -> Path:
    """Write `content` to `path`, whole or not at all.

    Parameters
    ----------
    path
        Destination; its folder is made when it is not there yet.
    content
        Text is written as UTF-8, its line ends as they are, on every system; where it holds half a
        character, a mark stands in its place.

    Returns
    -------
    Path
        Where the content stands now: `path`, or ``name (new).ext`` beside it when another program
        holds `path` open.
    """
    data = make_whole(content).encode() if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(_PART, f".{path.name}.{os.getpid()}-", path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp lets only the owner read; a report is read by whoever may enter its folder.
        temporary.chmod(0o644)
        return _take_the_place_of(path, temporary)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_if_other(path: Path, content: str) -> Path:
    """Write like :func:`write_atomically`, unless `path` holds `content` already.

    Waiting for the disk takes longer than reading, which counts where there are many files.
    """
    with suppress(OSError):
        there = path.read_bytes() == content.encode("utf-8")
        if there and not _note_of(_aside_of(path)).exists():
            return path
    return write_atomically(path, content)


def is_left(name: str) -> bool:
    """Say whether a name is that of something half written, or notes what stands aside."""
    return name.endswith((_PART, _NOTE))


def sweep(folders: Iterable[Path], *, below: bool = True) -> None:
    """Remove from folders (and those `below`) what a process that was killed left half written.

    What a process that lives is writing stays, unless it has been at it for an hour: then its
    number has been given to another.
    """
    for folder in folders:
        found = folder.rglob(f".*{_PART}") if below else folder.glob(f".*{_PART}")
        for path in found:
            number = path.name.removesuffix(_PART).rpartition(".")[2].partition("-")[0]
            with suppress(OSError):
                old = time.time() - path.stat().st_mtime > _HOUR
                if old or not (number.isdigit() and psutil.pid_exists(int(number))):
                    path.unlink()


def settle_aside(folder: Path) -> None:
    """Let versions that had to stand aside take their place, where nobody holds it any more."""
    for note in folder.rglob(f".*{_NOTE}"):
        beside = note.with_name(note.name.removeprefix(".").removesuffix(_NOTE))
        with suppress(OSError):
            if _is_ours(beside):
                stem = beside.stem.removesuffix(_ASIDE)
                beside.replace(beside.with_name(f"{stem}{beside.suffix}"))
            note.unlink()


def leads_nowhere(path: Path | str) -> bool:
    """Say whether a path is a link to nothing: to what went, or lies on a drive that is off."""
    return os.path.islink(path) and not os.path.exists(path)  # noqa: PTH110, PTH114 - one of thousands


def refuse_dead_link(folder: Path, name: str) -> None:
    """Fail where a path below a folder, or a folder on the way to it, is a link to nothing.

    Such a link is no absence: what somebody wanted to be read cannot be.

    Raises
    ------
    InputError
        With the name of the link.
    """
    for one in (*reversed(Path(name).parents), Path(name)):
        if leads_nowhere(folder / one):
            raise InputError(
                Fault(
                    "This is a link that leads nowhere.",
                    file=one.as_posix(),
                    remedy="Put the files themselves here, or take the link away. If they are on a "
                    "drive that is off, connect it.",
                )
            )


def move_over_nothing(source: Path, target: Path) -> None:
    """Move a file to where nothing is, whole or not at all.

    Raises
    ------
    FileExistsError
        If something is there; both then stay as they were.
    OSError
        If it cannot be moved; it then stays where it was.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        # Of all that moves a file, only a link refuses to take another's place on every system.
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        # Another disk, or one without links, such as a stick.
        _copy_over_nothing(source, target)
    try:
        source.unlink()
    except OSError:
        target.unlink()
        raise


def _copy_over_nothing(source: Path, target: Path) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.stem}-")
    os.close(handle)
    temporary = Path(name)
    try:
        shutil.copy2(source, temporary)
        if target.exists():
            raise FileExistsError(target)
        temporary.rename(target)
    finally:
        temporary.unlink(missing_ok=True)


def _aside_of(path: Path) -> Path:
    return path.with_name(f"{path.stem}{_ASIDE}{path.suffix}")


def _take_the_place_of(path: Path, temporary: Path) -> Path:
    beside = _aside_of(path)
    for number in range(_TRIES):
        try:
            temporary.replace(path)
        except PermissionError:
            if number < _TRIES - 1:
                time.sleep(_PAUSE)
        else:
            # An earlier version that had to stand aside is older than what is here now.
            _forget_aside(beside)
            return path
    digest = hashlib.sha256(temporary.read_bytes()).hexdigest()
    if beside.exists() and not _is_ours(beside):
        # It is somebody's own, who may not lose it.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    # Before the version itself: of one that nobody noted, nothing would become.
    _note_of(beside).write_text(digest, encoding="utf-8")
    temporary.replace(beside)
    return beside


def _note_of(beside: Path) -> Path:
    return beside.with_name(f".{beside.name}{_NOTE}")


def _is_ours(beside: Path) -> bool:
    """Say whether we put a file aside and nobody changed it since."""
    try:
        noted = _note_of(beside).read_text(encoding="utf-8")
        return hashlib.sha256(beside.read_bytes()).hexdigest() == noted
    except (OSError, ValueError):
        return False


def _forget_aside(beside: Path) -> None:
    if not _note_of(beside).exists():
        return
    if _is_ours(beside):
        beside.unlink()
    _note_of(beside).unlink()
