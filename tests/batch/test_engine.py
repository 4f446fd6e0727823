"""Stock kernels beside each other: each has a place of its own and hears its own cells only."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from toolkit.batch.engine import _PortlessManager, run_job
from toolkit.batch.jobs import Job
from toolkit.batch.pool import Pool
from toolkit.batch.tasks import Limits, Task


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no files to talk through")
def test_no_two_kernels_talk_through_the_same_file() -> None:
    places = [Path(_PortlessManager(kernel_name="python3").ip) for _ in range(3)]
    assert len(set(places)) == 3
    assert all(place.is_absolute() for place in places)


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
