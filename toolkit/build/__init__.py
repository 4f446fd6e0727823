"""The pipeline, readable as one: plan, check, run, deliver, and say what came of it.

Callable from Python and from schedulers; the command line only passes on what it was told.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from toolkit.batch.jobs import Outcome
from toolkit.batch.pool import Pool
from toolkit.batch.tasks import Done, Limits, Preparation, Task
from toolkit.build.checking import Checked, check_client
from toolkit.build.delivery import deliver_client, run_chapter
from toolkit.build.planning import plan
from toolkit.build.portfolio import write_portfolio
from toolkit.build.records import conclude, give_up, report_path
from toolkit.build.request import ClientPlan, ClientResult, Planned, Request
from toolkit.errors import Fault, ToolkitError

__all__ = ["ClientPlan", "ClientResult", "Planned", "Request", "Watch", "build", "plan"]

# What the warm parent imports, so that a report's process starts with it done.
PRELOAD = ("toolkit.build", "toolkit.figures.intervals", "toolkit.batch.shell")

Watch = Callable[[str, int, int], None]


@dataclass(slots=True)
class _Progress:
    """What is known of a client while its tasks run."""

    plan: ClientPlan
    waiting: set[str]
    outcomes: list[Outcome] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    missing: tuple[dict[str, Any], ...] = ()


def build(request: Request, watch: Watch = lambda *_: None) -> tuple[ClientResult, ...]:
    """Make the reports.

    Parameters
    ----------
    request
        What to build.
    watch
        Called with the name of a task that ended, the number of tasks that are done, and of all.

    Returns
    -------
    tuple of ClientResult
        In the order of the request; clients with faults among them, never an exception for one.

    Raises
    ------
    UsageError
        If the request names something that does not exist.
    """
    limits = Limits(seconds=request.timeout)
    pool = Pool(request.jobs or os.cpu_count() or 1, limits, Preparation(PRELOAD))
    progress: dict[str, _Progress] = {}
    results: dict[str, ClientResult] = {}
    done, total = 0, 0
    plans = plan(request)
    for one in plans:
        if one.faults:
            results[one.slug] = _recorded(one, partial(give_up, one, one.faults, request))
        elif not one.due and not one.stale_pages:
            skipped = tuple(chapter.job.chapter for chapter in one.chapters)
            results[one.slug] = ClientResult(
                one.slug, one.name, skipped=skipped, report=report_path(one.slug)
            )
        else:
            progress[one.slug] = _Progress(one, {chapter.job.key for chapter in one.due})
            look = (one.slug, request.workspace, request.as_of)
            pool.add(Task(f"{one.slug}/check", check_client, look))
            total += len(one.due) + 2
    watch("starting", done, total)
    for finished in pool:
        slug, _, step = finished.task.key.partition("/")
        here = progress[slug]
        done += 1
        if step == "check":
            failed = _faults_of(finished)
            checked: Checked = Checked(failed) if failed else finished.value
            here.missing = checked.missing
            faults = tuple(fault for fault in checked.faults if fault.severity == "error")
            if faults:
                results[slug] = _recorded(here.plan, partial(give_up, here.plan, faults, request))
                done += len(here.plan.due) + 1
            if not faults:
                pool.add(_next_task(here, request))
        elif step == "deliver":
            faults = (*here.faults, *_faults_of(finished))
            end = partial(
                conclude, here.plan, here.outcomes, faults, finished.value, request, here.missing
            )
            results[slug] = _recorded(here.plan, end)
        else:
            here.waiting.discard(finished.task.key)
            _take(here, finished)
            pool.add(_next_task(here, request))
        watch(finished.task.key, done, total)
    write_portfolio(request.workspace)
    return tuple(results[one.slug] for one in plans)


def _recorded(one: ClientPlan, record: Callable[[], ClientResult]) -> ClientResult:
    try:
        return record()
    except OSError as error:
        fault = Fault(
            "The reports of this client cannot be written.",
            file=f"clients/{one.slug}/reports",
            got=error.strerror or str(error),
            remedy="Look at the folder's permissions, at free space, and at open programs.",
        )
        return ClientResult(one.slug, one.name, faults=(fault,))


def _next_task(here: _Progress, request: Request) -> Task:
    # In number order: a chapter may read what an earlier one published.
    for chapter in here.plan.due:
        if chapter.job.key in here.waiting:
            return Task(chapter.job.key, run_chapter, (chapter.job,))
    return _deliver_task(here, request)


def _deliver_task(here: _Progress, request: Request) -> Task:
    folder = request.workspace / "clients" / here.plan.slug
    jobs = [chapter.job for chapter in here.plan.chapters]
    call = partial(deliver_client, complete=not here.faults)
    return Task(f"{here.plan.slug}/deliver", call, (folder, jobs, request.workspace))


def _faults_of(finished: Done) -> tuple[Fault, ...]:
    return finished.error.faults if isinstance(finished.error, ToolkitError) else ()


def _take(here: _Progress, finished: Done) -> None:
    if isinstance(finished.error, ToolkitError):
        job = next(c.job for c in here.plan.due if c.job.key == finished.task.key)
        finished = Done(finished.task, Outcome(job.client, job.notebook, finished.error.faults))
    outcome: Outcome = finished.value
    here.outcomes.append(outcome)
    here.faults.extend(outcome.faults)
