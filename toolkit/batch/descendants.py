"""What a process has started, and what that has started: found, counted and ended."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import psutil


def find_children(process: int) -> list[int]:
    """Give what a process has started and what it adopted; nothing if it is gone."""
    try:
        # Linux keeps a list; to look through all processes of the machine takes milliseconds.
        tasks = Path(f"/proc/{process}/task").iterdir()
        lists = [(task / "children").read_text("ascii") for task in tasks]
    except OSError:
        with suppress(psutil.NoSuchProcess):
            return [one.pid for one in psutil.Process(process).children()]
        return []
    return [int(number) for one in lists for number in one.split()]


def find_descendants(process: int) -> list[psutil.Process]:
    """Give every process below one."""
    found, waiting = [], find_children(process)
    while waiting:
        number = waiting.pop()
        waiting += find_children(number)
        with suppress(psutil.NoSuchProcess):
            found.append(psutil.Process(number))
    return found


def end_descendants(process: int) -> None:
    """Kill every process below one."""
    for one in find_descendants(process):
        with suppress(psutil.NoSuchProcess):
            one.kill()


def weigh_family(process: int) -> int:
    """Give the bytes in memory of a process and of all below it."""
    total = 0
    with suppress(psutil.NoSuchProcess):
        for one in (psutil.Process(process), *find_descendants(process)):
            with suppress(psutil.Error):
                total += one.memory_info().rss
    return total
