"""Several tasks side by side, each in a process of its own.

A task that crashes, hangs or is killed costs itself only. On Linux processes are forked from a warm
parent that has the modules imported and a single thread; elsewhere they start from nothing.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from toolkit.errors import Fault, RunError, ToolkitError


@dataclass(frozen=True, slots=True)
class Task:
    """A function to call in another process; both it and its arguments must be picklable."""

    key: str
    function: Callable[..., Any]
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """A finished task: its value, or the error that it ended with."""

    task: Task
    value: Any = None
    error: Exception | None = None


class Pool:
    """Runs tasks, `jobs` at a time; more may be added while it is being iterated over.

    Parameters
    ----------
    jobs
        Number of processes side by side.
    timeout
        Seconds that a task may take; None for no limit.
    preload
        Modules that the warm parent imports.
    """

    def __init__(
        self, jobs: int, timeout: float | None = None, preload: Sequence[str] = ()
    ) -> None:
        self._jobs = max(1, jobs)
        self._timeout = timeout
        self._waiting: deque[Task] = deque()
        self._running: dict[Connection, tuple[Task, BaseProcess, float]] = {}
        # Reports draw and count; a thread pool inside each of them only gets in the others' way.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        method = "forkserver" if sys.platform == "linux" else "spawn"
        self._context: Any = multiprocessing.get_context(method)
        if method == "forkserver":
            self._context.set_forkserver_preload(list(preload))

    def add(self, task: Task) -> None:
        """Put a task at the end of the queue."""
        self._waiting.append(task)

    def __iter__(self) -> Iterator[Done]:
        """Give tasks as they finish, until none is left."""
        try:
            while self._waiting or self._running:
                while self._waiting and len(self._running) < self._jobs:
                    self._start(self._waiting.popleft())
                yield from self._finished()
        finally:
            for _, process, _ in self._running.values():
                process.kill()
                process.join()

    def _start(self, task: Task) -> None:
        here, there = self._context.Pipe(duplex=False)
        process = self._context.Process(target=_call, args=(there, task), daemon=False)
        with _own_script_left_out():
            process.start()
        there.close()
        self._running[here] = (task, process, time.monotonic())

    def _finished(self) -> Iterator[Done]:
        ready = wait(list(self._running), timeout=0.5)
        for connection in [one for one in self._running if one in ready]:
            task, process, _ = self._running.pop(connection)
            yield self._collect(task, process, connection)
        if self._timeout is None:
            return
        for connection, (task, process, started) in list(self._running.items()):
            if time.monotonic() - started > self._timeout:
                process.kill()
                process.join()
                del self._running[connection]
                connection.close()
                fault = Fault(
                    f"It took longer than {self._timeout:g} seconds and was stopped.",
                    file=task.key,
                    remedy="Try a larger --timeout, or look for an endless loop in the notebook.",
                )
                yield Done(task, error=RunError(fault))

    def _collect(self, task: Task, process: BaseProcess, connection: Connection) -> Done:
        try:
            value, error = connection.recv()
        except EOFError:
            value, error = None, None
            silent = True
        else:
            silent = False
        connection.close()
        process.join()
        if silent:
            fault = Fault(
                "The process that made this report ended before it was done.",
                file=task.key,
                got=f"exit status {process.exitcode}",
                remedy="Build again; if it happens again, the machine may be short of memory.",
            )
            error = RunError(fault)
        return Done(task, value, error)


@contextmanager
def _own_script_left_out() -> Iterator[None]:
    # A new process would first run the caller's script again, as far as its __main__ guard; nothing
    # of ours lives in it, and a scheduler's script need not have such a guard.
    main = sys.modules["__main__"]
    names = ("__file__", "__spec__")
    hidden: dict[str, Any] = {name: vars(main).pop(name) for name in names if name in vars(main)}
    main.__spec__ = None
    try:
        yield
    finally:
        vars(main).update(hidden)


def _call(connection: Connection, task: Task) -> None:
    result: tuple[Any, Exception | None]
    try:
        result = (task.function(*task.arguments), None)
    except ToolkitError as error:
        result = (None, error)
    except Exception as error:  # noqa: BLE001 - the last place where it can still be told
        fault = Fault(
            "Something went wrong that Koers did not foresee.",
            file=task.key,
            got=f"{type(error).__name__}: {error}",
            remedy="Please report it, with the lines below.\n" + traceback.format_exc(),
        )
        result = (None, RunError(fault))
    connection.send(result)
    connection.close()
