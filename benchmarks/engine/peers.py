"""The ways there were before: two commands, two libraries, or the bare cells as a script."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

Report = tuple[Path, str, str, Path]
"""A notebook, the slug and the language of a client, and the workspace."""


def list_reports(workspace: Path) -> list[Report]:
    """List each notebook for each client of a workspace that was built before."""
    manifests = sorted((workspace / "clients").glob("*/reports/manifest.json"))
    clients = [json.loads(path.read_text(encoding="utf-8")) for path in manifests]
    templates = sorted((workspace / "notebooks").glob("[0-9][0-9]_*.ipynb"))
    return [
        (template, client["client"], client["language"], workspace)
        for client in clients
        for template in templates
    ]


def time_commands(reports: Sequence[Report]) -> float:
    """Give the seconds that the two commands take, one report after the other."""
    with tempfile.TemporaryDirectory() as place:
        start = time.perf_counter()
        for number, (template, client, language, workspace) in enumerate(reports):
            made = str(Path(place) / f"{number}.ipynb")
            given = ["-p", "client", client, "-p", "language", language]
            _run("papermill", str(template), made, *given, "--log-level", "ERROR", at=workspace)
            _run("jupyter", "nbconvert", "--to", "html", made, at=workspace)
        return time.perf_counter() - start


def _run(*command: str, at: Path) -> None:
    program = str(Path(sys.executable).with_name(command[0]))
    subprocess.run([program, *command[1:]], cwd=at, check=True, capture_output=True)


def time_libraries(reports: Sequence[Report]) -> float:
    """Give the seconds that two processes take, which have both libraries loaded already."""
    return _time_two(reports, _convert, _load_libraries)


def time_bare_cells(reports: Sequence[Report]) -> float:
    """Give the seconds that the cells alone take in two processes that have all loaded already."""
    return _time_two(reports, _exec_cells, _load_toolkit)


def _time_two(
    reports: Sequence[Report], run: Callable[[Report], None], load: Callable[[], None]
) -> float:
    # Threads of BLAS are held to one, as in our own processes: on two cores they are in the way.
    before = os.environ.get("OPENBLAS_NUM_THREADS")
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    try:
        with ProcessPoolExecutor(2, get_context("spawn")) as pool:
            for ready in [pool.submit(load) for _ in range(2)]:
                ready.result()
            start = time.perf_counter()
            for done in [pool.submit(run, one) for one in reports]:
                done.result()
            return time.perf_counter() - start
    finally:
        if before is None:
            del os.environ["OPENBLAS_NUM_THREADS"]
        else:
            os.environ["OPENBLAS_NUM_THREADS"] = before


def _load_libraries() -> None:
    import nbconvert  # noqa: F401
    import papermill  # noqa: F401

    # Long enough for the other process to take the other of the two.
    time.sleep(2)


def _convert(report: Report) -> None:
    import nbconvert
    import papermill

    template, client, language, workspace = report
    global _exporter
    _exporter = _exporter or nbconvert.HTMLExporter()
    with tempfile.TemporaryDirectory() as place:
        made = Path(place) / template.name
        papermill.execute_notebook(
            template,
            made,
            parameters={"client": client, "language": language},
            progress_bar=False,
            cwd=workspace,
        )
        html, _ = _exporter.from_filename(str(made))
        made.with_suffix(".html").write_text(html, encoding="utf-8")


_exporter: Any = None


def _load_toolkit() -> None:
    # A picture is made where a figure asks for it, and none is shown.
    os.environ["MPLBACKEND"] = "agg"
    from toolkit.batch.warm import prepare
    from toolkit.build.readiness import prepare_for
    from toolkit.workspace import package_resources

    prepare(prepare_for(package_resources()))
    time.sleep(2)


def _exec_cells(report: Report) -> None:
    import matplotlib.pyplot as plt

    template, client, language, workspace = report
    os.chdir(workspace)
    names: dict[str, Any] = {"__name__": "__main__", "display": lambda *_: None}
    for cell in json.loads(template.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        exec(compile("".join(cell["source"]), template.name, "exec"), names)
        if "parameters" in cell["metadata"].get("tags", ()):
            names |= {"client": client, "language": language}
    plt.close("all")
