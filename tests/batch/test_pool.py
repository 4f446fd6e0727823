"""The pool: each task in a process of its own, so that what goes wrong stays its own."""

from __future__ import annotations

import ctypes
import gc
import os
import random
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread

import psutil
import pytest

from toolkit.batch import processes
from toolkit.batch.ahead import StartedAhead
from toolkit.batch.answers import read_answer
from toolkit.batch.forked import ForkedProcesses
from toolkit.batch.pool import Pool
from toolkit.batch.processes import Processes
from toolkit.batch.tasks import MEGABYTE, Ended, Limits, Preparation, Task
from toolkit.errors import Fault, InputError, RunError
from toolkit.secret import Keyring

pytestmark = pytest.mark.slow


def double(number: int) -> int:
    return 2 * number


def exit_at_once(status: int) -> None:
    os._exit(status)


def divide(number: int) -> float:
    return 1 / number


def complain() -> None:
    raise InputError([Fault("one", row=1), Fault("two", column="b")])


def complain_of(after: int, keyring: Keyring) -> None:
    raise ValueError("x" * after + keyring.values["token"])


def sleep(seconds: float) -> str:
    time.sleep(seconds)
    return "awake"


def say_modules(name: str) -> bool:
    return name in sys.modules


def say_process() -> int:
    return os.getpid()


def leave_mark(folder: Path, name: str) -> None:
    (folder / name).write_text(str(time.monotonic()), encoding="utf-8")


def note_process(file: Path, seconds: float) -> None:
    file.write_text(str(os.getpid()), encoding="utf-8")
    time.sleep(seconds)


def crash() -> None:
    ctypes.string_at(0)


def take_memory(size: int) -> int:
    return len(bytearray(size))


def start_program(file: Path, *, apart: bool = False) -> None:
    started = subprocess.Popen(["sleep", "600"], start_new_session=apart)
    file.write_text(str(started.pid), encoding="utf-8")


def start_orphan(file: Path) -> None:
    """Start a program through one that ends at once, as a daemon does."""
    os.system(f"(setsid sleep 600 & echo $! > {file}) &")
    while not file.is_file() or not file.read_text():
        time.sleep(0.01)


def start_pythons(number: int, code: str) -> None:
    for one in [subprocess.Popen([sys.executable, "-c", code]) for _ in range(number)]:
        one.wait()


def print_past_python(words: str) -> None:
    os.write(1, words.encode())


def write_file(file: Path, size: int) -> None:
    with file.open("wb") as opened:
        opened.truncate(size)
        opened.seek(size)
        opened.write(b"x" * 10)


def flood() -> None:
    """Write without end into whatever this process was given to tell its end."""
    streams = [one for one in range(3, 60) if is_a_stream(one)]
    while True:
        for one in streams:
            with suppress(OSError):
                os.write(one, b"x" * 1_000_000)


def is_a_stream(number: int) -> bool:
    try:
        kind = os.fstat(number).st_mode
    except OSError:
        return False
    return stat.S_ISSOCK(kind) or stat.S_ISFIFO(kind)


def draw() -> float:
    return random.random()


def kill_parent() -> None:
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(600)


def wait_and_kill_parent(mark: Path) -> None:
    """Do it when another is at work, or alone where that is done already."""
    end = time.monotonic() + 4
    while not mark.exists() and time.monotonic() < end:
        time.sleep(0.01)
    mark.unlink(missing_ok=True)
    kill_parent()


def work_beside(mark: Path) -> str:
    mark.touch()
    time.sleep(1)
    return "done"


def stop_parent(again: int) -> None:
    parent = os.getppid()
    os.kill(parent, signal.SIGSTOP)
    if again and not os.fork():
        # In a session that the build does not end.
        os.setsid()
        end = time.monotonic() + again
        while time.monotonic() < end and psutil.pid_exists(parent):
            os.kill(parent, signal.SIGSTOP)
        os._exit(0)
    time.sleep(600)


def kill_parent_once(mark: Path) -> str:
    if mark.exists():
        return "second try"
    mark.touch()
    kill_parent()
    return ""


def prepare_after(mark: Path) -> Iterator[None]:
    """Take a step after the other until a task has left its mark."""
    for _ in range(2_000):
        yield
        if mark.exists():
            return
        time.sleep(0.01)
    raise RuntimeError("no task began before all was made ready")


def prepare_badly() -> Iterator[None]:
    yield
    raise RuntimeError("this library is broken")


def prepare_with_a_thread() -> Iterator[None]:
    yield
    threading.Thread(target=time.sleep, args=(600,), daemon=True).start()


@pytest.fixture(params=["forked", "ahead"])
def source(request: pytest.FixtureRequest) -> Callable[[], Processes | None]:
    """Give each way in which processes come; a fork is what Linux takes by itself."""
    if request.param == "forked" and sys.platform != "linux":
        pytest.skip("processes are forked on Linux only")
    return lambda: None if request.param == "forked" else StartedAhead(Preparation(), 1)


