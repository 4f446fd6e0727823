"""Making reports from the page: a process that works, and a thread that listens to it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import IO, TYPE_CHECKING, Any

from toolkit.errors import Fault, fill

if TYPE_CHECKING:
    from toolkit.build import ClientResult

LAST_LINES = 15


@dataclass(frozen=True, slots=True)
class Step:
    """How far a build is: the client at work, and steps done of all that are known."""

    slug: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build: a result for each client, or faults that kept it from beginning."""

    results: tuple[ClientResult, ...] = ()
    faults: tuple[Fault, ...] = ()
    stopped: bool = False


class Build:
    """A build at work.

    Parameters
    ----------
    workspace, slugs
        What to build; no slugs for all clients.
    tell
        Called after each step.
    end
        Called once, when it has ended.
    """

    def __init__(
        self,
        workspace: Path,
        slugs: Sequence[str],
        tell: Callable[[Step], None],
        end: Callable[[Built], None],
    ) -> None:
        self._tell, self._end = tell, end
        self._stopped = False
        command = [sys.executable, "-m", "toolkit.home.build_process", str(workspace), *slugs]
        hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        self._process = subprocess.Popen(  # noqa: S603 - our own words
            command,
            cwd=workspace,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            creationflags=hidden,
        )
        self._complaints: list[str] = []
        self._threads = [
            Thread(target=self._complain, daemon=True),
            Thread(target=self._listen, daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End it; reports that were made already stay."""
        self._stopped = True
        self._process.terminate()

    def wait(self) -> None:
        """Wait until it has ended, and has told so."""
        for thread in self._threads:
            thread.join()

    def _complain(self) -> None:
        for line in _lines(self._process.stderr):
            self._complaints = [*self._complaints[1 - LAST_LINES :], line]

    def _listen(self) -> None:
        built: Built | None = None
        for line in _lines(self._process.stdout):
            message = _read(line)
            if "key" in message:
                slug = str(message["key"]).partition("/")[0]
                self._tell(Step(slug, message["done"], message["total"]))
            elif "results" in message or "faults" in message:
                built = _built(message)
        status = self._process.wait()
        self._threads[0].join()
        if self._stopped:
            built = Built(stopped=True)
        self._end(built or Built(faults=(self._broken_off(status),)))

    def _broken_off(self, status: int) -> Fault:
        return Fault(
            "The build ended before it was done.",
            got="\n".join(self._complaints) or fill("exit status {status}", status=status),
            remedy="Build again; if it happens again, the machine may be short of memory.",
        )


def _lines(stream: IO[str] | None) -> IO[str]:
    if stream is None:
        raise TypeError("the process was started without pipes")
    return stream


def _read(line: str) -> dict[str, Any]:
    try:
        message = json.loads(line)
    except ValueError:
        # A library that prints is no news of ours.
        return {}
    return message if isinstance(message, dict) else {}


def _fault(told: dict[str, Any]) -> Fault:
    # JSON knows no tuples.
    return Fault(
        **{**{name: _text(one) for name, one in told.items()}, "rows": tuple(told["rows"])}
    )


def _text(told: Any) -> Any:  # noqa: ANN401 - any JSON
    """Put a text together again that was taken apart on its way here."""
    if not isinstance(told, dict):
        return told
    return fill(told["message"], **{name: _text(one) for name, one in told["values"].items()})


def _built(message: dict[str, Any]) -> Built:
    from toolkit.build import ClientResult

    results = [
        ClientResult(
            slug=one["slug"],
            name=one["name"],
            ran=tuple(one["ran"]),
            skipped=tuple(one["skipped"]),
            faults=tuple(map(_fault, one["faults"])),
            report=one["report"],
        )
        for one in message.get("results", ())
    ]
    return Built(tuple(results), tuple(map(_fault, message.get("faults", ()))))
