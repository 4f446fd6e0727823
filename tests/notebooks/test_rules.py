"""Each template keeps the rules, and runs under the plain commands too: at full counts, each."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import papermill
import pytest
from hypothesis import settings

from tests.conftest import DEMOS, ROOT

TEMPLATES = sorted((ROOT / "notebooks").glob("*.ipynb"))
PARAMETERS = {"client": "str", "language": "str", "as_of": "str", "interactive": "bool"}
each_template = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)

# The pipeline runs all of them for all clients; under the plain commands the two that take least
# have one turn, and at full counts each has one with each client.
PAIRS = (
    [(path, slug) for path in TEMPLATES for slug in DEMOS]
    if settings.get_current_profile_name() == "proof"
    else [*zip(TEMPLATES[:2], DEMOS, strict=False)]
)


def code_cells(path: Path) -> list[nbformat.NotebookNode]:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


@each_template
def test_is_stripped(path: Path) -> None:
    for cell in code_cells(path):
        assert cell.outputs == []
        assert cell.execution_count is None
    assert "injected-parameters" not in path.read_text(encoding="utf-8")


@each_template
def test_has_one_cell_of_annotated_and_explained_parameters(path: Path) -> None:
    tagged = [cell for cell in code_cells(path) if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    for statement in ast.parse(tagged[0].source).body:
        assert isinstance(statement, ast.AnnAssign)
        assert isinstance(statement.value, ast.Constant)
    assert all("  # " in line for line in tagged[0].source.splitlines())
    inferred = papermill.inspect_notebook(str(path))
    assert {name: found["inferred_type_name"] for name, found in inferred.items()} == PARAMETERS
    assert all(found["help"] for found in inferred.values())


@each_template
def test_is_thin(path: Path) -> None:
    for cell in code_cells(path):
        lines = [line for line in cell.source.splitlines() if line.strip()]
        assert len(lines) <= 10
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(
                node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda
            )
            if isinstance(node, ast.Import):
                assert all(name.name.split(".")[0] == "toolkit" for name in node.names)
            if isinstance(node, ast.ImportFrom):
                assert (node.module or "").split(".")[0] == "toolkit"
            assert not (isinstance(node, ast.Name) and node.id == "open")


@each_template
def test_has_nothing_in_which_engines_differ(path: Path) -> None:
    # As docs/building.md lists them; lines with % or !, and await, are no Python by themselves.
    apart = {"clear_output", "update_display", "input", "get_ipython", "Thread", "system"}
    apart |= {"random", "rand", "default_rng", "warn", "logging", "print_exc", "rich"}
    apart |= {"sys", "argv", "stdout", "stderr", "fileno"}
    for cell in code_cells(path):
        nodes = list(ast.walk(ast.parse(cell.source)))
        names = {node.id for node in nodes if isinstance(node, ast.Name)}
        names |= {node.attr for node in nodes if isinstance(node, ast.Attribute)}
        imported = [node.names for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)]
        names |= {one.name for names in imported for one in names}
        assert not names & apart


@each_template
def test_prose_has_no_number_typed_in(path: Path) -> None:
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            assert re.findall(r"\d", cell.source) == []


@pytest.mark.slow
def test_each_runs_and_converts_under_the_plain_commands(workspace: Path, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }

    def run(*command: str | Path, cwd: Path) -> None:
        done = subprocess.run(
            [str(part) for part in command], cwd=cwd, env=environment, capture_output=True,
            text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]

    executed = []
    for path, slug in PAIRS:
        executed.append(tmp_path / f"{slug}-{path.name}")
        run("papermill", "--no-progress-bar", "-p", "client", slug,
            workspace / "notebooks" / path.name, executed[-1],
            cwd=workspace / "clients" / slug / "data")  # fmt: skip
    run("jupyter", "nbconvert", "--to", "koers-html", *executed, cwd=tmp_path)
    for one in executed:
        page = one.with_suffix(".html").read_text(encoding="utf-8")
        assert "<h1" in page
        assert "from toolkit" not in page
        mimes = {
            mime
            for cell in json.loads(one.read_text(encoding="utf-8"))["cells"]
            for output in cell.get("outputs", [])
            for mime in output.get("data", {})
        }
        kinds = ("cover", "text", "sources")
        assert {f"application/vnd.koers.{kind}+json" for kind in kinds} <= mimes
