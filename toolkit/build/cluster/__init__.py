"""Clients built on the workers of a Dask cluster: one task each, which carries all that it needs.

The workers share no disk with this machine and know nothing of it. Dask gives a task whose worker
died to another; what went wrong for good is a fault of that client, and the others go on. Client
data leaves this machine only encrypted, and only after it was said aloud.
"""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.build.cluster.connection import check_address, connect, look_at_workers
from toolkit.build.cluster.dispatch import Dispatch, log
from toolkit.build.cluster.parcel import find_shared
from toolkit.build.request import ClientPlan, ClientResult, Request, Watch
from toolkit.errors import Fault, InputError


def run_on_cluster(
    plans: Sequence[ClientPlan], request: Request, watch: Watch
) -> dict[str, ClientResult]:
    """Build clients that have something due, on the workers of ``request.cluster``.

    Returns
    -------
    dict
        A result for each client, by slug.

    Raises
    ------
    UsageError
        If the address is none that client data may be sent to.
    InputError
        If a link leads out of a folder that all clients share.
    RunError
        If no scheduler answers there, or its workers cannot make the same reports.
    """
    security = check_address(request.cluster)
    if not plans:
        return {}
    _refuse_links(request)
    with connect(request.cluster, security) as client:
        workers = look_at_workers(client)
        clients, hands = _count(len(plans), "client"), _count(len(workers), "worker")
        told = f"Client data of {clients} goes to {request.cluster} ({hands})."
        log.warning(told, extra={"report": "cluster"})
        return Dispatch(client, plans, request, watch).run()


def _refuse_links(request: Request) -> None:
    """Refuse what a report would read here and a worker would lack: nothing is left out quietly."""
    faults = [
        Fault(
            "A link leads out of what all clients share; it would not be sent.",
            file=one.relative_to(request.workspace).as_posix(),
            remedy="Put the file itself in its place, or take the link away.",
        )
        for one in find_shared(request.workspace).links
    ]
    if faults:
        raise InputError(faults)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
