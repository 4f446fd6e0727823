"""The pool: each task in a process of its own, so that what goes wrong stays its own."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from toolkit.batch.pool import Pool, Task
from toolkit.errors import Fault, InputError, RunError

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("warm_parent")]


def double(number: int) -> int:
    return 2 * number


def exit_at_once(status: int) -> None:
    os._exit(status)


def divide(number: int) -> float:
    return 1 / number


def complain() -> None:
    raise InputError([Fault("one", row=1), Fault("two", column="b")])


def sleep(seconds: float) -> str:
    time.sleep(seconds)
    return "awake"


def say_process() -> int:
    return os.getpid()


def leave_mark(folder: Path, name: str) -> None:
    (folder / name).write_text(str(time.monotonic()), encoding="utf-8")


def run(*tasks: Task, jobs: int = 2, timeout: float | None = 60) -> dict[str, object]:
    pool = Pool(jobs, timeout)
    for task in tasks:
        pool.add(task)
    return {done.task.key: done.error or done.value for done in pool}


def test_values_come_back_from_processes_of_their_own() -> None:
    tasks = [Task(str(number), double, (number,)) for number in range(4)]
    assert run(*tasks, Task("who", say_process, ())) != {"who": os.getpid()}
    found = run(*tasks, Task("who", say_process, ()), Task("other", say_process, ()))
    assert {key: found[key] for key in "0123"} == {"0": 0, "1": 2, "2": 4, "3": 6}
    assert len({os.getpid(), found["who"], found["other"]}) == 3


def test_a_task_that_dies_costs_itself_only() -> None:
    found = run(Task("bad/one", exit_at_once, (3,)), Task("good/one", double, (4,)))
    assert found["good/one"] == 8
    error = found["bad/one"]
    assert isinstance(error, RunError)
    assert error.faults[0].file == "bad/one"
    assert error.faults[0].got == "exit status 3"


def test_a_task_that_hangs_is_stopped_and_the_next_gets_its_place() -> None:
    found = run(Task("a/hangs", sleep, (600,)), Task("b", double, (1,)), jobs=1, timeout=3)
    assert found["b"] == 2
    assert "longer than 3 seconds" in str(found["a/hangs"])


def test_faults_cross_whole_and_an_unforeseen_error_becomes_one() -> None:
    found = run(Task("a", complain, ()), Task("b", divide, (0,)))
    told = found["a"]
    assert isinstance(told, InputError)
    assert told.faults == (Fault("one", row=1), Fault("two", column="b"))
    unforeseen = found["b"]
    assert isinstance(unforeseen, RunError)
    assert unforeseen.faults[0].got == "ZeroDivisionError: division by zero"
    assert "Traceback" in unforeseen.faults[0].remedy


def test_one_at_a_time_keeps_the_order_in_which_tasks_were_added(tmp_path: Path) -> None:
    pool = Pool(1, 60)
    for name in "abc":
        pool.add(Task(name, leave_mark, (tmp_path, name)))
    keys = []
    for done in pool:
        keys.append(done.task.key)
        if done.task.key == "a":
            # A task may lead to another while the pool is being gone through.
            pool.add(Task("d", leave_mark, (tmp_path, "d")))
    assert keys == ["a", "b", "c", "d"]
    times = [float((tmp_path / name).read_text(encoding="utf-8")) for name in "abcd"]
    assert times == sorted(times)


def test_a_pool_that_is_left_early_leaves_no_process_behind() -> None:
    pool = Pool(2, 60)
    pool.add(Task("quick", double, (1,)))
    pool.add(Task("slow", sleep, (600,)))
    results = iter(pool)
    assert next(results).task.key == "quick"
    ((_, process, _),) = pool._running.values()
    results.close()  # type: ignore[attr-defined]
    assert not process.is_alive()


def test_the_caller_s_own_script_is_what_it_was_afterwards() -> None:
    main = sys.modules["__main__"]
    before = {name: vars(main).get(name) for name in ("__file__", "__spec__")}
    run(Task("one", double, (1,)))
    assert {name: vars(main).get(name) for name in ("__file__", "__spec__")} == before


def test_no_tasks_are_done_at_once() -> None:
    assert run() == {}
