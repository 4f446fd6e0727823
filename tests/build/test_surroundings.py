"""Whatever surrounds a build: it is of the workspace that was named, and of nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.small_clients import FIRST, canary, hash_reports, write_template
from toolkit.batch.jobs import hash_file
from toolkit.batch.plan import hash_toolkit
from toolkit.build import Request, build
from toolkit.build.memory import hash_code

pytestmark = pytest.mark.slow


def test_a_workspace_is_the_one_of_the_folder_in_which_it_was_named(
    many_clients: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in "ab":
        folder = many_clients(1, f"{place}/workspace")
        note = folder / "clients" / "client-000" / "notes" / "first.md"
        note.write_text(f"The word of {place} is {place}{canary(0)}.\n", encoding="utf-8")
    for place in "ab":
        monkeypatch.chdir(tmp_path / place)
        request = Request(Path("workspace"), jobs=1)
        monkeypatch.chdir(tmp_path)
        (result,) = build(request)
        assert result.ok
    for place in "ab":
        reports = tmp_path / place / "workspace" / "clients" / "client-000" / "reports"
        assert f"{place}{canary(0)}" in (reports / "first.html").read_text(encoding="utf-8")
        assert (reports / "strategy.html").is_file()


@pytest.mark.parametrize(
    "name", ["toolkit/readers/published_levels.yaml", "templates/checklists/profiles.yaml"]
)
def test_what_koers_brings_along_is_part_of_what_reports_depend_on(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = hash_code()
    changed = ROOT / name
    monkeypatch.setattr(
        "toolkit.batch.plan.hash_file",
        lambda path: "changed" if path == changed else hash_file(path),
    )
    hash_toolkit.cache_clear()
    assert hash_code() != before
    hash_toolkit.cache_clear()
    monkeypatch.undo()
    assert hash_code() == before


def test_settings_of_matplotlib_that_somebody_made_change_no_picture(
    many_clients: Callable[..., Path], tmp_path: Path
) -> None:
    made = []
    for settings in ("", "lines.linewidth: 9\naxes.facecolor: pink\n"):
        name = f"with-{len(settings)}"
        folder, home = many_clients(1, name), tmp_path / f"home-{name}"
        own = folder / "clients" / "client-000" / "notebooks" / "01_first.ipynb"
        draw = "import matplotlib.pyplot as plt\nplt.plot([1, 2, 3])\nplt.show()"
        write_template(own, *FIRST[:2], draw, FIRST[3])
        (home / ".config" / "matplotlib").mkdir(parents=True)
        for place in (home, home / ".config" / "matplotlib"):
            (place / "matplotlibrc").write_text(settings, encoding="utf-8")
        subprocess.run(
            [sys.executable, "-m", "toolkit.cli", "build", "--workspace", str(folder)],
            cwd=home,
            env=os.environ | {"HOME": str(home), "PYTHONPATH": str(ROOT)},
            check=True,
        )
        made.append(hash_reports(folder))
        assert {one.name for one in home.iterdir()} <= {".cache", ".config", "matplotlibrc"}
    assert made[0] == made[1]


@pytest.mark.skipif(os.name == "nt", reason="Windows starts no program with its streams closed")
def test_a_build_whose_streams_are_closed_is_made_all_the_same(
    many_clients: Callable[..., Path],
) -> None:
    folder = many_clients(1)
    command = f'exec "{sys.executable}" -m toolkit.cli build --workspace "{folder}" <&- >&- 2>&-'
    subprocess.run(["sh", "-c", command], env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True)
    assert (folder / "clients" / "client-000" / "reports" / "strategy.html").is_file()
