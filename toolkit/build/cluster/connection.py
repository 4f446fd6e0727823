"""The way to a Dask scheduler: where client data may go, with which certificates, and to whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from toolkit.build.cluster.errand import Equipment, describe_equipment, find_differences
from toolkit.errors import Fault, RunError, UsageError

try:
    import dask
    from dask.utils import parse_timedelta
    from distributed import Client, Security
except ImportError as error:
    raise UsageError(
        Fault(
            "Building on a cluster needs Dask, which is not installed here.",
            got=str(error),
            remedy='Install it with: pip install "koers[cluster]"',
        )
    ) from error

_CERTIFICATES = ("ca-file", "client.cert", "client.key")
_LOCAL = ("127.0.0.1", "::1", "localhost")


def check_address(address: str) -> Security:
    """Check that client data may go to an address; gives the certificates that Dask knows.

    Raises
    ------
    UsageError
        If it is not encrypted and not this machine, or no certificates are there to encrypt with.
    """
    scheme, host = _take_apart(address)
    if scheme not in ("tcp", "tls") or not host:
        raise UsageError(
            Fault(
                "This is no address of a Dask scheduler.",
                got=address,
                expected="such as tls://scheduler.example:8786",
            )
        )
    if scheme == "tcp":
        if host not in _LOCAL:
            raise UsageError(
                Fault(
                    "Client data leaves this machine only encrypted.",
                    got=address,
                    expected=address.replace("tcp://", "tls://", 1),
                    remedy="Start the scheduler and its workers with certificates; "
                    "docs/cluster.md says how.",
                )
            )
        return Security(require_encryption=False)
    held = {name: dask.config.get(f"distributed.comm.tls.{name}") or "" for name in _CERTIFICATES}
    # A key may stand in the file of its certificate.
    held["client.key"] = held["client.key"] or held["client.cert"]
    faults = [
        Fault(
            "There is no such file." if path else "A certificate for the cluster is missing.",
            column=f"distributed.comm.tls.{name}",
            got=path,
            remedy=f"Name its file in Dask's configuration, or in {_as_variable(name)}.",
        )
        for name, path in held.items()
        # Dask also takes the text of a certificate in place of its file.
        if not path or ("\n" not in path and not Path(path).is_file())
    ]
    if faults:
        raise UsageError(faults)
    return Security(require_encryption=True)


@contextmanager
def connect(address: str, security: Security) -> Iterator[Client]:
    """Connect with a scheduler that has workers.

    Raises
    ------
    RunError
        If none answers in the time that Dask's configuration gives, or it has no workers.
    """
    patience = parse_timedelta(dask.config.get("distributed.comm.timeouts.connect"))
    try:
        client = Client(address, security=security, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise RunError(
            Fault(
                f"No Dask scheduler that trusts this machine answers within {patience:g} seconds.",
                got=f"{address}: {_root_of(error)}",
                remedy="Look whether it runs, whether a firewall is between, and whether both "
                "sides have certificates of the same authority.",
            )
        ) from error
    try:
        _wait_for_workers(client, address, patience)
        yield client
    finally:
        with suppress(OSError, TimeoutError):
            client.close()


def _wait_for_workers(client: Client, address: str, patience: float) -> None:
    try:
        client.wait_for_workers(1, timeout=patience)
    except TimeoutError as error:
        raise RunError(
            Fault(
                f"The scheduler has no workers, and none came within {patience:g} seconds.",
                got=address,
                remedy="Start one with: dask worker " + address,
            )
        ) from error


def look_at_workers(client: Client) -> Mapping[str, int]:
    """Give the workers' addresses and threads, once they can make what would be made here.

    Raises
    ------
    UsageError
        If client data would go to one of them in the clear.
    RunError
        If one of them has another Koers, or none.
    """
    workers: Mapping[str, int] = client.nthreads()
    open_ones = [one for one in workers if not _is_safe(one)]
    if open_ones:
        raise UsageError(
            Fault(
                "A worker is on another machine, and what it is sent is not encrypted.",
                got=", ".join(sorted(open_ones)),
                remedy="Start the scheduler and its workers with certificates; docs/cluster.md "
                "says how.",
            )
        )
    described: dict[str, Equipment | Exception] = client.run(describe_equipment, on_error="return")
    described["the scheduler"] = _ask_scheduler(client)
    faults = [fault for one in described for fault in _compare(one, described[one])]
    if faults:
        raise RunError(faults)
    return workers


def _ask_scheduler(client: Client) -> Equipment | Exception:
    try:
        found: Equipment = client.run_on_scheduler(describe_equipment)
    except (ImportError, AttributeError) as error:
        return error
    return found


def _compare(place: str, found: Equipment | Exception) -> tuple[Fault, ...]:
    remedy = "Install the same Koers with the same constraints.txt there."
    if isinstance(found, Exception):
        what = "There is no Koers that could build there, or another one."
        return (Fault(what, file=place, got=str(found), remedy=remedy),)
    different = find_differences(found)
    what = "It has another Koers than this machine, or other libraries."
    return (Fault(what, file=place, got=", ".join(different), remedy=remedy),) if different else ()


def _take_apart(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    return parts.scheme, parts.hostname or ""


def _is_safe(worker: str) -> bool:
    """Whether what is sent to a worker is encrypted, or does not leave this machine."""
    scheme, host = _take_apart(worker)
    own = {one.address for held in psutil.net_if_addrs().values() for one in held}
    return scheme == "tls" or host in (*_LOCAL, *own)


def _as_variable(name: str) -> str:
    return "DASK_DISTRIBUTED__COMM__TLS__" + name.upper().replace(".", "__").replace("-", "_")


def _root_of(error: BaseException) -> str:
    """Say what lies below an error that was raised from others."""
    while error.__cause__:
        error = error.__cause__
    return str(error) or type(error).__name__
