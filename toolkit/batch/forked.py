"""Processes forked from a warm parent (Linux): the side that asks for them."""

from __future__ import annotations

import math
import os
import pickle
import selectors
import signal
import socket
import subprocess
import tempfile
import time
import weakref
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO

import psutil

from toolkit.batch.descendants import end_descendants
from toolkit.batch.launch import FOLDER, give_surroundings, python_call
from toolkit.batch.tasks import LARGEST_ANSWER, Ended, Limits, Preparation, Task
from toolkit.batch.warm import LARGEST
from toolkit.errors import Fault, RunError, fill, join

# Seconds that the parent may take to end a process that it is told to.
PATIENCE = 5.0


@dataclass(slots=True)
class _Fork:
    stream: socket.socket
    given: memoryview
    sent: bytearray = field(default_factory=bytearray)
    process: int | None = None
    overdue: float = math.inf
    flooded: bool = False


class ForkedProcesses:
    """Processes forked from a warm parent, on Linux.

    The parent stays until :meth:`close`, so that the next build of this program finds it ready.
    """

    def __init__(self) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - for the life of the parent
        self._running: dict[int, _Fork] = {}
        self._printed: dict[int, IO[bytes]] = {}
        self._asked: Preparation | None = None
        self._threads = 0
        self._whole = False
        with theirs:
            # In a session of its own: Ctrl-C in a terminal is for the build, which ends it.
            self._parent = subprocess.Popen(  # noqa: S603 - this Python, this code
                python_call("toolkit.batch.warm", f"serve({theirs.fileno()})"),
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=self._errors,
                stderr=self._errors,
                env=give_surroundings(),
                cwd=FOLDER,
                start_new_session=True,
            )
        # A thread that ends leaves no parent behind, dead or alive.
        self._parting = weakref.finalize(self, _part, self._control, self._parent)
        self._parting.atexit = False
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._control, selectors.EVENT_READ)

    def prepare(self, preparation: Preparation) -> int:
        """Let the parent import what early tasks need; gives the number of its threads.

        What it was asked for last is ready already.

        Raises
        ------
        RunError
            If it cannot be made ready.
        """
        self.ask(preparation)
        if self._threads:
            return self._threads
        while not self._threads:
            message = self._control.recv(LARGEST)
            if not message:
                raise self._not_ready()
            what, _, threads = pickle.loads(message)  # noqa: S301 - from the process started above
            if what == "ready":
                self._threads = int(threads)
        return self._threads

    def _not_ready(self) -> RunError:
        status = self._parent.wait()
        self._errors.seek(0)
        told = self._errors.read().decode(errors="replace").strip()
        self.close()
        return RunError(_not_ready(status, told))

    def ask(self, preparation: Preparation) -> None:
        """Let the parent begin to make things ready, and go on with something else meanwhile."""
        if self._asked == preparation:
            return
        if self._asked and not self._threads:
            self.prepare(self._asked)
        self._asked, self._threads, self._whole = preparation, 0, False
        with suppress(OSError):
            self._control.send(pickle.dumps(("prepare", 0, preparation)))

    @property
    def has_threads(self) -> bool:
        """True if there were threads in the parent, which therefore forks nothing."""
        return self._threads > 1

    @property
    def was_killed(self) -> bool:
        """True if somebody else ended the parent."""
        return (self._parent.poll() or 0) < 0

    @property
    def alive(self) -> bool:
        """True while the parent can be asked for processes."""
        if self._control.fileno() == -1:
            return False
        # One that was killed a moment ago may not be buried yet, but it hears nothing any more.
        try:
            return bool(self._control.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT))
        except BlockingIOError:
            return self._parent.poll() is None
        except OSError:
            return False

    def start(self, number: int, task: Task, limits: Limits) -> None:
        """Fork a process for a task."""
        ours, theirs = socket.socketpair()
        printed = tempfile.TemporaryFile()  # noqa: SIM115 - closed by whoever reads it
        # It may be long since the parent was started, in other surroundings.
        given = pickle.dumps((task, give_surroundings()))
        self._running[number] = _Fork(ours, memoryview(given))
        self._printed[number] = printed
        ours.settimeout(0)
        # Written as it is read: a parent that was stopped must not stop this process too.
        self._selector.register(ours, selectors.EVENT_READ | selectors.EVENT_WRITE, number)
        with theirs, suppress(OSError):
            # A parent that is gone is noticed by waiting.
            message = pickle.dumps(("fork", number, limits, task.early))
            socket.send_fds(self._control, [message], [theirs.fileno(), printed.fileno()])
        self._give(number)

    def wait(self, seconds: float) -> list[Ended]:
        """Take what processes send, and give those that have ended."""
        ended = []
        if any(fork.overdue < time.monotonic() for fork in self._running.values()):
            # It is stopped, or hangs.
            end_descendants(self._parent.pid)
            self._parent.kill()
        for key, events in self._selector.select(seconds):
            if key.fileobj is self._control:
                ended += self._listen()
            elif key.data in self._running:
                if events & selectors.EVENT_WRITE:
                    self._give(key.data)
                if events & selectors.EVENT_READ:
                    self._take(key.data)
        return ended

    def kill(self, number: int) -> None:
        """Let the parent end a process; it is given by :meth:`wait` then."""
        self._running[number].overdue = time.monotonic() + PATIENCE
        with suppress(OSError):
            # A notebook may have stopped it; it cannot obey then.
            self._parent.send_signal(signal.SIGCONT)
            self._control.send(pickle.dumps(("kill", number)), socket.MSG_DONTWAIT)

    def process_of(self, number: int) -> int | None:
        """Give the process of a task, once it is known."""
        return self._running[number].process

    def printed(self, number: int) -> IO[bytes]:
        """Give the file that holds what a task's process printed past Python."""
        return self._printed.pop(number)

    def release(self) -> None:
        """End every task; the parent stays."""
        for number in self._running:
            self.kill(number)
        while self._running and self.alive:
            self.wait(1)
        for file in self._printed.values():
            file.close()
        self._printed.clear()

    def close(self) -> None:
        """End every process: the parent ends its own when nobody speaks to it any more."""
        self._parting()
        for fork in self._running.values():
            fork.stream.close()
        for file in self._printed.values():
            file.close()
        self._errors.close()
        self._selector.close()

    def _listen(self) -> list[Ended]:
        try:
            message = self._control.recv(LARGEST)
        except OSError:
            message = b""
        if not message:
            if not self._whole and self._parent.wait() > 0:
                raise self._not_ready()
            return self._all_lost()
        what, number, told = pickle.loads(message)  # noqa: S301 - from the process started above
        if what in ("ready", "whole"):
            self._whole, self._threads = what == "whole", int(told)
            return []
        if what == "started":
            self._running[number].process = told
            return []
        return [self._end(number, told)]

    def _give(self, number: int) -> None:
        fork = self._running[number]
        try:
            while fork.given:
                fork.given = fork.given[fork.stream.send(fork.given) :]
        except BlockingIOError:
            return
        except OSError:
            # Nobody is there to read it, which its end tells.
            fork.given = memoryview(b"")
        self._selector.modify(fork.stream, selectors.EVENT_READ, number)

    def _take(self, number: int) -> bool:
        fork = self._running[number]
        if fork.flooded:
            return False
        try:
            some = fork.stream.recv(1 << 20)
        except BlockingIOError:
            return False
        except OSError:
            some = b""
        fork.sent += some
        if len(fork.sent) > LARGEST_ANSWER:
            fork.flooded, some = True, b""
            fork.sent.clear()
            self.kill(number)
        if not some:
            # It would be reported as readable for ever; its end is told by the parent.
            with suppress(KeyError):
                self._selector.unregister(fork.stream)
        return bool(some)

    def _end(self, number: int, status: int | None, *, lost: bool = False) -> Ended:
        while self._take(number):
            pass
        fork = self._running.pop(number)
        with suppress(KeyError):
            self._selector.unregister(fork.stream)
        fork.stream.close()
        return Ended(number, bytes(fork.sent), status, lost, fork.flooded)

    def _all_lost(self) -> list[Ended]:
        for fork in self._running.values():
            if fork.process:
                _end_session(fork.process)
        return [self._end(number, None, lost=True) for number in list(self._running)]


def _part(control: socket.socket, parent: subprocess.Popen[bytes]) -> None:
    control.close()
    try:
        parent.wait(10)
    except subprocess.TimeoutExpired:
        end_descendants(parent.pid)
        parent.kill()
        parent.wait()


def _not_ready(status: int, told: str) -> Fault:
    what = "The process that reports start from could not be made ready."
    if not told:
        got = signal.Signals(-status).name if status < 0 else fill("exit status {n}", n=status)
        remedy = "Build again; if it happens again, the machine may be short of memory."
        return Fault(what, got=got, remedy=remedy)
    remedy = join(["Please report it, with these lines.", told], "\n")
    return Fault(what, got=told.rpartition("\n")[2], remedy=remedy)


def _end_session(session: int) -> None:
    for one in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if os.getsid(one.pid) == session:
                one.kill()
