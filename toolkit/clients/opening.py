"""Finding clients in a workspace, and opening their folders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path

from toolkit.clients.folder import ClientFolder, stop_on_errors
from toolkit.clients.register import SLUG
from toolkit.errors import Fault, InputError, UsageError, fill
from toolkit.workspace import find_slugs, find_workspace


def load(slug: str, as_of: str = "", workspace: Path | None = None) -> ClientFolder:
    """Open the folder of client `slug`.

    Parameters
    ----------
    slug
        The folder's name below ``clients/``.
    as_of
        A date (``2026-10-31``) to report on; empty for the client's own.
    workspace
        Default: the workspace around the current folder.

    Raises
    ------
    UsageError
        If there is no such client.
    InputError
        If ``client.yaml`` or ``brand.yaml`` cannot be used.
    """
    folder = open_unread(slug, as_of, workspace)
    stop_on_errors(gather([lambda: nothing_but(folder.client), lambda: nothing_but(folder.brand)]))
    return folder


def open_unread(slug: str, as_of: str, workspace: Path | None) -> ClientFolder:
    """Open the folder of client `slug`, of which nothing was read yet.

    Raises
    ------
    UsageError
        If there is no such client.
    """
    path = (workspace or find_workspace()) / "clients" / slug
    if not SLUG.fullmatch(slug) or not path.is_dir():
        known = ", ".join(slugs(workspace)) or "none yet"
        raise UsageError(
            Fault(
                "There is no such client.", got=slug, expected=fill("one of: {names}", names=known)
            )
        )
    return ClientFolder(path, parse_date(as_of) if as_of else None)


def slugs(workspace: Path | None = None) -> tuple[str, ...]:
    """Name all clients of a workspace: the folders below ``clients/`` with a ``client.yaml``."""
    return find_slugs((workspace or find_workspace()) / "clients")


def gather(parts: Iterable[Callable[[], Iterable[Fault]]]) -> tuple[Fault, ...]:
    """Give what parts find, and the faults of those that cannot be read.

    What rests on a file that cannot be used tells that file's faults again: each counts once.
    """
    faults: list[Fault] = []
    for part in parts:
        try:
            faults.extend(part())
        except InputError as error:
            faults.extend(error.faults)
    return tuple(dict.fromkeys(faults))


def nothing_but(_read: object) -> tuple[Fault, ...]:
    """Give no faults: that it could be read is all that is asked of a part."""
    return ()


def parse_date(text: str) -> dt.date:
    """Read a date as ``2026-10-31``.

    Raises
    ------
    UsageError
        If it is anything else.
    """
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            Fault("This is not a date.", got=text, expected="year-month-day, such as 2026-10-31")
        ) from error
