"""Two Dask workers on this machine against two jobs: the same builds, turn by turn.

python -m benchmarks.cluster WORKSPACE [ROUNDS]

builds all clients of a workspace anew, ROUNDS times (3) each way, after one build each way that
only gets everything ready, and prints seconds by the clock and seconds at work, of all processes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from toolkit.build import Request, build

WORKERS = 2


@dataclass(frozen=True, slots=True)
class Comparison:
    """Seconds of builds on this machine alone (``here``) and on its two workers (``there``)."""

    here: float
    there: float
    work_here: float
    work_there: float

    @property
    def ratio(self) -> float:
        """How many times as fast the workers are."""
        return self.here / self.there


def compare(workspace: Path, rounds: int = 3) -> Comparison:
    """Measure both ways by turns, so that what else the machine does weighs on both."""
    with _cluster() as address:
        ways = (
            Request(workspace, jobs=2, force=True),
            Request(workspace, cluster=address, force=True),
        )
        for way in ways:
            _measure(way)
        spent = [[0.0, 0.0], [0.0, 0.0]]
        for _ in range(rounds):
            for way, total in zip(ways, spent, strict=True):
                seconds, work = _measure(way)
                total[0] += seconds
                total[1] += work
    (here, work_here), (there, work_there) = spent
    return Comparison(here, there, work_here, work_there)


def _measure(request: Request) -> tuple[float, float]:
    before, start = _work(), time.perf_counter()
    results = build(request)
    if faults := [one.faults for one in results if not one.ok]:
        raise SystemExit(f"a build failed: {faults[0]}")
    return time.perf_counter() - start, _work() - before


def _work() -> float:
    """Seconds at work of this process and of all below it, those that ended among them."""
    own = psutil.Process()
    total = 0.0
    for one in (own, *own.children(recursive=True)):
        times = one.cpu_times()
        total += times.user + times.system + times.children_user + times.children_system
    return total


@contextmanager
def _cluster() -> Iterator[str]:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        told = Path(folder) / "scheduler.json"
        here = ("--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(told))
        worker = ("worker", "--scheduler-file", str(told), "--nthreads", "1", "--no-nanny")
        kept = ("--local-directory", folder)
        processes = [_start("scheduler", *here)]
        try:
            processes += [_start(*worker, *kept) for _ in range(WORKERS)]
            yield _wait_for(told)
        finally:
            for process in processes:
                process.kill()
                process.wait()


def _start(*words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *words, "--no-dashboard"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )


def _wait_for(told: Path) -> str:
    from distributed import Client

    while not told.is_file() or not told.stat().st_size:
        time.sleep(0.1)
    address: str = json.loads(told.read_bytes())["address"]
    with Client(address) as client:
        client.wait_for_workers(WORKERS, timeout=60)
    return address


def main(workspace: Path, rounds: int) -> None:
    """Print the comparison."""
    found = compare(workspace, rounds)
    print(f"two workers: {found.ratio:.2f} times as fast as two jobs (to reach: 0.85)")
    print(f"  by the clock  {found.there:.1f} s against {found.here:.1f} s")
    print(f"  at work       {found.work_there:.1f} s against {found.work_here:.1f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), int((sys.argv[2:] or ["3"])[0]))
