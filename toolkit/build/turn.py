"""One build at a time in a workspace: the second waits, and says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from toolkit.build.request import Watch
from toolkit.files import settle_aside, sweep
from toolkit.workspace import CACHE

WAITING = "waiting for another build of this workspace"


@contextmanager
def take_turn(workspace: Path, watch: Watch) -> Iterator[None]:
    """Wait until no other build of the workspace is at work, and keep others waiting meanwhile.

    The lock ends with the process that holds it, however that ends. What a build that was killed
    left half written is cleared away first.
    """
    folder = workspace / CACHE / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / "build.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        watch(WAITING, 0, 0)
        lock.acquire()
    try:
        reports = [path / "reports" for path in (workspace / "clients").glob("*/")]
        sweep([workspace / CACHE, *reports])
        sweep([workspace / "clients"], below=False)
        for one in reports:
            settle_aside(one)
        yield
    finally:
        lock.release()
