"""Clients on their way: a few at a time to the workers, and what comes back put in its place."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import uuid4

import dask
from distributed import Client, Future, KilledWorker, get_worker, wait

from toolkit.batch.pool import Pool
from toolkit.batch.tasks import MEGABYTE, Limits, Preparation, Task
from toolkit.build.checking import check_client
from toolkit.build.cluster.errand import (
    Brought,
    Errand,
    carry_out,
    describe_equipment,
    options_of,
    read_brought,
)
from toolkit.build.cluster.parcel import find_files, pack_client
from toolkit.build.ends import take_end
from toolkit.build.failures import forget_failure
from toolkit.build.planning import manifest_path
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


def build_elsewhere(errand: Errand) -> bytes:
    """Carry out an errand on a worker, in the folder that Dask keeps for it and clears."""
    return carry_out(errand, Path(get_worker().local_directory))


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

    def run(self) -> dict[str, ClientResult]:
        """Build all; gives a result for each, by slug."""
        self._watch("starting", 0, self._total)
        ready, more = self._looked_at(), True
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
        for future in self._out:
            future.cancel()
        for one in self._plans:
            if one.slug not in self._results:
                self._give_up(one, _LOST)
        return self._results

    def _find_workers(self) -> bool:
        """Count the workers' threads; false once there is no more hope that any comes back."""
        if self._client.status == "closed":
            return False
        self._threads = 0
        # While Dask connects anew, nobody can be asked.
        if self._client.status == "running":
            with suppress(OSError, TimeoutError):
                self._threads = sum(self._client.nthreads().values())
        if self._threads:
            self._seen = time.monotonic()
        return time.monotonic() - self._seen < _PATIENCE

    def _looked_at(self) -> Iterator[ClientPlan]:
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
            future = self._client.submit(build_elsewhere, errand, key=key, pure=False, retries=1)
        self._out[future] = one

    def _take_in(self) -> None:
        with self._client.as_current(), suppress(TimeoutError):
            wait(list(self._out), timeout=_LOOK, return_when="FIRST_COMPLETED")
        for future in [one for one in self._out if one.done()]:
            one = self._out.pop(future)
            try:
                brought = read_brought(future.result(_FETCH), one.slug)
            except Exception as error:  # noqa: BLE001 - whatever a worker or Dask raises
                self._give_up(one, *_faults_of(error))
            else:
                self._settle(one, recorded(one, partial(self._put_down, one, brought)))
            future.release()

    def _put_down(self, one: ClientPlan, brought: Brought) -> ClientResult:
        workspace, reports = self._request.workspace, f"clients/{one.slug}/reports/"
        for step in ("check", "deliver", *brought.result.ran):
            forget_failure(workspace, f"{one.slug}/{step}")
        for name in brought.gone:
            (workspace / name).unlink(missing_ok=True)
        aside = []
        manifest = manifest_path(workspace, one.slug)
        # The manifest says that the others are there.
        for path in sorted((workspace / name for name in brought.files), key=manifest.__eq__):
            name = path.relative_to(workspace).as_posix()
            if write_atomically(path, brought.files[name]) != path:
                aside.append(name.removeprefix(reports))
        return replace(brought.result, aside=tuple(aside))

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
    if isinstance(error, ToolkitError):
        return error.faults
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
    return (
        Fault(
            "Something went wrong on the cluster that Koers did not foresee.",
            got=f"{type(error).__name__}: {error}",
            remedy="Look at what its worker says; or build this client without --cluster.",
        ),
    )
