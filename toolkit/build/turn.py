"""One build at a time in a workspace: the second waits, and says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from toolkit.build.request import Watch
from toolkit.errors import Fault, RunError
from toolkit.files import is_left, settle_aside, sweep
from toolkit.workspace import CACHE, CLIENTS, find_slugs

WAITING = "waiting for another build of this workspace"


@contextmanager
def take_turn(workspace: Path, watch: Watch) -> Iterator[None]:
    """Wait until no other build of the workspace is at work, and keep others waiting meanwhile.

    The lock ends with the process that holds it, however that ends.

    Raises
    ------
    RunError
        If nothing can be written to the workspace's ``.koers``.
    """
    folder = workspace / CACHE / "locks"
    # Several people may build in a shared folder: the lock holds nothing, and is anybody's.
    lock = FileLock(folder / "build.lock", mode=0o666)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            watch(WAITING, 0, 0)
            lock.acquire()
    except OSError as error:
        raise RunError(_no_turn(error)) from error
    try:
        yield
    finally:
        lock.release()


def _no_turn(error: OSError) -> Fault:
    return Fault(
        "No build can start in this workspace: its lock cannot be opened.",
        file=f"{CACHE}/locks/build.lock",
        got=error.strerror or type(error).__name__,
        remedy="Look at the folder's permissions and at free space. Where several people build in "
        "it, each must be allowed to write to it.",
    )


def clear_leftovers(workspace: Path, slugs: Iterable[str]) -> None:
    """Clear away what a killed build left half written; what had to stand aside takes its place.

    Parameters
    ----------
    slugs
        Clients that are about to be built; of the others, only what lies among their reports is
        looked at, since there may be a thousand.
    """
    sweep([workspace / CACHE])
    sweep([workspace / CLIENTS], below=False)
    built = {*slugs}
    for slug in find_slugs(workspace / CLIENTS):
        reports = workspace / CLIENTS / slug / "reports"
        if slug in built or any(map(is_left, _names(reports))):
            sweep([reports])
            settle_aside(reports)


def _names(folder: Path) -> Iterator[str]:
    return (one.name for one in (folder.iterdir() if folder.is_dir() else ()))
