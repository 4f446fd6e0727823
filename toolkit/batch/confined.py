"""Inside a task's own process: what it may take, the call itself, and an end that leaves nothing.

The process belongs to one task. It dies with the process that started it, counts what it starts
itself as its own, and ends without the clean-up of libraries, which may hang in a forked process.
"""

from __future__ import annotations

import ctypes
import errno
import faulthandler
import gc
import hashlib
import os
import random
import signal
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

import psutil

from toolkit.batch.answers import write_answer
from toolkit.batch.descendants import end_descendants, find_descendants
from toolkit.batch.tasks import Limits, Task
from toolkit.errors import Fault, RunError, ToolkitError
from toolkit.secret import find_lent, hide_secrets

# Characters that are told of what an error says.
LONGEST = 1_000
# How many new things Python makes before it looks for rings among them, and how seldom among older
# ones. A report keeps most of what it makes: to look after each 700, as is usual, costs a tenth.
RINGS = (50_000, 20, 20)
_DIE_WITH_PARENT, _ADOPT_ORPHANS = 1, 36


def die_with_parent() -> None:
    """Let the kernel end this process when its parent ends, however that ends (Linux)."""
    _control(_DIE_WITH_PARENT, signal.SIGKILL)


def wake_with_parent() -> None:
    """Let the kernel wake this process, if somebody stopped it, when its parent ends (Linux)."""
    _control(_DIE_WITH_PARENT, signal.SIGCONT)


def adopt_orphans() -> None:
    """Become the parent of whatever a process below this one leaves behind (Linux)."""
    _control(_ADOPT_ORPHANS, 1)


def run_confined(task: Task, limits: Limits) -> bytes:
    """Run a task in this process and give its value or its error, written down."""
    faulthandler.enable(sys.__stderr__ or sys.stderr)
    _set_limits(limits)
    gc.set_threshold(*RINGS)
    gc.enable()
    # What one report draws from chance is its own, and the same each time.
    seed = int.from_bytes(hashlib.sha256(task.key.encode()).digest()[:4])
    random.seed(seed)
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed(seed)
    value, error = _call(task)
    left = find_left()
    if left and error is None:
        error = RunError(programs_left(task.key, left))
    return _as_bytes(task, value if error is None else None, error)


def leave(result: bytes, stream: BinaryIO) -> None:
    """Send the result and end this process at once."""
    status = 0
    try:
        stream.write(result)
        stream.flush()
    except OSError:
        status = 1
    end_descendants(os.getpid())
    os._exit(status)


def _control(option: int, value: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def _set_limits(limits: Limits) -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    wanted = [(resource.RLIMIT_FSIZE, limits.written)]
    if sys.platform == "linux":
        # Elsewhere this counts a part of the memory only; there the pool's own watch must do.
        wanted.append((resource.RLIMIT_DATA, limits.memory))
    for which, most in wanted:
        _, hard = resource.getrlimit(which)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (least, least))


def _call(task: Task) -> tuple[Any, ToolkitError | None]:
    try:
        return task.call(), None
    except ToolkitError as error:
        return None, error
    except MemoryError:
        return None, RunError(too_much_memory(task.key))
    except OSError as error:
        return None, RunError(no_access(task.key, _without_folder(error)))
    except (Exception, SystemExit, KeyboardInterrupt) as error:  # noqa: BLE001 - the last place where it can be told
        # For developers: it is kept with what the process printed.
        traceback.print_exception(error)
        return None, RunError(unforeseen(task.key, error, find_lent(task.arguments)))


def too_much_memory(key: str) -> Fault:
    """Say that a task needed more memory than it may."""
    return Fault(
        "It needed more memory than a report may take, and was stopped.",
        file=key,
        remedy="Give it more with --memory, or let the notebook read less at once.",
    )


def programs_left(key: str, names: Iterable[str]) -> Fault:
    """Say that a task left programs running."""
    return Fault(
        "It left programs running, which were ended.",
        file=key,
        got=", ".join(names),
        remedy="Let the notebook wait for every program that it starts.",
    )


def no_access(key: str, reason: str) -> Fault:
    """Say that a task could not read or write a file."""
    if os.strerror(errno.EFBIG) in reason:
        return Fault(
            "It wrote more into one file than a report may.",
            file=key,
            remedy="Let the notebook write less; a file may have 1,000 MB.",
        )
    return Fault(
        "A file could not be read or written.",
        file=key,
        got=reason,
        remedy="Look at free space on the disk, at the file's permissions, and whether another "
        "program has it open.",
    )


def unforeseen(key: str, error: BaseException, secrets: Iterable[str] = ()) -> Fault:
    """Say that something went wrong for which there are no other words, and none of the secrets."""
    # Before it is cut: of a secret that the cut goes through nobody would know the rest.
    told = hide_secrets(str(error), secrets)[:LONGEST]
    return Fault(
        "Something went wrong that Koers did not foresee.",
        file=key,
        got=": ".join((type(error).__name__, told)),
        remedy="Please report it. What a developer needs is kept in the folder .koers/failures.",
    )


def _without_folder(error: OSError) -> str:
    name = Path(str(error.filename)).name if error.filename else ""
    return " ".join(filter(None, (error.strerror or str(error), name)))


def find_left() -> list[str]:
    """Name the programs that this process started and that still run."""
    names = []
    for one in find_descendants(os.getpid()):
        try:
            if one.status() != psutil.STATUS_ZOMBIE:
                names.append(one.name())
        except psutil.NoSuchProcess:
            continue
    return sorted(names)


def _as_bytes(task: Task, value: object, error: ToolkitError | None) -> bytes:
    try:
        return write_answer(value, error)
    except (TypeError, RecursionError) as reason:
        traceback.print_exception(reason)
        return write_answer(None, RunError(unforeseen(task.key, reason)))
