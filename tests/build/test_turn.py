"""One build at a time: the second waits and says so, and clears what a killed one left."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from toolkit.build.turn import WAITING, clear_leftovers, take_turn

HOLD = """
import sys, time
from pathlib import Path
from toolkit.build.turn import take_turn
with take_turn(Path(sys.argv[1]), lambda *_: None):
    print("mine", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def hold(workspace: Path, seconds: float) -> subprocess.Popen[str]:
    """Start another program that has its turn."""
    command = [sys.executable, "-c", HOLD, str(workspace), str(seconds)]
    holder = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert holder.stdout
    assert holder.stdout.readline() == "mine\n"
    return holder


@pytest.mark.slow
def test_the_second_build_waits_for_the_first_and_says_so(tmp_path: Path) -> None:
    told = []
    holder = hold(tmp_path, 1)
    with take_turn(tmp_path, lambda *message: told.append(message)):
        # It had ended, or was about to, when our turn came.
        assert holder.wait(5) == 0
    assert told == [(WAITING, 0, 0)]


@pytest.mark.slow
def test_a_build_that_was_killed_keeps_nobody_waiting(tmp_path: Path) -> None:
    holder = hold(tmp_path, 600)
    holder.kill()
    holder.wait()
    told = []
    began = time.monotonic()
    with take_turn(tmp_path, lambda *message: told.append(message)):
        assert time.monotonic() - began < 60
    assert told == []


def test_what_a_killed_build_left_half_written_goes_and_nothing_else(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    reports = tmp_path / "clients" / "one" / "reports"
    data = tmp_path / "clients" / "one" / "data"
    prepared = tmp_path / ".koers" / "prepared" / "nl"
    left = [
        folder / f".strategy.html.{ended.pid}-abc.part"
        for folder in (reports, reports / "notebooks", prepared, tmp_path / "clients")
    ]
    kept = [data / f".x.{ended.pid}-abc.part", reports / "strategy.html", reports / ".notes"]
    for path in (*left, *kept):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("half", encoding="utf-8")
    (tmp_path / "clients" / "one" / "client.yaml").touch()
    clear_leftovers(tmp_path, ["one"])
    assert [path for path in left if path.exists()] == []
    assert [path for path in kept if not path.exists()] == []


def test_of_clients_that_are_not_built_only_the_reports_are_looked_at(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    for slug in ("idle", "touched"):
        reports = tmp_path / "clients" / slug / "reports"
        (reports / "data").mkdir(parents=True)
        (reports.parent / "client.yaml").touch()
        (reports / "data" / f".a.csv.{ended.pid}-abc.part").touch()
    aside = tmp_path / "clients" / "touched" / "reports" / "strategy (new).html"
    aside.touch()
    clear_leftovers(tmp_path, [])
    assert not aside.exists()
    assert len(list(tmp_path.rglob("*.part"))) == 1
