"""Clients on their way: a few at a time to the workers, and what comes back put in its place."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import closing, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import uuid4

import dask
from distributed import Client, Future, KilledWorker, get_worker, wait
from distributed.client import ClosedClientError

from toolkit.batch.pool import Pool
from toolkit.batch.tasks import MEGABYTE, Limits, Preparation, Task
from toolkit.build.checking import check_client
from toolkit.build.cluster.errand import (
    MANIFEST,
    Brought,
    Errand,
    NotDoneError,
    carry_out,
    describe_equipment,
    options_of,
    pack_faults,
    read_brought,
    tell,
)
from toolkit.build.cluster.parcel import find_files, pack_client
from toolkit.build.ends import take_end
from toolkit.build.failures import PLAN, forget_failure
from toolkit.build.records import give_up, recorded
from toolkit.build.request import ClientPlan, ClientResult, Request, Watch
from toolkit.build.results import Checked
from toolkit.clients.register import read_cards
from toolkit.errors import Fault, ToolkitError
from toolkit.files import write_atomically

log = logging.getLogger("koers")

# For each thread of the workers: one client that it builds, and one that waits there already.
_AHEAD = 2
# Seconds between two looks at whether the workers are still there, and how long none may be there.
_LOOK, _PATIENCE = 2.0, 60.0
# Seconds that a report may take on its way back.
_FETCH = 600.0
_LOST = Fault(
    "The connection to the cluster, or its last worker, was lost before this client was done.",
    remedy="Look at the scheduler and its workers, and build again: what came back is kept.",
)
_SILENT = Fault(
    "Nothing came back from the cluster in all the time that this client may take.",
    remedy="Look at what the workers say, and build again: what came back is kept.",
)


def build_elsewhere(errand: Errand) -> bytes:
    """Carry out an errand on a worker, in the folder that Dask keeps for it and clears.

    Dask carries bytes and never an exception: of one that cannot be read here, nobody would hear.
    """
    try:
        return carry_out(errand, Path(get_worker().local_directory))
    except Exception as error:  # noqa: BLE001 - whatever a worker meets
        return pack_faults(error)


class Dispatch:
    """Sends clients out, a few at a time, and takes in what comes back."""

    def __init__(
        self, client: Client, plans: Sequence[ClientPlan], request: Request, watch: Watch
    ) -> None:
        self._client, self._request, self._watch = client, request, watch
        self._plans = plans
        self._out: dict[Future[bytes], ClientPlan] = {}
        self._results: dict[str, ClientResult] = {}
        self._options = options_of(request)
        self._done, self._total = 0, sum(len(one.due) + 2 for one in plans)
        self._threads, self._seen = 0, time.monotonic()
        self._workers: set[str] = set()
        # When anything last went out or came back, and who went out twice.
        self._moved, self._again = self._seen, set[str]()

    def run(self) -> dict[str, ClientResult]:
        """Build all; gives a result for each, by slug."""
        self._watch("starting", 0, self._total)
        with closing(self._looked_at()) as ready:
            self._go_on(ready)
        for future in self._out:
            # Where nobody is left to ask, nothing runs any more.
            with suppress(OSError, TimeoutError, ClosedClientError):
                future.cancel()
        for one in self._plans:
            if one.slug not in self._results:
                self._give_up(one, _LOST)
        return self._results

    def _go_on(self, ready: Iterator[ClientPlan]) -> None:
        more = True
        while (more or self._out) and self._find_workers():
            while more and len(self._out) < _AHEAD * self._threads:
                one = next(ready, None)
                more = one is not None
                if one:
                    self._send(one)
            if self._out:
                self._take_in()
            elif more:
                time.sleep(_LOOK)

    def _find_workers(self) -> bool:
        """Count the workers' threads; false once there is no more hope that any comes back."""
        if self._client.status == "closed":
            return False
        self._threads = 0
        # While Dask connects anew, nobody can be asked.
        if self._client.status == "running":
            with suppress(OSError, TimeoutError):
                there = self._client.nthreads()
                self._tell_of_lost(self._workers - there.keys())
                self._workers, self._threads = {*there}, sum(there.values())
        if self._threads:
            self._seen = time.monotonic()
        return time.monotonic() - self._seen < _PATIENCE

    def _tell_of_lost(self, lost: Iterable[str]) -> None:
        for one in sorted(lost):
            told = f"A worker was lost: {one}. What it was doing is done again by another."
            log.info(told, extra={"report": "cluster"})

    def _looked_at(self) -> Generator[ClientPlan]:
        """Give clients that may be sent, after a look at what only this machine can see.

        An export of another client's account is found only where the others are known, and a link
        out of the client's folder only where it leads somewhere.
        """
        limits = Limits(self._request.timeout, self._request.memory * MEGABYTE)
        jobs = self._request.jobs or os.cpu_count() or 1
        pool = Pool(jobs, limits, Preparation(("toolkit.build.checking",)))
        looked: dict[str, ClientPlan] = {}
        clients = self._request.workspace / "clients"
        with_accounts = {
            slug for slug, card in read_cards(clients).items() if card and card.accounts
        }
        for one in self._plans:
            if with_accounts - {one.slug} or find_files(clients / one.slug).links:
                look = (one.slug, self._request.workspace, self._request.as_of)
                task = Task(f"{one.slug}/check", check_client, look)
                looked[task.key] = one
                pool.add(task)
            else:
                yield one
        for ended in pool:
            finished = take_end(ended, Checked)
            one = looked[finished.task.key]
            failed = finished.error.faults if isinstance(finished.error, ToolkitError) else ()
            checked: Checked = Checked(failed) if failed else finished.value
            faults = [fault for fault in checked.faults if fault.severity == "error"]
            if faults:
                self._give_up(one, *faults)
            else:
                yield one

    def _send(self, one: ClientPlan) -> None:
        try:
            parcel = pack_client(self._request.workspace, one.slug)
        except OSError as error:
            what = "A file of this client cannot be read."
            self._give_up(one, Fault(what, got=f"{error.strerror} ({error.filename})"))
            return
        errand = Errand(one.slug, parcel, self._options, describe_equipment())
        # The scheduler's pages, which may be open to many, show the key: it names nobody. A parcel
        # is part of its task, large as it may be, so that the scheduler can send it once more.
        with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1TB"}):
            key = f"report-{uuid4().hex}"
            try:
                future = self._client.submit(
                    build_elsewhere, errand, key=key, pure=False, retries=1
                )
            except ClosedClientError:
                self._give_up(one, _LOST)
                return
        self._out[future], self._moved = one, time.monotonic()

    def _take_in(self) -> None:
        # A scheduler that is lost takes all that is out with it: each then says so itself.
        with self._client.as_current(), suppress(TimeoutError, CancelledError):
            wait(list(self._out), timeout=_LOOK, return_when="FIRST_COMPLETED")
        for future in [one for one in self._out if one.done()]:
            self._moved = time.monotonic()
            one = self._out.pop(future)
            try:
                chapters = {chapter.job.chapter for chapter in one.chapters}
                brought = read_brought(future.result(_FETCH), one.slug, chapters)
                result = recorded(one, partial(self._put_down, one, brought))
            except NotDoneError as error:
                self._try_again(one, error)
            except Exception as error:  # noqa: BLE001 - whatever a worker or Dask raises
                self._give_up(one, *_faults_of(error))
            else:
                self._settle(one, result)
            future.release()
        self._drop_silent()

    def _try_again(self, one: ClientPlan, error: NotDoneError) -> None:
        """Send a client once more that a worker did nothing for: another may have what it needs."""
        if one.slug in self._again:
            self._give_up(one, *error.faults)
            return
        self._again.add(one.slug)
        log.info(f"It is done again. {error}", extra={"report": one.slug})
        self._send(one)

    def _drop_silent(self) -> None:
        """Wait no longer for clients once each had the time that all its tasks may take."""
        waited = time.monotonic() - self._moved
        for future, one in [*self._out.items()]:
            # Its check and its delivery may take as long as a chapter.
            if waited > (len(one.due) + 2) * self._request.timeout + _FETCH:
                del self._out[future]
                self._give_up(one, _SILENT)
                future.cancel()

    def _put_down(self, one: ClientPlan, brought: Brought) -> ClientResult:
        workspace, reports = self._request.workspace, f"clients/{one.slug}/reports/"
        for step in (PLAN, "check", "deliver", *brought.result.ran):
            forget_failure(workspace, f"{one.slug}/{step}")
        for name in brought.gone:
            (workspace / name).unlink(missing_ok=True)
        aside = []
        # The manifest says that the others are there.
        for name in sorted(brought.files, key=(reports + MANIFEST).__eq__):
            path = workspace / name
            if write_atomically(path, brought.files[name]) != path:
                aside.append(name.removeprefix(reports))
        return replace(brought.result, name=one.name, aside=tuple(aside))

    def _give_up(self, one: ClientPlan, *faults: Fault) -> None:
        result = recorded(one, partial(give_up, one, faults, self._request))
        self._settle(one, result)

    def _settle(self, one: ClientPlan, result: ClientResult) -> None:
        self._results[one.slug] = result
        told = "\n".join(str(fault) for fault in result.faults) or "done"
        level = logging.ERROR if result.faults else logging.INFO
        log.log(level, told, extra={"report": one.slug})
        self._done += len(one.due) + 2
        self._watch(one.slug, self._done, self._total)


def _faults_of(error: BaseException) -> tuple[Fault, ...]:
    if isinstance(error, CancelledError):
        return (_LOST,)
    if isinstance(error, KilledWorker):
        return (
            Fault(
                "Each worker that it was given to ended before it was done.",
                remedy="Look at what the workers say, and at their memory; or build this client "
                "without --cluster.",
            ),
        )
    return tell(error)
