"""The pipeline, readable as one: plan, run, deliver, and say what came of it.

Callable from Python and from schedulers; the command line only passes on what it was told.
"""

from __future__ import annotations

from functools import partial

from toolkit.build.planning import plan
from toolkit.build.portfolio import write_portfolio
from toolkit.build.records import give_up, recorded, report_path
from toolkit.build.request import ClientPlan, ClientResult, Planned, Request, Watch, Written
from toolkit.build.running import run_clients
from toolkit.build.turn import take_turn

__all__ = ["ClientPlan", "ClientResult", "Planned", "Request", "Watch", "Written", "build", "plan"]


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
        If the request names something that does not exist.
    RunError
        If no process can be made ready to run notebooks in.
    """
    with take_turn(request.workspace, watch):
        plans = plan(request)
        due = [one for one in plans if not one.faults and (one.due or one.stale_pages)]
        results = {one.slug: _settled(one, request) for one in plans if one not in due}
        results |= run_clients(due, request, watch)
        write_portfolio(request.workspace)
    return tuple(results[one.slug] for one in plans)


def _settled(one: ClientPlan, request: Request) -> ClientResult:
    if one.faults:
        return recorded(one, partial(give_up, one, one.faults, request))
    skipped = tuple(chapter.job.chapter for chapter in one.chapters)
    return ClientResult(one.slug, one.name, skipped=skipped, report=report_path(one.slug))
