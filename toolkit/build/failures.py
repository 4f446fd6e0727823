"""What a developer needs to know of a report that failed, beside what its reader is told.

A file for each: the faults, the traceback, and what libraries printed. It goes when the report runs
well again.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from toolkit.files import write_atomically
from toolkit.workspace import CACHE

PLAN = "plan"
"""What stands in a chapter's place where a client could not even be planned."""


def failure_path(workspace: Path, key: str) -> Path:
    """Say where the failure of a task is kept, by its name ``client/chapter``.

    Raises
    ------
    ValueError
        If that name leads elsewhere.
    """
    client, _, step = key.partition("/")
    if client in ("", ".", "..") or any(
        "\0" in one or Path(one).name != one for one in (client, step)
    ):
        message = f"no failure can be kept under this name: {key!r}"
        raise ValueError(message)
    return workspace / CACHE / "failures" / client / f"{step}.txt"


def keep_failure(workspace: Path, key: str, told: str, traceback: str, printed: str) -> None:
    """Write down how a task failed."""
    parts = (told, traceback, printed and f"Printed by its process:\n{printed}")
    text = "\n\n".join(part for part in parts if part) + "\n"
    # On a full disk the report's own fault is what counts.
    with suppress(OSError):
        write_atomically(failure_path(workspace, key), text)


def forget_failure(workspace: Path, key: str) -> None:
    """Remove what was kept of a task that went well now."""
    # Under a name that leads elsewhere nothing was kept, and nothing there is ours to remove.
    with suppress(OSError, ValueError):
        failure_path(workspace, key).unlink(missing_ok=True)
