"""What a pool is given and what it gives back: tasks, their limits, and how each of them ended."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

MEGABYTE = 1_000_000
# Bytes that a process may send in the end: all of it is held in memory by who asked.
LARGEST_ANSWER = 200 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Task:
    """A function to call in a process of its own; it and its arguments must be picklable.

    Parameters
    ----------
    key
        The task's name in messages and logs, such as ``client/chapter``.
    function
        What to call, or ``module:name`` of it: then only the task's process imports the module.
    arguments, options
        What it is called with, by place and by name.
    early
        Whether it may start as soon as :attr:`Preparation.first` is there.
    """

    key: str
    function: Callable[..., Any] | str
    arguments: tuple[Any, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    early: bool = False

    def call(self) -> Any:  # noqa: ANN401 - whatever the function gives
        """Call the function, in this process."""
        function = find_function(self.function) if isinstance(self.function, str) else self.function
        return function(*self.arguments, **self.options)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may take.

    Parameters
    ----------
    seconds
        By the clock; None for no limit.
    memory
        Bytes in memory, of its process and of all that it starts.
    written
        Bytes of one file that it writes, and of what it prints past Python.
    """

    seconds: float | None = None
    memory: int = 2_000 * MEGABYTE
    written: int = 1_000 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Preparation:
    """What a process has done before it gets its task.

    Parameters
    ----------
    first, modules
        Names of modules that it imports: what early tasks call goes first.
    warm_up
        A function, as ``module:name``, for what else can be made ahead; it may start no thread. If
        it gives an iterator, that is used up, and other things may be done between its steps.
    arguments
        What it is called with.
    """

    modules: tuple[str, ...] = ()
    warm_up: str = ""
    arguments: tuple[Any, ...] = ()
    first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """A finished task: its value, or the error that it ended with.

    ``printed`` is the end of what its process printed past Python, where a library that crashed
    says where it was; ``seconds`` is how long it took.
    """

    task: Task
    value: Any = None
    error: Exception | None = None
    printed: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Ended:
    """A process that ended: what it sent before that, if anything, and with which exit status.

    A negative ``status`` is the signal that ended it, as in :mod:`subprocess`; None if that is not
    known. ``lost`` is true if the process went down with the one that it came from, ``flooded`` if
    it sent more than anybody reads and was ended.
    """

    number: int
    sent: bytes
    status: int | None
    lost: bool = False
    flooded: bool = False


def find_function(name: str) -> Callable[..., Any]:
    """Import the function that ``module:name`` names."""
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), function)
    return found
