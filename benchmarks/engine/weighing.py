"""Peak memory of a command and all that it starts: the sum of proportional set sizes. Linux only.

A page that several processes share counts once, divided among them. A process of its own looks,
so that what is measured does not wait for it.

    python -m benchmarks.engine.weighing PID
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

PAUSE = 0.05


def weigh(command: Sequence[str]) -> float:
    """Run a command, and give the most megabytes that it and its processes held at any moment."""
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    looking = [sys.executable, "-m", "benchmarks.engine.weighing", str(running.pid)]
    sampler = subprocess.Popen(looking, stdout=subprocess.PIPE, text=True)
    status = running.wait()
    peak, _ = sampler.communicate()
    if status:
        raise SystemExit(f"a command failed: {' '.join(command)}")
    return float(peak)


def watch(root: int) -> float:
    """Look at a process and its descendants until it ends; give the peak in megabytes."""
    # Who lost its parent still belongs to the family.
    family, peak = {root}, 0.0
    while _session_of(root) is not None:
        parents = {int(one.name): _parent_of(one) for one in Path("/proc").glob("[0-9]*")}
        grown = True
        while grown:
            more = {pid for pid, parent in parents.items() if parent in family} - family
            family |= more
            grown = bool(more)
        peak = max(peak, sum(_size_of(pid) for pid in family & parents.keys()) / 1024)
        time.sleep(PAUSE)
    return peak


def _session_of(pid: int) -> str | None:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if state[0] == "Z" else state[3]


def _parent_of(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def _size_of(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return int(text.partition("\nPss:")[2].split()[0]) if "\nPss:" in text else 0


if __name__ == "__main__":
    sys.stdout.write(str(watch(int(sys.argv[1]))))
