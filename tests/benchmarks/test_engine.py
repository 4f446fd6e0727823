"""The engine's benchmarks measure what they say, and tell nothing of the machine's owner."""

from __future__ import annotations

import ast
import json
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.engine.__main__ import _tell, _write
from benchmarks.engine.places import LIGHT
from benchmarks.engine.rows import ROWS, Row, _find_readers
from benchmarks.engine.weighing import weigh
from toolkit import bundle

HOLD = """
import subprocess, sys
held = bytearray(b"x" * {here})
child = "import time; held = b'x' * {there}; time.sleep(1.5)"
subprocess.run([sys.executable, "-c", child])
"""


def test_the_light_notebooks_weigh_what_they_are_said_to() -> None:
    notebooks = [json.loads(path.read_text("utf-8")) for path in sorted(LIGHT.glob("*.ipynb"))]
    assert len(notebooks) == 2
    for notebook in notebooks:
        code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
        sources = ["".join(cell["source"]) for cell in code]
        assert sum("plt.show()" in source for source in sources) == 3
        # What a cell ends with is shown.
        ends = [ast.parse(source).body[-1] for source in sources if "plt.show()" not in source]
        assert sum(isinstance(end, ast.Expr) for end in ends) == 2
        assert all(cell["outputs"] == [] for cell in code)
        assert sum("parameters" in cell["metadata"].get("tags", ()) for cell in code) == 1


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells proportional set sizes")
def test_memory_counts_a_process_and_its_children() -> None:
    mega = 2**20
    alone = weigh([sys.executable, "-c", "import time; time.sleep(1)"])
    both = weigh([sys.executable, "-c", HOLD.format(here=60 * mega, there=80 * mega)])
    assert 140 < both - alone < 175


def test_readers_of_a_file_are_its_chapters_and_those_of_their_tables(tmp_path: Path) -> None:
    reads = {
        "01_first": ["data/a.csv"],
        "02_second": ["reports/data/first/t.csv"],
        "03_third": ["data/b.csv"],
    }
    folder = tmp_path / "reports" / "notebooks"
    folder.mkdir(parents=True)
    for stem, names in reads.items():
        sources = {"files": [{"path": name} for name in names]}
        cell = {"outputs": [{"data": {bundle.SOURCES: sources}}]}
        (folder / f"{stem}.ipynb").write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    assert _find_readers(tmp_path, "data/a.csv") == {"first", "second"}
    assert _find_readers(tmp_path, "data/b.csv") == {"third"}


def test_the_page_names_no_machine_and_no_folder() -> None:
    rows = [Row("this", "2 s", "3 s", reached=True), Row("that", "9 s", "3 s", reached=False)]
    page = _write(rows, quick=True)
    assert "| this | 2 s | 3 s | yes |" in page
    assert "| that | 9 s | 3 s | **no** |" in page
    assert "not the figures that count" in page
    for private in (platform.node(), str(Path.home()), str(Path.cwd()), sys.prefix):
        assert private not in page
    assert "MISSED" in _tell(rows[1])


@pytest.mark.slow
def test_each_row_has_a_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.engine", "--help"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert all(name in done.stdout for name in ROWS)
