"""The engine without a kernel: what a cell shows is what a kernel would have kept."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from papermill.engines import papermill_engines

from toolkit.batch.engine import run_job
from toolkit.batch.jobs import Job, Outcome
from toolkit.batch.pool import Pool
from toolkit.batch.shell import ENGINE
from toolkit.batch.shell_engine import ShellEngine
from toolkit.batch.tasks import Limits, Task

pytestmark = pytest.mark.slow

Run = Callable[..., tuple[Outcome, list[nbformat.NotebookNode]]]


@pytest.fixture
def run(make_job: Callable[..., Job]) -> Run:
    """Run cells in a process of their own, as a build does; give their outputs."""

    def run_cells(*code: str) -> tuple[Outcome, list[nbformat.NotebookNode]]:
        job = make_job(*code)
        pool = Pool(1, Limits(120))
        pool.add(Task("demo/trial", run_job, (job,)))
        (done,) = pool
        assert done.error is None
        failed = job.output.with_name("05_trial.failed.ipynb")
        path = job.output if job.output.is_file() else failed
        cells = nbformat.read(path, as_version=4).cells
        # The first two hold the parameters, given and injected.
        return Outcome(**done.value), [cell for cell in cells if cell.cell_type == "code"][2:]

    return run_cells


def test_outputs_stand_in_the_order_in_which_they_were_shown(run: Run) -> None:
    _, (cell,) = run(
        "import sys\n"
        "from IPython.display import display, HTML\n"
        "print('one')\n"
        "print('two')\n"
        "print('three', file=sys.stderr)\n"
        "display(HTML('<b>four</b>'))\n"
        "print('five')\n"
        "6"
    )
    shown = [(one.output_type, one.get("name", "")) for one in cell.outputs]
    assert shown == [
        ("stream", "stdout"),
        ("stream", "stderr"),
        ("display_data", ""),
        ("stream", "stdout"),
        ("execute_result", ""),
    ]
    assert cell.outputs[0].text == "one\ntwo\n"
    assert cell.outputs[1].text == "three\n"
    assert cell.outputs[2].data["text/html"] == "<b>four</b>"
    assert cell.outputs[4].data["text/plain"] == "6"
    assert cell.outputs[4].execution_count == cell.execution_count == 3


def test_only_a_last_expression_with_a_value_is_shown(run: Run) -> None:
    _, cells = run("1\n2", "3;", "None", "x = 4", "x")
    texts = [[one.data["text/plain"] for one in cell.outputs] for cell in cells]
    assert texts == [["2"], [], [], [], ["4"]]


def test_pictures_are_kept_as_text(run: Run) -> None:
    picture = "type('Picture', (), {'_repr_png_': lambda self: b'\\x89PNG'})()"
    _, cells = run(picture, f"display({picture})")
    assert [cell.outputs[0].data["image/png"].strip() for cell in cells] == ["iVBORw=="] * 2


def test_parameters_are_injected_and_seen_by_later_cells(run: Run) -> None:
    _, (cell,) = run("print(client, language)")
    assert cell.outputs[0].text == "demo nl\n"


def test_an_error_stops_the_notebook_and_says_in_which_words(run: Run) -> None:
    outcome, cells = run("print('before')", "1 / 0", "print('after')")
    assert not outcome.ok
    assert outcome.faults[0].what == "division by zero."
    assert outcome.faults[0].got == "ZeroDivisionError, in cell 4"
    assert "ZeroDivisionError" in outcome.traceback
    assert cells[-1].outputs == []
    assert cells[-1].execution_count is None


def test_a_syntax_error_is_an_error_too(run: Run) -> None:
    outcome, _ = run("this is no Python")
    assert not outcome.ok
    assert outcome.faults[0].got == "SyntaxError, in cell 3"


def test_a_failed_run_leaves_the_last_good_notebook(make_job: Callable[..., Job], run: Run) -> None:
    run("print('good')")
    good = make_job().output.read_bytes()
    run("1 / 0")
    assert make_job().output.read_bytes() == good
    assert not [path for path in make_job().output.parent.iterdir() if path.name[0] == "."]


def test_nothing_is_kept_of_what_was_run(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("IPYTHONDIR", str(home))
    outcome, _ = run(
        "from IPython import get_ipython",
        "print(get_ipython().history_manager.enabled, get_ipython().history_manager.hist_file)",
    )
    assert outcome.ok
    assert not list(home.rglob("history.sqlite"))


def test_the_notebook_holds_no_path_no_time_and_no_random_id(
    make_job: Callable[..., Job], run: Run, tmp_path: Path
) -> None:
    run("print('same')")
    first = make_job().output.read_bytes()
    run("print('same')")
    assert make_job().output.read_bytes() == first
    assert str(tmp_path).encode() not in first
    assert sys.prefix.encode() not in first


def test_papermill_finds_the_engine_by_its_name() -> None:
    assert papermill_engines.get_engine(ENGINE) is ShellEngine