def run(
    *tasks: Task,
    jobs: int = 2,
    timeout: float | None = 60,
    memory: int = 2_000 * MEGABYTE,
    written: int = 100 * MEGABYTE,
    processes: Processes | None = None,
) -> dict[str, object]:
    pool = Pool(jobs, Limits(timeout, memory, written), processes=processes)
    for task in tasks:
        pool.add(task)
    return {done.task.key: done.error or done.value for done in pool}


def is_gone(process: int) -> bool:
    """Wait a moment for a process to be gone; what is dead and only not buried is."""
    for _ in range(100):
        try:
            if psutil.Process(process).status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        time.sleep(0.05)
    return False


def test_values_come_back_from_processes_of_their_own() -> None:
    tasks = [Task(str(number), double, (number,)) for number in range(4)]
    assert run(*tasks, Task("who", say_process, ())) != {"who": os.getpid()}
    found = run(*tasks, Task("who", say_process, ()), Task("other", say_process, ()))
    assert {key: found[key] for key in "0123"} == {"0": 0, "1": 2, "2": 4, "3": 6}
    assert len({os.getpid(), found["who"], found["other"]}) == 3


def test_what_goes_wrong_with_a_task_is_its_own_and_said(
    tmp_path: Path, source: Callable[[], Processes | None]
) -> None:
    left, orphan = tmp_path / "left", tmp_path / "orphan"
    found = run(
        Task("good", double, (4,)),
        Task("exit", exit_at_once, (3,)),
        Task("crash", crash),
        Task("memory", take_memory, (3_000 * MEGABYTE,)),
        Task("leaves", start_program, (left,)),
        Task("orphan", start_orphan, (orphan,)),
        Task("file", write_file, (tmp_path / "large", 30 * MEGABYTE)),
        Task("also good", double, (5,)),
        written=20 * MEGABYTE,
        processes=source(),
    )
    assert (found.pop("good"), found.pop("also good")) == (8, 10)
    faults = {key: error.faults[0] for key, error in found.items() if isinstance(error, RunError)}
    assert {key: fault.file for key, fault in faults.items()} == {key: key for key in found}
    assert faults["exit"].got == "exit status 3"
    assert faults["crash"].got == "SIGSEGV"
    assert "more memory" in faults["memory"].what
    assert faults["leaves"].got == "sleep"
    assert "left programs running" in faults["orphan"].what
    assert "more into one file than" in faults["file"].what
    assert all(is_gone(int(mark.read_text(encoding="utf-8"))) for mark in (left, orphan))


def test_what_tells_without_end_is_stopped_alone(
    source: Callable[[], Processes | None],
) -> None:
    found = run(Task("floods", flood), Task("good", double, (4,)), processes=source())
    assert found.pop("good") == 8
    (error,) = found.values()
    assert isinstance(error, RunError)
    assert "told the build more than 200 MB" in error.faults[0].what
    assert error.faults[0].file == "floods"


def test_memory_that_grows_in_programs_it_starts_counts_too(tmp_path: Path) -> None:
    # Each of them stays below the limit; together they do not.
    eat = "import time; held = bytes(150_000_000).replace(b'\\0', b'1'); time.sleep(600)"
    found = run(Task("eats", start_pythons, (3, eat)), memory=400 * MEGABYTE)
    assert "more memory" in str(found["eats"])


def test_a_crash_keeps_its_traceback_for_developers() -> None:
    pool = Pool(1)
    pool.add(Task("crash", crash))
    pool.add(Task("prints", print_past_python, ("a word",)))
    printed = {done.task.key: done.printed for done in pool}
    assert "string_at" in printed["crash"]
    assert printed["prints"] == "a word"


def test_what_comes_by_chance_is_the_task_s_own_and_the_same_each_time() -> None:
    tasks = [Task("one", draw), Task("two", draw)]
    first = run(*tasks)
    assert first == run(*tasks)
    assert first["one"] != first["two"]


def test_an_early_task_runs_before_all_is_made_ready(tmp_path: Path) -> None:
    mark = tmp_path / "early"
    wanted = Preparation((), f"{__name__}:prepare_after", (mark,), first=("colorsys",))
    pool = Pool(2, preparation=wanted)
    pool.add(Task("late", say_modules, ("colorsys",)))
    pool.add(Task("early", leave_mark, (tmp_path, "early"), early=True), -1)
    found = {done.task.key: done.error or done.value for done in pool}
    assert found == {"late": True, "early": None}


def test_a_function_may_be_named_and_given_options() -> None:
    assert run(Task("one", f"{__name__}:double", options={"number": 4})) == {"one": 8}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a parent to fork from")
