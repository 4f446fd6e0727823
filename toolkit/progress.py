"""For people who wait: a bar with what is done, how fast and how long still; and a log."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from toolkit.errors import show_controls


class _Rate(ProgressColumn):
    """Steps a minute, once there is something to tell."""

    def render(self, task: Task) -> Text:
        """Give the rate."""
        speed = task.finished_speed or task.speed
        return Text(f"{60 * speed:.0f}/min" if speed else "", style="progress.data.speed")


class _WithReport(logging.Formatter):
    """Begins each line with the report's name."""

    def format(self, record: logging.LogRecord) -> str:
        """Give a record as lines."""
        report = getattr(record, "report", record.name)
        told = show_controls(record.getMessage())
        return "\n".join(f"{report}: {line}" for line in told.splitlines())


def log_reports() -> None:
    """Log how each report goes to standard error, its name on each line."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_WithReport())
    log = logging.getLogger("koers")
    log.addHandler(handler)
    log.setLevel(logging.INFO)


@contextmanager
def show_progress() -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar while the block runs; gives the function that a build calls with its progress."""
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def watch(key: str, done: int, total: int) -> None:
            bar.update(task, description=key, completed=done, total=total or None)

        yield watch
