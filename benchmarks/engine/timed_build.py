"""A build through Python that tells when each report was done and what processes it started.

python -m benchmarks.engine.timed_build WORKSPACE [--force]
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from toolkit.build import Request, build


@dataclass(frozen=True, slots=True)
class TimedBuild:
    """Seconds of a build, the moments at which chapters were done, clients with chapters that ran.

    ``processes`` is whether any process was started.
    """

    seconds: float
    moments: tuple[float, ...]
    ran: tuple[str, ...]
    processes: bool

    @property
    def pace(self) -> float:
        """Seconds from one report to the next, without what a build takes to start and to end."""
        return (self.moments[-1] - self.moments[0]) / (len(self.moments) - 1)


def time_build(workspace: Path, *, force: bool) -> TimedBuild:
    """Build in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.engine.timed_build", str(workspace)]
    command += ["--force"] if force else []
    start = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    told = json.loads(done.stdout)
    seconds = time.perf_counter() - start
    return TimedBuild(seconds, tuple(told["moments"]), tuple(told["ran"]), told["processes"])


def main(workspace: Path, *, force: bool) -> None:
    """Build, and print what came of it as JSON."""
    moments: list[float] = []

    def watch(key: str, *_: int) -> None:
        if key.partition("/")[2] not in ("", "check", "deliver"):
            moments.append(time.perf_counter())

    results = build(Request(workspace, jobs=2, force=force), watch)
    if not all(one.ok for one in results):
        raise SystemExit("a build failed")
    ended = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    told = {
        "moments": moments,
        "ran": [f"{one.slug}/{chapter}" for one in results for chapter in one.ran],
        "processes": bool(ended or psutil.Process().children()),
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), force="--force" in sys.argv)