def test_what_breaks_while_the_rest_is_made_ready_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_kept", processes._Kept())
    pool = Pool(1, preparation=Preparation((), f"{__name__}:prepare_badly"))
    pool.add(Task("one", double, (1,)))
    with pytest.raises(RunError) as caught:
        list(pool)
    assert "could not be made ready" in caught.value.faults[0].what
    assert "this library is broken" in caught.value.faults[0].got


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a parent to fork from")
def test_a_parent_in_which_a_thread_turns_up_forks_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(processes, "_kept", processes._Kept())
    pool = Pool(1, preparation=Preparation((), f"{__name__}:prepare_with_a_thread"))
    pool.add(Task("early", double, (1,), early=True), -1)
    pool.add(Task("late", double, (2,)))
    found = {done.task.key: done.error or done.value for done in pool}
    assert found == {"early": 2, "late": 4}
    held = processes._kept.held
    assert held
    assert held[0].has_threads
    assert not held[0].alive


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a parent to fork from")
def test_a_parent_that_is_killed_costs_a_repeat_not_a_report(tmp_path: Path) -> None:
    found = run(
        Task("unlucky", kill_parent_once, (tmp_path / "mark",)), Task("other", double, (2,))
    )
    assert found == {"unlucky": "second try", "other": 4}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a parent to fork from")
def test_a_task_that_kills_its_parent_each_time_fails_alone() -> None:
    found = run(Task("killer", kill_parent), Task("good", double, (1,)), jobs=1)
    assert found["good"] == 2
    assert "stopped from outside" in str(found["killer"])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a parent to fork from")
