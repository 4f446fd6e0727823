"""The warm parent: one thread, all imports done, and a fork of it for each task (Linux).

It is started with exec, so that nothing of its caller's is in it, and is spoken to over a socket
pair, so that no port is opened. It forks, reports how each process ended, and ends what processes
leave behind. When its caller is gone, by whatever cause, it ends everything and itself.

Messages are tuples, pickled, one a datagram. It is told ``("prepare", 0, preparation)``, ``("kill",
number)``, and ``("fork", number, limits, early)`` with two file descriptors: of the task's own
stream, and of the file that takes what it prints. It tells ``("ready", 0, threads)``, ``("started",
number, process)``, ``("ended", number, status)`` and, when all is made, ``("whole", 0, threads)``.

It is ready when it has what early tasks need. The rest is made step by step, between messages: so
the first tasks run beside it.
"""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import selectors
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

import psutil

from toolkit.batch.confined import (
    adopt_orphans,
    die_with_parent,
    leave,
    run_confined,
    wake_with_parent,
)
from toolkit.batch.descendants import end_descendants, find_children
from toolkit.batch.tasks import Limits, Preparation, find_function

LARGEST = 100_000


def serve(descriptor: int) -> None:
    """Do what messages say until nobody is left to send one."""
    adopt_orphans()
    wake_with_parent()
    _Parent(socket.socket(fileno=descriptor)).serve()


def prepare(preparation: Preparation) -> None:
    """Import and warm up what a task will need."""
    _do(steps_of(preparation))


def steps_of(preparation: Preparation) -> Iterator[None]:
    """Prepare step by step, a module each."""
    for name in (*preparation.first, *preparation.modules):
        importlib.import_module(name)
        yield
    if preparation.warm_up:
        yield from find_function(preparation.warm_up)(*preparation.arguments) or ()


def _do(steps: Iterator[None], most: int | None = None) -> int:
    return sum(1 for _ in islice(steps, most))


class _Parent:
    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._selector = selectors.DefaultSelector()
        self._selector.register(control, selectors.EVENT_READ)
        self._processes: dict[int, int] = {}
        self._steps: Iterator[None] | None = None

    def serve(self) -> None:
        while self._take_turn():
            pass
        self._end_everything()

    def _take_turn(self) -> bool:
        for key, _ in self._selector.select(0 if self._steps else None):
            if key.fileobj is not self._control:
                self._report(key.fd, key.data)
            elif not self._obey():
                return False
        return self._go_on(1)

    def _obey(self) -> bool:
        try:
            message, descriptors, _, _ = socket.recv_fds(self._control, LARGEST, 2)
        except OSError:
            return False
        if not message:
            return False
        what, number, *rest = pickle.loads(message)  # noqa: S301 - from the process that started this one
        if what == "prepare":
            # What there is by then stays; looking through it again and again takes a tenth.
            gc.disable()
            self._steps = steps_of(rest[0])
            _do(self._steps, len(rest[0].first))
            gc.freeze()
            self._tell("ready", number, _count_threads())
        elif what == "fork":
            limits, early = rest
            if not early and not self._go_on():
                return False
            self._fork(number, limits, descriptors[0], descriptors[1])
        elif number in self._processes:
            _end_with_all_below(self._processes[number])
        return True

    def _go_on(self, most: int | None = None) -> bool:
        """Take so many steps more, or all; False if this process is none to fork from any more."""
        if self._steps is None or _do(self._steps, most) == most:
            return True
        self._steps = None
        # What a fork never looks at stays one copy in memory for all.
        gc.collect()
        gc.freeze()
        gc.enable()
        threads = _count_threads()
        self._tell("whole", 0, threads)
        return threads == 1

    def _fork(self, number: int, limits: Limits, stream: int, printed: int) -> None:
        parent = os.getpid()
        process = os.fork()
        if not process:
            # Whatever goes wrong in here, this process must not go on as a second warm parent.
            try:
                self._control.close()
                self._selector.close()
                _become(parent, limits, stream, printed)
            finally:
                os._exit(1)
        os.close(stream)
        os.close(printed)
        self._processes[number] = process
        self._selector.register(os.pidfd_open(process), selectors.EVENT_READ, number)
        self._tell("started", number, process)

    def _report(self, descriptor: int, number: int) -> None:
        self._selector.unregister(descriptor)
        os.close(descriptor)
        process = self._processes.pop(number)
        _, status = os.waitpid(process, 0)
        self._end_orphans()
        self._tell("ended", number, os.waitstatus_to_exitcode(status))

    def _end_orphans(self) -> None:
        for process in find_children(os.getpid()):
            if process not in self._processes.values():
                _end_with_all_below(process)
                with suppress(ChildProcessError):
                    os.waitpid(process, 0)

    def _end_everything(self) -> None:
        for process in self._processes.values():
            _end_with_all_below(process)
        for process in self._processes.values():
            os.waitpid(process, 0)
        self._end_orphans()

    def _tell(self, *message: object) -> None:
        # Who is not there any more is found out at the next reading.
        with suppress(OSError):
            self._control.send(pickle.dumps(message))


def _count_threads() -> int:
    return len(list(Path("/proc/self/task").iterdir()))


def _end_with_all_below(process: int) -> None:
    end_descendants(process)
    with suppress(psutil.NoSuchProcess):
        psutil.Process(process).kill()


def _become(parent: int, limits: Limits, stream: int, printed: int) -> None:
    os.setsid()
    die_with_parent()
    if os.getppid() != parent:
        return
    adopt_orphans()
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(printed, 1)
    os.dup2(printed, 2)
    os.close(printed)
    sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - for the life of the process
    with socket.socket(fileno=stream) as own:
        with own.makefile("rb") as file:
            task, environment = pickle.load(file)  # noqa: S301 - from the process that asks for it
        os.environ.clear()
        os.environ.update(environment)
        leave(run_confined(task, limits), own.makefile("wb"))
