"""The files that start Koers with a double-click: run by a real shell, in awkward folders."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from toolkit.scaffold import UNIX_STARTER, WINDOWS_STARTER, lay_starters

SOURCE = ROOT / "templates" / "starters"
unix = pytest.mark.skipif(os.name == "nt", reason="a shell script")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder as people name theirs."""
    path = tmp_path / "Mijn klanten (São Paulo) & 'meer'"
    path.mkdir()
    return path


def fake(path: Path, says: str, *, status: int = 0) -> Path:
    """Write a program that stands for a Python or a koers, and tells how it was called."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f'#!/bin/sh\necho "{says}: $*"\ncase "$*" in *open) exit {status};; esac\n',
        encoding="utf-8",
    )
    path.chmod(0o755)
    return path


def start(folder: Path, path: str = "/usr/bin:/bin") -> subprocess.CompletedProcess[str]:
    # As a double-click does: the full path, from somewhere else.
    return subprocess.run(
        [folder / UNIX_STARTER], cwd="/", env={"PATH": path, "HOME": "/"}, text=True,
        encoding="utf-8", stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=60,
    )  # fmt: skip


def only_tools(folder: Path) -> str:
    """Give a PATH with a shell's own tools and no Python."""
    tools = folder / "tools"
    tools.mkdir()
    for name in ("sh", "dirname"):
        (tools / name).symlink_to(shutil.which(name) or f"/bin/{name}")
    return str(tools)


@unix
def test_the_environment_beside_it_comes_first(folder: Path, tmp_path: Path) -> None:
    lay_starters(SOURCE, folder, python=str(fake(tmp_path / "maker", "maker")))
    fake(folder / ".venv" / "bin" / "python", "own")
    fake(tmp_path / "bin" / "koers", "path")
    done = start(folder, f"{tmp_path / 'bin'}:/usr/bin:/bin")
    assert done.returncode == 0, done.stderr
    assert "own: -m toolkit.cli open" in done.stdout
    assert "maker" not in done.stdout


@unix
def test_then_a_koers_on_the_path_and_then_the_one_that_made_the_workspace(
    folder: Path, tmp_path: Path
) -> None:
    lay_starters(SOURCE, folder, python=str(fake(tmp_path / "it's % here" / "python", "maker")))
    fake(tmp_path / "bin" / "koers", "path")
    assert "path: open" in start(folder, f"{tmp_path / 'bin'}:/usr/bin:/bin").stdout
    assert "maker: -m toolkit.cli open" in start(folder, only_tools(tmp_path)).stdout


@unix
def test_the_first_time_in_a_checkout_it_makes_the_environment(
    folder: Path, tmp_path: Path
) -> None:
    lay_starters(SOURCE, folder, python="")
    for name in ("pyproject.toml", "constraints.txt"):
        (folder / name).touch()
    own = folder / ".venv" / "bin" / "python"
    maker = tmp_path / "bin" / "python3"
    fake(own.parent.parent.parent / "own", "own")
    fake(maker, "new")
    # What `-m venv` does, as far as this starter sees it.
    maker.write_text(
        maker.read_text(encoding="utf-8")
        + 'case "$*" in "-m venv .venv") mkdir -p .venv/bin; cp own .venv/bin/python;; esac\n',
        encoding="utf-8",
    )
    tools = only_tools(tmp_path)
    for name in ("mkdir", "cp"):
        (Path(tools) / name).symlink_to(shutil.which(name) or f"/bin/{name}")
    done = start(folder, f"{maker.parent}:{tools}")
    assert done.returncode == 0, done.stderr
    assert "new: -m venv .venv" in done.stdout
    assert (
        "-m pip install --quiet --disable-pip-version-check -c constraints.txt -e ." in done.stdout
    )
    assert done.stdout.rstrip().endswith("own: -m toolkit.cli open")


@unix
def test_without_python_it_says_where_to_get_it(folder: Path, tmp_path: Path) -> None:
    lay_starters(SOURCE, folder, python="/gone/python")
    tools = only_tools(tmp_path)
    done = start(folder, tools)
    assert done.returncode == 1
    assert "Vraag degene die Koers heeft geïnstalleerd" in done.stdout
    for name in ("pyproject.toml", "constraints.txt"):
        (folder / name).touch()
    done = start(folder, tools)
    assert done.returncode == 1
    assert done.stdout.count("https://www.python.org/downloads/") == 2
    assert "Press Enter to close" in done.stdout


@unix
def test_a_failure_stays_on_the_screen(folder: Path) -> None:
    lay_starters(SOURCE, folder, python="")
    fake(folder / ".venv" / "bin" / "python", "own", status=1)
    done = start(folder)
    assert done.returncode == 1
    assert "Koers stopped with an error" in done.stdout


def test_a_new_workspace_has_both_and_they_name_its_python(workspace: Path) -> None:
    unix_text = (workspace / UNIX_STARTER).read_text(encoding="utf-8")
    assert sys.executable in unix_text
    assert f'set "MADE_BY={sys.executable}"' in (workspace / WINDOWS_STARTER).read_text("utf-8")
    if os.name != "nt":
        assert os.access(workspace / UNIX_STARTER, os.X_OK)


def test_the_checkout_has_the_same_and_they_name_no_machine() -> None:
    for name in (WINDOWS_STARTER, UNIX_STARTER):
        assert (ROOT / name).read_bytes() == (SOURCE / name).read_bytes()
    assert "made_by=''" in (SOURCE / UNIX_STARTER).read_text(encoding="utf-8")
    assert 'set "MADE_BY="' in (SOURCE / WINDOWS_STARTER).read_text(encoding="utf-8")


def test_line_ends_are_what_each_system_reads(workspace: Path) -> None:
    for folder in (SOURCE, workspace):
        windows = (folder / WINDOWS_STARTER).read_bytes()
        assert windows.count(b"\r\n") == windows.count(b"\n") > 50
        assert b"\r" not in (folder / UNIX_STARTER).read_bytes()


def test_every_label_of_the_batch_file_exists_and_a_percent_sign_survives(folder: Path) -> None:
    lay_starters(SOURCE, folder, python="C:\\100% zeker\\René\\python.exe")
    lines = (folder / WINDOWS_STARTER).read_text(encoding="utf-8").splitlines()
    labels = {line[1:] for line in lines if line.startswith(":")}
    jumps = {line.rsplit("goto ", 1)[1] for line in lines if "goto " in line}
    jumps |= {line.removeprefix("call :") for line in lines if line.startswith("call :")}
    assert jumps <= labels
    assert 'set "MADE_BY=C:\\100%% zeker\\René\\python.exe"' in lines
