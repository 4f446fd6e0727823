"""Where a task's process comes from: forked from a warm parent, or started ahead and used once.

Both start a process for a numbered task, give those that ended, and end one that is told to. Which
of the two is used makes no difference to a task, only to how soon it starts.
"""

from __future__ import annotations

import os
import sys
import threading
from typing import IO, Protocol

from toolkit.batch.ahead import StartedAhead
from toolkit.batch.forked import ForkedProcesses
from toolkit.batch.launch import search_path
from toolkit.batch.tasks import Ended, Limits, Preparation, Task
from toolkit.errors import RunError


class Processes(Protocol):
    """Starts processes for tasks."""

    def start(self, number: int, task: Task, limits: Limits) -> None:
        """Start a process for a task."""

    def wait(self, seconds: float) -> list[Ended]:
        """Wait until a process has ended, but no longer than that."""

    def kill(self, number: int) -> None:
        """End a task's process, and all that it has started; it then counts as ended."""

    def process_of(self, number: int) -> int | None:
        """Give the process of a task, once it is known."""

    def printed(self, number: int) -> IO[bytes]:
        """Give the file that holds what a task's process printed past Python."""

    def release(self) -> None:
        """End every task; what is ready for later ones may stay."""


def get_ready(preparation: Preparation) -> None:
    """Begin to make processes ready, where that takes its time; :func:`open_processes` waits."""
    if _can_fork():
        _keep_parent().ask(preparation)


def open_processes(preparation: Preparation, jobs: int) -> Processes:
    """Choose where processes come from: a fork where that is safe, else one started ahead.

    Raises
    ------
    RunError
        If they cannot be made ready.
    """
    # A parent in which threads turned up after the first tasks has ended by then.
    if not _can_fork() or (_kept.held and _kept.held[0].has_threads):
        return StartedAhead(preparation, jobs)
    parent = _keep_parent()
    try:
        threads = parent.prepare(preparation)
    except RunError:
        if not parent.was_killed:
            raise
        # That was nobody's fault who builds here; twice is no chance any more.
        parent = _keep_parent()
        threads = parent.prepare(preparation)
    if threads == 1:
        return parent
    # A fork of a process with threads may wait for ever for a lock that one of them held.
    parent.close()
    return StartedAhead(preparation, jobs)


def _can_fork() -> bool:
    return sys.platform == "linux" and hasattr(os, "pidfd_open")


_Caller = tuple[int, tuple[str, ...]]


class _Kept(threading.local):
    """The warm parent of a thread: one that others speak to as well would mix up their tasks."""

    held: tuple[ForkedProcesses, _Caller] | None = None


_kept = _Kept()


def _keep_parent() -> ForkedProcesses:
    now: _Caller = (os.getpid(), search_path())
    held = _kept.held
    if held and held[1] == now and held[0].alive:
        return held[0]
    if held and held[1][0] == os.getpid():
        held[0].close()
    _kept.held = (ForkedProcesses(), now)
    return _kept.held[0]
