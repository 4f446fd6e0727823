"""Killed at any moment and started again, a build ends as if it had never been stopped."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import psutil
import pytest
from hypothesis import settings

from tests.small_clients import hash_reports
from toolkit.build import Request, build

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="processes are found by Linux's own means"),
]
FULL = settings.get_current_profile_name() == "proof"
KILLS = 40 if FULL else 2
CLIENTS = 8 if FULL else 5
BUILD = (
    "import sys; from pathlib import Path; from toolkit.build import Request, build;"
    "print('begun', flush=True);"
    "build(Request(Path(sys.argv[1]), jobs=2), lambda key, *_: print(key, flush=True))"
)


def start(folder: Path) -> subprocess.Popen[str]:
    """Start a build in a program of its own, and wait until it is at work."""
    program = subprocess.Popen(
        [sys.executable, "-c", BUILD, str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert program.stdout
    while program.stdout.readline().strip() not in ("starting", ""):
        pass
    return program


def choose(program: subprocess.Popen[str], whom: str) -> psutil.Process | None:
    """Find the build, the parent of its reports, or one of these."""
    found = psutil.Process(program.pid)
    for _ in range({"build": 0, "parent": 1, "report": 2}[whom]):
        below = found.children()
        if not below:
            return None
        found = below[0]
    return found


def is_gone(process: psutil.Process) -> bool:
    """Wait a moment for a process to be gone."""
    try:
        process.wait(10)
    except psutil.NoSuchProcess:
        return True
    except psutil.TimeoutExpired:
        return process.status() == psutil.STATUS_ZOMBIE
    return True


def test_killed_builds_end_as_if_they_had_never_been_stopped(
    many_clients: Callable[..., Path],
) -> None:
    reference = many_clients(CLIENTS, "reference")
    build(Request(reference, jobs=2))
    expected = hash_reports(reference)
    chance = random.Random(20261122)
    folders = (many_clients(CLIENTS, f"workspace-{number}") for number in count())
    folder = next(folders)
    done = 0
    while done < KILLS:
        # The kills of one build fall ever later in it, as each goes on where the last one was.
        if hash_reports(folder) == expected:
            folder = next(folders)
        program = start(folder)
        time.sleep(chance.uniform(0.0, 4.0))
        started = psutil.Process(program.pid)
        below = started.children(recursive=True)
        victim = choose(program, chance.choice(["build", "build", "parent", "report"]))
        if victim is None or program.poll() is not None:
            program.wait()
            continue
        victim.send_signal(signal.SIGKILL)
        done += 1
        program.wait(120)
        assert all(is_gone(one) for one in below)
    results = build(Request(folder, jobs=2))
    assert all(one.ok for one in results)
    assert hash_reports(folder) == expected
    assert list(folder.rglob("*.part")) == []


def test_a_build_goes_on_where_it_was(many_clients: Callable[..., Path]) -> None:
    folder = many_clients(CLIENTS)
    program = start(folder)
    assert program.stdout
    chapters = set()
    while len(chapters) < CLIENTS // 2:
        key = program.stdout.readline().strip()
        assert key
        if key.endswith(("/first", "/second")):
            chapters.add(key)
    program.kill()
    program.wait()
    ran = {f"{one.slug}/{name}" for one in build(Request(folder, jobs=2)) for name in one.ran}
    # The last ones told of may have been on their way to the manifest.
    assert len(chapters & ran) <= 2
    assert chapters | ran == {
        f"client-{number:03d}/{name}" for number in range(CLIENTS) for name in ("first", "second")
    }
