"""Several tasks side by side, each in a process of its own.

A task that crashes, hangs, is killed or takes too much costs itself only, and its error says what
happened in words that a consultant understands.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from toolkit.batch.answers import Answer, read_answer
from toolkit.batch.confined import too_much_memory
from toolkit.batch.descendants import weigh_family
from toolkit.batch.processes import Processes, open_processes
from toolkit.batch.tasks import LARGEST_ANSWER, MEGABYTE, Done, Ended, Limits, Preparation, Task
from toolkit.errors import Fault, RunError, fill

# Seconds between two looks at the clock and at the memory of what runs.
_LOOK = 0.25
# Much more than anybody reads, so that whoever cuts it can see where a secret begins.
_PRINTED = 200_000
_AT_ONCE = -1_000_000


@dataclass(slots=True)
class _Running:
    task: Task
    started: float
    tries: int
    stopped: bool = False
    fault: Fault | None = None


class Pool:
    """Runs tasks, `jobs` at a time; more may be added while it is being iterated over.

    No process is started before there is a task.

    Parameters
    ----------
    jobs
        Number of processes side by side.
    limits
        What each task may take.
    preparation
        What is done before a process gets its task.
    processes
        Where processes come from; by default what suits the system best.
    """

    def __init__(
        self,
        jobs: int,
        limits: Limits | None = None,
        preparation: Preparation | None = None,
        processes: Processes | None = None,
    ) -> None:
        self._jobs = max(1, jobs)
        self._limits = limits or Limits()
        self._preparation = preparation or Preparation()
        self._processes = processes
        self._numbers = count()
        self._waiting: list[tuple[int, int, Task, int]] = []
        self._running: dict[int, _Running] = {}
        self._look = 0.0

    def add(self, task: Task, rank: int = 0) -> None:
        """Put a task behind those of the same rank; a lower rank goes first."""
        heappush(self._waiting, (rank, next(self._numbers), task, 1))

    def __iter__(self) -> Iterator[Done]:
        """Give tasks as they finish, until none is left.

        Raises
        ------
        RunError
            If no process can be made ready.
        """
        try:
            while self._waiting or self._running:
                while self._may_start():
                    _, _, task, tries = heappop(self._waiting)
                    self._start(task, tries)
                for ended in self._source().wait(_LOOK):
                    if done := self._take(ended):
                        yield done
                self._watch()
        finally:
            if self._processes:
                self._processes.release()
            self._processes = None

    def _may_start(self) -> bool:
        if not self._waiting or len(self._running) >= self._jobs:
            return False
        # Of those that went down together, one may have done it: each goes alone the second time,
        # so that none but that one is blamed.
        tries = [self._waiting[0][3], *(one.tries for one in self._running.values())]
        return not self._running or max(tries) == 1

    def _source(self) -> Processes:
        if self._processes is None:
            self._processes = open_processes(self._preparation, self._jobs)
        return self._processes

    def _start(self, task: Task, tries: int) -> None:
        number = next(self._numbers)
        self._source().start(number, task, self._limits)
        self._running[number] = _Running(task, time.monotonic(), tries)

    def _watch(self) -> None:
        now = time.monotonic()
        if now < self._look:
            return
        self._look = now + _LOOK
        for number, running in self._running.items():
            if running.stopped:
                continue
            seconds, process = self._limits.seconds, self._source().process_of(number)
            if seconds is not None and now - running.started > seconds:
                running.stopped = True
                # What never began did not take long: what it comes from does not answer.
                running.fault = _too_long(running.task.key, seconds) if process else None
            elif process and weigh_family(process) > self._limits.memory:
                running.stopped = True
                running.fault = too_much_memory(running.task.key)
            if running.stopped:
                self._source().kill(number)

    def _take(self, ended: Ended) -> Done | None:
        running = self._running.pop(ended.number)
        printed = _end_of(self._source(), ended.number)
        if ended.lost:
            self._renew()
        if ended.flooded:
            running.fault = _told_too_much(running.task.key)
        answer = read_answer(ended.sent)
        if answer is None:
            if (ended.lost or running.stopped) and not running.fault and running.tries == 1:
                # The parent of all went down, and this task with it: no fault of the task, perhaps.
                heappush(self._waiting, (_AT_ONCE, ended.number, running.task, 2))
                return None
            # It ended before it had told all, or wrote over it.
            whole = ended.status == 0 and ended.sent
            told = overwritten(running.task.key) if whole else _died(running.task.key, ended.status)
            answer = Answer(None, RunError(running.fault or told))
        return Done(running.task, *answer, printed, time.monotonic() - running.started)

    def _renew(self) -> None:
        if not self._running and self._processes:
            self._processes.release()
            self._processes = None


def _end_of(processes: Processes, number: int) -> str:
    with processes.printed(number) as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _PRINTED))
        return file.read().decode(errors="replace").strip()


def _too_long(key: str, seconds: float) -> Fault:
    return Fault(
        fill("It took longer than {n} seconds and was stopped.", n=f"{seconds:g}"),
        file=key,
        remedy="Try a larger --timeout, or look for an endless loop in the notebook.",
    )


def _told_too_much(key: str) -> Fault:
    return Fault(
        fill(
            "Its process told the build more than {n} MB in the end, and was stopped.",
            n=LARGEST_ANSWER // MEGABYTE,
        ),
        file=key,
        remedy="Let the notebook write only to files that it opened itself.",
    )


def overwritten(key: str) -> Fault:
    """Say that a task's process sent something else than its end."""
    return Fault(
        "What its process tells the build in the end cannot be read.",
        file=key,
        remedy="Let the notebook write only to files that it opened itself.",
    )


def _died(key: str, status: int | None) -> Fault:
    if status is None or status == -getattr(signal, "SIGKILL", 9):
        return Fault(
            "It was stopped from outside before it was done.",
            file=key,
            remedy="Build again; if it happens again, the machine may be short of memory.",
        )
    if status < 0:
        return Fault(
            "A library that it uses crashed.",
            file=key,
            got=_name_of(-status),
            remedy="Build again; if it happens again, please report it.",
        )
    return Fault(
        "The notebook ended Python itself before it was done.",
        file=key,
        got=fill("exit status {n}", n=status),
        remedy="Take what ends Python (such as os._exit) out of the notebook.",
    )


def _name_of(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
