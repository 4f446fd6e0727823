"""What a process has started is found, weighed and ended, however deep it lies."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from toolkit.batch import descendants
from toolkit.batch.descendants import (
    end_descendants,
    find_children,
    find_descendants,
    weigh_family,
)

SLEEP = "import time; print('ready', flush=True); time.sleep(60)"
# A process that starts another one and says its number; both hold ten megabytes.
TWO = (
    "import subprocess, sys; held = bytearray(10_000_000); "
    "below = subprocess.Popen([sys.executable, '-c', "
    "'held = bytearray(10_000_000); ' + sys.argv[1]], stdout=subprocess.PIPE); "
    "below.stdout.readline(); print(below.pid, flush=True); below.wait()"
)


@pytest.fixture
def two() -> Iterator[tuple[int, int]]:
    """Start a process with one below it; gives the numbers of both."""
    command = [sys.executable, "-c", TWO, SLEEP]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout
        second = int(first.stdout.readline())
        yield first.pid, second
        for one in (second, first.pid):
            if psutil.pid_exists(one):
                psutil.Process(one).kill()


@pytest.fixture(params=["listed", "looked for"])
def both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let children be listed by the system, and then be looked for as where it lists none."""
    if request.param == "looked for":
        monkeypatch.setattr(descendants, "Path", lambda _: Path("nowhere"))


@pytest.mark.usefixtures("both_ways")
def test_children_and_their_children_are_found_and_weighed(two: tuple[int, int]) -> None:
    first, second = two
    assert first in find_children(os.getpid())
    assert find_children(first) == [second]
    assert [one.pid for one in find_descendants(first)] == [second]
    alone = psutil.Process(first).memory_info().rss
    assert weigh_family(first) >= alone + 10_000_000


@pytest.mark.usefixtures("both_ways")
def test_all_below_is_ended_and_the_process_itself_stays(two: tuple[int, int]) -> None:
    first, second = two
    below = psutil.Process(second)
    end_descendants(first)
    psutil.wait_procs([below], timeout=10)
    # The first one waits for it, and ends then as it would have done anyway.
    assert not below.is_running() or below.status() == psutil.STATUS_ZOMBIE


@pytest.mark.usefixtures("both_ways")
def test_what_is_gone_has_nothing_below_it() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    assert find_children(gone.pid) == []
    assert find_descendants(gone.pid) == []
    assert weigh_family(gone.pid) == 0
    end_descendants(gone.pid)
