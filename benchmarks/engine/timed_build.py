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

JOBS = 2


@dataclass(frozen=True, slots=True)
class TimedBuild:
    """Seconds of a build, the moments at which chapters were done, clients with chapters that ran.

    ``end`` is the moment of the last page, ``processes`` whether any process was started.
    """

    seconds: float
    moments: tuple[float, ...]
    end: float
    ran: tuple[str, ...]
    processes: bool

    @property
    def pace(self) -> float:
        """Seconds a report, from the first one to the last page.

        The first of each job are ready at that moment, so they are not counted; their clients'
        pages, and the checks and pages of all others, are.
        """
        return (self.end - self.moments[0]) / (len(self.moments) - JOBS)


def time_build(workspace: Path, *, force: bool) -> TimedBuild:
    """Build in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.engine.timed_build", str(workspace)]
    command += ["--force"] if force else []
    start = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    told = json.loads(done.stdout)
    seconds = time.perf_counter() - start
    moments, ran = tuple(told["moments"]), tuple(told["ran"])
    return TimedBuild(seconds, moments, told["end"], ran, told["processes"])


def main(workspace: Path, *, force: bool) -> None:
    """Build, and print what came of it as JSON."""
    moments: list[float] = []
    end = 0.0

    def watch(key: str, *_: int) -> None:
        nonlocal end
        end = time.perf_counter()
        if key.partition("/")[2] not in ("", "check", "deliver"):
            moments.append(end)

    results = build(Request(workspace, jobs=JOBS, force=force), watch)
    if not all(one.ok for one in results):
        raise SystemExit("a build failed")
    ended = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    told = {
        "moments": moments,
        "end": end,
        "ran": [f"{one.slug}/{chapter}" for one in results for chapter in one.ran],
        "processes": bool(ended or psutil.Process().children()),
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), force="--force" in sys.argv)
