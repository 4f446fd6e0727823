"""Stock kernels beside each other: each has a place of its own and hears its own cells only."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from toolkit.batch.engine import LONGEST_ERROR, _PortlessManager, run_job, shorten
from toolkit.batch.jobs import Job, hash_file
from toolkit.batch.pool import Pool
from toolkit.batch.tasks import Limits, Task
from toolkit.secret import Keyring

VALUE = "Zq81-Kd07-Wm52-Tb39-Rv64"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no files to talk through")
def test_no_two_kernels_talk_through_the_same_file() -> None:
    places = [Path(_PortlessManager(kernel_name="python3").ip) for _ in range(3)]
    assert len(set(places)) == 3
    assert all(place.is_absolute() for place in places)


@pytest.mark.slow
def test_what_ran_is_told_and_not_what_was_saved_meanwhile(make_job: Callable[..., Job]) -> None:
    job = make_job("import pathlib", "pathlib.Path(client).write_text('saved meanwhile')")
    before = hash_file(job.template)
    job = replace(job, parameters={"client": str(job.template), "language": "nl"})
    pool = Pool(1, Limits(60))
    pool.add(Task("one", run_job, (job,)))
    (done,) = pool
    assert done.value["faults"] == ()
    assert job.template.read_text(encoding="utf-8") == "saved meanwhile"
    assert done.value["template"] == before


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["koers", "papermill"])
def test_braces_in_a_path_are_nothing_to_be_filled_in(
    make_job: Callable[..., Job], tmp_path: Path, engine: str
) -> None:
    job = make_job("print(client)", engine=engine)
    braces = tmp_path / "{client} {x"
    (braces / "out").mkdir(parents=True)
    template = shutil.copy(job.template, braces / "05_{client}.ipynb")
    output = braces / "out" / "05_{client}.ipynb"
    pool = Pool(1, Limits(60))
    pool.add(Task("one", run_job, (replace(job, template=template, output=output, folder=braces),)))
    (done,) = pool
    assert done.error is None
    assert nbformat.read(output, as_version=4).cells[-1].outputs[0].text == "demo\n"


@pytest.mark.slow
def test_kernels_side_by_side_run_their_own_cells(
    make_job: Callable[..., Job], tmp_path: Path
) -> None:
    job = make_job("print(client)", engine="papermill")
    names = ["one", "two", "three"]
    pool = Pool(3, Limits(120))
    for name in names:
        of_client = {**job.parameters, "client": name}
        output = tmp_path / "out" / f"{name}.ipynb"
        task = replace(job, client=name, parameters=of_client, output=output)
        pool.add(Task(name, run_job, (task,)))
    assert [done.error for done in pool] == [None] * 3
    for name in names:
        cells = nbformat.read(tmp_path / "out" / f"{name}.ipynb", as_version=4).cells
        assert cells[-1].outputs[0].text == f"{name}\n"
    assert not list(tmp_path.glob("*ipc*"))


def test_an_error_that_nobody_could_read_is_told_in_short(make_job: Callable[..., Job]) -> None:
    job = make_job("raise ValueError('begin ' + 'x' * 3_000_000 + ' end')")
    pool = Pool(1, Limits(60))
    pool.add(Task("one", run_job, (job,)))
    (done,) = pool
    told = str(done.value["faults"][0])
    assert "begin xxx" in told
    assert "xxx end" in told
    assert len(told) < 20_000
    assert len(done.value["traceback"]) < 200_000
    failed = job.output.with_name("05_trial.failed.ipynb")
    assert failed.stat().st_size < 300_000
    # What a person wrote stays whole.
    assert shorten("x" * LONGEST_ERROR, LONGEST_ERROR) == "x" * LONGEST_ERROR


@pytest.mark.parametrize(
    "where", [LONGEST_ERROR // 2, LONGEST_ERROR // 2 - 12, LONGEST_ERROR // 2 - 22]
)
def test_no_part_of_a_secret_stays_where_an_error_is_cut(
    make_job: Callable[..., Job], where: int
) -> None:
    before = where - len(VALUE) // 2
    told = f"'x' * {before} + Secret('token').reveal() + 'y' * {LONGEST_ERROR}"
    job = make_job(f"from toolkit.secret import Secret\nraise ValueError({told})")
    pool = Pool(1, Limits(60))
    pool.add(Task("one", run_job, (job, Keyring({"token": VALUE}))))
    (done,) = pool
    failed = job.output.with_name("05_trial.failed.ipynb").read_text(encoding="utf-8")
    for text in (str(done.value["faults"][0]), done.value["traceback"], failed):
        assert not any(VALUE[start : start + 4] in text for start in range(len(VALUE) - 3))


def run_in_pool(job: Job) -> list[NotebookNode]:
    """Run a notebook as a build does, and give its cells."""
    pool = Pool(1, Limits(60))
    pool.add(Task("one", run_job, (job,)))
    (done,) = pool
    assert done.value["faults"] == ()
    cells: list[NotebookNode] = nbformat.read(job.output, as_version=4).cells
    return cells


def test_half_a_character_is_shown_as_a_mark(make_job: Callable[..., Job]) -> None:
    job = make_job("print('half \\ud800 one')", "'and \\udc00 another'")
    cells = run_in_pool(job)
    assert cells[-2].outputs[0].text == "half � one\n"


def test_what_cells_print_to_says_how_it_writes(make_job: Callable[..., Job]) -> None:
    job = make_job("import sys\nprint(sys.stdout.encoding, sys.stderr.encoding)")
    cells = run_in_pool(job)
    assert cells[-1].outputs[0].text == "UTF-8 UTF-8\n"