def test_nobody_is_blamed_for_another_that_kills_the_parent(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    found = run(Task("killer", wait_and_kill_parent, (mark,)), Task("good", work_beside, (mark,)))
    assert found["good"] == "done"
    assert "stopped from outside" in str(found["killer"])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a parent to fork from")
@pytest.mark.parametrize("again", [0, 30])
def test_a_parent_that_a_task_stops_is_woken_or_ended(
    monkeypatch: pytest.MonkeyPatch, again: int
) -> None:
    monkeypatch.setattr("toolkit.batch.forked.PATIENCE", 1.0)
    began = time.monotonic()
    found = run(Task("stops", stop_parent, (again,)), Task("good", sleep, (0.5,)), timeout=3)
    assert found["good"] == "awake"
    assert "longer than 3 seconds" in str(found["stops"])
    assert time.monotonic() - began < 30


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a parent to fork from")
def test_much_is_given_to_a_task_without_waiting_for_a_parent_that_was_stopped() -> None:
    before = set(psutil.Process().children())
    parent = ForkedProcesses()
    parent.prepare(Preparation())
    (process,) = set(psutil.Process().children()) - before
    try:
        process.suspend()
        began = time.monotonic()
        parent.start(1, Task("large", len, (b"x" * 5_000_000,)), Limits())
        assert parent.wait(0.1) == []
        assert time.monotonic() - began < 5
        process.resume()
        ended: list[Ended] = []
        while not ended and time.monotonic() - began < 60:
            ended = parent.wait(1)
        assert [read_answer(one.sent) for one in ended] == [(5_000_000, None)]
    finally:
        process.resume()
        parent.close()


def test_a_task_may_be_given_much(source: Callable[[], Processes | None]) -> None:
    much = [Task(str(n), len, (b"x" * n,)) for n in (70_000, 3_000_000, 20_000_000)]
    assert run(*much, processes=source()) == {one.key: int(one.key) for one in much}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a parent to fork from")
def test_a_stopped_parent_ends_with_the_one_that_called_it(tmp_path: Path) -> None:
    script = (
        "from tests.batch.test_pool import stop_parent, Pool, Task\n"
        "pool = Pool(1)\npool.add(Task('a', stop_parent, (0,)))\nlist(pool)\n"
    )
    caller = subprocess.Popen([sys.executable, "-c", script], cwd=Path(__file__).parents[2])
    started = psutil.Process(caller.pid)
    below: list[psutil.Process] = []
    while psutil.STATUS_STOPPED not in [one.status() for one in below]:
        assert caller.poll() is None
        time.sleep(0.05)
        below = started.children(recursive=True)
    caller.kill()
    caller.wait()
    assert len(below) == 2
    assert all(is_gone(one.pid) for one in below)


def end_at_first(mark: Path, times: int) -> None:
    """Be killed where the parent makes itself ready, for so many times."""
    before = len(mark.read_text(encoding="utf-8")) if mark.exists() else 0
    if before < times:
        mark.write_text("x" * (before + 1), encoding="utf-8")
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a parent to fork from")
def test_a_parent_that_is_killed_before_it_is_ready_is_started_once_more(tmp_path: Path) -> None:
    for times in (1, 2):
        mark = tmp_path / f"mark-{times}"
        warm_up = f"{__name__}:end_at_first"
        pool = Pool(1, Limits(60), Preparation((), warm_up, (mark, times)))
        pool.add(Task("one", double, (1,)))
        if times == 1:
            assert [one.value for one in pool] == [2]
            continue
        (one,) = pool
        assert "was stopped from outside" in str(one.error)
        assert "Build again" in str(one.error)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a parent to fork from")
def test_a_caller_that_is_killed_takes_everything_with_it(tmp_path: Path) -> None:
    mark = tmp_path / "process"
    script = (
        "from pathlib import Path\n"
        "from tests.batch.test_pool import note_process, Pool, Task\n"
        f"pool = Pool(1)\npool.add(Task('a', note_process, (Path({str(mark)!r}), 600.0)))\n"
        "list(pool)\n"
    )
    caller = subprocess.Popen([sys.executable, "-c", script], cwd=Path(__file__).parents[2])
    while not mark.is_file() or not mark.read_text(encoding="utf-8"):
        assert caller.poll() is None
        time.sleep(0.05)
    below = psutil.Process(caller.pid).children(recursive=True)
    caller.kill()
    caller.wait()
    assert len(below) == 2
    assert all(is_gone(one.pid) for one in below)


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


def test_one_at_a_time_keeps_the_order_in_which_tasks_were_added(tmp_path: Path) -> None:
    pool = Pool(1, Limits(60))
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


def test_a_pool_that_is_left_early_leaves_no_process_behind(
    tmp_path: Path, source: Callable[[], Processes | None]
) -> None:
    mark = tmp_path / "process"
    pool = Pool(2, Limits(60), processes=source())
    pool.add(Task("slow", note_process, (mark, 600.0)))
    pool.add(Task("quick", sleep, (1.0,)))
    results = iter(pool)
    assert next(results).task.key == "quick"
    results.close()  # type: ignore[attr-defined]
    assert is_gone(int(mark.read_text(encoding="utf-8")))


def test_the_caller_s_own_script_is_what_it_was_afterwards() -> None:
    main = sys.modules["__main__"]
    before = {name: vars(main).get(name) for name in ("__file__", "__spec__")}
    run(Task("one", double, (1,)))
    assert {name: vars(main).get(name) for name in ("__file__", "__spec__")} == before


def test_no_part_of_a_secret_stays_where_what_nobody_foresaw_is_cut() -> None:
    value = "Zq81-Kd07-Wm52-Tb39-Rv64"
    lent = Task("one", complain_of, (995, Keyring({"token": value})))
    told = str(run(lent)["one"])
    assert not any(value[start : start + 4] in told for start in range(len(value) - 3))


def test_no_tasks_are_done_at_once() -> None:
    assert run() == {}


def say_surroundings() -> tuple[str | None, str | None]:
    return os.environ.get("KOERS_TRIAL"), os.environ.get("PYTHONHASHSEED")


def test_a_task_has_the_caller_s_surroundings_of_that_moment(
    monkeypatch: pytest.MonkeyPatch, source: Callable[[], Processes | None]
) -> None:
    monkeypatch.setenv("KOERS_TRIAL", "one")
    assert run(Task("a", say_surroundings), processes=source()) == {"a": ("one", "0")}
    monkeypatch.delenv("KOERS_TRIAL")
    assert run(Task("a", say_surroundings), processes=source()) == {"a": (None, "0")}


def read_all_surroundings() -> str:
    """Give what a process and the one that it came from were started with, as anybody finds it."""
    places = [Path(f"/proc/{process}/environ") for process in (os.getpid(), os.getppid())]
    found = b"".join(one.read_bytes() for one in places) if sys.platform == "linux" else b""
    return found.decode() + repr(dict(os.environ))


def test_no_process_of_ours_is_started_with_a_secret(
    monkeypatch: pytest.MonkeyPatch, source: Callable[[], Processes | None]
) -> None:
    monkeypatch.setenv("KOERS_SECRET_OTHER__TOKEN", "of-another-client")
    monkeypatch.setenv("KOERS_TRIAL", "known")
    # A parent that another test left behind was started before there was a secret.
    if processes._kept.held:
        processes._kept.held[0].close()
    told = str(run(Task("a", read_all_surroundings), processes=source()))
    assert "known" in told
    assert "of-another-client" not in told


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a parent to fork from")
def test_a_thread_that_ends_leaves_no_process_behind() -> None:
    found: list[object] = []
    before = {one.pid for one in psutil.Process().children()}
    thread = Thread(target=lambda: found.append(run(Task("one", double, (1,)))))
    thread.start()
    thread.join(60)
    gc.collect()
    assert found == [{"one": 2}]
    assert {one.pid for one in psutil.Process().children()} <= before
