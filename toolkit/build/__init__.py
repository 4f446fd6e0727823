"""The pipeline, readable as one: plan, run, deliver, and say what came of it.

Callable from Python and from schedulers; the command line only passes on what it was told.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from toolkit.batch.processes import get_ready
from toolkit.build.planning import plan, report_path
from toolkit.build.portfolio import PAGE, write_portfolio
from toolkit.build.readiness import prepare_for
from toolkit.build.request import (
    ClientPlan,
    ClientResult,
    NoPageError,
    Planned,
    Request,
    Watch,
    Written,
)
from toolkit.build.turn import clear_leftovers, take_turn
from toolkit.errors import Fault
from toolkit.workspace import check_workspace

__all__ = [
    "ClientPlan",
    "ClientResult",
    "NoPageError",
    "Planned",
    "Request",
    "Watch",
    "Written",
    "build",
    "plan",
]

# What goes wrong is in the results; Python would print it a second time where nobody listens.
logging.getLogger("koers").addHandler(logging.NullHandler())


def build(request: Request, watch: Watch = lambda *_: None) -> tuple[ClientResult, ...]:
    """Make the reports.

    Of two builds of one workspace, the second waits until the first has ended.

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
        If the request names something that does not exist, or a folder that is no workspace.
    RunError
        If no process can be made ready to run notebooks in, or no worker of a cluster is there.
    NoPageError
        If all is done, but the page of all clients cannot be written; it holds the results.
    """
    check_workspace(request.workspace)
    if request.cluster:
        # Also where nothing is due: an address that nothing may go to is told before it is needed.
        from toolkit.build.cluster.connection import check_address

        check_address(request.cluster)
    with take_turn(request.workspace, watch):
        if request.force and not request.cluster:
            # There is surely something to do: what reports start from loads while that is planned.
            get_ready(prepare_for(request.workspace))
        plans = plan(request)
        clear_leftovers(request.workspace, [one.slug for one in plans if not one.idle])
        results = {one.slug: _left_alone(one) for one in plans if one.idle}
        if len(results) < len(plans):
            results |= _run([one for one in plans if not one.idle], request, watch)
        # With a date or without some chapters a plan is another than the page of all clients tells.
        plain = not (request.as_of or request.notebooks or request.parameters)
        told = tuple(results[one.slug] for one in plans)
        try:
            write_portfolio(request.workspace, [one for one in plans if one.idle and plain])
        except OSError as error:
            raise NoPageError(_no_page(error), told) from error
    return told


def _run(plans: Sequence[ClientPlan], request: Request, watch: Watch) -> dict[str, ClientResult]:
    # Imported here: a build with nothing to do ends before it has loaded what makes reports. While
    # this process loads it, the one that reports start from does so too.
    if not request.cluster and any(not one.faults for one in plans):
        get_ready(prepare_for(request.workspace))
    from toolkit.build.running import give_up_faulty, run_clients

    given_up = give_up_faulty(plans, request)
    sound = [one for one in plans if one.slug not in given_up]
    if not request.cluster:
        return given_up | run_clients(sound, request, watch)
    from toolkit.build.cluster import run_on_cluster

    return given_up | run_on_cluster(sound, request, watch)


def _no_page(error: OSError) -> Fault:
    return Fault(
        "The page of all clients cannot be written.",
        file=PAGE,
        got=error.strerror or type(error).__name__,
        remedy="Look at the folder's permissions, at free space, and at open programs.",
    )


def _left_alone(one: ClientPlan) -> ClientResult:
    skipped = tuple(chapter.job.chapter for chapter in one.chapters)
    return ClientResult(one.slug, one.name, skipped=skipped, report=report_path(one.slug))
