"""A process that is started ahead, prepares itself, does one task and ends (where none can fork).

It reads what to prepare and, when there is one, its task from its standard input, and writes the
result to its standard output. If its input closes, whoever started it is gone, and it ends.
"""

from __future__ import annotations

import os
import pickle
import threading
from typing import BinaryIO

from toolkit.batch.confined import adopt_orphans, end_all_below, leave, run_confined
from toolkit.batch.warm import prepare


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
    end_all_below(os.getpid())
    os._exit(1)


def main() -> None:
    """Take standard input and output for the task's own; what is printed goes where errors go."""
    given, result = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    wait_for_task(given, result)
