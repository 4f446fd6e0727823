"""One build at a time: the second waits and says so, and clears what a killed one left."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.build.turn import WAITING, clear_leftovers, take_turn
from toolkit.errors import RunError

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
    note = aside.with_name(f".{aside.name}.aside")
    note.write_text(hashlib.sha256(b"").hexdigest(), encoding="utf-8")
    clear_leftovers(tmp_path, [])
    assert not aside.exists()
    assert len(list(tmp_path.rglob("*.part"))) == 1


def test_a_lock_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / ".koers").write_text("a file, where a folder should be", encoding="utf-8")
    with pytest.raises(RunError, match="its lock cannot be opened"), take_turn(tmp_path, print):
        pytest.fail("it had a turn")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_lock_is_anybodys(tmp_path: Path) -> None:
    with take_turn(tmp_path, lambda *_: None):
        lock = tmp_path / ".koers" / "locks" / "build.lock"
        assert lock.stat().st_mode & 0o777 == 0o666


@pytest.mark.slow
@pytest.mark.parametrize("more", [(), ("--json",)])
def test_who_waits_without_a_terminal_is_told_beside_the_output(
    many_clients: Callable[..., Path], more: tuple[str, ...]
) -> None:
    folder = many_clients(1)
    bad = folder / "clients" / "client-000" / "client.yaml"
    bad.write_text("neither name nor language", encoding="utf-8")
    holder = hold(folder, 60)
    command = [sys.executable, "-m", "toolkit.cli", "build", "--workspace", str(folder), *more]
    ran = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert ran.stderr
    said = ""
    while "Waiting" not in said and (line := ran.stderr.readline()):
        said += line
    holder.kill()
    holder.wait()
    output, _ = ran.communicate(timeout=60)
    assert "Waiting for another build of this workspace." in said
    assert "aiting" not in output
