"""The right to be forgotten: taking a client, or all that was made of one answer, off this machine.

A build that is at work is waited for: it would put back what it is making.

What lies outside the workspace, such as a report that was sent or a copy on a backup, is out of
reach; whoever removes a client is told so.
"""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from toolkit.build.portfolio import write_portfolio
from toolkit.build.request import Watch
from toolkit.build.turn import take_turn
from toolkit.clients import SLUG, slugs
from toolkit.errors import Fault, InputError, UsageError, fill
from toolkit.working_copies import COPIES, HOME
from toolkit.workspace import CACHE

CHECKPOINTS = ".ipynb_checkpoints"
UNFINISHED = "unfinished"


def find_traces(workspace: Path, slug: str) -> tuple[Path, ...]:
    """Find everything that there is of a client in a workspace, its folder last.

    Raises
    ------
    UsageError
        If there is nothing.
    """
    folder = workspace / "clients" / slug
    own = _there([*_own(workspace, slug), folder]) if SLUG.fullmatch(slug) else ()
    if not own:
        known = ", ".join(slugs(workspace)) or "none yet"
        raise UsageError(
            Fault(
                "There is no such client.", got=slug, expected=fill("one of: {names}", names=known)
            )
        )
    return (*_there(_shared(workspace)), *own)


def remove_client(workspace: Path, slug: str, watch: Watch = lambda *_: None) -> tuple[Path, ...]:
    """Remove a client: its folder, and what was made of it; the page of all clients is made anew.

    Parameters
    ----------
    watch
        Called if a build has to be waited for.

    Returns
    -------
    tuple of Path
        What was removed.

    Raises
    ------
    UsageError
        If there is no such client.
    InputError
        With all that could not be removed; what could be is gone.
    """
    find_traces(workspace, slug)
    with take_turn(workspace, watch):
        found = find_traces(workspace, slug)
        _remove_all(found, workspace)
        write_portfolio(workspace)
    return found


def remove_reports(workspace: Path, slug: str, watch: Watch = lambda *_: None) -> tuple[Path, ...]:
    """Remove what was made of a client's data, so that a build makes all of it anew.

    Parameters
    ----------
    watch
        Called if a build has to be waited for.

    Returns
    -------
    tuple of Path
        What was removed.

    Raises
    ------
    InputError
        With all that could not be removed.
    """
    reports = workspace / "clients" / slug / "reports"
    with take_turn(workspace, watch):
        # What waits to be finished in a form is no report.
        made = (one for one in _own(workspace, slug) if UNFINISHED not in one.parts)
        found = _there((*_shared(workspace), *made, reports))
        _remove_all(found, workspace)
        write_portfolio(workspace)
    return found


def _there(places: Iterable[Path]) -> tuple[Path, ...]:
    return tuple(one for one in places if one.is_symlink() or one.exists())


def _shared(workspace: Path) -> Iterator[Path]:
    """Give what is made anew whenever it is needed, and may hold something of any client."""
    yield workspace / COPIES / HOME
    # The home page's list of names, whose account is whose, and what a plan remembers.
    for name in ("names.json", "accounts.json", "digests.json", "plans.json"):
        yield workspace / CACHE / name
    for folder in (workspace, workspace / COPIES, workspace / "clients"):
        yield folder / CHECKPOINTS


def _own(workspace: Path, slug: str) -> Iterator[Path]:
    yield workspace / COPIES / slug
    yield from (one for one in _walk(workspace / CACHE) if slug in (one.name, one.stem))
    client = workspace / "clients" / slug
    yield from (one for one in _walk(client) if one.name == CHECKPOINTS)


def _walk(folder: Path) -> Iterator[Path]:
    """Give all that lies in a folder, without going into links."""
    if folder.is_symlink() or not folder.is_dir():
        return
    for one in sorted(folder.iterdir()):
        yield one
        yield from _walk(one)


def _remove_all(places: Iterable[Path], workspace: Path) -> None:
    faults = []
    for one in places:
        try:
            _remove(one)
        except OSError as error:
            faults.append(
                Fault(
                    "This could not be removed.",
                    one.relative_to(workspace).as_posix(),
                    got=error.strerror or type(error).__name__,
                    remedy="Close the programs that have files in it open, and try again.",
                )
            )
    if faults:
        raise InputError(faults)


def _remove(place: Path) -> None:
    if place.is_symlink() or not place.is_dir():
        # Of a link only the link goes, never what it leads to.
        _allow_writing(place)
        place.unlink(missing_ok=True)
        return
    for one in (place, *_walk(place)):
        _allow_writing(one)
    shutil.rmtree(place)


def _allow_writing(place: Path) -> None:
    # Windows removes no file that is read only, and nobody removes one from such a folder.
    if not place.is_symlink() and place.exists():
        place.chmod(place.stat().st_mode | stat.S_IWRITE)
