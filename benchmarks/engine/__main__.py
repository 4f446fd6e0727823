"""The command: some rows, or all of them, printed and written down.

python -m benchmarks.engine ROW... [--quick] [--reports N] [--clients N] [--repeats N]
python -m benchmarks.engine all [--quick] [--write docs/performance.md]
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from benchmarks.engine.rows import QUICK, ROWS, Row, Size

CORES = 2
LIBRARIES = ("papermill", "nbconvert", "nbformat", "ipykernel", "pandas", "matplotlib", "seaborn")


def main(arguments: Sequence[str]) -> int:
    """Measure what was asked for; status 1 if a target was missed."""
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.engine", description=__doc__, formatter_class=plain
    )
    parser.add_argument("rows", nargs="+", choices=("all", *ROWS))
    parser.add_argument("--quick", action="store_true", help="little of everything, for trying")
    parser.add_argument("--reports", type=int, help="light reports, two for each client")
    parser.add_argument("--clients", type=int, help="clients where there are many")
    parser.add_argument("--repeats", type=int, help="times that our own build is measured")
    parser.add_argument("--write", type=Path, help="write the table to this file")
    asked = parser.parse_args(arguments)
    size = QUICK if asked.quick else Size()
    if asked.reports:
        size = replace(size, clients=max(1, asked.reports // 2))
    if asked.clients:
        size = replace(size, many=asked.clients, idle=asked.clients)
    if asked.repeats:
        size = replace(size, repeats=asked.repeats)
    _hold_to_two_cores()
    rows = []
    for name in ROWS if "all" in asked.rows else asked.rows:
        rows.append(ROWS[name](size))
        print(f"{name}: {_tell(rows[-1])}", flush=True)
    if asked.write:
        asked.write.write_text(_write(rows, quick=asked.quick), encoding="utf-8", newline="\n")
    return int(any(row.reached is False for row in rows))


def _hold_to_two_cores() -> None:
    # Processes that are started from here inherit it.
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])


def _tell(row: Row) -> str:
    said = {True: "reached", False: "MISSED", None: "not measured"}[row.reached]
    return f"{row.what}\n  {row.measured}\n  to reach: {row.target}: {said}"


def _write(rows: Sequence[Row], *, quick: bool) -> str:
    said = {True: "yes", False: "**no**", None: "not measured"}
    lines = [
        f"| {row.what} | {row.measured} | {row.target} | {said[row.reached]} |" for row in rows
    ]
    tried = "\n**Tried with little of everything: not the figures that count.**\n" if quick else ""
    return INTRODUCTION.format(
        tried=tried, table="\n".join(lines), machine="\n".join(f"- {one}" for one in _machine())
    )


def _machine() -> list[str]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    cores = f"{CORES} of {os.cpu_count()} cores"
    return [
        f"{platform.system()} on {platform.machine()}, {cores}, {memory:.0f} GB of memory",
        f"Python {platform.python_version()}; {libraries}",
    ]


INTRODUCTION = """# How fast

Made by `make bench`, which takes about an hour and wants a machine without other work.
`python -m benchmarks.engine` measures some rows; `--quick` tries it. Seconds differ from
machine to machine: what counts are the ratios within one run.
{tried}
| what | measured | to reach | reached |
|---|---|---|---|
{table}

Measured on:

{machine}

What the words mean:

- *Demo clients* are the three that come with Koers, with their own notebooks; *light* are two fixed
  notebooks in `benchmarks/light` (pandas, seaborn, three plots and two tables each), for invented
  clients without data. A *report* is one notebook run for one client, and its page.
- *The two commands* are `papermill` and `jupyter nbconvert --to html`, a new process each time.
  They are slow enough that a sample is counted up to all reports; the table says of how many.
- *Two processes that call the functions* have papermill and nbconvert loaded, and one exporter
  each, before the clock starts; each notebook still gets its kernel.
- *Bare cells* are the code cells of the same notebooks, in two processes that have everything
  loaded before the clock starts. They write no notebook, no page and no table.
- Our own figure is always the whole `koers build`, from the command line to its end: start, check,
  run, pages of each chapter and of the whole strategy, tables, manifests, and the page of all
  clients.
- *Time a report* is counted from the first report of a build to its last page, in a new workspace.
- *Peak memory* is the proportional set size of the build and all its processes, looked at by
  another process twenty times a second.
- The clients with nothing to do are copies of one demo client with all its data and chapters.
"""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
