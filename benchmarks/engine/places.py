"""Workspaces to build in: demo clients, light ones, and many with nothing left to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from toolkit.scaffold import make_workspace

LIGHT = Path(__file__).parents[1] / "light"
MODEL = "demo-outdoor"


@contextmanager
def demo_workspace(clients: int = 3) -> Iterator[Path]:
    """Make a workspace with so many of the demo clients."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as place:
        workspace = Path(place) / "workspace"
        make_workspace(workspace)
        for one in sorted((workspace / "clients").glob("demo-*"))[clients:]:
            shutil.rmtree(one)
        yield workspace


@contextmanager
def light_workspace(clients: int) -> Iterator[Path]:
    """Make a workspace with the two light notebooks and clients without any data."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as place:
        workspace = Path(place) / "workspace"
        make_workspace(workspace)
        for folder in ("clients", "notebooks"):
            shutil.rmtree(workspace / folder)
        shutil.copytree(LIGHT, workspace / "notebooks")
        for number in range(clients):
            client = workspace / "clients" / f"client-{number:04d}"
            client.mkdir(parents=True)
            about = f"name: Invented {number}\nlanguage: en\nas_of: 2026-06-30\n"
            (client / "client.yaml").write_text(about, encoding="utf-8")
        yield workspace


@contextmanager
def idle_workspace(clients: int, *, light: bool) -> Iterator[Path]:
    """Make a workspace with so many clients that are all up to date.

    One is built, the others are copies of it: of a demo client with all its data and chapters, or
    of one with the two light notebooks only. What was made of them, which no plan opens, is on the
    disk once.
    """
    with light_workspace(1) if light else demo_workspace() as workspace:
        folder = workspace / "clients"
        model = folder / ("client-0000" if light else MODEL)
        for other in [one for one in folder.iterdir() if one != model]:
            shutil.rmtree(other)
        build(workspace)
        for number in range(1, clients):
            _copy(model, folder / f"copy-{number:04d}")
        yield workspace


def _copy(model: Path, copy: Path) -> None:
    apart = shutil.ignore_patterns("reports")
    shutil.copytree(model, copy, ignore=apart)
    shutil.copytree(model / "reports", copy / "reports", copy_function=os.link)
    manifest = copy / "reports" / "manifest.json"
    text = manifest.read_text(encoding="utf-8")
    manifest.unlink()
    manifest.write_text(text.replace(model.name, copy.name), encoding="utf-8")


def build(workspace: Path, *arguments: str) -> None:
    """Build with the command, quietly; a failed report ends the measuring."""
    command = koers("build", "--json", "--workspace", str(workspace), "--jobs", "2", *arguments)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"a build failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")


def koers(*arguments: str) -> list[str]:
    """Give the command line of ``koers``."""
    return [sys.executable, "-m", "toolkit.cli", *arguments]
