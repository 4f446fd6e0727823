"""A progress bar for people who wait: what is done, how fast, how long still."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


@contextmanager
def show_progress() -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar while the block runs; gives the function that a build calls with its progress."""
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def watch(key: str, done: int, total: int) -> None:
            bar.update(task, description=key, completed=done, total=total)

        yield watch
