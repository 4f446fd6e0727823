"""Processes that are started ahead, prepare themselves, do one task and end (where none can fork).

Such a process reads what to prepare and, when there is one, its task from its standard input, and
writes the result to its standard output. If its input closes, whoever started it is gone, and it
ends.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import tempfile
import threading
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from toolkit.batch.confined import adopt_orphans, leave, run_confined
from toolkit.batch.descendants import end_descendants
from toolkit.batch.launch import FOLDER, give_surroundings, python_call
from toolkit.batch.tasks import LARGEST_ANSWER, Ended, Limits, Preparation, Task
from toolkit.batch.warm import prepare


@dataclass(slots=True)
class _Started:
    process: subprocess.Popen[bytes]
    printed: IO[bytes]


class StartedAhead:
    """Processes that are started ahead, as many as run side by side, and used once."""

    def __init__(self, preparation: Preparation, jobs: int) -> None:
        self._preparation = preparation
        self._jobs = jobs
        self._ready: deque[_Started] = deque()
        self._running: dict[int, _Started] = {}
        self._printed: dict[int, IO[bytes]] = {}
        self._ended: queue.Queue[Ended] = queue.Queue()

    def start(self, number: int, task: Task, limits: Limits) -> None:
        """Give a task to a process that is ready, and start the next."""
        one = self._ready.popleft() if self._ready else self._start_ahead()
        self._running[number] = one
        self._printed[number] = one.printed
        work = (number, one.process, (task, limits))
        threading.Thread(target=self._see_through, args=work, daemon=True).start()
        if len(self._ready) < self._jobs:
            self._ready.append(self._start_ahead())

    def wait(self, seconds: float) -> list[Ended]:
        """Give the processes that have ended."""
        try:
            ended = self._ended.get(timeout=seconds)
        except queue.Empty:
            return []
        self._running.pop(ended.number)
        return [ended]

    def kill(self, number: int) -> None:
        """End a process with all that it has started."""
        end_descendants(self._running[number].process.pid)
        self._running[number].process.kill()

    def process_of(self, number: int) -> int | None:
        """Give the process of a task."""
        return self._running[number].process.pid

    def printed(self, number: int) -> IO[bytes]:
        """Give the file that holds what a task's process printed past Python."""
        return self._printed.pop(number)

    def release(self) -> None:
        """End every process."""
        for one in (*self._ready, *self._running.values()):
            end_descendants(one.process.pid)
            one.process.kill()
            one.process.wait()
            one.printed.close()

    def _start_ahead(self) -> _Started:
        printed = tempfile.TemporaryFile()  # noqa: SIM115 - closed by whoever reads it
        process = subprocess.Popen(  # noqa: S603 - this Python, this code
            python_call("toolkit.batch.ahead", "main()"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=printed,
            env=give_surroundings(),
            cwd=FOLDER,
        )
        with suppress(OSError):
            _write(process, self._preparation)
        return _Started(process, printed)

    def _see_through(
        self, number: int, process: subprocess.Popen[bytes], given: tuple[Task, Limits]
    ) -> None:
        # In here, since a process reads nothing before it is prepared.
        with suppress(OSError):
            _write(process, given)
        sent = process.stdout.read(LARGEST_ANSWER + 1) if process.stdout else b""
        flooded = len(sent) > LARGEST_ANSWER
        if flooded:
            sent = b""
            end_descendants(process.pid)
            process.kill()
        if process.stdin:
            with suppress(OSError):
                process.stdin.close()
        self._ended.put(Ended(number, sent, process.wait(), flooded=flooded))


def _write(process: subprocess.Popen[bytes], value: object) -> None:
    if process.stdin:
        pickle.dump(value, process.stdin)
        process.stdin.flush()


def wait_for_task(stream: BinaryIO, result: BinaryIO) -> None:
    """Prepare, wait for a task, run it and end."""
    adopt_orphans()
    prepare(pickle.load(stream))  # noqa: S301 - from the process that started this one
    try:
        task, limits = pickle.load(stream)  # noqa: S301
    except EOFError:
        os._exit(0)
    threading.Thread(target=_end_with_caller, args=(stream,), daemon=True).start()
    leave(run_confined(task, limits), result)


def _end_with_caller(stream: BinaryIO) -> None:
    stream.read()
    end_descendants(os.getpid())
    os._exit(1)


def main() -> None:
    """Take standard input and output for the task's own; what is printed goes where errors go."""
    given, result = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    wait_for_task(given, result)
