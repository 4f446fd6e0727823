"""The rows of the table: what each measures, and what is to be reached."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from benchmarks.engine.peers import list_reports, time_bare_cells, time_commands, time_libraries
from benchmarks.engine.places import (
    build,
    demo_workspace,
    idle_workspace,
    koers,
    light_workspace,
)
from benchmarks.engine.timed_build import time_build
from benchmarks.engine.weighing import weigh


@dataclass(frozen=True, slots=True)
class Size:
    """How much is built: the full counts, or less for trying.

    ``sample`` is how many reports the two commands make; the rest is taken to cost the same.
    """

    clients: int = 50
    demos: int = 3
    few: int = 10
    many: int = 400
    idle: int = 1000
    idle_light: bool = False
    sample: int = 6
    repeats: int = 3


QUICK = Size(clients=4, demos=1, few=2, many=6, idle=20, idle_light=True, sample=1, repeats=1)


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured, what is to be reached, and whether it was; None where it was skipped."""

    what: str
    measured: str
    target: str
    reached: bool | None


def measure_demo(size: Size) -> Row:
    """Demo clients, forced with HTML, against the bare cells in two warm processes."""
    with demo_workspace(size.demos) as workspace:
        build(workspace)
        reports = list_reports(workspace)
        bare = _typical(size, lambda: time_bare_cells(reports))
        ours = _typical(size, lambda: _time(lambda: build(workspace, "--force")))
    ratio = ours / bare
    return Row(
        "demo clients, forced build with HTML, against their bare cells in two warm processes",
        f"{ratio:.2f} times as long ({ours:.1f} s against {bare:.1f} s)",
        "at most 1.3 times",
        ratio <= 1.3,
    )


def measure_light(size: Size) -> Row:
    """Light notebooks with HTML against the two commands, one after the other."""
    with light_workspace(size.clients) as workspace:
        return _against_commands(size, workspace, f"light, {2 * size.clients} reports", 12)


def measure_demo_commands(size: Size) -> Row:
    """Demo clients with HTML against the two commands, one after the other."""
    with demo_workspace(size.demos) as workspace:
        return _against_commands(size, workspace, "demo clients", 6)


