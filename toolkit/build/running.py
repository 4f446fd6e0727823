"""The clients of a build, side by side: each is checked, run chapter by chapter, and delivered."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import Any

from toolkit.batch.jobs import Job, Outcome, chapter_of
from toolkit.batch.pool import Pool
from toolkit.batch.tasks import MEGABYTE, Done, Limits, Task
from toolkit.build.ends import Stamp, stamp_of, take_end, take_outcome
from toolkit.build.failures import PLAN, forget_failure, keep_failure
from toolkit.build.readiness import prepare_for
from toolkit.build.records import conclude, drop_gone, give_up, not_written, note, recorded
from toolkit.build.request import ClientPlan, ClientResult, Request, Watch
from toolkit.build.results import Checked, Delivered
from toolkit.errors import Fault, ToolkitError
from toolkit.loan import Loan
from toolkit.secret import find_lent, gather_secrets, hide_in_fault, keep_end

log = logging.getLogger("koers")
# Clients at work for each process: enough that none waits at the end, few enough that reports of
# the first are there long before those of the last.
IN_HAND = 2
# Letters that are kept of what a process printed past Python.
PRINTED = 20_000

# By name, since what they call takes longer to load than all else that a build does itself.
CHECK = "toolkit.build.checking:check_client"
RUN = "toolkit.build.delivery:run_chapter"
DELIVER = "toolkit.build.delivery:deliver_client"


@dataclass(slots=True)
class _Progress:
    """What is known of a client while its tasks run."""

    plan: ClientPlan
    waiting: list[Job]
    outcomes: list[Outcome] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    missing: tuple[dict[str, Any], ...] = ()
    loan: Loan | None = None
    before: Stamp | None = None


def give_up_faulty(plans: Iterable[ClientPlan], request: Request) -> dict[str, ClientResult]:
    """Write down why clients with faults in their plan are not built; gives them by slug."""
    return {
        one.slug: recorded(one, partial(give_up, one, one.faults, request))
        for one in plans
        if one.faults
    }


def run_clients(
    plans: Sequence[ClientPlan], request: Request, watch: Watch
) -> dict[str, ClientResult]:
    """Build clients that have something due, `request.jobs` tasks at a time.

    Returns
    -------
    dict
        A result for each client, by slug.
    """
    clients = _Clients(plans, request)
    watch("starting", 0, clients.total)
    for finished in clients.pool:
        clients.take(finished)
        watch(finished.task.key, clients.done, clients.total)
    return clients.results


class _Clients:
    """Each client's way through its tasks: check, chapters in number order, delivery."""

    def __init__(self, plans: Sequence[ClientPlan], request: Request) -> None:
        self.results: dict[str, ClientResult] = {}
        self.done = 0
        self.total = sum(len(one.due) + 2 for one in plans)
        self._request = request
        self._progress = {
            one.slug: _Progress(one, [chapter.job for chapter in one.due]) for one in plans
        }
        limits = Limits(seconds=request.timeout, memory=request.memory * MEGABYTE)
        jobs = request.jobs or os.cpu_count() or 1
        self.pool = Pool(jobs, limits, prepare_for(request.workspace))
        self._next = iter(plans)
        for one in islice(self._next, IN_HAND * jobs):
            self._begin(one)

    def take(self, finished: Done) -> None:
        """Take what came of a task, and lead its client on to the next."""
        self.done += 1
        slug, _, step = finished.task.key.partition("/")
        here = self._progress[slug]
        finished = _blot_out(_take_in(finished, step, here))
        self._log(finished)
        if step == "check":
            self._take_check(here, finished)
        elif step == "deliver":
            self._take_delivery(here, finished)
        else:
            self._take_chapter(here, finished)

    def _begin(self, one: ClientPlan) -> None:
        forget_failure(self._request.workspace, f"{one.slug}/{PLAN}")
        look = (one.slug, self._request.workspace, self._request.as_of)
        task = Task(f"{one.slug}/check", CHECK, look, early=True)
        self.pool.add(task, -len(one.due) - 2)

    def _end(self, slug: str, result: ClientResult) -> None:
        self.results[slug] = result
        for one in islice(self._next, 1):
            self._begin(one)

    def _take_check(self, here: _Progress, finished: Done) -> None:
        failed = _faults_of(finished)
        checked: Checked = Checked(failed) if failed else finished.value
        here.missing, here.loan = checked.missing, checked.loan
        faults = tuple(fault for fault in checked.faults if fault.severity == "error")
        if not faults:
            try:
                drop_gone(here.plan, self._request)
            except OSError as error:
                faults = (not_written(here.plan.slug, error),)
            else:
                self._go_on(here)
                return
        self.done += len(here.plan.due) + 1
        end = partial(give_up, here.plan, faults, self._request)
        self._end(here.plan.slug, recorded(here.plan, end))

    def _take_chapter(self, here: _Progress, finished: Done) -> None:
        job = here.waiting.pop(0)
        faults = _faults_of(finished)
        outcome = Outcome(job.client, job.notebook, faults) if faults else finished.value
        here.outcomes.append(outcome)
        here.faults.extend(outcome.faults)
        if outcome.ok:
            try:
                note(job, outcome, here.plan, self._request)
            except OSError as error:
                here.faults.append(not_written(here.plan.slug, error))
        self._go_on(here)

    def _take_delivery(self, here: _Progress, finished: Done) -> None:
        faults = (*here.faults, *_faults_of(finished))
        end = partial(
            conclude, here.plan, here.outcomes, faults, finished.value, self._request, here.missing
        )
        self._end(here.plan.slug, recorded(here.plan, end))

    def _go_on(self, here: _Progress) -> None:
        # In number order: a chapter may read what an earlier one published. Who has most before
        # them goes first, so that nobody is alone at the end.
        if here.waiting:
            job = here.waiting[0]
            keyring = gather_secrets(job.secrets, job.client)
            here.before = stamp_of(job.output)
            self.pool.add(Task(job.key, RUN, (job, keyring, here.loan)), -len(here.waiting) - 1)
            return
        # Of hundreds of clients only those at work are held.
        here.loan = None
        folder = self._request.workspace / "clients" / here.plan.slug
        jobs = [chapter.job for chapter in here.plan.chapters]
        ran = {chapter_of(outcome.notebook) for outcome in here.outcomes if outcome.ok}
        chapters = {job.chapter for job in jobs} if here.plan.stale_pages else ran
        given = (folder, jobs, self._request.workspace)
        how = {"chapters": chapters, "complete": not here.faults}
        self.pool.add(Task(f"{here.plan.slug}/deliver", DELIVER, given, how), -1)

    def _log(self, finished: Done) -> None:
        key, faults, trace = finished.task.key, _faults_of(finished), ""
        if isinstance(finished.value, Outcome):
            faults, trace = finished.value.faults, finished.value.traceback
        told = "\n".join(str(fault) for fault in faults) or f"done in {finished.seconds:.1f} s"
        log.log(logging.ERROR if faults else logging.INFO, told, extra={"report": key})
        if finished.printed:
            log.info(finished.printed, extra={"report": key})
        if faults:
            keep_failure(self._request.workspace, key, told, trace, finished.printed)
        else:
            forget_failure(self._request.workspace, key)


def _take_in(finished: Done, step: str, here: _Progress) -> Done:
    if step == "check":
        return take_end(finished, Checked)
    if step == "deliver":
        return take_end(finished, Delivered)
    return take_outcome(finished, here.waiting[0], here.before)


def _blot_out(finished: Done) -> Done:
    """Take secrets out of what a task ended with; its notebooks and their faults have none."""
    values = find_lent(finished.task.arguments)
    error = finished.error
    if isinstance(error, ToolkitError):
        error = type(error)(hide_in_fault(fault, values) for fault in error.faults)
    return replace(finished, error=error, printed=keep_end(finished.printed, values, PRINTED))


def _faults_of(finished: Done) -> tuple[Fault, ...]:
    return finished.error.faults if isinstance(finished.error, ToolkitError) else ()