def _against_commands(size: Size, workspace: Path, what: str, target: float) -> Row:
    build(workspace)
    reports = list_reports(workspace)
    # From all over the list, so that long and short chapters have their share.
    sample = reports[:: max(1, len(reports) // size.sample)][: size.sample]
    # Chapters differ much: all of them, where they are few.
    sample = reports if len(reports) <= 2 * size.sample else sample
    each = time_commands(sample) / len(sample)
    theirs = each * len(reports)
    ours = _typical(size, lambda: _time(lambda: build(workspace, "--force")))
    ratio = theirs / ours
    counted = "" if len(sample) == len(reports) else f", counted up from {len(sample)}"
    return Row(
        f"{what}, forced with HTML, against the two commands one after the other",
        f"{ratio:.1f} times as fast ({ours:.1f} s against {theirs:.0f} s, "
        f"{each:.1f} s a report{counted})",
        f"at least {target:g} times",
        ratio >= target,
    )


def measure_libraries(size: Size) -> Row:
    """Light notebooks with HTML against two processes that call papermill's and nbconvert's."""
    with light_workspace(size.clients) as workspace:
        build(workspace)
        reports = list_reports(workspace)[: 4 * size.sample]
        theirs = time_libraries(reports) * 2 * size.clients / len(reports)
        ours = _typical(size, lambda: _time(lambda: build(workspace, "--force")))
    ratio = theirs / ours
    return Row(
        f"light, {2 * size.clients} reports, against two processes that call papermill's and "
        "nbconvert's functions",
        f"{ratio:.1f} times as fast ({ours:.1f} s against {theirs:.0f} s, counted up from "
        f"{len(reports)})",
        "at least 5 times",
        ratio >= 5,
    )


def measure_pace(size: Size) -> Row:
    """Time a report where there are many clients against few."""
    # On both sides of the long one, so that a machine that slows down slows both.
    before = [_pace_of(size.few) for _ in range(size.repeats)]
    long = _pace_of(size.many)
    after = [_pace_of(size.few) for _ in range(size.repeats)]
    short = median([*before, *after])
    ratio = long / short
    return Row(
        f"time a report at {size.many} clients against {size.few}",
        f"{ratio:.2f} times ({long * 1000:.0f} ms against {short * 1000:.0f} ms)",
        "at most 1.05 times",
        ratio <= 1.05,
    )


def _pace_of(clients: int) -> float:
    # Each in a new workspace: to make a file costs more than to write it again.
    with light_workspace(clients) as workspace:
        return time_build(workspace, force=True).pace


def measure_memory(size: Size) -> Row:
    """Peak proportional set size of everything with two jobs, with few clients and with many."""
    peaks = {}
    for clients in (size.few, size.many):
        with light_workspace(clients) as workspace:
            peaks[clients] = weigh(_force(workspace))
    with demo_workspace(size.demos) as workspace:
        demo = weigh(_force(workspace))
    few, many = peaks[size.few], peaks[size.many]
    return Row(
        f"peak memory of everything, 2 jobs, at {size.few} and {size.many} clients",
        f"{few:.0f} MB and {many:.0f} MB light; {demo:.0f} MB with the demo clients",
        "at most 700 MB, the same at both (within 5 %)",
        max(few, many, demo) <= 700 and many <= 1.05 * few,
    )


def _force(workspace: Path) -> list[str]:
    return koers("build", "--json", "--force", "--jobs", "2", "--workspace", str(workspace))


def measure_idle(size: Size) -> Row:
    """Time a build with nothing to do."""
    with idle_workspace(size.idle, light=size.idle_light) as workspace:
        build(workspace)
        seconds = _typical(size, lambda: _time(lambda: build(workspace)))
        quiet = not time_build(workspace, force=False).processes
    return Row(
        f"a build of {size.idle} clients with nothing to do",
        f"{seconds:.2f} s, {'no process' if quiet else 'PROCESSES'} started",
        "under 3 seconds, no process",
        seconds < 3 and quiet,
    )


def measure_change(size: Size) -> Row:
    """One data file changed: which reports run, and how soon they are there."""
    with idle_workspace(size.idle, light=False) as workspace:
        build(workspace)
        slug = f"copy-{size.idle // 2:04d}"
        messages = workspace / "clients" / slug / "data" / "messages" / "messages.csv"
        lines = messages.read_text(encoding="utf-8").splitlines(keepends=True)
        messages.write_text("".join(lines[:-1]), encoding="utf-8")
        name = "data/messages/messages.csv"
        readers = _find_readers(workspace / "clients" / slug, name)
        made = time_build(workspace, force=False)
    expected = {f"{slug}/{chapter}" for chapter in readers}
    ran = set(made.ran)
    return Row(
        f"one data file changed among {size.idle} clients",
        f"{len(ran)} of {4 * size.idle} reports ran in {made.seconds:.1f} s: "
        + ", ".join(sorted(one.partition("/")[2] for one in ran)),
        "only those that read it, or tables made of it",
        bool(ran) and ran == expected,
    )


def _find_readers(client: Path, changed: str) -> set[str]:
    """Name the chapters that read a file, or a table of a chapter that does; from the notebooks.

    The manifest, by which the build goes, is left aside: this is the notebooks' own word.
    """
    import json

    from toolkit import bundle

    found: set[str] = set()
    for path in sorted((client / "reports" / "notebooks").glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        shown = [one.get("data", {}) for cell in cells for one in cell.get("outputs", ())]
        read = [
            one["path"] for data in shown for one in data.get(bundle.SOURCES, {}).get("files", ())
        ]
        tables = tuple(f"reports/data/{chapter}/" for chapter in found)
        if changed in read or any(name.startswith(tables) for name in read if tables):
            found.add(path.stem.partition("_")[2])
    return found


def measure_help(size: Size) -> Row:
    """Time ``koers --help`` against a Python that does nothing."""
    runs = 5 * size.repeats
    empty = median(_time_command([sys.executable, "-c", "pass"]) for _ in range(runs))
    ours = median(_time_command(koers("--help")) for _ in range(runs))
    return Row(
        "koers --help",
        f"{ours - empty:.2f} s more than an empty Python ({ours:.2f} s against {empty:.2f} s)",
        "at most 0.25 s more",
        ours - empty <= 0.25,
    )


def measure_cluster(size: Size) -> Row:
    """Two Dask workers on this machine against two jobs."""
    what, target = (
        "two Dask workers on this machine against --jobs 2",
        "at least 0.85 times as fast",
    )
    told = subprocess.run(koers("build", "--help"), capture_output=True, text=True, check=True)
    if find_spec("distributed") is None or "--cluster" not in told.stdout:
        return Row(what, "skipped: the extra koers[cluster] is not installed", target, None)
    from distributed import LocalCluster

    with light_workspace(size.clients) as workspace:
        build(workspace)
        ours = _typical(size, lambda: _time(lambda: build(workspace, "--force")))
        with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
            there = ("--force", "--cluster", cluster.scheduler_address)
            theirs = _typical(size, lambda: _time(lambda: build(workspace, *there)))
    ratio = ours / theirs
    return Row(
        what,
        f"{ratio:.2f} times as fast ({theirs:.1f} s against {ours:.1f} s)",
        target,
        ratio >= 0.85,
    )


def _typical(size: Size, measured: Callable[[], float]) -> float:
    return median(measured() for _ in range(size.repeats))


def _time(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _time_command(command: Sequence[str]) -> float:
    return _time(lambda: _quietly(command))


def _quietly(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


ROWS: dict[str, Callable[[Size], Row]] = {
    "demo": measure_demo,
    "light": measure_light,
    "libraries": measure_libraries,
    "demo-commands": measure_demo_commands,
    "pace": measure_pace,
    "memory": measure_memory,
    "idle": measure_idle,
    "change": measure_change,
    "help": measure_help,
    "cluster": measure_cluster,
}
